"""The marks of footnotes that stand raised behind a word: they are no letters of it."""

from __future__ import annotations

import re

# Its brackets may stand apart from it, around a link.
_MARK = re.compile(r"\s*[\[(]?(?:\d{1,2}|[*†‡])?[\])]?\s*")


def is_mark(words: str) -> bool:
    """Whether raised words are the mark of a note, as opposed to a part of a word ("1er") or cents.

    >>> is_mark("1"), is_mark("[2]"), is_mark("*"), is_mark("er"), is_mark(",00")
    (True, True, True, False, False)
    """
    return _MARK.fullmatch(words) is not None
