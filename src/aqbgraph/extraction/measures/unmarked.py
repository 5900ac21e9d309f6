"""A list without bullets: each line or paragraph is an item, where that is the only reading."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.measure_types import heading_at, like_a_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.measure_types import TypeHeading

MARKER = "-"
# A line of at least so many characters may have been broken, so that the next one goes on with it. The longest
# name of a project that is known to stand on one line has 62.
_MAY_BE_BROKEN = 66
# What reads as a sentence is no item.
SENTENCE = re.compile(r"[A-ZÄÖÜ„]\w*(?: \S+){3,}[.!?:]")
_BULLET_LIKE = re.compile(r"\W? ?\w?\)? (?=\S)")
_BEGINS = re.compile(r"[A-ZÄÖÜ0-9„“\"»(]")
# The rest of a name whose line was broken.
_REST = re.compile(r"[a-zäöüß]|20\d\d$")
# A phrase that must go on; a single one in a list may be a line that was cut, and is asked about (hanging.py).
WITHIN_PHRASE = re.compile(r" (?:den|dem|des|der|die|das|ins|im|am|ans|beim|vom|zum|zur|einem|einen|einer|eines|als)$")
_GOES_ON = re.compile(
    r"(?:[-–,;/&]|\b(?:und|oder|sowie|für|mit|in|im|der|die|das|als|von|zur|zum|on|of|the|and|for|to))$"
)


def marked_in_parts(
    lines: Sequence[Line], known: Callable[[str], bool], begins: Callable[[Line], bool] | None
) -> list[Line]:
    """The lines of § 5, with those of unmarked lists as items, where there is one below each line that `begins` one."""
    starts = [index for index, line in enumerate(lines) if index and begins(line)] if begins else []
    if not starts or any(line.kind is Kind.ITEM and not _numbers(line) for line in lines):
        return marked(lines, known)
    return [line for start, end in pairwise([0, *starts, len(lines)]) for line in marked(lines[start:end], known)]


def marked(lines: Sequence[Line], known: Callable[[str], bool]) -> list[Line]:
    """The lines of § 5, with those of an unmarked list as items.

    A list with a single bullet anywhere is a marked one: there a line without it is no item of its own.
    """
    start, first = _first_type(lines)
    below = start + len(first.lines) if first else start
    if first is None or (below < len(lines) and _has_bullet(lines[below])):
        return list(lines)
    end = _end(lines, start, known)
    region = lines[start:end]
    if any(line.kind is Kind.ITEM and not _numbers(line) for line in region):
        return list(lines)
    made = [item for block in _blocks(region, known) for item in _items(block)]
    return [*lines[:start], *made, *lines[end:]]


def is_sentence(lines: Sequence[Line]) -> bool:
    """Whether a paragraph reads as a sentence; a list whose lines end with semicolons does, and is none."""
    return SENTENCE.fullmatch(" ".join(line.text for line in lines)) is not None and not _is_parted(lines)


def _is_parted(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and all(line.text.endswith(";") for line in lines[:-1])


def _is_cut_once(lines: Sequence[Line]) -> bool:
    """Whether one line, and not the last, ends within a phrase, and no other goes on with the next."""
    going = [number for number, line in enumerate(lines) if _GOES_ON.search(line.text)]
    within = [number for number, line in enumerate(lines[:-1]) if WITHIN_PHRASE.search(line.text)]
    return len(within) == 1 and set(going) <= set(within)


def _numbers(line: Line) -> bool:
    """Whether a numbered line is a measure type."""
    return line.marker[:1].isdigit() and heading_at([line]) is not None


def _has_bullet(line: Line) -> bool:
    return line.kind is Kind.ITEM and not line.marker[:1].isdigit()


def _first_type(lines: Sequence[Line]) -> tuple[int, TypeHeading | None]:
    """Where the first measure type stands."""
    for index in range(len(lines)):
        if heading_at(lines[index : index + 2]):
            return index, heading_at(lines[index : index + 4])
    return len(lines), None


def _end(lines: Sequence[Line], start: int, known: Callable[[str], bool]) -> int:
    """Where the first sentence below a measure type stands."""
    index = start
    while index < len(lines):
        block = _block(lines, index, known)
        if known(block[0].text) or is_sentence(block):
            break
        index += len(block)
    return index


def _block(lines: Sequence[Line], start: int, known: Callable[[str], bool]) -> list[Line]:
    """The lines from one gap to the next, or to a standing sentence; a measure type stands alone."""
    if heading := heading_at(lines[start : start + 4]):
        return list(heading.lines)
    end = start + 1
    while end < len(lines) and not (lines[end].gap or known(lines[end].text) or heading_at(lines[end : end + 4])):
        end += 1
    return list(lines[start:end])


def _blocks(lines: Sequence[Line], known: Callable[[str], bool]) -> Iterator[list[list[Line]]]:
    """The blocks below each measure type, the type first."""
    below: list[list[Line]] = []
    index = 0
    while index < len(lines):
        block = _block(lines, index, known)
        if heading_at(block) and below:
            yield below
            below = []
        below.append(block)
        index += len(block)
    if below:
        yield below


def _items(blocks: Sequence[list[Line]]) -> list[Line]:
    """Each paragraph is an item; so is each line of the only one, if none of them can go on with another.

    Nothing tells an item from a type whose wording we do not know: what has half the words of a type stays as it is.
    """
    heading, *below = blocks
    lines = [line for block in below for line in block]
    one_each = all(len(block) == 1 for block in below)
    if any(line.kind is not Kind.TEXT or line.strong for line in lines) or not (one_each or _apart(below)):
        return [*heading, *lines]
    parted = (len(below) == 1 and _is_parted(lines)) or _is_cut_once(lines)
    if any(
        (_GOES_ON.search(line.text) and not parted)
        or like_a_type(line.text)
        or _BULLET_LIKE.match(line.text)
        or _REST.match(line.text)
        for line in lines
    ):
        return [*heading, *lines]
    return [*heading, *(line._replace(kind=Kind.ITEM, level=1, marker=MARKER) for line in lines)]


def _apart(blocks: Sequence[list[Line]]) -> bool:
    """Whether the lines of a single block are items of their own."""
    if len(blocks) != 1:
        return False
    (block,) = blocks
    parted = _is_parted(block) or _is_cut_once(block)
    return all(_BEGINS.match(line.text) for line in block) and not any(
        len(line.text) >= _MAY_BE_BROKEN or (_GOES_ON.search(line.text) and not parted) for line in block[:-1]
    )
