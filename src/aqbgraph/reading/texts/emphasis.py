"""The words of a line that comes in pieces, bold ones and others, and where in it the bold ones stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters, from and to.
Spans = tuple[tuple[int, int], ...]
# White space of HTML; a no-break space is none (CSS Text 3, 4.1).
_SPACE = re.compile(r"[ \t\n\f\r]+")


def collapsed(pieces: Sequence[tuple[str, bool]]) -> tuple[str, Spans]:
    """The words with white space as HTML shows it, over the borders of the pieces as within them."""
    text, found = "", []
    for words, bold in pieces:
        shown = _SPACE.sub(" ", words)
        shown = shown.lstrip(" ") if not text or text.endswith(" ") else shown
        if bold and shown.strip(" "):
            found.append((len(text), len(text) + len(shown.rstrip(" "))))
        text += shown
    return text.rstrip(" "), tuple(found)


def stripped(pieces: Sequence[tuple[str, bool]]) -> tuple[str, bool, Spans]:
    """The words without the blanks around them, and whether all of them are bold."""
    whole = "".join(text for text, _ in pieces)
    words = whole.strip(" ")
    at, found = len(whole.lstrip(" ")) - len(whole), []
    for text, bold in pieces:
        start, end = max(at, 0), min(at + len(text), len(words))
        if bold and start < end:
            found.append((start, end))
        at += len(text)
    return words, all(strong for text, strong in pieces if text.strip()), tuple(found)


def moved(spans: Spans, by: int) -> Spans:
    """The same, so many characters further on."""
    return tuple((start + by, end + by) for start, end in spans)
