"""How much one request may cost, and what a query's text tells before it is parsed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from aqbgraph.service.problems import REMOTE, TOO_COMPLEX, TOO_LONG, Problem

MEBIBYTE = 1 << 20
FEW = 50  # brackets: how deep they go is then of no interest
CORES = max(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the service allows. Times in seconds, memory and sizes in bytes.

    deadline: evaluation of one query; a client may ask for less with `timeout=`.
    quick: after this time a query counts as long and moves to a slot for long queries.
    workers: slots for long queries, half of them for queries that had to be ended before.
    slots: slots for quick ones, several for each core, so that long ones that begin there leave some free.
    queue, patience: how many requests of a kind may wait for a slot, and for how long each. Waiting costs nothing;
    who is refused at once asks again at once.
    memory: what a worker may allocate beyond the loaded store. result: a serialised result that is sent when complete.
    whole: a result up to this is complete before it is sent. stream: a longer one, sent as it is found; 0 for none.
    query: characters of a query. body: bytes of a request body. nesting: brackets within brackets.
    rows: rows shown in the HTML table.
    cache, cached: bytes and number of results that are kept; 0 keeps none.
    rate: requests a client (by its address) may make a minute; 0 for as many as it likes.
    connections: how many there may be at once; one too many takes the place of the one that has waited longest.
    services: IRIs of the endpoints that SERVICE may ask; without any, nobody is asked.
    """

    deadline: float = 10.0
    quick: float = 0.1
    workers: int = 2 * CORES
    slots: int = 4 * CORES
    queue: int = 256
    patience: float = 10.0
    memory: int = 600 * MEBIBYTE
    result: int = 32 * MEBIBYTE
    whole: int = 8 * MEBIBYTE
    stream: int = 256 * MEBIBYTE
    query: int = 256 * 1024
    body: int = MEBIBYTE
    nesting: int = 100
    rows: int = 1000
    cache: int = 64 * MEBIBYTE
    cached: int = 4096
    rate: int = 0
    connections: int = 1000
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traits:
    """What can be seen in a query without parsing it: how deep its brackets go, and the keywords that matter here.

    relative: whether it has an IRI that depends on where it is asked, or makes IRIs. blank: whether it has blank nodes.
    escaped: whether it has codepoint escapes, behind which anything may be hidden.
    """

    nesting: int
    words: frozenset[str]
    relative: bool = False
    blank: bool = False
    escaped: bool = False

    @property
    def names_dataset(self) -> bool:
        """Whether it has a FROM clause, that is, a dataset of its own (SPARQL 1.1 Query, section 13.2)."""
        return "FROM" in self.words

    @property
    def calls_remote(self) -> bool:
        """Whether it asks another endpoint (SPARQL 1.1 Federated Query)."""
        return "SERVICE" in self.words

    @property
    def repeatable(self) -> bool:
        """Whether the same query over the same data has the same result; nobody knows what is elsewhere."""
        return not self.escaped and not self.calls_remote and not self.words & _CHANGING

    @property
    def makes_blank_nodes(self) -> bool:
        """Whether its result may have blank nodes of its own, whose labels differ each time."""
        return self.blank and "CONSTRUCT" in self.words


_CHANGING = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
_MAKES_IRI = frozenset({"IRI", "URI"})
_KEYWORDS = _CHANGING | _MAKES_IRI | {"FROM", "SERVICE", "CONSTRUCT"}

_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]{4}")

# The terminals of SPARQL 1.1 Query, section 19.8, as far as they can hide a bracket or a keyword. Possessive, and a
# string without an end reaches to the end of the text: no input makes the scan take more than linear time.
TOKEN = re.compile(
    r"""
      \#[^\n\r]*+
    | <(?:(?P<absolute>[A-Za-z][A-Za-z0-9+.-]*+:)|(?P<relative>))
      (?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>
    | \"{3}(?:[^"\\]|\\[\s\S]|"(?!""))*+(?:\"{3})?
    | '{3}(?:[^'\\]|\\[\s\S]|'(?!''))*+(?:'{3})?
    | "(?:[^"\\\n\r]|\\[\s\S])*+"?
    | '(?:[^'\\\n\r]|\\[\s\S])*+'?
    | (?P<blank>\[|_:[\w.-]*+)
    | (?P<open>[({])
    | (?P<close>[)}\]])
    | (?:\w[\w.-]{0,63}+)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[\s\S])*+
    | [?$@]\w++
    | (?P<word>\w++)
    """,
    re.VERBOSE,
)


# Where none of this occurs, not even inside a string or another word, there is nothing to find. What begins a relative
# IRI may also compare two values. One search for each costs a third of one for all with their alternatives.
_TELLING = (*sorted(_KEYWORDS), "_:", "[", "\\")
_RELATIVE = re.compile(r"""<(?![A-Za-z][A-Za-z0-9+.-]*+:)[^<>"{}|^`\x00-\x20]*+>""")


def _plain(query: str) -> bool:
    # Upper case also makes two letters of one, as of a ligature, but never hides one that was there.
    upper = query.upper()
    return not any(map(upper.__contains__, _TELLING)) and _RELATIVE.search(query) is None


_FEW_BRACKETS = tuple(Traits(number, frozenset()) for number in range(FEW + 1))


def traits(query: str) -> Traits:
    """Reads a query's traits; strings, IRIs, names, variables and comments hide what is in them.

    `nesting` is the number of brackets where they are too few for their order to matter.

    >>> traits('SELECT * FROM <urn:a> { ?service ?p "SERVICE" } # ((').words
    frozenset({'FROM'})
    """
    opened = query.count("{") + query.count("(")
    if opened <= FEW and _plain(query):
        return _FEW_BRACKETS[opened]
    depth = deepest = 0
    words, kinds = set(), set()
    for match in TOKEN.finditer(query):
        name = match.lastgroup
        if name == "word":
            words.add(match[0].upper())
        elif name == "open" or match[0] == "[":
            depth += 1
            deepest = max(deepest, depth)
        elif name == "close":
            depth -= 1
        kinds.add(name)
    found = frozenset(words & _KEYWORDS)
    # A codepoint escape may stand for any letter, also of a keyword (SPARQL 1.1 Query, section 19.2).
    escaped = _ESCAPE.search(query) is not None
    relative = escaped or "relative" in kinds or bool(found & _MAKES_IRI)
    return Traits(deepest, found, relative, "blank" in kinds, escaped)


def check(query: str, found: Traits, limits: Limits) -> None:
    """Refuses what must not reach a worker.

    Raises:
        Problem: the query is too long or too deeply nested, or wants to ask another service.
    """
    if len(query) > limits.query:
        raise Problem(
            TOO_LONG,
            f"Die Abfrage hat {len(query)} Zeichen; erlaubt sind {limits.query}.",
            f"The query has {len(query)} characters; the limit is {limits.query}.",
        )
    if found.nesting > limits.nesting:
        raise Problem(
            TOO_COMPLEX,
            f"Die Abfrage ist {found.nesting} Klammern tief verschachtelt; erlaubt sind {limits.nesting}.",
            f"The query nests {found.nesting} brackets deep; the limit is {limits.nesting}.",
        )
    if found.calls_remote and not limits.services:
        raise Problem(
            REMOTE,
            "SERVICE ist hier nicht erlaubt: Dieser Dienst fragt keine fremden Dienste ab.",
            "SERVICE is not allowed: this endpoint does not query others.",
        )
