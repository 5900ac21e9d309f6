"""The feed as its followers read it: from its view by its links, in order, page by page; no page ever changes."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from tests.publication.publications import BASE, graph, publish

from aqbgraph.errors import PublicationError
from aqbgraph.graph.validation import load_shapes, validate
from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.catalogue.entities import entities
from aqbgraph.publication.history.feeds import AS, LDES, TREE
from aqbgraph.publication.history.history import DOCUMENTS
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = datetime(2025, 8, 11, tzinfo=UTC)
FEED = "changes/feed.trig"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SHARED = Path(__file__).parents[4] / "shared" / "portals" / "shapes" / "dcat-ap-feeds" / "shape.ttl"
Documents = dict[str, frozenset[Triple]]


def day(number: int) -> datetime:
    return FIRST + timedelta(days=number)


def quads(place: Path, path: str) -> list[Quad]:
    return list(parse(path=place / path, format=RdfFormat.TRIG))


def followed(place: Path, path: str = FEED) -> Iterator[Quad]:
    """All statements of a feed, by its links, in the order of its relations' moments."""
    found = quads(place, path)
    yield from found
    moments: dict[str, str] = {}
    nodes: dict[str, dict[str, str]] = {}
    for quad in found:
        nodes.setdefault(str(quad.subject), {})[quad.predicate.value] = str(quad.object.value)  # type: ignore[union-attr]
    for said in nodes.values():
        if said.get(TYPE) == TREE + "LessThanOrEqualToRelation":
            moments[said[TREE + "node"]] = said[TREE + "value"]
    for target in sorted(moments, key=lambda node: (moments[node], len(node), node)):
        yield from followed(place, target.removeprefix(BASE))


def replayed(place: Path, path: str = FEED) -> Documents:
    """What a follower has who began with nothing."""
    said: dict[str, dict[str, str]] = {}
    graphs: dict[str, set[Triple]] = {}
    for quad in followed(place, path):
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name.value, set()).add(quad.triple)
        elif isinstance(quad.subject, NamedNode):
            said.setdefault(quad.subject.value, {})[quad.predicate.value] = str(quad.object.value)  # type: ignore[union-attr]
    state: dict[str, frozenset[Triple]] = {}
    for activity, about in said.items():
        if AS + "object" not in about:
            continue
        kind, thing = about[TYPE].removeprefix(AS), about[AS + "object"].removeprefix(BASE)
        assert (kind == "Create") == (thing not in state), (activity, kind)
        if kind == "Delete":
            assert activity not in graphs
            del state[thing]
        else:
            state[thing] = frozenset(graphs[activity])
    return state


def pages(place: Path) -> dict[str, bytes]:
    kept = (*place.glob("changes/*/*.trig"), *place.glob("changes/[0-9]*.json"))
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in kept}


PATHS = st.sampled_from(["agreement/2024/a", "agreement/2025/a", "party/a", "series/a/b", "def/aqb", "ä"])
TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=6), min_size=1, max_size=3)
STATES = st.dictionaries(PATHS, TEXTS, max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STATES, min_size=1, max_size=6))
def test_a_chain_of_publications(chain: list[dict[str, list[str]]]) -> None:
    """After each, whoever reads the feed from nothing has what is published; what was once written stays as it is."""
    with tempfile.TemporaryDirectory() as place:
        before: Path | None = None
        moments = 0
        old: dict[str, frozenset[Triple]] = {}
        for number, texts in enumerate(chain):
            documents = {path: graph(path, *said) for path, said in texts.items()}
            folder_now = Path(place) / str(number)
            now = publish(folder_now, before, day(number), documents)
            assert replayed(folder_now) == documents
            moments += number == 0 or documents != old
            assert len(now.moments) == moments
            if before:
                kept = pages(before)
                assert {name: content for name, content in pages(folder_now).items() if name in kept} == kept
            before, old = folder_now, documents


def test_a_thing_that_comes_back(tmp_path: Path) -> None:
    documents = {"party/a": graph("party/a", "A"), "party/b": graph("party/b", "B")}
    publish(tmp_path / "1", None, day(0), documents)
    publish(tmp_path / "2", tmp_path / "1", day(1), {"party/b": documents["party/b"]})
    now = publish(tmp_path / "3", tmp_path / "2", day(2), documents)
    assert replayed(tmp_path / "3") == documents
    assert now.of(DOCUMENTS)[BASE + "party/a"].created == 2


