"""Searching the pages: what is found in both languages, narrowing, address, keyboard, and where it is not possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.test_pages import VIEWS, opened, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytest.importorskip("pagefind_bin")

SEARCH = {"de": "search/index.html", "en": "en/search/index.html"}
PROJECT = "BUILD - Begrüßen und Integrieren - Leben in Deutschland"
PROJECT_PAGE = "series/odenwaldkreis/build-begruessen-und-integrieren-leben-in-deutschland/index.html"
GREETINGS = ("Begrüßen", "begruessen", "Begrueßen", "begrüssen", "BEGRÜSSEN")


def status(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("status")


def results(page: Page) -> Locator:
    return page.locator(".search-results > li")


def titles(page: Page) -> list[str]:
    return page.locator(".search-results h3").all_inner_texts()


def said(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("language", SEARCH)
@pytest.mark.parametrize("word", GREETINGS)
def test_umlauts_are_found_however_they_are_written(browser: Browser, origin: str, language: str, word: str) -> None:
    with opened(browser, f"{origin}{SEARCH[language]}?q={word}") as page:
        expect(status(page)).to_have_text(re.compile(r"^[1-9]"))
        folder = "" if language == "de" else "en/"
        first = results(page).first
        assert first.locator("h3 a").get_attribute("href").startswith(f"{origin}{folder}{PROJECT_PAGE}")  # type: ignore[union-attr]
        assert first.locator("mark").first.inner_text() == "Begrüßen"


@pytest.mark.parametrize("word", ["Migrant", "Migranten", "Ausbildungen", "Qualifizierungs", "491.550", "491550"])
def test_other_forms_beginnings_and_amounts_are_found(browser: Browser, origin: str, word: str) -> None:
    with opened(browser, f"{origin}{SEARCH['de']}?q={word}") as page:
        expect(status(page)).to_have_text(re.compile(r"^[1-9]"))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("491.550", "agreement/2025/odenwaldkreis/"),
        ("Odenwaldkreis", "agreement/2025/odenwaldkreis/"),
        ("Digital Praxis", "series/odenwaldkreis/digital-praxis/"),
    ],
)
def test_what_is_looked_for_comes_first(browser: Browser, origin: str, words: str, first: str) -> None:
    with opened(browser, f"{origin}{SEARCH['de']}?q={words}") as page:
        expect(results(page).first.locator("h3 a")).to_have_attribute("href", re.compile(first))


def test_results_hold_what_pages_say_and_nothing_for_machines(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}{SEARCH['de']}?q=Migranten") as page:
        expect(results(page).nth(1)).to_contain_text("Zielvereinbarung 2025")
        text = page.locator(".search-results").inner_text()
        assert "#measure" not in text
        assert "Beleg:" not in text
        assert "\u00ad" not in text


@pytest.mark.parametrize(
    ("language", "word", "told"),
    [
        ("de", "migrantin", "So geschrieben steht „migrantin“ auf keiner Seite."),
        ("en", "Migratnen", "No page contains “Migratnen” in this spelling."),
    ],
)
def test_what_only_begins_alike_is_not_called_a_result(
    browser: Browser, origin: str, language: str, word: str, told: str
) -> None:
    """pagefind takes the longest beginning that it knows for a word that it does not."""
    with opened(browser, f"{origin}{SEARCH[language]}?q={word}") as page:
        expect(status(page)).to_contain_text(told)
        expect(results(page).first).to_be_visible()
        expect(page.locator(".search-advice")).to_be_visible()
        page.get_by_role("main").get_by_role("searchbox").fill("Migranten")
        expect(status(page)).to_contain_text("„Migranten“" if language == "de" else "“Migranten”")
        expect(status(page)).to_have_text(re.compile(r"^\d"))
        expect(page.locator(".search-advice")).to_be_hidden()


@pytest.mark.parametrize("language", SEARCH)
def test_what_is_not_there_is_said_with_advice(browser: Browser, origin: str, language: str) -> None:
    """ "Begabtenzirkel" begins like "be", which pagefind would take for it."""
    for word in ("xyzzy", "Begabtenzirkel"):
        with opened(browser, f"{origin}{SEARCH[language]}?q={word}&kind=series") as page:
            expect(status(page)).to_contain_text(
                {"de": f"Kein Treffer für „{word}“.", "en": f"No result for “{word}”."}[language]
            )
            expect(page.locator(".search-advice")).to_be_visible()
            expect(results(page)).to_have_count(0)
            page.locator(".search-clear").click()
            assert said(page) == {"q": [word]}


def test_from_the_head_of_any_page_to_the_words(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "party/odenwaldkreis/index.html") as page:
        page.get_by_role("search").get_by_role("searchbox").fill("begruessen")
        page.get_by_role("search").get_by_role("button", name="Suchen").click()
        page.wait_for_url(f"{origin}{SEARCH['de']}?q=begruessen")
        page.get_by_role("link", name=PROJECT, exact=True).click()
        page.wait_for_url(f"{origin}{PROJECT_PAGE}**")
        expect(page.get_by_role("heading", level=1)).to_contain_text(PROJECT)


def test_a_link_leads_to_the_words_themselves(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}{SEARCH['de']}?q=Regierungspräsidium&kind=agreement") as page:
        link = results(page).first.locator("h3 a")
        href = str(link.get_attribute("href"))
        assert re.search(r"/agreement/[^#]+#:~:text=Regierungspr", href)
        link.click()
        page.wait_for_url("**/agreement/**")
        assert page.evaluate("scrollY") > 200


def test_narrowing_counts_and_stands_in_the_address(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}{SEARCH['de']}?q=Ausbildung") as page:
        expect(status(page)).to_have_text(re.compile(r"^\d+ Treffer"))
        everything = int(status(page).inner_text().split()[0])
        box = page.get_by_role("checkbox", name=re.compile("^Projekt"))
        told = int(re.search(r"\((\d+)\)", box.locator("xpath=..").inner_text())[1])  # type: ignore[index]
        assert 0 < told < everything
        box.check()
        expect(status(page)).to_have_text(f"{told} Treffer für „Ausbildung“. Ohne Eingrenzung sind es {everything}.")
        assert said(page) == {"q": ["Ausbildung"], "kind": ["series"]}
        assert set(page.locator(".search-kind").all_inner_texts()) == {
            "Projekt",
            "Projekt · 2025",
        }  # all of a place, one
        page.get_by_role("checkbox", name=re.compile("^Vereinbarung")).check()
        expect(status(page)).to_have_text(
            f"{told + 2} Treffer für „Ausbildung“. Ohne Eingrenzung sind es {everything}."
        )
        page.get_by_label("Landkreis oder Stadt").select_option("werra-meissner-kreis")
        expect(results(page)).to_have_count(1)
        assert said(page)["place"] == ["werra-meissner-kreis"]
        page.get_by_label("Jahr", exact=True).select_option("2025")
        expect(results(page)).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_before_something_is_asked_there_is_no_result_and_nothing_to_narrow(
    browser: Browser, origin: str, width: int
) -> None:
    heading, place = "Ergebnis", "Landkreis oder Stadt"
    with opened(browser, origin + SEARCH["de"], width=width) as page:
        expect(page.get_by_role("heading", name=heading)).to_be_hidden()
        expect(page.get_by_label(place, exact=True)).to_be_hidden()
        expect(page.get_by_role("heading", name="Ohne Suche ans Ziel")).to_be_in_viewport()
        page.get_by_role("searchbox").fill("Ausbildung")
        expect(results(page).first).to_be_visible()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert page.get_by_label(place, exact=True).is_visible() == (width > 900)
        page.get_by_role("searchbox").fill("")
        expect(page.get_by_role("heading", name=heading)).to_be_hidden()


def test_back_and_a_shared_address(browser: Browser, origin: str) -> None:
    address = f"{origin}{SEARCH['de']}?q=Ausbildung&kind=series"
    with opened(browser, address) as page:
        expect(page.get_by_role("checkbox", name=re.compile("^Projekt"))).to_be_checked()
        before = titles_when_ready(page)
        page.get_by_role("searchbox").fill("Migranten")
        page.get_by_role("searchbox").press("Enter")
        expect(status(page)).to_contain_text("„Migranten“")
        page.go_back()
        expect(page.get_by_role("searchbox")).to_have_value("Ausbildung")
        expect(status(page)).to_contain_text("„Ausbildung“")
        assert page.url == address
        assert titles(page) == before
        page.get_by_role("banner").get_by_role("link", name="English").click()
        page.wait_for_url(f"{origin}{SEARCH['en']}?q=Ausbildung&kind=series")
        expect(status(page)).to_contain_text("for “Ausbildung”")


def titles_when_ready(page: Page) -> list[str]:
    expect(results(page).first).to_be_visible()
    return titles(page)


def test_typing_alone_searches_and_leaves_one_entry(browser: Browser, origin: str) -> None:
    with opened(browser, origin + "index.html") as page:
        page.goto(origin + SEARCH["de"])
        page.get_by_role("searchbox").press_sequentially("Migra", delay=20)
        expect(status(page)).to_contain_text("„Migra“")
        page.get_by_role("searchbox").press_sequentially("nten", delay=20)
        expect(status(page)).to_contain_text("„Migranten“")
        page.go_back()
        expect(status(page)).to_have_text("")
        page.go_back()
        assert page.url == origin + "index.html"


def test_with_the_keyboard_alone(browser: Browser, origin: str) -> None:
    """From the skip link of the page to a result; "Mehr anzeigen" leads on at what is new."""
    with opened(browser, origin + SEARCH["de"]) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Hessen")
        page.keyboard.press("Enter")
        expect(results(page)).to_have_count(10)
        pressed = 0
        while page.evaluate("!document.activeElement.matches('.search-more')") and pressed < 100:
            page.keyboard.press("Tab")
            pressed += 1
        page.keyboard.press("Enter")
        expect(results(page)).to_have_count(20)
        assert page.evaluate("document.activeElement === document.querySelectorAll('.search-results h3 a')[10]")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "/search/" not in address)


@pytest.mark.parametrize(
    "address",
    [
        SEARCH["de"],
        SEARCH["de"] + "?q=Ausbildung",
        SEARCH["de"] + "?q=xyzzy&kind=series",
        SEARCH["en"] + "?q=Ausbildung&year=2025&kind=series",
    ],
)
def test_axe_finds_nothing_and_a_phone_shows_all(browser: Browser, origin: str, address: str) -> None:
    with opened(browser, origin + address) as page:
        page.wait_for_load_state("networkidle")
        found = {}
        for view in VIEWS:
            found[view] = violations(page, *view)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found == {view: [] for view in VIEWS}


def test_a_phone_shows_results_before_what_narrows_them(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}{SEARCH['de']}?q=Migranten", width=360) as page:
        expect(results(page).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        expect(page.get_by_label("Landkreis oder Stadt")).to_be_hidden()
        page.get_by_text("Eingrenzen", exact=True).click()
        page.get_by_label("Landkreis oder Stadt").select_option("odenwaldkreis")
        expect(status(page)).to_contain_text("Ohne Eingrenzung")


def test_nothing_comes_from_elsewhere_and_nothing_fails(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{origin}{SEARCH['en']}?q=begruessen&year=2025", wait_until="networkidle")
    expect(results(page).first).to_be_visible()
    context.close()
    assert [url for url in asked if not url.startswith(origin)] == []
    assert any("/search/index/wasm.en.pagefind" in url for url in asked)
    assert faults == []


def test_the_engine_is_not_loaded_before_it_is_needed(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin + SEARCH["de"], wait_until="networkidle")
    context.close()
    assert not any("/search/index/" in url for url in asked)


@pytest.mark.parametrize("language", SEARCH)
def test_from_disk_it_says_why_there_is_no_search(browser: Browser, published: Path, language: str) -> None:
    with opened(browser, f"{(published / SEARCH[language]).as_uri()}?q=Ausbildung") as page:
        expect(status(page)).to_contain_text({"de": "Datenträger", "en": "from a disk"}[language])
        expect(page.get_by_role("searchbox")).to_have_count(0)
        page.get_by_role("link", name="Odenwaldkreis").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Odenwaldkreis")


def test_without_script_the_lists_are_there(browser: Browser, origin: str) -> None:
    with opened(browser, origin + SEARCH["de"], script=False) as page:
        expect(page.get_by_text("dazu braucht er JavaScript")).to_be_visible()
        expect(page.get_by_role("searchbox")).to_have_count(0)
        for name in ("2024", "Odenwaldkreis", "Werra-Meißner-Kreis"):
            expect(page.get_by_role("main").get_by_role("link", name=name)).to_be_visible()


def test_an_index_that_does_not_load_is_said(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/index/**", lambda route: route.abort())
    page.goto(f"{origin}{SEARCH['de']}?q=Ausbildung")
    expect(status(page)).to_contain_text("lässt sich hier nicht laden")
    context.close()


def test_what_is_asked_is_never_taken_for_markup(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}{SEARCH['de']}?q=<img src=x onerror=alert(1)>&kind=<b>") as page:
        expect(status(page)).to_contain_text("„<img src=x onerror=alert(1)>“")
        assert page.get_by_role("main").locator("img").count() == 0
