/** A result as bars, or as a line over years: one panel for each column of numbers, so that no colour has to be told apart. */
import { charted, MOST_BARS, ticks } from "./figures.js";
import { svg } from "./svg.js";
import { number } from "./terms.js";
import { element } from "./workplace.js";

/**
 * @typedef {import("./figures.js").Series} Series
 * @typedef {import("./workplace.js").Workplace} Workplace
 */

const HIGH = 240;
const LEFT = 8;
const BAR = { label: 20, high: 14, gap: 14 };

/**
 * @param {import("./results.js").Result} result
 * @param {Workplace} place
 * @param {{ heads?: Record<string, string> }} names
 */
export function chart(result, place, { heads = {} }) {
  const found = charted(result);
  if ("why" in found) return element("p", { class: "missing" }, place.say(found.why, { most: MOST_BARS }));
  const label = found.label.split(", ").map((name) => heads[name] ?? name).join(", ");
  const panels = found.series.map((series) => {
    const title = place.say("chart_title", { value: heads[series.name] ?? series.name, label });
    return drawn(title, (wide) => (found.line ? line : bars)(series, title, wide, place.locale));
  });
  return element("div", { class: "charts" }, ...panels);
}

/**
 * A figure that is drawn as wide as its place, and again when that changes.
 * @param {string} title
 * @param {(wide: number) => SVGElement} draw
 */
function drawn(title, draw) {
  const holder = element("div", { class: "drawing" });
  let wide = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (Math.round(contentRect.width) === wide) return;
    wide = Math.round(contentRect.width);
    if (wide > 0) holder.replaceChildren(draw(wide));
  }).observe(holder);
  return element("figure", {}, element("figcaption", {}, title), holder);
}

/** @param {Series} series @param {string} title @param {number} wide @param {string} locale */
function bars({ points }, title, wide, locale) {
  const marks = ticks(Math.min(...points.map((point) => point.value)), Math.max(...points.map((point) => point.value)), 4);
  const [least, most] = [marks[0], marks[marks.length - 1]];
  const across = (/** @type {number} */ value) => ((value - least) / (most - least)) * (wide - 2 * LEFT) + LEFT;
  const row = BAR.label + BAR.high + BAR.gap;
  const parts = points.flatMap((point, at) => {
    const top = at * row;
    const [from, to] = [across(Math.min(0, point.value)), across(Math.max(0, point.value))];
    return [
      svg("text", { x: LEFT, y: top + 14, class: "label" }, clipped(point.label, wide - 120)),
      svg("text", { x: wide - LEFT, y: top + 14, class: "value" }, number(point.written, locale)),
      svg("rect", { x: from, y: top + BAR.label, width: Math.max(1, to - from), height: BAR.high, class: "bar" }),
    ];
  });
  return picture(title, wide, points.length * row, parts);
}

/** @param {Series} series @param {string} title @param {number} wide @param {string} locale */
function line({ points }, title, wide, locale) {
  const marks = ticks(Math.min(...points.map((point) => point.value)), Math.max(...points.map((point) => point.value)), 4);
  const [least, most] = [marks[0], marks[marks.length - 1]];
  const written = marks.map((mark) => number(String(Number(mark.toPrecision(12))), locale));
  const left = LEFT + 8 * Math.max(...written.map((text) => text.length));
  const across = (/** @type {number} */ at) => left + (at / Math.max(1, points.length - 1)) * (wide - left - 32);
  const down = (/** @type {number} */ value) => HIGH - 40 - ((value - least) / (most - least)) * (HIGH - 60);
  const every = Math.ceil(points.length / Math.max(2, Math.floor((wide - left) / 56)));
  const parts = [
    ...marks.flatMap((mark, at) => [
      svg("line", { x1: left, x2: wide - LEFT, y1: down(mark), y2: down(mark), class: "grid" }),
      svg("text", { x: left - 8, y: down(mark) + 5, class: "value" }, written[at]),
    ]),
    svg("polyline", { points: points.map((point, at) => `${across(at)},${down(point.value)}`).join(" "), class: "line" }),
    ...points.flatMap((point, at) => [
      svg("circle", { cx: across(at), cy: down(point.value), r: 4, class: "bar" }, svg("title", {}, `${point.label}: ${number(point.written, locale)}`)),
      ...(at % every === 0 ? [svg("text", { x: across(at), y: HIGH - 12, class: "year" }, point.label)] : []),
    ]),
  ];
  return picture(title, wide, HIGH, parts);
}

/** @param {string} title @param {number} wide @param {number} high @param {SVGElement[]} parts */
function picture(title, wide, high, parts) {
  return svg("svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": title }, ...parts);
}

/** @param {string} text @param {number} wide in which about so many letters have room */
function clipped(text, wide) {
  const most = Math.max(8, Math.floor(wide / 8.2));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
