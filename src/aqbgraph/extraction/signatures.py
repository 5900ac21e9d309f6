"""The closing: who signed for whom, in which office, where and when. What is not there stays None."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.extraction import values
from aqbgraph.identifiers import TERMS
from aqbgraph.vocabulary import normalise, vocabulary
from aqbgraph.wordbreaks import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line, Passage

SCHEME = "offices"
# Longer than any line of a signature, should all of it be joined.
_LONGEST_OPENING = 160
_DATE = r"\d{1,2}\. ?(?:\d{1,2}\. ?|[A-ZÄ][a-zä]+\.? )(?:\d{4}|\d{2})\b"
# Lines of the name of a party.
_LONGEST_ORGANISATION = 6
_DATE_LIKE = re.compile(r" \S*\d")
# "Wiesbaden, den 2. 8. 2025"; the day may be missing, and a name may have been joined to the line.
_PLACE = re.compile(
    rf"(?P<place>[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.()/ -]{{1,40}}), ?(?:den|am)(?: (?P<date>{_DATE}))?(?P<rest> .*)?"
)
_NAME_PART = r"(?:(?:d['’])?[A-ZÄÖÜ][\w'’.-]*|von|vom|van|de|der|zu|zur)"
# Around a name: that it is a copy of a signature, that somebody signs for another, brackets.
_NAME = re.compile(
    r"(?:(?:gez\.|i\. ?V\.|i\. ?A\.) ?)?\(?"
    rf"(?P<name>(?:(?:Dr|Prof)\.(?: ?[a-z]+\.)* )*{_NAME_PART}(?: {_NAME_PART}){{1,4}})\)?"
)
_DEPUTY = re.compile(r"\bstellv\S* $")


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, Concept]]:
    known = {
        spelling: Concept(SCHEME, entry.key)
        for entry in vocabulary().concepts(SCHEME)
        for spelling in entry.spellings
        if "/" not in spelling
    }
    longest_first = sorted(known, key=lambda spelling: (-len(spelling), spelling))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), known


def begins_signature(text: str) -> bool:
    """Whether a line is place and date of a signature."""
    match = _PLACE.fullmatch(text) if len(text) < _LONGEST_OPENING else None
    return match is not None and _PLACE.fullmatch((match["rest"] or "").lstrip()) is None


def is_office(text: str) -> bool:
    """Whether a line begins with an office."""
    return (match := _office(text)) is not None and match.start() == 0


def _office(text: str) -> re.Match[str] | None:
    """The office a line names; two of them are columns side by side, where nothing is certain."""
    if len(text) >= _LONGEST_OPENING:
        return None
    found = list(_offices()[0].finditer(text))
    return found[0] if len(found) == 1 and not _DEPUTY.search(text[: found[0].start()]) else None


@dataclass(frozen=True, slots=True)
class Read:
    """Words of a signature: the passage they stand in and where."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(self.passage.text[self.start : self.end].split())


@dataclass(slots=True)
class Signed:
    """One signature as read; a field that the source leaves open is None.

    `unnamed` are words below the office that name no party, `misread` is what stands for a date and is none.
    """

    place: Read | None = None
    date: Read | None = None
    name: Read | None = None
    role: Read | None = None
    organisation: Read | None = None
    leftover: list[Line] = field(default_factory=list)
    unnamed: str = ""
    misread: Read | None = None
    repeated: list[Line] = field(default_factory=list)

    @property
    def opening(self) -> tuple[int, int]:
        """From the place to the date, the words between them included."""
        start, end = (self.place.start, self.place.end) if self.place else (0, 0)
        return start, max(end + len(", den"), self.date.end if self.date else 0)

    @property
    def office(self) -> Concept | None:
        """The office of the scheme."""
        return _offices()[1].get(self.role.text) if self.role else None


def signatures(lines: Sequence[Line]) -> tuple[Signed, ...]:
    """The signatures of a closing, in its order."""
    return tuple(_signed(block) for block in _blocks(lines))


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """A new signature begins at place and date, or at the name before a second office in one block."""
    blocks: list[list[Line]] = []
    for line in lines:
        if begins_signature(line.text) or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return [part for block in blocks for part in _by_office(block)]


def _by_office(block: list[Line]) -> list[list[Line]]:
    offices = [index for index, line in enumerate(block) if is_office(line.text)]
    cuts = [0]
    for above, office in pairwise(offices):
        names = takewhile(lambda line: _name(line.text), reversed(block[above + 1 : office]))
        cuts.append(office - sum(1 for _ in names))
    return [block[start:end] for start, end in pairwise([*cuts, len(block)])]


def _organisation_word(text: str) -> bool:
    return re.search(r"Ministerium|kreis|Kreis|Stadt|Soziales|Integration|Arbeit|Magistrat", text) is not None


