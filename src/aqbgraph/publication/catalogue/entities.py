"""The catalogue's graph by the entities that portals know, each with what belongs to it alone.

A DCAT-AP feed has an activity for each catalogue, dataset, distribution, service, agent and contact ("standalone
entities"); periods, checksums and places are told with what they belong to. Its shape knows no series of datasets, so
a series is in the catalogue and not in its feed. https://semiceu.github.io/LDES-DCAT-AP-feeds/
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple

_DCAT = "http://www.w3.org/ns/dcat#"
STANDALONE = frozenset(
    {
        *(_DCAT + name for name in ("Catalog", "Dataset", "Distribution", "DataService")),
        "http://xmlns.com/foaf/0.1/Agent",
        "http://www.w3.org/2006/vcard/ns#Kind",
    }
)
_APART = STANDALONE | {_DCAT + "DatasetSeries"}


def entities(graph: Iterable[Triple]) -> dict[str, tuple[Triple, ...]]:
    """What is said of each entity, by its IRI."""
    said: dict[str, list[Triple]] = defaultdict(list)
    for triple in graph:
        if isinstance(triple.subject, NamedNode):
            said[triple.subject.value].append(triple)
    apart = {iri for iri, triples in said.items() if _types(triples) & _APART}
    found = sorted(iri for iri in apart if _types(said[iri]) & STANDALONE)
    return {iri: tuple(_closure(iri, said, apart)) for iri in found}


def _types(triples: Iterable[Triple]) -> set[str]:
    return {str(triple.object.value) for triple in triples if triple.predicate.value == RDF_TYPE}  # type: ignore[union-attr]  # a type is an IRI


def _closure(iri: str, said: Mapping[str, list[Triple]], apart: set[str]) -> Iterator[Triple]:
    """The statements on a thing and on what it leads to, as far as that stands for nothing of its own."""
    seen, waiting = {iri}, [iri]
    while waiting:
        for triple in said.get(waiting.pop(), ()):
            yield triple
            target = triple.object.value if isinstance(triple.object, NamedNode) else ""
            if target in said and target not in apart and target not in seen:
                seen.add(target)
                waiting.append(target)
