"""The data of series: their measures and why they are one, what several parties share, what waits for a human."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from aqbgraph import __version__
from aqbgraph.identifiers import ABOVE_PARTIES, review_path, slug
from aqbgraph.publication.documents.resources import document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.extraction.series.asking import Question
    from aqbgraph.extraction.series.projects import Decision, Pair
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.corpus.relations import MovedSeries, SharedSummary
    from aqbgraph.publication.corpus.summary import Corpus, SeriesSummary
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]
REVIEW = "Maßnahmenreihen: Entscheidungen und offene Fragen"


def series_document(settings: Settings, series: SeriesSummary, corpus: Corpus) -> Json:
    """A series with its measures, and why they are one."""
    identifiers = settings.identifiers
    shared = [one.name for one in corpus.shared_of(series.party) if series.project in one.members]
    topic = {
        "id": identifiers.series(series.party, series.name),
        "type": "MeasureSeries",
        "label": series.label,
        "localParty": identifiers.party(series.party),
        "parts": [f"{identifiers.document(agreement.path)}#{measure.key}" for agreement, measure in series.uses],
        **({"partOfSeries": [identifiers.series(ABOVE_PARTIES, name) for name in shared]} if shared else {}),
        **_joins(identifiers, series.joins),
    }
    return document(settings, series.path, series.label, topic)


def shared_document(settings: Settings, shared: SharedSummary, _: Corpus) -> Json:
    """A project of several parties."""
    identifiers = settings.identifiers
    topic = {
        "id": identifiers.series(ABOVE_PARTIES, shared.name),
        "type": "SharedSeries",
        "label": shared.label,
        "parts": [identifiers.series(one.party, one.name) for one in shared.members],
        **_joins(identifiers, shared.joins),
    }
    return document(settings, shared.path, shared.label, topic)


def moved_document(settings: Settings, moved: MovedSeries, _: Corpus) -> Json:
    """The name of a series that has become part of another still leads there."""
    identifiers = settings.identifiers
    topic = {
        "id": identifiers.series(moved.party, moved.name),
        "label": moved.label,
        "replacedBy": identifiers.series(moved.target.party, moved.target.name),
    }
    return document(settings, moved.path, moved.label, topic)


def review_document(settings: Settings, path: str, corpus: Corpus) -> Json:
    """What somebody decided, and what waits for somebody."""
    identifiers = settings.identifiers
    found = corpus.relations
    questions = [_question(identifiers, question) for question in found.questions]
    decisions = [_decision(identifiers, one) for one in found.decisions]
    made = document(settings, path, REVIEW, None)
    return {**made, "topics": [*decisions, *questions]} if decisions or questions else made


def candidate_key(question: Question) -> str:
    """The fragment of an open question: both names, or of more the likest and a digest of all."""
    if len(question.projects) == 2:
        return slug("candidate " + " ".join(f"{one.party} {one.name}" for one in question.projects))
    likest = question.projects[0]
    listed = "\n".join(f"{one.party}/{one.name}" for one in sorted(question.projects))
    return slug(f"candidate {likest.party} {likest.name} {sha256(listed.encode()).hexdigest()[:8]}")


def _question(identifiers: Identifiers, question: Question) -> Json:
    return {
        "id": f"#{candidate_key(question)}",
        "type": "SeriesCandidate",
        "comparedSeries": [identifiers.series(one.party, one.name) for one in question.projects],
        "comparedNames": list(dict.fromkeys(question.names)),
        **_compared(question),
    }


def decision_key(decision: Decision) -> str:
    """The fragment of a decision."""
    names = " ".join(f"{one.party} {one.name}" for one in decision.projects)
    return slug(f"{'join' if decision.joins else 'part'} {names}")


def join_key(pair: Pair) -> str:
    """The fragment of a join: the name it joined, and a digest, since names may differ in signs alone."""
    digest = sha256("\n".join((pair.one.party, pair.label, pair.other.party, pair.other_label)).encode()).hexdigest()
    return f"join-{pair.other.name}-{digest[:8]}"


def _joins(identifiers: Identifiers, joins: Iterable[Pair]) -> Json:
    made = [
        {
            **_pair(identifiers, pair),
            "id": f"#{join_key(pair)}",
            "type": "SeriesJoin",
            **({"decision": _decision_iri(identifiers, pair.decision)} if pair.decision else {}),
        }
        for pair in joins
    ]
    return {"seriesJoins": made} if made else {}


def _pair(identifiers: Identifiers, pair: Pair) -> Json:
    compared = dict.fromkeys(identifiers.series(one.party, one.name) for one in (pair.one, pair.other))
    return {
        "comparedSeries": list(compared),
        "comparedNames": list(dict.fromkeys((pair.label, pair.other_label))),
        **_compared(pair),
    }


def _compared(found: Pair | Question) -> Json:
    """How comparing came to it."""
    return {
        "reason": found.reason,
        **({"score": _decimal(found.score)} if found.score is not None else {}),
        **({"threshold": _decimal(found.threshold)} if found.threshold is not None else {}),
        "extraction": {"id": "#comparison", "type": "Comparison", "softwareVersion": __version__},
    }


def _decimal(value: float) -> str:
    """The canonical lexical form: without a zero behind the point."""
    return f"{value:.1f}".removesuffix(".0")


def _decision_iri(identifiers: Identifiers, decision: Decision) -> str:
    return f"{identifiers.document(review_path())}#{decision_key(decision)}"


def _decision(identifiers: Identifiers, decision: Decision) -> Json:
    source = decision.source
    return {
        "id": f"#{decision_key(decision)}",
        "type": "JoinDecision" if decision.joins else "PartDecision",
        "comparedSeries": [identifiers.series(one.party, one.name) for one in decision.projects],
        "reason": decision.reason,
        "date": decision.on.isoformat(),
        "attributedTo": {"id": f"#agent-{slug(decision.by)}", "type": "Agent", "agentName": decision.by},
        "primarySource": {
            "id": f"#source-{source.sha256[:8]}",
            "type": "SourceFile",
            "name": source.name,
            "sha256": source.sha256,
            "mediaType": source.media_type,
            "size": str(source.size),
        },
    }
