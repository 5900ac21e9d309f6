"""The named queries of queries/: what they answer, their parameters, and their text with parameters filled in.

The head comment of a query is its documentation, in German and English: `# title:`, `# title@en:`, `# comment:`,
`# comment@en:`, and `# topic:`, a key; for each parameter `# param NAME: TYPE | what it is | example [| required]` and
`# param@en NAME:` what it is in English; for each column of the result `# column NAME: TYPE | what it is | the same in
English`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.errors import QueryError
from aqbgraph.publication.queries.parameter_types import parameter_type
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aqbgraph.identifiers import Identifiers

_KEYS = r"title|title@en|topic|comment|comment@en|param \w+|param@en \w+|column \w+"
_HEAD = re.compile(rf"^# (?P<key>{_KEYS}): (?P<value>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name in the query (without ?), type, what it is, an example, whether it must be given."""

    name: str
    type: str
    comment: str
    comment_en: str
    example: str
    required: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the result: its name (without ?), the type of its values, what it is."""

    name: str
    type: str
    comment: str
    comment_en: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the value of a parameter, in German and English."""

    parameter: str
    german: str
    english: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of queries/; `text` is the file as it is, `topic` a key, "" where the head names none."""

    name: str
    title: str
    title_en: str
    comment: str
    comment_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    topic: str = ""

    @property
    def body(self) -> str:
        """The query without the comments of its head."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("#"))


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
            parameters=tuple(_parameter(key, head) for key in head if key.startswith("param ")),
            columns=tuple(_column(key, head[key]) for key in head if key.startswith("column ")),
            text=text,
            topic=head.get("topic", ""),
        )
    except KeyError as error:
        raise QueryError(f"queries/{name}.rq: im Kopf fehlt {error}.") from error


def _parameter(key: str, head: Mapping[str, str]) -> Parameter:
    kind, comment, example, *more = (part.strip() for part in head[key].split("|"))
    name = key.removeprefix("param ")
    return Parameter(name, kind, comment, head[f"param@en {name}"], example, required=more == ["required"])


def _column(key: str, value: str) -> Column:
    kind, german, english = (part.strip() for part in value.split("|"))
    return Column(key.removeprefix("column "), kind, german, english)


def faults(query: NamedQuery, values: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with the values: a parameter is unknown, missing, or not of its type."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in sorted(values.keys() - known.keys()):
        there = ", ".join(known)
        yield Fault(
            name,
            f"Die Abfrage „{query.name}“ hat keinen Parameter „{name}“ (sondern: {there or 'keine'}).",
            f'The query "{query.name}" has no parameter "{name}" (but: {there or "none"}).',
        )
    for name, parameter in known.items():
        kind = parameter_type(parameter.type)
        if name not in values and parameter.required:
            example = parameter.example
            yield Fault(
                name,
                f"Der Abfrage „{query.name}“ fehlt der Parameter „{name}“ (z. B. {example}).",
                f'The query "{query.name}" lacks the parameter "{name}" (e.g. {example}).',
            )
        elif name in values and not kind.accepts(values[name]):
            value = values[name]
            yield Fault(name, f"„{value}“ ist {kind.german}.", f'"{value}" is {kind.english}.')


def fill(query: NamedQuery, values: Mapping[str, str], identifiers: Identifiers) -> str:
    """The query's text with its parameters bound, as terms and never as text: nothing can be smuggled in.

    Raises:
        QueryError: a parameter is unknown, missing, or not of its type.
    """
    fault = next(faults(query, values), None)
    if fault is not None:
        raise QueryError(fault.german)
    bound = "".join(
        f"\n  VALUES ?{row.name} {{ {parameter_type(row.type).term(values[row.name], identifiers)} }}"
        for row in query.parameters
        if row.name in values
    )
    return query.text.replace("WHERE {", "WHERE {" + bound, 1)
