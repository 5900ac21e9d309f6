"""What one step costs, without the rest of a build: extraction, mapping, writing, parsing, validation; peers beside.

Each function is one side of a case of `cases.py`, called in a process of its own. All rates are by processor time, over
agreements that were gone through once before: what a process loads or learns once is no document's cost. Peers start
from the same statements in memory, in their own form, so that nothing but the step itself is measured.
"""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING, Any

from places import places
from synthetic import FIRST_YEAR, agreement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import rdflib
    from pyoxigraph import Triple

    from aqbgraph.agreement import Agreement
    from aqbgraph.publication.documents.accounting_document import Json

# Processor seconds that a rate is taken over, at least.
LONG = 1.0
# Agreements that steps are measured over: more than remembered lines could make cheap.
COUNT = 48
TEXTS = 312


def texts(count: int) -> list[bytes]:
    """So many agreements as Markdown, of all places and as many years as needed."""
    keys = [place.key for place in places()]
    return [agreement(keys[index % len(keys)], FIRST_YEAR + index // len(keys)).encode() for index in range(count)]


def rate(work: Callable[[Any], object], items: Sequence[Any], *, warm: bool = True) -> float:
    """Items a second of the processor; warm: they have been gone through before."""
    for item in items if warm else ():
        work(item)
    done, begun = 0, time.process_time()
    while True:
        for item in items:
            work(item)
        done += len(items)
        spent = time.process_time() - begun
        if spent >= LONG or not warm:
            return done / spent


def extraction(side: str) -> dict[str, float]:
    """Reading and understanding agreements of years never met, or finding fields by patterns."""
    from extraction import both, plain  # noqa: PLC0415  # a peer's process must not load what is ours

    found = texts(TEXTS)
    if side != "aqbgraph":
        return {"documents": rate(plain, found)}
    for text in found[: TEXTS // 3]:
        both(text)
    return {"documents": rate(both, found[TEXTS // 3 :], warm=False)}


@cache
def _agreements(count: int) -> tuple[tuple[Agreement, Json], ...]:
    """Agreements and the accounts of their lines, as a build has them before mapping."""
    from aqbgraph.extraction.extractor import extract  # noqa: PLC0415
    from aqbgraph.extraction.wording.comparison import Standing  # noqa: PLC0415
    from aqbgraph.identifiers import Identifiers  # noqa: PLC0415
    from aqbgraph.pipeline.documents.publishing import settled  # noqa: PLC0415
    from aqbgraph.publication.documents.accounting_document import accounting_node  # noqa: PLC0415
    from aqbgraph.reading.readers import parse  # noqa: PLC0415

    made = []
    for text in texts(count):
        found = extract(parse(text, "agreement.md"))
        if found.agreement is None:
            raise AssertionError(found.faults)
        made.append((found.agreement, accounting_node(settled(found, Standing({}, {})), Identifiers())))
    return tuple(made)


def _mapped(one: tuple[Agreement, Json]) -> tuple[Triple, ...]:
    from aqbgraph.graph import mapping  # noqa: PLC0415
    from aqbgraph.identifiers import Identifiers  # noqa: PLC0415
    from aqbgraph.publication.publisher.settings import DEFAULT_LICENCE, LICENCES  # noqa: PLC0415

    return mapping.triples(mapping.agreement_json(one[0], Identifiers(), LICENCES[DEFAULT_LICENCE].iri, one[1]))


@cache
def graphs(count: int = COUNT) -> tuple[tuple[Triple, ...], ...]:
    """The statements of so many agreements, each apart."""
    return tuple(map(_mapped, _agreements(count)))


def _statements(found: Iterable[Sequence[Triple]]) -> float:
    """Statements an agreement, on average."""
    sizes = [len(one) for one in found]
    return sum(sizes) / len(sizes)


def mapping(_: str) -> dict[str, float]:
    """Agreements to statements, by way of JSON-LD."""
    return {"documents": rate(_mapped, _agreements(COUNT))}


def _rdflib(found: Iterable[Triple]) -> rdflib.Graph:
    import rdflib  # noqa: PLC0415
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415

    from aqbgraph.graph.mapping import prefixes  # noqa: PLC0415

    graph = rdflib.Graph()
    for prefix, iri in prefixes().items():
        graph.bind(prefix, iri)
    return graph.parse(data=serialize(found, format=RdfFormat.N_TRIPLES) or b"", format="nt")


def turtle(side: str) -> dict[str, float]:
    """Statements in memory to the bytes of a Turtle file, put in order."""
    each = _statements(graphs())
    if side != "aqbgraph":
        return {"statements": each * rate(lambda graph: graph.serialize(format="turtle"), list(map(_rdflib, graphs())))}
    from pyoxigraph import RdfFormat  # noqa: PLC0415

    from aqbgraph.graph.mapping import prefixes  # noqa: PLC0415
    from aqbgraph.graph.store import in_order, write  # noqa: PLC0415

    known = prefixes()
    return {"statements": each * rate(lambda one: write(in_order(one), RdfFormat.TURTLE, known), graphs())}


def parsing(side: str) -> dict[str, float]:
    """Turtle of each agreement, and N-Quads of all, to statements that can be asked."""
    import rdflib  # noqa: PLC0415
    from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize  # noqa: PLC0415

    from aqbgraph.graph.mapping import prefixes  # noqa: PLC0415
    from aqbgraph.graph.store import in_order, load, write  # noqa: PLC0415

    each = _statements(graphs())
    files = [write(in_order(one), RdfFormat.TURTLE, prefixes()) for one in graphs()]
    quads = (Quad(one.subject, one.predicate, one.object, DefaultGraph()) for rows in graphs() for one in rows)
    whole = serialize(quads, format=RdfFormat.N_QUADS) or b""
    if side == "aqbgraph":
        turtle = rate(lambda content: load(content, RdfFormat.TURTLE), files)
        nquads = rate(lambda content: load(content, RdfFormat.N_QUADS), [whole])
    else:
        turtle = rate(lambda content: rdflib.Graph().parse(data=content, format="turtle"), files)
        nquads = rate(lambda content: rdflib.Dataset().parse(data=content, format="nquads"), [whole])
    return {"Turtle": each * turtle, "N-Quads": each * COUNT * nquads}


PYSHACL = "pyshacl as it comes, one by one"


def validation(side: str) -> dict[str, float]:
    """Agreements checked against the shapes, so many in one run; or by pyshacl's own function, each alone."""
    from aqbgraph.graph import validation  # noqa: PLC0415
    from aqbgraph.graph.rules import OF_DOCUMENTS  # noqa: PLC0415
    from aqbgraph.identifiers import Identifiers  # noqa: PLC0415
    from aqbgraph.vocabulary import folder, vocabulary  # noqa: PLC0415

    shapes = validation.load_shapes(folder("shapes"), Identifiers(), ("prefixes", *OF_DOCUMENTS))
    words = tuple(vocabulary().triples(Identifiers()))
    if side == PYSHACL:
        import pyshacl  # noqa: PLC0415

        known, found = _rdflib(words), list(map(_rdflib, graphs()[:8]))
        return {"documents": rate(lambda one: pyshacl.validate(one, shacl_graph=shapes, ont_graph=known), found)}
    size = int(side.rsplit(maxsplit=1)[-1])
    portions = [graphs()[start : start + size] for start in range(0, COUNT, size)]

    def check(portion: Sequence[Sequence[Triple]]) -> None:
        report = validation.validate((triple for one in portion for triple in one), shapes, words)
        if not report.conforms:
            raise AssertionError(report.findings)

    return {"documents": COUNT / len(portions) * rate(check, portions, warm=len(portions) == 1)}
