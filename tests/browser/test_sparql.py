"""The SPARQL page in a browser: over the dump in the page, and asking a server, with the same results."""

from __future__ import annotations

import csv
import gzip
import importlib
import io
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Store
from tests.browser.asking import download, finished, rows, run, type_query, watched
from tests.browser.test_pages import VIEWS, violations

from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.pictures.scale import breaks, class_of
from aqbgraph.publication.queries.queries import fill, queries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from tests.browser.test_pages import Scheme

NAMED = {
    query.name: fill(query, {row.name: row.example for row in query.parameters if row.required}, Identifiers())
    for query in queries()
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (STR(?a) < STR(?l)) }"
# What is hard to write: every kind of term, and the signs that formats escape. Numbers are in the form that the engine
# in the page knows alone; the endpoint would keep another.
TERMS = r"""SELECT * { VALUES (?a ?b) { ("x,\"y\"\n\tz\\" "ä"@de) (<urn:a> 1.5) (true "2025"^^<http://www.w3.org/2001/XMLSchema#gYear>)
  (UNDEF 7) ("1"^^<http://www.w3.org/2001/XMLSchema#double> "") ("'" -3) } }"""


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[str]:
    """`aqbgraph serve` over the samples."""
    kit: Any = importlib.import_module("service.conftest")
    with kit.served(published, kit.Limits()) as client:
        yield f"http://127.0.0.1:{client.port}/"


@pytest.fixture(scope="module")
def store(published: Path) -> Store:
    found = Store()
    found.load(gzip.decompress((published / "data.nq.gz").read_bytes()), format=RdfFormat.N_QUADS)
    return found


@pytest.fixture(params=["origin", "server"])
def host(request: pytest.FixtureRequest) -> str:
    """A static host, then a server that answers queries."""
    found: str = request.getfixturevalue(request.param)
    return found


def test_named_queries_have_the_same_result_in_the_page_and_on_the_server(
    browser: Browser, origin: str, server: str
) -> None:
    found: dict[str, dict[str, list[str]]] = {}
    for host in (origin, server):
        with watched(browser, f"{host}sparql/index.html") as page:
            for name, text in NAMED.items():
                type_query(page, text)
                run(page)
                found.setdefault(name, {})[host] = rows(download(page, "JSON herunterladen"))
    assert set(found) == {query.name for query in queries()}
    assert {name: both[origin] == both[server] for name, both in found.items()} == dict.fromkeys(found, True)
    assert sum(map(len, (both[origin] for both in found.values()))) > 50


def test_files_are_those_of_the_engine(browser: Browser, host: str, store: Store) -> None:
    """CSV and TSV are written in the page, byte for byte as the engine writes them."""
    wanted = store.query(TERMS, use_default_graph_as_union=True)
    assert isinstance(wanted, QuerySolutions)
    with watched(browser, f"{host}sparql/index.html") as page:
        type_query(page, TERMS)
        run(page)
        written = {form: download(page, f"{form} herunterladen") for form in ("CSV", "TSV")}
    again = store.query(TERMS)
    assert isinstance(again, QuerySolutions)
    lines = {
        "CSV": (wanted.serialize(format=QueryResultsFormat.CSV) or b"").decode(),
        "TSV": (again.serialize(format=QueryResultsFormat.TSV) or b"").decode(),
    }
    assert list(csv.reader(io.StringIO(written["CSV"]))) == list(csv.reader(io.StringIO(lines["CSV"])))
    assert written["TSV"] == lines["TSV"]


def test_from_names_a_graph_instead_of_the_union(browser: Browser, host: str, store: Store) -> None:
    graph = "https://w3id.org/aqb/agreement/2025/odenwaldkreis"
    text = f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}"  # noqa: S608  # our own words
    wanted = len(list(store.quads_for_pattern(None, None, None, NamedNode(graph))))
    with watched(browser, f"{host}sparql/index.html") as page:
        type_query(page, text)
        run(page)
        assert download(page, "CSV herunterladen").split() == ["n", str(wanted)]


