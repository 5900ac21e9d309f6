"""Where every line of a source went: evidence of a fact, standing text, deviating from it, or not understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from aqbgraph.document import Document, Line
    from aqbgraph.errors import Spot


class Status(IntEnum):
    """What a character of a source was used for; the higher wins."""

    UNREAD = 0
    DEVIATING = 1
    STANDING = 2
    EVIDENCE = 3


# By names of their own, for looking one up in its class costs more than what is asked of it, for every line.
_UNREAD, _DEVIATING, _STANDING, _EVIDENCE = Status

# A word of a line: from, to, and what each of its characters was used for.
Word = tuple[int, int, bytes]
# For each status the table by which bytes.translate raises what is lower to it.
_AT_LEAST = tuple(bytes(max(used, status) for used in range(256)) for status in Status)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Deviation:
    """The known sentence that one which was not understood comes near.

    `section` and `fingerprint` name the known sentence; `known` and `words` are it and the one found, both with their
    blanks; `similarity` is the share of words they have in common, 0 to 1.
    """

    section: str
    fingerprint: str
    known: str
    words: str
    similarity: Decimal


class Left(NamedTuple):
    """Why words were left out, and how the clerk settles that."""

    reason: str
    how: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that no rule read and that are no standing text: `text[start:end] == quote`, line from 1.

    With a `deviation` they are a known sentence in other words; it may run over several lines. `left` says why words
    that could be read were left out all the same. `spot` is where they stand on paper.
    """

    line: int
    start: int
    end: int
    quote: str
    deviation: Deviation | None = None
    left: tuple[Left, ...] = ()
    spot: Spot | None = None

    @property
    def reason(self) -> str:
        """Why they were left out, for whoever reads the publication."""
        return " ".join(one.reason for one in self.left)

    @property
    def advice(self) -> str:
        """The same for the clerk, who can settle it."""
        return " ".join(f"{one.reason} {one.how}" for one in self.left)


@dataclass(frozen=True, slots=True)
class Accounting:
    """The count of a source's non-blank lines, and the passages that were not understood.

    A line is evidence if a rule read any of its words, standing text if all of them are, deviating if the rest of them
    is a known sentence in other words, else not understood. A line of evidence may hold a passage that was not
    understood. `repairs` is the number of readings that were repaired.
    """

    lines: int
    evidence: int
    standing: int
    unread: Sequence[Unread]
    deviating: int = 0
    repairs: int = 0

    @property
    def not_understood(self) -> int:
        """The lines that are none of these."""
        return self.lines - self.evidence - self.standing - self.deviating


