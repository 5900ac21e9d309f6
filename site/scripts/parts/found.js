// What is made of a result: its excerpt as nodes, the fragment that leads to it, and other spellings of a query.

const MARK = /<mark>(.*?)<\/mark>/gs;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
// Spelled either way in German; the index of the English pages knows nothing of it.
const PAIRS = [["ae", "ä"], ["oe", "ö"], ["ue", "ü"], ["ss", "ß"]];
const SPELLINGS = 8;
const BEGINNING = 4; // letters that a word found has in common with the word asked for, at least

/** The text of an excerpt: pagefind writes `<` and `>` of the page as references, and marks with an element. */
function plain(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** @param {string} html an excerpt with marks @returns {(string | HTMLElement)[]} never parsed as HTML */
export function excerpt(html) {
  return html.split(/(<mark>.*?<\/mark>)/s).map((part) => {
    if (!part.startsWith("<mark>")) return plain(part);
    const mark = document.createElement("mark");
    mark.textContent = plain(part.slice("<mark>".length, -"</mark>".length));
    return mark;
  });
}

/** The part of an address that leads to the first word found (https://wicg.github.io/scroll-to-text-fragment/). */
export function fragment(html, behind) {
  const word = plain([...html.matchAll(MARK)][0]?.[1] ?? "").replace(EDGES, "");
  return word ? `${behind ? "" : "#"}:~:text=${encodeURIComponent(word).replaceAll("-", "%2D")}` : "";
}

/** @param {string} query @returns {string[]} the query with umlauts and ß written the other way, in every combination */
export function spellings(query) {
  let found = [query.toLowerCase()];
  for (const [two, one] of PAIRS) {
    found = [...new Set(found.flatMap((text) => [text, text.replaceAll(two, one), text.replaceAll(one, two)]))];
  }
  return found.filter((text) => text !== query.toLowerCase()).slice(0, SPELLINGS);
}

/** Without case, umlauts and accents: "Begrüßen", "begruessen" and "begrussen" are the same. */
function folded(text) {
  return text.toLowerCase().replaceAll("ß", "ss").replace(/([aou])e/g, "$1").normalize("NFD").replace(/\p{M}/gu, "");
}

/** The words that are marked, folded: those with hyphens and points as one, and in their parts. */
function marks(html) {
  const marked = [...html.matchAll(MARK)].map((mark) => folded(plain(mark[1])));
  return marked.flatMap((text) => [...text.split(/[^\p{L}\p{N}]+/u), text.replace(/[^\p{L}\p{N}]+/gu, "")]);
}

/** Whether what is marked begins as one of the words of the query does; what is found in a title alone has no mark. */
export function fits(query, html) {
  const found = marks(html);
  const beginnings = folded(query)
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]+/gu, "").slice(0, BEGINNING))
    .filter(Boolean);
  return !found.length || beginnings.some((start) => found.some((word) => word.startsWith(start)));
}

/** @returns {string[]} the words of a query with which nothing that is marked begins */
export function unmarked(query, html) {
  const found = marks(html);
  return query.split(/\s+/).filter((word) => {
    const start = folded(word).replace(/[^\p{L}\p{N}]+/gu, "");
    return start && !found.some((one) => one.startsWith(start));
  });
}
