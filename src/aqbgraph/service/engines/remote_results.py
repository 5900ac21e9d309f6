"""A store's result, read and written anew in one of our formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, parse_query_results

from aqbgraph.service import problems
from aqbgraph.service.replies.results import Kind
from aqbgraph.service.workers.evaluation import written
from aqbgraph.service.workers.frames import Result
from aqbgraph.service.workers.pulling import TooLargeError

if TYPE_CHECKING:
    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.evaluation import Results

RESULT_TYPE, GRAPH_TYPE = "application/sparql-results+json", "application/n-triples"
# How Virtuoso 7 answers ASK, for which it was asked in JSON: a column with 1, or no row.
_ASK_COLUMN = "__ASK_RETVAL"


class UnreadableError(Exception):
    """What a store sent is no result."""


def rewritten(content: bytes, kind: Kind, name: str, limits: Limits) -> Result:
    """The result in the format with this name.

    Raises:
        UnreadableError: this is no result of that kind.
    """
    try:
        results = _read(content, kind)
        return Result(kind=kind, format=name, body=written(results, kind, name, limits))
    except TooLargeError:
        return Result(problem=problems.RESULT_TOO_LARGE.name)
    except (SyntaxError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(str(error)) from error


def _read(content: bytes, kind: Kind) -> Results:
    if kind is Kind.GRAPH:
        store = Store()
        store.bulk_load(content, format=RdfFormat.N_TRIPLES)
        found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
        if not isinstance(found, QueryTriples):
            raise TypeError(type(found))
        return found
    return parse_query_results(_truth(content) if kind is Kind.BOOLEAN else content, format=QueryResultsFormat.JSON)


def _truth(content: bytes) -> bytes:
    told = json.loads(content)
    if "boolean" in told:
        return content
    rows = told["results"]["bindings"]
    truth = bool(rows) and rows[0][_ASK_COLUMN]["value"] in ("1", "true")
    return json.dumps({"head": {}, "boolean": truth}).encode()
