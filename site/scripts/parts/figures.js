/**
 * Which columns of a result a chart or a map can show, and why none.
 *
 * @typedef {import("./results.js").Result} Result
 * @typedef {import("./results.js").Term} Term
 * @typedef {{ label: string, value: number, written: string }} Point
 * @typedef {{ name: string, points: Point[] }} Series
 * @typedef {{ label: string, labels: string[], area: string }} Party what it is called, in all languages, and its area
 * @typedef {{ label: string, value: number, written: string }} Figure
 */
import { plain } from "./results.js";
import { isNumber } from "./terms.js";

export const MOST_BARS = 60;
const MOST_SERIES = 4;
const FEWEST_FOR_LINE = 3;

/** The columns with numbers alone, by their place. @param {Result} result */
export function numericColumns({ variables, rows }) {
  return variables.flatMap((_, at) => {
    const bound = rows.filter((row) => row[at]);
    return bound.length > 0 && bound.every((row) => isNumber(row[at])) ? [at] : [];
  });
}

/**
 * What a chart shows: a series for each column of numbers, its points named by the columns of text.
 * @param {Result} result
 * @returns {{ why: string } | { line: boolean, label: string, series: Series[] }}
 */
export function charted(result) {
  const { variables, rows } = result;
  if (rows.length === 0) return { why: "no_rows" };
  const numbers = numericColumns(result);
  if (numbers.length === 0) return { why: "no_numbers" };
  const labels = variables.flatMap((_, at) =>
    !numbers.includes(at) && rows.some((row) => row[at]) && !rows.some((row) => row[at]?.type === "uri") ? [at] : [],
  );
  const named = labels.length > 0 ? labels : variables.flatMap((_, at) => (numbers.includes(at) ? [] : [at]));
  if (named.length === 0) return { why: "no_labels" };
  if (rows.length > MOST_BARS) return { why: "too_many" };
  const years = named.length === 1 && rows.length >= FEWEST_FOR_LINE && rows.every((row) => /^\d{4}$/.test(plain(row[named[0]])));
  const ordered = years ? rows.toSorted((one, other) => plain(one[named[0]]).localeCompare(plain(other[named[0]]))) : rows;
  const series = numbers.slice(0, MOST_SERIES).map((at) => ({
    name: variables[at],
    points: ordered.flatMap((row) => {
      const term = row[at];
      const label = named.map((place) => plain(row[place])).filter(Boolean).join(" · ");
      return term ? [{ label, value: Number(term.value), written: String(term.value) }] : [];
    }),
  }));
  const distinct = new Set(ordered.map((row) => plain(row[named[0]]))).size === rows.length;
  return { line: years && distinct, label: named.map((at) => variables[at]).join(", "), series };
}

/**
 * What a map shows: a number for each area, or why not. `value` chooses among the columns of numbers.
 * @param {Result} result
 * @param {Record<string, Party>} parties by IRI
 * @param {number} [value]
 * @returns {{ why: string, name?: string } |
 *   { columns: number[], value: number, areas: Map<string, Figure>, elsewhere: string[] }}
 */
export function mapped(result, parties, value) {
  const { variables, rows } = result;
  if (rows.length === 0) return { why: "no_rows" };
  const byLabel = new Map(Object.values(parties).flatMap((party) => party.labels.map((label) => [label, party])));
  const party = (/** @type {Term | undefined} */ term) =>
    term && (term.type === "uri" ? parties[term.value] : term.type === "literal" ? byLabel.get(term.value) : undefined);
  // Most of the column: beside the districts and cities the Land may stand in it.
  const share = (/** @type {number} */ at) => rows.filter((row) => party(row[at])).length / rows.length;
  const places = variables.flatMap((_, at) => (share(at) > 0.5 ? [at] : []));
  if (places.length === 0) return { why: "no_party" };
  const columns = numericColumns(result);
  if (columns.length === 0) return { why: "no_value" };
  const chosen = value !== undefined && columns.includes(value) ? value : columns[0];
  const areas = new Map();
  const elsewhere = new Set();
  for (const row of rows) {
    const found = party(row[places[0]]);
    const term = row[chosen];
    if (!found && term) elsewhere.add(plain(row[places[0]]) || "–");
    if (!found || !term) continue;
    if (areas.has(found.area)) return { why: "many_values", name: found.label };
    areas.set(found.area, { label: found.label, value: Number(term.value), written: String(term.value) });
  }
  return { columns, value: chosen, areas, elsewhere: [...elsewhere] };
}

/**
 * Round values of an axis from zero or below it to the greatest.
 * @param {number} least @param {number} most @param {number} count
 * @returns {number[]}
 */
export function ticks(least, most, count) {
  const from = Math.min(0, least);
  const span = Math.max(most, 0) - from || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((width) => width >= rough) ?? rough;
  const first = Math.floor(from / step);
  const last = Math.ceil((from + span) / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

/**
 * Bounds between classes of about as many values each; fewer where values are the same.
 * @param {number[]} values @param {number} most
 */
export function classes(values, most) {
  const sorted = values.toSorted((one, other) => one - other);
  const bounds = Array.from({ length: most - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / most)]);
  return [...new Set(bounds)].filter((bound) => bound > sorted[0]);
}
