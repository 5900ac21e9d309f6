/**
 * What can be typed next: terms of the ontology by their short or their plain name, keywords, variables of the query.
 *
 * @typedef {{ iri: string, kind: string, label: string, comment: string }} TermEntry
 * @typedef {{ prefixes: Record<string, string>, terms: TermEntry[], parties: Record<string, import("./figures.js").Party> }} Terms
 * @typedef {{ text: string, title: string, comment: string, prefix: string, namespace: string }} Proposal
 */

const MOST = 60;
const KEYWORDS = (
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES GRAPH SERVICE ASK CONSTRUCT DESCRIBE PREFIX FROM " +
  "ORDER BY GROUP BY HAVING LIMIT OFFSET COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG DATATYPE BOUND IF COALESCE " +
  "CONTAINS LCASE UCASE REGEX REPLACE STRSTARTS EXISTS NOT EXISTS DESC ASC YEAR"
).split(" ");
const WORD = /[?$]?[\p{L}\p{N}_:#-]*/u;

/**
 * The terms that go with what is typed: those whose name begins with it first, then those that contain it.
 * @param {string} typed
 * @param {Terms} known
 * @returns {Proposal[]}
 */
export function matching(typed, { prefixes, terms }) {
  const wanted = typed.toLowerCase();
  const spaces = Object.entries(prefixes);
  const found = terms.flatMap((term) => {
    const [prefix, namespace] = spaces.find(([, space]) => term.iri.startsWith(space) && /^[\p{L}\p{N}_-]+$/u.test(term.iri.slice(space.length))) ?? ["", ""];
    const text = prefix ? `${prefix}:${term.iri.slice(namespace.length)}` : `<${term.iri}>`;
    const rank = text.toLowerCase().startsWith(wanted) ? 0 : term.label.toLowerCase().startsWith(wanted) ? 1 : `${text} ${term.label}`.toLowerCase().includes(wanted) ? 2 : 3;
    return rank < 3 ? [{ rank, text, title: term.label, comment: term.comment, prefix, namespace }] : [];
  });
  return found.toSorted((one, other) => one.rank - other.rank).slice(0, MOST);
}

/**
 * A source of proposals for the editor.
 * @param {() => Promise<Terms>} terms
 * @returns {import("@codemirror/autocomplete").CompletionSource}
 */
export function proposals(terms) {
  return async (context) => {
    const word = context.matchBefore(WORD);
    const typed = word?.text ?? "";
    if (!context.explicit && typed.length < 2) return null;
    const text = context.state.doc.toString();
    const variables = [...new Set(text.match(/[?$][\p{L}\p{N}_]+/gu))].filter((name) => name !== typed);
    if (/^[?$]/.test(typed)) return { from: word?.from ?? context.pos, options: variables.map((label) => ({ label, type: "variable" })) };
    const known = await terms().catch(() => undefined);
    const found = known ? matching(typed, known) : [];
    const keywords = KEYWORDS.filter((name) => typed && name.startsWith(typed.toUpperCase()));
    return {
      from: word?.from ?? context.pos,
      filter: false,
      options: [
        ...keywords.map((label) => ({ label, type: "keyword" })),
        ...found.map((proposal) => ({ label: proposal.text, detail: proposal.title, info: proposal.comment || undefined, apply: written(proposal) })),
        ...(typed ? [] : variables.map((label) => ({ label, type: "variable" }))),
      ],
    };
  };
}

/** Writes a term, and its prefix at the top where that is not declared. @param {Proposal} proposal */
function written({ text, prefix, namespace }) {
  return (/** @type {import("@codemirror/view").EditorView} */ view, /** @type {unknown} */ _, /** @type {number} */ from, /** @type {number} */ to) => {
    const declared = !prefix || new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(view.state.doc.toString());
    const head = declared ? "" : `PREFIX ${prefix}: <${namespace}>\n`;
    view.dispatch({
      changes: [...(head ? [{ from: 0, insert: head }] : []), { from, to, insert: text }],
      selection: { anchor: head.length + from + text.length },
    });
  };
}
