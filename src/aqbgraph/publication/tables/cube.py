"""The data cube as triples: RDF Data Cube and cube.link at once. What never changes of it is in ontology/cube.ttl.

Observations are made one by one and never held together: there are five an agreement.

https://www.w3.org/TR/vocab-data-cube/ and https://cube.link/
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from aqbgraph.graph.mapping import CURRENCIES, literal
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.publication.documents.resources import document
from aqbgraph.publication.output import Long
from aqbgraph.publication.tables.observations import EURO, NUMBER, observations
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.tables.observations import Observation

Json = dict[str, Any]

QB = "http://purl.org/linked-data/cube#"
CUBE_LINK = "https://cube.link/"
PREFIXES = {
    "cube": CUBE_LINK,
    "qb": QB,
    "qudt": "http://qudt.org/schema/qudt/",
    "sh": "http://www.w3.org/ns/shacl#",
    "unit": "http://qudt.org/vocab/unit/",
}
# Number of things: https://qudt.org/vocab/unit/NUM
UNITS = {EURO: CURRENCIES + EURO, NUMBER: PREFIXES["unit"] + NUMBER}

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SH = PREFIXES["sh"]
_WRITTEN = Identifiers()
_TYPE = NamedNode(RDF_TYPE)
_YEAR, _DECIMAL, _INTEGER = (NamedNode(_XSD + name) for name in ("gYear", "decimal", "integer"))
# A value that is not stated (https://cube.link/, section "NULL and empty values").
UNDEFINED = Literal("", datatype=NamedNode(CUBE_LINK + "Undefined"))


def _term(name: str) -> NamedNode:
    return NamedNode(TERMS + name)


_OBSERVED = {
    name: _term(f"observed{name}")
    for name in ("Year", "District", "Programme", "MeasureType", "Amount", "Measures", "Unit", "Status", "Agreement")
}


def cube_document(settings: Settings, path: str, _: Corpus) -> Json:
    """The page of the cube; what follows from the agreements is in `beyond`."""
    title = vocabulary().label(_WRITTEN.observation("cube"))
    return document(settings, path, title, {"id": settings.identifiers.observation("cube")})


def beyond(settings: Settings, corpus: Corpus) -> Long:
    """All that is said of the cube beyond ontology/cube.ttl."""
    names = _Names(settings.identifiers)
    licence = Triple(names.own("cube"), NamedNode(DCTERMS + "license"), NamedNode(settings.licence.iri))
    return Long((licence, *_lists(names, corpus)), partial(_observed, names, corpus), PREFIXES)


class _Names:
    """IRIs as nodes, each kept: a few hundred of them stand in all observations."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self._kept: dict[tuple[str, str | None], NamedNode] = {}

    def own(self, key: str) -> NamedNode:
        """A thing in the document of the cube."""
        return NamedNode(self._identifiers.observation(key))

    def one(self, kind: str, key: str | None) -> NamedNode:
        """A party, programme or concept; its place in the dimension where it is allocated to none."""
        if (kind, key) not in self._kept:
            self._kept[kind, key] = NamedNode(self._made(kind, key))
        return self._kept[kind, key]

    def _made(self, kind: str, key: str | None) -> str:
        return code_iri(self._identifiers, kind, key)

    def agreement(self, path: str) -> NamedNode:
        return NamedNode(f"{self._identifiers.document(path)}#agreement")


def code_iri(identifiers: Identifiers, kind: str, key: str | None) -> str:
    """The IRI of a code of "district", "programme", "measure-type", "status" or "unit"; None is allocated to none."""
    if key is None:
        return identifiers.concept("cube-codes", f"no-{kind}")
    if kind == "unit":
        return UNITS[key]
    if kind in ("district", "programme"):
        return identifiers.party(key) if kind == "district" else identifiers.programme(key)
    return identifiers.concept({"measure-type": "measure-types", "status": "observation-status"}[kind], key)


def _lists(names: _Names, corpus: Corpus) -> Iterator[Triple]:
    """The lists of values by which tools of cube.link fill their menus."""
    words = vocabulary()
    programmes = [entry.key for entry in words.instances("Programme")]
    types = [entry.key for entry in words.concepts("measure-types")]
    yield from _list(names, "year", [Literal(str(year), datatype=_YEAR) for year in corpus.years])
    coded: dict[str, Iterable[str | None]] = {
        "district": sorted({row.party for row in corpus.agreements}),
        "programme": (*programmes, None),
        "measure-type": (*types, None),
        "unit": UNITS,
        "status": [entry.key for entry in words.concepts("observation-status")],
    }
    for kind, keys in coded.items():
        yield from _list(names, kind, [names.one(kind, key) for key in keys])


def _list(names: _Names, shape: str, values: Sequence[NamedNode | Literal]) -> Iterator[Triple]:
    """`sh:in` of a shape: a list whose nodes have names, `cube#in-year-1`."""
    first, rest = NamedNode(_RDF + "first"), NamedNode(_RDF + "rest")
    nodes = [names.own(f"in-{shape}-{number}") for number in range(1, len(values) + 1)]
    yield Triple(names.own(f"shape-{shape}"), NamedNode(_SH + "in"), nodes[0])
    for node, value, following in zip(nodes, values, [*nodes[1:], NamedNode(_RDF + "nil")], strict=True):
        yield Triple(node, first, value)
        yield Triple(node, rest, following)


def _observed(names: _Names, corpus: Corpus) -> Iterator[Triple]:
    """The set of observations, then the observations."""
    observed, contained = names.own("observations"), NamedNode(CUBE_LINK + "observation")
    yield Triple(observed, _TYPE, NamedNode(CUBE_LINK + "ObservationSet"))
    for observation in observations(corpus.agreements):
        yield Triple(observed, contained, names.own(observation.key))
    yield from _each(names, observations(corpus.agreements))


def _each(names: _Names, found: Iterable[Observation]) -> Iterator[Triple]:
    kinds = tuple(NamedNode(name) for name in (f"{CUBE_LINK}Observation", f"{QB}Observation"))
    by, within = NamedNode(CUBE_LINK + "observedBy"), NamedNode(QB + "dataSet")
    cube, observer = names.own("cube"), names.own("observer")
    for one in found:
        node = names.own(one.key)
        yield from (Triple(node, _TYPE, kind) for kind in kinds)
        yield Triple(node, within, cube)
        yield Triple(node, by, observer)
        for name, value in _values(names, one):
            yield Triple(node, _OBSERVED[name], value)


def _values(names: _Names, one: Observation) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield "Year", Literal(str(one.year), datatype=_YEAR)
    yield "District", names.one("district", one.party)
    yield "Programme", names.one("programme", one.programme)
    yield "MeasureType", names.one("measure-type", one.measure_type)
    yield "Amount", UNDEFINED if one.amount is None else Literal(literal(one.amount), datatype=_DECIMAL)
    yield "Measures", UNDEFINED if one.measures is None else Literal(literal(one.measures), datatype=_INTEGER)
    yield "Unit", names.one("unit", one.unit)
    yield "Status", names.one("status", one.status)
    yield "Agreement", names.agreement(one.agreement)
