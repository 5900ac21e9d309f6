"""The pages that queries are asked on, as a publication has them: forms, first results, terms for the editor."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from aqbgraph.publication.hosting.headers import WASM_FOLDERS
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.queries import query_results
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.queries.query_data import said
from aqbgraph.publication.queries.query_forms import TOPICS, first_values, query_view
from aqbgraph.publication.queries.query_results import brief, ordered
from aqbgraph.publication.queries.terms import terms
from aqbgraph.service.limits import traits

if TYPE_CHECKING:
    from aqbgraph.publication.queries.queries import NamedQuery

SCRIPTS = Path(__file__).parents[3] / "site" / "scripts" / "parts"
YEARS = (2011, 2024, 2025)
# Where a keyword may be hidden, or only look like one.
TEXTS = (
    "SELECT * FROM <urn:a> { ?s ?p ?o }",
    'SELECT * { ?s ?p "FROM" } # FROM',
    "SELECT * { ?from $FROM <http://a/FROM> . ?s from:FROM ?o }",
    "select * from named <urn:a> { graph ?g { ?s ?p '''FROM'x' SERVICE''' } }",
    r"SELECT * { ?s ?p 'a\'FROM' } ORDER BY ?s",
    "SELECT * { SERVICE <urn:a> { ?s ?p ?o } }",
    "PREFIX service: <urn:x> SELECT * { ?s service:FROM ?SERVICE }",
    'SELECT * { ?s ?p """a"b""FROM"""@en-FROM }',
    "ASK { FILTER(1 <2 && 3> 2) } # SERVICE",
    "SELECT (COUNT(*) AS ?n) FROM<urn:a>{?s ?p ?o}",
)


def page(built: Path, path: str) -> Any:
    return html.fromstring((built / path / "index.html").read_bytes())


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_a_form_has_a_field_for_each_parameter(built_with_reported: Path, query: NamedQuery) -> None:
    for folder in ("", "en/"):
        found = page(built_with_reported, f"{folder}queries/{query.name}")
        (form,) = found.xpath("//form[@id='query-form']")
        assert form.get("data-query") == query.body
        fields = form.xpath(".//*[self::select or self::input][@name]")
        assert [field.get("name") for field in fields] == [row.name for row in query.parameters]
        assert all(found.xpath(f"//label[@for='field-{row.name}']") for row in query.parameters)
        assert found.xpath("string(//h1)") == (query.title_en if folder else query.title)


def test_years_are_those_there_are(built_with_reported: Path) -> None:
    found = page(built_with_reported, "queries/budgets")
    years = found.xpath("//select[@name='year']/option/@value")
    assert years[0] == ""
    assert years[1:] == sorted(years[1:], reverse=True)
    assert {"2011", "2024", "2025"} <= set(years)
    terms = found.xpath("//select[@name='year']/option[@value='2025']/@data-term")
    assert terms == ['"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>']
    parties = found.xpath("//select[@name='party']/option/@value")
    assert len(parties) == 1 + 27 + 1
    assert parties[-1] == "hessen"


def test_the_first_result_is_shown(built_with_reported: Path) -> None:
    found = page(built_with_reported, "queries/budgets")
    rows = [[cell.text_content().strip() for cell in row] for row in found.xpath("//section[@data-served]//tbody/tr")]
    assert ["2025", "Odenwaldkreis", "491.550", "agreement/2025/odenwaldkreis#agreement"] in rows
    links = found.xpath("//section[@data-served]//tbody//a/@href")
    assert "../../agreement/2025/odenwaldkreis/index.html#agreement" in links
    english = page(built_with_reported, "en/queries/budgets")
    assert "491,550" in english.xpath("string(//section[@data-served]//tbody)")


