// What is made of a result: its excerpt as nodes, the fragment that leads to it, and other spellings of a query.

const MARK = /<mark>(.*?)<\/mark>/gs;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
// Spelled either way in German; the index of the English pages knows nothing of it.
const PAIRS = [["ae", "ä"], ["oe", "ö"], ["ue", "ü"], ["ss", "ß"]];
const SPELLINGS = 8;

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
