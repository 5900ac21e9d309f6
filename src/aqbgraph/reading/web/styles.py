"""What the style of an element of a page says of its words: CSS as it is written at the element itself."""

from __future__ import annotations

import re

BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
# Also what has no size, is transparent, or stands far off the page, where nobody sees it.
HIDDEN = re.compile(
    r"display\s*:\s*none\b|visibility\s*:\s*hidden\b|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|$)"
    r"|(?<![\w-])(?:left|top|right|margin-left|margin-top|text-indent)\s*:\s*-\d{3,}(?:px|pt|r?em)"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
BREAKS = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
# White as the page is, unless a ground is laid below.
WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)",
    re.IGNORECASE,
)
COLOURED = re.compile(r"(?<![\w-])color\s*:", re.IGNORECASE)
GROUND = re.compile(
    r"(?<![\w-])background(?!(?:-color)?\s*:\s*(?:#fff(?:fff)?|white|transparent)\s*(?:;|!|$))", re.IGNORECASE
)


def joined(sheets: str, own: str) -> str:
    """What style sheets say of an element without what it says itself, and that."""
    said = {declaration.partition(":")[0].strip().lower() for declaration in own.split(";")}
    kept = [one for one in sheets.split(";") if one.partition(":")[0] not in said]
    return ";".join([*kept, own])
