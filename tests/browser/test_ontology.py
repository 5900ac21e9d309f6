"""The ontology as an overview whose terms unfold, and as one document for who follows a link or prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.test_pages import opened, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = "def/aqb/index.html"
# Pixels, on a wide screen and on a phone: with each term unfolded it would be three times as much.
HEIGHTS = {1280: 21_000, 360: 34_000}


@pytest.mark.parametrize("width", HEIGHTS)
def test_it_begins_as_an_overview(browser: Browser, origin: str, width: int) -> None:
    with opened(browser, origin + PAGE, width=width) as page:
        assert page.evaluate("document.documentElement.scrollHeight") < HEIGHTS[width]
        table = page.get_by_role("table", name="Klassen mit ihren Eigenschaften")
        assert table.get_by_role("row").count() > 30
        broken = "links => links.filter(one => !document.getElementById(decodeURIComponent(one.hash.slice(1)))).length"
        assert table.locator("a[href^='#']").evaluate_all(broken) == 0


@pytest.mark.parametrize("script", [True, False])
def test_a_fragment_unfolds_its_term(browser: Browser, origin: str, *, script: bool) -> None:
    with opened(browser, f"{origin}{PAGE}#fiscalYear", script=script) as page:
        term = page.locator(".term", has=page.locator("#fiscalYear"))
        expect(term.locator("#fiscalYear")).to_be_visible()
        # Its name is seen with it.
        expect(term.locator("summary")).to_be_in_viewport()
        assert page.locator("details.term[open]").count() == 1
        # It needs scripts itself.
        assert not script or violations(page, "light", 1280) == []


def test_a_link_of_the_overview_unfolds_its_term(browser: Browser, origin: str) -> None:
    with opened(browser, origin + PAGE) as page:
        table = page.get_by_role("table", name="Klassen mit ihren Eigenschaften")
        link = table.locator("a[href='#signedAt']").first
        link.click()
        expect(page.locator("#signedAt")).to_be_visible()


def test_on_paper_every_term_is_there(browser: Browser, origin: str) -> None:
    with opened(browser, origin + PAGE) as page:
        page.emulate_media(media="print")
        seen = "all => all.every(one => one.getBoundingClientRect().height > 20)"
        assert page.locator(".term > div").count() > 100
        assert page.locator(".term > div").evaluate_all(seen)
