"""The start page: what this is, the newest year, ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import PARTIES, SERIES, YEARS, party_path, year_path
from aqbgraph.publication.catalogue.data_page import downloads
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link, SeriesRow
from aqbgraph.publication.names import party_label
from aqbgraph.publication.overviews.reported_pages import reported_hint
from aqbgraph.publication.overviews.start_views import Example, Signed, StartView
from aqbgraph.publication.pictures.maps import budget_map
from aqbgraph.publication.pictures.measures import measures_by_type
from aqbgraph.publication.pictures.over_years import budgets_over_years
from aqbgraph.publication.rows.overview_rows import is_city, is_party_in, local_parties, place, total
from aqbgraph.publication.rows.told_programmes import agreement_name

if TYPE_CHECKING:
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus, SeriesSummary
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]
# As many agreements, and projects, as a start page has room for.
_LATEST, _LASTING = 3, 6


def start_view(settings: Settings, corpus: Corpus, json_ld: Json) -> StartView:
    """The start page; there is always at least one agreement."""
    say, files = settings.language.say, downloads(settings, "", None)
    newest = corpus.years[-1]
    latest = {row.party: row.year for row in corpus.agreements}
    rows = corpus.of_year(newest)
    places = [(is_city(key), place("", key, latest.get(key), at=newest)) for key in local_parties()]
    return StartView(
        frame=frame(
            settings,
            "",
            say("Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget in Hessen"),
            say(
                "Was das Land Hessen mit seinen Landkreisen und kreisfreien Städten über das Ausbildungs- und "
                "Qualifizierungsbudget vereinbart: Budgets, Projekte, Wortlaut – als offene, verknüpfte Daten."
            ),
            json_ld=json_ld,
            data=files,
        ),
        newest=Link(href("", year_path(newest)), str(newest)),
        total=total(rows),
        known=len({row.party for row in rows}),
        expected=sum(is_party_in(key, newest) for key in local_parties()),
        measures=sum(len(row.measures) for row in rows),
        map=budget_map(settings, "", corpus, newest),
        cities=tuple(one for city, one in places if city),
        districts=tuple(one for city, one in places if not city),
        years=tuple(Link(href("", year_path(year)), str(year)) for year in reversed(corpus.years)),
        budgets=budgets_over_years(settings, "", corpus.agreements),
        by_type=measures_by_type(settings, "", corpus.agreements),
        lasting=tuple(_lasting(corpus)),
        latest=tuple(_signed(settings.language, corpus)),
        example=_example(settings.language, rows[0]),
        downloads=files,
        reported=reported_hint(corpus),
        places_index=Link(href("", PARTIES), say("Alle Landkreise und Städte")),
        years_index=Link(href("", YEARS), say("Alle Jahre")),
        projects_index=Link(href("", SERIES), say("Alle Projekte")),
        data=Link(href("", "data"), say("Alle Daten und Formate")),
        changes=Link(href("", "changes"), say("Was sich geändert hat")),
    )


def _lasting(corpus: Corpus) -> list[SeriesRow]:
    """The projects named in most years, and in more than one."""

    def order(series: SeriesSummary) -> tuple[int, str, str]:
        return -len(set(series.years)), series.label.casefold(), series.path

    rows = (_series_row(series) for series in sorted(corpus.series, key=order)[:_LASTING])
    return [row for row in rows if len(row.years) > 1]


def _series_row(series: SeriesSummary) -> SeriesRow:
    return SeriesRow(
        series=Link(href("", series.path), series.label),
        party=Link(href("", party_path(series.party)), party_label(series.party)),
        years=tuple(sorted(set(series.years))),
        notation=series.uses[-1][1].notation,
    )


def _signed(language: Language, corpus: Corpus) -> list[Signed]:
    """The agreements signed last, the newest first."""
    dated = [(row.newest, row.path, row) for row in corpus.agreements if row.newest]
    last = sorted(dated, key=lambda one: one[:2], reverse=True)[:_LATEST]
    return [Signed(Link(href("", row.path), agreement_name(row, language)), day) for day, _, row in last]


def _example(language: Language, row: AgreementSummary) -> Example:
    marks = (*row.amount_marks, "")
    programme, amount = row.budgets[0]
    return Example(
        agreement=Link(href("", row.path), agreement_name(row, language)),
        amount=amount,
        approximate=programme in row.rounded,
        sentence=href("", row.path, marks[0] or f"budget-{programme}"),
    )
