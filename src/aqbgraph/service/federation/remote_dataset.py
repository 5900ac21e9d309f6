"""The dataset that a store elsewhere may answer from: graphs of the publication being served, and no others.

A store may hold more than ours, and what the protocol's dataset means beside one in the query differs: it should go
before it (SPARQL 1.1 Protocol, section 2.1.4), but Virtuoso 7 takes both. So what a query names in FROM is read out of
it and left out of what is sent, and each request names its dataset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from aqbgraph.service.limits import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aqbgraph.service.workers.frames import Question

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\[^uU]")
_KEYWORD = re.compile("SERVICE|FROM", re.IGNORECASE | re.ASCII)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IN_STRING = {'"': '\\"', "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ORDER_ENDS = frozenset({"LIMIT", "OFFSET", "VALUES"})


@dataclass(frozen=True, slots=True)
class RemoteQuery:
    """A query without FROM, and its dataset: neither list is ever empty, which would mean all that a store has."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a publication in a store: the union of all, their names, and a name that no graph has."""

    union: str
    names: frozenset[str]
    nothing: str

    def query(self, question: Question) -> RemoteQuery:
        """What is asked of the store."""
        text, default, named = without_from(plain(question.query), question.base)
        if question.default is not None or question.named is not None:
            default, named = question.default or (), question.named or ()
        elif question.union:
            wanted = sorted(self.names) if _reads_named(question.query) else [self.nothing]
            return RemoteQuery(text, (self.union,), tuple(wanted))
        return RemoteQuery(text, self._ours(default), self._ours(named))

    def _ours(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(iri for iri in dict.fromkeys(iris) if iri in self.names) or (self.nothing,)


def tokens(query: str) -> Iterator[re.Match[str]]:
    """What a query is made of, comments left out; operators are not among them."""
    return (match for match in TOKEN.finditer(query) if not match[0].startswith("#"))


def plain(query: str) -> str:
    r"""A query without comments and without code points written as escapes.

    Our parser reads these in strings and IRIs only, others before anything else (SPARQL 1.1 Query, section 19.2): what
    is a string or a comment to us would end there, and the rest of it be read as query.

    >>> plain(r'ASK { ?s ?p "\u0022 } SERVICE" } # \u000A SERVICE')
    'ASK { ?s ?p "\\" } SERVICE" }  '
    """
    return TOKEN.sub(_plain, query)


def _plain(match: re.Match[str]) -> str:
    text = match[0]
    if text.startswith("#"):
        return " "
    if text[0] not in "<\"'":
        return text
    kept = _IN_STRING if text[0] != "<" else {}
    return _ESCAPE.sub(lambda found: _character(found, kept), text)


def _character(match: re.Match[str], kept: Mapping[str, str]) -> str:
    digits = match[1] or match[2]
    if not digits:
        return match[0]
    character = chr(int(digits, 16))
    return kept.get(character, character)


def _reads_named(query: str) -> bool:
    return any(match[0].upper() == "GRAPH" for match in tokens(query))


def without_from(query: str, base: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A query without its FROM clauses, the graphs they name, and those that FROM NAMED names; a valid query only.

    `base` is what relative IRIs are relative to.

    >>> without_from("PREFIX a: <urn:a:> SELECT * FROM a:b FROM NAMED <c> {}", "http://example.org/")
    ('PREFIX a: <urn:a:> SELECT *   {}', ('urn:a:b',), ('http://example.org/c',))
    """
    found_tokens = list(tokens(query))
    words = [match[0] for match in found_tokens]
    prefixes: dict[str, str] = {}
    found: dict[bool, list[str]] = {False: [], True: []}
    kept, done = [], 0
    for place, word in enumerate(words):
        if word.upper() == "BASE":
            base = joined(base, iri_of(words[place + 1]))
        elif word.upper() == "PREFIX":
            prefixes[words[place + 1]] = joined(base, iri_of(words[place + 2]))
        elif word.upper() == "FROM":
            named = words[place + 1].upper() == "NAMED"
            last = place + 1 + named
            found[named].append(resolved(words[last], prefixes, base))
            kept.append(query[done : found_tokens[place].start()])
            done = found_tokens[last].end()
    return "".join([*kept, query[done:]]), tuple(found[False]), tuple(found[True])


def without_keywords(query: str) -> str:
    """A query in which nothing is SERVICE or FROM: another text, which can be read if neither was a keyword.

    Our reading follows the grammar, which knows no `1SERVICE` and takes `SERVICE:` for the name of a prefix. The
    engine, and with it the Oxigraph server, finds a keyword in both. So the engine is to tell: if it cannot read this
    any more, one was a keyword. To a string, an IRI or a name another letter makes no difference.

    >>> without_keywords("SELECT ?from { ?from ?p 1service<urn:a> {} }")
    'SELECT ?frox { ?frox ?p 1servicx<urn:a> {} }'
    """
    return _KEYWORD.sub(lambda found: found[0][:-1] + ("x" if found[0][-1].islower() else "X"), query)


def joined(base: str, iri: str) -> str:
    """An IRI as it is meant relative to a base (RFC 3986, section 5); of an absolute one nothing is lost.

    >>> joined("http://a.example/x", "http://a.example/ns#"), joined("http://a.example/x", "#")
    ('http://a.example/ns#', 'http://a.example/x#')
    """
    if _ABSOLUTE.match(iri):
        return iri
    made = urljoin(base, iri)
    return made + "#" if iri.endswith("#") and not made.endswith("#") else made  # urljoin leaves out an empty fragment


def iri_of(token: str) -> str:
    """What stands between the brackets."""
    return token[1:-1]


def resolved(token: str, prefixes: dict[str, str], base: str) -> str:
    """The IRI that a token stands for, by the prefixes with their colons."""
    if token.startswith("<"):
        return joined(base, iri_of(token))
    name, _, local = token.partition(":")
    return prefixes.get(f"{name}:", "") + re.sub(r"\\(.)", r"\1", local)


def ordered_twice(query: str) -> str | None:
    """A variable that an ORDER BY names twice, as Virtuoso 7 (7.2.5) then makes rows mixed from several; else None.

    >>> ordered_twice("SELECT * { ?s ?p ?o } ORDER BY ?s DESC(?s) LIMIT 1")
    '?s'
    """
    words = [match[0] for match in tokens(query)]
    for place, (word, after) in enumerate(pairwise(words)):
        if (word.upper(), after.upper()) != ("ORDER", "BY"):
            continue
        seen: set[str] = set()
        depth = 0
        for term in words[place + 2 :]:
            depth += (term in "({") - (term in ")}")
            if depth < 0 or term.upper() in _ORDER_ENDS:
                break
            name = term.replace("$", "?", 1)
            if name in seen:
                return name
            if name.startswith("?"):
                seen.add(name)
    return None
