"""Agreements of several years and parties to a publication: what their graphs and pages say of one project."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions

from aqbgraph.cli import group
from aqbgraph.graph.store import load
from aqbgraph.publication.formats import TRIG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.testing import Result

SAMPLE = Path(__file__).parents[2] / "examples" / "agreements" / "2025-odenwaldkreis.md"
FIRST, LAST = "- BUILD", "- Beratung on Tour"
PREFIXES = """PREFIX aqb: <https://w3id.org/aqb/def/aqb#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
BASE = "https://w3id.org/aqb/"
SERIES = f"{BASE}series/odenwaldkreis"
DECISIONS = """@prefix aqb: <https://w3id.org/aqb/def/aqb#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a aqb:JoinDecision ;
    aqb:comparedSeries <series/odenwaldkreis/kompass#series>, <series/odenwaldkreis/kompas#series> ;
    dcterms:creator "Fachstelle Arbeit" ;
    dcterms:date "2026-03-02"^^xsd:date ;
    rdfs:comment "Ein Buchstabe vergessen." .
[] a aqb:PartDecision ;
    aqb:comparedSeries <series/odenwaldkreis/bewerbercenter-plus#series>,
        <series/odenwaldkreis/bewerber-center-plus#series> ;
    dcterms:creator "Fachstelle Arbeit" ;
    dcterms:date "2026-03-02"^^xsd:date ;
    rdfs:comment "Zwei Träger." .
"""


def agreement(year: int, projects: Sequence[str], party: str = "Odenwaldkreis") -> str:
    """An agreement with these projects under type 3; the other types keep those of the sample, of that year."""
    text = SAMPLE.read_text("utf-8")
    start, end = text.index(FIRST), text.index(LAST) + len(LAST)
    listed = "\n".join(f"- {name}" for name in projects)
    before, after = (
        part.replace("Jahre 2025", "Jahre JJJJ").replace("2025", str(year)).replace("JJJJ", "2025")
        for part in (text[:start], text[end:])
    )
    return (before + listed + after).replace("Odenwaldkreis", party)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    own = ["Geflüchtete I", "Geflüchtete II"]
    texts = {
        "2024": agreement(2024, ["Bewerber-Coaching am Fluss", "Kompass", "Bewerbercenter plus", *own]),
        "2025": agreement(2025, ["Bewerbercoaching am Fluss", "Kompas", "Bewerber-Center plus", *own[1:]]),
        "fulda": agreement(2025, ["MInA - Migranten in Arbeit"], "Fulda"),
        "giessen": agreement(2025, ["MInA - Migranten in Arbeit 2025", "Kompass"], "Gießen"),
    }
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def build(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["build", *map(str, arguments)])


