/** A result as a map of the districts and cities: darker is more, and each area has its number in a list beside it. */
import { breaks, mapped, spread } from "./figures.js";
import { svg } from "./svg.js";
import { number } from "./terms.js";
import { element } from "./workplace.js";

/**
 * @typedef {import("./workplace.js").Workplace} Workplace
 * @typedef {import("./results.js").Result} Result
 * @typedef {{ key: string, name: string, path: string, middle: [number, number], beside?: [number, number],
 *   label?: { lines: string[], x: number, top: number } }} Area as publication/pictures/areas.py tells it
 * @typedef {{ width: number, height: number, source: string, terms: string, areas: Area[] }} Outlines
 * @typedef {import("./figures.js").Figure} Figure
 */

// The heights of a line of a figure and of a name, and how far a name stands from its number: as in hesse.py.
const [FIGURE, NAME, INDENT] = [14, 11.5, 22];
// With figures of no more areas than these the map is small, and labels these alone.
const FEW = 6;
// A figure that has room on the map, in letters.
const LONGEST = 5;
const UNITS = [[1_000_000, "in_millions"], [1_000, "in_thousands"]];

/** @type {Promise<Outlines[]> | undefined} */
let loading;

/**
 * @param {Result} result
 * @param {Workplace} place
 * @param {{ heads?: Record<string, string>, parties: () => Promise<Record<string, import("./figures.js").Party>> }} about
 */
export async function map(result, place, { heads = {}, parties }) {
  try {
    const known = await parties();
    const found = mapped(result, known);
    if ("why" in found) return element("p", { class: "missing" }, place.say(found.why, { name: found.name ?? "" }));
    loading ??= load(place.areas);
    const divisions = await loading;
    const name = (/** @type {number} */ at) => heads[result.variables[at]] ?? result.variables[at];
    const holder = element("div");
    const draw = (/** @type {number} */ column) => {
      const shown = mapped(result, known, column);
      if ("areas" in shown) holder.replaceChildren(figure(fitting(divisions, shown.areas), shown, name(shown.value), place));
    };
    draw(found.value);
    if (found.columns.length < 2) return holder;
    const options = found.columns.map((at) => element("option", { value: at }, name(at)));
    const select = element("select", { id: "map-column", class: "kern-form-input__select", change: (/** @type {Event} */ event) => draw(Number(/** @type {HTMLSelectElement} */ (event.target).value)) }, ...options);
    return element("div", {}, element("p", { class: "field" }, element("label", { for: "map-column" }, place.say("column")), element("span", { class: "kern-form-input__select-wrapper" }, select)), holder);
  } catch (error) {
    loading = undefined;
    return element("p", { class: "missing" }, place.say("no_areas", { message: error instanceof Error ? error.message : String(error) }));
  }
}

/**
 * The oldest division of the land that has all areas of a result, as results are mostly of agreements before the newest.
 * @param {Outlines[]} divisions @param {Map<string, Figure>} values
 */
function fitting(divisions, values) {
  const all = [...values.keys()];
  const has = ({ areas }) => all.every((key) => areas.some((area) => area.key === key));
  return divisions.find(has) ?? divisions[divisions.length - 1];
}

/** @param {string} address @returns {Promise<Outlines[]>} */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}

/**
 * @param {Outlines} outlines
 * @param {{ areas: Map<string, Figure>, elsewhere: string[] }} shown
 * @param {string} name
 * @param {Workplace} place
 */
function figure(outlines, { areas: values, elsewhere }, name, place) {
  const title = place.say("map_title", { value: name });
  const sorted = [...values.values()].toSorted((one, other) => other.value - one.value);
  const bounds = breaks(sorted.map(({ value }) => value));
  const ramp = spread(bounds.length + 1);
  const level = (/** @type {number} */ value) => bounds.filter((bound) => value >= bound).length;
  const kind = (/** @type {string} */ key) => (values.has(key) ? `s${ramp[level(values.get(key)?.value ?? 0)]}` : "none");
  const { unit, write } = writing(sorted, place);
  const picture = drawing(outlines, values, kind, (key) => (values.has(key) ? write(values.get(key)?.value ?? 0) : ""), title, place);
  const missing = outlines.areas.some(({ key }) => !values.has(key));
  const rest = elsewhere.length > 0 ? [element("p", {}, place.say("not_on_map", { names: elsewhere.join(", ") }))] : [];
  const words = element("figcaption", {}, title, ...(unit || bounds.length > 0 ? [element("span", { class: "quiet" }, [unit && place.say(unit), bounds.length > 0 && place.say("ramp")].filter(Boolean).join("; "))] : []));
  return element(
    "figure",
    { class: "picture picture--map mapped" },
    words,
    element("div", { class: "beside" }, element("div", { class: "plot" }, picture), legend(sorted, bounds, ramp, missing, place)),
    ...rest,
    element("p", { class: "quiet" }, place.say("source", { source: outlines.source })),
  );
}

/**
 * How figures are written on the map: as they are where they have room there, else in thousands or millions.
 * @param {Figure[]} sorted @param {Workplace} place
 */
