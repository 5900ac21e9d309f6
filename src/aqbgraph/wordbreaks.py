"""Words that a line end, a column or OCR has torn apart, put together where there is but one reading.

Each repair is recorded. None is made of what may be two words: the whole must be a word of the lexicon, and with a
blank between them not all parts may be; a hyphen that is the word's ("Ausbildungs- und", "Main-Kinzig-Kreis") stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.document import Passage, Repair, changed, join
from aqbgraph.lexicon import WORD, hyphenated, known
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LINE_END, TORN, SPREAD = "hyphen at a line end", "word torn apart", "letters spread out"
# Of a shorter word the parts are too often words themselves.
_SHORTEST = 6
_MOST_PARTS = 4
# Behind a hyphen, which few lines have, and before it.
_TAIL = re.compile(r"-[ ]?(?P<tail>[a-zäöüß]{2,}+)(?![\w-])")
_HEAD = re.compile(r"(?<![\w-])[^\W\d_]{2,}+\Z")
_SPREAD = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
# Without two of these in a row no letters are spread out.
_TWO_SINGLE = re.compile(r" \S \S ")
_LONGEST_SPREAD = 400
_LAST_PART = re.compile(r"(?<![\w-])(?P<word>(?:[^\W\d_]+-)*[^\W\d_]{2,})-$")
_FIRST_PART = re.compile(r"[^\W\d_]{2,}")


class _Change(NamedTuple):
    """What takes the place of `text[start:end]` of a passage."""

    start: int
    end: int
    words: str


def repaired(passage: Passage) -> Passage:
    """All repairs within one line. Guarantee: what it does not record stays as it is."""
    whole = known().issuperset(WORD.findall(passage.text))
    if whole and "-" not in passage.text:
        return passage
    for rule, find in _FINDERS[1:2] if whole else _FINDERS:
        changes = list(find(passage.text))
        if changes:
            passage = _recorded(passage, changes, rule)
    return passage


def _recorded(passage: Passage, changes: Sequence[_Change], rule: str) -> Passage:
    repairs = [Repair(*passage.span(start, end), passage.text[start:end], words, rule) for start, end, words in changes]
    whole = changed(passage, changes)
    return whole._replace(repairs=tuple(sorted({*passage.repairs, *repairs}, key=lambda one: (one.start, one.end))))


def _hyphens(text: str) -> Iterator[_Change]:
    """A hyphen of a line end that is none any more: "ein- gebunden", "ein-gebunden"."""
    for tail in _TAIL.finditer(text):
        head = _HEAD.search(text, max(0, tail.start() - _longest()), tail.start())
        if head is None:
            continue
        whole = head[0] + tail["tail"]
        if whole in known() and f"{head[0]}-{tail['tail']}" not in hyphenated():
            yield _Change(head.start(), tail.end(), whole)


@cache
def _longest() -> int:
    """The letters of the longest word of the lexicon."""
    return max(map(len, known()))


def _torn(text: str) -> Iterator[_Change]:
    """Blanks inside a word: "so zial". Two readings that overlap are none."""
    parts = WORD.findall(text)
    # Few words in a row are one, so that all else is asked of few.
    made = list(_together(parts))
    places = [match.span() for match in WORD.finditer(text)] if made else []
    found: list[_Change] = []
    for first, last in made:
        (start, _), (_, end) = places[first], places[last]
        whole = "".join(parts[first : last + 1])
        # Nothing but a blank stands between two of them.
        if text.count(" ", start, end) == last - first == end - start - len(whole):
            found.append(_Change(start, end, whole))
    yield from _apart(found)


def _together(parts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last of words in a row, not all of them known, that make a known one when put together."""
    words = known()
    for first, whole in enumerate(parts):
        if not _goes_on(whole):
            continue
        for last in range(first + 1, min(first + _MOST_PARTS, len(parts))):
            whole += parts[last]  # noqa: PLW2901
            if whole in words and len(whole) >= _SHORTEST and not words.issuperset(parts[first : last + 1]):
                yield first, last


