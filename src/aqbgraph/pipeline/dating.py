"""The moment of a build: what the clerk says, else the newest day that the sources tell; never the clock.

A clock may only refuse what lies in the future: a catalogue that was changed tomorrow is refused by portals, or, worse,
taken for newer than the next one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from aqbgraph.errors import Invalid, Place, PublicationError, WrongUse
from aqbgraph.publication.history import history
from aqbgraph.publication.history.history import History, lexical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aqbgraph.extraction.series.projects import Decision
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.before import Before

_STEP = timedelta(seconds=1)
_FORM = re.compile(r"\d{4}-\d\d-\d\d(?P<time>T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?")


@dataclass(frozen=True, slots=True)
class Given:
    """A moment as the clerk gives it, UTC; `day`: only the day was said."""

    at: datetime
    day: bool


@dataclass(frozen=True, slots=True)
class Dating:
    """What a build is told of time: its moment, where the publication before lies (None: in the target), and whether
    there shall be none. Nothing may be later than `latest`, the clock of the caller.
    """

    given: Given | None = None
    previous: Path | None = None
    anew: bool = False
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A day that a source tells, and the source's name."""

    day: date
    source: str


def given(text: str) -> Given:
    """A moment as the option `--date` says it.

    Raises:
        WrongUse: it is in no form that has a single reading, or no such day exists.
    """
    found = _FORM.fullmatch(text)
    try:
        moment = datetime.fromisoformat(text) if found else None
        at = moment and moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        at = None
    if found is None or at is None or at < history.EARLIEST:
        raise WrongUse(
            f"„--date {text}“ ist kein Tag (2025-08-11) und kein Zeitpunkt mit Zeitzone (2025-08-11T14:30:00Z, "
            "2025-08-11T14:30:00+02:00)."
        )
    return Given(at, found["time"] is None)


def begin(target: Path, base: str, dating: Dating, known: Before | None = None) -> History:
    """The history that a build goes on with; to be asked before the work, since it may forbid it.

    `known` is the publication in the target where its list has been read.

    Raises:
        WrongUse: the moment given lies in the future or before the publication before, or that has another base.
        PublicationError: the publication before is none, is damaged, or is dated in the future.
    """
    before = History()
    if not dating.anew:
        named = dating.previous is not None
        before = history.read(dating.previous or target, base, required=named, known=None if named else known)
    if dating.given is not None:
        _check(dating.given, before.moment, dating.latest)
    if before.moment and dating.latest and before.moment > dating.latest:
        raise PublicationError(
            f"Die vorige Veröffentlichung ist vom {_german(before.moment)}, und das liegt in der Zukunft. Geht die Uhr "
            "dieses Rechners richtig? --new-history beginnt eine neue Geschichte."
        )
    return before


def _check(said: Given, before: datetime | None, latest: datetime | None) -> None:
    if latest is not None and said.at > latest:
        raise WrongUse(f"--date {_german(said.at)} liegt in der Zukunft: Es ist erst {_german(latest)}.")
    if before is not None and (said.at.date() < before.date() if said.day else said.at < before):
        raise WrongUse(
            f"--date {_german(said.at)} liegt vor der vorigen Veröffentlichung vom {_german(before)}. Daten dürfen nur "
            "steigen; wer ihnen folgt, bekäme diese Änderungen nie."
        )


def moment(before: History, dating: Dating, kept: Corpus, decisions: Iterable[Decision]) -> datetime:
    """What is changed by this build bears this moment. It is later than that of every publication before.

    Raises:
        Invalid: the newest day that the sources tell lies in the future.
    """
    at = dating.given.at if dating.given else _midnight(_newest(kept, decisions, dating.latest))
    return at if before.moment is None or at > before.moment else before.moment + _STEP


def remarks(before: History, dating: Dating, now: History) -> tuple[str, ...]:
    """What the clerk should know of the moment that was chosen, if anything changed at it."""
    if before.left is not None:
        return (
            f"Die vorige Veröffentlichung hatte die Basis-IRI <{before.left}>. Jeder Name ist nun ein anderer: Ihre "
            "Geschichte endet, und eine neue beginnt.",
        )
    if dating.given or before.moment is None or now.moment != before.moment + _STEP:
        return ()
    return (
        f"Kein Tag in den Quellen ist neuer als die vorige Veröffentlichung ({_german(before.moment)}); die Änderungen "
        "sind eine Sekunde danach datiert. Besser ist --date mit dem Tag der Veröffentlichung.",
    )


def _newest(kept: Corpus, decisions: Iterable[Decision], latest: datetime | None) -> date:
    # Where no source tells a day: that the year of an agreement has begun is the latest that is certain.
    least = Told(date(kept.years[-1], 1, 1), kept.agreements[-1].source)
    told = max(_told(kept, decisions), key=lambda one: (one.day, one.source), default=least)
    check_told(told, latest)
    return told.day


def check_told(told: Told, latest: datetime | None) -> None:
    """Refuses a day that has not come yet; to be asked as soon as one is known, since the rest of the work is long.

    Raises:
        Invalid: it lies in the future.
    """
    if latest is not None and told.day > latest.date():
        raise Invalid(
            f"Der neueste Tag, den die Quellen nennen, ist der {_german(_midnight(told.day))}, und der liegt in der "
            "Zukunft. Bitte mit der Quelle und ihren Berichtigungen vergleichen, oder den Tag der Veröffentlichung mit "
            "--date nennen.",
            Place(told.source),
        )


def _told(kept: Corpus, decisions: Iterable[Decision]) -> Iterator[Told]:
    """All days that say when something was laid down: signatures and corrections, reports, decisions on series."""
    yield from (Told(row.newest, row.source) for row in kept.agreements if row.newest)
    for budget in kept.reported.budgets:
        if budget.reported_on:
            yield Told(budget.reported_on, budget.row.source.name)
    yield from (Told(decision.on, decision.source.name) for decision in decisions)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _german(at: datetime) -> str:
    day = f"{at.day}. {at.month}. {at.year}"
    return day if lexical(at)[1] == "date" else f"{day}, {at:%H:%M:%S} Uhr (UTC)"
