/** The same question from a program: for curl, Python and R, to the server or over the dump. */
import { copier } from "./saving.js";
import { element } from "./workplace.js";

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
  return [
    ["curl", `curl --get '${endpoint}' \\\n  --header 'Accept: text/csv' \\\n  --data-urlencode query=${shell(query)}\n`],
    [
      "Python",
      `from SPARQLWrapper import JSON, SPARQLWrapper  # pip install SPARQLWrapper\n\nservice = SPARQLWrapper("${endpoint}")\n` +
        `service.setReturnFormat(JSON)\nservice.setQuery(${python(query)})\n` +
        `for row in service.queryAndConvert()["results"]["bindings"]:\n    print({name: term["value"] for name, term in row.items()})\n`,
    ],
    ["R", `query <- ${r(query)}\nrows <- read.csv(paste0("${endpoint}?format=csv&query=", URLencode(query, reserved = TRUE)))\nprint(rows)\n`],
  ];
}

/**
 * @param {string} query @param {string} dump
 * @returns {[string, string][]}
 */
export function ofDump(query, dump) {
  const name = dump.slice(dump.lastIndexOf("/") + 1);
  const triples = dump.replace(/\.nq\.gz$/, ".nt.gz");
  return [
    [
      "curl",
      `curl --remote-name '${dump}' && gunzip --force ${name}\noxigraph load --location store --file ${name.replace(/\.gz$/, "")}\n` +
        `oxigraph query --location store --union-default-graph --results-format csv --query ${shell(query)}\n`,
    ],
    [
      "Python",
      `import gzip\nimport urllib.request\n\nfrom pyoxigraph import RdfFormat, Store  # pip install pyoxigraph\n\nstore = Store()\n` +
        `with urllib.request.urlopen("${dump}") as answer:\n    store.load(gzip.decompress(answer.read()), format=RdfFormat.N_QUADS)\n` +
        `found = store.query(${python(query)}, use_default_graph_as_union=True)\nfor row in found:\n    print(*row, sep="\\t")\n`,
    ],
    [
      "R",
      `library(rdflib)  # install.packages("rdflib")\n\nquery <- ${r(query)}\ndownload.file("${triples}", "data.nt.gz", mode = "wb")\n` +
        `writeLines(readLines(gzfile("data.nt.gz"), encoding = "UTF-8"), "data.nt", useBytes = TRUE)\n` +
        `print(rdf_query(rdf_parse("data.nt", format = "ntriples"), query))\n`,
    ],
  ];
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
