"""The dumps of a publication: read by others, all of them say the same."""

from __future__ import annotations

import gzip
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import Dataset, NamedNode, Quad, parse
from tests import graph_files

from aqbgraph.graph.canonical import as_one_graph, digest
from aqbgraph.publication.disk.published import load
from aqbgraph.publication.formats import FORMATS
from aqbgraph.publication.rdf.canonical import Content, Digested
from aqbgraph.publication.rdf.dumps import DUMPS, content_of, offers
from aqbgraph.publication.rdf.rdf_files import read_quads

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.publication.offers import Offer

YEARS = (2024, 2025)
OFFERS = offers(YEARS)
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld"}


def documents(built: Path, year: int | None) -> list[Quad]:
    """What the single documents say, each in its graph."""
    base = load(built).base
    paths = graph_files.documents(built) if year is None else sorted(built.glob(f"agreement/{year}/*.nt"))
    names = {path: NamedNode(base + path.relative_to(built).with_suffix("").as_posix()) for path in paths}
    return [
        Quad(quad.subject, quad.predicate, quad.object, name)
        for path, name in names.items()
        for quad in parse(path=path)
    ]


def named(offer: Offer) -> bool:
    return next(dump.named for dump in DUMPS if dump.key == offer.key)


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.path)
def test_pyoxigraph_reads_what_the_documents_say(built: Path, offer: Offer) -> None:
    expected = documents(built, offer.year)
    assert len(expected) > 500
    assert Dataset(read_quads(built / offer.path)) == Dataset(expected if named(offer) else as_one_graph(expected))


# rdflib warns of what it does itself.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.path)
def test_rdflib_reads_the_same(built: Path, offer: Offer) -> None:
    content = (built / offer.path).read_bytes()
    dataset = rdflib.Dataset()
    plain = gzip.decompress(content) if offer.compression else content
    dataset.parse(data=plain, format=RDFLIB[offer.key.partition("-")[0]])
    said = {(s, p, o, str(g) if named(offer) else None) for s, p, o, g in dataset.quads()}
    assert said == {_rdflib(quad, named(offer)) for quad in documents(built, offer.year)}


def _rdflib(quad: Quad, with_graph: bool) -> tuple[object, ...]:
    terms = (rdflib.util.from_n3(str(term)) for term in (quad.subject, quad.predicate, quad.object))
    return (*terms, quad.graph_name.value if with_graph else None)  # type: ignore[union-attr]  # all have names


@pytest.mark.parametrize("year", [None, *YEARS])
def test_the_packed_dumps_are_the_canonical_form(built: Path, year: int | None) -> None:
    expected = documents(built, year)
    found = {offer.key: built / offer.path for offer in OFFERS if offer.year == year}
    graph = gzip.decompress(found["nt-gz"].read_bytes())
    dataset = gzip.decompress(found["nq-gz"].read_bytes())
    assert sha256(graph).hexdigest() == digest(as_one_graph(expected))
    assert sha256(dataset).hexdigest() == digest(expected)
    for lines in (graph.splitlines(), dataset.splitlines()):
        assert all(one < other for one, other in pairwise(lines))


def test_the_page_tells_the_digests(built: Path) -> None:
    page = (built / "data/index.html").read_text("utf-8")
    for year in (None, *YEARS):
        assert digest(documents(built, year)) in page
        assert digest(as_one_graph(documents(built, year))) in page
    for offer in OFFERS:
        assert f'href="../{offer.path}" type="{offer.delivered_as}"' in page


def test_every_file_is_offered(built: Path) -> None:
    """Beside the tables of a year, which lie in the same folder."""
    there = {path.name for path in built.glob("data.*")} | {path.name for path in built.glob("download/*")}
    there = {name for name in there if ".csv" not in name}
    assert there == {offer.path.rpartition("/")[2] for offer in OFFERS}


def test_offers() -> None:
    types = {row.media_type: row.file_type for row in FORMATS}
    assert len({offer.path for offer in OFFERS}) == len({(offer.year, offer.key) for offer in OFFERS}) == len(OFFERS)
    assert all(types[offer.media_type] == offer.file_type for offer in OFFERS)
    assert [offer.path for offer in OFFERS if offer.year is None] == [
        "data.ttl",
        "data.nt.gz",
        "data.nq.gz",
        "data.trig",
        "data.jsonld",
    ]


def test_the_digest_of_a_file_is_that_of_what_it_holds() -> None:
    one, other = Digested(1, "one"), Digested(2, "other")
    found = {offer.key: content_of(offer, {None: Content(one, other)}) for offer in offers(())}
    assert found == {"ttl": one, "nt-gz": one, "nq-gz": other, "trig": other, "jsonld": other}
