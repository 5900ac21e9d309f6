/**
 * How terms are shown: names short, numbers and days as the language writes them.
 *
 * @typedef {import("./results.js").Term} Term
 */

const XSD = "http://www.w3.org/2001/XMLSchema#";
export const ONTOLOGY = "https://w3id.org/aqb/def/aqb";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger"].map(
    (name) => XSD + name,
  ),
);
// Letters of a foreign address that is shown whole, and of its end.
const WHOLE = 40;
const END = 24;
// The folders of a publication that have pages; below them a name leads to one.
const FOLDERS = new Set(
  ("agreement party year programme series measure-type reported wording accounting cube def dataset catalogue queries " +
    "changes").split(" "),
);

/** @param {Term | undefined} term */
export function isNumber(term) {
  return term?.type === "literal" && NUMBERS.has(term.datatype ?? "") && Number.isFinite(Number(term.value));
}

/**
 * A number as the language writes it, with all its digits.
 * @param {string} written @param {string} locale
 */
export function number(written, locale) {
  const decimals = /^[+-]?\d+(?:\.\d+)?$/.test(written);
  // A decimal has more digits than a double: given as text it keeps them (ECMA-402, Intl.NumberFormat v3).
  const value = /** @type {any} */ (decimals ? written : Number(written));
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value);
}

/**
 * A literal's text as shown.
 * @param {Term} term
 * @param {{ locale: string, say: (key: string) => string }} language
 */
export function literal(term, { locale, say }) {
  const { value, datatype = "" } = term;
  if (isNumber(term)) return number(value, locale);
  if (datatype === `${XSD}boolean`) return say(value === "true" || value === "1" ? "true" : "false");
  if (datatype === `${XSD}date` && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(value));
  }
  if (datatype === `${XSD}dateTime` && !Number.isNaN(Date.parse(value))) {
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" }).format(new Date(value));
  }
  return value;
}

/**
 * A name, short: below our base without it, else with a prefix, else as it is.
 * @param {string} iri
 * @param {string} base
 * @param {[string, string][]} prefixes
 */
export function short(iri, base, prefixes) {
  for (const [prefix, namespace] of prefixes) {
    const local = iri.startsWith(namespace) ? iri.slice(namespace.length) : "";
    if (/^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(local)) return `${prefix}:${local}`;
  }
  return iri.startsWith(base) && iri.length > base.length ? iri.slice(base.length) : iri;
}

/**
 * What a table shows of a foreign address: where it leads to, and its end where that is short (as in query_results.py).
 * @param {string} address
 */
export function brief(address) {
  const shown = address.replace(/^https?:\/\/(www\.)?|\/$/g, "");
  const [host, ...way] = shown.split("/");
  const last = way[way.length - 1] ?? "";
  if (!/^https?:/.test(address) || shown.length <= WHOLE) return shown;
  return way.length > 1 && last.length <= END ? `${host}/…/${last}` : `${host}/…`;
}

/**
 * Where a name leads: to a page of this site, else to itself; "" for what no browser should follow.
 * @param {string} iri
 * @param {string} base of the names of the publication
 * @param {string} home the way to the start page in this language
 */
export function target(iri, base, home) {
  const root = home.replace(/index\.html$/, "");
  const own = iri.startsWith(base) ? iri.slice(base.length) : iri.startsWith(`${ONTOLOGY}#`) ? `def/aqb${iri.slice(ONTOLOGY.length)}` : "";
  const [path, fragment] = own.split("#");
  if (own && FOLDERS.has(path.split("/")[0]) && !path.split("/").includes("..") && !/\.\w+$/.test(path)) {
    return `${root}${path}/index.html${fragment ? `#${fragment}` : ""}`;
  }
  return /^https?:\/\//.test(iri) ? iri : "";
}