def _signed(block: list[Line]) -> Signed:
    signed = Signed()
    rest: list[Line] = []
    for line in block:
        match = _PLACE.fullmatch(line.text) if begins_signature(line.text) else None
        if match is None:
            rest.append(line)
            continue
        signed.place = Read(line.passage, _place_start(match["place"]), match.end("place"))
        if match["date"]:
            signed.date = Read(line.passage, *match.span("date"))
        elif match["rest"] and _DATE_LIKE.match(match["rest"]):
            signed.misread = Read(line.passage, match.start("rest") + 1, match.end("rest"))
        if match["rest"]:
            rest.append(_tail(line, match.start("rest") + 1))
    _read_person(signed, rest)
    return signed


def _place_start(place: str) -> int:
    """Where a known seat begins when the last line of the signature above was joined to it."""
    return next((len(place) - len(seat) for seat in _seats() if place.endswith(f" {seat}")), 0)


@cache
def _seats() -> tuple[str, ...]:
    """Where districts and cities sign, longest first: Offenbach am Main before Offenbach."""
    entries = vocabulary().instances("LocalParty")
    seats = {seat.value for entry in entries for seat in vocabulary().objects(entry.iri, TERMS + "seat")}
    cities = {entry.label.removeprefix("Stadt ") for entry in entries if entry.label.startswith("Stadt ")}
    return tuple(sorted(seats | cities, key=lambda seat: (-len(seat), seat)))


def _tail(line: Line, start: int) -> Line:
    return replace(line, passage=line.passage.cut(start, len(line.text)))


def _read_person(signed: Signed, lines: list[Line]) -> None:
    """Name, then office, then for whom; a name is often there twice, as signature and in print."""
    for index, line in enumerate(lines):
        if match := _office(line.text):
            signed.role = Read(line.passage, *match.span())
            before = [_head(line, match.start())] if match.start() else []
            after = [_tail(line, match.end() + 1)] if match.end() + 1 < len(line.text) else []
            _read_name(signed, [*lines[:index], *before])
            _read_organisation(signed, [*after, *lines[index + 1 :]])
            return
    borders = [index for index, line in enumerate(lines) if _organisation_word(line.text)]
    border = borders[0] if borders else len(lines)
    _read_name(signed, lines[:border])
    _read_organisation(signed, lines[border:])


def _head(line: Line, end: int) -> Line:
    return replace(line, passage=line.passage.cut(0, len(line.text[:end].rstrip(" ,"))))


def _read_name(signed: Signed, lines: list[Line]) -> None:
    """The printed name stands last; the same words before it are the signature's, others are nobody's."""
    for line in reversed(lines):
        if signed.name is None and (name := _name(line.text)):
            signed.name = Read(line.passage, name[0], name[1])
        elif signed.name is not None and line.text == signed.name.text:
            signed.repeated.append(line)
        else:
            signed.leftover.append(line)


def _name(text: str) -> tuple[int, int] | None:
    """Where a name stands in a line; when the signature was joined to it, the printed one, of the same words."""
    match = _NAME.fullmatch(text) if len(text) < _LONGEST_OPENING and not _organisation_word(text) else None
    if match is None:
        return None
    start, end = match.span("name")
    half = start + (end - start) // 2
    joined = text[half] == " " and text[start:half] == text[half + 1 : end]
    return (half + 1 if joined else start), end


def _read_organisation(signed: Signed, lines: list[Line]) -> None:
    """The longest run of lines that names a party."""
    for end in range(min(len(lines), _LONGEST_ORGANISATION), 0, -1):
        passage = joined([line.passage for line in lines[:end]])
        if _party(passage.text) is not None:
            signed.organisation = Read(passage, 0, len(passage.text))
            signed.leftover.extend(lines[end:])
            return
    signed.leftover.extend(lines)
    signed.unnamed = " ".join(line.text for line in lines)


def _party(text: str) -> str | None:
    words = re.sub(r"^(?:des|der|dem|für den|für die) ", "", text)
    for read in (values.state_party, values.local_party):
        try:
            return read(words)
        except ValueError:
            continue
    return None


def party_of(signed: Signed, state: str | None, local: str | None) -> str | None:
    """The party signed for: by the words below the office, or by the office where these are but part of a name."""
    if signed.organisation is not None:
        return _party(signed.organisation.text)
    class_name = _sides().get(signed.office.key) if signed.office else None
    party = {"StateParty": state, "LocalParty": local}.get(class_name or "")
    return party if party and class_name and _is_part(signed.unnamed, values.spellings(party, class_name)) else None


def _is_part(words: str, names: tuple[str, ...]) -> bool:
    """Whether all words are of the party's names: a line of it was lost, nobody else is named."""
    known = {word for name in names for word in normalise(name).split()}
    return known.issuperset(normalise(words).split())


@cache
def _sides() -> dict[str, str]:
    """Office → the class of the party it belongs to (aqb:officeOf)."""
    return {
        entry.key: side.value.removeprefix(TERMS)
        for entry in vocabulary().concepts(SCHEME)
        for side in vocabulary().objects(entry.iri, TERMS + "officeOf")
    }
