"""What the style of an element of a page says of its words: CSS as it is written at the element itself."""

from __future__ import annotations

import re

BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
# Also what is transparent, or stands far off the page, where nobody sees it. By less a page is set in its middle.
GONE = re.compile(
    r"display\s*:\s*none\b|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|(?<![\w-])(?:left|top|right|margin-left|margin-top|text-indent)\s*:\s*-(?:(?:9\d\d|\d{4,})(?:px|pt)|\d{3,}r?em)"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
# What an element inside may undo.
INVISIBLE = re.compile(r"visibility\s*:\s*(?:hidden|collapse)\b", re.IGNORECASE)
VISIBLE = re.compile(r"(?<![\w-])visibility\s*:\s*visible\b", re.IGNORECASE)
SIZELESS = re.compile(r"font-size\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|$)", re.IGNORECASE)
SIZED = re.compile(
    r"font-size\s*:\s*(?:(?=[\d.]*[1-9])[\d.]+(?:px|pt|rem|[cm]m)|medium|(?:xx?-)?(?:small|large))(?![\w%])",
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


def hides(style: str) -> bool:
    """Whether a style hides words, or strikes them through."""
    return any(pattern.search(style) for pattern in (GONE, INVISIBLE, SIZELESS, STRUCK))


def joined(sheets: str, own: str) -> str:
    """What style sheets say of an element and what it says itself, which goes before what is not important there."""
    ours = {name(one): one for one in own.split(";")}
    important = {name(one) for one in sheets.split(";") if "!" in one}
    lost = {one for one in important if "!important" not in ours.get(one, "").replace(" ", "").lower()}
    kept = [one for one in sheets.split(";") if name(one) in lost or name(one) not in ours]
    return ";".join([*kept, *(one for one in own.split(";") if name(one) not in lost)])


def name(declaration: str) -> str:
    """What a declaration is of."""
    return declaration.partition(":")[0].strip().lower()
