"""What is counted document by document is what the engine counts over the whole graph."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.cache import FILE, kept_in
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.rdf import counting as module
from aqbgraph.publication.rdf import tally as parts
from aqbgraph.publication.rdf.tally import tally

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.publication.rdf.counting import Tally

BASE = "https://data.example/"
TARGETS = {"http://www.wikidata.org/entity/": "wikidata"}
SAME = "http://www.w3.org/2002/07/owl#sameAs"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DOCUMENTS = {
    "a": """
<https://data.example/a> <RDFtype> <urn:Document> .
<https://data.example/a> <urn:topic> <https://data.example/a#x> .
<https://data.example/a#x> <RDFtype> <urn:Thing> .
<https://data.example/a#x> <RDFtype> <urn:Person> .
<https://data.example/a#x> <urn:knows> <https://data.example/b#y> .
<https://data.example/a#x> <urn:says> "a \\"quoted\\" <urn:word> \\\\ ^^" .
<https://data.example/a#x> <urn:says> "hallo"@de .
<https://data.example/a#x> <urn:age> "7"^^<XSDinteger> .
<https://data.example/a#x> <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q1> .
<https://data.example/a#x> <http://www.w3.org/2002/07/owl#sameAs> <https://elsewhere.example/Q1> .
<https://elsewhere.example/source> <RDFtype> <urn:Source> .
<https://elsewhere.example/source> <urn:says> "hallo"@de .
""",
    "b": """
