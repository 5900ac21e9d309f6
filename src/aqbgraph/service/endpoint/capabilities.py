"""What the engine can do beyond SPARQL 1.1: found out by asking it, so that the description never promises too much.

https://www.w3.org/TR/sparql12-query/, https://github.com/w3c/sparql-dev/tree/main/SEP
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyoxigraph import Store

SD = "http://www.w3.org/ns/sparql-service-description#"
_SEP = "https://github.com/w3c/sparql-dev/blob/main/SEP"
_GEOF = "http://www.opengis.net/def/function/geosparql/"
_RELATIONS = (
    "sfContains",
    "sfCrosses",
    "sfDisjoint",
    "sfEquals",
    "sfIntersects",
    "sfOverlaps",
    "sfTouches",
    "sfWithin",
)


@dataclass(frozen=True, slots=True)
class Probe:
    """A capability: the property of the description that names it, its IRI, and queries (ASK) that are true with it."""

    property: str
    iri: str
    queries: tuple[str, ...]


def _relation(name: str) -> Probe:
    wkt = "<http://www.opengis.net/ont/geosparql#wktLiteral>"
    query = f'ASK {{ BIND (<{_GEOF}{name}>("POINT(8 50)"^^{wkt}, "POINT(8 51)"^^{wkt}) AS ?x) FILTER (BOUND(?x)) }}'
    return Probe("extensionFunction", _GEOF + name, (query,))


PROBES = (
    Probe(
        "supportedLanguage",
        SD + "SPARQL11Query",
        ("ASK { VALUES ?x { 1 } FILTER NOT EXISTS { ?x <urn:p>+ 2 } }",),
    ),
    Probe(
        "supportedLanguage",
        SD + "SPARQL12Query",
        (
            'VERSION "1.2" ASK {}',
            "ASK { BIND (<<( <urn:s> <urn:p> 1 )>> AS ?t) FILTER (isTRIPLE(?t) && OBJECT(?t) = 1) }",
            'ASK { FILTER (LANGDIR(STRLANGDIR("a", "ar", "rtl")) = "rtl") }',
        ),
    ),
    Probe(
        "languageExtension",
        f"{_SEP}/SEP-0002/sep-0002.md",
        (
            "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
            'ASK { FILTER ("2025-01-31"^^xsd:date - "2025-01-01"^^xsd:date = "P30D"^^xsd:dayTimeDuration) }',
        ),
    ),
    Probe(
        "languageExtension",
        f"{_SEP}/SEP-0006/sep-0006.md",
        ("ASK { VALUES ?a { 1 } LATERAL { BIND (?a + 1 AS ?b) } FILTER (?b = 2) }",),
    ),
    *map(_relation, _RELATIONS),
)


@cache
def capabilities() -> tuple[Probe, ...]:
    """Those that the engine of this process has."""
    return tuple(probe for probe in PROBES if all(map(_holds, probe.queries)))


def _holds(query: str) -> bool:
    try:
        return bool(Store().query(query))
    except (SyntaxError, RuntimeError, ValueError):
        return False
