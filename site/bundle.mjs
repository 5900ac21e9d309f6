// Makes site/bundle/ from npm packages and our own sources: the style sheet, the fonts it names, and the scripts.
// hatch_build.py calls it; the same inputs give the same bytes.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { compileAsync } from "sass";
import subsetFont from "subset-font";

const SITE = new URL("./", import.meta.url);
const BUNDLE = new URL("bundle/", SITE);
const FONTS = new URL("../node_modules/@kern-ux/native/dist/fonts/fira-sans/", SITE);

// The two weights that pages are set in; where the sheet asks for another, the nearer one of them is taken.
const WEIGHTS = ["Regular", "SemiBold"];
// What German and English texts and the names of people here are written with; what a font lacks comes from the
// system's. Figures of one width (tnum) stand in tables; alternates that nothing asks for would double the size.
const RANGES = [[0x20, 0x7e], [0xa0, 0xff], [0x2010, 0x2014], [0x2018, 0x201e]];
const SINGLE = [..."ĀČčĆćĐđĞğİıŁłŃńŘřŚśŞşŠšŻżŽž•…‰′″‹›€←↑→↓−≈≠≤≥ "].map((sign) => sign.codePointAt(0));
// Copyright, licence and its address stay in the file, as the SIL Open Font License asks (OpenType, table name).
const LEGAL_NAMES = [0, 13, 14];
// Without hinting: a third of the bytes, for what only old screens of low resolution draw differently.
const CUT = { keepFeatures: ["kern", "mark", "ccmp", "lnum", "tnum"], preserveNameIds: LEGAL_NAMES, noHinting: true };

// A sheet of site/styles/ as Sass makes it, without comments: a comma in one would part the selector after it.
async function compiled(name) {
  const sheet = await compileAsync(new URL(`styles/${name}.scss`, SITE).pathname, {
    loadPaths: [new URL("../node_modules/@kern-ux/native/src/scss/", SITE).pathname],
    quietDeps: true,
  });
  return sheet.css.replace(/\/\*[^]*?\*\//g, "");
}

async function written(name, css) {
  const { code } = await transform(css, { loader: "css", minify: true, target: "es2022" });
  await writeFile(new URL(`${name}.css`, BUNDLE), code);
}

// The sheet of every page; those of some kinds of pages, loaded after it; and that of pages which stand alone and have
// it inside.
async function styles() {
  const borne = await classes();
  const names = (await readdir(new URL("styles/pages/", SITE))).map((name) => name.replace(/\.scss$/, ""));
  const some = await Promise.all(names.map(async (name) => used(await compiled(`pages/${name}`), borne)));
  await mkdir(new URL("inlined/", BUNDLE));
  await Promise.all([
    written("site", used(await compiled("site"), borne, some.flatMap(read))),
    written("inlined/difference", used(await compiled("difference"), borne)),
    ...names.map((name, place) => written(name, some[place])),
  ]);
}

// By this attribute KERN's own pages choose colours; ours follow the system, so no element bears it.
const CHOSEN = /\[data-kern-theme=/;
const RULE = /(?<=^|[{};])[^{}@;]+\{[^{}]*\}/g;
const KERN_CLASS = /\.(kern-[\w-]+)/g;

// Every word of templates, scripts and the module for prose that may be a class of KERN. What else names one belongs
// here and among the INPUTS of hatch_build.py.
async function classes() {
  const folders = ["templates/", "templates/parts/", "scripts/", "scripts/parts/"];
  const names = await Promise.all(folders.map(async (name) => (await readdir(new URL(name, SITE))).map((file) => name + file)));
  const files = [...names.flat().filter((name) => /\.(?:html|js)$/.test(name)), "../src/aqbgraph/publication/publisher/prose.py"];
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, SITE), "utf-8")));
  return new Set(texts.flatMap((text) => text.match(/kern-[\w-]+/g) ?? []));
}

