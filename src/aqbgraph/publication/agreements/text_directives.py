"""Links that mark words of a page in any browser: text directives in the fragment of an address.

A directive (https://wicg.github.io/scroll-to-text-fragment/) names the first and the last words of a passage, and what
stands before it: its number, since the same words may be on the page twice.
"""

from __future__ import annotations

import re
from urllib.parse import quote

# So many words at each end tell a passage; more would only make the address longer.
_MOST = 3
_WORD = re.compile(r"\w")
# Letters of any language may stand in a fragment as they are (URL Standard, URL code points). What may not, and what
# has a meaning in a directive or in HTML, is encoded.
_OTHER = re.compile(r"[^\w.!'()*/:;=?@~]")


def text_directive(passage: str, number: int) -> str:
    """The directive for a passage: ":~:text=3-,Der%20Kreis,zur%20Verfügung."; "" where it has no words.

    Words are those of a line, since a browser finds none that run over its end.
    """
    lines = [line.split() for line in passage.splitlines() if _WORD.search(line)]
    if not lines:
        return ""
    first, last = lines[0], lines[-1]
    short = len(lines) == 1 and len(first) <= 2 * _MOST
    ends = [first] if short else [first[:_MOST], last[-_MOST:]]
    return f":~:text={number}-,{','.join(_encoded(' '.join(words)) for words in ends)}"


def _encoded(words: str) -> str:
    return _OTHER.sub(lambda found: f"%{ord(found[0]):02X}" if found[0].isascii() else quote(found[0]), words)
