"""What the words of a line say to who cuts a document into parts: asked for every line, and known at one look-up."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.document import Kind
from aqbgraph.extraction.forms.furniture import is_logo, is_page_number
from aqbgraph.extraction.measures.measure_types import is_number
from aqbgraph.extraction.outlining.titles import LONGEST_HEADING, LONGEST_NUMBERED, titles
from aqbgraph.extraction.signatures.openings import may_be_two
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.document import Line
    from aqbgraph.extraction.forms.rules import Layout
    from aqbgraph.extraction.wording.wording import StandingText

_NUMBER = r"(?P<number>\d{1,2}|[IVX]{1,4}|l)(?!\w)"
# Alone with its number a sign that looks like it is meant as one.
_CLAUSE = re.compile(rf"(?:§{{1,2}}|Paragra(?:ph|f)) ?{_NUMBER}[ .:)–-]*|[$&S] ?(?P<alone>\d{{1,2}})[ .:)–-]*$")
_CLAUSE_SIGNS = ("§", "Paragra", "$", "&", "S")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# By names of their own, for looking one up in its class costs more than the rest of what is done for every line.
_ITEM, _RULE, _FURNITURE = Kind.ITEM, Kind.RULE, Kind.FURNITURE


class Look(NamedTuple):
    """Of words alone, whatever line has them.

    `furniture` and `page` say that a line of them carries no words of the agreement, `page` that of an item; `two` that
    they may be two lines; `clause` is the § a heading begins with, `numbered` where the words behind any § begin;
    `titled` says that these begin with the heading of a part, `long` that they are too long for one; `section` is that
    of a known sentence they begin with.
    """

    furniture: bool
    page: bool
    two: bool
    clause: re.Match[str] | None
    numbered: int
    titled: bool
    long: bool
    section: str | None

    def is_furniture(self, line: Line) -> bool:
        """Whether a line of these words is logo, page number, rule. An item is a page number ("- 3 -")."""
        kind = line.kind
        return kind is _RULE or kind is _FURNITURE or (self.page if kind is _ITEM else self.furniture)

    def is_plain(self, line: Line, key: str) -> bool:
        """Whether a line, as most, begins nothing but a further sentence or item of the part it stands in."""
        if self.clause is not None:
            return False
        if line.kind is _ITEM:
            return not is_number(line.marker)
        return self.long and not self.titled and self.section in (None, key)


def clause_number(match: re.Match[str]) -> int:
    """The number of the § that a heading begins with, 0 where there is no such; a stroke is 1, as Roman "I" is."""
    words = match["number"] or match["alone"]
    if words.isdigit():
        return int(words)
    strokes = words.replace("l", "I")
    return _ROMAN.index(strokes) if strokes in _ROMAN else 0


def without_clause(words: str) -> str:
    """The words of a heading without its § and number."""
    return _CLAUSE.sub("", words, count=1) if any(map(words.__contains__, _CLAUSE_SIGNS)) else words


@cache
def looks(layout: Layout, known: StandingText) -> Callable[[str], Look]:
    """What words say to a layout."""
    return remembered(partial(_look, layout, known))


def _look(layout: Layout, known: StandingText, words: str) -> Look:
    short = len(words) <= LONGEST_HEADING
    page = short and is_page_number(layout, words)
    clause = _CLAUSE.match(words)
    numbered = clause.end() if clause else 0
    return Look(
        furniture=page or (short and is_logo(layout, words)),
        page=page,
        two=may_be_two(words),
        clause=clause if short else None,
        numbered=numbered,
        titled=titles(layout).begins(words[numbered:]),
        long=len(words) > LONGEST_NUMBERED,
        section=known.section(words),
    )
