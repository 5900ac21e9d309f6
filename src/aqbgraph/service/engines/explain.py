"""Says in German and English what a worker found wrong with a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.service import problems
from aqbgraph.service.engines.fault_words import UNDECLARED
from aqbgraph.service.engines.faults import position, said
from aqbgraph.service.problems import Problem
from aqbgraph.service.replies.results import OFFERS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.frames import Result

_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
MOST_EXPECTED = 12


def explain(result: Result, limits: Limits, query: str | None = None) -> Problem:
    """The problem of a result that is none; with the query it is told what is wrong there, where that can be seen."""
    if query is not None and result.problem == problems.MALFORMED.name:
        return _faulty(result, limits, query)
    return _EXPLANATIONS[result.problem](result, limits)


def not_acceptable(media_types: list[str]) -> Problem:
    """The problem that no format is acceptable to the client; names those there are."""
    listed = ", ".join(media_types)
    return Problem(
        problems.NOT_ACCEPTABLE,
        f"Keines der verlangten Formate ist verfügbar. Verfügbar: {listed}",
        f"None of the requested formats is available. Available: {listed}",
        (("Vary", "Accept"),),
    )


def _faulty(result: Result, limits: Limits, query: str) -> Problem:
    fault = said(result.message, query)
    if fault is None:
        return _malformed(result, limits)
    line, column = position(query, fault.place)
    return Problem(
        problems.MALFORMED,
        f"Die Abfrage ist kein gültiges SPARQL: Zeile {line}, Spalte {column}: {fault.german}.",
        f"The query is not valid SPARQL: line {line}, column {column}: {fault.english}.",
    )


def _malformed(result: Result, _: Limits) -> Problem:
    match = _POSITION.search(result.message)
    if match is None:
        return Problem(
            problems.MALFORMED,
            f"Die Abfrage ist kein gültiges SPARQL: {result.message}",
            f"The query is not valid SPARQL: {result.message}",
        )
    line, column, expected = match.groups()
    # The engine's list ends with classes of characters, "['A'..='Z' | …]", which tell nobody anything.
    words = [word for word in expected.split(", ") if word[0] != "["][:MOST_EXPECTED]
    if UNDECLARED in words:
        return Problem(
            problems.MALFORMED,
            f"Zeile {line}, Spalte {column}: Das Präfix ist nicht erklärt; am Anfang fehlt PREFIX name: <…>.",
            f"Line {line}, column {column}: the prefix is not declared; PREFIX name: <…> is missing at the top.",
        )
    listed = ", ".join(words)
    return Problem(
        problems.MALFORMED,
        f"Die Abfrage ist kein gültiges SPARQL: Zeile {line}, Spalte {column}"
        + (f"; möglich wäre hier: {listed}" if words else ""),
        f"The query is not valid SPARQL: line {line}, column {column}"
        + (f"; expected here: {listed}" if words else ""),
    )


def _failed(result: Result, _: Limits) -> Problem:
    return Problem(
        problems.EVALUATION,
        f"Die Abfrage lässt sich nicht ausführen: {result.message}",
        f"The query cannot be evaluated: {result.message}",
    )


def _unacceptable(result: Result, _: Limits) -> Problem:
    return not_acceptable([row.media_type for row in OFFERS[Kind(result.kind)]])


def _too_large(_: Result, limits: Limits) -> Problem:
    return Problem(
        problems.RESULT_TOO_LARGE,
        f"Das Ergebnis ist größer als die erlaubten {limits.result} Bytes; bitte mit LIMIT eingrenzen.",
        f"The result is larger than the limit of {limits.result} bytes; please narrow it down with LIMIT.",
    )


def _out_of_memory(_: Result, limits: Limits) -> Problem:
    return Problem(
        problems.RESOURCES,
        f"Die Abfrage braucht mehr Speicher als die erlaubten {limits.memory} Bytes.",
        f"The query needs more memory than the limit of {limits.memory} bytes.",
    )


_EXPLANATIONS: dict[str, Callable[[Result, Limits], Problem]] = {
    problems.MALFORMED.name: _malformed,
    problems.EVALUATION.name: _failed,
    problems.NOT_ACCEPTABLE.name: _unacceptable,
    problems.RESULT_TOO_LARGE.name: _too_large,
    problems.RESOURCES.name: _out_of_memory,
}
