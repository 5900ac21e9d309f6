"""Named steps that make text comparable. Each keeps the way back: ranges still point into the source as decoded."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from aqbgraph.document import changed
from aqbgraph.wordbreaks import repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aqbgraph.document import Passage

_HYPHENS = str.maketrans("\u2010\u2011", "--")
# Soft hyphens, joiners, marks of direction, byte order marks.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_SPACES = re.compile(r"\s{2,}|[^\S ]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
# What none of the steps changes, so that most lines pass all of them with one look.
_PLAIN = re.compile(r"[!-~äöüÄÖÜß§€„“”–]++(?: [!-~äöüÄÖÜß§€„“”–]++)*+")


def composed(passage: Passage) -> Passage:
    """Letters and their combining marks become one character (Unicode NFC). Guarantee: no other character changes."""
    if unicodedata.is_normalized("NFC", passage.text):
        return passage
    return changed(passage, _compositions(passage.text))


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    borders = [position for position, letter in enumerate(text) if not unicodedata.combining(letter)]
    if not borders or borders[0] != 0:
        borders.insert(0, 0)
    for first, last in zip(borders, [*borders[1:], len(text)], strict=True):
        written = unicodedata.normalize("NFC", text[first:last])
        if written != text[first:last]:
            yield first, last, written


def visible(passage: Passage) -> Passage:
    """Soft hyphens and characters without width are dropped. Guarantee: every word that can be seen stays."""
    if _INVISIBLE.search(passage.text) is None:
        return passage
    return changed(passage, ((*match.span(), "") for match in _INVISIBLE.finditer(passage.text)))


def parted(passage: Passage) -> Passage:
    """Ligatures become their letters (ﬁ: fi). Guarantee: no other character changes."""
    if _LIGATURES.search(passage.text) is None:
        return passage
    found = _LIGATURES.finditer(passage.text)
    return changed(passage, ((*match.span(), unicodedata.normalize("NFKC", match[0])) for match in found))


def hyphenated(passage: Passage) -> Passage:
    """Typographic hyphens become the one of the keyboard. Guarantee: dashes between words stay."""
    text = passage.text.translate(_HYPHENS)
    return passage if text == passage.text else passage._replace(text=text)


def figured(passage: Passage) -> Passage:
    """Digits of any script and width become those of the keyboard. Guarantee: their value stays."""
    if passage.text.isascii():
        return passage
    text = "".join([_figure(letter) for letter in passage.text])
    return passage if text == passage.text else passage._replace(text=text)


def _figure(letter: str) -> str:
    return letter if letter.isascii() else str(unicodedata.decimal(letter, letter))


def spaced(passage: Passage) -> Passage:
    """Any run of white space is one blank, none at the ends. Guarantee: words and their order stay."""
    text = passage.text
    start = len(text) - len(text.lstrip())
    passage = passage.cut(start, len(text.rstrip()))
    if _SPACES.search(passage.text) is None:
        return passage
    return changed(passage, ((*match.span(), " ") for match in _SPACES.finditer(passage.text)))


STEPS: tuple[Callable[[Passage], Passage], ...] = (composed, visible, parted, hyphenated, figured, spaced, repaired)


def normalised(passage: Passage) -> Passage:
    """All steps in order."""
    if _PLAIN.fullmatch(passage.text):
        return repaired(passage)
    for step in STEPS:
        passage = step(passage)
    return passage
