"""SERVICE clauses of a query: what each asks of whom, and the query with their answers in their place.

A clause is a group evaluated elsewhere and joined with the rest (SPARQL 1.1 Federated Query, section 4), as is a group
`{ VALUES … }` of the rows that it resulted in: one can stand for the other wherever a pattern is evaluated by itself.
In EXISTS and LATERAL it is not: they put values of the rows around it into the pattern; nor is it in GRAPH ?g, which
our engine does not apply to VALUES. There a clause is refused.

https://www.w3.org/TR/sparql11-federated-query/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Triple

from aqbgraph.service.federation.remote_dataset import iri_of, joined, plain, resolved, tokens
from aqbgraph.service.problems import EVALUATION, Problem

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import QuerySolutions

    from aqbgraph.service.workers.frames import Question

_PROLOGUE = {"BASE": 1, "PREFIX": 2, "VERSION": 1}  # tokens behind the word
_CORRELATED = frozenset({"EXISTS", "LATERAL"})
# What a clause is that failed and may (SILENT): a single solution without bindings.
NOTHING_FOUND = "{ VALUES () { () } }"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: where it stands in the text, the endpoint, what is asked there, and whether it may fail."""

    start: int
    end: int
    endpoint: str
    query: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Calls:
    """A query's text without comments, and its clauses in the order in which they stand there."""

    text: str
    clauses: tuple[Clause, ...]

    def answered(self, groups: Iterable[str]) -> str:
        """The query with a group in the place of each clause."""
        parts, done = [], 0
        for clause, group in zip(self.clauses, groups, strict=True):
            parts += [self.text[done : clause.start], group]
            done = clause.end
        return "".join((*parts, self.text[done:]))


def calls(question: Question) -> Calls:
    """The clauses of a query, outermost ones only: what stands within one is for its endpoint.

    What is no query is left to the parser, which tells what is wrong with it.

    Raises:
        Problem: a clause names no endpoint but a variable, or depends on the rows around it.
    """
    text = plain(question.query)
    found = list(tokens(text))
    try:
        return Calls(text, tuple(_clauses(text, found, question.base)))
    except (IndexError, ValueError):  # ValueError: an IRI that cannot be resolved
        return Calls(text, ())


def _clauses(text: str, found: Sequence[re.Match[str]], base: str) -> Iterator[Clause]:
    words = [match[0] for match in found]
    prefixes, base, place = _prologue(words, base)
    declared = f"BASE <{base}>\n" if base else ""
    declared += "".join(f"PREFIX {name} <{iri}>\n" for name, iri in prefixes.items())
    correlated: list[bool] = []
    while place < len(words):
        word = words[place].upper()
        if word == "{":
            inside = bool(correlated) and correlated[-1]
            correlated.append(inside or _is_correlated(words, place))
        elif word == "}":
            correlated.pop()
        elif word == "SERVICE":
            silent = words[place + 1].upper() == "SILENT"
            named, opening = words[place + 1 + silent], place + 2 + silent
            closing = _closing(words, opening)
            said = text[found[place].start() : found[opening].end()]
            if "".join(said.split()) != "".join(words[place : opening + 1]):
                raise IndexError(place)  # something else stands in between
            _check(named, correlated=correlated[-1])
            group = text[found[opening].start() : found[closing].end()]
            endpoint = resolved(named, prefixes, base)
            query = f"{declared}SELECT * WHERE {group}"
            yield Clause(found[place].start(), found[closing].end(), endpoint, query, silent)
            place = closing
        place += 1


def _prologue(words: Sequence[str], base: str) -> tuple[dict[str, str], str, int]:
    """The prefixes, the base, and where the query itself begins. Names of prefixes have their colon."""
    prefixes: dict[str, str] = {}
    place = 0
    while following := _PROLOGUE.get(words[place].upper()):
        if words[place].upper() == "BASE":
            base = joined(base, iri_of(words[place + 1]))
        elif following == _PROLOGUE["PREFIX"]:
            prefixes[words[place + 1]] = joined(base, iri_of(words[place + 2]))
        place += 1 + following
    return prefixes, base, place


def _closing(words: Sequence[str], opening: int) -> int:
    if words[opening] != "{":
        raise IndexError(opening)
    depth = 0
    for place in range(opening, len(words)):
        depth += (words[place] == "{") - (words[place] == "}")
        if not depth:
            return place
    raise IndexError(opening)


def _is_correlated(words: Sequence[str], opening: int) -> bool:
    before = words[max(0, opening - 2) : opening]
    of_any_graph = len(before) == 2 and before[0].upper() == "GRAPH" and before[1][0] in "?$"
    return of_any_graph or (bool(before) and before[-1].upper() in _CORRELATED)


def _check(named: str, *, correlated: bool) -> None:
    if named[0] in "?$":
        raise Problem(
            EVALUATION,
            f"SERVICE {named}: Die Adresse muss in der Abfrage stehen; mit einer Variablen wird niemand gefragt.",
            f"SERVICE {named}: the address has to stand in the query; with a variable nobody is asked.",
        )
    if correlated:
        raise Problem(
            EVALUATION,
            f"SERVICE {named} steht in EXISTS, LATERAL oder GRAPH mit einer Variablen, wo es von den Zeilen ringsum "
            "abhängt; das geht hier nicht. Bitte davor stellen, oder mit MINUS oder OPTIONAL schreiben.",
            f"SERVICE {named} stands in EXISTS, LATERAL or GRAPH with a variable, where it depends on the rows around "
            "it; that is not possible here. Please put it before, or write it with MINUS or OPTIONAL.",
        )


class NotInlineError(Exception):
    """A row has a blank node, for which no term can stand in a query."""


def inline(rows: QuerySolutions) -> str:
    """The group that has these rows.

    Raises:
        NotInlineError: they have blank nodes.
    """
    names = [variable.value for variable in rows.variables]
    lines = [f"({' '.join(_term(row[place]) for place in range(len(names)))})" for row in rows]
    return f"{{ VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(lines)} }} }}"


def _term(term: object) -> str:
    if term is None:
        return "UNDEF"
    if _has_blank(term):
        raise NotInlineError
    return str(term)


def _has_blank(term: object) -> bool:
    if isinstance(term, Triple):
        return any(map(_has_blank, (term.subject, term.predicate, term.object)))
    return isinstance(term, BlankNode)
