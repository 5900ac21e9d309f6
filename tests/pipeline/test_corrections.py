"""A sheet of corrections beside a source, through a build: graph, page, report, and what becomes of a wrong one."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions, RdfFormat

from aqbgraph.cli import group
from aqbgraph.graph.store import load

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SHEET = """[[berichtigen]]
angabe = "signature-local signedOn"
gelesen = "11.08.2025"
richtig = 2025-08-12
wer = "Büro des Landrats"
wann = 2026-03-02
warum = "So in der Urschrift <b>."
beleg = "Urschrift, Seite 4"

[[ergaenzen]]
angabe = "budget-aqb amount"
richtig = "491.550"
wer = "Fachstelle Arbeit"
wann = 2026-03-03
warum = "Beim Umwandeln verloren."
"""
NAME = "2025-odenwaldkreis.korrekturen.toml"
PREFIXES = """PREFIX aqb: <https://w3id.org/aqb/def/aqb#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.fixture(scope="module")
def sources(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (folder / "2025-odenwaldkreis.md").write_text(text.replace("**491.550 Euro**", ""), "utf-8")
    (folder / NAME).write_text(SHEET, "utf-8")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, list(map(str, arguments)))


@pytest.fixture(scope="module")
def public(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("corrected") / "public"
    made = run("build", sources, "-o", target, "--json-report", target.parent / "report.json")
    assert made.exit_code == 0, made.output
    assert "2025-odenwaldkreis.md: 2 Berichtigungen von Hand" in made.output
    return target


def ask(public: Path, query: str) -> list[tuple[str, ...]]:
    store = load((public / "agreement/2025/odenwaldkreis.ttl").read_bytes(), RdfFormat.TURTLE)
    found = store.query(PREFIXES + query)
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(getattr(value, "value", "") for value in row) for row in found)


def test_the_node_has_the_corrected_value(public: Path) -> None:
    assert ask(public, "SELECT ?day { ?s aqb:onBehalfOf/^aqb:localParty ?a ; aqb:signedOn ?day }") == [("2025-08-12",)]
    assert ask(public, "SELECT ?amount { ?budget aqb:amount ?amount }") == [("491550",)]


def test_both_readings_are_kept(public: Path) -> None:
    rows = ask(
        public,
        """SELECT ?node ?property ?read ?value ?by ?day ?reason ?file {
            ?agreement aqb:correction ?c . ?c a aqb:Correction ; aqb:corrects ?node ; aqb:correctedProperty ?property ;
                aqb:correctedValue ?value ; dcterms:date ?day ; rdfs:comment ?reason ;
                prov:wasAttributedTo/foaf:name ?by ; prov:hadPrimarySource/aqb:fileName ?file
            OPTIONAL { ?c aqb:readValue ?read } }""",
    )
    base, terms = "https://w3id.org/aqb/agreement/2025/odenwaldkreis#", "https://w3id.org/aqb/def/aqb#"
    supplied, corrected = ("Fachstelle Arbeit", "2026-03-03"), ("Büro des Landrats", "2026-03-02")
    assert rows == [
        (f"{base}budget-aqb", f"{terms}amount", "", "491550", *supplied, "Beim Umwandeln verloren.", NAME),
        (
            f"{base}signature-local",
            f"{terms}signedOn",
            "11.08.2025",
            "2025-08-12",
            *corrected,
            "So in der Urschrift <b>.",
            NAME,
        ),
    ]


def test_every_value_can_be_traced(public: Path) -> None:
    """The corrected day to both files, the supplied amount to the sheet: to the character."""
    rows = ask(
        public,
        """SELECT ?property ?quote ?start ?end { ?node aqb:evidence ?e . ?e oa:hasSource/aqb:fileName ?file ;
            aqb:supports ?property ; oa:hasSelector/oa:exact ?quote ; oa:hasSelector ?p .
            ?p oa:start ?start ; oa:end ?end
            FILTER (STRENDS(?file, ".toml")) }""",
    )
    assert [row[1] for row in rows] == ['richtig = "491.550"', "richtig = 2025-08-12"]
    assert [SHEET[int(start) : int(end)] for *_, start, end in rows] == [row[1] for row in rows]
    quotes = ask(
        public,
        """SELECT ?quote { ?e aqb:supports aqb:signedOn ; oa:hasSelector/oa:exact ?quote
            FILTER (CONTAINS(?quote, 'Erbach')) }""",
    )
    assert quotes == [("Erbach, den 11. 08. 2025",)]


