"""Judged in portions, a catalogue is sound when it is as a whole, and only then."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Triple, parse

from aqbgraph.identifiers import Identifiers
from aqbgraph.pipeline.across.catalogue_portions import portions, violations
from aqbgraph.pipeline.across.cataloguing import SHAPES, _violations
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.graph.findings import Finding

SAID = Path(__file__).parents[1].parent / "shapes"
CASES = sorted(path for name in SHAPES for path in SAID.glob(f"{name}/*.ttl"))
DCAT = "http://www.w3.org/ns/dcat#"
judge = partial(_violations, Identifiers())


@cache
def graph(*paths: Path) -> tuple[Triple, ...]:
    return tuple(quad.triple for path in paths for quad in parse(path=path))


def offers(path: Path) -> tuple[Triple, ...]:
    return graph(SAID / "common.ttl", SAID / "offers.ttl", path)


def named(found: Iterable[Finding]) -> set[tuple[str, str]]:
    # A blank node has another name in every run.
    return {(one.shape, one.focus) for one in found if "/" in one.focus}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_portions_show_what_the_whole_shows(path: Path) -> None:
    made = portions(offers(path))
    assert {str(row) for rows in made.parts.values() for row in rows} == {str(row) for row in offers(path)}
    whole = judge(offers(path))
    alone = [found for name in made.parts for found in judge(made.of([name])) if found.focus not in made.beside([name])]
    assert bool(alone) == bool(whole)
    assert named(alone) >= named(whole)


@pytest.mark.parametrize("name", ["publisher", "temporal", "license"])
def test_what_is_named_and_nowhere_described_is_seen(built: Path, tmp_path: Path, name: str) -> None:
    whole = graph(built / "catalogue.ttl")
    nobody = NamedNode("https://nobody.example/")
    said = [row for row in whole if row.predicate.value == f"http://purl.org/dc/terms/{name}"]
    assert said
    for place, changed in enumerate({row.subject: row for row in said}.values()):
        broken = tuple(Triple(row.subject, row.predicate, nobody) if row == changed else row for row in whole)
        for given in (whole, broken):
            with kept_in(tmp_path / f"cache-{place}") as known:
                found = violations(given, judge, Steps(Writer(tmp_path), Before(tmp_path), known))
                known.close()
        assert bool(found) == bool(judge(broken))


def test_only_what_changed_is_judged(built: Path, tmp_path: Path) -> None:
    whole = graph(built / "catalogue.ttl")
    size = NamedNode(DCAT + "byteSize")
    changed = next(row for row in whole if row.predicate == size and "agreements-2024#" in str(row.subject))
    other = next(row for row in whole if row.predicate == size and row.object != changed.object)
    then = tuple(Triple(row.subject, size, other.object) if row == changed else row for row in whole)
    broken = tuple(row for row in whole if row != changed and row.predicate.value != DCAT + "accessURL")
    judged: list[int] = []

    def watched(given: Iterable[Triple]) -> tuple[Finding, ...]:
        rows = tuple(given)
        judged.append(len(rows))
        return judge(rows)

    for said, most, sound in ((whole, len(whole), True), (whole, 0, True), (then, len(whole) // 2, True)):
        judged.clear()
        with kept_in(tmp_path / "cache") as known:
            assert (violations(said, watched, Steps(Writer(tmp_path), Before(tmp_path), known)) == ()) is sound
            known.close()
        assert sum(judged) <= most
    with kept_in(tmp_path / "cache") as known:
        found = violations(broken, judge, Steps(Writer(tmp_path), Before(tmp_path), known))
    assert found == judge(broken) != ()
