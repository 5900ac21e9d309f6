"""What a build tells of measures over the years: which may be one project, and what in series.ttl leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.readings import shown
from aqbgraph.identifiers import review_path, series_path
from aqbgraph.reading.companions import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.extraction.projects import Pair
    from aqbgraph.pipeline.outcomes import Report

# More are on the page.
_MOST = 20


def lines(report: Report) -> Iterator[str]:
    """For the clerk, a line each."""
    for remark in report.remarks:
        yield f"Hinweis: {remark}"
    for pair in report.doubtful[:_MOST]:
        yield (
            f"Vermutlich dasselbe Projekt: „{_plain(pair.label)}“ und „{_plain(pair.other_label)}“ "
            f"({_parties(pair)}; {pair.reason}); in {SERIES} entscheiden."
        )
    if (more := len(report.doubtful) - _MOST) > 0:
        yield f"… und {more} weitere Fragen auf der Seite {review_path()}."


def _plain(label: str) -> str:
    return " ".join(label.split())


def _parties(pair: Pair) -> str:
    return ", ".join(dict.fromkeys((shown(pair.one.party), shown(pair.other.party))))


def members(report: Report) -> dict[str, Any]:
    """For programs."""
    return {
        "doubtful": [
            {
                "series": [series_path(one.party, one.name) for one in (pair.one, pair.other)],
                "names": [pair.label, pair.other_label],
                "score": pair.score,
                "threshold": pair.threshold,
                "reason": pair.reason,
            }
            for pair in report.doubtful
        ],
        "remarks": list(report.remarks),
    }
