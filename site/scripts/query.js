/** The page of a named query: its form asks it, on the server or in the page. */
import { bound, quoted } from "./parts/binding.js";
import { clear } from "./parts/clearing.js";
import { show } from "./parts/result.js";
import { runner } from "./parts/run.js";
import { copy } from "./parts/saving.js";
import { begin, element, workplace } from "./parts/workplace.js";

const place = workplace();
const form = /** @type {HTMLFormElement} */ (document.getElementById("query-form"));
const problems = /** @type {HTMLElement} */ (document.getElementById("problem-place"));
const reading = /** @type {HTMLElement} */ (document.getElementById("bound"));
const editor = /** @type {HTMLAnchorElement} */ (document.getElementById("to-editor"));
const fields = [.../** @type {NodeListOf<HTMLSelectElement | HTMLInputElement>} */ (form.querySelectorAll("[name]"))];
const heads = Object.fromEntries(
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#columns [data-column]"))].map((item) => [item.dataset.column, item.textContent ?? ""]),
);

/** @type {Promise<import("./parts/proposals.js").Terms> | undefined} */
let loading;
const terms = () => (loading ??= fetch(place.terms).then((answer) => answer.json()));
/** @type {Promise<void> | undefined} */
let hosted;

/** Whether a server delivers this page that answers queries itself. */
function host() {
  return (hosted ??= fetch(place.told)
    .then((answer) => answer.json())
    .then(({ endpoint }) => {
      if (endpoint) place.endpoint = new URL(endpoint, new URL("../", new URL(place.told, location.href))).href;
    })
    .catch(() => {}));
}

const ask = runner(place, {
  show(result, query) {
    for (const served of document.querySelectorAll("[data-served]")) served.remove();
    show(result, place, { query, name: form.dataset.name ?? "query", heads, prefixes: prefixes(query), parties: () => terms().then(({ parties }) => parties) });
  },
  fault(_, said) {
    const title = element("h2", { class: "kern-title" }, place.say("problem"));
    problems.replaceChildren(element("div", { class: "kern-alert kern-alert--danger" }, element("div", { class: "kern-alert__body" }, title, element("p", { class: "kern-body" }, said))));
  },
});

/** The prefixes that a query declares. @param {string} query @returns {[string, string][]} */
function prefixes(query) {
  return [...query.matchAll(/^PREFIX ([\w-]*): <([^>]+)>/gm)].map(([, prefix, namespace]) => [prefix, namespace]);
}

/** The query as the form has it now. */
function text() {
  const given = fields.filter((field) => field.value.trim());
  return bound(
    form.dataset.query ?? "",
    given.map((field) => [field.name, field instanceof HTMLSelectElement ? (field.selectedOptions[0].dataset.term ?? "") : quoted(field.value.trim())]),
  );
}

/** Shows how the query reads. */
function read() {
  reading.textContent = text();
  editor.hash = `query=${encodeURIComponent(text())}`;
}

/** The address of this page with the values of its form. */
function link() {
  const address = new URL(location.href);
  address.hash = `${new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]))}`;
  return address.href;
}

const initial = Object.fromEntries(fields.map((field) => [field.name, field.value]));

/** Takes over the values that the address names, as far as the form has them; the others are as at first. */
function fill() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const field of fields) {
    const value = given.get(field.name) ?? initial[field.name];
    const known = !(field instanceof HTMLSelectElement) || [...field.options].some((option) => option.value === value);
    field.value = known ? value : initial[field.name];
  }
  read();
}

begin();
form.addEventListener("input", read);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clear();
  if (link() !== location.href) history.pushState(null, "", link());
  await host();
  await ask(text());
});
document.getElementById("share")?.addEventListener("click", () => {
  void copy(link(), /** @type {HTMLElement} */ (document.getElementById("status")), place);
});
for (const other of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[hreflang][lang]"))) {
  other.addEventListener("click", () => (other.hash = new URL(link()).hash));
}
addEventListener("popstate", () => {
  clear();
  fill();
});
fill();
