"""Signatures in a table whose first column says what stands in a row ("Ort, Datum", "Name", "Funktion"): as lines.

A table of several columns beside the labels has a signature in each: they come one below the other.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from aqbgraph.document import Kind, join
from aqbgraph.extraction.signatures.organisations import names_party
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Line, Passage

_PLACE, _DAY, _BOTH, _SIGN, _OTHER = "place", "day", "both", "sign", "other"
_LABELS = (
    (_BOTH, r"Ort ?(?:,|/|und|&) ?Datum|Ort ?(?:,|/|und) ?(?:Tag|den)"),
    (_PLACE, "Ort"),
    (_DAY, r"Datum|Tag|Unterzeichnet am|am"),
    (_SIGN, r"(?:rechtsverbindliche )?Unterschrift(?:en)?|Signatur|gez\.|(?:Dienst)?[Ss]iegel|Stempel"),
    (
        _OTHER,
        r"(?:Vor- und (?:Zu|Nach)name|(?:Vorname,? )?Name)(?: ?(?:in|,) Druck(?:buchstaben|schrift))?"
        r"|Name der unterzeichnenden Person|Funktion|Amtsbezeichnung|Amt|Dienststellung|Position|Name/Funktion"
        r"|Organisation|Institution|Behörde|Dienststelle|Vertragspartner(?:in)?|Partner(?:in)?|Partei|Für",
    ),
)
_LABEL = re.compile("|".join(rf"(?P<{kind}>{words})" for kind, words in _LABELS), re.IGNORECASE)
_BEFORE = re.compile(rf"(?:{_LABEL.pattern}) ?: *(?=\S)", re.IGNORECASE)
# Fewer may be chance: "Name" alone says little of the rows around it.
_ENOUGH = 2
# The labels, and one signature beside them.
_ONE_COLUMN = 2


def begins(line: Line) -> bool:
    """Whether a line of an agreement is the place of a signature behind its label, or a row for it."""
    head = _head(line)
    return head != "" and _kind(head) in (_BOTH, _PLACE)


def told_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines of a closing, rows and lines with a label as what stands behind it, then the label."""
    heads = [head for line in lines if (head := _head(line))]
    if len(heads) < _ENOUGH or sum(_kind(head) is not None for head in heads) < _ENOUGH:
        return list(lines)
    found: list[Line] = []
    broken = _is_broken(lines)
    for width, group in groupby(lines, key=lambda line: len(line.cells)):
        rows = list(group)
        if width > _ONE_COLUMN and broken:
            continue
        if width > 1 and sum(_kind(row.cells[0].text) is not None for row in rows) >= _ENOUGH:
            found.extend(_columns(rows))
        else:
            found.extend(_together(part for row in rows for part in _behind(row)))
    return found


def _is_broken(lines: Sequence[Line]) -> bool:
    """Whether a table with several signatures has a row that is none any more, or a label that is none.

    What stands below it would go to somebody else, so nothing of the table is read.
    """
    lines = [line for line in lines if line.kind is not Kind.RULE]
    tables = [list(rows) for width, rows in groupby(lines, key=lambda line: len(line.cells)) if width > _ONE_COLUMN]
    labelled = [rows for rows in tables if any(_kind(row.cells[0].text) for row in rows)]
    if not labelled:
        return False
    unknown = any(row.cells[0].text and not _kind(row.cells[0].text) for rows in labelled for row in rows[1:])
    short = any(len(line.cells) == _ONE_COLUMN and _kind(line.cells[0].text) for line in lines)
    return len(labelled) > 1 or unknown or short or any("|" in line.text for line in lines if len(line.cells) <= 1)


def _head(line: Line) -> str:
    if line.cells:
        return line.cells[0].text
    return _label(line.text) if ":" in line.text else ""


@remembered
def _label(words: str) -> str:
    match = _BEFORE.match(words)
    return words[: match.end()] if match else ""


@remembered
def _kind(words: str) -> str | None:
    """What a label says that stands in its row; None for words that are no label."""
    match = _LABEL.fullmatch(words.strip().rstrip(":").rstrip())
    return match.lastgroup if match else None


_Row = tuple["Line", "str | None"]


def _columns(rows: Sequence[Line]) -> Iterator[Line]:
    """The columns beside the labels, one after the other; the labels themselves with the first.

    The party at the head of a column comes last, where it can be that of no other column.
    """
    for column in range(1, len(rows[0].cells)):
        yield from _together(part for row in rows if _kind(row.cells[0].text) for part in _cell(row, column))
        yield from (line for row in rows if not _kind(row.cells[0].text) for line, _ in _cell(row, column))


def _cell(row: Line, column: int) -> Iterator[_Row]:
    label, words = row.cells[0], row.cells[column]
    kind = _kind(label.text)
    # "Für den Landkreis" at the head of a column names nobody, and would stand below the signature before.
    told = kind is not _SIGN if kind else names_party(words.text)
    if told and any(map(str.isalnum, words.text)):
        yield _plain(row, words), kind
    if column == 1 and label.text:
        yield _plain(row, label), _SIGN


def _behind(line: Line) -> Iterator[_Row]:
    """What stands behind the label of a line."""
    match = None if line.cells else _BEFORE.match(line.text)
    if match is None:
        yield line, None
        return
    label = line.passage.cut(0, match.end())
    kind = _kind(label.text)
    if kind is not _SIGN:
        yield _plain(line, line.passage.cut(match.end(), len(line.text))), kind
    yield _plain(line, label), _SIGN


def _together(parts: Iterable[_Row]) -> Iterator[Line]:
    """The lines, a place and the day that follows it as one: "Wiesbaden, 2. 8. 2025"."""
    place: Line | None = None
    labels: list[Line] = []
    for line, kind in parts:
        if place is not None and kind == _DAY:
            line, place = line._replace(passage=join((place.passage, line.passage), ", ")), None  # noqa: PLW2901
        elif place is not None and kind == _SIGN:
            # The label of the place.
            labels.append(line)
            continue
        elif place is not None:
            yield place
            place = None
        if kind == _PLACE:
            place = line
            continue
        yield line
        yield from labels
        labels.clear()
    yield from [place, *labels] if place else labels


def _plain(row: Line, words: Passage) -> Line:
    return row._replace(kind=Kind.TEXT, passage=words, cells=(), spread=(), marker="", level=0, gap=0)
