"""The dataset that a store elsewhere may answer from: graphs of the publication being served, and no others.

A store may hold more than ours. The protocol's dataset goes before one in the query (SPARQL 1.1 Protocol, section
2.1.4), so each request names one, and what a query names itself is read out of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from aqbgraph.service.limits import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.service.frames import Question

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class RemoteDataset:
    """The graphs that make the default graph, and the named ones; neither is ever empty, which would mean all."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a publication in a store: the union of all, their names, and a name that no graph has."""

    union: str
    names: frozenset[str]
    nothing: str

    def dataset(self, question: Question) -> RemoteDataset:
        """The dataset of a question, without what is not ours."""
        named, default = from_clauses(question.query, question.base)
        if question.default is not None or question.named is not None:
            default, named = tuple(question.default or ()), tuple(question.named or ())
        elif not default and not named:
            wanted = sorted(self.names) if _reads_named(question.query) else []
            return RemoteDataset((self.union,), tuple(wanted) or (self.nothing,))
        return RemoteDataset(self._ours(default), self._ours(named))

    def _ours(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(iri for iri in dict.fromkeys(iris) if iri in self.names) or (self.nothing,)


def _reads_named(query: str) -> bool:
    return any(token.upper() == "GRAPH" for token in _tokens(query))


def _tokens(query: str) -> Iterator[str]:
    for match in TOKEN.finditer(query):
        if not match[0].startswith("#"):
            yield match[0]


def from_clauses(query: str, base: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs that a query names in FROM NAMED and in FROM; `base` is what relative IRIs are relative to.

    >>> from_clauses("PREFIX a: <urn:a:> SELECT * FROM a:b FROM NAMED <c> {}", "http://example.org/")
    (('http://example.org/c',), ('urn:a:b',))
    """
    found: dict[str, list[str]] = {"NAMED": [], "FROM": []}
    prefixes: dict[str, str] = {}
    tokens = [*_tokens(query), ""]
    for before, token, after in zip(tokens, tokens[1:], [*tokens[2:], ""], strict=False):
        word = before.upper()
        if word == "BASE" and token.startswith("<"):
            base = urljoin(base, _iri(token))
        elif word == "PREFIX" and after.startswith("<"):
            prefixes[token] = urljoin(base, _iri(after))
        elif word in found and token.upper() != "NAMED":
            found[word].append(_resolved(token, prefixes, base))
    return tuple(found["NAMED"]), tuple(found["FROM"])


def _iri(token: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), token[1:-1])


def _resolved(token: str, prefixes: dict[str, str], base: str) -> str:
    if token.startswith("<"):
        return urljoin(base, _iri(token))
    name, _, local = token.partition(":")
    return prefixes.get(f"{name}:", "") + re.sub(r"\\(.)", r"\1", local)
