"""Problems of queries that were ended, since they took too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.service.problems import DEADLINE, RESOURCES, Problem

if TYPE_CHECKING:
    from aqbgraph.service.limits import Limits


def too_slow(allowed: float) -> Problem:
    """A query that took longer than so many seconds."""
    return Problem(
        DEADLINE,
        f"Die Abfrage wurde an der Zeitgrenze von {allowed:g} s abgebrochen.",
        f"The query was ended at the time limit of {allowed:g} s.",
    )


def too_demanding(limits: Limits) -> Problem:
    """A query that took its worker along."""
    return Problem(
        RESOURCES,
        "Die Abfrage ist zu verschachtelt oder braucht mehr Speicher als die erlaubten "
        f"{limits.memory} Bytes; sie wurde beendet.",
        f"The query is too complex or needs more memory than the limit of {limits.memory} bytes; it was ended.",
    )


def not_taken(seconds: float) -> Problem:
    """A result whose client took longer than so many seconds."""
    return Problem(
        DEADLINE,
        f"Das Ergebnis wurde in {seconds:g} s nicht ganz abgenommen.",
        f"The result was not taken as a whole within {seconds:g} s.",
    )