function writing(sorted, place) {
  const format = new Intl.NumberFormat(place.locale, { maximumFractionDigits: 2 });
  if (sorted.every(({ value }) => format.format(value).length <= LONGEST)) return { unit: "", write: (/** @type {number} */ value) => format.format(value) };
  const largest = Math.max(...sorted.map(({ value }) => Math.abs(value)));
  const [divisor, unit] = UNITS.find(([least]) => largest >= 2 * Number(least)) ?? [1, ""];
  const short = new Intl.NumberFormat(place.locale, { maximumFractionDigits: largest / Number(divisor) < 100 ? 1 : 0 });
  return { unit: String(unit), write: (/** @type {number} */ value) => short.format(value / Number(divisor)) };
}

/**
 * @param {Outlines} outlines
 * @param {Map<string, Figure>} values
 * @param {(key: string) => string} kind
 * @param {(key: string) => string} written
 * @param {string} title
 * @param {Workplace} place
 */
function drawing({ width, height, areas }, values, kind, written, title, place) {
  const sparse = values.size <= FEW;
  const outside = sparse ? areas.filter(({ key }) => values.has(key)).map((area, at) => ({ area, x: 0, y: 24 + 48 * at, line: 20 })) : areas.flatMap((area) => (area.beside ? [{ area, x: area.beside[0], y: area.beside[1], line: 17 }] : []));
  const shapes = areas.map(({ key, path, name }) => {
    const found = values.get(key);
    const said = found ? `${found.label}: ${number(found.written, place.locale)}` : `${name}: ${place.say("no_data")}`;
    return svg("g", { class: "area" }, svg("title", {}, said), svg("path", { d: path, class: kind(key), ...(found ? {} : { fill: "url(#map-none)" }) }));
  });
  const numbers = outside.flatMap(({ area, x, y, line }, at) => [
    svg("text", { x: area.middle[0], y: area.middle[1] + 4.5, class: `on number ${kind(area.key)}` }, String(at + 1)),
    svg("text", { x, y, class: "out name" }, String(at + 1)),
    svg("text", { x: x + INDENT, y, class: "out name" }, area.name),
    svg("text", { x: x + INDENT, y: y + line, class: "out" }, written(area.key) || "–"),
  ]);
  const labels = sparse ? [] : areas.flatMap((area) => labelled(area, kind(area.key), written(area.key)));
  const group = svg("g", { class: sparse ? "hesse sparse" : "hesse" }, hatching(), ...shapes, ...numbers, ...labels);
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title, class: "graphic map" }, group);
}

/** Name and figure on an area. @param {Area} area @param {string} kind @param {string} figure */
function labelled({ label }, kind, figure) {
  if (!label) return [];
  const top = figure ? label.top : label.top + FIGURE / 2;
  const below = top + label.lines.length * NAME + FIGURE * 0.85;
  return [
    ...label.lines.map((line, at) => svg("text", { x: label.x, y: top + NAME * (at + 0.8), class: `on placename wide ${kind}` }, line)),
    svg("text", { x: label.x, y: below, class: `on ${kind}` }, figure),
  ];
}

/** What there is no figure for, as in patterns.py. */
function hatching() {
  const size = { width: 8, height: 8 };
  const lines = [svg("rect", { class: "ground", ...size }), svg("line", { class: "stripe none", x1: 0, x2: 0, y1: 0, y2: 8 })];
  return svg("defs", {}, svg("pattern", { id: "map-none", ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(135)" }, ...lines));
}

/**
 * The areas by their value, each class under its range: what the map shows in colours, in words.
 * @param {Figure[]} sorted
 * @param {number[]} bounds
 * @param {number[]} ramp
 * @param {boolean} missing
 * @param {Workplace} place
 */
function legend(sorted, bounds, ramp, missing, place) {
  const written = bounds.map((bound) => number(String(bound), place.locale));
  const range = (/** @type {number} */ at) => {
    if (bounds.length === 0) return place.say("known");
    if (at === 0) return place.say("below", { high: written[0] });
    return at === bounds.length ? place.say("above", { low: written[at - 1] }) : place.say("between", { low: written[at - 1], high: written[at] });
  };
  const sample = (/** @type {string} */ kind, /** @type {string} */ fill = "") => {
    const mark = svg("rect", { class: `mark ${kind}`, width: 24, height: 14, ...(fill && { fill }) });
    return svg("svg", { width: 24, height: 14, "aria-hidden": "true" }, mark);
  };
  const classes = ramp.map((step, at) => {
    const members = sorted.filter(({ value }) => bounds.filter((bound) => value >= bound).length === at);
    const items = members.map(({ label, written: value }) => element("li", {}, element("span", { lang: place.language === "de" ? false : "de" }, label), ` ${number(value, place.locale)}`));
    return element("li", {}, sample(`s${step}`), " ", element("strong", {}, range(at)), element("ul", {}, ...items));
  });
  const none = missing ? [element("li", {}, sample("none", "url(#map-none)"), " ", element("strong", {}, place.say("none_known")))] : [];
  return element("ul", { class: "legend" }, ...classes.reverse(), ...none);
}
