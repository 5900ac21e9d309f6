"""One query on the store, from text to the bytes of its result; runs in a worker process only.

Known ways of the engine: it knows literals in canonical form only (491550.00 comes back as 491550), which
`handed_through` keeps from those that nothing is done with, and its writers put a carriage return into XML as it is,
which is mended here.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from aqbgraph.service import problems
from aqbgraph.service.arranging.handed_through import Unmarking, handed_through, shown
from aqbgraph.service.replies.results import HTML, Kind, by_name
from aqbgraph.service.workers.frames import Question, Result
from aqbgraph.service.workers.pulling import Pieces, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.pulling import Outlet

Results = QuerySolutions | QueryBoolean | QueryTriples
KINDS: dict[type, Kind] = {
    QuerySolutions: Kind.SOLUTIONS,
    QueryBoolean: Kind.BOOLEAN,
    QueryTriples: Kind.GRAPH,
}


_NUMBERS = frozenset(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float"))


class Bounded:
    """A file that takes so many bytes and no more. It is written to in each query, so it does as little as it can."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Takes the bytes.

        Raises:
            TooLargeError: they would be too many.
        """
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        self._parts.append(data)
        return len(data)

    def flush(self) -> None:
        """Nothing: a writer calls it at its end."""

    def getvalue(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)


def evaluate(
    store: Store,
    question: Question,
    limits: Limits,
    outlet: Outlet | None = None,
    arranged: Callable[[str], str] = str,
) -> Result:
    """The result of a query in the wanted format, or the problem that it has; of a long one, the end.

    What comes before the end goes through the outlet; without one, a long result is a problem. The engine is given the
    query as it is `arranged`, which has the same solutions.
    """
    try:
        query = handed_through(question.query)
        results = _start(store, question, arranged(query))
        kind = KINDS[type(results)]
        name = question.formats[kind]
        if name is None:
            return Result(kind=kind, problem=problems.NOT_ACCEPTABLE.name)
        return Result(
            kind=kind,
            format=name,
            body=written(results, kind, name, limits, outlet, marked=query != question.query),
        )
    except SyntaxError as error:
        return Result(problem=problems.MALFORMED.name, message=str(error))
    except TooLargeError:
        return Result(problem=problems.RESULT_TOO_LARGE.name)
    except MemoryError:
        return Result(problem=problems.RESOURCES.name)
    except (OSError, RuntimeError, ValueError) as error:
        return Result(problem=problems.EVALUATION.name, message=str(error))


def _start(store: Store, question: Question, text: str) -> Results:
    # The engine's union flag beats a FROM in the query and a dataset beside it: it is set only without either.
    try:
        results = store.query(
            text,
            base_iri=question.base or None,
            use_default_graph_as_union=question.union,
            default_graph=_graphs(question.default),
            named_graphs=_graphs(question.named),
        )
    except SyntaxError:
        if text == question.query:
            raise
        return _start(store, question, question.query)  # the place of the fault is told by the text that was sent
    if not isinstance(results, Results):
        raise TypeError(type(results))
    return results


def _graphs(iris: Iterable[str] | None) -> list[Any] | None:
    # Any: the engine's two parameters take lists of different unions, and lists are invariant.
    return None if iris is None else [NamedNode(iri) for iri in iris]


def written(
    results: Results, kind: Kind, name: str, limits: Limits, outlet: Outlet | None = None, *, marked: bool = False
) -> bytes:
    """The results in the format with this name, or what of them has not gone through the outlet, without marks.

    Raises:
        TooLargeError: they are more bytes than the limits allow.
    """
    row = by_name(kind, name)
    if name == HTML.name:
        return json.dumps(_page_data(results, limits)).encode()
    output: Bounded | Pieces = Bounded(limits.result)
    if outlet is not None:
        head = Result(kind=kind, format=name)
        output = Pieces(outlet, head, limits.whole, limits.stream, escapes=row.escapes_carriage_return)
    unmarking = Unmarking(output) if marked else output
    file = cast("IO[bytes]", unmarking)
    if isinstance(results, QueryTriples):
        results.serialize(file, format=row.rdf)
    else:
        results.serialize(file, format=row.table)
    unmarking.flush()
    body = output.getvalue()
    if outlet is not None:
        return body
    # The writers put no carriage return between the elements, so each one belongs to a value.
    return body.replace(b"\r", b"&#13;") if row.escapes_carriage_return else body


def _page_data(results: Results, limits: Limits) -> dict[str, object]:
    """What the page shows: the first rows only, so that the rest need not be found."""
    if isinstance(results, QueryBoolean):
        return {"boolean": bool(results)}
    if isinstance(results, QueryTriples):
        variables = ["subject", "predicate", "object"]
        found: Iterable[Iterable[object]] = ((t.subject, t.predicate, t.object) for t in results)
    else:
        variables = [variable.value for variable in results.variables]
        found = (tuple(solution) for solution in results)
    rows: list[list[dict[str, str]]] = []
    for row in found:
        if len(rows) == limits.rows:
            return {"variables": variables, "rows": rows, "more": True}
        rows.append([_cell(term) for term in row])
    return {"variables": variables, "rows": rows, "more": False}


def _cell(term: object) -> dict[str, str]:
    if term is None:
        return {"kind": "unbound", "text": "", "tag": ""}
    if isinstance(term, NamedNode):
        return {"kind": "iri", "text": term.value, "tag": ""}
    if isinstance(term, Literal):
        kind = "number" if shown(term.datatype.value) in _NUMBERS else "literal"
        return {"kind": kind, "text": term.value, "tag": term.language or ""}
    return {"kind": "other", "text": str(term), "tag": ""}