def test_a_publication_costs_what_it_changes(tmp_path: Path) -> None:
    documents = {f"series/a/{number}": graph(f"series/a/{number}", str(number)) for number in range(2500)}
    publish(tmp_path / "1", None, day(0), documents)
    assert sorted(path.name for path in (tmp_path / "1/changes/feed").iterdir()) == ["1-2.trig", "1-3.trig", "1.trig"]
    documents["series/a/7"] = graph("series/a/7", "other")
    publish(tmp_path / "2", tmp_path / "1", day(1), documents)
    added = pages(tmp_path / "2").keys() - pages(tmp_path / "1").keys()
    assert added == {"changes/feed/2.trig", "changes/2.json"}
    assert len(pages(tmp_path / "2")["changes/feed/2.trig"]) < 4000
    assert len(list(quads(tmp_path / "2", FEED))) - len(list(quads(tmp_path / "1", FEED))) == 10
    assert replayed(tmp_path / "2") == documents


def test_old_pages_are_the_same_files(tmp_path: Path) -> None:
    publish(tmp_path / "1", None, day(0), {"party/a": graph("party/a", "A")})
    publish(tmp_path / "2", tmp_path / "1", day(1), {})
    first = "changes/feed/1.trig"
    assert (tmp_path / "1" / first).stat().st_ino == (tmp_path / "2" / first).stat().st_ino


@pytest.mark.parametrize("name", ["changes/feed/1.trig", "changes/1.json"])
@pytest.mark.parametrize("content", [None, b"changed"])
def test_a_page_that_was_changed(tmp_path: Path, name: str, content: bytes | None) -> None:
    publish(tmp_path / "1", None, day(0), {"party/a": graph("party/a", "A")})
    (tmp_path / "1" / name).unlink()
    if content is not None:
        (tmp_path / "1" / name).write_bytes(content)
    with pytest.raises(PublicationError, match="beschädigt"):
        publish(tmp_path / "2", tmp_path / "1", day(1), {})


def test_the_view(tmp_path: Path) -> None:
    publish(tmp_path / "1", None, day(0), {"party/a": graph("party/a", "A")})
    publish(tmp_path / "2", tmp_path / "1", day(1), {"party/a": graph("party/a", "B")})
    found = rdflib.Graph().parse(data=(tmp_path / "2" / FEED).read_bytes(), format="turtle")
    tree, ldes, activity = rdflib.Namespace(TREE), rdflib.Namespace(LDES), rdflib.Namespace(AS)
    (stream,) = found.subjects(rdflib.RDF.type, ldes.EventStream)
    view = rdflib.URIRef(BASE + FEED)
    assert found.value(stream, ldes.timestampPath) == activity.published
    assert found.value(stream, ldes.versionOfPath) == activity.object
    assert found.value(stream, tree.view) == view
    assert found.value(stream, tree.shape) == rdflib.URIRef(f"{BASE}changes/shape.ttl#Activity")
    policy = found.value(found.value(view, tree.viewDescription), ldes.retentionPolicy)
    assert found.value(policy, rdflib.RDF.type) == ldes.LatestVersionSubset
    bounds = sorted(
        (
            str(found.value(node, rdflib.RDF.type)).removeprefix(TREE),
            str(found.value(node, tree.node)).removeprefix(BASE),
            rdflib.Literal(found.value(node, tree.value)).toPython(),
        )
        for node in found.objects(view, tree.relation)
    )
    assert bounds == [
        ("GreaterThanOrEqualToRelation", "changes/feed/1.trig", day(0)),
        ("GreaterThanOrEqualToRelation", "changes/feed/2.trig", day(0)),
        ("LessThanOrEqualToRelation", "changes/feed/1.trig", day(0)),
        ("LessThanOrEqualToRelation", "changes/feed/2.trig", day(1)),
    ]


# https://github.com/RDFLib/rdflib: its own reader of TriG asks for what it calls deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_pages_as_rdflib_reads_them_conform_and_hold_no_blank_nodes(tmp_path: Path) -> None:
    publish(tmp_path / "1", None, day(0), {"party/a": graph("party/a", "A"), "party/b": graph("party/b", "B")})
    publish(tmp_path / "2", tmp_path / "1", day(1), {"party/a": graph("party/a", "C")})
    shapes = load_shapes(folder("shapes"), Identifiers(BASE), ("prefixes", "changes"))
    kinds = set()
    for path in sorted((tmp_path / "2/changes").rglob("*.trig")):
        found = list(parse(path=path, format=RdfFormat.TRIG))
        assert not any(isinstance(term, BlankNode) for quad in found for term in (quad.subject, quad.object))
        assert len(rdflib.Dataset().parse(data=path.read_bytes(), format="trig")) == len(found)
        about = [quad.triple for quad in found if isinstance(quad.graph_name, DefaultGraph)]
        assert validate(about, shapes, ()).findings == ()
        kinds |= {str(triple.object) for triple in about if str(triple.object).startswith(f"<{AS}")}
    assert {f"<{AS}{kind}>" for kind in ("Create", "Update", "Delete")} <= kinds


