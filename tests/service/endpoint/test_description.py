from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, parse

from aqbgraph.publication.catalogue.void import PATH, VOID
from aqbgraph.publication.disk.published import load
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


def test_promises_what_the_engine_does(built: Path) -> None:
    row = DESCRIPTIONS[0]
    said = {quad.object for quad in parse(describe(URL, Loaded(7, 2), row, load(built)), format=row.rdf)}
    assert {NamedNode(SD + "SPARQL11Query"), NamedNode(SD + "SPARQL12Query")} <= said
