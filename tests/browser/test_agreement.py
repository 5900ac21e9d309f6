"""The page of an agreement in a browser: from a fact to its passage and back, by mouse and keyboard, without script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.test_pages import AGREEMENT, VIEWS, background, opened, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ENGLISH = f"en/{AGREEMENT}"
MARKED = "mark:is(:target, :has(:target))"


def follow(page: Page, fact: str) -> Locator:
    """The link behind a fact, followed."""
    link = page.get_by_role("link", name=re.compile(f"^Beleg: {re.escape(fact)}, Stelle \\d+$"))
    link.click()
    return link


def top(element: Locator) -> float:
    return float(element.evaluate("it => it.getBoundingClientRect().top"))


@pytest.mark.parametrize("width", [1280, 360])
def test_a_passage_of_one_fact_leads_back_to_it(browser: Browser, origin: str, width: int) -> None:
    with opened(browser, origin + AGREEMENT, width=width, script=False) as page:
        follow(page, "Digital Praxis 2025")
        assert page.locator(MARKED).inner_text().endswith("Digital Praxis 2025")
        page.locator(f"{MARKED} > .stelle").click()
        fact = page.locator("li:target")
        assert fact.inner_text().startswith("Digital Praxis 2025")
        assert 0 <= top(fact) < page.viewport_size["height"]  # type: ignore[index]  # opened with one
        assert background(fact) != background(page.locator("li#measure-3-1"))
        assert page.locator(MARKED).count() == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_a_passage_of_several_facts_lists_them(browser: Browser, origin: str, width: int) -> None:
    with opened(browser, origin + AGREEMENT, width=width, script=False) as page:
        assert page.locator(".told:visible").count() == 0
        page.get_by_role("link", name="Beleg: Rechtskreise, SGB XII").click()
        told = page.locator(".told:visible")
        assert told.count() == 1
        assert told.get_by_role("link", name="SGB III", exact=True).is_visible()
        told.get_by_role("link", name="Stille Reserve").click()
        assert page.locator("li:target").inner_text().startswith("Stille Reserve")


def test_the_number_of_a_passage_of_several_facts_opens_the_list(browser: Browser, origin: str) -> None:
    with opened(browser, origin + AGREEMENT) as page:
        mark = page.locator("mark", has_text="AsylbLG zusammen")
        mark.get_by_role("link", name=re.compile(r"^Stelle \d+: 6 Angaben$")).click()
        assert page.locator(".told:visible").get_by_role("link", name="SGB II", exact=True).count() == 1


def test_there_and_back_by_keyboard_alone(browser: Browser, origin: str) -> None:
    """From the fact with Enter; the next stop is the way back."""
    with opened(browser, origin + AGREEMENT) as page:
        page.get_by_role("link", name="Beleg: Budget").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('mark:has(:target)')")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("it => it.matches('mark:has(:target) > .stelle')")
        assert page.locator(":focus").evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('#fact-amount-aqb:target')")
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("href", timeout=1000).startswith("#evidence-amount")  # type: ignore[union-attr]  # a link


def test_the_source_can_be_skipped(browser: Browser, origin: str) -> None:
    with opened(browser, origin + AGREEMENT) as page:
        link = page.get_by_role("link", name="Quelle überspringen")
        assert link.evaluate("it => getComputedStyle(it).clipPath") == "inset(50%)"
        link.focus()
        assert link.evaluate("it => getComputedStyle(it).clipPath") == "none"
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash === '#source-end'")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("it => it.closest('footer') !== null")


def test_on_a_phone_fact_and_passage_are_seen_together(browser: Browser, origin: str) -> None:
    with opened(browser, origin + AGREEMENT, width=360, script=False) as page:
        fact = page.get_by_role("link", name="Beleg: MInA - Migranten in Arbeit 2025")
        fact.scroll_into_view_if_needed()
        fact.evaluate("it => scrollBy(0, it.getBoundingClientRect().top - 200)")
        before = top(fact)
        fact.click()
        assert top(fact) == before
        mark = page.locator(MARKED)
        assert before < top(mark) < 800
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.get_by_role("link", name="Schließen").click()
        assert page.locator(MARKED).count() == 0
        assert top(fact) == before
        assert not page.get_by_role("link", name="Schließen").is_visible()


def test_what_is_focused_is_not_behind_the_passage(browser: Browser, origin: str) -> None:
    """WCAG 2.2, 2.4.11."""
    with opened(browser, origin + AGREEMENT, width=360) as page:
        follow(page, "Digital Praxis 2025")
        sheet = top(page.locator("#source"))
        page.get_by_role("link", name="Beleg: Digital Praxis 2025").focus()
        for _ in range(12):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            assert top(focused) < sheet, focused.inner_text()


@pytest.mark.parametrize("path", [AGREEMENT, ENGLISH])
def test_links_to_words_mark_their_passage(browser: Browser, origin: str, path: str) -> None:
    """Every fifth passage, in a window of its own: the browser finds the words, and no others of the page."""
    with opened(browser, origin + path) as page:
        links = page.locator(".told a[href*=':~:text=']").evaluate_all("all => all.map(it => it.getAttribute('href'))")
    assert len(links) == 43
    for link in links[::5]:
        name, _, words = link.partition(":~:")
        with opened(browser, f"{origin}{path}#:~:{words}") as page:
            page.wait_for_function("document.querySelector('mark:is(:target, :has(:target)), .text:has(:target)')")
            sentence = page.locator(f"mark:has([id='{name[1:]}'])")
            lit = [mark for mark in page.locator("mark").all() if background(mark) == background(sentence)]
            # One that runs over several paragraphs has a mark in each; far fewer than there are passages.
            assert 1 <= len(lit) <= 3, link
            assert all(mark.evaluate("it => it.closest(':target') || it.querySelector(':target')") for mark in lit), (
                link
            )
            assert 0 <= top(sentence) < 800


def test_axe_finds_nothing_where_a_fact_is_marked_or_a_sheet_is_open(browser: Browser, origin: str) -> None:
    for path in (AGREEMENT, ENGLISH):
        with opened(browser, f"{origin}{path}#fact-amount-aqb") as page:
            found = {view: violations(page, *view) for view in VIEWS}
            page.goto(f"{origin}{path}")
            page.locator("#fact-year .evidence").click()
            found |= {(*view, "passage"): violations(page, *view) for view in VIEWS}  # type: ignore[misc]  # more keys
        assert not any(found.values()), found


def test_on_paper_numbers_and_lines_say_what_was_read(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}{AGREEMENT}#fact-amount-aqb") as page:
        page.emulate_media(media="print")
        mark = page.locator("mark", has_text="491.550 Euro")
        number = page.locator(".joined", has=mark).locator(".stelle").inner_text()
        assert page.locator("#fact-amount-aqb .evidence").inner_text().endswith(number)
        assert page.locator("#fact-amount-aqb .evidence").is_visible()
        assert mark.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"
        assert top(page.locator("#source")) > top(page.locator("#herkunft"))
        assert not page.get_by_text("Quelle überspringen").is_visible()
        assert not page.get_by_role("heading", name="Paragrafen").is_visible()  # the source has them in full


def test_nothing_moves_while_it_loads(browser: Browser, origin: str) -> None:
    """Cumulative layout shift, as browsers measure it, of the page and of a link into it."""
    for path in (AGREEMENT, f"{AGREEMENT}#fact-legal-codes-sgb-xii", "accounting/index.html", "reported/index.html"):
        with opened(browser, origin + path, width=360) as page:
            shifted = page.evaluate(
                """() => new Promise(resolve => {
                    let sum = 0;
                    new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
                        .observe({ type: 'layout-shift', buffered: true });
                    setTimeout(() => resolve(sum), 500);
                })"""
            )
        assert shifted < 0.01, path


@pytest.mark.parametrize("path", ["accounting/index.html", "en/accounting/index.html", "en/reported/index.html"])
def test_axe_finds_nothing_on_english_and_quality_pages(browser: Browser, origin: str, path: str) -> None:
    with opened(browser, origin + path) as page:
        page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
        found = {view: violations(page, *view) for view in VIEWS}
    assert found == {view: [] for view in VIEWS}


@pytest.mark.parametrize("width", [1280, 360])
def test_a_passage_over_paragraphs_is_marked_in_each_and_told_of_once(
    browser: Browser, origin: str, width: int
) -> None:
    """The amount stands in a paragraph of its own, between the halves of its sentence."""
    with opened(browser, origin + AGREEMENT, width=width, script=False) as page:
        page.locator("#fact-amount-aqb .evidence").click()
        marks = page.locator(".joined", has_text="491.550 Euro").locator("mark").all()
        assert len(marks) == 3
        assert len({background(mark) for mark in marks}) == 1
        assert background(marks[0]) != background(page.locator("mark", has_text="Digital Praxis 2025"))
        told = page.locator(".told:visible")
        assert told.count() == 1
        told.get_by_role("link", name="Zeile 55 im Rohtext").click()
        assert page.locator("li:target").inner_text().startswith("55")
        assert "Das HMSI stellt" in page.locator("li:target").inner_text()


@pytest.mark.parametrize("path", [AGREEMENT, ENGLISH])
def test_axe_finds_nothing_in_the_raw_text(browser: Browser, origin: str, path: str) -> None:
    with opened(browser, f"{origin}{path.replace('index.html', 'source/index.html')}#line-5", width=360) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        found = {view: violations(page, *view) for view in VIEWS}
    assert not any(found.values()), found
