"""What changed from one agreement to the next one of the same place on the same money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.extraction.outlining.changes import section_order
from aqbgraph.extraction.series.projects import Project
from aqbgraph.identifiers import series_path, wording_path, year_comparison_path
from aqbgraph.publication.comparisons.comparison_views import Amount, Growth, ProjectRow, Projects, SinceLastYear
from aqbgraph.publication.comparisons.comparisons import compared_years, place_in_years
from aqbgraph.publication.documents.wording_documents import section_name
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.publisher.settings import Settings


def since_last_year(settings: Settings, here: str, corpus: Corpus, agreement: AgreementSummary) -> SinceLastYear | None:
    """What changed since the last agreement before this one, seen from the page `here`; None when it is the first."""
    before = corpus.before(agreement.party, agreement.programmes, agreement.year)
    if before is None:
        return None
    made = between(settings, here, corpus, before, agreement)
    return replace(made, gap=tuple(range(made.year + 1, agreement.year)))


def between(
    settings: Settings, here: str, corpus: Corpus, before: AgreementSummary, now: AgreementSummary
) -> SinceLastYear:
    """What changed from one agreement to a later one of the same place on the same money."""
    path = year_comparison_path(before.year, now.year)
    linked = path != here and (before.year, now.year) in compared_years(corpus)
    return SinceLastYear(
        year=before.year,
        gap=(),
        before=amount(here, before),
        now=amount(here, now),
        growth=growth(before, now),
        projects=projects(here, corpus, before, now),
        sections=tuple(_reworded(settings, here, corpus, before.path, now.path)),
        more=Link(href(here, path, place_in_years(now.party, now.programmes)), f"{before.year} → {now.year}")
        if linked
        else None,
    )


def amount(here: str, row: AgreementSummary) -> Amount:
    """The money of an agreement."""
    return Amount(href(here, row.path), row.amount, row.approximate)


def growth(before: AgreementSummary, now: AgreementSummary) -> Growth:
    """From the money of one agreement to that of another."""
    difference = now.amount - before.amount
    return Growth(difference, difference / before.amount if before.amount else None)


def projects(here: str, corpus: Corpus, before: AgreementSummary, now: AgreementSummary) -> Projects:
    """The projects of both by their series, in the order of the agreements, under the newer name."""
    old, new = _projects(before), _projects(now)

    def row(found: dict[str, str], of: AgreementSummary, name: str, last: int | None = None) -> ProjectRow:
        return ProjectRow(Link(href(here, series_path(of.party, name)), found[name]), last)

    # The years of no other project are asked for: each question stays with the page, and each build asks it again.
    came = tuple(
        row(new, now, name, _last(corpus, Project(now.party, name), now.year)) for name in new if name not in old
    )
    return Projects(
        new=tuple(one for one in came if one.last is None),
        again=tuple(one for one in came if one.last is not None),
        ended=tuple(row(old, before, name) for name in old if name not in new),
        kept=tuple(row(new, now, name) for name in new if name in old),
    )


def _last(corpus: Corpus, project: Project, year: int) -> int | None:
    """The last year before this one that names a project."""
    return max((one for one in corpus.years_of(project) if one < year), default=None)


def _projects(row: AgreementSummary) -> dict[str, str]:
    """The projects of an agreement, each once: slug → name as written."""
    found: dict[str, str] = {}
    for measure in row.measures:
        found.setdefault(measure.series, measure.label)
    return found


def _reworded(settings: Settings, here: str, corpus: Corpus, before: str, now: str) -> Iterator[Link]:
    """The sections in which one has a sentence that the other lacks."""
    old, new = corpus.sentences_of(before), corpus.sentences_of(now)
    for key in sorted({*old, *new}, key=section_order):
        if set(old.get(key, ())) != set(new.get(key, ())):
            yield Link(href(here, wording_path(key)), section_name(key, settings.language))
