// Asks an endpoint with Comunica and prints the answer as one line of JSON.
// usage: node comunica.mjs URL KIND FORM QUERY   (KIND: sparql, or auto, which finds out that it is an endpoint;
// FORM: select, ask, construct, or count, which takes rows as they come)
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [url, kind, form, query] = process.argv.slice(2);
const found = createRequire(`${process.cwd()}/`).resolve('@comunica/query-sparql');
const { QueryEngine } = await import(pathToFileURL(found));
const engine = new QueryEngine();
const context = { sources: [kind === 'sparql' ? { type: 'sparql', value: url } : url] };

const asked = {
  ask: () => engine.queryBoolean(query, context),
  async select() {
    const rows = await (await engine.queryBindings(query, context)).toArray();
    return rows.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
  },
  async construct() {
    return (await (await engine.queryQuads(query, context)).toArray()).map((quad) => quad.object.value);
  },
  async count() {
    const rows = await engine.queryBindings(query, context);
    return new Promise((resolve, reject) => {
      let number = 0;
      rows.on('data', () => { number += 1; });
      rows.on('error', reject);
      rows.on('end', () => resolve(number));
    });
  },
};

try {
  console.log(JSON.stringify(await asked[form]()));
  process.exit(0);
} catch (problem) {
  console.error(String(problem?.message ?? problem).slice(0, 500));
  process.exit(1);
}
