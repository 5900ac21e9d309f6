/**
 * The engine in the page: Oxigraph over the published dump, in a worker of its own, so that the page stays usable and a
 * query can be ended, which the engine itself cannot.
 */
import load, { Store } from "oxigraph";
import { unpacked } from "./parts/packed.js";

/** @type {Store | undefined} */
let store;

/** @param {{ engine: string, data: string }} given where the engine and the data are */
async function start({ engine, data }) {
  const received = (/** @type {number} */ bytes) => postMessage({ type: "received", bytes });
  const [program, quads] = await Promise.all([unpacked(engine, received), unpacked(data, received)]);
  postMessage({ type: "reading" });
  await load({ module_or_path: program });
  store = new Store();
  // What we have written ourselves needs no second look.
  store.load(quads, { format: "application/n-quads", no_transaction: true, lenient: true });
  postMessage({ type: "ready", statements: store.size });
}

/** @param {{ query: string, union: boolean, format: string }} given */
function ask({ query, union, format }) {
  if (!store) throw new Error("The engine is not ready.");
  const begun = performance.now();
  const text = store.query(query, { results_format: format, use_default_graph_as_union: union });
  postMessage({ type: "answer", text, seconds: (performance.now() - begun) / 1000 });
}

onmessage = async ({ data }) => {
  try {
    if (data.type === "start") await start(data);
    else ask(data);
  } catch (error) {
    // Memory or stack ran out: what is left of the engine answers nothing any more.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    postMessage({ type: "fault", fatal, message: error instanceof Error ? error.message : String(error) });
  }
};
