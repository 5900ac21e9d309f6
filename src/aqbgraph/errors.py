"""Everything that can go wrong, on one page.

AqbError
├── WrongUse            the command was called in a way that cannot work
├── VocabularyError     ontology/ does not define what is asked of it
├── ReadingError        a source cannot be read as text
├── ExtractionError     a source is read, but cannot be understood without guessing
│   ├── Incomplete      a fact that every agreement has was not found
│   ├── UnknownHeading  a heading that no layout knows
│   ├── UnknownParty    a party that the authority list does not know, or knows twice
│   ├── UnknownLayout   not an agreement, or of a form that no layout describes
│   ├── Conflict        two places of the source say different things
│   └── BadValue        an amount, date or name that has no single reading
│       └── Doubtful    one that the recognition of characters left open
├── BadCorrection       a correction that is incomplete, or no longer fits its source
├── Duplicate           two sources for what may exist only once
├── Unmapped            the mapping lacks a line for a field
├── Invalid             the graph violates its shapes
├── Unexpected          a bug of ours came to light over one source
├── PublicationError    a publication cannot be written or is not one
├── StoreError          a store of triples elsewhere does not do what is asked of it
└── QueryError          a query that does not exist, or lacks a parameter

An error names its place and says, in German where the clerk reads it, what was expected and what to do.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import NamedTuple

_POINTS_A_CENTIMETRE = 72 / 2.54
# What the system says of files in English, whatever the language of the machine.
_REASONS = {
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.ENOENT: "nicht vorhanden",
    errno.EISDIR: "es ist ein Ordner",
    errno.ENOTDIR: "es ist kein Ordner",
    errno.ENOSPC: "der Datenträger ist voll",
    errno.EDQUOT: "der Platz, der Ihnen zusteht, ist verbraucht",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.EIO: "der Datenträger meldet einen Fehler",
    errno.EBUSY: "ein anderes Programm benutzt es",
    errno.ELOOP: "ein Verweis auf sich selbst",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EMFILE: "zu viele Dateien sind offen",
    errno.ESTALE: "die Netzfreigabe ist nicht mehr erreichbar",
    errno.EADDRINUSE: "ein anderes Programm hört dort schon",
}


class Spot(NamedTuple):
    """Where on paper: the page (from 1), and how far below its top edge, in points."""

    page: int
    top: float

    def __str__(self) -> str:
        return f"Seite {self.page}, {self.top / _POINTS_A_CENTIMETRE:.0f} cm von oben"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source: its name, the line (from 1) and the characters (from 0, end exclusive) of the decoded text.

    Of a source on paper, whose lines nobody can count, `spot` says where on it.
    """

    source: str
    line: int | None = None
    start: int | None = None
    end: int | None = None
    spot: Spot | None = None

    def __str__(self) -> str:
        if self.spot is not None:
            return f"{self.source}, {self.spot}"
        return self.source if self.line is None else f"{self.source}:{self.line}"


def reason(error: OSError) -> str:
    """Why the system refused, in German where that is known; what others say of their own services stays."""
    if error.errno in _REASONS and error.strerror in {None, os.strerror(error.errno)}:
        return _REASONS[error.errno]
    return error.strerror or type(error).__name__


class AqbError(Exception):
    """The root of all errors of aqbgraph; `exit_code` is what the command line returns for it."""

    exit_code = 1

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place

    def __str__(self) -> str:
        return self.message if self.place is None else f"{self.place}: {self.message}"

    def __reduce__(self) -> tuple[type[AqbError], tuple[object, ...]]:
        return type(self), (self.message, self.place)


class WrongUse(AqbError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class VocabularyError(AqbError):
    """ontology/ does not define what is asked of it."""


class ReadingError(AqbError):
    """A source cannot be read as text."""


class ExtractionError(AqbError):
    """A source is read, but cannot be understood without guessing."""


class Incomplete(ExtractionError):
    """A fact that every agreement has was not found."""


class UnknownHeading(ExtractionError):
    """A heading that no layout knows: what stands below it would be filed under the wrong one."""


class UnknownParty(ExtractionError):
    """A party that the authority list does not know, or knows twice."""


class UnknownLayout(ExtractionError):
    """Not an agreement, or of a form that no layout describes."""


class Conflict(ExtractionError):
    """Two places of the source say different things."""


class BadValue(ExtractionError):
    """An amount, date or name that has no single reading.

    `entry` is what a sheet of corrections would have to say to settle it, in TOML, but for who says so, when and why.
    """

    def __init__(self, message: str, place: Place | None = None, entry: str = "") -> None:
        super().__init__(message, place)
        self.entry = entry

    def __reduce__(self) -> tuple[type[AqbError], tuple[object, ...]]:
        return type(self), (self.message, self.place, self.entry)


class Doubtful(BadValue):
    """A value that may have been misread; what is no main matter is left out, not refused.

    `what` is said of it to whoever reads the publication; `how` tells the clerk how it is settled.
    """

    def __init__(self, what: str, place: Place | None = None, entry: str = "", how: str = "") -> None:
        super().__init__(f"{what} {how}".rstrip(), place, entry)
        self.what = what
        self.how = how

    def __reduce__(self) -> tuple[type[AqbError], tuple[object, ...]]:
        return type(self), (self.what, self.place, self.entry, self.how)


class BadCorrection(AqbError):
    """A correction that is incomplete, or no longer fits its source."""


class Duplicate(AqbError):
    """Two sources for what may exist only once."""


class Unmapped(AqbError):
    """The mapping lacks a line for a field."""


class Invalid(AqbError):
    """The graph violates its shapes."""


class Unexpected(AqbError):
    """A bug of ours came to light over one source; the others are not concerned."""


class PublicationError(AqbError):
    """A publication cannot be written or is not one."""


class StoreError(AqbError):
    """A store of triples elsewhere does not do what is asked of it."""


class QueryError(AqbError):
    """A query that does not exist, is malformed, or lacks a parameter."""

    exit_code = 2
