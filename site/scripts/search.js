// The search page: asks the index of pagefind and keeps words, narrowing and address in step.
// No module: from a disk browsers run none, and the page has to say so there. https://pagefind.app/docs/api/
import { excerpt, fits, fragment, spellings, unmarked } from "./parts/found.js";

const FILTERS = ["kind", "year", "place", "type"];
const PORTION = 10; // results shown at once
const PARTS = 3; // sections of a page shown below it
// An agreement is long and names its projects once: neither is to count against it (https://pagefind.app/docs/ranking/).
const RANKING = { pageLength: 0, termFrequency: 0.2 };
const PAUSE = 250; // ms after the last key

const ROOT = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.search"));
const texts = JSON.parse(form.dataset.texts ?? "{}");
const words = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const status = /** @type {HTMLElement} */ (form.querySelector(".search-status"));
const results = /** @type {HTMLOListElement} */ (form.querySelector(".search-results"));
const advice = /** @type {HTMLElement} */ (form.querySelector(".search-advice"));
const clear = /** @type {HTMLButtonElement} */ (form.querySelector(".search-clear"));
const narrow = /** @type {HTMLDetailsElement} */ (form.querySelector("details"));
const more = /** @type {HTMLButtonElement} */ (form.querySelector(".search-more"));
const german = document.documentElement.lang === "de";
const number = new Intl.NumberFormat(document.documentElement.lang);

/** @type {Promise<any> | undefined} */
let engine;
let asked = 0; // the number of the newest search: an older one that ends later is forgotten
/** @type {any[]} */
let waiting = []; // results that are not shown yet

/** The engine and its index, loaded when they are first needed. */
function loaded() {
  engine ??= import(new URL("search/index/pagefind.js", ROOT).href).then(async (found) => {
    await found.options({ baseUrl: "/", excerptLength: 24, ranking: RANKING });
    await found.init();
    await found.filters(); // else results say nothing of them
    return found;
  });
  return engine;
}

/** A text of the page's language with its values. */
function say(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => String(value)), texts[name]);
}

/** What the form says, as in the address: filter → values. */
function chosen() {
  const data = new FormData(form);
  return Object.fromEntries(FILTERS.map((name) => [name, data.getAll(name).map(String).filter(Boolean)]));
}

/** The same for the index: within a filter any of the values. */
function narrowing(values, without = "") {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, some]) => some.length && name !== without)
      .map(([name, some]) => [name, { any: some }]),
  );
}

/** What stands in the address, as nothing but what differs from an empty form. */
function address() {
  const found = new URLSearchParams();
  if (words.value.trim()) found.set("q", words.value.trim());
  for (const [name, values] of Object.entries(chosen())) values.forEach((value) => found.append(name, value));
  const query = found.toString();
  return query ? `?${query}` : location.pathname;
}

/** Puts what the address says into the form. */
function read() {
  const said = new URLSearchParams(location.search);
  words.value = said.get("q") ?? "";
  for (const field of form.querySelectorAll("select")) {
    const value = said.get(field.name) ?? "";
    field.value = [...field.options].some((option) => option.value === value) ? value : "";
  }
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = said.getAll(box.name).includes(box.value);
  }
}

/** Writes the form into the address; the other language is asked the same. */
function write(push) {
  if (address() !== (location.search || location.pathname)) {
    history[push ? "pushState" : "replaceState"](null, "", address());
  }
  for (const link of document.querySelectorAll("header a[hreflang]")) link.search = location.search;
}

/** Searches for what the form says. */
async function search() {
  const turn = ++asked;
  const query = words.value.trim();
  const values = chosen();
  const narrowed = FILTERS.some((name) => values[name].length);
  unfold(Boolean(query || narrowed));
  if (!query && !narrowed) {
    show(turn, [], "");
    return;
  }
  const slow = setTimeout(() => turn === asked && (status.textContent = say("loading")), PAUSE);
  try {
    const found = await loaded();
    const spelled = await best(found, query, narrowing(values));
    const counts = await Promise.all(
      FILTERS.map(async (name) => {
        // How many there would be with another value: what the filter itself says does not count.
        const free = values[name].length ? await found.search(spelled.query, { filters: narrowing(values, name) }) : spelled.result;
        return [name, free.filters[name] ?? {}];
      }),
    );
    if (turn !== asked) return;
    count(Object.fromEntries(counts));
    const sum = spelled.result.results.length;
    const all = spelled.result.unfilteredResultCount;
    const told = query
      ? say(spelled.near ? "near" : sum === 0 ? "none" : sum === 1 ? "one" : "many", { count: number.format(sum), query })
      : say(sum === 1 ? "one_page" : "many_pages", { count: number.format(sum) });
    const without = query && narrowed && all > sum ? ` ${say("narrowed", { count: number.format(all) })}` : "";
    await show(turn, spelled.result.results, told + without, narrowed, !sum || spelled.near);
  } catch (error) {
    console.error(error);
    engine = undefined;
    if (turn === asked) await show(turn, [], say("failed"), narrowed);
  } finally {
    clearTimeout(slow);
  }
}

/** Makes room for results once something is asked, with what narrows them beside them where the window is wide. */
function unfold(something) {
  const root = document.documentElement;
  if (something && !("asked" in root.dataset)) narrow.open ||= wide();
  if (something) root.dataset.asked = "";
  else delete root.dataset.asked;
}

