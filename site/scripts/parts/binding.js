/** Values of a form into a query: as terms, never as text (as publication/queries/queries.py does it). */

/**
 * A literal as SPARQL writes it.
 * @param {string} text
 */
export function quoted(text) {
  const escaped = text.replace(/["\\\n\r\t]/g, (sign) => ({ '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[sign] ?? sign);
  return `"${escaped}"`;
}

/**
 * A query with its parameters bound, each by a VALUES block at the beginning of its pattern.
 * @param {string} query
 * @param {[string, string][]} terms name and term of each value that is given
 */
export function bound(query, terms) {
  const values = terms.map(([name, term]) => `\n  VALUES ?${name} { ${term} }`).join("");
  return query.replace("WHERE {", () => `WHERE {${values}`);
}
