"""Nothing moves while a page loads (https://web.dev/articles/cls): what comes late finds its place kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = (
    "index.html",
    "party/index.html",
    "party/odenwaldkreis/index.html",
    "year/2025/index.html",
    "agreement/2025/odenwaldkreis/index.html",
    "series/odenwaldkreis/digital-praxis/index.html",
    "measure-type/3/index.html",
    "comparison/odenwaldkreis/werra-meissner-kreis/index.html",
    "wording/2/index.html",
    "accounting/index.html",
    "data/index.html",
    "def/aqb/index.html",
    "queries/budgets/index.html",
    "sparql/index.html",
    "search/index.html",
    "search/index.html?q=Odenwaldkreis",
    "404.html",
)
# Each move is told with the elements that moved, from before the first is drawn. What counts for less than a line of
# text that moves by a pixel is rounding.
WATCH = """
window.moved = [];
new PerformanceObserver(list => {
  for (const shift of list.getEntries().filter(shift => shift.value > 0.00001)) {
    const nodes = shift.sources.map(({node}) => node?.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    const elements = nodes.map(node => node?.outerHTML ?? "gone");
    window.moved.push(`${shift.value.toFixed(5)} ${elements.map(text => text.slice(0, 90)).join(" | ")}`);
  }
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves(browser: Browser, origin: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, is_mobile=width < 500)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(origin + path, wait_until="networkidle")
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(200)
    moved = page.evaluate("window.moved")
    context.close()
    assert moved == []


def test_a_move_would_be_seen(browser: Browser, origin: str) -> None:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(origin + "about/index.html", wait_until="networkidle")
    page.evaluate("document.body.prepend(Object.assign(document.createElement('p'), {textContent: 'späte Zeile'}))")
    page.wait_for_function("window.moved.length > 0")
    page.close()
