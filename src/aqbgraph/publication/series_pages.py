"""The pages of series: a measure over the years, a project of several parties, what waits for a human."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.projects import Project
from aqbgraph.identifiers import TERMS, party_path, review_path, series_path
from aqbgraph.publication.found import found_of
from aqbgraph.publication.frames import frame, href
from aqbgraph.publication.names import party_label
from aqbgraph.publication.overview_pages import measure_use
from aqbgraph.publication.series_resources import REVIEW, candidate_key, decision_key, join_key
from aqbgraph.publication.series_views import (
    Answer,
    JoinRow,
    MovedView,
    QuestionView,
    ReviewView,
    SeriesView,
    SharedView,
)
from aqbgraph.publication.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.extraction.asking import Question
    from aqbgraph.extraction.projects import Decision, Pair
    from aqbgraph.publication.relations import MovedSeries, SharedSummary
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus, SeriesSummary

Json = dict[str, Any]
# So many questions are shown, and so many names of one: all of them stand in the data.
_MOST, _NAMES = 100, 10
# What a decision needs, ready to be copied.
HEAD = f"""@prefix aqb: <{TERMS}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def series_view(settings: Settings, series: SeriesSummary, corpus: Corpus, json_ld: Json) -> SeriesView:
    """A measure over the years."""
    path, party = series.path, party_label(series.party)
    return SeriesView(
        frame=frame(
            settings,
            path,
            series.label,
            f"Die Maßnahme „{series.label}“ ({party}) über die Jahre.",
            trail=((party_path(series.party), party),),
            json_ld=json_ld,
            found=found_of(
                path,
                years=(agreement.year for agreement, _ in series.uses),
                types={measure.notation for _, measure in series.uses},
            ),
        ),
        title=series.label,
        party=Link(href(path, party_path(series.party)), party),
        uses=tuple(measure_use(path, agreement, measure) for agreement, measure in reversed(series.uses)),
        shared=tuple(
            Link(href(path, one.path), one.label) for one in corpus.relations.shared if series.project in one.members
        ),
        joins=_rows(series.joins),
    )


def _rows(joins: Iterable[Pair]) -> tuple[JoinRow, ...]:
    return tuple(JoinRow(join_key(pair), pair.label, pair.other_label, pair.reason) for pair in joins)


def shared_view(settings: Settings, shared: SharedSummary, corpus: Corpus, json_ld: Json) -> SharedView:
    """A project of several parties."""
    path = shared.path
    members = [one for one in corpus.series if one.project in shared.members]
    return SharedView(
        frame=frame(
            settings, path, shared.label, f"Das Projekt „{shared.label}“ in mehreren Landkreisen.", json_ld=json_ld
        ),
        title=shared.label,
        members=tuple(
            (Link(href(path, party_path(one.party)), party_label(one.party)), Link(href(path, one.path), one.label))
            for one in members
        ),
        joins=_rows(shared.joins),
    )


def moved_view(settings: Settings, moved: MovedSeries, _: Corpus, json_ld: Json) -> MovedView:
    """A series that has become part of another."""
    path, party = moved.path, party_label(moved.party)
    return MovedView(
        frame=frame(
            settings,
            path,
            moved.label,
            f"„{moved.label}“ ({party}) gehört zu einer anderen Reihe.",
            trail=((party_path(moved.party), party),),
            json_ld=json_ld,
        ),
        title=moved.label,
        target=Link(href(path, series_path(moved.target.party, moved.target.name)), party),
    )


def review_view(settings: Settings, path: str, corpus: Corpus, json_ld: Json) -> ReviewView:
    """Decisions and open questions."""
    found = corpus.relations
    known = {one.project: one.label for one in corpus.series}
    known |= {Project(one.party, one.name): one.label for one in found.moved}
    return ReviewView(
        frame=frame(
            settings,
            path,
            REVIEW,
            "Welche Maßnahmen dasselbe Projekt sein könnten, und wer was entschieden hat.",
            # What is asked stands on the page, and all of it in the data.
            json_ld={name: value for name, value in json_ld.items() if name != "topics"},
        ),
        title=REVIEW,
        questions=tuple(_question(settings, path, question) for question in found.questions[:_MOST]),
        more=max(len(found.questions) - _MOST, 0),
        answers=tuple(_answer(path, one, known) for one in found.decisions),
        head=HEAD,
    )


def _question(settings: Settings, path: str, question: Question) -> QuestionView:
    shown = question.projects[:_NAMES]
    return QuestionView(
        id=candidate_key(question),
        series=tuple(
            Link(href(path, series_path(one.party, one.name)), name)
            for one, name in zip(shown, question.names, strict=False)
        ),
        more=len(question.projects) - len(shown),
        parties=tuple(party_label(party) for party in question.parties[:_NAMES]),
        reason=question.reason,
        turtle=_turtle(settings, shown),
    )


def _turtle(settings: Settings, projects: Sequence[Project]) -> str:
    series = ",\n        ".join(f"<{settings.identifiers.series(one.party, one.name)}>" for one in projects)
    some = "# Was nicht dazugehört, hier streichen.\n" if len(projects) > 2 else ""
    return (
        f"{some}"
        f"[] a aqb:JoinDecision ;  # oder aqb:PartDecision: verschiedene Projekte\n"
        f"    aqb:comparedSeries {series} ;\n"
        f'    dcterms:creator "…" ;  # wer entschieden hat\n'
        f'    dcterms:date "JJJJ-MM-TT"^^xsd:date ;\n'
        f'    rdfs:comment "…"@de .  # warum\n'
    )


def _answer(path: str, decision: Decision, known: dict[Project, str]) -> Answer:
    return Answer(
        id=decision_key(decision),
        joins=decision.joins,
        series=tuple(
            Link(href(path, series_path(one.party, one.name)), f"{known[one]} ({party_label(one.party)})")
            for one in decision.projects
            if one in known
        ),
        by=decision.by,
        on=decision.on,
        reason=decision.reason,
    )


def review_paths(_: Corpus) -> tuple[str, ...]:
    """There is one such page, also when nothing is open."""
    return (review_path(),)


def shared_of(corpus: Corpus) -> tuple[SharedSummary, ...]:
    """The projects of several parties."""
    return corpus.relations.shared


def moved_of(corpus: Corpus) -> tuple[MovedSeries, ...]:
    """The series that have become part of others."""
    return corpus.relations.moved
