"""A page bears nothing that only a sheet it does not load has a rule for (site/styles/pages/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

# Rules of a sheet that an element of the page fits. What depends on a moment (hover, target) counts as if it were so.
FITTING = """sheet => {
  const anyone = ":nth-child(n)";
  const states = /:(?:hover|focus-visible|focus|active|target|checked|disabled)(?![\\\\w-])/g;
  const parsed = new CSSStyleSheet();
  parsed.replaceSync(sheet);
  const rules = list => [...list].flatMap(rule => rule instanceof CSSStyleRule ? [rule] : rules(rule.cssRules ?? []));
  return rules(parsed.cssRules).map(rule => rule.selectorText).filter(selector =>
    document.querySelector(selector.replace(/::[\\\\w-]+/g, "").replace(states, anyone)));
}"""


def test_each_page_loads_the_sheets_it_needs(browser: Browser, origin: str, published: Path) -> None:
    sheets = {path.name: path.read_text("utf-8") for path in sorted((published / "assets").glob("*.css"))}
    del sheets["site.css"]
    page = browser.new_page()
    lacking: dict[str, dict[str, list[str]]] = {}
    needed = set()
    for path in sorted(published.rglob("*.html")):
        name = path.relative_to(published).as_posix()
        if name.startswith("en/"):
            continue
        page.goto(origin + name, wait_until="domcontentloaded")
        links = page.locator("link[rel=stylesheet]").evaluate_all("links => links.map(link => link.href)")
        here = {link.rsplit("/", 1)[-1] for link in links}
        fitting = {sheet: page.evaluate(FITTING, text) for sheet, text in sheets.items()}
        needed |= {sheet for sheet in here & set(fitting) if fitting[sheet]}
        # Several sheets may have a rule: one that is loaded is enough.
        had = {selector for sheet in here & set(fitting) for selector in fitting[sheet]}
        lacks = {sheet: [one for one in found if one not in had] for sheet, found in fitting.items()}
        if any(lacks.values()):
            lacking[name] = {sheet: found for sheet, found in lacks.items() if found}
    page.close()
    assert lacking == {}
    assert needed == set(sheets)