<https://data.example/b> <RDFtype> <urn:Document> .
<https://data.example/b#y> <RDFtype> <urn:Person> .
<https://data.example/b#y> <urn:knows> <https://data.example/a#x> .
<https://data.example/b#y> <urn:knows> <https://nobody.example/> .
<https://data.example/b#y> <urn:cites> <https://elsewhere.example/source> .
<https://data.example/b#y> <urn:says> "hallo"@de .
<https://elsewhere.example/source> <RDFtype> <urn:Source> .
<https://elsewhere.example/source> <urn:says> "hallo"@de .
""",
}


ELSEWHERE = 2
# Counted in portions that are kept.
LONG = [f'<{BASE}a#n{number:03}> <urn:p{kind}> "{number}" .\n' for number in range(400) for kind in range(3)]


def lines(text: str) -> str:
    return text.strip().replace("RDF", RDF).replace("XSD", XSD) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in DOCUMENTS.items():
        (tmp_path / f"{name}.nt").write_text(lines(text), "utf-8")
    return tmp_path


def counted(folder: Path) -> Tally:
    return tally(folder, [(name, BASE + name) for name in DOCUMENTS], BASE, TARGETS, [SAME])


def test_small(folder: Path) -> None:
    found = counted(folder)
    # The source is described in both documents, in the same words.
    assert (found.documents, found.triples, found.entities, found.subjects) == (2, 18, 4, 5)
    assert found.links == {(SAME, "wikidata"): 1}
    person = found.classes["urn:Person"]
    assert (person.entities, person.triples) == (2, 13)
    assert person.properties["urn:knows"].classes == {"urn:Person": 2, "urn:Thing": 1}
    assert person.properties["urn:cites"].classes == {"urn:Source": 1}
    assert person.properties["urn:says"].datatypes == {XSD + "string": 1, RDF + "langString": 2}
    assert found.properties["urn:says"].objects == 2
    assert found.classes["urn:Source"].entities == 1


# Property of the tally, and the query that counts the same.
TOTALS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "subjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "objects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "entities": f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{BASE}")) }}',
}
CLASSES = (
    """SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) (COUNT(*) AS ?triples) { ?s a ?class ; ?p ?o } GROUP BY ?class"""
)
PROPERTIES = """SELECT ?p (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
{ ?s ?p ?o } GROUP BY ?p"""
USES = "SELECT ?class ?p (COUNT(*) AS ?n) { ?s a ?class ; ?p ?o } GROUP BY ?class ?p"
VALUES = """SELECT ?class ?p ?kind (COUNT(*) AS ?n) {
  ?s a ?class ; ?p ?o
  OPTIONAL { ?o a ?type }
  BIND (IF (isLiteral(?o), DATATYPE(?o), ?type) AS ?kind)
  FILTER (BOUND(?kind))
} GROUP BY ?class ?p ?kind"""


def rows(store: Store, query: str) -> set[tuple[str | int, ...]]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return {tuple(_plain(term) for term in row) for row in found}


def _plain(term: object) -> str | int:
    value = str(getattr(term, "value", term))
    return int(value) if value.isdigit() else value


def check(found: Tally, store: Store) -> None:
    for name, query in TOTALS.items():
        assert rows(store, query) == {(getattr(found, name),)}, name
    assert {(kind, row.entities, row.triples) for kind, row in found.classes.items()} == rows(store, CLASSES)
    assert {(name, row.triples, row.subjects, row.objects) for name, row in found.properties.items()} == rows(
        store, PROPERTIES
    )
    uses = [(kind, name, use) for kind, row in found.classes.items() for name, use in row.properties.items()]
    assert {(kind, name, use.triples) for kind, name, use in uses} == rows(store, USES)
    values = {
        (kind, name, other, number)
        for kind, name, use in uses
        for other, number in (*use.classes.items(), *use.datatypes.items())
    }
    assert values == rows(store, VALUES)


def test_as_the_engine_counts(folder: Path) -> None:
    store = Store()
    for path in folder.glob("*.nt"):
        for quad in parse(path=path, format=RdfFormat.N_TRIPLES):
            store.add(Quad(quad.subject, quad.predicate, quad.object))
    check(counted(folder), store)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("portion", [1, 10_000])
def test_as_the_engine_counts_whatever_refers_to_what(
    tmp_path: Path, seed: int, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PORTION", portion)
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    things = [f"{BASE}{name}{part}" for name in DOCUMENTS for part in ("", "#x", "#y", "#z")] + ["urn:elsewhere:1"]
    store = Store()
    for name in DOCUMENTS:
        iri = BASE + name
        own = [thing for thing in things if thing.partition("#")[0] == iri or thing.startswith("urn:")]
        own += [chance.choice(things)] if chance.random() < 0.5 else []  # a thing of another document
        for _ in range(40):
            kind = chance.random() < 0.3
            value = f"<urn:C{chance.randrange(4)}>" if kind else chance.choice([f"<{chance.choice(things)}>", '"a"@de'])
            predicate = RDF + "type" if kind else f"urn:p{chance.randrange(3)}"
            line = f"<{chance.choice(own)}> <{predicate}> {value} .\n"
            for quad in parse(line, format=RdfFormat.N_TRIPLES):
                store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode(iri)))
    alone = Store()
    for name in DOCUMENTS:
        quads = list(store.quads_for_pattern(None, None, None, NamedNode(BASE + name)))
        (tmp_path / f"{name}.nt").write_text("".join(sorted(f"{quad.triple} .\n" for quad in quads)), "utf-8")
        alone.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    check(counted(tmp_path), alone)


def recounted(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Tally, int]:
    """All documents with what is known of them, and how many lines were counted."""
    found: list[int] = []
    add = module.Counting.add

    def told(counting: module.Counting, portion: list[bytes]) -> None:
        found.append(len(portion))
        add(counting, portion)

    with monkeypatch.context() as patch, kept_in(cache) as known:
        patch.setattr(module.Counting, "add", told)
        steps = Steps(Writer(folder), Before(folder), known)
        steps.writer.note(f"{name}.nt" for name in DOCUMENTS)
        made = tally(folder, [(name, BASE + name) for name in DOCUMENTS], BASE, TARGETS, [SAME], steps=steps)
        known.close()
    return made, sum(found)


def test_of_a_long_document_portions_that_changed_are_counted(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_LONG", 1)
    monkeypatch.setattr(module, "_PORTION", 60)
    cache, long = tmp_path / "cache", folder / "a.nt"
    long.write_text("".join(sorted({*lines(DOCUMENTS["a"]).splitlines(keepends=True), *LONG})), "utf-8")
    _, first = recounted(folder, cache, monkeypatch)
    assert first > len(LONG)
    # Nobody asks for the portions while nothing changes, and they are known for the next time. What is said of things
    # that live elsewhere is counted each time.
    assert recounted(folder, cache, monkeypatch)[1] == ELSEWHERE
    long.write_text(long.read_text("utf-8").replace('"200"', '"2000"'), "utf-8")
    made, again = recounted(folder, cache, monkeypatch)
    assert 0 < again - ELSEWHERE <= 62
    assert made == counted(folder)


def test_portions_that_a_document_no_longer_has_are_forgotten(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_LONG", 1)
    monkeypatch.setattr(module, "_PORTION", 60)
    cache, long = tmp_path / "cache", folder / "a.nt"

    def known() -> set[str]:
        with closing(sqlite3.connect(cache / FILE)) as file:
            return {name for (name,) in file.execute("select name from step where name like 'counts:a#%'")}

    long.write_text("".join(sorted({*lines(DOCUMENTS["a"]).splitlines(keepends=True), *LONG})), "utf-8")
    recounted(folder, cache, monkeypatch)
    before = known()
    long.write_text("".join(line for line in long.read_text("utf-8").splitlines(keepends=True) if "#n2" not in line))
    recounted(folder, cache, monkeypatch)
    fewer = known()
    assert fewer
    assert len(fewer) < len(before)
    recounted(folder, cache, monkeypatch)
    assert known() == fewer


def test_portions_stay_the_same_when_one_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PORTION", 60)
    given = [line.encode() for line in LONG]
    before, after = (list(module.portions(rows)) for rows in (given, [b'<urn:first> <urn:p> "" .\n', *given]))
    assert [line for portion in before for line in portion] == given
    assert all(len(portion) <= 62 for portion in before)
    assert len({tuple(portion) for portion in before} - {tuple(portion) for portion in after}) <= 2