@pytest.fixture(scope="module")
def public(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("series") / "public"
    made = build(sources, "-o", target)
    assert made.exit_code == 0, made.output
    return target


@pytest.fixture(scope="module")
def decided(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided")
    (folder / "series.ttl").write_text(DECISIONS, "utf-8")
    made = build(sources, "-o", folder / "public", "--series", folder / "series.ttl")
    assert made.exit_code == 0, made.output
    assert "Kompas" not in made.output
    return folder / "public"


def ask(public: Path, query: str) -> list[tuple[str, ...]]:
    store = load((public / "data.trig").read_bytes(), TRIG.rdf)
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(getattr(value, "value", "") for value in row) for row in found)


def test_measures_point_to_the_joined_series(public: Path) -> None:
    query = """SELECT ?year ?label { ?agreement aqb:year ?year ; aqb:measure ?measure . ?measure rdfs:label ?label ;
        aqb:series <SERIES/bewerber-coaching-am-fluss#series> }"""
    assert ask(public, query.replace("SERIES", SERIES)) == [
        ("2024", "Bewerber-Coaching am Fluss"),
        ("2025", "Bewerbercoaching am Fluss"),
    ]


def test_every_measure_is_part_of_its_series_and_no_other(public: Path) -> None:
    pointing = ask(public, "SELECT ?series ?measure { ?measure aqb:series ?series }")
    parts = ask(public, "SELECT ?series ?measure { ?series a aqb:MeasureSeries ; dcterms:hasPart ?measure }")
    assert pointing == parts
    assert len(pointing) > 20


def test_a_join_says_why(public: Path) -> None:
    query = """SELECT ?one ?reason ?score ?threshold ?version {
        <SERIES/bewerber-coaching-am-fluss#series> aqb:seriesJoin ?join .
        ?join a aqb:SeriesJoin ; aqb:comparedName ?one ; rdfs:comment ?reason ; aqb:score ?score ;
            aqb:threshold ?threshold ; prov:wasGeneratedBy/aqb:softwareVersion ?version }"""
    rows = ask(public, query.replace("SERIES", SERIES))
    reason = "gleich bis auf Zeichen, Leerzeichen und Schreibweise der Umlaute"
    assert [row[:4] for row in rows] == [
        ("Bewerber-Coaching am Fluss", reason, "100", "92"),
        ("Bewerbercoaching am Fluss", reason, "100", "92"),
    ]


def test_the_name_that_was_joined_leads_to_the_series(public: Path) -> None:
    query = "SELECT ?new { <SERIES/bewerbercoaching-am-fluss#series> dcterms:isReplacedBy ?new }"
    assert ask(public, query.replace("SERIES", SERIES)) == [(f"{SERIES}/bewerber-coaching-am-fluss#series",)]
    page = (public / "series/odenwaldkreis/bewerbercoaching-am-fluss/index.html").read_text("utf-8")
    assert "../../../series/odenwaldkreis/bewerber-coaching-am-fluss/index.html" in page


def test_ordinals_stay_apart(public: Path) -> None:
    rows = ask(
        public,
        f"SELECT ?label {{ ?m aqb:series <{SERIES}/gefluechtete-ii#series> ; rdfs:label ?label }}",
    )
    assert rows == [("Geflüchtete II",), ("Geflüchtete II",)]
    assert (
        ask(public, "SELECT ?c { ?c a aqb:SeriesCandidate ; aqb:comparedName ?n FILTER (CONTAINS(?n, 'Gefl')) }") == []
    )


def test_what_several_parties_share(public: Path) -> None:
    shared = f"{BASE}series/-/mina-migranten-in-arbeit#series"
    rows = ask(public, "SELECT ?shared ?part { ?part aqb:partOfSeries ?shared . ?shared dcterms:hasPart ?part }")
    assert rows == [(shared, f"{BASE}series/{party}/mina-migranten-in-arbeit#series") for party in ("fulda", "giessen")]


def test_doubtful_pairs_wait_in_a_document_of_their_own(public: Path) -> None:
    query = """SELECT ?graph ?one ?score { GRAPH ?graph { ?c a aqb:SeriesCandidate ; aqb:comparedName ?one ;
        aqb:comparedSeries <SERIES/kompas#series> ; aqb:score ?score } }"""
    assert ask(public, query.replace("SERIES", SERIES)) == [
        (f"{BASE}series/review", "Kompas", "85.7"),
        (f"{BASE}series/review", "Kompass", "85.7"),
    ]


def test_the_page_of_questions_can_be_copied(public: Path, tmp_path: Path, sources: Path) -> None:
    """Its Turtle, with who, when and why filled in, is a series.ttl."""
    page = (public / "series/review/index.html").read_text("utf-8")
    blocks = [html.unescape(part.split("</code>")[0]) for part in page.split("<code>")[1:]]
    head = next(block for block in blocks if block.startswith("@prefix"))
    answer = next(block for block in blocks if "/kompas#series" in block)
    filled = answer.replace("JJJJ-MM-TT", "2026-03-02").replace('"…"', '"Fachstelle"')
    (tmp_path / "series.ttl").write_text(head + filled, "utf-8")
    made = build(sources, "-o", tmp_path / "public", "--series", tmp_path / "series.ttl")
    assert made.exit_code == 0, made.output
    assert not (tmp_path / "public/series/odenwaldkreis/kompas.ttl").read_text("utf-8").count("MeasureSeries")


def test_a_decision_joins_and_parts(decided: Path) -> None:
    query = """SELECT ?reason ?by ?day ?file { <SERIES/kompass#series> aqb:seriesJoin ?join .
        ?join rdfs:comment ?reason ; aqb:decision ?decision . ?decision dcterms:date ?day ;
        prov:wasAttributedTo/foaf:name ?by ; prov:hadPrimarySource/aqb:fileName ?file }"""
    assert ask(decided, query.replace("SERIES", SERIES)) == [
        ("von Hand: Ein Buchstabe vergessen.", "Fachstelle Arbeit", "2026-03-02", "series.ttl")
    ]
    parted = "SELECT ?s { ?s a aqb:MeasureSeries FILTER REGEX(STR(?s), 'odenwaldkreis/bewerber-?center-plus#') }"
    assert len(ask(decided, parted)) == 2
    assert "Zwei Träger." in (decided / "series/review/index.html").read_text("utf-8")


def test_all_of_it_conforms(public: Path, decided: Path) -> None:
    for folder in (public, decided):
        made = CliRunner().invoke(group, ["validate", str(folder)])
        assert made.exit_code == 0, made.output
        assert "0 Verstöße" in made.stderr


def test_same_bytes_in_other_order(sources: Path, public: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, path in enumerate(sorted(sources.glob("*.md"), reverse=True)):
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
        assert number < 4
    made = build(tmp_path / "in", "-o", tmp_path / "public", "--jobs", "2", "--quiet")
    assert made.exit_code == 0
    assert (tmp_path / "public/publication.json").read_bytes() == (public / "publication.json").read_bytes()


def test_a_series_keeps_its_name_when_a_year_comes(sources: Path, public: Path, tmp_path: Path) -> None:
    (tmp_path / "2026.md").write_text(agreement(2026, ["Bewerbercoaching am Fluss 2026"]), "utf-8")
    assert build(sources, tmp_path / "2026.md", "-o", tmp_path / "public").exit_code == 0
    before = {path.name for path in (public / "series/odenwaldkreis").iterdir()}
    assert before <= {path.name for path in (tmp_path / "public/series/odenwaldkreis").iterdir()}
    turtle = (tmp_path / "public/series/odenwaldkreis/bewerber-coaching-am-fluss.ttl").read_text("utf-8")
    assert "agreement/2026/odenwaldkreis#measure-3-1" in turtle


def test_the_report_asks(sources: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    made = build(sources, "-o", tmp_path / "public", "--json-report", report)
    assert (
        "Vermutlich dasselbe Projekt: „Kompas“ und „Kompass“ (Odenwaldkreis; ähnlich geschrieben (86 %)); "
        "in series.ttl entscheiden." in made.output
    )
    rows = json.loads(report.read_text("utf-8"))["series"]["doubtful"]
    asked = next(row for row in rows if row["names"] == ["Kompas", "Kompass"])
    assert asked["series"] == ["series/odenwaldkreis/kompas", "series/odenwaldkreis/kompass"]
    assert (asked["score"], asked["threshold"]) == (85.7, 80)


def test_a_wrong_file_publishes_nothing_whatever_is_allowed(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "series.ttl").write_text(DECISIONS.replace("PartDecision", "Partdecision"), "utf-8")
    made = build(sources, "-o", tmp_path / "public", "--series", tmp_path / "series.ttl", "--allow-incomplete")
    assert made.exit_code == 1
    assert "Fehler: series.ttl:11: Erwartet ist entweder aqb:JoinDecision" in made.stderr
    assert not (tmp_path / "public").exists()


def test_a_decision_on_nothing_is_remarked(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "series.ttl").write_text(DECISIONS, "utf-8")
    made = build(samples, "-o", tmp_path / "public", "--series", tmp_path / "series.ttl")
    assert made.exit_code == 0
    assert "Hinweis: series.ttl:6: Die Reihe series/odenwaldkreis/kompass hat keine Vereinbarung." in made.output


def test_names_of_a_refused_document_are_not_published(sources: Path, tmp_path: Path) -> None:
    text = (sources / "2025.md").read_text("utf-8").replace("491.550 Euro", "")
    (tmp_path / "2025.md").write_text(text, "utf-8")
    made = build(sources / "2024.md", tmp_path / "2025.md", "-o", tmp_path / "public", "--allow-incomplete")
    assert made.exit_code == 1
    assert b'Kompas"' not in (tmp_path / "public/data.ttl").read_bytes()
