"""The named queries of queries/: what they answer, their parameters, and their text with parameters filled in.

The head comment of a query is its documentation: `# title:`, `# title@en:`, `# comment:`, `# comment@en:` and, for each
parameter, `# param NAME: TYPE | what it is | example [| required]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from aqbgraph.errors import QueryError
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aqbgraph.identifiers import Identifiers

_XSD = "http://www.w3.org/2001/XMLSchema#"
_HEAD = re.compile(r"^# (?P<key>title|title@en|comment|comment@en|param \w+): (?P<value>.+)$", re.MULTILINE)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name in the query (without ?), type, what it is, an example, whether it must be given."""

    name: str
    type: str
    comment: str
    example: str
    required: bool


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of queries/; `text` is the file as it is."""

    name: str
    title: str
    title_en: str
    comment: str
    comment_en: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    return tuple(_parse(path.stem, path.read_text("utf-8")) for path in sorted(folder("queries").glob("*.rq")))


def query(name: str) -> NamedQuery:
    """The query with this name.

    Raises:
        QueryError: there is none.
    """
    known = {query.name: query for query in queries()}
    if name not in known:
        raise QueryError(f"Eine Abfrage „{name}“ gibt es nicht. Vorhanden sind: {', '.join(known)}.")
    return known[name]


def _parse(name: str, text: str) -> NamedQuery:
    head = {match["key"]: match["value"].strip() for match in _HEAD.finditer(text)}
    try:
        return NamedQuery(
            name=name,
            title=head["title"],
            title_en=head["title@en"],
            comment=head["comment"],
            comment_en=head["comment@en"],
            parameters=tuple(_parameter(key, value) for key, value in head.items() if key.startswith("param ")),
            text=text,
        )
    except KeyError as error:
        raise QueryError(f"queries/{name}.rq: im Kopf fehlt {error}.") from error


def _parameter(key: str, value: str) -> Parameter:
    kind, comment, example, *more = (part.strip() for part in value.split("|"))
    return Parameter(key.removeprefix("param "), kind, comment, example, required=more == ["required"])


def fill(query: NamedQuery, values: Mapping[str, str], identifiers: Identifiers) -> str:
    """The query's text with its parameters bound, as terms and never as text: nothing can be smuggled in.

    Raises:
        QueryError: a parameter is unknown, missing, or not of its type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            raise QueryError(
                f"Die Abfrage „{query.name}“ hat keinen Parameter „{name}“ (sondern: {', '.join(known) or 'keine'})."
            )
    bound = ""
    for name, parameter in known.items():
        if name in values:
            bound += f"\n  VALUES ?{name} {{ {_TERMS[parameter.type](values[name], identifiers)} }}"
        elif parameter.required:
            raise QueryError(f"Der Abfrage „{query.name}“ fehlt der Parameter „{name}“ (z. B. {parameter.example}).")
    return query.text.replace("WHERE {", "WHERE {" + bound, 1)


def _year(text: str, _: Identifiers) -> Literal:
    if not _YEAR.fullmatch(text):
        raise QueryError(f"„{text}“ ist kein Jahr (erwartet z. B. 2025).")
    return Literal(text, datatype=NamedNode(_XSD + "gYear"))


def _party(text: str, identifiers: Identifiers) -> NamedNode:
    if not re.fullmatch(r"[a-z0-9-]+", text):
        raise QueryError(f"„{text}“ ist kein Schlüssel einer Gebietskörperschaft (erwartet z. B. odenwaldkreis).")
    return NamedNode(identifiers.party(text))


def _string(text: str, _: Identifiers) -> Literal:
    return Literal(text)


_TERMS: dict[str, Callable[[str, Identifiers], Literal | NamedNode]] = {
    "xsd:gYear": _year,
    "aqb:Party": _party,
    "xsd:string": _string,
}
