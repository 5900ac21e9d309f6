"""Projects over the years, as the pages of places list them: by type, with the years in which agreements name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.identifiers import party_series_path
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.rows.overview_rows import TYPES, spans, type_link
from aqbgraph.publication.rows.overview_views import Project, ProjectGroup, Projects, YearMark
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.publication.corpus.naming import MeasureSummary, Naming
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus, SeriesSummary
    from aqbgraph.publication.publisher.settings import Settings

# So many years stand side by side on a phone.
YEARS_SHOWN = 12


def projects(settings: Settings, here: str, corpus: Corpus, party: str, most: int) -> Projects:
    """The projects of a district or city, at most so many: those named last come first."""
    agreed = [row.year for row in corpus.of_party(party)]
    known = sorted(corpus.series_of(party), key=lambda one: (-_last(one), one.label.casefold(), one.name))
    years = tuple(range(max(min(agreed), max(agreed) - YEARS_SHOWN + 1), max(agreed) + 1)) if agreed else ()
    shown = known[:most]
    newest = [row for row in corpus.of_party(party) if row.year == max(agreed)]
    found = (_group(settings, here, entry.notation, shown, newest, years) for entry in vocabulary().concepts(TYPES))
    return Projects(
        years=years,
        absent=spans(set(years) - set(agreed)),
        groups=tuple(group for group in found if group.projects or group.missing),
        count=len(known),
        more=len(known) - len(shown),
        all=Link(href(here, party_series_path(party)), settings.language.say("Alle Projekte")),
    )


def _last(series: SeriesSummary) -> int:
    return series.years[-1]


def _group(
    settings: Settings,
    here: str,
    notation: str,
    known: Sequence[SeriesSummary],
    newest: Sequence[AgreementSummary],
    years: tuple[int, ...],
) -> ProjectGroup:
    return ProjectGroup(
        type=type_link(here, settings.language, notation),
        notation=notation,
        projects=tuple(_project(here, one, years) for one in known if one.uses[-1][1].notation == notation),
        missing=next((_missing(here, row, notation) for row in newest if notation in row.empty), None),
    )


def _missing(here: str, row: AgreementSummary, notation: str) -> Link:
    marks = dict(zip(row.empty, row.empty_marks, strict=False))
    return Link(href(here, row.path, marks.get(notation, "")), str(row.year))


def _project(here: str, series: SeriesSummary, years: tuple[int, ...]) -> Project:
    named = {agreement.year: (agreement, measure) for agreement, measure in reversed(series.uses)}
    return Project(
        link=Link(href(here, series.path), series.label),
        marks=tuple(
            YearMark(year, place, sentence(here, *named[year]))
            for place, year in enumerate(years, start=1)
            if year in named
        ),
        earlier=spans(year for year in named if years and year < years[0]),
    )


def sentence(here: str, agreement: Naming, measure: MeasureSummary) -> str:
    """The way to the sentence by which an agreement names a measure."""
    return href(here, agreement.path, measure.mark or measure.key)
