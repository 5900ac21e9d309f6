"""The indexes: all places, all years, all projects, all measure types. They are pages without data of their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.identifiers import (
    MEASURE_TYPES,
    PARTIES,
    SERIES,
    YEARS,
    Identifiers,
    party_path,
    party_series_path,
    review_path,
    year_path,
)
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import in_order_of_names, party_after_with, party_label
from aqbgraph.publication.overviews.index_views import (
    PartyIndexView,
    PartySeriesView,
    PlaceProjects,
    PlaceRow,
    SeriesIndexView,
    SharedRow,
    TypeEntry,
    TypeIndexView,
    YearIndexView,
)
from aqbgraph.publication.overviews.reported_pages import reported_hint
from aqbgraph.publication.pictures.maps import budget_map
from aqbgraph.publication.pictures.measures import measures_by_type, series_over_time
from aqbgraph.publication.pictures.over_years import budgets_over_years
from aqbgraph.publication.rows.overview_rows import (
    TYPES,
    change,
    is_city,
    local_parties,
    place,
    spans,
    total,
    type_counts,
    year_rows,
)
from aqbgraph.publication.rows.project_rows import projects
from aqbgraph.publication.rows.told_programmes import told_programmes
from aqbgraph.vocabulary import SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aqbgraph.publication.corpus.relations import SharedSummary
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rows.told_programmes import Programmes

    View = Callable[[Settings, Corpus], object]

# As many projects of several places as the index lists, and as many projects as the page of a place.
_SHARED, _PROJECTS = 200, 1000
# As many projects as the picture of a place shows.
_DRAWN = 40


def indexes(corpus: Corpus) -> Iterator[tuple[str, str, View]]:
    """Path, template and view of each index."""
    yield PARTIES, "parties", party_index_view
    yield YEARS, "years", year_index_view
    yield SERIES, "projects", series_index_view
    yield MEASURE_TYPES, "measure-types", type_index_view
    for key in local_parties():
        if corpus.series_of(key):
            yield party_series_path(key), "party-projects", partial(party_series_view, key=key)


def party_index_view(settings: Settings, corpus: Corpus) -> PartyIndexView:
    """All districts and cities with their newest agreements."""
    path, say = PARTIES, settings.language.say
    newest = {key: _newest(corpus, key) for key in local_parties()}
    told = told_programmes(settings.language, (row.programmes for agreed in newest.values() for row in agreed))
    rows = {key: _place_row(corpus, key, agreed, told) for key, agreed in newest.items()}
    others = [entry.key for entry in vocabulary().instances("Party") if entry.key not in rows]
    return PartyIndexView(
        frame=frame(
            settings,
            path,
            say("Landkreise und Städte"),
            say("Alle Landkreise und kreisfreien Städte in Hessen mit ihrer neuesten Zielvereinbarung."),
            data=(),
        ),
        known=sum(row.count > 0 for row in rows.values()),
        total=len(rows),
        map=budget_map(settings, path, corpus, corpus.years[-1]),
        districts=tuple(row for key, row in rows.items() if not is_city(key)),
        cities=tuple(row for key, row in rows.items() if is_city(key)),
        others=tuple(Link(href(path, party_path(key)), party_label(key)) for key in others),
    )


def _newest(corpus: Corpus, key: str) -> tuple[AgreementSummary, ...]:
    """The agreements of a place of its newest year."""
    agreed = corpus.of_place(key)
    return tuple(row for row in agreed if row.year == agreed[-1].year)


def _place_row(
    corpus: Corpus, key: str, newest: tuple[AgreementSummary, ...], told: Mapping[Programmes, str]
) -> PlaceRow:
    return PlaceRow(
        place=place(PARTIES, key, newest[0].year if newest else None, at=corpus.years[-1]),
        agreements=tuple(
            Link(href(PARTIES, row.path), f"{row.year} {told[row.programmes]}".rstrip()) for row in newest
        ),
        amount=total(newest) if newest else None,
        approximate=any(row.approximate for row in newest),
        change=change(corpus, *newest) if newest else None,
        measures=sum(len(row.measures) for row in newest),
        count=len(corpus.of_place(key)),
    )


def year_index_view(settings: Settings, corpus: Corpus) -> YearIndexView:
    """All years with their sums."""
    say = settings.language.say
    return YearIndexView(
        frame=frame(
            settings,
            YEARS,
            say("Jahre"),
            say("Alle Jahre, für die hier Zielvereinbarungen vorliegen, mit ihren Summen."),
            data=(),
        ),
        spans=spans(corpus.years),
        budgets=budgets_over_years(settings, YEARS, corpus.agreements),
        years=year_rows(YEARS, corpus),
        reported=reported_hint(corpus, YEARS),
    )


def series_index_view(settings: Settings, corpus: Corpus) -> SeriesIndexView:
    """All projects: by place, and those of several places."""
    path, say = SERIES, settings.language.say
    shared = sorted(corpus.relations.shared, key=lambda one: (-len(one.members), one.label.casefold(), one.path))
    return SeriesIndexView(
        frame=frame(
            settings,
            path,
            say("Projekte"),
            say("Alle Projekte aus den Zielvereinbarungen, nach Landkreis und Stadt, und was mehrere gemeinsam haben."),
            data=(),
        ),
        count=len(corpus.series),
        places=tuple(_place_projects(corpus, key) for key in local_parties() if corpus.series_of(key)),
        shared=tuple(_shared_row(one) for one in shared[:_SHARED]),
        more=max(len(shared) - _SHARED, 0),
        by_type=measures_by_type(settings, path, corpus.naming),
        review=Link(href(path, review_path()), say("Entscheidungen und offene Fragen")),
    )


def _place_projects(corpus: Corpus, key: str) -> PlaceProjects:
    known, year = corpus.series_of(key), corpus.agreed(key)[-1]
    return PlaceProjects(
        place=place(SERIES, key, year, party_series_path(key)),
        count=len(known),
        current=sum(one.years[-1] == year for one in known),
    )


def _shared_row(shared: SharedSummary) -> SharedRow:
    parties = in_order_of_names({one.party for one in shared.members})
    return SharedRow(
        project=Link(href(SERIES, shared.path), shared.label),
        places=tuple(Link(href(SERIES, party_path(key)), party_label(key)) for key in parties),
    )


def party_series_view(settings: Settings, corpus: Corpus, key: str) -> PartySeriesView:
    """All projects of a district or city."""
    path, label, say = party_series_path(key), party_label(key), settings.language.say
    named = party_after_with(key, settings.language)
    years = corpus.agreed(key)
    longest = sorted(corpus.series_of(key), key=lambda one: -len(set(one.years)))[:_DRAWN]
    return PartySeriesView(
        frame=frame(
            settings,
            path,
            say("Projekte: {name}", name=label),
            say("Alle Projekte aus den Zielvereinbarungen mit {name}, nach Maßnahmenart und Jahr.", name=named),
            trail=((SERIES, say("Projekte")),),
            data=(),
        ),
        party=Link(href(path, party_path(key)), label),
        over_years=series_over_time(settings, path, longest, years),
        projects=projects(settings, path, corpus, key, _PROJECTS),
    )


def type_index_view(settings: Settings, corpus: Corpus) -> TypeIndexView:
    """All measure types."""
    path, language, newest = MEASURE_TYPES, settings.language, corpus.years[-1]
    return TypeIndexView(
        frame=frame(
            settings,
            path,
            language.say("Maßnahmenarten"),
            language.say("Die Arten von Maßnahmen, nach denen die Zielvereinbarungen ihre Projekte ordnen."),
            data=(),
        ),
        year=Link(href(path, year_path(newest)), str(newest)),
        types=tuple(
            TypeEntry(row, _definition(row.notation, language.code))
            for row in type_counts(path, language, corpus.naming_of(newest))
        ),
    )


def _definition(notation: str, code: str) -> str:
    return vocabulary().text(Identifiers().concept(TYPES, notation), SKOS + "definition", code) or ""
