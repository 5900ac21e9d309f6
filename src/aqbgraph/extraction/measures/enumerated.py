"""Names of measures without what a list puts around them: letters and numbers, commas, the amount of each.

What counts is told by the list as a whole: a name may begin with a letter or a number, but not each in its turn.
Nothing is taken that leaves two names alike, a bracket open or no word: it is of the names then ("1. Chance").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aqbgraph.document import Passage

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def _letter(mark: str) -> int:
    return ord(mark.lower()) - ord("a") + 1


def _roman(mark: str) -> int:
    return _ROMAN.index(mark.upper()) if mark.upper() in _ROMAN else 0


@dataclass(frozen=True, slots=True)
class _Style:
    """What may stand before each name, and which number it is; `fewest` of them count."""

    pattern: re.Pattern[str]
    number: Callable[[str], int]
    fewest: int = 2


_STYLES: tuple[_Style, ...] = (
    _Style(
        re.compile(
            r"(?i:Projekt|Maßnahme|Vorhaben|(?:lfd\. ?)?Nr\.?|Nummer) ?(?P<n>\d{1,2})"
            r"(?: ?[:.)–-] {1,3}(?=\S)| {1,3}(?=[A-ZÄÖÜ\d„“\"»]))"
        ),
        int,
    ),
    _Style(re.compile(r"(?P<open>\()?(?P<n>\d{1,2})(?(open)\)|[.)])(?: {1,3}(?=\S)|(?=[^\s\d]))"), int),
    _Style(re.compile(r"(?P<n>[IVX]{1,4}|[ivx]{1,4})[.)] {1,3}(?=\S)"), _roman),
    _Style(re.compile(r"(?:(?P<open>\()?(?P<n>[A-Za-z])\)|(?P<m>[a-z])\.) {1,3}(?=\S)"), _letter),
    # Two names may begin with initials ("A. Dürer-Schule"); three that are in turn do not.
    _Style(re.compile(r"(?P<n>[A-Z])\. {1,3}(?=\S)"), _letter, fewest=3),
)
_SEPARATORS = (";", ",")
# Blanks before it are counted from its start, so that many of them cost no more than few.
_AND, _CONJUNCTIONS = re.compile(r"(?<=\s)(?:und|sowie)$"), ("und", "sowie")
# The sum of each, its figures misread or not, where there is one: "Startklar: 100.000 Euro", "Startklar (100.000 €)".
_AMOUNT = re.compile(
    r"(?:[:,–-]\s{0,3}|\(\s{0,3})(?:(?:rund|ca\.) )?(?=\S{0,6}\d)"
    r"(?:[\dOolIS]{1,3}(?:[. \u00a0][\dOolIS]{3}){1,4}|\d{4,7})"
    r"(?:,(?:\d\d|[-–—]{1,2}))?\s?(?:Euro|EUR|€)\s?\)?$"
)
# What is left of a name begins as one does and has a word.
_NAME = re.compile(r"[\w„“\"»‚'(]")
_WORD = re.compile(r"[^\W\d_]\w|\d[^\W\d_]")
_ANYTHING = re.compile(r"[^\W_]")


def names(listed: Sequence[tuple[object, Passage]], others: Sequence[str] = ()) -> list[Passage]:
    """The names of a list, each with the type it stands below, in order; none is left without a word.

    `others` are lines of the list that may be names.
    """
    if all(_is_bare(name.text) for _, name in listed):
        return [name for _, name in listed]
    groups = [[name for _, name in group] for _, group in groupby(listed, key=lambda one: id(one[0]))]
    parted = any(_is_parted(name.text) for group in groups for name in group[:-1]) or any(map(_is_parted, others))
    every_one = all(any(_is_parted(name.text) for name in group[:-1]) for group in groups if len(group) > 1)
    bare = [_without_amounts(list(_without_ends(group, parted=parted, ands=every_one))) for group in groups]
    every = [name for group in bare for name in group]
    if through := next((style for style in _STYLES if _counts(every, style)), None):
        return _if_whole(every, [_without_mark(name, through) for name in every])
    known = [style for style in _STYLES if any(_counts(group, style) for group in bare)]
    return [name for group in bare for name in _without_marks(group, known)]


@remembered
def _is_bare(words: str) -> bool:
    """Whether there is nothing to take away, whatever the list: most names are so, and come again each year."""
    ends = words.endswith((*_SEPARATORS, ".")) or _ends_with_and(words) or _AMOUNT.search(words)
    return not ends and not any(style.pattern.match(words) for style in _STYLES)


def _ends_with_and(words: str) -> bool:
    return words.endswith(_CONJUNCTIONS) and _AND.search(words) is not None


def _counts(group: Sequence[Passage], style: _Style) -> bool:
    """Whether there are several names and each begins with its number."""
    return len(group) >= style.fewest and _numbers(group, style) == list(range(1, len(group) + 1))


def _numbers(group: Sequence[Passage], style: _Style) -> list[int]:
    found = [style.pattern.match(name.text) for name in group]
    return [style.number(match[match.lastgroup or 0]) if match else 0 for match in found]


def _without_marks(group: Sequence[Passage], known: Sequence[_Style]) -> Sequence[Passage]:
    """The names below a type; what counts elsewhere in the list counts a single one, too."""
    for style in known:
        if _counts(group, style) or _numbers(group, style) == [1]:
            return _if_whole(group, [_without_mark(name, style) for name in group])
    return group


def _if_whole(names: Sequence[Passage], bare: Sequence[Passage]) -> list[Passage]:
    """The bare names if each of them is one and none is like another; else what was taken is of the names."""
    words, before = [name.text for name in bare], [name.text for name in names]
    alike = len(set(words)) < len(set(before))
    whole = all(now == was or _is_whole(now, was) for now, was in zip(words, before, strict=True))
    return list(bare if whole and not alike else names)


def _is_whole(words: str, before: str) -> bool:
    closed = _open(words) == 0 or _open(words) == _open(before)
    return closed and _NAME.match(words) is not None and _WORD.search(words) is not None


def _open(words: str) -> int:
    return words.count("(") - words.count(")")


def _without_mark(name: Passage, style: _Style) -> Passage:
    match = style.pattern.match(name.text)
    return name.cut(match.end(), len(name.text)) if match else name


def _is_parted(words: str) -> bool:
    return words.endswith(_SEPARATORS) or _ends_with_and(words)


def _without_ends(group: Sequence[Passage], *, parted: bool, ands: bool) -> Iterator[Passage]:
    """The names below a type without the commas of a list, the full stop that ends it, and its "und".

    Where its list has no commas and other types no `ands`, a name that ends so has lost its next line.
    """
    commas = any(name.text.endswith(_SEPARATORS) for name in group[:-2])
    for index, name in enumerate(group):
        words = name.text
        if (ands or commas) and index == len(group) - 2 and (match := _AND.search(words)):
            words = words[: match.start()].rstrip()
            words = words[:-1] if words.endswith(_SEPARATORS) else words
        elif words.endswith(_SEPARATORS) or (parted and _ends_list(words)):
            words = words[:-1]
        words = words.rstrip()
        yield name.cut(0, len(words)) if _ANYTHING.search(words) else name


def _without_amounts(group: Sequence[Passage]) -> list[Passage]:
    """The names below a type without the sum of each."""
    found = [_AMOUNT.search(name.text) for name in group]
    ends = [
        len(name.text[: match.start()].rstrip()) if match else None for name, match in zip(group, found, strict=True)
    ]
    return _if_whole(group, [name if end is None else name.cut(0, end) for name, end in zip(group, ends, strict=True)])


def _ends_list(words: str) -> bool:
    """Whether a full stop ends the list, and no abbreviation ("e. V.", "etc.")."""
    return re.search(r"(?:\w{4}|\d|[)“\"])\.$", words) is not None and not words.endswith("usw.")
