"""The comparison of wordings and the account, as pages and as data, of six agreements of which one deviates."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions, RdfFormat, parse

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.wording.accounting import Unread
from aqbgraph.graph.store import load
from aqbgraph.graph.validation import load_shapes, validate
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.pipeline.building import build
from aqbgraph.publication.corpus.summarising import summarise
from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.quality.accounting_page import accounting_view
from aqbgraph.reading.finding.sources import find_sources
from aqbgraph.reading.readers import read
from aqbgraph.vocabulary import folder, vocabulary

SAMPLES = Path(__file__).parents[3] / "examples" / "agreements"
PARTIES = ("Vogelsbergkreis", "Wetteraukreis", "Schwalm-Eder-Kreis", "Lahn-Dill-Kreis")
PREFIX = f"PREFIX aqb: <{TERMS}> PREFIX oa: <http://www.w3.org/ns/oa#> "


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both samples and four more of 2025: one with a sentence of its own, and one in other words."""
    sources = tmp_path_factory.mktemp("sources")
    text = (SAMPLES / "2025-odenwaldkreis.md").read_text("utf-8")
    for path in SAMPLES.glob("*.md"):
        (sources / path.name).write_bytes(path.read_bytes())
    for party in PARTIES:
        (sources / f"{party}.md").write_text(text.replace("Odenwaldkreis", party), "utf-8")
    deviating = text.replace("Odenwaldkreis", "Main-Taunus-Kreis").replace("aus guter Praxis", "aus alter Praxis")
    deviating = deviating.replace("## **§ 7**", "Der Kreis baut <b>eine</b> Halle.\n\n## **§ 7**")
    (sources / "main-taunus-kreis.md").write_text(deviating, "utf-8")
    target = tmp_path_factory.mktemp("built") / "public"
    report = build(find_sources([sources]), target, Settings(), jobs=1)
    assert report.digest, report.faults
    return target


def page(public: Path, path: str) -> str:
    """The words of a page."""
    text = (public / path / "index.html").read_text("utf-8")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text.partition("<main")[2])).split())


def ask(public: Path, query: str) -> list[tuple[str, ...]]:
    store = load((public / "data.trig").read_bytes(), RdfFormat.TRIG)
    result = store.query(PREFIX + query, use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)
    return [tuple(term.value if isinstance(term, Literal) else str(term) for term in row) for row in result]


def test_the_graph_tells_what_was_not_understood(public: Path) -> None:
    rows = ask(
        public,
        """SELECT ?line ?exact ?difference ?text WHERE {
            ?agreement aqb:accounting/aqb:unread ?passage . ?passage aqb:line ?line ; oa:hasSelector/oa:exact ?exact .
            OPTIONAL { ?passage aqb:difference ?difference ; aqb:nearestWording/aqb:text ?text } } ORDER BY ?line""",
    )
    assert [(line, quote) for line, quote, *_ in rows] == [
        ("95", "Der Kreis baut <b>eine</b> Halle"),
        ("99", "an Umfragen und Tagungen des HMSI, um aus alter Praxis zu lernen"),
    ]
    assert rows[0][2:] == ("None", "None")
    assert rows[1][2] == "„alter“ statt „guter“"
    assert (
        rows[1][3]
        == "[Landkreis oder Stadt] beteiligt sich an Umfragen und Tagungen des HMSI, um aus guter Praxis zu lernen."
    )


def test_a_sentence_is_one_node_for_all_that_have_it(public: Path) -> None:
    rows = ask(
        public,
        """SELECT ?wording (COUNT(DISTINCT ?agreement) AS ?users) (SAMPLE(?number) AS ?said) WHERE {
            ?agreement aqb:clause/aqb:wording ?wording . ?wording aqb:sectionKey "7" ; aqb:text ?text ;
            aqb:numberOfAgreements ?number FILTER (CONTAINS(?text, "aus guter Praxis")) } GROUP BY ?wording""",
    )
    assert [row[1:] for row in rows] == [("6", "6")]


