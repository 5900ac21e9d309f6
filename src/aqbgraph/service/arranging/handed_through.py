"""Values that a query hands through keep the form they were written in: 007 stays 007, 491550.00 keeps its cents.

The engine knows numbers, days and times by their value alone, and writes each in canonical form
(https://github.com/oxigraph/oxigraph/issues/526); but a term is what it was written as (RDF 1.1 Concepts, section 3.3).
So a value that nothing but the result sees is given a type that the engine does not know, which is taken off the
result. Where anything is done with a value, also a join, it stays with what the engine makes of it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from aqbgraph.service.arranging.lexing import UnreadError, closings, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aqbgraph.service.arranging.lexing import Token

LONGEST = 8192  # characters of a query that is looked at
XSD = "http://www.w3.org/2001/XMLSchema#"
MARK = "x-as-written:"
_MARKED = (MARK + XSD).encode()
_UNMARKED = XSD.encode()
# No literal is handed through without VALUES or one of these, which most queries lack.
_GIVEN_AS = re.compile(r'["\d>]\s++AS\b|\^\^\S++\s++AS\b')
# Of a string the type says nothing: "a" and "a"^^xsd:string are one term (RDF 1.1 Concepts, section 3.3).
_STRING = f"{XSD}string"
# What the engine writes as it was written, of the types whose form is simple and of as many digits as it surely has.
_CANONICAL = {
    f"{XSD}{name}": re.compile(form)
    for name, form in {
        "boolean": r"true|false",
        "integer": r"0|-?[1-9]\d{0,17}",
        "decimal": r"-?(?:0|[1-9]\d{0,14})\.\d{0,14}[1-9]",
    }.items()
}
# A number without a type, by what it looks like (SPARQL 1.1 Query, section 4.1.2).
_NUMBERS = (("double", re.compile(r"[eE]")), ("decimal", re.compile(r"\.")), ("integer", re.compile("")))


class File(Protocol):
    """What an engine's writer writes to."""

    def write(self, data: bytes, /) -> int:
        """Takes the bytes."""

    def flush(self) -> None:
        """Sends what it holds."""


def handed_through(query: str) -> str:
    """The query with marked types where a literal goes to the result and nowhere else; the same query otherwise.

    >>> handed_through('SELECT ?a { VALUES ?a { 007 } }')
    'SELECT ?a { VALUES ?a { "007"^^<x-as-written:http://www.w3.org/2001/XMLSchema#integer> } }'
    """
    # `\u0022` may end a string: such escapes are read before anything else (SPARQL 1.1 Query, section 19.2).
    if len(query) > LONGEST or MARK in query or "\\u" in query or "\\U" in query:
        return query
    words = query.upper()
    return _marked(query) if "VALUES" in words or _GIVEN_AS.search(words) else query


def shown(datatype: str) -> str:
    """A type without its mark."""
    return datatype.removeprefix(MARK)


class Unmarking:
    """A file that takes the marks off what is written to it. A mark may come in two pieces: its beginning waits."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._held = b""

    def write(self, data: bytes) -> int:
        """Takes the bytes."""
        ready = (self._held + data).replace(_MARKED, _UNMARKED)
        self._held = _begun(ready)
        if ready := ready[: len(ready) - len(self._held)]:
            self._file.write(ready)
        return len(data)

    def flush(self) -> None:
        """Writes what waits: nothing comes behind it."""
        if self._held:
            self._file.write(self._held)
            self._held = b""
        self._file.flush()


def _begun(data: bytes) -> bytes:
    """The end of the bytes that a mark may begin with."""
    last = data.rfind(_MARKED[:1], max(0, len(data) - len(_MARKED) + 1))
    return data[last:] if last >= 0 and _MARKED.startswith(data[last:]) else b""


@lru_cache(maxsize=256)
def _marked(query: str) -> str:
    try:
        read = tokens(query)
        changes = sorted(_changes(read))
    except UnreadError:
        return query
    parts, done = list[str](), 0
    for start, end, text in changes:
        parts += (query[done:start], text)
        done = end
    return "".join((*parts, query[done:]))


class _Given(NamedTuple):
    """A variable and the place of a term that it is given, from the first token to that behind the last."""

    variable: str
    first: int
    behind: int


def _changes(read: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Beginning, end and new text of each literal that is handed through.

    Raises:
        UnreadError: the query is not certain.
    """
    # Another endpoint would be given the marks; the engine finds the keyword in SERVICE:name too.
    if any(one.kind in ("word", "name") and one.text.upper().startswith("SERVICE") for one in read):
        return
    ends = closings(read)
    unused = _unused(read, ends)
    prefixes = {read[at + 1].text: read[at + 2].text for at, one in enumerate(read[:-2]) if one.text == "PREFIX"}
    for given in _all_given(read, ends):
        if given.variable in unused and (text := _with_mark(read[given.first : given.behind], prefixes)):
            yield read[given.first].start, read[given.behind - 1].end, text


