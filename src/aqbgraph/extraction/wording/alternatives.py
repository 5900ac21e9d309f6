"""Several patterns as one, to ask but once whether a line is any of them: most lines are none."""

from __future__ import annotations

import re
from functools import cache


@cache
def any_of(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    """Matches where one of these does. Each keeps its flags; they may not name groups alike."""
    return re.compile("|".join(f"(?{_flags(one)}:{one.pattern})" for one in patterns))


def _flags(one: re.Pattern[str]) -> str:
    return "".join(letter for letter, flag in _LETTERS.items() if one.flags & flag)


_LETTERS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
