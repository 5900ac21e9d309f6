"""The pages of series: a measure over the years, a project of several parties, what waits for a human."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.series.projects import Project
from aqbgraph.identifiers import SERIES, TERMS, party_path, party_series_path, review_path, series_path
from aqbgraph.publication.documents.series_resources import candidate_key, decision_key, join_key
from aqbgraph.publication.frame.found import found_of
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link, MeasureUse
from aqbgraph.publication.names import party_label
from aqbgraph.publication.overviews.series_views import (
    Answer,
    JoinRow,
    MovedView,
    QuestionView,
    ReviewView,
    SeriesView,
    SharedMember,
    SharedView,
)
from aqbgraph.publication.rows.overview_rows import spans, type_link
from aqbgraph.publication.rows.overview_views import YearBox
from aqbgraph.publication.rows.project_rows import sentence
from aqbgraph.publication.rows.told_programmes import told_programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.extraction.series.asking import Question
    from aqbgraph.extraction.series.projects import Decision, Pair
    from aqbgraph.publication.corpus.relations import MovedSeries, SharedSummary
    from aqbgraph.publication.corpus.summary import Corpus, SeriesSummary
    from aqbgraph.publication.publisher.settings import Settings

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
    path, party, say = series.path, party_label(series.party), settings.language.say
    return SeriesView(
        frame=frame(
            settings,
            path,
            series.label,
            say("Die Maßnahme „{label}“ ({party}) über die Jahre.", label=series.label, party=party),
            trail=_trail(settings, series.party),
            json_ld=json_ld,
            found=found_of(
                path,
                years=series.years,
                types={measure.notation for _, measure in series.uses},
            ),
        ),
        title=series.label,
        party=Link(href(path, party_path(series.party)), party),
        spans=_years(series),
        count=len(series.uses),
        boxes=_boxes(path, series, corpus),
        uses=tuple(_uses(settings, path, series)),
        shared=tuple(
            Link(href(path, one.path), one.label)
            for one in corpus.shared_of(series.party)
            if series.project in one.members
        ),
        joins=_rows(series.joins),
    )


def _trail(settings: Settings, party: str) -> tuple[tuple[str, str], ...]:
    return (SERIES, settings.language.say("Projekte")), (party_series_path(party), party_label(party))


def _years(series: SeriesSummary) -> str:
    return spans(series.years)


def _boxes(here: str, series: SeriesSummary, corpus: Corpus) -> tuple[YearBox, ...]:
    """All years from the first agreement of the place to its last."""
    agreed = corpus.agreed(series.party)
    named = {agreement.year: sentence(here, agreement, measure) for agreement, measure in reversed(series.uses)}
    return tuple(YearBox(year, named.get(year), year in agreed) for year in range(min(agreed), max(agreed) + 1))


def _uses(settings: Settings, here: str, series: SeriesSummary) -> Iterator[MeasureUse]:
    told = told_programmes(settings.language, (agreement.programmes for agreement in series.uses.agreements))
    for agreement, measure in reversed(series.uses):
        yield MeasureUse(
            measure=Link(href(here, agreement.path, measure.key), measure.label),
            agreement=Link(href(here, agreement.path), agreement.title),
            year=agreement.year,
            programmes=told[agreement.programmes],
            notation=measure.notation,
            type=type_link(here, settings.language, measure.notation),
            sentence=sentence(here, agreement, measure),
        )


def _rows(joins: Iterable[Pair]) -> tuple[JoinRow, ...]:
    return tuple(JoinRow(join_key(pair), pair.label, pair.other_label, pair.reason) for pair in joins)


def shared_view(settings: Settings, shared: SharedSummary, corpus: Corpus, json_ld: Json) -> SharedView:
    """A project of several parties."""
    path, say = shared.path, settings.language.say
    parties = sorted({one.party for one in shared.members})
    members = [one for key in parties for one in corpus.series_of(key) if one.project in shared.members]
    return SharedView(
        frame=frame(
            settings,
            path,
            shared.label,
            say("Das Projekt „{label}“ in mehreren Landkreisen und Städten.", label=shared.label),
            trail=((SERIES, say("Projekte")),),
            json_ld=json_ld,
        ),
        title=shared.label,
        members=tuple(
            SharedMember(
                party=Link(href(path, party_path(one.party)), party_label(one.party)),
                series=Link(href(path, one.path), one.label),
                years=_years(one),
            )
            for one in members
        ),
        joins=_rows(shared.joins),
    )


def moved_view(settings: Settings, moved: MovedSeries, _: Corpus, json_ld: Json) -> MovedView:
    """A series that has become part of another."""
    path, party, say = moved.path, party_label(moved.party), settings.language.say
    return MovedView(
        frame=frame(
            settings,
            path,
            moved.label,
            say("„{label}“ ({party}) gehört zu einer anderen Reihe.", label=moved.label, party=party),
            trail=_trail(settings, moved.party),
            json_ld=json_ld,
        ),
        title=moved.label,
        party=Link(href(path, party_path(moved.party)), party),
        target=Link(href(path, series_path(moved.target.party, moved.target.name)), say("Das Projekt über die Jahre")),
    )


def review_view(settings: Settings, path: str, corpus: Corpus, json_ld: Json) -> ReviewView:
    """Decisions and open questions."""
    found = corpus.relations
    known = {one.project: one.label for one in corpus.series}
    known |= {Project(one.party, one.name): one.label for one in found.moved}
    say = settings.language.say
    return ReviewView(
        frame=frame(
            settings,
            path,
            say("Maßnahmenreihen: Entscheidungen und offene Fragen"),
            say("Welche Maßnahmen dasselbe Projekt sein könnten, und wer was entschieden hat."),
            trail=((SERIES, say("Projekte")),),
            # What is asked stands on the page, and all of it in the data.
            json_ld={name: value for name, value in json_ld.items() if name != "topics"},
        ),
        title=say("Maßnahmenreihen: Entscheidungen und offene Fragen"),
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
