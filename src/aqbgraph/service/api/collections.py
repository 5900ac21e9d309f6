"""Agreements, parties and measures as JSON and JSON-LD, with the names of the published context."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from aqbgraph.graph.mapping import context, prefixes, property_iri
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.publication.frame.frames import embedded
from aqbgraph.publication.queries.parameter_types import parameter_type
from aqbgraph.publication.queries.queries import Fault
from aqbgraph.service.api.parameters import Choice, Number, Paging, schema
from aqbgraph.service.api.queries import OFFSET, SOLUTIONS
from aqbgraph.service.api.tables import ApiFormat
from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aqbgraph.publication.queries.queries import Parameter
    from aqbgraph.service.api.listing import Ask, Pages
    from aqbgraph.service.api.parameters import Asked

JSON = ApiFormat("json", "application/json")
JSON_LD = ApiFormat("jsonld", "application/ld+json")
FORMATS = (JSON, JSON_LD)
PAGING = Paging(Number(1, 500, 100), OFFSET, Choice(tuple(row.name for row in FORMATS)))

Term = NamedNode | Literal
Members = dict[str, list[Term]]

# Names for a property of the context read backwards, which JSON-LD writes under @reverse (JSON-LD 1.1, 4.8).
BACKWARDS = {"agreement": "measures"}

_NUMBERS = {"xsd:integer": int, "xsd:gYear": int, "xsd:decimal": float}
_BOOLEAN = "xsd:boolean"


@dataclass(frozen=True, slots=True)
class Shape:
    """What is told of a thing: its fields, and the fields whose values are told in turn. Names are the context's."""

    fields: tuple[str, ...]
    nested: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collection:
    """A listing below /api/: what is listed, in which order (`WHERE {` … with ?item), by which parameters, and how."""

    path: str
    title: str
    title_en: str
    comment: str
    comment_en: str
    select: str
    own: tuple[Parameter, ...]
    filters: Mapping[str, str]
    shape: Shape
    formats: tuple[ApiFormat, ...] = FORMATS
    paging: Paging = PAGING

    def faults(self, values: Mapping[str, str]) -> Iterator[Fault]:
        """What is wrong with its own parameters."""
        known = {row.name: row for row in self.own}
        for name in sorted(values.keys() - known.keys() - self.paging.checks().keys()):
            there = ", ".join(known)
            yield Fault(
                name,
                f"/api/{self.path} hat keinen Parameter „{name}“ (sondern: {there}).",
                f'/api/{self.path} has no parameter "{name}" (but: {there}).',
            )
        for name, row in known.items():
            kind = parameter_type(row.type)
            if name in values and not kind.accepts(values[name]):
                value = values[name]
                yield Fault(name, f"„{value}“ ist {kind.german}.", f'"{value}" is {kind.english}.')

    async def answer(self, asked: Asked, row: ApiFormat, ask: Ask, pages: Pages) -> tuple[bytes, bool]:
        """The page of things in a format, and whether there are more.

        Raises:
            Problem: the query takes too much, or there is no room for it now.
        """
        found = _solutions(await ask(self._select(asked, Identifiers(pages.base)), SOLUTIONS))
        items = [solution["item"].value for solution in found]
        listed = items[: asked.limit]
        nodes = await self._nodes(listed, ask) if listed else {}
        things = [_told(item, self.shape, nodes, exact=row is JSON_LD) for item in listed]
        more = len(items) > asked.limit
        if row is JSON_LD:
            return _dumped(embedded({"@context": {"@base": pages.base}, "@graph": things})), more
        about = {"offset": asked.offset, "limit": asked.limit, "more": more}
        return _dumped({**about, "parameters": dict(sorted(asked.values.items())), "items": things}), more

    def _select(self, asked: Asked, identifiers: Identifiers) -> str:
        bound = ""
        for row in self.own:
            if row.name in asked.values:
                term = parameter_type(row.type).term(asked.values[row.name], identifiers)
                bound += f"\n  VALUES ?{row.name} {{ {term} }}\n  {self.filters[row.name]}"
        text = self.select.replace("# filters", bound)
        return f"PREFIX aqb: <{TERMS}>\n{text}\nLIMIT {asked.limit + 1}\nOFFSET {asked.offset}\n"

    async def _nodes(self, items: Iterable[str], ask: Ask) -> Mapping[str, Members]:
        """The things and what hangs on them, by IRI: property → values."""
        listed, nested = " ".join(f"<{item}>" for item in items), self.shape.nested
        own = _predicates((*self.shape.fields, *self.shape.nested))
        below = _predicates((*(name for shape in nested.values() for name in shape.fields), *BACKWARDS.keys() & nested))
        ways = " UNION ".join(_way(name) for name in self.shape.nested)
        found = await ask(
            "SELECT DISTINCT ?s ?p ?o WHERE {\n"
            f"  {{ VALUES ?s {{ {listed} }} ?s ?p ?o FILTER (?p IN ({own})) }}\n"
            + (
                f"  UNION {{ VALUES ?item {{ {listed} }} {{ {ways} }} ?s ?p ?o FILTER (?p IN ({below})) }}\n"
                if ways
                else ""
            )
            + "}",
            SOLUTIONS,
        )
        nodes: dict[str, Members] = defaultdict(lambda: defaultdict(list))
        for solution in _solutions(found):
            nodes[solution["s"].value][solution["p"].value].append(solution["o"])
            # An inverse property is not among those of the thing itself.
            for name in self.shape.nested:
                if (inverse := _inverse(name)) and solution["p"].value == inverse:
                    nodes[solution["o"].value][_iri(name)].append(solution["s"])
        return nodes

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its answer in JSON."""
        return {
            "type": "object",
            "required": ["offset", "limit", "more", "parameters", "items"],
            "properties": {
                "offset": {"type": "integer"},
                "limit": {"type": "integer"},
                "more": {"type": "boolean"},
                "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
                "items": {"type": "array", "items": _schema(self.shape)},
            },
        }

    def parameters(self) -> list[tuple[dict[str, Any], str, str]]:
        """Its own parameters as OpenAPI has them, each with what it is in German and English."""
        return [
            ({"name": row.name, "in": "query", "required": False, "schema": schema(row)}, row.comment, row.comment_en)
            for row in self.own
        ]


def _solutions(body: bytes) -> Iterator[Any]:
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise TypeError(type(found))
    return iter(found)


def _inverse(name: str) -> str | None:
    """The property that a name means backwards."""
    return property_iri(BACKWARDS[name]) if name in BACKWARDS else None


def _iri(name: str) -> str:
    return f"^{inverse}" if (inverse := _inverse(name)) else property_iri(name)


def _expanded(compact: str) -> str:
    prefix, _, local = compact.partition(":")
    return prefixes().get(prefix, "urn:x-unknown:") + local


def _way(name: str) -> str:
    inverse = _inverse(name)
    return f"{{ ?s <{inverse}> ?item }}" if inverse else f"{{ ?item <{property_iri(name)}> ?s }}"


def _predicates(names: Iterable[str]) -> str:
    iris = sorted({_inverse(name) or property_iri(name) for name in names} | {RDF_TYPE})
    return ", ".join(f"<{iri}>" for iri in iris)


def _told(iri: str, shape: Shape, nodes: Mapping[str, Members], *, exact: bool) -> dict[str, Any]:
    """A thing under the names of the context. `exact`: all values as text, as JSON-LD needs them."""
    members = nodes.get(iri, {})
    told: dict[str, Any] = {"id": iri, "type": _types(members.get(RDF_TYPE, []))}
    for name in shape.fields:
        values = [_plain(name, term, exact=exact) for term in _fitting(name, members.get(_iri(name), []))]
        if values:
            told[name] = values if _plural(name) else values[0] if len(values) == 1 else values
    for name, inner in shape.nested.items():
        iris = sorted({term.value for term in members.get(_iri(name), [])})
        things = [_told(each, inner, nodes, exact=exact) for each in iris]
        if things and exact and name in BACKWARDS:
            told["@reverse"] = {BACKWARDS[name]: things}
        elif things:
            told[name] = things if _plural(name) else things[0] if len(things) == 1 else things
    return told


def _plural(name: str) -> bool:
    return name.endswith("s") and name not in ("ags", "sameAs", "series")


def _types(terms: Iterable[Term]) -> list[str]:
    """The classes that the context has a name for; only names without a colon, in its order."""
    iris = {term.value for term in terms}
    named = (name for name, term in context().items() if isinstance(term, str) and ":" in term)
    return [name for name in named if name[0].isupper() and _expanded(context()[name]) in iris]


def _fitting(name: str, terms: Iterable[Term]) -> list[Term]:
    """The values that the name means: text in the language that the context says; in a fixed order."""
    term = context()[name]
    language = term.get("@language")
    fitting = [t for t in terms if language is None or (isinstance(t, Literal) and t.language == language)]
    return sorted(fitting, key=str)


def _plain(name: str, term: Term, *, exact: bool) -> Any:
    kind = context()[name].get("@type", "")
    if exact:
        return term.value
    if kind == _BOOLEAN:
        return term.value in ("true", "1")
    number = _NUMBERS.get(kind, str)(term.value)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _dumped(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _schema(shape: Shape) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "id": {"type": "string"},
        "type": {"type": "array", "items": {"type": "string"}},
    }
    for name in shape.fields:
        one = {"type": _JSON_TYPES.get(context()[name].get("@type", ""), "string")}
        many = {"type": "array", "items": one}
        properties[name] = many if _plural(name) else {"anyOf": [one, many]}
    for name, inner in shape.nested.items():
        one = _schema(inner)
        many = {"type": "array", "items": one}
        properties[name] = many if _plural(name) else {"anyOf": [one, many]}
    return {"type": "object", "required": ["id", "type"], "properties": properties}


_JSON_TYPES = {"xsd:integer": "integer", "xsd:gYear": "integer", "xsd:decimal": "number", _BOOLEAN: "boolean"}
