/**
 * Results of queries as rows of terms, read from and written to the formats of SPARQL 1.1.
 * https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/sparql11-results-csv-tsv/
 *
 * @typedef {{ type: string, value: any, "xml:lang"?: string, datatype?: string }} Term
 * @typedef {{ kind: "solutions" | "graph" | "boolean", variables: string[], rows: (Term | undefined)[][],
 *   boolean?: boolean, text: string }} Result
 */

const XSD = "http://www.w3.org/2001/XMLSchema#";

/**
 * Rows or a truth value, from JSON.
 * @param {string} text
 * @returns {Result}
 */
export function fromJson(text) {
  const found = JSON.parse(text);
  if (typeof found.boolean === "boolean") {
    return { kind: "boolean", variables: [], rows: [], boolean: found.boolean, text };
  }
  const variables = found.head.vars;
  const rows = found.results.bindings.map((/** @type {any} */ row) => variables.map((/** @type {any} */ name) => row[name]));
  return { kind: "solutions", variables, rows, text };
}

const TRIPLE = /^(<[^>]*>|_:\S+) (<[^>]*>) (.+) \.$/;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/;
/** @type {Record<string, string>} */
const ESCAPED = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/**
 * Triples, from N-Triples as engines write them: one a line, one blank between terms.
 * @param {string} text
 * @returns {Result}
 */
export function fromTriples(text) {
  const rows = [];
  for (const line of text.split("\n")) {
    const match = TRIPLE.exec(line);
    if (match) rows.push(match.slice(1, 4).map(term));
  }
  return { kind: "graph", variables: ["subject", "predicate", "object"], rows, text };
}

/** @param {string} written @returns {Term} */
function term(written) {
  if (written.startsWith("<") && !written.startsWith("<<")) return { type: "uri", value: unescaped(written.slice(1, -1)) };
  if (written.startsWith("_:")) return { type: "bnode", value: written.slice(2) };
  const match = LITERAL.exec(written);
  if (!match) return { type: "triple", value: written };
  /** @type {Term} */
  const found = { type: "literal", value: unescaped(match[1]) };
  if (match[2]) found["xml:lang"] = match[2];
  if (match[3]) found.datatype = match[3];
  return found;
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, sign) =>
    four || eight ? String.fromCodePoint(Number.parseInt(four ?? eight, 16)) : (ESCAPED[sign] ?? sign),
  );
}

/** @param {Term | undefined} value @returns {string} */
export function plain(value) {
  if (!value) return "";
  if (value.type === "bnode") return `_:${value.value}`;
  return typeof value.value === "string" ? value.value : tsvTerm(value);
}

/**
 * RFC 4180 with the heads of the variables.
 * @param {Result} result
 */
export function toCsv({ variables, rows }) {
  const cell = (/** @type {string} */ text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [variables, ...rows.map((row) => row.map(plain))].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * Terms as Turtle writes them, between tabs.
 * @param {Result} result
 */
export function toTsv({ variables, rows }) {
  const lines = [variables.map((name) => `?${name}`), ...rows.map((row) => row.map(tsvTerm))];
  return lines.map((row) => `${row.join("\t")}\n`).join("");
}

/** @type {Record<string, RegExp>} */
const BARE = {
  [`${XSD}boolean`]: /^(?:true|false)$/,
  [`${XSD}integer`]: /^[+-]?[0-9]+$/,
  [`${XSD}decimal`]: /^[+-]?[0-9]*\.[0-9]+$/,
  [`${XSD}double`]: /^[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+$/,
};

/** @param {Term | undefined} found @returns {string} */
function tsvTerm(found) {
  if (!found) return "";
  if (found.type === "uri") return `<${found.value}>`;
  if (found.type === "bnode") return `_:${found.value}`;
  if (found.type === "triple") {
    if (typeof found.value === "string") return found.value;
    const { subject, predicate, object } = found.value;
    return `<<( ${[subject, predicate, object].map(tsvTerm).join(" ")} )>>`;
  }
  if (found.datatype && BARE[found.datatype]?.test(found.value)) return found.value;
  const quoted = `"${quote(found.value)}"`;
  if (found["xml:lang"]) return `${quoted}@${found["xml:lang"]}`;
  return found.datatype && found.datatype !== `${XSD}string` ? `${quoted}^^<${found.datatype}>` : quoted;
}

/** @type {Record<string, string>} */
const ESCAPES = { "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\" };

/** @param {string} text */
function quote(text) {
  return text.replace(/[\t\n\r"\\]/g, (sign) => ESCAPES[sign]);
}
