"""What begins an item of a list, in Markdown and in plain text, and what only looks so."""

from __future__ import annotations

import re

from babel.dates import get_month_names

from aqbgraph.document import Kind, Line

# Bullets that CommonMark does not know (5.2), and those it overlooks: escaped, indented by four, without a blank.
BULLET = re.compile(
    r"(?P<marker>[-*+•–—·∙⦁⁃▪▫◦‣●○■□❖➢➤►▸✓✔✗→\uf02d\uf0a7\uf0b7\uf0d8\uf0fc\ufffd]|[a-z]\))\s+(?=\S)"
    r"|(?P<tight>[-•])(?=[^\W\d_]|[\"„(])"
)
# "2. August 2025" at the start of a line is a day and no item, nor is "2. 8. 2025" as all of it, or its end.
DAY = re.compile(
    rf"[0-9]{{1,2}}\.[ \t]+(?:(?:{'|'.join(get_month_names('wide', locale='de').values())})\b(?:[ \t]+[0-9]{{4}}|\s*$)"
    r"|(?:[0-9]{1,2}\.[ \t]*)?(?:19|20)[0-9]{2}[ \t]*(?:$|[\r\n]))"
)


def listed(line: Line) -> Line:
    """The line, as an item when it begins with a bullet that its markup does not tell."""
    match = BULLET.match(line.text) if line.kind is Kind.TEXT and not line.cells else None
    if match is None:
        return line
    words = line.passage.cut(match.end(), len(line.text))
    return line._replace(kind=Kind.ITEM, passage=words, level=1, marker=(match["marker"] or match["tight"])[0])


# A bullet that stands alone, its item on the next line.
_ALONE = frozenset("-*+•–—·▪■●○➢➤")


def with_bullets_above(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, those below a bullet that stands alone in its line as items, next to another item.

    To CommonMark (0.31, 4.3 and 5.2) such a bullet underlines, or is an empty item; nobody means either.
    """
    alone = [index for index, line in enumerate(lines) if line.kind is Kind.RULE and line.text in _ALONE]
    if not alone:
        return lines
    made = list(lines)
    for index in alone:
        below = made[index + 1 : index + 3]
        above = made[index - 1] if index else None
        beside = (above is not None and above.kind is Kind.ITEM) or (len(below) > 1 and below[1].kind is Kind.ITEM)
        if below and beside and below[0].kind is Kind.TEXT and not below[0].gap and not below[0].cells:
            made[index + 1] = below[0]._replace(kind=Kind.ITEM, level=1, marker=made[index].text, gap=made[index].gap)
    return tuple(made)
