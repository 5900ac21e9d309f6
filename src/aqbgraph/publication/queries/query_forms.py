"""The pages of the named queries, for people who write no SPARQL: what each answers, its form, its first result."""

from __future__ import annotations

import shlex
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import Store

from aqbgraph.errors import QueryError
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.languages import later
from aqbgraph.publication.queries.parameter_types import parameter_type
from aqbgraph.publication.queries.queries import fill, queries
from aqbgraph.publication.queries.query_examples import QUERIES
from aqbgraph.publication.queries.query_views import Choice, Field, Head, QueriesView, QueryView, Question, Topic
from aqbgraph.publication.queries.sparql_page import SPARQL, running
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.queries.queries import Column, NamedQuery, Parameter
    from aqbgraph.publication.queries.query_views import FirstResult

Json = dict[str, Any]
NUMERIC = ("xsd:integer", "xsd:decimal")
# Key in the head of a query → what it is about.
TOPICS = {
    "money": later("Geld"),
    "measures": later("Maßnahmen und Projekte"),
    "wording": later("Wortlaut"),
    "quality": later("Was fehlt, was noch nicht verstanden ist"),
    "": later("Weitere Fragen"),
}
# Type of a parameter → what no value means.
_ANY = {
    "xsd:gYear": later("alle Jahre"),
    "aqb:Party": later("alle"),
    "aqb:MeasureType": later("alle Maßnahmenarten"),
    "aqb:PartyType": later("alle Arten"),
}


def query_path(name: str) -> str:
    """Where the page of a named query lives."""
    return f"{QUERIES}/{name}"


def queries_view(settings: Settings, path: str, _: Corpus, json_ld: Json) -> QueriesView:
    """All named queries, by topic."""
    say = settings.language.say
    topics = (
        Topic(
            key or "more", say(title), tuple(_question(settings, path, row) for row in queries() if _topic(row) == key)
        )
        for key, title in TOPICS.items()
    )
    return QueriesView(
        frame=frame(
            settings,
            path,
            say("Abfragen"),
            say("Fertige Fragen an die Daten aller Jahre und Orte: auswählen, ablesen, herunterladen."),
            json_ld=json_ld,
        ),
        sparql_href=href(path, SPARQL),
        topics=tuple(topic for topic in topics if topic.questions),
    )


def _topic(query: NamedQuery) -> str:
    return query.topic if query.topic in TOPICS else ""


def _question(settings: Settings, here: str, query: NamedQuery) -> Question:
    title, comment = _told(settings, query)
    return Question(query.name, href(here, query_path(query.name)), title, comment)


def _told(settings: Settings, query: NamedQuery) -> tuple[str, str]:
    german = settings.language.is_source
    return (query.title, query.comment) if german else (query.title_en, query.comment_en)


def query_view(
    settings: Settings, query: NamedQuery, years: tuple[int, ...], size: int, result: FirstResult | None
) -> QueryView:
    """The page of a named query; `size` is that of the data in bytes, `result` that for the values at first."""
    path, say = query_path(query.name), settings.language.say
    title, comment = _told(settings, query)
    bound = first_text(query, years, settings.identifiers)
    return QueryView(
        frame=frame(settings, path, title, comment, trail=((QUERIES, say("Abfragen")),), data=()),
        running=running(settings, path, size),
        name=query.name,
        title=title,
        comment=comment,
        fields=tuple(_field(settings, row, years) for row in query.parameters),
        heads=tuple(head(column, settings.language) for column in columns(query)),
        text=query.body,
        bound=bound,
        result=result,
        file_href=file_href(settings, path, f"{path}.rq"),
        sparql_href=f"{href(path, SPARQL)}#query={quote(bound, safe='')}",
        command=_command(query, first_values(query, years)),
    )


def first_values(query: NamedQuery, years: tuple[int, ...]) -> dict[str, str]:
    """The values at first: only what must be given; of years the newest there is."""
    return {row.name: _first(row, years) for row in query.parameters if row.required}


def _first(row: Parameter, years: tuple[int, ...]) -> str:
    if not row.required:
        return ""
    return str(years[-1]) if row.type == "xsd:gYear" and years else row.example


def first_text(query: NamedQuery, years: tuple[int, ...], identifiers: Identifiers) -> str:
    """The query with the values at first, without the comments of its head."""
    lines = fill(query, first_values(query, years), identifiers).splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def columns(query: NamedQuery) -> tuple[Column, ...]:
    """The columns in the order of the result.

    Raises:
        QueryError: those of the head are not those of the result.
    """
    declared = {column.name: column for column in query.columns}
    found = variables(query.text)
    if set(declared) != set(found):
        raise QueryError(f"queries/{query.name}.rq: „# column“ nennt andere Spalten, als das Ergebnis hat.")
    return tuple(declared[name] for name in found)


@cache
def variables(text: str) -> tuple[str, ...]:
    """The variables of the result of a query.

    Raises:
        QueryError: it is no SELECT.
    """
    result = Store().query(text)
    names = getattr(result, "variables", None)
    if names is None:
        raise QueryError("Eine Abfrage mit Namen muss eine Tabelle ergeben (SELECT).")
    return tuple(variable.value for variable in names)


def head(column: Column, language: Language) -> Head:
    """A column of a result as the head of a table."""
    said = column.comment if language.is_source else column.comment_en
    return Head(column.name, said[:1].upper() + said[1:], column.type in NUMERIC)


def _field(settings: Settings, row: Parameter, years: tuple[int, ...]) -> Field:
    kind = parameter_type(row.type)
    choices = _CHOICES.get(row.type)
    return Field(
        name=row.name,
        label=row.comment if settings.language.is_source else row.comment_en,
        value=_first(row, years),
        required=row.required,
        any="" if row.required else settings.language.say(_ANY[row.type]) if row.type in _ANY else "",
        options=tuple(
            Choice(value, text, str(kind.term(value, settings.identifiers)), row.type == "aqb:Party")
            for value, text in (choices(settings, years) if choices else ())
        ),
        most=kind.most,
    )


def _years(_: Settings, years: tuple[int, ...]) -> Iterable[tuple[str, str]]:
    return ((str(year), str(year)) for year in reversed(years))


def _parties(_: Settings, __: tuple[int, ...]) -> Iterable[tuple[str, str]]:
    """Districts and cities by name, then the Land, for which other sources report."""
    local = ((entry.key, entry.label) for entry in vocabulary().instances("LocalParty"))
    land = ((entry.key, entry.label) for entry in vocabulary().instances("Land"))
    return (*sorted(local, key=lambda pair: pair[1].translate(_SORTED)), *land)


def _measure_types(settings: Settings, _: tuple[int, ...]) -> Iterable[tuple[str, str]]:
    for entry in vocabulary().concepts("measure-types"):
        yield entry.key, f"{entry.notation} {vocabulary().label(entry.iri, settings.language.code)}"


_SORTED = str.maketrans("ÄÖÜäöüß", "AOUaous")
# Type of a parameter → its values, each with what it is called.
_CHOICES: Mapping[str, Callable[[Settings, tuple[int, ...]], Iterable[tuple[str, str]]]] = {
    "xsd:gYear": _years,
    "aqb:Party": _parties,
    "aqb:MeasureType": _measure_types,
}


def _command(query: NamedQuery, values: Mapping[str, str]) -> str:
    given = "".join(f" --param {shlex.quote(f'{name}={value}')}" for name, value in values.items())
    return f"aqbgraph query public --name {query.name}{given} --format csv"
