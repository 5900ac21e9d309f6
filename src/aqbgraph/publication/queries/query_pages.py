"""All that queries are asked with in a publication: the SPARQL page, a page for each named query, what both load."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.publication.output import write_page
from aqbgraph.publication.pictures import areas
from aqbgraph.publication.queries import query_results
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.queries.query_data import said
from aqbgraph.publication.queries.query_forms import query_path, query_view
from aqbgraph.publication.queries.sparql_page import DATA, SPARQL, TEMPLATE, TOLD, engine_size, sparql_view
from aqbgraph.publication.queries.terms import write_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.queries.queries import NamedQuery
    from aqbgraph.publication.queries.query_results import Found
    from aqbgraph.publication.queries.query_views import QueryView

_STEP = "page:"
_AREAS = f"asset:{areas.FILE}"
# How the names of the steps begin that make them.
_FOUND = "found:"
STEPS = (f"{_STEP}{SPARQL}", f"{_STEP}{query_path('')}", _FOUND, _AREAS)
# Bytes: to a tenth of a megabyte, as pages tell it. Else each statement more would make all of them anew.
_ROUND = 100_000


def write_query_pages(steps: Steps, settings: Settings, corpus: Corpus, statements: int) -> None:
    """Writes them; the dumps are there: the pages tell of their size, and the first results are found in them."""
    writer, dump = steps.writer, steps.writer.folder / DATA
    size = _rounded(dump.stat().st_size + engine_size()) - engine_size()
    _write(steps, settings, SPARQL, TEMPLATE, (size,), partial(sparql_view, size=size))
    years = years_of(corpus)
    results = _results(steps, settings, dump, years) if statements <= query_results.MOST_STATEMENTS else {}
    for query in queries():
        found = results.get(query.name)
        view = partial(_view, query, years, size, found)
        _write(steps, settings, query_path(query.name), "query", (years, size, found), view)
    write_terms(writer, settings)
    steps.files(_AREAS, steps.given(), lambda own: own.write(areas.FILE, areas.areas()))
    writer.write(TOLD, told(""))


def _results(steps: Steps, settings: Settings, dump: Path, years: tuple[int, ...]) -> dict[str, Found]:
    """What the named queries find, by their names; only those are asked that may find something else."""
    texts = {query.name: query_results.asked(settings, query, years) for query in queries()}
    data = said(dump, texts.values())
    given = {name: steps.given(text, data.digest(text)) for name, text in texts.items()}
    known: dict[str, Found | None] = {name: steps.cache.result(_FOUND + name, given[name]) for name in texts}
    store = data.store(texts[name] for name, result in known.items() if result is None)

    def found(query: NamedQuery) -> Found:
        name, result = query.name, known[query.name]
        if result is None:
            result = query_results.found(store, query, texts[name])
            steps.cache.keep(_FOUND + name, given[name], result)
        return result

    return {query.name: found(query) for query in queries()}


def _rounded(size: int) -> int:
    return (size + _ROUND // 2) // _ROUND * _ROUND


def _write(
    steps: Steps,
    settings: Settings,
    path: str,
    template: str,
    shown: tuple[object, ...],
    view: Callable[[Settings], object],
) -> None:
    steps.files(f"{_STEP}{path}", steps.given(shown), lambda own: write_page(own, settings, path, template, view))


def _view(query: NamedQuery, years: tuple[int, ...], size: int, found: Found | None, settings: Settings) -> QueryView:
    result = query_results.shown(settings, query, found) if found else None
    return query_view(settings, query, years, size, result)


def years_of(corpus: Corpus) -> tuple[int, ...]:
    """The years of which there is an agreement or a report, oldest first."""
    reported = {budget.fiscal_year for document in corpus.reported.documents for budget in document.budgets}
    return tuple(sorted({*corpus.years, *reported}))


def told(endpoint: str) -> bytes:
    """Which endpoint a server beside the pages has, by its path from the root of the site; "" where there is none."""
    return json.dumps({"endpoint": endpoint}).encode() + b"\n"
