"""On a phone: the ways behind a word, wide tables as cards that are tables still; elsewhere and on paper as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.test_pages import opened

from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

QUERIES = sorted(path.stem for path in (folder("queries")).glob("*.rq"))
# The head leaves most of the first screen to the page: its own height in pixels at most.
HEAD = 120
# Pages with tables too wide for a phone: the name of one, and how many columns it has.
WIDE = {
    "data/index.html": ("Dateien aller Jahre", 3),
    "reported/index.html": ("Berichtete Beträge mit ihren Quellen", 5),
    "accounting/index.html": ("Zeilen je Jahr", 10),
    "party/index.html": ("Landkreise mit ihrer neuesten Vereinbarung", 5),
    "catalogue/index.html": ("Datensätze mit Zeitraum und Stand", 4),
    "comparison/2024/2025/index.html": ("Budget jeder Vereinbarung 2024 und 2025", 4),
    "comparison/odenwaldkreis/werra-meissner-kreis/index.html": (
        "Budget jeder Vereinbarung, darunter die Veränderung zum Vorjahr",
        3,
    ),
    "cube/index.html": ("Summe der Budgets und Zahl der Maßnahmen nach Arten", 7),
    "wording/index.html": ("Sätze 2025, letzte Änderungen, und wer 2025 abweicht, nach Paragrafen", 4),
}


def ways(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Hauptnavigation")


def unfold(page: Page) -> None:
    """Opens all that is folded."""
    page.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_is_opened_by_keyboard_and_covers_nothing(browser: Browser, origin: str, *, script: bool) -> None:
    with opened(browser, origin + "index.html", width=360, script=script) as page:
        banner = page.get_by_role("banner").bounding_box()
        assert banner is not None
        assert banner["height"] <= HEAD
        expect(ways(page).get_by_role("link")).to_have_count(0)
        ways(page).get_by_text("Menü", exact=True).focus()
        page.keyboard.press("Enter")
        expect(ways(page).get_by_role("link")).to_have_text(
            ["Orte", "Jahre", "Projekte", "Vergleich", "Wortlaut", "Abfragen", "Daten"]
        )
        last, heading = ways(page).get_by_role("link").last, page.get_by_role("heading", level=1)
        below, above = heading.bounding_box(), last.bounding_box()
        assert below is not None
        assert above is not None
        assert below["y"] >= above["y"] + above["height"]
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/party/index.html")


def test_where_there_is_room_the_ways_stand_in_a_row(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "year/index.html") as page:
        expect(ways(page).get_by_role("link")).to_have_count(7)
        expect(ways(page).get_by_text("Menü", exact=True)).to_be_hidden()
        expect(page.get_by_role("search").get_by_text("Suche", exact=True)).to_be_visible()
        expect(ways(page).locator("[aria-current=page]:visible")).to_have_text("Jahre")


def test_from_the_bar_to_the_search(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "year/2025/index.html", width=360) as page:
        page.get_by_role("banner").get_by_role("link", name="Suche", exact=True).click()
        page.wait_for_url("**/search/index.html")


def test_on_paper_there_is_no_menu(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "index.html", width=360) as page:
        page.emulate_media(media="print")
        expect(ways(page)).to_have_count(0)
        expect(page.get_by_role("banner").get_by_role("link", name="Suche", exact=True)).to_have_count(0)


@pytest.mark.parametrize("path", WIDE)
def test_a_card_is_a_line_of_a_table(browser: Browser, origin: str, path: str) -> None:
    name, columns = WIDE[path]
    with opened(browser, origin + path, width=360) as page:
        unfold(page)
        table = page.get_by_role("table", name=name)
        expect(table.get_by_role("columnheader")).to_have_count(columns)
        line = table.get_by_role("row").nth(1)
        expect(line.get_by_role("rowheader")).to_have_count(1)
        expect(line.get_by_role("cell")).to_have_count(columns - 1)
        # Side by side in nothing that has to be scrolled, each value after the name of its column.
        assert page.locator(".stacked").evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
        labels = line.get_by_role("cell").evaluate_all("all => all.map(one => one.dataset.label ?? '')")
        heads = [text.replace("\u00ad", "") for text in table.get_by_role("columnheader").all_inner_texts()]
        assert [label for label in labels if label and label not in heads] == []
        assert sum(map(bool, labels))


# Nothing was corrected in the samples, so this query has no rows to be read.
ROWLESS = "corrections"
# Pages whose tables come from elsewhere than a list of their own.
TABLES = (
    *WIDE,
    *(f"queries/{name}/index.html" for name in QUERIES if name != ROWLESS),
    "year/2025/index.html",
    "index.html",
)


@pytest.mark.parametrize("path", TABLES)
def test_no_table_has_to_be_moved_to_be_read(browser: Browser, origin: str, path: str) -> None:
    with opened(browser, origin + path, width=360) as page:
        unfold(page)
        boxes = page.locator(".table")
        assert boxes.count()
        assert boxes.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length") == 0


def test_a_row_of_a_result_is_a_card(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "queries/budgets-all/index.html", width=360) as page:
        table = page.get_by_role("table", name="12 Zeilen")
        heads = table.get_by_role("columnheader").all_inner_texts()
        for line in table.get_by_role("row").all()[1:]:
            cells = line.get_by_role("cell")
            assert cells.evaluate_all("all => all.map(one => one.dataset.label)") == heads
            assert cells.evaluate_all("all => all.every(one => one.getBoundingClientRect().right <= innerWidth)")
            # Three lines of text at most, none of them empty.
            assert cells.evaluate_all("all => Math.max(...all.map(one => one.getBoundingClientRect().height))") <= 80


@pytest.mark.parametrize("path", WIDE)
def test_where_there_is_room_a_line_is_a_line(browser: Browser, origin: str, path: str) -> None:
    name, columns = WIDE[path]
    with opened(browser, origin + path) as page:
        unfold(page)
        cells = page.get_by_role("table", name=name).get_by_role("row").nth(1).locator("th, td")
        expect(cells).to_have_count(columns)
        assert len(set(cells.evaluate_all("all => all.map(one => one.closest('tr').getBoundingClientRect().top)"))) == 1
        assert cells.evaluate_all("all => all.every(one => getComputedStyle(one).display === 'table-cell')")
