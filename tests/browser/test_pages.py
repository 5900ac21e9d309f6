"""What people see, in a browser: accessible, light and dark, on a phone, without script, from disk, to the sentence."""

from __future__ import annotations

import re
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, ViewportSize

Scheme = Literal["light", "dark"]

AGREEMENT = "agreement/2025/odenwaldkreis/index.html"
# One of each kind, and those that have something to say is missing.
PAGES = (
    "index.html",
    "party/index.html",
    "year/index.html",
    "series/index.html",
    "series/odenwaldkreis/index.html",
    "measure-type/index.html",
    AGREEMENT,
    "agreement/2024/werra-meissner-kreis/index.html",
    "party/odenwaldkreis/index.html",
    "party/ministerium-arbeit/index.html",
    "party/kassel-landkreis/index.html",
    "party/darmstadt-dieburg/index.html",
    "reported/2011/darmstadt-dieburg/index.html",
    "reported/index.html",
    "year/2024/index.html",
    "year/2025/index.html",
    "series/odenwaldkreis/digital-praxis/index.html",
    "series/review/index.html",
    "measure-type/2/index.html",
    "measure-type/3/index.html",
    "programme/aqb/index.html",
    "wording/index.html",
    "wording/2/index.html",
    "wording/preamble/index.html",
    "accounting/index.html",
    "cube/index.html",
    "def/aqb/index.html",
    "def/measure-types/index.html",
    "queries/index.html",
    "data/index.html",
    "changes/index.html",
    "404.html",
)
VIEWS: tuple[tuple[Scheme, int], ...] = (("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360))
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@contextmanager
def opened(
    browser: Browser, address: str, scheme: Scheme = "light", width: int = 1280, *, script: bool = True
) -> Iterator[Page]:
    """A page in a window of its own."""
    window: ViewportSize = {"width": width, "height": 800}
    phone = width < 500
    context = browser.new_context(color_scheme=scheme, viewport=window, is_mobile=phone, java_script_enabled=script)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def violations(page: Page, scheme: Scheme, width: int) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its own best practice, when a page is seen so."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [f"{row['id']}: {node['html']}" for row in found["violations"] for node in row["nodes"]]


def background(element: Locator) -> str:
    """The colour behind an element, as shown."""
    return str(element.evaluate("element => getComputedStyle(element).backgroundColor"))


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, origin: str, path: str) -> None:
    with opened(browser, origin + path) as page:
        found = {view: violations(page, *view) for view in VIEWS}
    assert found == {view: [] for view in VIEWS}


def test_axe_finds_nothing_where_a_sentence_is_marked(browser: Browser, origin: str) -> None:
    with opened(browser, origin + AGREEMENT) as page:
        page.get_by_role("link", name="Beleg: Budget").click()
        found = {view: violations(page, *view) for view in VIEWS}
    assert found == {view: [] for view in VIEWS}


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_the_whole_width(browser: Browser, origin: str, path: str) -> None:
    with opened(browser, origin + path, width=360) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_loaded_from_elsewhere_and_nothing_fails(browser: Browser, origin: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(origin + path, wait_until="networkidle")
    context.close()
    assert [url for url in asked if not url.startswith(origin)] == []
    assert faults == []


PASSAGE = "mark:has(:target), .joined:has(:target) mark"


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("Beleg: Budget", "491.550 Euro"),
        ("Beleg: Gebietskörperschaft", "Odenwaldkreis"),
        ("Beleg: Name, Odenwaldkreis", "Frank Matiaske"),
        ("Beleg: Datum, Odenwaldkreis", "11. 08. 2025"),
        ("Beleg: Digital Praxis 2025", "Digital Praxis 2025"),
        ("Beleg: Rechtskreise, AsylbLG", "AsylbLG"),
        ("Beleg: Bescheid", "Regierungspräsidium Kassel"),
    ],
)
@pytest.mark.parametrize("width", [1280, 360])
def test_a_fact_leads_to_its_sentence(browser: Browser, origin: str, fact: str, words: str, width: int) -> None:
    with opened(browser, origin + AGREEMENT, width=width) as page:
        page.get_by_role("link", name=re.compile(rf"^{re.escape(fact)}, Stelle \d+$")).click()
        # A passage over several paragraphs has a mark in each.
        sentence = page.locator(PASSAGE)
        assert words in " ".join(sentence.all_inner_texts())
        assert sentence.first.evaluate("it => it.getBoundingClientRect().top >= 0")
        assert sentence.first.evaluate("it => it.getBoundingClientRect().top < innerHeight")
        (lit,) = {background(mark) for mark in sentence.all()}
        assert lit != background(page.locator(f"mark:not({PASSAGE})").first)


