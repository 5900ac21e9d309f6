"""Triples as JSON-LD with their prefixes inline: readers need nothing from elsewhere, and it stays legible.

pyoxigraph writes the expanded form only, without a context (https://www.w3.org/TR/json-ld11/#expanded-document-form).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from aqbgraph.graph.mapping import to_text
from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

Json = dict[str, Any]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def json_ld(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """A graph without blank nodes, in the order given; names of things stay absolute, those of terms are shortened."""
    listed, nodes = list(triples), dict[str, Json]()
    # A name whose scheme is a prefix would be read as a short one.
    schemes = {str(term).partition(":")[0].removeprefix("<") for one in listed for term in one}
    prefixes = {prefix: namespace for prefix, namespace in prefixes.items() if prefix not in schemes}
    for triple in listed:
        if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode | Literal):
            raise TypeError(f"Only IRIs and literals are published: {triple}")
        node = nodes.setdefault(triple.subject.value, {"@id": triple.subject.value})
        if triple.predicate.value == RDF_TYPE:
            node.setdefault("@type", []).append(_short(triple.object.value, prefixes))
        else:
            node.setdefault(_short(triple.predicate.value, prefixes), []).append(_value(triple.object, prefixes))
    return to_text({"@context": prefixes, "@graph": list(nodes.values())}).encode()


def _value(value: Literal | NamedNode, prefixes: Mapping[str, str]) -> Json | str:
    if isinstance(value, NamedNode):
        return {"@id": value.value}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == _STRING:
        return value.value
    return {"@value": value.value, "@type": _short(value.datatype.value, prefixes)}


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    """A compact IRI, where what follows the prefix leaves no other reading (JSON-LD 1.1, section 4.1.5)."""
    for prefix, namespace in prefixes.items():
        name = iri.removeprefix(namespace)
        if name != iri and name.isidentifier():
            return f"{prefix}:{name}"
    return iri
