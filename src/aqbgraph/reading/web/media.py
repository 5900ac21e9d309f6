"""Which style sheets, and which parts of them, hold on the screen of a desk (https://www.w3.org/TR/mediaqueries-4/)."""

from __future__ import annotations

import re

# In pixels: a page that shows one thing to narrow screens and another to wide ones is read as the wide ones show it.
_WIDTH, _EM = 1280, 16
_KIND = re.compile(r"(?:only\s+)?(?:all|screen)")
_RANGE = re.compile(r"\(\s*(?P<bound>min|max)-width\s*:\s*(?P<size>\d{1,6}(?:\.\d{1,4})?)(?P<unit>px|r?em)\s*\)")


def on_screen(media: str) -> bool:
    """Whether what is said for these media holds on a screen: "all", "screen, print", "(min-width:600px)", nothing.

    What asks for anything else is not followed.
    """
    return not media.strip() or any(_holds(query.strip().lower()) for query in media.split(","))


def _holds(query: str) -> bool:
    return all(_KIND.fullmatch(part) or _is_wide_enough(part) for part in re.split(r"\s+and\s+", query))


def _is_wide_enough(part: str) -> bool:
    match = _RANGE.fullmatch(part)
    if match is None:
        return False
    size = float(match["size"]) * (1 if match["unit"] == "px" else _EM)
    return size <= _WIDTH if match["bound"] == "min" else size >= _WIDTH