def _unused(read: Sequence[Token], ends: Mapping[int, int]) -> set[str]:
    """Variables that stand in one place only, besides those that merely say what is selected."""
    selected = {place for at, one in enumerate(read) if one.text == "SELECT" for place in _selected(read, at, ends)}
    used = Counter(one.text[1:] for at, one in enumerate(read) if one.kind == "variable" and at not in selected)
    return {name for name, number in used.items() if number == 1}


def _selected(read: Sequence[Token], at: int, ends: Mapping[int, int]) -> Iterator[int]:
    """The places behind a SELECT, up to its pattern, that are in no expression."""
    at += 1
    while at < len(read) and read[at].text not in ("{", "WHERE", "FROM", "SELECT"):
        yield at
        at = ends.get(at, at + 1)


def _all_given(read: Sequence[Token], ends: Mapping[int, int]) -> Iterator[_Given]:
    """The terms of each VALUES, and those before an AS."""
    for at, one in enumerate(read):
        if one.text == "VALUES" and one.kind == "word":
            yield from _values(read, at + 1, ends)
        elif one.text == "(":
            behind = _behind(read, at + 1)
            if [token.text for token in read[behind : behind + 1]] == ["AS"] and behind + 1 < len(read):
                yield _Given(read[behind + 1].text[1:], at + 1, behind)


def _values(read: Sequence[Token], at: int, ends: Mapping[int, int]) -> Iterator[_Given]:
    """The terms of a VALUES whose variables begin at a place.

    Raises:
        UnreadError: a term is none by itself, as a triple.
    """
    opened = ends.get(at, at + 1)
    variables = [one.text[1:] for one in read[at:opened] if one.kind == "variable"]
    last, column, at = ends.get(opened, opened) - 1, 0, opened + 1
    while at < last and variables:
        if read[at].text in ("(", ")"):
            at, column = at + 1, 0
            continue
        if read[at].text == "<":
            raise UnreadError
        behind = _behind(read, at)
        yield _Given(variables[column % len(variables)], at, behind)
        at, column = behind, column + 1


def _behind(read: Sequence[Token], at: int) -> int:
    """The place behind the term that begins at a place; that place itself where none does.

    Raises:
        UnreadError: the query ends there.
    """
    kinds = [one.kind for one in read[at : at + 2]]
    if not kinds:
        raise UnreadError
    if kinds == ["string", "tag"] or (read[at].text in ("+", "-") and kinds[1:] == ["number"]):
        return at + 2
    if kinds[0] == "string" and [one.text for one in read[at + 1 : at + 2]] == ["^^"]:
        return at + 3
    return at + 1


def _with_mark(term: Sequence[Token], prefixes: Mapping[str, str]) -> str | None:
    """A literal of a type of XML Schema with a mark; None of any other term, and where the engine keeps the form."""
    if term[-1].kind == "number":
        lexical = "".join(one.text for one in term)
        datatype = XSD + next(name for name, looks in _NUMBERS if looks.search(lexical))
        quoted = f'"{lexical}"'
    elif len(term) == 3:
        prefix, _, name = term[2].text.partition(":")
        datatype = term[2].text[1:-1] if term[2].kind == "iri" else prefixes.get(f"{prefix}:", "")[1:-1] + name
        quoted = term[0].text
        lexical = quoted[1:-1]  # of a long string some quotes stay, so it is marked
    else:
        return None
    kept = datatype in _CANONICAL and _CANONICAL[datatype].fullmatch(lexical)
    return f"{quoted}^^<{MARK}{datatype}>" if datatype.startswith(XSD) and datatype != _STRING and not kept else None
