"""The pages of the named queries in a browser: a form for each, answered in the page or by a server."""

from __future__ import annotations

import csv
import importlib
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.asking import download, finished, run, watched
from tests.browser.test_pages import VIEWS, violations

from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.queries.queries import fill, queries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

QUERIES = {query.name: query for query in queries()}
# What would leave the query if it were pasted into it as text.
SMUGGLED = 'Mig" } } # \\ ß'


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[str]:
    """`aqbgraph serve` over the samples."""
    kit: Any = importlib.import_module("service.conftest")
    with kit.served(published, kit.Limits()) as client:
        yield f"http://127.0.0.1:{client.port}/"


@pytest.fixture(params=["origin", "server"])
def host(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("name", QUERIES)
def test_the_form_binds_as_the_service_does(browser: Browser, origin: str, name: str) -> None:
    """The text that is shown, and asked, is that of `fill` without its head: examples first, then what smuggles."""
    query = QUERIES[name]
    with watched(browser, f"{origin}queries/{name}/index.html") as page:
        values = {}
        for row in query.parameters:
            field = page.locator(f"#field-{row.name}")
            values[row.name] = row.example if row.type != "xsd:string" else SMUGGLED
            if row.type == "xsd:string":
                field.fill(SMUGGLED)
            else:
                field.select_option(row.example)
        page.locator("main summary").click()
        text = page.locator("#bound").inner_text()
    wanted = fill(query, values, Identifiers())
    assert text == "\n".join(line for line in wanted.splitlines() if not line.startswith("#"))


@pytest.mark.parametrize("name", QUERIES)
def test_what_is_shown_at_first_is_what_the_form_finds(browser: Browser, origin: str, name: str) -> None:
    with watched(browser, f"{origin}queries/{name}/index.html") as page:
        first = [row.inner_text() for row in page.locator("[data-served] tbody tr").all()]
        heads = page.locator("[data-served] thead th").all_inner_texts()
        run(page)
        if first:
            assert sorted(row.inner_text() for row in page.locator("#result-place tbody tr").all()) == sorted(first)
            assert page.locator("#result-place thead th").all_inner_texts() == heads
        else:
            assert "Keine Zeile" in page.locator("#status").inner_text()
        assert page.locator("[data-served]").count() == 0


def test_a_question_is_asked_with_other_values(browser: Browser, host: str) -> None:
    asked = []
    with watched(browser, f"{host}queries/reported-budgets/index.html") as page:
        page.on("request", lambda request: asked.append(request.url))
        page.get_by_label("Jahr").select_option("2011")
        page.get_by_label("Landkreis, Stadt").select_option("bergstrasse")
        page.get_by_label("Landkreis, Stadt").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("#result-place tbody tr").first.wait_for()
        assert "2 Zeilen in" in finished(page)
        found = list(csv.DictReader(io.StringIO(download(page, "CSV herunterladen"))))
        assert {row["name"] for row in found} == {"Landkreis Bergstraße"}
        assert {row["betrag"] for row in found} == {"340000", "400000"}
        assert "340.000" in page.locator("tbody").inner_text()
        json.loads(download(page, "JSON herunterladen"))
        address = page.url
    assert any("/sparql?query=" in url for url in asked) == (
        "server" in host or not any("engine" in url for url in asked)
    )
    with watched(browser, address) as page:
        assert page.get_by_label("Jahr").input_value() == "2011"
        assert 'VALUES ?year { "2011"' in page.locator("#bound").text_content()  # type: ignore[operator]


def test_from_the_form_to_the_editor(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}en/queries/search/index.html") as page:
        page.get_by_label("Word in the name").fill("Praxis")
        page.get_by_role("link", name="Open in the SPARQL editor").click()
        page.locator(".cm-content", has_text='VALUES ?word { "Praxis" }').wait_for()
        assert "rows in" in run(page) or "One row" in page.locator("#status").inner_text()


def test_the_list_leads_to_every_form(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}queries/index.html") as page:
        names = {link.get_attribute("href") for link in page.locator(".questions a").all()}
        assert names == {f"../queries/{name}/index.html" for name in QUERIES}
        assert "Geld" in page.locator("h2").all_inner_texts()


@pytest.mark.parametrize("path", ["queries/index.html", "queries/budgets/index.html", "en/queries/search/index.html"])
def test_axe_finds_nothing(browser: Browser, origin: str, path: str) -> None:
    with watched(browser, origin + path) as page:
        found: dict[tuple[object, ...], list[str]] = {view: violations(page, *view) for view in VIEWS}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if "queries/index" not in path:
            run(page)
            found |= {("after", *view): violations(page, *view) for view in VIEWS}
    assert {view: rows for view, rows in found.items() if rows} == {}


@pytest.mark.parametrize("name", ["", "queries/budgets", "queries"])
def test_pages_of_the_programming_interface(browser: Browser, server: str, name: str) -> None:
    for folder in ("", "en/"):
        with watched(browser, f"{server}{folder}api/{name}") as page:
            found = {view: violations(page, *view) for view in VIEWS}
            page.locator("header a[hreflang]").click()
            assert page.locator("html").get_attribute("lang") == ("de" if folder else "en")
        assert {view: rows for view, rows in found.items() if rows} == {}
