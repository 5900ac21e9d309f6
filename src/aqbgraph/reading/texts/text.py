"""The readers of text: Markdown, and plain text, which is what has no markup of Markdown.

Plain text is told by its content, because a star, an underscore or a `&amp;` in it is itself: "Student*innen und
Bürger*innen" is not half in italics. Headings with #, bold, escapes, links and the second row of a table are what
nobody writes but in Markdown; one of them in a line makes the whole Markdown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.budgets import tables
from aqbgraph.reading.reading import Reader, Reading, too_large
from aqbgraph.reading.texts import markdown, plain
from aqbgraph.reading.texts.encodings import Decoded, decode, line_of
from aqbgraph.reading.texts.items import with_bullets_above

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.document import Line

# An agreement has 8 kB and some hundred lines, none longer than a paragraph: far beyond, it is something else.
LARGEST_TEXT = 1_000_000
LONGEST_LINE = 500_000
# What only Markdown has: a sign to look for, and the form in which it is markup.
_MARKUP = tuple(
    (sign, re.compile(form, re.MULTILINE))
    for sign, form in (
        ("#", r"^ {0,3}#{1,6} \S"),
        ("**", r"\*\*[^\s*][^\n*]*\*\*"),
        ("__", r"(?<!\w)__[^\s_][^\n_]*__(?!\w)"),
        ("\\", r"\\[\\`*_{}\[\]()#+.!|-]"),
        ("*", r"(?<![\w*])\*[^\s*][^\n*]*(?<!\s)\*(?![\w*])"),
        ("_", r"(?<!\w)_[^\W_][^\n_]*_(?!\w)"),
        ("](", r"\]\([^\s()]+\)"),
        ("|", r"^ {0,3}\|? ?:?-{3,}:? ?\|"),
        ("`", r"`[^`\n]+`"),
        ("&", r"&(?:amp|lt|gt|nbsp|quot|#[0-9]{1,7});"),
        ("<br", r"<br\s*/?>"),
    )
)
_LONG = re.compile(rf"[^\r\n\x85\u2028\u2029]{{{LONGEST_LINE}}}")


@lru_cache(maxsize=1)
def _decoded(content: bytes, name: str) -> Decoded:
    """The text; asked for twice, by who recognises and by who reads."""
    if len(content) > LARGEST_TEXT:
        raise ReadingError(f"{too_large('Die Datei', LARGEST_TEXT)}: kein Text einer Vereinbarung.", Place(name))
    return decode(content, name)


def is_markdown(text: str) -> bool:
    """Whether a text has markup that plain text has not."""
    return any(sign in text and form.search(text) is not None for sign, form in _MARKUP)


def _recognises(known: Callable[[str], bool], content: bytes) -> bool:
    try:
        return known(_decoded(content, "").text)
    except ReadingError:
        return False


def _reading(lines: Callable[[str], tuple[Line, ...]], content: bytes, name: str) -> Reading:
    """Reads text. Raises ReadingError where the bytes are none, or a line is longer than any line of words."""
    try:
        found = _decoded(content, "")
    except ReadingError as error:
        raise ReadingError(error.message, replace(error.place, source=name) if error.place else Place(name)) from None
    text = found.text
    if len(text) > LONGEST_LINE and (long := _LONG.search(text)):
        most = f"{LONGEST_LINE:,}".replace(",", ".")
        message = f"Die Zeile ist länger als {most} Zeichen: kein Text einer Vereinbarung."
        raise ReadingError(message, Place(name, line_of(text, long.start())))
    return Reading(text, with_bullets_above(lines(text)), pages=found.pages, charset=found.charset)


MARKDOWN = Reader(
    "Markdown",
    "text/markdown",
    (".md", ".markdown"),
    partial(_recognises, is_markdown),
    partial(_reading, markdown.lines),
)
# A list of reported budgets, told by its header.
TABLE = Reader("CSV", "text/csv", (".csv",), partial(_recognises, tables.is_table), partial(_reading, tables.lines))
# Takes what nobody else knows, and says why it is no text.
PLAIN = Reader("Text", "text/plain", (".txt", ".text"), lambda _: True, partial(_reading, plain.lines))
