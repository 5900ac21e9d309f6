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
# "2. August 2025" at the start of a line is a day and no item.
DAY = re.compile(
    rf"[0-9]{{1,2}}\.[ \t]+(?:{'|'.join(get_month_names('wide', locale='de').values())})\b(?:[ \t]+[0-9]{{4}}|\s*$)"
)


def listed(line: Line) -> Line:
    """The line, as an item when it begins with a bullet that its markup does not tell."""
    match = BULLET.match(line.text) if line.kind is Kind.TEXT and not line.cells else None
    if match is None:
        return line
    words = line.passage.cut(match.end(), len(line.text))
    return line._replace(kind=Kind.ITEM, passage=words, level=1, marker=(match["marker"] or match["tight"])[0])