class Ledger:
    """Collects what was used of a document; one byte a character."""

    def __init__(self, document: Document) -> None:
        """Nothing is used yet."""
        self._document = document
        self._used = bytearray(len(document.text))
        self._deviations: list[tuple[int, Deviation]] = []
        self._doubts: dict[tuple[int, int], Left] = {}

    def enter(self, start: int, end: int, status: Status) -> None:
        """The characters from `start` to `end` were used so."""
        self.enter_all([(start, end)], status)

    def enter_all(self, spans: Iterable[tuple[int, int]], status: Status) -> None:
        """The characters of all these spans were used so."""
        used, at_least = self._used, _AT_LEAST[status]
        for start, end in spans:
            used[start:end] = used[start:end].translate(at_least)

    def enter_line(self, line: Line, status: Status) -> None:
        """A whole line was used so."""
        if line.text:
            self.enter(*line.passage.extent, status)

    def deviates(self, start: int, end: int, deviation: Deviation) -> None:
        """The sentence from `start` to `end` is a known one in other words; to be told in the order of the source."""
        self.enter(start, end, Status.DEVIATING)
        self._deviations.append((start, deviation))

    def leave_out(self, start: int, end: int, left: Left) -> None:
        """What stands here counts as not understood for this reason, whatever else it is used for."""
        self._doubts[start, end] = left

    def close(self, repairs: int = 0) -> Accounting:
        """The account."""
        statuses: list[Status] = []
        unread: list[Unread] = []
        deviating: dict[int, tuple[int, int, int]] = {}
        for start, end in self._doubts:
            self._used[start:end] = bytes(end - start)
        for line in self._document.lines:
            if (whole := self._at_once(line)) is not None:
                statuses.append(whole)
                continue
            words = self._words(line)
            seen = set().union(*[word for _, _, word in words])
            statuses.append(_status(seen))
            if _UNREAD in seen:
                unread.extend(self._passage(line, *run) for run in _unread(words))
            if _DEVIATING in seen:
                self._gather(line, words, deviating)
        unread.extend(self._deviating(deviating))
        return Accounting(
            lines=len(statuses),
            evidence=statuses.count(Status.EVIDENCE),
            standing=statuses.count(Status.STANDING),
            unread=tuple(sorted(unread, key=lambda passage: passage.start)),
            deviating=statuses.count(Status.DEVIATING),
            repairs=repairs,
        )

    def _at_once(self, line: Line) -> Status | None:
        """The status of a line of which all was used but signs; None when words have to be looked at one by one."""
        passage = line.passage
        if not passage.text:
            return _STANDING
        start, end = passage.runs[0][1], passage.runs[-1][2]
        used = self._used[start:end]
        if _DEVIATING in used:
            return None
        free = used.find(_UNREAD)
        while free >= 0:
            if self._document.text[start + free].isalnum():
                return None
            free = used.find(_UNREAD, free + 1)
        return _EVIDENCE if _EVIDENCE in used else _STANDING

    def _words(self, line: Line) -> list[Word]:
        passage = line.passage
        places = [match.span() for match in _WORD.finditer(passage.text)]
        first, last = passage.extent
        if len(passage.runs) == 1 and last - first == len(passage.text):
            # Letter by letter, as nearly all lines are.
            used = bytes(self._used[first:last])
            return [(start, end, used[start:end]) for start, end in places]
        return [(start, end, bytes(self._used[slice(*passage.span(start, end))])) for start, end in places]

    def _passage(self, line: Line, first: int, end: int) -> Unread:
        start, stop = line.passage.span(first, end)
        left = [one for (begin, last), one in self._doubts.items() if begin < stop and start < last]
        return self._unread_at(line.number, start, stop, left=left)

    def _unread_at(
        self, line: int, start: int, end: int, deviation: Deviation | None = None, left: Iterable[Left] = ()
    ) -> Unread:
        quote, spot = self._document.text[start:end], self._document.spot(start)
        return Unread(line, start, end, quote, deviation, tuple(left), spot)

    def _gather(self, line: Line, words: Iterable[Word], found: dict[int, tuple[int, int, int]]) -> None:
        """From the first to the last word of each deviating sentence that nothing else was read from, and its line."""
        for first, last, used in words:
            if _UNREAD in used or _DEVIATING not in used:
                continue
            start, end = line.passage.span(first, last)
            index = bisect_right(self._deviations, start, key=lambda pair: pair[0]) - 1
            number, begin, _ = found.get(index, (line.number, start, end))
            found[index] = number, begin, end

    def _deviating(self, found: dict[int, tuple[int, int, int]]) -> Iterator[Unread]:
        for index, (number, start, end) in found.items():
            yield self._unread_at(number, start, end, self._deviations[index][1])


def _status(used: set[int]) -> Status:
    if Status.EVIDENCE in used:
        return Status.EVIDENCE
    return min(map(Status, used), default=Status.STANDING)


def _unread(words: Iterable[Word]) -> Iterator[tuple[int, int]]:
    """The runs of words of a line that were not used; a value read in the midst of one does not part it."""
    first = last = -1
    for start, end, used in words:
        if _UNREAD in used:
            first, last = (start if first < 0 else first), end
        elif first >= 0 and (_STANDING in used or _DEVIATING in used):
            yield first, last
            first = -1
    if first >= 0:
        yield first, last
