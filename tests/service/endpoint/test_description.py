from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, parse, serialize

from aqbgraph.publication.catalogue.void import PATH, VOID
from aqbgraph.publication.disk.published import load
from aqbgraph.service.endpoint import description
from aqbgraph.service.endpoint.capabilities import SD
from aqbgraph.service.endpoint.description import describe
from aqbgraph.service.replies.results import DESCRIPTIONS, HTML, OFFERS, ResultFormat
from aqbgraph.service.workers.frames import Loaded

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://data.example/sparql"


@pytest.mark.parametrize("row", [row for row in DESCRIPTIONS if row is not HTML], ids=lambda row: row.name)
def test_same_in_every_format(row: ResultFormat) -> None:
    quads = set(parse(describe(URL, Loaded(7, 2), row), format=row.rdf))
    assert quads == set(parse(describe(URL, Loaded(7, 2), DESCRIPTIONS[0]), format=DESCRIPTIONS[0].rdf))


def test_tells_what_is_so() -> None:
    row = DESCRIPTIONS[0]
    triples = [quad.triple for quad in parse(describe(URL, Loaded(7, 2), row), format=row.rdf)]
    said = {(triple.predicate.value.removeprefix(SD), str(triple.object)) for triple in triples}
    assert ("endpoint", f"<{URL}>") in said
    written = {row.table or row.rdf for offers in OFFERS.values() for row in offers} - {None}
    formats = {triple.object for triple in triples if triple.predicate == NamedNode(SD + "resultFormat")}
    assert len(formats) == len(written)
    assert not any("BasicFederatedQuery" in value or "Update" in value for _, value in said)
    assert {value.partition("^^")[0] for name, value in said if name.endswith(("triples", "documents"))} == {
        '"7"',
        '"2"',
    }


def test_holds_the_description_of_the_data_and_leads_to_the_examples(built: Path) -> None:
    row = DESCRIPTIONS[0]
    made = {quad.triple for quad in parse(describe(URL, Loaded(7, 2), row, load(built)), format=row.rdf)}
    published = {quad.triple for quad in parse(path=built / f"{PATH}.ttl")}
    assert published < made
    assert any(triple.predicate == NamedNode(VOID + "classPartition") for triple in made)
    led_to = {triple.object for triple in made if triple.predicate.value.endswith("#seeAlso")}
    assert NamedNode("https://w3id.org/aqb/queries") in led_to
    assert NamedNode(f"https://w3id.org/aqb/{PATH}#dataset") in led_to


@pytest.mark.parametrize("row", [row for row in DESCRIPTIONS if row is not HTML], ids=lambda row: row.name)
def test_another_name_of_the_service_costs_no_writing(
    built: Path, row: ResultFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Strangers choose the name, and all others wait while it is written."""
    publication, written = load(built), 0

    def counted(*arguments: Any, **named: Any) -> bytes | None:
        nonlocal written
        written += 1
        return serialize(*arguments, **named)

    monkeypatch.setattr(description, "serialize", counted)
    loaded = Loaded(99, 3)
    names = ("http://my_service:8000/sparql", "https://data.example/sparql", "http://[::1]:8000/sparql")
    made = [describe(name, loaded, row, publication) for name in names]
    assert written == 1
    services = [
        {quad.subject for quad in parse(body, format=row.rdf) if quad.object == NamedNode(SD + "Service")}
        for body in made
    ]
    assert services == [{NamedNode(f"{name}#service")} for name in names]
    assert (
        len(
            {
                frozenset(map(str, parse(body.replace(name.encode(), b"a:a"), format=row.rdf)))
                for name, body in zip(names, made, strict=True)
            }
        )
        == 1
    )


def test_promises_what_the_engine_does(built: Path) -> None:
    row = DESCRIPTIONS[0]
    said = {quad.object for quad in parse(describe(URL, Loaded(7, 2), row, load(built)), format=row.rdf)}
    assert {NamedNode(SD + "SPARQL11Query"), NamedNode(SD + "SPARQL12Query")} <= said
