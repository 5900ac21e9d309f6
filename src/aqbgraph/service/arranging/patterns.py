"""The triple patterns at the beginning of each group that a SELECT evaluates by itself, as they stand in a query.

Only what is read with certainty is given out: terms, variables, and paths that are sequences (SPARQL 1.1 Query,
section 19.8, rules 52 to 109). Whatever else stands there, the group is none of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.service.arranging.lexing import UnreadError, closings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.service.arranging.lexing import Token

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_PLAIN = frozenset({"iri", "name"})
_VALUES = frozenset({"iri", "name", "variable", "label", "number", "string"})
_ENDS = frozenset({"OPTIONAL", "MINUS", "BIND"})  # behind these other patterns begin
_UNREAD = frozenset({"{", "UNION", "GRAPH", "VALUES", "SERVICE", "LATERAL", "SELECT"})


class Place(NamedTuple):
    """Which unit of a group comes next, and whether as a subquery."""

    unit: int
    apart: bool = False


class Pattern(NamedTuple):
    """A triple pattern: variables begin with `?`, the predicate is an IRI or a variable."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands in the text for one or, as a path, several patterns that are joined."""

    text: str
    patterns: tuple[Pattern, ...]

    @property
    def separable(self) -> bool:
        """Whether it can be a subquery of all its variables: a label of a blank node would not be seen outside."""
        (subject, predicate, value), *more = self.patterns
        named = subject[0] == value[0] == "?" and subject != value and not {subject[1], value[1]} & {"_", "."}
        return not more and predicate[0] != "?" and named

    @property
    def apart(self) -> str:
        """It as a subquery: with all variables selected, the solutions are those of the pattern."""
        (subject, _, value), *_ = self.patterns
        return f"{{ SELECT {subject} {value} {{ {self.text} }} }}"


@dataclass(frozen=True, slots=True)
class Group:
    """The first patterns of a group, from `start` to `end` of the text, and the filters among them.

    `conditions` are the variables of each filter.
    """

    start: int
    end: int
    units: tuple[Unit, ...]
    filters: tuple[str, ...]
    conditions: tuple[frozenset[str], ...]

    def text(self, order: Iterable[Place]) -> str:
        """The patterns in this order, and the filters."""
        parts = (self.units[unit].apart if apart else f"{self.units[unit].text} ." for unit, apart in order)
        return " ".join((*parts, *self.filters))

    def allows(self, order: Iterable[Place]) -> bool:
        """Whether it is an order of all its units."""
        found = sorted(order)
        whole = [place.unit for place in found] == [*range(len(self.units))]
        return whole and all(self.units[place.unit].separable for place in found if place.apart)


class _Text(NamedTuple):
    """A query, what it is made of, the IRIs of its prefixes, and where its brackets are closed."""

    query: str
    found: Sequence[Token]
    prefixes: Mapping[str, str]
    closings: Mapping[int, int]


def groups(query: str, found: Sequence[Token]) -> Iterator[Group]:
    """The groups of the query and its subqueries whose patterns are read; none overlap.

    Subqueries in a filter among the patterns of a group are left out: they move with it, as they stand.

    Raises:
        UnreadError: brackets do not match.
    """
    text = _Text(query, found, _prefixes(found), closings(found))
    done = 0
    for place, token in enumerate(found):
        if token.text == "SELECT" and token.kind == "word" and token.start >= done:
            try:
                group = _Reading(text, _opening(text, place + 1)).group()
            except UnreadError:
                continue
            if len(group.units) > 1:
                done = group.end
                yield group


def _prefixes(found: Sequence[Token]) -> dict[str, str]:
    return {
        found[place + 1].text: found[place + 2].text[1:-1]
        for place, token in enumerate(found[:-2])
        if token.text == "PREFIX" and token.kind == "word" and found[place + 2].kind == "iri"
    }


def _opening(text: _Text, place: int) -> int:
    """Where the group of the SELECT before this place begins."""
    while place < len(text.found) and text.found[place].text not in ("SELECT", ")", "}"):
        if text.found[place].text == "{":
            return place
        place = text.closings.get(place, place + 1)
    raise UnreadError


