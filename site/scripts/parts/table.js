/**
 * A result as a table, some rows at a time.
 *
 * @typedef {import("./results.js").Result} Result
 * @typedef {import("./results.js").Term} Term
 * @typedef {import("./workplace.js").Workplace} Workplace
 */
import { plain } from "./results.js";
import { brief, isNumber, literal, short, target } from "./terms.js";
import { button, element } from "./workplace.js";

const AT_ONCE = 100;

/**
 * @param {Result} result
 * @param {Workplace} place
 * @param {{ heads?: Record<string, string>, prefixes: [string, string][] }} names
 */
export function table(result, place, { heads = {}, prefixes }) {
  const numeric = result.variables.map((_, at) => result.rows.some((row) => row[at]) && result.rows.every((row) => !row[at] || isNumber(row[at])));
  const named = result.variables.map((name) => heads[name] ?? name);
  // Said, since on a phone a row is laid out as a card.
  const head = element(
    "tr",
    { role: "row" },
    ...named.map((name, at) => element("th", { role: "columnheader", scope: "col", class: numeric[at] && "figure" }, name)),
  );
  const body = element("tbody", { role: "rowgroup" });
  const caption = element("caption", { id: "result-caption" });
  const whole = element("table", { role: "table" }, caption, element("thead", { role: "rowgroup" }, head), body);
  const scroller = element("div", { class: "table stacked pairs", role: "region", "aria-labelledby": "result-caption", tabindex: "0" }, whole);
  const more = button("", () => show(), "secondary");
  let shown = 0;

  function show() {
    const next = result.rows.slice(shown, shown + AT_ONCE);
    const rows = next.map((row) => element("tr", { role: "row" }, ...row.map((term, at) => cell(term, place, prefixes, numeric[at], named[at]))));
    body.append(...rows);
    shown += next.length;
    const left = result.rows.length - shown;
    const format = new Intl.NumberFormat(place.locale);
    caption.textContent = place.say("shown", { shown: format.format(shown), all: format.format(result.rows.length) });
    more.hidden = left === 0;
    /** @type {HTMLElement} */ (more.firstElementChild).textContent = place.say("more", { count: format.format(Math.min(left, AT_ONCE)) });
    // What was asked for is where the keyboard goes on.
    const first = /** @type {HTMLElement | undefined} */ (shown > AT_ONCE ? rows[0] : undefined);
    if (first) {
      first.tabIndex = -1;
      first.focus();
    }
  }

  show();
  return element("div", {}, scroller, element("p", { class: "actions" }, more));
}

/**
 * @param {Term | undefined} term
 * @param {Workplace} place
 * @param {[string, string][]} prefixes
 * @param {boolean} numeric
 * @param {string} name
 */
function cell(term, place, prefixes, numeric, name) {
  const said = { role: "cell", "data-label": name };
  if (!term) return element("td", said, element("span", { class: "quiet", title: place.say("unbound") }, "–"));
  if (term.type === "uri") {
    const own = short(term.value, place.base, prefixes);
    const text = own === term.value ? brief(own) : own;
    const href = target(term.value, place.base, place.home);
    return element("td", { ...said, class: "iri", lang: "zxx" }, ...(href ? [element("a", { href }, ...broken(text))] : broken(text)));
  }
  if (term.type !== "literal") return element("td", said, plain(term));
  const language = term["xml:lang"];
  const other = language && language !== place.language ? language : german(term, place);
  return element("td", { ...said, lang: other, class: numeric && "figure" }, literal(term, place));
}

/** An address that goes on in the next line after a slash before it does within a word. @param {string} text */
function broken(text) {
  return text.split(/(?<=[/#])(?=[^/#])/).flatMap((part, at) => (at > 0 ? [element("wbr"), part] : [part]));
}

/** Texts without a language are those of documents, which are German. @param {Term} term @param {Workplace} place */
function german(term, place) {
  return place.language !== "de" && !term["xml:lang"] && !term.datatype && /\p{L}{3}/u.test(term.value) ? "de" : false;
}