DCAT, DCTERMS = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"


def catalogue(title: str) -> list[Triple]:
    """A dataset with a distribution and a publisher, a period of its own, and a series."""

    def of(subject: str, predicate: str, value: str) -> Triple:
        term = NamedNode(value) if value.startswith("http") else Literal(value)
        return Triple(NamedNode(BASE + subject), NamedNode(predicate), term)

    return [
        of("catalogue", TYPE, DCAT + "Catalog"),
        of("catalogue", DCAT + "dataset", f"{BASE}dataset/a"),
        of("dataset/a", TYPE, DCAT + "Dataset"),
        of("dataset/a", DCTERMS + "title", title),
        of("dataset/a", DCTERMS + "temporal", f"{BASE}dataset/a#period"),
        of("dataset/a", DCAT + "inSeries", f"{BASE}dataset/series"),
        of("dataset/a", DCAT + "distribution", f"{BASE}dataset/a#ttl"),
        of("dataset/a#period", DCAT + "startDate", "2025"),
        of("dataset/a#ttl", TYPE, DCAT + "Distribution"),
        of("dataset/a#ttl", DCTERMS + "title", "Turtle"),
        of("dataset/series", TYPE, DCAT + "DatasetSeries"),
        of("dataset/series", DCTERMS + "publisher", f"{BASE}catalogue#publisher"),
        of("catalogue#publisher", TYPE, "http://xmlns.com/foaf/0.1/Agent"),
    ]


def test_entities_of_the_catalogue() -> None:
    found = entities(catalogue("A"))
    assert list(found) == [BASE + name for name in ("catalogue", "catalogue#publisher", "dataset/a", "dataset/a#ttl")]
    assert {str(triple.subject) for triple in found[f"{BASE}dataset/a"]} == {
        f"<{BASE}dataset/a>",
        f"<{BASE}dataset/a#period>",
    }
    told = {triple for triples in found.values() for triple in triples}
    assert {str(triple.subject) for triple in set(catalogue("A")) - told} == {f"<{BASE}dataset/series>"}


def test_the_feed_of_the_catalogue(tmp_path: Path) -> None:
    feed = "changes/catalogue.trig"
    publish(tmp_path / "1", None, day(0), {}, entities(catalogue("A")))
    publish(tmp_path / "2", tmp_path / "1", day(1), {}, entities(catalogue("B")))
    state = replayed(tmp_path / "2", feed)
    assert {BASE + name: triples for name, triples in state.items()} == {
        iri: frozenset(triples) for iri, triples in entities(catalogue("B")).items()
    }
    new = quads(tmp_path / "2", "changes/catalogue/2.trig")
    assert [quad.object.value for quad in new if quad.predicate.value == AS + "object"] == [f"{BASE}dataset/a"]  # type: ignore[union-attr]
    publish(tmp_path / "3", tmp_path / "2", day(2), {}, {})
    assert replayed(tmp_path / "3", feed) == {}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.skipif(not SHARED.is_file(), reason="the official shapes are not beside the project")
def test_the_official_shape(tmp_path: Path) -> None:
    import pyshacl  # noqa: PLC0415  # patches rdflib for the whole process

    publish(tmp_path / "1", None, day(0), {}, entities(catalogue("A")))
    publish(tmp_path / "2", tmp_path / "1", day(1), {}, entities(catalogue("B")[:6]))
    shapes = rdflib.Graph().parse(data=SHARED.read_bytes(), format="turtle")
    for path in sorted((tmp_path / "2/changes/catalogue").iterdir()):
        union = rdflib.Graph()
        for quad in rdflib.Dataset().parse(data=path.read_bytes(), format="trig").quads():
            union.add(quad[:3])
        conforms, _, text = pyshacl.validate(union, shacl_graph=shapes, do_owl_imports=False)
        assert conforms, text
        published = rdflib.URIRef(AS + "published")
        union.add((next(union.subjects(published, None)), published, rdflib.Literal("x")))
        assert not pyshacl.validate(union, shacl_graph=shapes, do_owl_imports=False)[0]