// KERN has more components, and some hundred custom properties more, than pages use. Rules for what no element bears are
// left out, then the properties that no rule reads, here or in the sheets that `elsewhere` is from; one may be read by
// another alone, hence the repetition.
function used(css, borne, elsewhere = []) {
  const rules = css.replace(RULE, (rule) => {
    const plain = rule.slice(0, rule.indexOf("{")).replace(/:(?:is|not|has|where)\([^{]*?\)/g, "");
    const bears = (selector) => [...selector.matchAll(KERN_CLASS)].every(([, name]) => borne.has(name));
    return CHOSEN.test(plain) || !plain.split(",").some(bears) ? "" : rule;
  });
  const needed = new Set([...read(rules), ...elsewhere]);
  const kept = rules.replace(/(?<=[{;\s])(--kern-[\w-]+)\s*:[^;{}]*;/g, (line, name) => (needed.has(name) ? line : ""));
  return kept === css ? css : used(kept, borne, elsewhere);
}

// The custom properties that the rules of a sheet read.
function read(css) {
  return css.match(/(?<=var\(\s*)--[\w-]+/g) ?? [];
}

async function fonts() {
  const ranges = RANGES.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => first + place));
  const text = String.fromCodePoint(...ranges, ...SINGLE);
  for (const weight of WEIGHTS) {
    const whole = await readFile(new URL(`FiraSans-${weight}.woff2`, FONTS));
    const part = await subsetFont(whole, text, { ...CUT, targetFormat: "woff2" });
    await writeFile(new URL(`fira-sans-${weight.toLowerCase()}.woff2`, BUNDLE), part);
  }
}

// Each file of site/scripts/ is an entry of its own; what several need, of site/scripts/parts/, is a file beside them.
async function scripts() {
  const entries = (await readdir(new URL("scripts/", SITE))).filter((name) => name.endsWith(".js")).sort();
  const { metafile } = await build({
    entryPoints: entries.map((name) => ({
      in: new URL(`scripts/${name}`, SITE).pathname,
      out: name === "engine.js" ? "engine/worker" : name.replace(/\.js$/, ""),
    })),
    outdir: BUNDLE.pathname,
    chunkNames: "part-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
  });
  await licences(Object.keys(metafile.inputs));
}

// Who made what the pages bring along, and on what terms: name, version, licence and its text, where the package has it.
async function licences(inputs) {
  const bundled = inputs.flatMap((path) => path.match(/(?<=node_modules\/)(?:@[^/]+\/)?[^/]+/g) ?? []);
  const names = [...new Set([...bundled, "@kern-ux/native", "oxigraph"])].sort();
  const told = await Promise.all(names.map(async (name) => {
    const folder = new URL(`../node_modules/${name}/`, SITE);
    const { version, license, homepage } = JSON.parse(await readFile(new URL("package.json", folder), "utf-8"));
    const file = (await readdir(folder)).find((found) => /^licen[cs]e/i.test(found));
    const text = file ? await readFile(new URL(file, folder), "utf-8") : "";
    return `${name} ${version}: ${license}${homepage ? ` <${homepage}>` : ""}\n\n${text.trim()}\n`;
  }));
  const font = "Fira Sans: SIL Open Font License 1.1 <https://openfontlicense.org>, cut to the signs that pages use\n";
  await writeFile(new URL("licences.txt", BUNDLE), [font, ...told].join(`\n${"-".repeat(80)}\n\n`));
}

// In a folder of its own, where compiling WebAssembly is allowed (publication/hosting/headers.py). Packed, since not every host
// packs what it sends; the page unpacks it (site/scripts/parts/packed.js).
async function engine() {
  const wasm = await readFile(new URL("../node_modules/oxigraph/web_bg.wasm", SITE));
  await mkdir(new URL("engine/", BUNDLE), { recursive: true });
  await writeFile(new URL("engine/oxigraph.wasm.gz", BUNDLE), gzipSync(wasm, { level: 9 }));
}

await rm(BUNDLE, { recursive: true, force: true });
await mkdir(BUNDLE, { recursive: true });
await Promise.all([styles(), fonts(), scripts(), engine()]);
