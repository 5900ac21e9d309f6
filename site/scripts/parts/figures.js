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

export const MOST_CLASSES = 5;
// The share of values beyond which a class says little.
const MOSTLY = 0.6;

/**
 * Where a class ends and the next begins, in round numbers, as the maps of the pages have it (publication/pictures/scale.py).
 * @param {number[]} values @param {number} most
 * @returns {number[]}
 */
export function breaks(values, most = MOST_CLASSES) {
  const ordered = values.toSorted((one, other) => one - other);
  const count = Math.min(most, Math.floor((new Set(ordered).size + 1) / 2));
  if (count < 2) return [];
  /** @type {number[]} */
  let best = [];
  for (const limits of proposed(ordered, count)) {
    const kept = trimmed(ordered, limits, count);
    const all = sizes(ordered, kept);
    const fair = Math.min(...all) > 0 && (count === 2 || Math.max(...all) <= MOSTLY * ordered.length);
    if (fair && kept.length > best.length) best = kept;
  }
  if (best.length + 1 >= Math.min(count, 3)) return best;
  const gaps = Array.from({ length: count - 1 }, (_, at) => nearestGap(ordered, Math.round(((at + 1) * ordered.length) / count)));
  return [...new Set(gaps.map(([low, high]) => roundest(low, high)))].toSorted((one, other) => one - other);
}

/** Ever finer round steps: 10, 5, 2, 1 … @param {number} largest */
function* steps(largest) {
  for (let power = Math.floor(Math.log10(Math.abs(largest) || 1)) + 1; ; power -= 1) yield* [1, 0.5, 0.2].map((part) => clean(part * 10 ** power));
}

/** @param {number[]} ordered @param {number} count */
function* proposed(ordered, count) {
  const [low, high] = [ordered[0], ordered[ordered.length - 1]];
  for (const step of steps(high)) {
    const [first, last] = [Math.floor(clean(low / step)), Math.floor(clean(high / step))];
    if (last - first > count + 1) break;
    yield Array.from({ length: last - first }, (_, at) => clean(step * (first + 1 + at)));
  }
  const rising = [];
  if (low <= 0) return;
  for (const step of steps(high)) {
    if (step <= low) break;
    if (step <= high) rising.unshift(step);
  }
  if (rising.length <= count + 1) yield rising;
}

/** At most so many classes: the first and the last are open. @param {number[]} ordered @param {number[]} limits @param {number} count */
function trimmed(ordered, limits, count) {
  let kept = limits;
  while (kept.length >= count) {
    const all = sizes(ordered, kept);
    kept = all[0] < all[all.length - 1] ? kept.slice(1) : kept.slice(0, -1);
  }
  return kept;
}

/** How many values each class has. @param {number[]} ordered @param {number[]} limits */
function sizes(ordered, limits) {
  return [...limits, Infinity].map((limit, at) => ordered.filter((value) => value < limit && value >= (limits[at - 1] ?? -Infinity)).length);
}

/** @param {number[]} ordered @param {number} wanted */
function nearestGap(ordered, wanted) {
  const gaps = ordered.flatMap((value, at) => (at > 0 && ordered[at - 1] < value ? [at] : []));
  const nearest = gaps.toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))[0];
  return [ordered[nearest - 1], ordered[nearest]];
}

/** @param {number} low @param {number} high */
function roundest(low, high) {
  for (const step of steps(high)) {
    const near = clean(Math.round(clean((low + high) / 2 / step)) * step);
    if ((near > low && near <= high) || step < Number.EPSILON) return near;
  }
  return high;
}

/** Without what binary numbers add. @param {number} value */
function clean(value) {
  return Number(value.toPrecision(12));
}

/** Which steps of the ramp so many classes take: as far from each other as they can be. @param {number} count */
export function spread(count) {
  if (count === 1) return [Math.floor(MOST_CLASSES / 2)];
  const first = count === 2 ? 1 : 0;
  return Array.from({ length: count }, (_, place) => first + Math.round((place * (MOST_CLASSES - 1 - 2 * first)) / (count - 1)));
}