def test_a_long_result_is_shown_in_part(built_with_reported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = next(query for query in queries() if query.name == "observations")
    text = query_results.asked(Settings(), query, YEARS)
    store = said(built_with_reported / "data.nq.gz", [text]).store([text])
    whole = query_results.found(store, query, text)
    monkeypatch.setattr(query_results, "MOST_ROWS", 3)
    part = query_results.found(store, query, text)
    assert part.count == whole.count > 3
    assert part.rows == whole.rows[:3]


def test_too_many_data_are_not_asked() -> None:
    query = queries()[0]
    view = query_view(Settings(), query, YEARS, 1_000_000, None)
    assert view.result is None


def test_values_at_first() -> None:
    values = {query.name: first_values(query, YEARS) for query in queries()}
    assert values["budgets"] == {}
    assert values["parties-without-agreement"] == {"year": "2025"}
    assert values["search"] == {"word": "Migranten"}
    assert first_values(next(row for row in queries() if row.name == "parties-without-agreement"), ()) == {
        "year": "2025"
    }


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.wikidata.org/entity/Q8617", "wikidata.org/entity/Q8617"),
        ("https://neue-wege.org/2011/09/", "neue-wege.org/2011/09"),
        ("https://example.org/a/way/that/nobody/wants/to-read.pdf", "example.org/…/to-read.pdf"),
        ("https://example.org/a/name/that-goes-on-and-on-and-on.pdf", "example.org/…"),
        ("https://example.org/a-name-that-goes-on-and-on-and-on.pdf", "example.org/…"),
    ],
)
def test_a_foreign_address_is_short(address: str, shown: str) -> None:
    assert brief(address) == shown


def test_every_topic_is_known() -> None:
    assert {query.topic for query in queries()} <= TOPICS.keys() - {""}


def test_order_is_total() -> None:
    assert ordered("SELECT ?a ?b ?c { } ORDER BY ?b", ("a", "b", "c")) == "SELECT ?a ?b ?c { } ORDER BY ?b ?a ?c"


def test_the_list_has_the_names_that_the_data_use(built_with_reported: Path) -> None:
    found = page(built_with_reported, "queries")
    assert set(found.xpath("//ul[@class='questions']/li/@id")) == {query.name for query in queries()}


def test_terms_are_in_the_language_and_below_the_base() -> None:
    settings = Settings("https://data.example/")
    german, english = (terms(settings, language) for language in (GERMAN, ENGLISH))
    agreement = {row["iri"]: row for row in english["terms"]}["https://w3id.org/aqb/def/aqb#Agreement"]
    assert (agreement["kind"], agreement["label"]) == ("class", "Target agreement")
    assert {row["iri"] for row in german["terms"]} == {row["iri"] for row in english["terms"]}
    party = german["parties"]["https://data.example/party/odenwaldkreis#party"]
    assert party["area"] == "odenwaldkreis"
    areas = {
        row["properties"]["party"]
        for row in json.loads((SCRIPTS.parents[1] / "maps/hessen-26.geojson").read_text())["features"]
    }
    assert areas <= {row["area"] for row in german["parties"].values()}


def test_the_sparql_page_says_what_it_loads(built_with_reported: Path) -> None:
    place = page(built_with_reported, "en/sparql").get_element_by_id("workplace")
    folder = built_with_reported / "en/sparql"
    files = {
        name: (folder / place.get(f"data-{name}")).resolve()
        for name in ("engine", "data", "worker", "told", "terms", "areas")
    }
    assert {name for name, file in files.items() if not file.is_file()} == set()
    # To a tenth of a megabyte, as it is told: a page stays the same while the data grow by a few statements.
    loaded = files["engine"].stat().st_size + files["data"].stat().st_size
    assert int(place.get("data-size")) == round(loaded / 100_000) * 100_000
    assert gzip.decompress(files["engine"].read_bytes())[:4] == b"\0asm"
    assert json.loads(files["told"].read_text()) == {"endpoint": ""}
    assert any(f"/{name}/" in files["worker"].as_posix() for name in WASM_FOLDERS)
    assert place.get("data-endpoint") == ""


def test_the_page_reads_a_query_as_the_service_does() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    code = f"""
import {{ traits }} from "{(SCRIPTS / "words.js").as_uri()}";
console.log(JSON.stringify({json.dumps(TEXTS)}.map(traits)));
"""
    done = subprocess.run([node, "--input-type=module", "-e", code], capture_output=True, text=True, check=True)
    found = [(row["namesDataset"], row["callsRemote"]) for row in json.loads(done.stdout)]
    assert found == [(traits(text).names_dataset, traits(text).calls_remote) for text in TEXTS]
    assert any(one for one, _ in found)
    assert not all(one for one, _ in found)
