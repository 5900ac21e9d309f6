/** The SPARQL page: the editor, what runs a query, and the link that leads back to it. */
import { clear } from "./parts/clearing.js";
import { editor } from "./parts/editor.js";
import { show } from "./parts/result.js";
import { runner } from "./parts/run.js";
import { copy } from "./parts/saving.js";
import { begin, button, element, workplace } from "./parts/workplace.js";

const place = workplace();
const form = /** @type {HTMLFormElement} */ (document.getElementById("query-form"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("query"));
const problems = /** @type {HTMLElement} */ (document.getElementById("problem-place"));
const example = /** @type {HTMLSelectElement} */ (document.getElementById("example"));
const prefixes = /** @type {[string, string][]} */ (
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-prefix]"))].map(({ dataset }) => [dataset.prefix, dataset.namespace])
);

/** @type {Promise<import("./parts/proposals.js").Terms> | undefined} */
let loading;
const terms = () => (loading ??= fetch(place.terms).then((answer) => answer.json()));

const typing = editor(field, /** @type {HTMLElement} */ (document.getElementById("editor")), { run: () => void run(true), terms, say: place.say });

const ask = runner(place, {
  show(result, query) {
    replace();
    show(result, place, { query, name: "sparql", prefixes, parties: () => terms().then(({ parties }) => parties) });
  },
  fault(refused, said) {
    replace();
    const title = element("h2", { class: "kern-title" }, place.say("problem"));
    const lead = refused.line ? [button(place.say("goto", { line: refused.line }), () => typing.focus(), "secondary")] : [];
    if (refused.line) typing.mark(refused.line, refused.column);
    problems.replaceChildren(element("div", { class: "kern-alert kern-alert--danger" }, element("div", { class: "kern-alert__body" }, title, element("p", { class: "kern-body" }, said), ...lead)));
  },
});

/** What a server has made of the query before gives way. */
function replace() {
  for (const served of document.querySelectorAll("[data-served]")) served.remove();
}

/** @param {boolean} kept whether the way back leads to this query */
async function run(kept) {
  clear();
  if (kept && link(typing.text) !== location.href) history.pushState(null, "", link(typing.text));
  await ask(typing.text);
}

/** The address of this page with a query: on a server it is part of the address, else it stays in the browser. @param {string} query */
function link(query) {
  const address = new URL(location.href);
  address.search = place.endpoint ? `${new URLSearchParams({ query })}` : "";
  address.hash = place.endpoint ? "" : `query=${encodeURIComponent(query)}`;
  return address.href;
}

/** The query that the address names. */
function linked() {
  const held = new URLSearchParams(place.endpoint && location.search ? location.search : location.hash.slice(1));
  return held.get("query") ?? "";
}

begin();
form.noValidate = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run(true);
});
example.addEventListener("change", () => {
  const chosen = example.selectedOptions[0].dataset.query;
  if (chosen) typing.text = chosen;
});
for (const chip of document.querySelectorAll("[data-prefix]")) {
  const { prefix, namespace } = /** @type {HTMLElement} */ (chip).dataset;
  chip.addEventListener("click", () => typing.prepend(`PREFIX ${prefix}: <${namespace}>\n`));
}
document.getElementById("query-label")?.addEventListener("click", () => typing.focus());
document.getElementById("share")?.addEventListener("click", () => {
  void copy(link(typing.text), /** @type {HTMLElement} */ (document.getElementById("status")), place);
});
// In the other language the same query.
for (const other of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[hreflang][lang]"))) {
  other.addEventListener("click", () => {
    const { search, hash } = new URL(link(typing.text));
    other.search = search;
    other.hash = hash;
  });
}
addEventListener("popstate", () => {
  clear();
  typing.text = linked() || initial;
});
const initial = typing.text;
if (linked()) {
  typing.text = linked();
  // A server answers at once; in the page the data are loaded only when asked for.
  if (place.endpoint && location.search) void run(false);
}
