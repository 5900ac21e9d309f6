"""Which view each template sees, and what views are made of: for docs/templates.md, and for the test that holds it."""

from __future__ import annotations

import ast
import sys
import types
import typing
from collections import Counter
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from aqbgraph.publication import text_views
from aqbgraph.publication.agreements import agreement_views, raw_views
from aqbgraph.publication.catalogue import catalogue_views, data_views, dataset_views
from aqbgraph.publication.comparisons import comparison_views
from aqbgraph.publication.history import changes_views
from aqbgraph.publication.hosting import reference_views
from aqbgraph.publication.overviews import (
    index_views,
    party_views,
    reported_views,
    series_views,
    start_views,
    type_views,
    year_views,
)
from aqbgraph.publication.quality import quality_views
from aqbgraph.publication.queries import query_views
from aqbgraph.publication.search import search_views
from aqbgraph.publication.tables import cube_views
from aqbgraph.publication.vocabulary import vocabulary_views
from aqbgraph.publication.wordings import wording_views
from aqbgraph.service.api import pages as api_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Each template that is a page, and its view.
TEMPLATES: dict[str, type] = {
    "accounting": quality_views.QualityView,
    "agreement": agreement_views.AgreementView,
    "api": api_pages.ApiView,
    "api-query": api_pages.ApiQueryView,
    "catalogue": catalogue_views.CatalogueView,
    "changes": changes_views.ChangesView,
    "cube": cube_views.CubeView,
    "data": data_views.DataView,
    "dataset": dataset_views.DatasetView,
    "dataset-series": dataset_views.DatasetSeriesView,
    "difference": changes_views.DifferenceView,
    "comparison-index": comparison_views.ComparisonIndexView,
    "comparison-parties": comparison_views.PartiesView,
    "comparison-years": comparison_views.YearsView,
    "measure-type": type_views.MeasureTypeView,
    "measure-types": index_views.TypeIndexView,
    "parties": index_views.PartyIndexView,
    "party-projects": index_views.PartySeriesView,
    "projects": index_views.SeriesIndexView,
    "years": index_views.YearIndexView,
    "not-found": reference_views.NotFoundView,
    "party": party_views.PartyView,
    "programme": type_views.ProgrammeView,
    "queries": query_views.QueriesView,
    "query": query_views.QueryView,
    "raw": raw_views.RawView,
    "reported": reported_views.ReportedView,
    "reported-list": reported_views.ReportedListView,
    "search": search_views.SearchView,
    "series": series_views.SeriesView,
    "series-moved": series_views.MovedView,
    "series-review": series_views.ReviewView,
    "series-shared": series_views.SharedView,
    "sparql": query_views.SparqlView,
    "start": start_views.StartView,
    "text": text_views.TextView,
    "vocabulary": vocabulary_views.VocabularyView,
    "wording": wording_views.SectionView,
    "wordings": wording_views.IndexView,
    "year": year_views.YearView,
}


@cache
def names_of(module: str) -> Mapping[str, Any]:
    """What a module's annotations can name, imports for type checkers alone included."""
    loaded = sys.modules[module]
    found = dict(vars(loaded))
    for node in ast.walk(ast.parse(Path(str(loaded.__file__)).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            source = import_module(node.module)
            found |= {one.asname or one.name: getattr(source, one.name) for one in node.names}
    return dict(vars(typing)) | found


def annotation(text: Any, module: str) -> Any:
    """A type from its annotation."""
    return eval(text, dict(names_of(module))) if isinstance(text, str) else text  # noqa: S307  # our own source


def members(kind: type) -> dict[str, Any]:
    """The attributes of a view: fields and properties, with their types; of other classes what they are made from."""
    return {name: annotation(written, module) for name, (written, module) in _written(kind).items()}


def written(kind: type) -> dict[str, str]:
    """The same, with their types as the code has them."""
    return {name: str(text) for name, (text, _) in _written(kind).items()}


def _written(kind: type) -> dict[str, tuple[Any, str]]:
    found: dict[str, tuple[Any, str]] = {}
    for base in reversed(kind.__mro__):
        if is_dataclass(base):
            found |= {one.name: (one.type, base.__module__) for one in fields(base) if not one.name.startswith("_")}
        elif isinstance(initial := vars(base).get("__init__"), types.FunctionType):
            told = initial.__annotations__.items()
            found |= {name: (text, base.__module__) for name, text in told if name != "return"}
        for name, value in vars(base).items():
            if isinstance(value, property) and value.fget and not name.startswith("_"):
                found[name] = value.fget.__annotations__.get("return", Any), base.__module__
    return found


def alternatives(kind: Any) -> tuple[Any, ...]:
    """The types of a value that is there: without None, a union in its parts."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(part for one in get_args(kind) for part in alternatives(one))
    return () if kind is type(None) else (kind,)


def parts(kinds: Iterator[type]) -> dict[str, type]:
    """The views within views, by name and in its order; a name that two modules have is told with its module."""
    found: dict[type, None] = {}
    waiting = list(kinds)
    while waiting:
        for value in members(waiting.pop()).values():
            for one in _classes(value):
                if one not in found:
                    found[one] = None
                    waiting.append(one)
    within = [one for one in found if one not in TEMPLATES.values()]
    twice = {name for name, count in Counter(one.__name__ for one in within).items() if count > 1}
    named = {f"{one.__name__} ({one.__module__})" if one.__name__ in twice else one.__name__: one for one in within}
    return {name: named[name] for name in sorted(named)}


def _classes(kind: Any) -> Iterator[type]:
    for one in alternatives(kind):
        if get_args(one):
            for part in get_args(one):
                yield from _classes(part)
        elif isinstance(one, type) and one.__module__.startswith("aqbgraph.") and not issubclass(one, Enum):
            yield one