function wide() {
  return !matchMedia("(width < 56rem)").matches;
}

/** The result for a query, or on English pages for that of its German spellings which fits best. */
async function best(found, query, filters) {
  const all = [query || null, ...(german || !query ? [] : spellings(query))];
  const results = await Promise.all(all.map((text) => found.search(text, { filters })));
  const scores = results.map((result) => result.results[0]?.score ?? -1);
  const place = scores.indexOf(Math.max(...scores));
  const result = results[place];
  // For a word it does not know, pagefind takes the longest beginning of it that it knows, be it "be" for "Begabung".
  const first = query && result.results.length ? await result.results[0].data() : undefined;
  if (!first) return { query: all[place], result, near: false };
  if (!fits(query, first.excerpt)) return { query: all[place], result: { ...result, results: [] }, near: false };
  return { query: all[place], result, near: await isNear(found, all[place], first.excerpt) };
}

/** Whether a word of the query is on no page, so that what was found only begins alike: in quotes nothing is taken for it. */
async function isNear(found, query, shown) {
  if (query.includes('"')) return false;
  const exact = await Promise.all(unmarked(query, shown).map((word) => found.search(`"${word}"`)));
  return exact.some((result) => !result.results.length);
}

/** Shows how many there are of each value. */
function count(counts) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    const sum = counts[box.name]?.[box.value] ?? 0;
    box.closest(".kern-form-check").querySelector(".search-count").textContent = `(${number.format(sum)})`;
    box.closest(".kern-form-check").classList.toggle("search-empty", !sum);
  }
  for (const option of form.querySelectorAll("option[data-name]")) {
    const sum = counts[option.closest("select").name]?.[option.value] ?? 0;
    option.textContent = `${option.dataset.name} (${number.format(sum)})`;
  }
}

/** Shows the first of the results, and says what there is to say. */
async function show(turn, found, told, narrowed = false, advised = false) {
  waiting = [...found];
  const first = await rows(waiting.splice(0, PORTION));
  if (turn !== asked) return;
  results.replaceChildren(...first);
  status.textContent = told;
  more.hidden = !waiting.length;
  advice.hidden = !advised;
  clear.hidden = !narrowed;
}

async function rows(found) {
  const data = await Promise.all(found.map((result) => result.data()));
  return data.map(row);
}

/** A result: title, kind and year, excerpt, and the sections it stands in. */
function row(data) {
  const item = document.createElement("li");
  const page = new URL(data.raw_url.replace(/^\//, ""), ROOT).href;
  const title = document.createElement("h3");
  title.append(link(page, data.excerpt, data.meta.title));
  const kind = document.createElement("p");
  kind.className = "search-kind";
  kind.textContent = [named(data.filters?.kind?.[0]), ...years(data.filters?.year)].filter(Boolean).join(" · ");
  const text = document.createElement("p");
  text.className = "search-excerpt";
  text.append("… ", ...excerpt(data.excerpt), " …");
  item.append(title, kind, text);
  const parts = data.sub_results.filter((part) => part.anchor).slice(0, PARTS);
  if (parts.length) {
    const list = document.createElement("ul");
    list.className = "search-sections";
    for (const part of parts) {
      const entry = document.createElement("li");
      entry.append(link(`${page}#${part.anchor.id}`, part.excerpt, part.title.split(texts.proof)[0].trim()));
      list.append(entry);
    }
    item.append(list);
  }
  return item;
}

/** A link to where the words stand: browsers that know text fragments go there, others to the section. */
function link(href, found, text) {
  const made = document.createElement("a");
  made.href = href + fragment(found, href.includes("#"));
  made.textContent = text;
  return made;
}

function named(kind) {
  const box = form.querySelector(`input[name=kind][value="${CSS.escape(kind ?? "")}"]`);
  return box?.closest(".kern-form-check").querySelector(".search-name").textContent ?? "";
}

/** One year, or from when to when. */
function years(found = []) {
  const sorted = [...found].sort();
  return sorted.length > 1 ? [`${sorted[0]}–${sorted.at(-1)}`] : sorted;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
let typing = false; // what is being typed is one entry of the history

function begin() {
  narrow.open = "asked" in document.documentElement.dataset && wide();
  narrow.dataset.ready = "";
  read();
  write(false);
  words.addEventListener("focus", () => loaded().catch(() => {}), { once: true });
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      write(!typing);
      typing = true;
      search();
    }, PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (event.target === words) return;
    typing = false;
    write(true);
    search();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    typing = false;
    write(true);
    search();
  });
  clear.addEventListener("click", () => {
    for (const field of form.querySelectorAll("select")) field.value = "";
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
    write(true);
    words.focus();
    search();
  });
  more.addEventListener("click", async () => {
    const turn = asked;
    const next = await rows(waiting.splice(0, PORTION));
    if (turn !== asked) return;
    results.append(...next);
    more.hidden = !waiting.length;
    next[0]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => {
    typing = false;
    read();
    write(false);
    search();
  });
  search();
}

if (location.protocol === "file:") {
  status.textContent = say("local");
  form.classList.add("search-local");
} else {
  begin();
}
