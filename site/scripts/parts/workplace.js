/**
 * What the page tells its script: where queries are answered, and the words to say it with, in the page's language.
 *
 * @typedef {import("./asking.js").Running & { terms: string, areas: string, base: string, home: string, told: string,
 *   locale: string, say: (key: string, values?: Record<string, unknown>) => string }} Workplace
 */

// Beyond it a query in the page is ended (seconds); the server has a limit of its own.
const DEADLINE = 30;

/** @returns {Workplace} */
export function workplace() {
  const { dataset } = /** @type {HTMLElement} */ (document.getElementById("workplace"));
  /** @type {Record<string, string>} */
  const words = JSON.parse(dataset.words ?? "{}");
  const language = document.documentElement.lang;
  const given = /** @type {Record<string, string>} */ ({ ...dataset });
  return {
    endpoint: given.endpoint,
    worker: given.worker,
    // A worker reads relative addresses from its own.
    engine: new URL(given.engine, location.href).href,
    data: new URL(given.data, location.href).href,
    size: Number(given.size),
    told: given.told,
    terms: given.terms,
    areas: given.areas,
    base: given.base,
    home: given.home,
    language,
    locale: language === "de" ? "de-DE" : "en-GB",
    deadline: DEADLINE,
    say: (key, values = {}) => filled(words[key] ?? key, values),
  };
}

/**
 * A text with its values: `{name}` stands for one.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Shows what only a script can do, and takes away what stands in for it. */
export function begin() {
  for (const part of document.querySelectorAll("[data-scripted]")) part.removeAttribute("hidden");
  for (const part of document.querySelectorAll("[data-plain]")) part.setAttribute("hidden", "");
}

/**
 * An element with attributes and content; text stays text.
 * @param {string} name
 * @param {Record<string, unknown>} [attributes] a function listens, false leaves an attribute out
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, /** @type {EventListener} */ (value));
    else if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...content);
  return made;
}

/**
 * A button in the look of all buttons.
 * @param {string} text
 * @param {(event: Event) => void} click
 * @param {string} [rank]
 */
export function button(text, click, rank = "tertiary") {
  const label = element("span", { class: "kern-label" }, text);
  return element("button", { type: "button", class: `kern-btn kern-btn--${rank}`, click }, label);
}