class _Reading:
    """Reads one group, from its opening bracket on."""

    def __init__(self, text: _Text, opening: int) -> None:
        self._query, self._found, self._prefixes, self._closings = text
        self._opening = opening
        self._place = opening + 1
        self._units: list[Unit] = []
        self._filters: list[str] = []
        self._conditions: list[frozenset[str]] = []

    def group(self) -> Group:
        start = self._next.start
        parted = True  # whether triples may follow: rule 55 wants a dot between them, and allows none elsewhere
        while (token := self._next).text != "}" and token.text not in _ENDS:
            if token.text == "FILTER" and token.kind == "word":
                self._filter()
                parted = True
            elif parted:
                self._triples()
                parted = False
            else:
                raise UnreadError
            if self._next.text == ".":
                self._place += 1
                parted = True
        self._check_rest()
        return Group(start, token.start, tuple(self._units), tuple(self._filters), tuple(self._conditions))

    @property
    def _next(self) -> Token:
        if self._place >= len(self._found):
            raise UnreadError
        return self._found[self._place]

    def _taken(self) -> Token:
        token = self._next
        self._place += 1
        return token

    def _filter(self) -> None:
        start, first = self._next.start, self._place
        self._place += 1
        while self._next.text not in "({":
            if self._next.kind not in ("word", "iri", "name"):
                raise UnreadError
            self._place += 1
        self._place = self._closings[self._place]
        read = self._found[first : self._place]
        self._filters.append(self._query[start : read[-1].end])
        if not any(token.text == "EXISTS" for token in read):
            self._conditions.append(frozenset("?" + one.text[1:] for one in read if one.kind == "variable"))

    def _triples(self) -> None:
        """Triples of one subject (rule 75)."""
        subject = self._term()
        while True:
            said, steps = self._path()
            while True:
                value = self._term()
                text = f"{subject[0]} {said} {value[0]}"
                self._units.append(Unit(text, tuple(self._joined(subject[1], steps, value[1]))))
                if self._next.text != ",":
                    break
                self._place += 1
            while self._next.text == ";":
                self._place += 1
                if self._next.text in (".", "}", ";"):
                    continue
                break
            else:
                return
            if self._next.kind not in (*_PLAIN, "variable") and self._next.text not in ("A", "^"):
                raise UnreadError

    def _term(self) -> tuple[str, str]:
        """The text of a term, and what is the same for the same term."""
        token = self._taken()
        text = token.text
        if token.kind == "sign" and text in "+-" and self._next.kind == "number":
            text += self._taken().text
        elif token.kind == "word" and text in ("TRUE", "FALSE"):
            text = text.lower()
        elif token.kind not in _VALUES:
            raise UnreadError
        if token.kind == "string":
            if self._next.kind == "tag":
                text += self._taken().text
            elif self._next.text == "^^":
                self._place += 1
                text += f"^^{self._named().text}"
        return text, {"variable": "?" + text[1:], "label": "?" + text}.get(token.kind, text)

    def _named(self) -> Token:
        token = self._taken()
        if token.kind not in _PLAIN:
            raise UnreadError
        return token

    def _path(self) -> tuple[str, tuple[tuple[str, bool], ...]]:
        """The text of a predicate, or of a sequence of them, and each of them, inverse or not."""
        start = self._next.start
        if self._next.kind == "variable":
            token = self._taken()
            steps: tuple[tuple[str, bool], ...] = (("?" + token.text[1:], False),)
        else:
            steps = (self._step(),)
            while self._next.text == "/":
                self._place += 1
                steps = (*steps, self._step())
        if self._next.kind == "sign" and self._next.text in "/|*+?^!(":
            raise UnreadError
        return self._query[start : self._found[self._place - 1].end], steps

    def _step(self) -> tuple[str, bool]:
        inverse = self._next.text == "^"
        self._place += inverse
        token = self._taken()
        if token.kind == "word" and token.text == "A":
            return TYPE, inverse
        if token.kind == "iri":
            return token.text[1:-1], inverse
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or prefix + colon not in self._prefixes:
            raise UnreadError
        return self._prefixes[prefix + colon] + local, inverse

    def _joined(self, subject: str, steps: Sequence[tuple[str, bool]], value: str) -> Iterator[Pattern]:
        before = subject
        for number, (predicate, inverse) in enumerate(steps, 1):
            after = value if number == len(steps) else f"?. {len(self._units)} {number}"
            yield Pattern(after, predicate, before) if inverse else Pattern(before, predicate, after)
            before = after

    def _check_rest(self) -> None:
        """Nothing that is joined with the patterns may follow whose size is not known here."""
        end = self._closings[self._opening] - 1
        place = self._place
        while place < end:
            text = self._found[place].text
            if text in ("OPTIONAL", "MINUS", "EXISTS") and self._found[place + 1].text == "{":
                place = self._closings[place + 1]
            elif text == "(":
                place = self._closings[place]
            elif text in _UNREAD:
                raise UnreadError
            else:
                place += 1