def test_the_page_shows_both(public: Path) -> None:
    page = " ".join((public / "agreement/2025/odenwaldkreis/index.html").read_text("utf-8").split())
    assert (
        "berichtigt: gelesen <q>11.08.2025</q>, richtig <q>12.08.2025</q>, von Büro des Landrats, am 2. März 2026, "
        "weil: So in der Urschrift &lt;b&gt;. (Urschrift, Seite 4)" in page
    )
    assert "ergänzt: <q>491.550</q>, gelesen war nichts, von Fachstelle Arbeit" in page


def test_a_corrected_value_bears_a_mark(public: Path) -> None:
    """Beside the value, with the way to the correction; no other value has one."""
    page = " ".join((public / "agreement/2025/odenwaldkreis/index.html").read_text("utf-8").split())
    day = re.search(r'12\. August 2025.{0,300}?<a class="corrected" href="#([^"]+)">berichtigt', page)
    money = re.search(r'491\.550.{0,300}?<a class="corrected" href="#([^"]+)">ergänzt', page)
    assert day is not None
    assert money is not None
    assert page.count('class="corrected"') == 2
    for found in (day, money):
        assert f'<div id="{found[1]}">' in page


def test_it_conforms(public: Path) -> None:
    made = run("validate", public)
    assert made.exit_code == 0, made.output


def test_the_report_counts(public: Path) -> None:
    (row,) = json.loads((public.parent / "report.json").read_text("utf-8"))["documents"]
    assert row["corrections"] == 2


def test_same_bytes_by_other_processes(sources: Path, public: Path, samples: Path, tmp_path: Path) -> None:
    shutil.copytree(sources, tmp_path / "in")
    made = run("build", tmp_path / "in", "-o", tmp_path / "public", "--jobs", "2", "--quiet")
    assert made.exit_code == 0
    assert (tmp_path / "public/publication.json").read_bytes() == (public / "publication.json").read_bytes()
    assert samples.is_dir()


def test_extract_applies_them(sources: Path) -> None:
    made = run("extract", sources, "--format", "jsonl")
    assert made.exit_code == 0, made.output
    rows = [json.loads(line) for line in made.output.splitlines()]
    amount = next(row for row in rows if (row["node"], row["name"]) == ("budget-aqb", "amount"))
    assert (amount["value"], amount["source"], amount["rule"]) == ("491550", NAME, "correction")


def test_a_wrong_sheet_refuses_its_document(sources: Path, samples: Path, tmp_path: Path) -> None:
    shutil.copytree(sources, tmp_path / "in")
    shutil.copy(samples / "2024-werra-meissner-kreis.md", tmp_path / "in")
    (tmp_path / "in" / NAME).write_text(SHEET.replace("11.08.2025", "10.08.2025"), "utf-8")
    made = run("build", tmp_path / "in", "-o", tmp_path / "public", "--allow-incomplete")
    assert made.exit_code == 1
    assert f"Fehler: {NAME}:1: Die Berichtigung passt nicht mehr zur Quelle" in made.stderr
    assert not (tmp_path / "public/agreement/2025").exists()
    assert (tmp_path / "public/agreement/2024").exists()
    (tmp_path / "in" / NAME).write_text("\n[[", "utf-8")
    made = run("build", tmp_path / "in", "-o", tmp_path / "public2")
    assert f"Fehler: {NAME}:2: Kein gültiges TOML" in made.stderr
    assert f"Fehler: {NAME}:2: Kein gültiges TOML" in run("extract", tmp_path / "in").stderr


def test_a_sheet_without_its_source_is_told(samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "in")
    (tmp_path / "in/2023-fulda.korrekturen.toml").write_text(SHEET, "utf-8")
    made = run("build", tmp_path / "in", "-o", tmp_path / "public")
    assert made.exit_code == 1
    assert "Fehler: 2023-fulda.korrekturen.toml: Zu diesen Berichtigungen fehlt die Quelle." in made.stderr
    assert not (tmp_path / "public").exists()
