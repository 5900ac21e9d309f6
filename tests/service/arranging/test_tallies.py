from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from aqbgraph.service.arranging.tallies import Tally, of_any, tallied

TRIG = b"""
<urn:a> { <urn:s> <urn:p> 1 , 2 ; <urn:q> <urn:s> . }
<urn:b> { <urn:t> <urn:p> 2 . }
"""


def test_each_predicate_is_counted_over_all_graphs() -> None:
    store = Store()
    store.load(TRIG, format=RdfFormat.TRIG)
    found = tallied(store)
    assert found == {
        "urn:p": Tally(3, 2, 2, of_subject=7 / 3, of_object=5 / 3),
        "urn:q": Tally(1, 1, 1, of_subject=3, of_object=1),
    }
    assert of_any(found) == Tally(4, 2, 2, 2, 2)


def test_an_empty_store_has_no_tallies() -> None:
    assert tallied(Store()) == {}
    assert of_any({}).triples == 0