@remembered
def _goes_on(part: str) -> bool:
    """Whether a longer word of the lexicon begins with these letters: most words are the beginning of none."""
    words = _in_order()
    at = bisect_right(words, part)
    return at < len(words) and words[at].startswith(part)


@cache
def _in_order() -> tuple[str, ...]:
    return tuple(sorted(known()))


def _apart(found: Sequence[_Change]) -> Iterator[_Change]:
    """The longest readings, of which none may overlap another: a part of one ("Arbeits markt") is none of its own."""
    longest: list[_Change] = []
    for change in sorted(found, key=lambda one: (one.start, -one.end)):
        if not longest or change.end > longest[-1].end:
            longest.append(change)
    overlapping = {index for index, (one, other) in enumerate(pairwise(longest)) if other.start < one.end}
    for index, change in enumerate(longest):
        if index not in overlapping and index - 1 not in overlapping:
            yield change


def _spread(text: str) -> Iterator[_Change]:
    """Letters with a blank between each: "S o z i a l e s"; the words among them must be told in but one way."""
    for match in _SPREAD.finditer(text) if _TWO_SINGLE.search(text) else ():
        letters = match[0].replace(" ", "")
        if len(letters) <= _LONGEST_SPREAD and (words := _only_words(letters)):
            yield _Change(*match.span(), " ".join(words))


def _only_words(letters: str) -> list[str]:
    """The words of letters in a row, one if they are one; empty where there are none or several ways to part them."""
    if letters in known():
        return [letters]
    longest = _longest()
    ways = [1] + [0] * len(letters)
    begins = [0] * (len(letters) + 1)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - longest), end - 1):
            if ways[start] and letters[start:end] in known():
                ways[end] += ways[start]
                begins[end] = start
    if ways[-1] != 1:
        return []
    words: list[str] = []
    end = len(letters)
    while end:
        words.insert(0, letters[begins[end] : end])
        end = begins[end]
    return words


_FINDERS: tuple[tuple[str, Callable[[str], Iterator[_Change]]], ...] = (
    (SPREAD, _spread),
    (LINE_END, _hyphens),
    (TORN, _torn),
)


def joined(passages: Sequence[Passage], glue: str = " ") -> Passage:
    """Lines that go on, as `document.join`, but that a word parted at a line end becomes one again.

    "einge-" and "bunden" are "eingebunden", which is recorded; "Junge-" and "Mütter" are "Junge-Mütter", where nothing
    but the line end goes; "Ausbildungs-" and "und" stay two.
    """
    parts = [passage for passage in passages if passage.text]
    if len(parts) == 1:
        return parts[0]
    if not any("-" in passage.text[-2:] for passage in parts[:-1]):
        return join(tuple(parts), glue)
    whole: list[Passage] = []
    for above, below in pairwise(parts):
        kept, between = _over_line_end(above, below, glue)
        whole.extend((kept, between))
    return join((*whole, *parts[-1:]), "") if whole else join(tuple(parts), glue)


def _over_line_end(above: Passage, below: Passage, glue: str) -> tuple[Passage, Passage]:
    """A line as it is joined to the next, and what stands between them."""
    head, tail = _LAST_PART.search(above.text), _FIRST_PART.match(below.text)
    if head and tail:
        whole = head["word"] + tail[0]
        if tail[0].islower() and whole in known():
            start, end = above.span(head.start(), head.end())[0], below.after(tail.end() - 1)
            repair = Repair(start, end, f"{head[0]}\n{tail[0]}", whole, LINE_END)
            kept = above.cut(0, len(above.text) - 1)
            return kept._replace(repairs=(*kept.repairs, repair)), Passage("", ())
        if tail[0][0].isupper():
            return above, Passage("", ())
    if not glue:
        return above, Passage("", ())
    end = above.after(len(above.text) - 1)
    return above, Passage(glue, ((0, end, max(below.position(0), end + 1)),))
