"""What the named queries find for the values at first: asked once when the pages are made, so that pages show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from aqbgraph.errors import QueryError
from aqbgraph.identifiers import ONTOLOGY, TERMS
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.rendering import exact_number
from aqbgraph.publication.queries.query_forms import NUMERIC, columns, first_text, query_path
from aqbgraph.publication.queries.query_views import FirstResult, Shown

if TYPE_CHECKING:
    from pyoxigraph import Store

    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.queries.queries import NamedQuery

# Statements up to which all data are held in memory for this: some seconds and 200 MB.
MOST_STATEMENTS = 500_000
# Rows of a result that a page shows.
MOST_ROWS = 50
# Letters of a foreign address that is shown whole, and of its end (as in site/scripts/parts/terms.js).
_WHOLE, _END = 40, 24
# Folders whose documents have a page.
_FOLDERS = frozenset(
    [
        "agreement",
        "party",
        "year",
        "programme",
        "series",
        "measure-type",
        "reported",
        "wording",
        "accounting",
        "cube",
        "def",
        "dataset",
        "catalogue",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds: how many rows, and the values of the first, None where there is none."""

    count: int
    rows: tuple[tuple[str | None, ...], ...]


def asked(settings: Settings, query: NamedQuery, years: tuple[int, ...]) -> str:
    """The text of a named query with its values at first, in one order."""
    return ordered(first_text(query, years, settings.identifiers), tuple(column.name for column in columns(query)))


def found(store: Store, query: NamedQuery, text: str) -> Found:
    """The result of a named query, `asked` so.

    Raises:
        QueryError: it makes no table.
    """
    result = store.query(text, use_default_graph_as_union=True)
    if not isinstance(result, QuerySolutions):
        raise QueryError(f"queries/{query.name}.rq ergibt keine Tabelle.")
    names = [column.name for column in columns(query)]
    rows = [tuple(_value(solution[name]) for name in names) for solution in result]
    return Found(len(rows), tuple(rows[:MOST_ROWS]))


def ordered(text: str, names: tuple[str, ...]) -> str:
    """A query that ends in its ORDER BY, with all other columns behind it: equal rows then have one order."""
    last = text.rpartition("ORDER BY")[2]
    return text.rstrip() + "".join(f" ?{name}" for name in names if f"?{name}" not in last.split())


def _value(term: object) -> str | None:
    return term.value if isinstance(term, Literal | NamedNode | BlankNode) else None


def shown(settings: Settings, query: NamedQuery, result: Found) -> FirstResult:
    """A result as the language of the page writes it."""
    kinds = [column.type for column in columns(query)]
    here = query_path(query.name)
    rows = tuple(
        tuple(_cell(settings, here, value, kind) for value, kind in zip(row, kinds, strict=True)) for row in result.rows
    )
    return FirstResult(result.count, rows)


def _cell(settings: Settings, here: str, value: str | None, kind: str) -> Shown:
    if value is None:
        return Shown("none", "", "")
    if kind in NUMERIC:
        return Shown("number", exact_number(value, settings.language), "")
    if kind == "xsd:anyURI":
        return Shown("iri", *_named(settings, here, value))
    return Shown("text", value, "")


def _named(settings: Settings, here: str, iri: str) -> tuple[str, str]:
    """A name, short where it is ours, and where it leads."""
    own = f"def/aqb{iri.removeprefix(ONTOLOGY)}" if iri.startswith(TERMS) else iri.removeprefix(settings.base_iri)
    path, _, fragment = own.partition("#")
    if own != iri and path.partition("/")[0] in _FOLDERS:
        return own, href(here, path, fragment)
    return (brief(iri), iri) if iri.startswith(("http://", "https://")) else (iri, "")


def brief(address: str) -> str:
    """What a table shows of a foreign address: where it leads to, and its end where that is short."""
    shown = re.sub(r"^https?://(www\.)?|/$", "", address)
    host, _, way = shown.partition("/")
    last = way.rpartition("/")[2]
    if len(shown) <= _WHOLE:
        return shown
    return f"{host}/…/{last}" if last != way and len(last) <= _END else f"{host}/…"