def test_by_keyboard_alone(browser: Browser, host: str) -> None:
    with watched(browser, f"{host}sparql/index.html") as page:
        page.locator(".cm-content").focus()
        assert page.locator(".cm-content").evaluate("it => it === document.activeElement")
        page.keyboard.press("Tab")
        assert page.locator(".cm-content").evaluate("it => it !== document.activeElement")
        page.keyboard.press("Shift+Tab")
        assert page.locator(".cm-content").evaluate("it => it === document.activeElement")
        page.keyboard.press("Control+Enter")
        assert "2 Zeilen in" in finished(page)
        page.get_by_role("tab", name="Tabelle").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator(":focus").inner_text() == "Diagramm"
        assert page.locator("[role=tabpanel]:visible svg").get_attribute("aria-label") == "amount nach name, year"
        page.keyboard.press("End")
        assert page.get_by_role("tab", name="Code").get_attribute("aria-selected") == "true"


def test_the_editor_is_named_and_highlights(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        field = page.get_by_role("textbox", name="Abfrage")
        assert field.get_attribute("aria-describedby") == "editor-help"
        assert page.locator(".tok-keyword", has_text="SELECT").first.is_visible()
        assert page.locator("textarea").is_hidden()


@pytest.mark.parametrize("language", ["", "en/"])
def test_axe_finds_nothing(browser: Browser, host: str, language: str) -> None:
    with watched(browser, f"{host}{language}sparql/index.html") as page:
        before = {view: violations(page, *view) for view in VIEWS}
        run(page)
        after: dict[tuple[object, ...], list[str]] = {}
        for at in range(4):
            page.get_by_role("tab").nth(at).click()
            page.locator("[role=tabpanel]:visible > *").first.wait_for()
            after |= {(at, *view): violations(page, *view) for view in VIEWS}
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        type_query(page, "SELECT * {\n  ?s ?p\n}")
        run(page)
        wrong = {view: violations(page, *view) for view in VIEWS}
    assert before | wrong == {view: [] for view in VIEWS}
    assert {key: found for key, found in after.items() if found} == {}


def test_what_is_wrong_is_told_by_line(browser: Browser, host: str) -> None:
    with watched(browser, f"{host}sparql/index.html") as page:
        type_query(page, "SELECT * {\n  ?s ?p ?o .\n  ?s ?p\n}")
        assert run(page) == "Die Abfrage ist nicht beantwortet"
        assert "Zeile 4, Spalte " in page.get_by_role("alert").inner_text()
        assert page.locator(".cm-wrong").inner_text() == "}"
        page.get_by_role("button", name="Zur Zeile 4").click()
        page.keyboard.press("Home")
        page.keyboard.type("?o ")
        assert page.locator(".cm-wrong").count() == 0
        assert "Zeilen in" in run(page)
        assert page.locator("#problem-place").inner_text() == ""
        type_query(page, "SELECT * { ?s foo:bar ?o }")
        run(page)
        assert "Das Präfix ist nicht erklärt" in page.get_by_role("alert").inner_text()
        type_query(page, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
        run(page)
        assert "SERVICE ist hier nicht erlaubt" in page.get_by_role("alert").inner_text()


def test_what_the_server_found_wrong_is_told_once(browser: Browser, server: str) -> None:
    address = f"{server}sparql/?{urlencode({'query': 'SELECT * { ?s ?p }'})}"
    with watched(browser, address, locale="de-DE") as page:
        finished(page)
        told = page.get_by_text("fehlt das Objekt der Aussage")
        assert told.count() == 1
        type_query(page, "SELECT * { ?s ?p ?o } LIMIT 3")
        assert "Zeilen in" in run(page)
        assert told.count() == 0


def test_a_query_is_cancelled(browser: Browser, host: str) -> None:
    with watched(browser, f"{host}sparql/index.html") as page:
        run(page)
        type_query(page, ENDLESS)
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Abbrechen").click()
        assert finished(page) == "Die Abfrage ist abgebrochen."
        page.keyboard.press("Control+z")
        type_query(page, "ASK { ?s ?p ?o }")
        assert run(page) == "Ja. Das trifft in den Daten zu."


def test_a_query_too_long_is_ended_in_the_page(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        run(page)
        # The clock of the page goes on; what the worker does is as slow as it is.
        page.clock.install()
        type_query(page, ENDLESS)
        page.keyboard.press("Control+Enter")
        page.get_by_text("Die Abfrage läuft.").wait_for()
        page.clock.run_for(31_000)
        finished(page)
        assert "länger als 30 s" in page.get_by_role("alert").inner_text()


def test_forms_of_queries(browser: Browser, host: str) -> None:
    with watched(browser, f"{host}sparql/index.html") as page:
        type_query(
            page,
            "PREFIX aqb: <https://w3id.org/aqb/def/aqb#> CONSTRUCT { ?s <urn:p> ?l } "
            "WHERE { ?s a aqb:Agreement ; aqb:year ?l }",
        )
        assert "Zeilen in" in run(page)
        assert page.locator("thead th").all_inner_texts() == ["Subjekt", "Prädikat", "Objekt"]
        assert (
            page.get_by_role("link", name="agreement/2025/odenwaldkreis#agreement").first.get_attribute("href")
            == "../agreement/2025/odenwaldkreis/index.html#agreement"
        )
        assert "<urn:p>" in download(page, "N-Triples herunterladen")
        type_query(page, "ASK { ?s <urn:nothing> ?o }")
        assert run(page) == "Nein. Das trifft in den Daten nicht zu."
        type_query(page, "SELECT ?s { ?s <urn:nothing> ?o }")
        assert "Keine Zeile" in run(page)


def test_long_results_come_bit_by_bit(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        type_query(page, "SELECT * { ?s ?p ?o } LIMIT 250")
        run(page)
        assert page.locator("#result-caption").inner_text() == "Gezeigt sind 100 von 250 Zeilen."
        page.get_by_role("button", name="Weitere 100 anzeigen").click()
        page.get_by_role("button", name="Weitere 50 anzeigen").click()
        assert page.locator("tbody tr").count() == 250
        assert page.get_by_role("button", name="Weitere").count() == 0


def test_the_map_shows_the_parties(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        run(page)
        page.get_by_role("tab", name="Karte").click()
        page.locator("svg.map").wait_for()
        assert page.locator("svg.map .area path").count() == 26
        shown = page.locator("svg.map .area path:not(.none)")
        assert shown.evaluate_all("all => all.map(one => one.getAttribute('class'))") == ["s2", "s2"]
        assert page.locator("svg.map .area path.none").evaluate_all(
            "all => all.every(one => one.getAttribute('fill') === 'url(#map-none)')"
        )
        assert page.locator("svg.map text").all_text_contents() == [
            "1",
            "1",
            "Odenwald",
            "492",
            "2",
            "2",
            "Werra-Meißner",
            "463",
        ]
        assert "Odenwaldkreis 491.550" in page.locator(".legend").inner_text()
        assert page.locator(".legend strong").all_inner_texts() == ["Wert bekannt", "keine Angabe"]
        assert "in Tausend" in page.locator(".mapped figcaption").inner_text()
        assert "GeoBasis-DE" in page.locator("[role=tabpanel]:visible").inner_text()
        type_query(page, "SELECT ?s { ?s ?p ?o } LIMIT 3")
        run(page)
        page.get_by_role("tab", name="Karte").click()
        page.get_by_text("Zu diesem Ergebnis gibt es keine Karte").wait_for()
        page.get_by_role("tab", name="Diagramm").click()
        page.get_by_text("Zu diesem Ergebnis gibt es kein Diagramm").wait_for()


# A colour of the sheet as it is shown.
SHOWN = """name => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}"""
# Amounts of so many places that the map labels all.
AMOUNTS = {
    "bergstrasse": 0.66,
    "darmstadt": 0.92,
    "fulda": 1.25,
    "giessen": 1.28,
    "gross-gerau": 1.46,
    "hochtaunuskreis": 2.75,
    "kassel-landkreis": 3.85,
    "lahn-dill-kreis": 3.94,
    "limburg-weilburg": 4.01,
    "main-kinzig-kreis": 4.17,
    "odenwaldkreis": 5.62,
    "vogelsbergkreis": 6.16,
    "wetteraukreis": 8.22,
    "schwalm-eder-kreis": 8.3,
    "wiesbaden": 14.16,
}


def test_the_map_has_a_city_that_came_later(browser: Browser, origin: str) -> None:
    """Hanau is a part of the Main-Kinzig-Kreis until 2025."""
    rows = " ".join(f"(<https://w3id.org/aqb/party/{party}#party> 5)" for party in ("hanau", "main-kinzig-kreis"))
    with watched(browser, f"{origin}sparql/index.html") as page:
        type_query(page, f"SELECT ?party ?amount {{ VALUES (?party ?amount) {{ {rows} }} }}")
        run(page)
        page.get_by_role("tab", name="Karte").click()
        page.locator("svg.map").wait_for()
        assert page.locator("svg.map .area path").count() == 27
        assert page.locator("svg.map .area path:not(.none)").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_of_a_result_is_that_of_the_pages(browser: Browser, origin: str, scheme: Scheme) -> None:
    """The same classes, colours and labels, and what has no value recedes."""
    rows = " ".join(f"(<https://w3id.org/aqb/party/{party}#party> {amount})" for party, amount in AMOUNTS.items())
    with watched(browser, f"{origin}sparql/index.html", color_scheme=scheme) as page:
        type_query(page, f"SELECT ?party ?amount {{ VALUES (?party ?amount) {{ {rows} }} }}")
        run(page)
        page.get_by_role("tab", name="Karte").click()
        page.locator("svg.map").wait_for()
        limits = breaks(Decimal(str(amount)) for amount in AMOUNTS.values())
        low, high = limits[0], limits[-1]
        told = page.locator(".legend strong").all_inner_texts()
        assert (told[-2], told[0], told[-1]) == (f"unter {low}", f"{high} und mehr", "keine Angabe")
        kinds = page.locator("svg.map .area path").evaluate_all("all => all.map(one => one.getAttribute('class'))")
        assert sorted(kinds) == sorted(
            [*(f"s{class_of(Decimal(str(amount)), limits)}" for amount in AMOUNTS.values()), *["none"] * 11]
        )
        for step in range(5):
            fill = page.locator(f"svg.map .area .s{step}").first.evaluate("one => getComputedStyle(one).fill")
            assert fill == page.evaluate(SHOWN, f"--step-{step}")
            text = page.locator(f"svg.map .on.s{step}").first.evaluate("one => getComputedStyle(one).fill")
            assert text == page.evaluate(SHOWN, "--ground" if step else "--ink")
        texts = page.locator("svg.map text").all_text_contents()
        assert {"Vogelsberg", "6,16", "Groß-Gerau", "1,46"} <= set(texts)
        assert violations(page, scheme, 1280) == []


def test_proposals_come_from_the_ontology(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        type_query(page, "SELECT * { ?a a ")
        page.keyboard.type("Zielverein")
        page.locator(".cm-tooltip-autocomplete li").first.wait_for()
        assert "aqb:Agreement" in page.locator(".cm-tooltip-autocomplete li").first.inner_text()
        # Proposals take no key at once, lest one be meant for the text (codemirror.net/docs/ref, interactionDelay).
        page.wait_for_timeout(200)
        page.keyboard.press("Enter")
        page.keyboard.type(" }")
        assert page.locator(".cm-line").first.inner_text() == "PREFIX aqb: <https://w3id.org/aqb/def/aqb#>"
        assert "2 Zeilen" in run(page)


def test_prefixes_and_examples_are_taken_over(browser: Browser, origin: str) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        page.get_by_text("Präfix einfügen").click()
        page.get_by_role("button", name="prov:").click()
        assert page.locator(".cm-line").first.inner_text() == "PREFIX prov: <http://www.w3.org/ns/prov#>"
        page.get_by_label("Mit einem Beispiel beginnen").select_option("budgets")
        assert "10 Zeilen" in run(page) or "2 Zeilen" in page.locator("#status").inner_text()


def test_a_link_leads_back_to_the_query(browser: Browser, host: str) -> None:
    with watched(browser, f"{host}sparql/index.html") as page:
        type_query(page, "ASK { ?first ?p ?o }")
        run(page)
        type_query(page, "ASK { ?second ?p ?o }")
        run(page)
        address = page.url
        page.go_back()
        assert "?first" in page.locator(".cm-content").inner_text()
        page.get_by_role("link", name="English").click()
        page.locator(".cm-content", has_text="?first").wait_for()
    with watched(browser, address) as page:
        page.locator(".cm-content", has_text="?second").wait_for()


def test_the_code_shown_for_python_runs(browser: Browser, host: str) -> None:
    with watched(browser, f"{host}sparql/index.html") as page:
        run(page)
        page.get_by_role("tab", name="Code").click()
        code = page.get_by_role("region", name="Python").inner_text()
        shell = page.get_by_role("region", name="curl").inner_text()
    if "SPARQLWrapper" not in code or importlib.util.find_spec("SPARQLWrapper"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "491550" in done.stdout
    if "oxigraph" not in shell:
        done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=False)
        assert "491550" in done.stdout, done.stderr


def test_a_server_answers_without_script(browser: Browser, server: str) -> None:
    with watched(browser, f"{server}sparql?query=ASK%7B%7D", java_script_enabled=False) as page:
        assert page.url.startswith(f"{server}en/sparql/?query=")
        assert page.get_by_text("Yes. This is true in the data.").is_visible()
        page.get_by_label("Query", exact=True).fill("SELECT ?s { ?s ?p ?o } LIMIT 3")
        page.get_by_role("button", name="Run", exact=True).click()
        assert page.locator("tbody tr").count() == 3
        page.get_by_role("link", name="Deutsch", exact=True).click()
        assert page.locator("caption").inner_text() == "3 Zeilen"


@pytest.mark.parametrize("script", [True, False])
def test_without_script_or_from_disk_it_is_said_what_can_be_done(
    browser: Browser, published: Path, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto((published / "sparql/index.html").as_uri())
    assert page.get_by_text("Aus einer Datei auf der").is_visible()
    assert page.get_by_role("button", name="Ausführen").count() == 0
    assert page.locator("textarea").is_visible()
    page.get_by_role("link", name="fertigen Abfragen").click()
    page.get_by_role("link", name="Budgets nach Gebietskörperschaft und Jahr").click()
    assert "491.550" in page.locator("tbody").inner_text()
    context.close()


def test_what_is_loaded_is_said_before_and_no_more_than_needed(browser: Browser, origin: str, published: Path) -> None:
    with watched(browser, f"{origin}sparql/index.html") as page:
        page.wait_for_load_state("networkidle")
        large = [published / "assets/engine/oxigraph.wasm.gz", published / "data.nq.gz"]
        said = sum(path.stat().st_size for path in large) / 1e6
        assert f"{said:.1f}".replace(".", ",") + "\u00a0MB" in page.locator("#query-form").inner_text()
        names = page.evaluate("performance.getEntriesByType('resource').map(it => it.name)")
        assert not [name for name in names if name.endswith((".gz", ".json", ".geojson"))]


def test_scripts_are_as_small_as_promised(published: Path) -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in (published / "assets").glob("*.js")}
    assert sizes["sparql.js"] <= 130_000
    assert sizes["query.js"] <= 15_000
    assert sum(size for name, size in sizes.items() if name.startswith("part-")) <= 15_000
