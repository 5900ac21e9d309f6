"""Drafts by what their pages say: "Entwurf" in a line of its own, as a header or watermark, or beside the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from aqbgraph.document import Kind
from aqbgraph.errors import Place, UnknownLayout
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aqbgraph.document import Document, Line

# Spread, as over a page: "E N T W U R F".
_SPREAD = r"\s?".join("entwurf")
_MONTH = "|".join(get_month_names("wide", locale="de").values())
_WORD = rf"(?:{_SPREAD}(?:sfassung|sstand)?|draft)"
_BEFORE = r"(?:(?:erste|zweite|dritte|vierte|vorläufige|interne|aktuelle|neue|\d+\.)[rsn]? |(?:vor|roh|arbeits)-?)?"
# All that may follow such a mark in a line of its own: its day, its version, the number of the page.
_BEHIND = (
    rf"(?:[\W_\d]|\b(?:stand|vom|version|fassung|nr|v|seite|von|des|hmsi|aqb|nicht|final|intern|{_MONTH})(?:\b|(?=\d))"
    rf"|\b{_SPREAD}\b)*"
)
_ALONE = re.compile(rf"[\W_\d]*{_BEFORE}{_WORD}\b{_BEHIND}", re.IGNORECASE)
_TITLE = r"(?:muster-?)?zielvereinbarung(?:en)?"
# Beside the title, or what a running header calls the document.
_TITLED = re.compile(
    rf"[\W_]*{_BEFORE}{_WORD}\b(?:[\W_]|\b(?:zu|zur|für|der|einer|die|eine)\b)*{_TITLE}\b.{{0,80}}"
    rf"|[^.]{{0,60}}\b{_TITLE}\b[^.:]{{0,60}}(?:[(\[–—|/,-]\s*|\b(?:im|als|noch)\s+){_BEFORE}{_WORD}\b{_BEHIND}",
    re.IGNORECASE,
)
_LONGEST = 160
_DASHES = ("-", "–", "—")
# Asked of every document before its lines are looked at.
_HINTS = ("entwurf", "e n t w", "draft")


def faults(document: Document, front: Collection[int]) -> Iterator[UnknownLayout]:
    """A fault for the line that marks the document as a draft; `front` are the numbers of the title page's lines.

    In running text, in lists and tables "Entwurf" is a word like any other ("Entwurf einer Strategie").
    """
    text = document.text.lower()
    if not any(hint in text for hint in _HINTS):
        return
    for line in document.lines:
        if _marks(line, front=line.number in front):
            message = (
                f"„{line.text}“: Das ist ein Entwurf, keine geschlossene Vereinbarung. Bitte die unterzeichnete "
                "Fassung in den Ordner legen."
            )
            yield UnknownLayout(message, Place(document.source.name, line.number))
            return


def _marks(line: Line, *, front: bool) -> bool:
    # "- Entwurf -" is no item of a list.
    item = line.kind is Kind.ITEM and not front and not line.text.endswith(_DASHES)
    if item or line.cells or len(line.text) > _LONGEST:
        return False
    return _is_mark(line.text) or ((front or line.kind is Kind.FURNITURE) and _is_title(line.text))


@remembered
def _is_mark(words: str) -> bool:
    return _ALONE.fullmatch(words) is not None


@remembered
def _is_title(words: str) -> bool:
    return _TITLED.fullmatch(words) is not None
