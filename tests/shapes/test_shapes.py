"""Each folder holds the cases of a file of shapes; beside a case lies what is said of it (AQB_APPROVE=1 writes it)."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from aqbgraph.graph.findings import SEVERITIES, Finding
from aqbgraph.graph.validation import Report, load_shapes, validate
from aqbgraph.identifiers import DEFAULT_BASE, Identifiers
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.ttl"))
# What catalogues are checked by: their cases lean on a whole catalogue.
OFFERS = {"catalogue", "dataset", "distribution", "publisher"}
SHORT = {"https://w3id.org/aqb/def/aqb#": "aqb:", "https://w3id.org/aqb/": ""}


@cache
def shapes() -> rdflib.Graph:
    return load_shapes(folder("shapes"), Identifiers())


@cache
def source(place: Path) -> rdflib.Graph:
    """The files of a folder as rdflib reads them, apart from our own loader."""
    graph = rdflib.Graph()
    for path in sorted(place.glob("*.ttl")):
        graph.parse(path)
    return graph


def report(path: Path) -> Report:
    return validate(data(path), shapes(), vocabulary().triples(Identifiers()))


def data(path: Path, base: str = DEFAULT_BASE) -> Iterator[pyoxigraph.Triple]:
    """A case with all its names, also those that are text, below a base; the ontology's own stay."""
    offers = [HERE / "offers.ttl"] if path.parent.name in OFFERS else []
    for file in (HERE / "common.ttl", *offers, path):
        text = re.sub(f"{re.escape(DEFAULT_BASE)}(?!def/aqb#)", base, file.read_text(encoding="utf-8"))
        yield from (quad.triple for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE))


def shown(finding: Finding) -> str:
    line = " | ".join((finding.severity, finding.focus, finding.path or "-", finding.message))
    for long, short in SHORT.items():
        line = line.replace(long, short)
    return line


def approved(path: Path, said: str) -> str:
    """What is said of a case; nothing where no file lies beside it."""
    beside = path.with_suffix(".txt")
    if os.environ.get("AQB_APPROVE"):
        if said:
            beside.write_text(said, encoding="utf-8")
        else:
            beside.unlink(missing_ok=True)
    return beside.read_text(encoding="utf-8") if beside.exists() else ""


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", CASES, ids=name)
def test_says_what_is_approved(path: Path) -> None:
    found = report(path)
    said = "".join(sorted(f"{shown(finding)}\n" for finding in found.findings))
    assert said == approved(path, said)
    if path.name.startswith("valid."):
        assert found.conforms
    else:
        assert any(finding.severity in SEVERITIES[:2] for finding in found.findings)


@pytest.mark.parametrize("path", [path for path in CASES if path.name.startswith("valid.")], ids=name)
def test_what_is_valid_is_so_under_another_base(path: Path) -> None:
    elsewhere = Identifiers("https://data.example/aqb/")
    rules = load_shapes(folder("shapes"), elsewhere)
    found = validate(data(path, elsewhere.base), rules, vocabulary().triples(elsewhere)).findings
    assert sorted(shown(one).replace(elsewhere.base, "") for one in found) == sorted(map(shown, report(path).findings))


def test_every_case_is_named_valid_or_invalid() -> None:
    assert {path.name.split(".")[0] for path in CASES} == {"valid", "invalid"}


def test_no_report_is_left_without_its_case() -> None:
    assert [path for path in HERE.glob("*/*.txt") if not path.with_suffix(".ttl").exists()] == []


def test_every_file_of_shapes_has_cases() -> None:
    concerns = {path.stem for path in folder("shapes").glob("*.ttl")} - {"prefixes"}
    assert {path.parent.name for path in CASES} == concerns


def test_every_shape_is_broken_by_a_case() -> None:
    broken = {finding.shape for path in CASES for finding in report(path).findings}
    assert {str(shape) for shape in _checked()} - broken == set()


def test_the_vocabulary_conforms() -> None:
    triples = tuple(vocabulary().triples(Identifiers()))
    assert validate(triples, shapes(), triples).findings == ()


def test_shapes_are_well_formed() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=source(folder("shapes")), meta_shacl=True)
    assert conforms, text


def test_shapes_have_names_messages_and_a_severity() -> None:
    graph = source(folder("shapes"))
    for shape in _shapes(graph):
        for predicate in (SH.name, SH.message):
            said = [text.language for text in graph.objects(shape, predicate) if isinstance(text, rdflib.Literal)]
            assert sorted(map(str, said)) == ["de", "en"], (shape, predicate)
        assert graph.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}, shape


def test_shapes_have_iris() -> None:
    assert all(isinstance(shape, rdflib.URIRef) for shape in _shapes(source(folder("shapes"))))


def test_what_the_vocabulary_is_asked_for_is_no_target() -> None:
    """Else the parties and concepts, of which a document's graph has the classes only, would be checked with it."""
    graph = source(folder("shapes"))
    asked, targets = set(graph.objects(None, SH["class"])), set(graph.objects(None, SH.targetClass))
    described = set(source(folder("ontology")).objects(None, RDF.type))
    assert asked & targets & described == set()


def _shapes(graph: rdflib.Graph) -> Iterator[rdflib.term.Node]:
    for kind in (SH.NodeShape, SH.PropertyShape):
        yield from graph.subjects(RDF.type, kind)


def _checked() -> Iterator[rdflib.term.Node]:
    """The shapes that speak for themselves: those with a target, not those that stand in a list of another."""
    graph = source(folder("shapes"))
    for predicate in (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf):
        yield from graph.subjects(predicate, None)
