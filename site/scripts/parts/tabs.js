/** Tabs as WAI-ARIA has them: arrow keys change them, Tab goes into the panel. */
import { element } from "./workplace.js";

/**
 * @typedef {{ key: string, title: string, make: () => Node | Promise<Node> }} Tab
 * @param {Tab[]} tabs each made when it is first shown
 * @param {string} label
 * @param {string} [open] the key of the first to be shown
 */
export function tabbed(tabs, label, open = tabs[0].key) {
  /** @type {Set<string>} */
  const made = new Set();
  const heads = tabs.map(({ key, title }) =>
    element("button", { type: "button", role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}`, click: () => choose(key) }, title),
  );
  const panels = tabs.map(({ key }) =>
    element("div", { role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}`, tabindex: "0" }),
  );
  const list = element("div", { role: "tablist", "aria-label": label, class: "tabs", keydown: keyed }, ...heads);

  /** @param {string} key */
  function choose(key) {
    for (const [at, tab] of tabs.entries()) {
      const chosen = tab.key === key;
      heads[at].setAttribute("aria-selected", String(chosen));
      heads[at].tabIndex = chosen ? 0 : -1;
      panels[at].hidden = !chosen;
      if (chosen && !made.has(key)) {
        made.add(key);
        Promise.resolve(tab.make()).then((node) => panels[at].append(node));
      }
    }
  }

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    const now = heads.findIndex((head) => head.tabIndex === 0);
    const steps = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: heads.length - 1 };
    const next = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (next === undefined) return;
    event.preventDefault();
    const at = (next + heads.length) % heads.length;
    choose(tabs[at].key);
    heads[at].focus();
  }

  choose(tabs.some((tab) => tab.key === open) ? open : tabs[0].key);
  return element("div", {}, list, ...panels);
}
