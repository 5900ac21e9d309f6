from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, parse

from aqbgraph.service.description import SD, describe
from aqbgraph.service.frames import Loaded
from aqbgraph.service.results import DESCRIPTIONS, HTML, OFFERS, ResultFormat

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
