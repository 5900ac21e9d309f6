"""Somebody who was never here asks a question, and has the answer in three clicks, with the sentence that says so.

Which projects did Odenwaldkreis run for migrants in 2025, what did the whole cost, and where does it say so?
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.test_pages import background, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

MOST_CLICKS = 3


class Stranger:
    """Follows what can be seen, and counts."""

    def __init__(self, page: Page) -> None:
        """Looks at a page."""
        self.page = page
        self.clicks = 0

    def follow(self, link: Locator) -> None:
        """Clicks what is in sight, and nothing that is not."""
        assert link.is_visible()
        link.click()
        self.clicks += 1

    def marked(self) -> str:
        """The words that are marked, as far as they are in sight."""
        found = self.page.locator("mark:has(:target)")
        assert found.evaluate("it => it.getBoundingClientRect().top >= 0")
        assert found.evaluate("it => it.getBoundingClientRect().top < innerHeight")
        # A passage may go on in the next paragraph, as it looks.
        colour = background(found)
        alike = [mark for mark in self.page.locator("mark").all() if background(mark) == colour]
        assert all(mark.evaluate("it => it.getBoundingClientRect().bottom < innerHeight") for mark in alike)
        return "\n".join(mark.inner_text() for mark in alike)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
def test_projects_for_migrants_what_they_cost_and_where_it_says_so(
    browser: Browser, origin: str, width: int, script: bool
) -> None:
    with opened(browser, origin, width=width, script=script) as page:
        stranger = Stranger(page)
        stranger.follow(page.get_by_role("region", name="Ort wählen").get_by_role("link", name="Odenwaldkreis"))
        figures = page.locator("dl.figures")
        assert "491.550" in figures.inner_text()
        assert "Budget 2025" in figures.inner_text()
        kind = page.get_by_role("region", name="Qualifizierungsprojekte")
        rows = kind.get_by_role("listitem").filter(has=page.get_by_role("link", name="Migranten"))
        projects = rows.filter(has=page.get_by_role("link", name="2025", exact=True)).locator("a.project")
        assert projects.all_inner_texts() == ["MInA - Migranten in Arbeit"]
        stranger.follow(figures.get_by_role("link", name="Beleg: Budget"))
        assert "491.550 Euro" in stranger.marked()
        assert stranger.clicks <= MOST_CLICKS
        page.go_back()
        stranger.follow(rows.get_by_role("link", name="2025", exact=True))
        assert "Migranten in Arbeit" in stranger.marked()
        assert stranger.clicks <= MOST_CLICKS


def test_the_same_by_year_and_by_type(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}year/2025/index.html") as page:
        table = page.get_by_role("region", name="Vereinbarungen", exact=True)
        table.get_by_role("link", name="Odenwaldkreis").click()
        assert "491.550" in page.locator("#agreement").inner_text()
    with opened(browser, f"{origin}measure-type/3/index.html") as page:
        stranger = Stranger(page)
        stranger.follow(page.get_by_role("link", name="Migranten"))
        assert "Migranten in Arbeit" in stranger.marked()
        assert page.url.startswith(f"{origin}agreement/2025/odenwaldkreis/index.html#evidence-label-")


def test_on_a_phone_the_first_sight_says_what_it_is_and_lets_one_choose(browser: Browser, origin: str) -> None:
    with opened(browser, origin, width=360) as page:
        for element in (page.get_by_role("heading", level=1), page.get_by_role("heading", name="Ort wählen")):
            assert element.evaluate("it => it.getBoundingClientRect().bottom < innerHeight")


def test_a_city_and_a_district_of_one_name_are_told_apart(browser: Browser, origin: str) -> None:
    with opened(browser, origin) as page:
        chooser = page.get_by_role("region", name="Ort wählen")
        for name, path in (("Stadt Kassel", "kassel-stadt"), ("Landkreis Kassel", "kassel-landkreis")):
            link = chooser.get_by_role("link", name=name, exact=True)
            assert link.inner_text().strip().endswith("Kassel")
            assert str(link.get_attribute("href")).startswith(f"party/{path}/")
