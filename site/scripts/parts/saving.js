/** What people take with them: files made in the page, and texts copied. */
import { toCsv, toTsv } from "./results.js";
import { button, element } from "./workplace.js";

/**
 * Buttons that write the result as files.
 * @param {import("./results.js").Result} result
 * @param {string} name of the file, without its ending
 * @param {import("./workplace.js").Workplace} place
 */
export function downloads(result, name, place) {
  const formats =
    result.kind === "graph"
      ? [["N-Triples", "nt", "application/n-triples", () => result.text]]
      : [["JSON", "json", "application/sparql-results+json", () => result.text]];
  if (result.kind !== "boolean") {
    formats.unshift(
      ["CSV", "csv", "text/csv;charset=utf-8", () => toCsv(result)],
      ["TSV", "tsv", "text/tab-separated-values;charset=utf-8", () => toTsv(result)],
    );
  }
  const made = formats.map(([format, ending, type, write]) =>
    button(place.say("download", { format }), () => {
      save(`${name}.${ending}`, String(type), /** @type {() => string} */ (write)());
    }),
  );
  return element("p", { class: "actions" }, ...made);
}

/** @param {string} name @param {string} type @param {string} text */
function save(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * A button that copies a text and says so.
 * @param {string} title
 * @param {() => string} text
 * @param {import("./workplace.js").Workplace} place
 */
export function copier(title, text, place) {
  const told = element("span", { role: "status", class: "quiet" });
  return element("span", { class: "copier" }, button(title, () => void copy(text(), told, place)), told);
}

/** @param {string} text @param {HTMLElement} told @param {import("./workplace.js").Workplace} place */
export async function copy(text, told, place) {
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = place.say("copied");
  } catch {
    // Not on plain http; then the text stays to be marked by hand.
    told.textContent = place.say("failed");
  }
}
