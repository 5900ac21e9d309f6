/** Elements of pictures. */

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} content
 * @returns {SVGElement}
 */
export function svg(name, attributes, ...content) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(typeof value === "number" ? Math.round(value * 10) / 10 : value));
  made.append(...content);
  return made;
}
