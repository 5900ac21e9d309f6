"""The page of a year: its agreements side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import YEARS, year_path
from aqbgraph.publication.catalogue.data_page import files_of_year
from aqbgraph.publication.comparisons.comparisons import since_year_before, year_comparisons
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import name_order, party_label
from aqbgraph.publication.overviews.reported_pages import reported_rows
from aqbgraph.publication.overviews.year_views import YearView
from aqbgraph.publication.pictures.budgets import budgets_by_party
from aqbgraph.publication.pictures.maps import budget_map
from aqbgraph.publication.pictures.measures import measures_by_type
from aqbgraph.publication.rows.overview_rows import (
    budget_rows,
    is_city,
    is_party_in,
    local_parties,
    place,
    total,
    type_counts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]


def year_view(settings: Settings, year: int, corpus: Corpus, json_ld: Json) -> YearView:
    """All agreements of a year."""
    path, rows, say = year_path(year), corpus.of_year(year), settings.language.say
    present = {row.party for row in rows}
    parties = [key for key in local_parties() if is_party_in(key, year)]
    absent = [(is_city(key), place(path, key, None)) for key in parties if key not in present]
    return YearView(
        frame=frame(
            settings,
            path,
            say("Zielvereinbarungen {year}", year=year),
            say("Alle vorliegenden Zielvereinbarungen des Jahres {year} mit Budgets und Maßnahmenarten.", year=year),
            trail=((YEARS, say("Jahre")),),
            json_ld=json_ld,
        ),
        year=year,
        total=total(rows),
        known=len(present),
        expected=len(parties),
        measures=sum(len(row.measures) for row in rows),
        map=budget_map(settings, path, corpus, year),
        by_party=budgets_by_party(settings, path, corpus, year),
        by_type=measures_by_type(settings, path, rows),
        agreements=budget_rows(settings.language, path, corpus, sorted(rows, key=_by_name)),
        types=type_counts(path, settings.language, rows),
        absent_cities=tuple(one for city, one in absent if city),
        absent_districts=tuple(one for city, one in absent if not city),
        later=tuple(place(path, key, None, at=year) for key in local_parties() if not is_party_in(key, year)),
        reported=reported_rows(settings, path, corpus.reported.of_year(year)),
        downloads=files_of_year(settings, path, year),
        before=_next(path, (one for one in reversed(corpus.years) if one < year)),
        after=_next(path, (one for one in corpus.years if one > year)),
        since=since_year_before(path, corpus, year),
        comparisons=year_comparisons(path, corpus, year),
    )


def _by_name(row: AgreementSummary) -> tuple[str, str]:
    return name_order(party_label(row.party)), row.path


def _next(here: str, years: Iterator[int]) -> Link | None:
    found = next(years, None)
    return None if found is None else Link(href(here, year_path(found)), str(found))
