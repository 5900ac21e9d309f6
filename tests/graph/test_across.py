from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.errors import Invalid
from aqbgraph.graph.across import findings
from aqbgraph.graph.rules import ACROSS
from aqbgraph.graph.validation import load_shapes, validate
from aqbgraph.identifiers import Identifiers
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from aqbgraph.graph.findings import Finding

HERE = Identifiers()
ELSEWHERE = Identifiers("https://data.example/")
NAMES = ("prefixes", *ACROSS)
FILES = [folder("shapes") / f"{name}.ttl" for name in NAMES]
SHAPE_TESTS = Path(__file__).parents[1] / "shapes"
COMMON = SHAPE_TESTS / "common.ttl"
CASES = sorted((SHAPE_TESTS / "publication").glob("*.ttl"))
PREFIXES = """
@prefix aqb: <https://w3id.org/aqb/def/aqb#> .
@prefix ex: <https://example.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPE = "ex:shape sh:targetClass ex:Budget ; sh:message 'Fehler'@de, 'Fault'@en ; "


def turtle(text: str) -> list[pyoxigraph.Triple]:
    return [quad.triple for quad in pyoxigraph.parse(PREFIXES + text, format=pyoxigraph.RdfFormat.TURTLE)]


def reference(triples: list[pyoxigraph.Triple], identifiers: Identifiers = HERE) -> tuple[Finding, ...]:
    return validate(triples, load_shapes(folder("shapes"), identifiers, NAMES), ()).findings


def told(found: tuple[Finding, ...]) -> set[Finding]:
    assert len(set(found)) == len(found)
    return set(found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_finds_what_pyshacl_finds_in_the_cases(path: Path) -> None:
    triples = [quad.triple for file in (COMMON, path) for quad in pyoxigraph.parse(path=file)]
    found = findings(triples, FILES, HERE)
    assert bool(found) == path.name.startswith("invalid.")
    assert told(found) == told(reference(triples))


AGREEMENT = st.tuples(
    st.integers(0, 2),  # place
    st.lists(st.sampled_from("ab"), max_size=2),  # programmes
    st.integers(2024, 2025),
    st.integers(0, 3),  # file
    st.integers(0, 3),  # content
)


@given(st.lists(AGREEMENT, max_size=6), st.sampled_from([HERE, ELSEWHERE]))
def test_finds_what_pyshacl_finds_in_any_publication(
    rows: list[tuple[int, list[str], int, int, int]], identifiers: Identifiers
) -> None:
    text = "".join(
        f"ex:agreement-{number} a aqb:Agreement ; aqb:localParty ex:place-{place} ; aqb:year {year} ; "
        f"prov:wasDerivedFrom ex:file-{file} {''.join(f'; aqb:programme ex:{one} ' for one in programmes)}. "
        f"ex:file-{file} a aqb:SourceFile ; aqb:sha256 '{content}' . "
        for number, (place, programmes, year, file, content) in enumerate(rows)
    )
    triples = turtle(text)
    assert told(findings(triples, FILES, identifiers)) == told(reference(triples, identifiers))


@pytest.fixture
def shapes_of(tmp_path: Path) -> Shapes:
    return Shapes(tmp_path / "shapes.ttl")


class Shapes:
    def __init__(self, place: Path) -> None:
        self.place = place

    def __call__(self, text: str) -> list[Path]:
        self.place.write_text(PREFIXES + text, encoding="utf-8")
        return [self.place]


def test_a_shape_without_a_severity_forbids(shapes_of: Shapes) -> None:
    files = shapes_of(SHAPE + "sh:path ex:amount ; sh:maxCount 1 .")
    (found,) = findings(turtle("ex:b a ex:Budget ; ex:amount 1, 2 . ex:c a ex:Budget ; ex:amount 1 ."), files, HERE)
    assert (found.severity, found.focus, found.path) == (
        "Violation",
        "https://example.org/b",
        "https://example.org/amount",
    )
    assert (found.message, found.message_en) == ("Fehler", "Fault")


@pytest.mark.parametrize(
    "text",
    [
        SHAPE + "sh:path ex:amount ; sh:minCount 1 .",
        SHAPE + "sh:path ex:amount ; sh:maxCount 2 .",
        SHAPE + "sh:path ex:amount .",
        SHAPE + "sh:path [ sh:zeroOrMorePath ex:amount ] ; sh:maxCount 1 .",
        "ex:shape sh:targetNode ex:b ; sh:path ex:amount ; sh:maxCount 1 .",
        SHAPE + "sh:property [ sh:path ex:amount ; sh:maxCount 1 ] .",
        SHAPE + "sh:sparql [ sh:select 'SELECT $this { MINUS { $this ex:amount ?one } }' ] .",
        SHAPE + "sh:sparql [ sh:select 'SELECT $this { { SELECT ?one { ?one ex:amount 1 } } }' ] .",
        SHAPE + "sh:sparql [ sh:select 'SELECT $this { nonsense }' ] .",
    ],
)
def test_a_shape_that_says_more_than_is_understood_is_refused(shapes_of: Shapes, text: str) -> None:
    with pytest.raises(Invalid, match="Die Regeln sind nicht brauchbar"):
        findings(turtle("ex:b a ex:Budget ; ex:amount 1 ."), shapes_of(text), HERE)


def test_what_is_no_turtle_is_named(shapes_of: Shapes) -> None:
    with pytest.raises(Invalid, match=r"shapes\.ttl"):
        findings((), shapes_of("ex:shape"), HERE)