def test_every_wording_that_a_clause_names_is_described(public: Path) -> None:
    lost = "SELECT ?wording { ?clause aqb:wording ?wording FILTER NOT EXISTS { ?wording aqb:text ?text } }"
    unused = "SELECT ?wording { ?wording a aqb:Wording FILTER NOT EXISTS { ?clause aqb:wording ?wording } }"
    assert ask(public, lost) == ask(public, unused) == []
    assert len(ask(public, "SELECT ?wording { ?wording a aqb:Wording }")) > 25


def test_it_conforms_to_the_shapes(public: Path) -> None:
    quads = parse(path=public / "data.trig", format=RdfFormat.TRIG)
    shapes = load_shapes(folder("shapes"), Identifiers(), ("prefixes", "accounting", "wording"))
    report = validate((quad.triple for quad in quads), shapes, vocabulary().triples(Identifiers()))
    assert report.findings == ()


def test_the_page_says_who_agreed_otherwise(public: Path) -> None:
    text = page(public, "wording/7")
    assert "2025: Main-Taunus-Kreis Die meisten" in text
    assert "in 5 von 6, nicht bei: Main-Taunus-Kreis" in text
    assert "in 1 von 6: Main-Taunus-Kreis" in text
    assert "So wenige liegen vor für 2024" in text
    assert "in allen 6" in text
    assert "Der Wortlaut ist gleich geblieben." in text


def test_the_page_says_what_changed(public: Path) -> None:
    assert "Anderer Zeitraum: 2025 bis 2029 statt 2020 bis 2024" in page(public, "wording/preamble")
    assert "Different period: 2025–2029 instead of 2020–2024" in page(public, "en/wording/preamble")
    text = page(public, "wording")
    assert "Was sich geändert hat: 2024 → 2025" in text
    assert "[entfällt:] Sprachförderangebote und Qualifizierungen im Rahmen des AQB [Ende]" in text


def test_each_side_marks_only_its_own_words(public: Path) -> None:
    source = (public / "wording/2/index.html").read_text("utf-8")
    before, after = re.findall(r'<div class="version">(.*?)</div>', source, re.DOTALL)[:2]
    assert "<del>" in before
    assert "<ins>" not in before
    assert "<ins>" in after
    assert "<del>" not in after
    assert source.count("<del>") == source.count("[entfällt:]") + 1  # the legend


def test_the_section_is_told_year_by_year(public: Path) -> None:
    text = page(public, "wording/7")
    assert "Jahr für Jahr 2024 bis 2025" in text


def test_the_account_lists_every_document_and_their_sum(public: Path) -> None:
    text = page(public, "accounting")
    assert "2025 Main-Taunus-Kreis 64 48 15 0 1 2 0" in text
    assert "Summe 7 443 332 110 0 1 2 0" in text
    assert "Zeile 95 : nicht verstanden: Der Kreis baut <b>eine</b> Halle" in text
    assert "weicht ab vom bekannten Satz" in text


def test_its_links_lead_to_the_passage(public: Path) -> None:
    source = (public / "accounting/index.html").read_text("utf-8")
    link = re.search(r'href="\.\./(agreement/2025/main-taunus-kreis/index\.html)#(unread-\d+-\d+)"', source)
    assert link
    target = (public / link[1]).read_text("utf-8")
    assert (
        f'<mark class="open"><span id="{link[2]}"></span>Der Kreis baut &lt;b&gt;eine&lt;/b&gt; Halle</mark>' in target
    )


def test_many_open_passages_are_cut_with_a_way_to_the_rest(agreement_summary_page: str) -> None:
    assert "und 5 weitere auf der" in agreement_summary_page
    assert agreement_summary_page.count("nicht verstanden: ") == 20


@pytest.fixture
def agreement_summary_page() -> str:
    """The account of an agreement with twenty-five open passages."""
    found = extract(read(SAMPLES / "2025-odenwaldkreis.md", "a.md"))
    assert found.agreement
    unread = tuple(Unread(line, line, line + 1, "x") for line in range(1, 26))
    account = replace(found.accounting, unread=unread)
    summary = summarise(found.agreement, account, 0, [measure.label for measure in found.agreement.measures])
    view = accounting_view(Settings(), "accounting", corpus([summary]), {"@context": {"@base": ""}})
    return render("accounting", view).decode()
