"""What a build tells of measures over the years: which may be one project, and what in series.ttl leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.values.readings import shown
from aqbgraph.identifiers import review_path, series_path
from aqbgraph.reading.finding.companions import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.extraction.series.asking import Question
    from aqbgraph.pipeline.documents.outcomes import Report

# More questions, and more names in one, are on the page.
_MOST, _NAMES = 20, 5


def lines(report: Report) -> Iterator[str]:
    """For the clerk, a line each."""
    for remark in report.remarks:
        yield f"Hinweis: {remark}"
    for question in report.questions[:_MOST]:
        yield ""
        yield (
            f"Vermutlich dasselbe Projekt: {_names(question)} "
            f"({_few(tuple(map(shown, question.parties)), ', ')}; {question.reason}); in {SERIES} entscheiden."
        )
    if (more := len(report.questions) - _MOST) > 0:
        yield ""
        yield f"… und {more} weitere Fragen auf der Seite {review_path()}."


def _names(question: Question) -> str:
    """Two names are "A und B"; of three or more some may be one project."""
    quoted = [f"„{' '.join(name.split())}“" for name in question.names]
    return _few(quoted, " und " if len(quoted) == 2 else ", ")


def _few(names: Sequence[str], between: str) -> str:
    more = len(names) - _NAMES
    return between.join(names[:_NAMES]) + (f" und {more} weitere" if more > 0 else "")


def members(report: Report) -> dict[str, Any]:
    """For programs."""
    return {
        "doubtful": [
            {
                "series": [series_path(one.party, one.name) for one in question.projects],
                "names": list(question.names),
                "score": question.score,
                "threshold": question.threshold,
                "reason": question.reason,
            }
            for question in report.questions
        ],
        "remarks": list(report.remarks),
    }
