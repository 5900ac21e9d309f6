"""A query with its triple patterns in the order that suits the store: the same solutions, sooner.

The patterns of a group are a set, and joins may be made in any order (SPARQL 1.1 Query, sections 5.1 and 18.5): the
text's has no meaning. Where it shows all the same, the query stays as it is: in columns of `*`, in what an aggregate
makes of the order of its rows, in what LIMIT leaves of rows without an order, in sums of binary fractions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from aqbgraph.service.arranging.join_order import orders as better_orders
from aqbgraph.service.arranging.lexing import Token, UnreadError, tokens
from aqbgraph.service.arranging.patterns import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.service.arranging.patterns import Place
    from aqbgraph.service.arranging.tallies import Tallies

LONGEST = 8192  # characters of a query that is looked at
SHAPES = 1024  # forms of queries whose orders are remembered
REMEMBERED = 256  # queries that are, but for what stands behind their last bracket

_SEVERAL = re.compile(r"[;,]|\.[\s?$<]|\s\.")  # a query with several patterns has one of these
# What is given in a query, in places where it is no predicate, and without what might be read in another way.
_GIVEN = re.compile(r"""(?:(?<=[{.;\s])<[\w:/.#%-]+>(?=\s*+[.;,)}]|\s++[?$]\w++\s++[?$])|"[\w\s:/.,-]*+")""")
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")
_SUMS = frozenset({"SUM", "AVG"})
_INEXACT = re.compile(r"double|float|\d[eE]", re.IGNORECASE)
# What depends on the order of rows, or nobody knows on what; of GRAPH a subquery does not see the variable.
_ORDERED = frozenset(
    {"SAMPLE", "GROUP_CONCAT", "REDUCED", "SERVICE", "LATERAL", "GRAPH", "RAND", "UUID", "STRUUID", "BNODE"}
)
_CUTS = frozenset({"LIMIT", "OFFSET"})
Orders = tuple["tuple[Place, ...] | None", ...]


class Arranging:
    """Arranges queries for a store with these tallies: a pure function of the text, of which parts are remembered."""

    def __init__(self, tallies: Tallies) -> None:
        self._tallies = tallies
        self._orders = lru_cache(maxsize=SHAPES)(self._found)
        self._kept = lru_cache(maxsize=REMEMBERED)(self._written)

    def arranged(self, query: str) -> str:
        """The query, or one with the same solutions."""
        end = query.rfind("}") + 1
        # `\u0022` may end a string: such escapes are read before anything else (SPARQL 1.1 Query, section 19.2).
        if len(query) > LONGEST or _SEVERAL.search(query) is None or "\\u" in query or "\\U" in query:
            return query
        # What comes again and again often differs in what is given only, or in how many rows are wanted.
        begin, ending = query[:end], query[end:]
        words = _words(ending.translate(_WITHOUT_DIGITS))
        orders = self._orders(shape(begin), words)
        return self._kept(begin, words, orders) + ending if orders else query

    def _found(self, query: str, ending: frozenset[str]) -> Orders:
        """The order of each group of a query of this form; empty when all stay as they are."""
        try:
            read = tokens(query)
            if not _order_is_free(query, read, ending):
                return ()
            found = better_orders(groups(query, read), self._tallies)
        except UnreadError:
            return ()
        return found if any(found) else ()

    def _written(self, query: str, ending: frozenset[str], orders: Orders) -> str:
        """The query with its groups in these orders, which were found for its form: unless that was read otherwise."""
        try:
            read = tokens(query)
            found = [*groups(query, read)]
        except UnreadError:
            return query
        if len(found) != len(orders) or not _order_is_free(query, read, ending):
            return query
        parts, done = list[str](), 0
        for group, order in zip(found, orders, strict=True):
            if order is not None and group.allows(order):
                parts += (query[done : group.start], group.text(order), " ")
                done = group.end
        return "".join((*parts, query[done:]))


def shape(query: str) -> str:
    """A query that is read as this one is, but for what is given in it: texts, and IRIs of subjects and objects.

    >>> shape('SELECT ?a { <urn:a> ?p ?a ; a <urn:b> ; <urn:p> "c"@de }')
    'SELECT ?a { <x:x> ?p ?a ; a <x:x> ; <urn:p> ""@de }'
    """
    return _GIVEN.sub(_nothing, query)


def _nothing(match: re.Match[str]) -> str:
    return '""' if match[0][0] == '"' else "<x:x>"


@lru_cache(maxsize=256)
def _words(ending: str) -> frozenset[str]:
    """The words behind the last bracket; one that keeps the query as it is, where that is not certain."""
    try:
        return frozenset(token.text for token in tokens(ending) if token.kind == "word")
    except UnreadError:
        return _ORDERED


def _order_is_free(query: str, found: Sequence[Token], ending: frozenset[str]) -> bool:
    """Whether the order of rows on their way shows nowhere in the solutions."""
    if not found or found[-1].end != len(query):  # the last bracket stands in a comment: what is behind it is unknown
        return False
    words = [token.text for token in found if token.kind == "word"]
    if next((word for word in words if word not in ("PREFIX", "BASE", "VERSION")), "") != "SELECT":
        return False
    selected = next(place for place, token in enumerate(found) if token.text == "SELECT")
    if any(token.text == "*" for token in found[selected + 1 : selected + 3]):
        return False
    told = ending.union(words)
    within = any(word.rstrip("0123456789") in _CUTS for word in words)  # the engine takes `LIMIT5` for two words
    if told & _ORDERED or within or (ending & _CUTS and "ORDER" not in ending):
        return False
    if "VALUES" in words and _outside(found, "VALUES"):
        return False
    return told.isdisjoint(_SUMS) or _INEXACT.search(query) is None


def _outside(found: Sequence[Token], word: str) -> bool:
    """Whether a word stands in no brackets."""
    depth = 0
    for token in found:
        depth += (token.text == "{") - (token.text == "}")
        if token.text == word and not depth:
            return True
    return False
