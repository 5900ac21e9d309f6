"""series.ttl: what is read from it, and what is told of one that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aqbgraph.extraction.series.projects import Project
from aqbgraph.identifiers import Identifiers
from aqbgraph.pipeline.across.curating import Curated, curated, unknown
from aqbgraph.reading.finding.companions import Companion

HEAD = """@prefix aqb: <https://w3id.org/aqb/def/aqb#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
JOIN = """[] a aqb:JoinDecision ;
    aqb:comparedSeries <series/fulda/kompass#series>, <series/fulda/wegweiser#series> ;
    dcterms:creator "Fachstelle Arbeit" ;
    dcterms:date "2026-03-02"^^xsd:date ;
    rdfs:comment "Umbenannt."@de .
"""
PART = JOIN.replace("JoinDecision", "PartDecision").replace("Umbenannt", "Zwei Träger")


def read(tmp_path: Path, *texts: str, base: str = "https://w3id.org/aqb/") -> Curated:
    files = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.ttl"
        path.write_text(text, "utf-8")
        files.append(Companion(path, path.name))
    return curated(files, Identifiers(base))


def test_a_decision(tmp_path: Path) -> None:
    (made,) = read(tmp_path, HEAD + JOIN).decisions
    assert made.projects == (Project("fulda", "kompass"), Project("fulda", "wegweiser"))
    assert (made.joins, made.by, made.on, made.reason) == (True, "Fachstelle Arbeit", date(2026, 3, 2), "Umbenannt.")
    assert (made.source.name, made.line) == ("0.ttl", 7)


@pytest.mark.parametrize("base", ["https://w3id.org/aqb/", "http://localhost:8000/"])
def test_names_below_either_base(tmp_path: Path, base: str) -> None:
    text = (HEAD + JOIN).replace("<series/fulda/k", "<https://w3id.org/aqb/series/fulda/k")
    (made,) = read(tmp_path, text, base=base).decisions
    assert made.projects[0] == Project("fulda", "kompass")


def test_the_order_of_files_and_statements_does_not_matter(tmp_path: Path) -> None:
    other = JOIN.replace("wegweiser", "lotsen")
    one, two = read(tmp_path, HEAD + JOIN + other), read(tmp_path, HEAD + other + JOIN)
    assert [made.projects for made in one.decisions] == [made.projects for made in two.decisions]


WRONG = [
    ("not turtle", JOIN.replace(" ;\n    rdfs", "\n    rdfs"), "0.ttl:10: Kein gültiges Turtle. Meist fehlt"),
    ("one series", JOIN.replace(", <series/fulda/wegweiser#series>", ""), "0.ttl:7: Eine Entscheidung nennt mit"),
    ("no series but a page", JOIN.replace("wegweiser#series", "wegweiser"), "0.ttl:7: Eine Entscheidung nennt mit"),
    ("nobody", JOIN.replace('    dcterms:creator "Fachstelle Arbeit" ;\n', ""), "genau einmal, wer sie getroffen"),
    ("no day", JOIN.replace("2026-03-02", "2026-02-30"), "genau einmal, wann"),
    ("a day elsewhere", JOIN.replace("2026-03-02", "2026-03-02Z"), "genau einmal, wann"),
    ("no reason", JOIN.replace(' ;\n    rdfs:comment "Umbenannt."@de', ""), "genau einmal, warum"),
    ("misspelled class", JOIN.replace("JoinDecision", "Joindecision"), "Erwartet ist entweder aqb:JoinDecision"),
    ("both", JOIN.replace("JoinDecision", "JoinDecision, aqb:PartDecision"), "Erwartet ist entweder"),
    (
        "misspelled property",
        JOIN.replace("dcterms:creator", "dcterms:creatr"),
        "0.ttl:8: Die Angabe <http://purl.org/dc/terms/creatr>",
    ),
    (
        "another base",
        JOIN.replace("<series/fulda/k", "<https://example.org/series/fulda/k"),
        "liegt nicht unter der Basis",
    ),
    ("joined and parted", JOIN + PART, "hier getrennt, an anderer Stelle aber verbunden"),
    (
        "joined by way of a third",
        JOIN + JOIN.replace("kompass", "lotsen") + PART.replace("wegweiser", "lotsen"),
        "hier getrennt, an anderer Stelle aber verbunden",
    ),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_told_and_nothing_is_used(tmp_path: Path, text: str, message: str) -> None:
    made = read(tmp_path, HEAD + text)
    assert made.decisions == ()
    assert any(message in str(fault) for _, fault in made.faults), made.faults
    assert all(name == "0.ttl" for name, _ in made.faults)


def test_a_contradiction_over_two_files(tmp_path: Path) -> None:
    made = read(tmp_path, HEAD + JOIN, HEAD + PART)
    assert [str(fault) for _, fault in made.faults] == [
        "1.ttl:7: series/fulda/kompass und series/fulda/wegweiser sind hier getrennt, an anderer Stelle aber "
        "verbunden. Bitte eines von beiden streichen."
    ]


def test_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"\xff\xfe")
    made = curated([Companion(tmp_path / "a.ttl", "a.ttl"), Companion(tmp_path / "b.ttl", "b.ttl")], Identifiers())
    assert [str(fault).split(" (")[0] for _, fault in made.faults] == [
        "a.ttl:1: Das Byte 0 ist kein UTF-8. Bitte als Text in UTF-8 speichern.",
        "b.ttl: Die Datei ist nicht lesbar",
    ]


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs/series.md").read_text("utf-8")
    made = read(tmp_path, page.split("```turtle\n")[1].split("```")[0])
    assert [(one.joins, len(one.projects)) for one in made.decisions] == [(True, 2)]


def test_an_empty_file_decides_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "", HEAD) == Curated((), ())


def test_a_series_that_nobody_has(tmp_path: Path) -> None:
    decisions = read(tmp_path, HEAD + JOIN).decisions
    assert list(unknown(decisions, [Project("fulda", "kompass")])) == [
        "0.ttl:7: Die Reihe series/fulda/wegweiser hat keine Vereinbarung."
    ]


def test_a_statement_about_a_statement_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "PREFIX aqb: <https://w3id.org/aqb/def/aqb#> <#a> aqb:reason <<( <#a> aqb:reason <#b> )>> .")
    assert ["keine Aussagen über Aussagen" in str(fault) for fault in found.faults] == [True]