def test_a_reported_amount_leads_to_its_row_and_its_source(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "party/darmstadt-dieburg/index.html") as page:
        table = page.locator("section", has=page.get_by_role("heading", name="nicht aus Zielvereinbarungen"))
        assert table.get_by_role("link", name="session-net.ladadi.de").count() == 2
        table.get_by_role("link", name="2011").first.click()
        assert page.url.startswith(origin + "reported/2011/darmstadt-dieburg/index.html#arbeitsmarktbudget-")
        page.get_by_role("link", name="Beleg: Betrag, Arbeitsmarktbudget nach session-net.ladadi.de").click()
        assert "Arbeitsmarktbudget,320600,exact" in page.locator("mark:has(:target)").inner_text()


def test_beside_the_source_the_facts_stay_where_they_are(browser: Browser, origin: str) -> None:
    with opened(browser, origin + AGREEMENT) as page:
        facts = page.get_by_role("link", name="Beleg: Digital Praxis 2025")
        facts.evaluate("link => scrollTo(0, link.getBoundingClientRect().top - 400)")
        before = facts.bounding_box()
        facts.click()
        assert facts.bounding_box() == before


def test_what_changed_is_said_without_colour(browser: Browser, origin: str) -> None:
    """Who hears the page is told in words, who prints it sees lines."""
    with opened(browser, origin + "wording/2/index.html") as page:
        # The first ones are those of the legend.
        gone, come = page.locator("del", has_text="Sprachförderangebote").first, page.locator("ins").nth(1)
        assert gone.is_visible()
        assert gone.evaluate("it => getComputedStyle(it).textDecorationLine") == "line-through"
        assert come.inner_text().startswith("[neu:")
        assert come.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"
    with opened(browser, origin + "wording/index.html") as page:
        assert page.get_by_text("Anderer Zeitraum: 2025 bis 2029 statt 2020 bis 2024").count() == 1


def test_from_a_clause_to_its_comparison_and_back(browser: Browser, origin: str) -> None:
    with opened(browser, origin + AGREEMENT) as page:
        page.locator("#clause-2 > summary").click()
        page.locator("#clause-2").get_by_role("link", name="im Vergleich").click()
        assert page.url == origin + "wording/2/index.html"
        page.get_by_role("link", name="Odenwaldkreis", exact=True).first.click()
        assert page.url == origin + AGREEMENT + "#clause-2"


def test_what_is_missing_is_said(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "agreement/2024/werra-meissner-kreis/index.html") as page:
        assert "nicht angegeben" in page.locator("#signature-state").inner_text()
    with opened(browser, origin + AGREEMENT) as page:
        assert page.get_by_text("Unter diesem Punkt ist 2025 kein Projekt genannt.").count() == 1


def test_the_first_tab_reaches_the_skip_link(browser: Browser, origin: str) -> None:
    with opened(browser, origin) as page:
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.inner_text() == "Zum Inhalt springen"
        assert link.evaluate("it => getComputedStyle(it).clipPath") == "none"
        assert link.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.locator(":focus").get_attribute("id") == "inhalt"


def test_without_script_the_same_is_said(browser: Browser, origin: str) -> None:
    with (
        opened(browser, origin + AGREEMENT) as scripted,
        opened(browser, origin + AGREEMENT, script=False) as plain,
    ):
        assert plain.locator("main").inner_text() == scripted.locator("main").inner_text()
        plain.get_by_role("link", name="Beleg: Budget").click()
        assert "491.550 Euro" in " ".join(plain.locator(PASSAGE).all_inner_texts())


def test_it_works_from_disk(browser: Browser, published: Path) -> None:
    with opened(browser, (published / "index.html").as_uri()) as page:
        page.get_by_role("heading", name="Das neueste Jahr").get_by_role("link", name="2025").click()
        page.get_by_role("region", name="Vereinbarungen", exact=True).get_by_role("link", name="Odenwaldkreis").click()
        assert "491.550" in page.locator("#budget-aqb").inner_text()
        assert page.locator(".amount").evaluate("it => getComputedStyle(it).fontWeight") == "600"
        page.get_by_role("link", name="Start").first.click()
        assert page.url == (published / "index.html").as_uri()


def test_on_paper_nothing_of_the_source_is_cut_off(browser: Browser, origin: str) -> None:
    with opened(browser, origin + AGREEMENT) as page:
        page.emulate_media(media="print")
        source = page.locator("#source")
        assert source.evaluate("it => it.scrollHeight <= it.clientHeight")
        assert "Frank Matiaske" in source.inner_text()
        assert not page.locator(".site-nav").is_visible()
