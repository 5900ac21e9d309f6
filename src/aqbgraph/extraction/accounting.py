"""Where every line of a source went: evidence of a fact, known standing text, or not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.document import Document, Line


class Status(IntEnum):
    """What a character of a source was used for; the higher wins."""

    UNREAD = 0
    STANDING = 1
    EVIDENCE = 2


# A word of a line: from, to, and what each of its characters was used for.
Word = tuple[int, int, bytes]
# For each status the table by which bytes.translate raises what is lower to it.
_AT_LEAST = tuple(bytes(max(used, status) for used in range(256)) for status in Status)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that no rule read and that are no standing text: `text[start:end] == quote`, line from 1."""

    line: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Accounting:
    """The count of a source's non-blank lines, and the passages that were not understood.

    A line is evidence if a rule read any of its words, standing text if all of them are, else not understood. A line
    of evidence may hold a passage that was not understood: a sentence that deviates from the known wording.
    """

    lines: int
    evidence: int
    standing: int
    unread: tuple[Unread, ...]

    @property
    def not_understood(self) -> int:
        """The lines that are neither."""
        return self.lines - self.evidence - self.standing


class Ledger:
    """Collects what was used of a document; one byte a character."""

    def __init__(self, document: Document) -> None:
        """Nothing is used yet."""
        self._document = document
        self._used = bytearray(len(document.text))

    def enter(self, start: int, end: int, status: Status) -> None:
        """The characters from `start` to `end` were used so."""
        self._used[start:end] = self._used[start:end].translate(_AT_LEAST[status])

    def enter_line(self, line: Line, status: Status) -> None:
        """A whole line was used so."""
        if line.text:
            self.enter(*line.passage.span(0, len(line.text)), status)

    def close(self) -> Accounting:
        """The account."""
        statuses: list[Status] = []
        unread: list[Unread] = []
        for line in self._document.lines:
            if (whole := self._at_once(line)) is not None:
                statuses.append(whole)
                continue
            words = tuple(self._words(line))
            statuses.append(_status({used for _, _, word in words for used in word}))
            unread.extend(self._passage(line, *run) for run in _unread(words))
        return Accounting(
            lines=len(statuses),
            evidence=statuses.count(Status.EVIDENCE),
            standing=statuses.count(Status.STANDING),
            unread=tuple(unread),
        )

    def _at_once(self, line: Line) -> Status | None:
        """The status of a line of which all was used but signs; None when words have to be looked at one by one."""
        if not line.text:
            return Status.STANDING
        start, end = line.passage.span(0, len(line.text))
        used = self._used[start:end]
        free = used.find(Status.UNREAD)
        while free >= 0:
            if self._document.text[start + free].isalnum():
                return None
            free = used.find(Status.UNREAD, free + 1)
        return Status.EVIDENCE if Status.EVIDENCE in used else Status.STANDING

    def _words(self, line: Line) -> Iterator[Word]:
        for match in _WORD.finditer(line.text):
            yield *match.span(), bytes(self._used[slice(*line.passage.span(*match.span()))])

    def _passage(self, line: Line, first: int, end: int) -> Unread:
        start, stop = line.passage.span(first, end)
        return Unread(line.number, start, stop, self._document.text[start:stop])


def _status(used: set[int]) -> Status:
    if Status.EVIDENCE in used:
        return Status.EVIDENCE
    return Status.UNREAD if Status.UNREAD in used else Status.STANDING


def _unread(words: Iterable[Word]) -> Iterator[tuple[int, int]]:
    """The runs of words of a line that were not used; a value read in the midst of one does not part it."""
    first = last = -1
    for start, end, used in words:
        if Status.UNREAD in used:
            first, last = (start if first < 0 else first), end
        elif first >= 0 and Status.STANDING in used:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last
