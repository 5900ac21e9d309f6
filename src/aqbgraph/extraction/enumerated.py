"""Names of measures without what a list puts around them: letters and numbers, commas, the amount of each.

What counts is told by the list as a whole: a name may begin with a letter or a number, but not each in its turn.
"""

from __future__ import annotations

import re
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


_Style = tuple[re.Pattern[str], "Callable[[str], int]"]
# What may stand before each name, and which number it is.
_STYLES: tuple[_Style, ...] = (
    (re.compile(r"(?:Projekt|Maßnahme|Vorhaben|(?:lfd\. ?)?Nr\.?|Nummer) ?(\d{1,2})(?: ?[:.)–-])? +(?=\S)", re.I), int),
    (re.compile(r"\(?(\d{1,2})[.)] *(?=\S)"), int),
    (re.compile(r"([IVX]{1,4}|[ivx]{1,4})[.)] +(?=\S)"), _roman),
    (re.compile(r"\(?([A-Za-z])[.)] +(?=\S)"), _letter),
)
_SEPARATORS = (";", ",")
_AND = re.compile(r"[,;]?\s+(?:und|sowie)$")
# The sum of each, where the list gives one: "Startklar: 100.000 Euro", "Startklar (100.000 €)".
_AMOUNT = re.compile(
    r"\s*(?:[:,–-]\s*|\(\s*)(?:(?:rund|ca\.) )?(?:\d{1,3}(?:[. \u00a0]\d{3})+|\d{4,7})(?:,(?:\d\d|[-–—]{1,2}))?"
    r"\s?(?:Euro|EUR|€)\s?\)?$"
)


def names(listed: Sequence[tuple[object, Passage]]) -> list[Passage]:
    """The names of a list, each with the type it stands below, in order; none is left without a word."""
    if all(_is_bare(name.text) for _, name in listed):
        return [name for _, name in listed]
    groups = [[name for _, name in group] for _, group in groupby(listed, key=lambda one: id(one[0]))]
    parted = any(_is_parted(name.text) for group in groups for name in group[:-1])
    bare = [list(_without_ends(group, parted=parted)) for group in groups]
    every = [name for group in bare for name in group]
    if through := next((style for style in _STYLES if _counts(every, style)), None):
        return [_without_mark(name, through) for name in every]
    known = [style for style in _STYLES if any(_counts(group, style) for group in bare)]
    return [name for group in bare for name in _without_marks(group, known)]


@remembered
def _is_bare(words: str) -> bool:
    """Whether there is nothing to take away, whatever the list: most names are so, and come again each year."""
    ends = words.endswith((*_SEPARATORS, ".")) or _AND.search(words) or _AMOUNT.search(words)
    return not ends and not any(pattern.match(words) for pattern, _ in _STYLES)


def _counts(group: Sequence[Passage], style: _Style) -> bool:
    """Whether there are several names and each begins with its number."""
    return len(group) > 1 and _numbers(group, style) == list(range(1, len(group) + 1))


def _numbers(group: Sequence[Passage], style: _Style) -> list[int]:
    pattern, number = style
    return [number(match[1]) if (match := pattern.match(name.text)) else 0 for name in group]


def _without_marks(group: Sequence[Passage], known: Sequence[_Style]) -> Sequence[Passage]:
    """The names below a type; what counts elsewhere in the list counts a single one, too."""
    for style in known:
        if _counts(group, style) or _numbers(group, style) == [1]:
            return [_without_mark(name, style) for name in group]
    return group


def _without_mark(name: Passage, style: _Style) -> Passage:
    match = style[0].match(name.text)
    return name.cut(match.end(), len(name.text)) if match else name


def _is_parted(words: str) -> bool:
    return words.endswith(_SEPARATORS) or _AND.search(words) is not None


def _without_ends(group: Sequence[Passage], *, parted: bool) -> Iterator[Passage]:
    """The names below a type without the commas of a list, the full stop that ends it, and their amounts."""
    for index, name in enumerate(group):
        length = len(name.text)
        if index == len(group) - 2 and (match := _AND.search(name.text)):
            length = match.start()
        elif name.text.endswith(_SEPARATORS) or (parted and index == len(group) - 1 and _ends_list(name.text)):
            length -= 1
        bare = name.cut(0, length)
        match = _AMOUNT.search(bare.text)
        yield bare.cut(0, match.start()) if match and match.start() else bare


def _ends_list(words: str) -> bool:
    """Whether a full stop ends the list, and no abbreviation ("e. V.", "etc.")."""
    return re.search(r"(?:\w{4,}|\d|[)“\"])\.$", words) is not None and not words.endswith("usw.")
