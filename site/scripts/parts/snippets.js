/** The same question from a program: for curl, Python and R, to the server or over the dump. */
import { copier } from "./saving.js";
import { element } from "./workplace.js";
import { traits } from "./words.js";

/** @param {string} query @param {import("./workplace.js").Workplace} place */
export function snippets(query, place) {
  const address = (/** @type {string} */ path) => new URL(path, location.href).href.replace(/[?#].*$/, "");
  const made = place.endpoint ? ofServer(query, address(place.endpoint)) : ofDump(query, address(place.data));
  const parts = made.map(([title, text]) => {
    const code = element("code", {}, text);
    return element("section", { class: "snippet" }, element("h3", {}, title), element("pre", { tabindex: "0", role: "region", "aria-label": title }, code), copier(place.say("copy"), () => text, place));
  });
  return element("div", {}, ...parts);
}

/**
 * @param {string} query @param {string} endpoint
 * @returns {[string, string][]}
 */
export function ofServer(query, endpoint) {
  const kind = kindOf(query);
  /** @type {[string, string][]} */
  const all = [
    ["curl", `curl --get '${endpoint}' \\\n  --header 'Accept: ${ACCEPTED[kind]}' \\\n  --data-urlencode query=${shell(query)}\n`],
    [
      "Python",
      `from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper  # pip install SPARQLWrapper\n\nservice = SPARQLWrapper("${endpoint}")\n` +
        `service.setReturnFormat(${kind === "graph" ? "TURTLE" : "JSON"})\nservice.setQuery(${python(query)})\n${WRAPPED[kind]}`,
    ],
    ["R", `query <- ${r(query)}\nrows <- read.csv(paste0("${endpoint}?format=csv&query=", URLencode(query, reserved = TRUE)))\nprint(rows)\n`],
  ];
  return kind === "rows" ? all : all.slice(0, 2);
}

const ACCEPTED = { rows: "text/csv", boolean: "application/sparql-results+json", graph: "text/turtle" };
const WRAPPED = {
  rows: 'for row in service.queryAndConvert()["results"]["bindings"]:\n    print({name: term["value"] for name, term in row.items()})\n',
  boolean: 'print(service.queryAndConvert()["boolean"])\n',
  graph: "print(service.queryAndConvert().decode())\n",
};
const FOUND = { rows: 'for row in found:\n    print(*row, sep="\\t")\n', boolean: "print(bool(found))\n", graph: "for triple in found:\n    print(triple)\n" };
const WRITTEN = { rows: "csv", boolean: "json", graph: "ttl" };

/** What a query is answered with. @param {string} query @returns {"rows" | "boolean" | "graph"} */
function kindOf(query) {
  const { form } = traits(query);
  return form === "ASK" ? "boolean" : form === "CONSTRUCT" || form === "DESCRIBE" ? "graph" : "rows";
}

/**
 * @param {string} query @param {string} dump
 * @returns {[string, string][]}
 */
export function ofDump(query, dump) {
  const name = dump.slice(dump.lastIndexOf("/") + 1);
  const triples = dump.replace(/\.nq\.gz$/, ".nt.gz");
  const kind = kindOf(query);
  // A query that names a dataset of its own has no union of all graphs.
  const { namesDataset } = traits(query);
  /** @type {[string, string][]} */
  const all = [
    [
      "curl",
      `curl --remote-name '${dump}' && gunzip --force ${name}\noxigraph load --location store --file ${name.replace(/\.gz$/, "")}\n` +
        `oxigraph query --location store${namesDataset ? "" : " --union-default-graph"} --results-format ${WRITTEN[kind]} --query ${shell(query)}\n`,
    ],
    [
      "Python",
      `import gzip\nimport urllib.request\n\nfrom pyoxigraph import RdfFormat, Store  # pip install pyoxigraph\n\nstore = Store()\n` +
        `with urllib.request.urlopen("${dump}") as answer:\n    store.load(gzip.decompress(answer.read()), format=RdfFormat.N_QUADS)\n` +
        `found = store.query(${python(query)}${namesDataset ? "" : ", use_default_graph_as_union=True"})\n${FOUND[kind]}`,
    ],
    [
      "R",
      `library(rdflib)  # install.packages("rdflib")\n\nquery <- ${r(query)}\ndownload.file("${triples}", "data.nt.gz", mode = "wb")\n` +
        `writeLines(readLines(gzfile("data.nt.gz"), encoding = "UTF-8"), "data.nt", useBytes = TRUE)\n` +
        `print(rdf_query(rdf_parse("data.nt", format = "ntriples"), query))\n`,
    ],
  ];
  return kind === "rows" && !namesDataset ? all : all.slice(0, 2);
}

/** @param {string} text */
export const shell = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** @param {string} text */
export const python = (text) => `"""\n${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}\n"""`;

/** A raw string, closed by more hyphens than the text has (R 4.0). @param {string} text */
export function r(text) {
  const most = Math.max(0, ...[...text.matchAll(/\)(-*)"/g)].map(([, hyphens]) => hyphens.length + 1));
  const hyphens = "-".repeat(most);
  return `r"${hyphens}(${text})${hyphens}"`;
}
