/** A result as a map of the districts and cities: darker is more, and each area has its number in a list beside it. */
import { classes, mapped } from "./figures.js";
import { svg } from "./svg.js";
import { number } from "./terms.js";
import { element } from "./workplace.js";

/**
 * @typedef {import("./workplace.js").Workplace} Workplace
 * @typedef {import("./results.js").Result} Result
 * @typedef {{ key: string, rings: number[][][] }} Area
 * @typedef {{ areas: Area[], source: string }} Outlines
 */

const WIDE = 480;
const CLASSES = 5;
// Degrees of longitude are shorter than those of latitude: by this much in the middle of Hesse (50.6° N).
const SHORTER = Math.cos((50.6 * Math.PI) / 180);

/** @type {Promise<Outlines> | undefined} */
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
    const outlines = await loading;
    const name = (/** @type {number} */ at) => heads[result.variables[at]] ?? result.variables[at];
    const holder = element("div");
    const draw = (/** @type {number} */ column) => {
      const shown = mapped(result, known, column);
      if ("areas" in shown) holder.replaceChildren(figure(outlines, shown, name(shown.value), place));
    };
    draw(found.value);
    if (found.columns.length < 2) return holder;
    const options = found.columns.map((at) => element("option", { value: at }, name(at)));
    const select = element("select", { id: "map-column", change: (/** @type {Event} */ event) => draw(Number(/** @type {HTMLSelectElement} */ (event.target).value)) }, ...options);
    return element("div", {}, element("p", { class: "field" }, element("label", { for: "map-column" }, place.say("column")), select), holder);
  } catch (error) {
    loading = undefined;
    return element("p", { class: "missing" }, place.say("no_areas", { message: error instanceof Error ? error.message : String(error) }));
  }
}

/** @param {string} address @returns {Promise<Outlines>} */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const { features, attribution } = await response.json();
  const areas = features.map((/** @type {any} */ { properties, geometry }) => ({
    key: properties.party,
    rings: geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat(),
  }));
  return { areas, source: attribution };
}

/**
 * @param {Outlines} outlines
 * @param {{ areas: Map<string, import("./figures.js").Figure>, elsewhere: string[] }} shown
 * @param {string} name
 * @param {Workplace} place
 */
function figure({ areas, source }, { areas: values, elsewhere }, name, place) {
  const title = place.say("map_title", { value: name });
  const sorted = [...values.values()].toSorted((one, other) => other.value - one.value);
  const bounds = classes(sorted.map(({ value }) => value), CLASSES);
  const level = (/** @type {number} */ value) => bounds.filter((bound) => value >= bound).length;
  const points = areas.flatMap(({ rings }) => rings.flat());
  const [west, east, south, north] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const scale = WIDE / ((east - west) * SHORTER);
  const high = (north - south) * scale;
  const at = ([x, y]) => `${((x - west) * SHORTER * scale).toFixed(1)},${((north - y) * scale).toFixed(1)}`;
  const shapes = areas.map(({ key, rings }) => {
    const found = values.get(key);
    const said = found ? `${found.label}: ${number(found.written, place.locale)}` : place.say("no_data");
    const path = rings.map((ring) => `M${ring.map(at).join("L")}Z`).join("");
    return svg("path", { d: path, class: found ? `step-${level(found.value)}` : "no-data" }, svg("title", {}, said));
  });
  const picture = svg("svg", { viewBox: `0 0 ${WIDE} ${high.toFixed(1)}`, role: "img", "aria-label": title, class: "map" }, ...shapes);
  const rest = elsewhere.length > 0 ? [element("p", {}, place.say("not_on_map", { names: elsewhere.join(", ") }))] : [];
  return element("figure", { class: "mapped" }, element("figcaption", {}, title), element("div", { class: "beside" }, picture, legend(sorted, level, place)), ...rest, element("p", { class: "quiet" }, place.say("source", { source })));
}

/**
 * The areas by their value, each class under its range: what the map shows in colours, in words.
 * @param {{ label: string, value: number, written: string }[]} sorted
 * @param {(value: number) => number} level
 * @param {Workplace} place
 */
function legend(sorted, level, place) {
  const groups = Map.groupBy(sorted, ({ value }) => level(value));
  const parts = [...groups].map(([step, members]) => {
    const range = place.say("range", { from: number(members[members.length - 1].written, place.locale), to: number(members[0].written, place.locale) });
    const items = members.map(({ label, written }) => element("li", {}, element("span", { lang: place.language === "de" ? false : "de" }, label), ` ${number(written, place.locale)}`));
    const head = members.length === 1 ? number(members[0].written, place.locale) : range;
    return element("li", {}, element("span", { class: `key step-${step}` }), element("strong", {}, head), element("ul", {}, ...items));
  });
  return element("ul", { class: "legend" }, ...parts);
}
