/**
 * The place of the result: tabs with table, chart, map and code, and the files to take along.
 *
 * @typedef {import("./results.js").Result} Result
 * @typedef {import("./workplace.js").Workplace} Workplace
 */
import { chart } from "./chart.js";
import { map } from "./map.js";
import { downloads } from "./saving.js";
import { snippets } from "./snippets.js";
import { table } from "./table.js";
import { tabbed } from "./tabs.js";
import { element } from "./workplace.js";

/**
 * @param {Result} result
 * @param {Workplace} place
 * @param {{ query: string, name: string, prefixes: [string, string][], heads?: Record<string, string>,
 *   parties: () => Promise<Record<string, import("./figures.js").Party>> }} about
 */
export function show(result, place, about) {
  const section = /** @type {HTMLElement} */ (document.getElementById("result-place"));
  const holder = /** @type {HTMLElement} */ (document.getElementById("result-tabs"));
  const code = { key: "code", title: place.say("code"), make: () => snippets(about.query, place) };
  const before = holder.querySelector("[aria-selected=true]")?.id.slice("tab-".length);
  if (result.kind === "boolean") {
    const answer = { key: "table", title: place.say("result"), make: () => said(result, place, about.name) };
    holder.replaceChildren(tabbed([answer, code], place.say("result"), before));
  } else {
    const heads = result.kind === "graph" ? { subject: place.say("subject"), predicate: place.say("predicate"), object: place.say("object") } : about.heads;
    const named = { ...about, heads };
    const tabs = [
      { key: "table", title: place.say("table"), make: () => element("div", {}, downloads(result, about.name, place), table(result, place, named)) },
      { key: "chart", title: place.say("chart"), make: () => chart(result, place, named) },
      { key: "map", title: place.say("map"), make: () => map(result, place, named) },
      code,
    ];
    holder.replaceChildren(tabbed(tabs, place.say("result"), before));
  }
  section.hidden = false;
}

/** @param {Result} result @param {Workplace} place @param {string} name */
function said(result, place, name) {
  return element("div", {}, element("p", { class: "answer" }, place.say(result.boolean ? "yes" : "no")), downloads(result, name, place));
}
