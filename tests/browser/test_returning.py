"""Form, address and result say the same when one goes back, changes the language, or a query has broken the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.asking import finished, run, type_query, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_back_from_a_query_to_the_one_before(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        first = page.locator(".cm-content").inner_text()
        for number in (1, 2):
            type_query(page, f"SELECT ({number} AS ?n) {{}}")
            assert "1 Zeile" in run(page) or "Eine Zeile" in page.locator("#status").inner_text()
        page.go_back()
        assert "(1 AS ?n)" in page.locator(".cm-content").inner_text()
        assert page.locator("#result-place").is_hidden()
        assert page.locator("#status").inner_text() == ""
        page.go_back()
        assert page.locator(".cm-content").inner_text() == first


def test_back_to_other_values_of_a_form(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}queries/budgets/index.html") as page:
        year, party = page.locator("[name=year]"), page.locator("[name=party]")
        before = year.input_value()
        year.select_option("2024")
        run(page)
        year.select_option("2025")
        party.select_option(label="Odenwaldkreis")
        run(page)
        page.go_back()
        assert (year.input_value(), party.input_value()) == ("2024", "")
        assert page.locator("#result-place").is_hidden()
        page.go_back()
        assert year.input_value() == before


def test_values_that_the_form_does_not_have_are_none(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}queries/budgets/index.html#year=1999&party=%22") as page:
        for name in ("year", "party"):
            assert page.locator(f"[name={name}]").evaluate("field => field.selectedIndex") >= 0


def test_the_other_language_asks_the_same(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}queries/budgets/index.html") as page:
        page.locator("[name=year]").select_option("2024")
        page.locator("header a[hreflang=en]").click()
        page.wait_for_url("**/en/queries/budgets/**")
        assert page.locator("[name=year]").input_value() == "2024"
    with watched(browser, f"{origin}sparql/index.html") as page:
        type_query(page, "ASK { ?this ?is ?it }")
        page.locator("header a[hreflang=en]").click()
        page.wait_for_url("**/en/sparql/**")
        assert "ASK { ?this ?is ?it }" in page.locator(".cm-content").inner_text()


def test_what_breaks_the_engine_breaks_no_other_query(browser: Browser, origin: str) -> None:
    """Deep nesting is more than the engine's stack can bear; a server refuses it before."""
    with watched(browser, f"{origin}sparql/index.html") as page:
        type_query(page, "ASK " + "{" * 3000 + "}" * 3000)
        run(page)
        assert page.locator("#problem-place").inner_text()
        type_query(page, "SELECT (1 AS ?n) {}")
        page.keyboard.press("Control+Enter")
        finished(page)
        page.locator("#result-place td").first.wait_for()
        assert page.locator("#result-place td").first.inner_text() == "1"
