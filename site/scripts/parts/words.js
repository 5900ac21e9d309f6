/** What a query's text tells before it is parsed: the same as the service reads from it (service/limits.py). */

// Terminals of SPARQL 1.1, section 19.8, as far as they can hide a keyword.
const TOKEN = new RegExp(
  [
    String.raw`#[^\n\r]*`,
    String.raw`<(?:[^<>"{}|^\x60\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>`,
    String.raw`"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:""")?`,
    String.raw`'''(?:[^'\\]|\\[\s\S]|'(?!''))*(?:''')?`,
    String.raw`"(?:[^"\\\n\r]|\\[\s\S])*"?`,
    String.raw`'(?:[^'\\\n\r]|\\[\s\S])*'?`,
    String.raw`(?:[\p{L}\p{N}_][\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:.-]|%[0-9A-Fa-f]{2}|\\[\s\S])*`,
    String.raw`[?$@][\p{L}\p{N}_]+`,
    String.raw`(?<word>[\p{L}\p{N}_]+)`,
  ].join("|"),
  "gu",
);

/**
 * The words of a query that are no names, in upper case and in order.
 * @param {string} query
 * @returns {string[]}
 */
export function words(query) {
  const found = [];
  for (const match of query.matchAll(TOKEN)) if (match.groups?.word) found.push(match.groups.word.toUpperCase());
  return found;
}

const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];

/**
 * What form a query has, whether it names a dataset of its own, and whether it asks another service.
 * @param {string} query
 */
export function traits(query) {
  const said = words(query);
  return {
    form: said.find((word) => FORMS.includes(word)) ?? "",
    namesDataset: said.includes("FROM"),
    callsRemote: said.includes("SERVICE"),
  };
}
