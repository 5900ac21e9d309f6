"""The page of a programme: its money over the years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import Identifiers, programme_path
from aqbgraph.publication.frame.frames import frame
from aqbgraph.publication.names import programme_label
from aqbgraph.publication.overviews.reported_pages import newest_first, reported_rows
from aqbgraph.publication.overviews.type_views import ProgrammeView
from aqbgraph.publication.pictures.over_years import budgets_over_years
from aqbgraph.publication.rows.overview_rows import year_row
from aqbgraph.vocabulary import SKOS, vocabulary

if TYPE_CHECKING:
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]


def programme_view(settings: Settings, key: str, corpus: Corpus, json_ld: Json) -> ProgrammeView:
    """A programme over the years."""
    path, label = programme_path(key), programme_label(key, settings.language)
    iri = Identifiers().programme(key)
    years = [
        (year, tuple(_only(row, key) for row in corpus.of_programme(key, year))) for year in reversed(corpus.years)
    ]
    return ProgrammeView(
        frame=frame(
            settings,
            path,
            label,
            settings.language.say("{label}: Budgets und Vereinbarungen nach Jahren.", label=label),
            json_ld=json_ld,
        ),
        title=label,
        definition=vocabulary().text(iri, SKOS + "definition", settings.language.code) or "",
        budgets=budgets_over_years(settings, path, (row for _, rows in years for row in rows)),
        years=tuple(year_row(path, year, rows) for year, rows in years if rows),
        reported=reported_rows(settings, path, newest_first(corpus.reported.of_programme(key))),
    )


def _only(row: AgreementSummary, programme: str) -> AgreementSummary:
    """An agreement with the money of one programme alone."""
    return replace(row, budgets=tuple(budget for budget in row.budgets if budget[0] == programme))
