from __future__ import annotations

from aqbgraph.publication import dumps
from aqbgraph.publication.formats import GZIP
from aqbgraph.publication.offers import Offer, Text


def test_a_packed_file_is_delivered_as_what_packs_it() -> None:
    text = Text("Zeilen", "lines")
    plain = Offer("a.nt", "nt", text, text, "application/n-triples", "RDF_N_TRIPLES")
    packed = Offer("a.nt.gz", "nt-gz", text, text, "application/n-triples", "RDF_N_TRIPLES", GZIP)
    assert (plain.delivered_as, packed.delivered_as) == ("application/n-triples", "application/gzip")


def test_the_dumps_are_told_apart() -> None:
    found = dumps.offers((2024, 2025))
    assert len({offer.path for offer in found}) == len({(offer.year, offer.key) for offer in found}) == len(found)
    assert all(offer.title.de and offer.title.en and offer.description.de.endswith(".") for offer in found)
