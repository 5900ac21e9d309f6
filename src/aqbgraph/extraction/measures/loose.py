"""Lines of text below an item that may be items of their own, having lost their bullets.

"- Webportal", below it "Jobcafé": one project over two lines, or two? Where lines are broken to fit a width, a line
goes on when the next word would not have fitted; so it does when it is set in, in a small letter, or behind half a
phrase. What is left can be either, and is asked about.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.correction import Proposal, Verb, sheet_name
from aqbgraph.errors import BadValue, Doubtful
from aqbgraph.extraction.measures import losses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.measures.measure_types import TypeHeading

# In other files what belongs together is marked, or told by its place on the page.
_TEXTS = frozenset({"text/plain", "text/markdown"})
_BEGINS = re.compile(r"[A-ZÄÖÜ0-9„“»]")
_HALF = re.compile(
    r"(?:[-–—,;:/&(]|\s\+|\b(?:und|oder|sowie|bzw\.|für|mit|ohne|in|im|am|an|auf|aus|bei|der|die|das|des|dem|den|ein|eine|einer"
    r"|von|vom|zu|zur|zum|nach|über|unter|durch|bis|als|zwischen))$"
)
# A text with a longer line is not broken to fit a width.
_WIDEST = 140
# Lines do not end exactly where they should.
_SLACK = 12
# So many broken lines tell that all are as long as they can be, but for one in so many.
_FEWEST, _RARE = 20, 20


def may_be_own(document: Document, lines: Sequence[Line]) -> bool:
    """Whether one of the lines below the first, which is an item, may be an item itself."""
    if len(lines) < 2 or document.source.media_type not in _TEXTS:
        return False
    return any(_may_begin(document, above, line) for above, line in pairwise(lines))


def _may_begin(document: Document, above: Line, line: Line) -> bool:
    if line.marker or not _BEGINS.match(line.text) or _HALF.search(above.text) or _is_open(above.text):
        return False
    text = document.text
    start = line.passage.position(0)
    set_in = text[start - 1 : start].isspace() and text[start - 1] not in "\r\n" and not _as_far(text, above, start)
    width, slack = _width(text)
    if set_in and slack:
        return False
    end = above.passage.after(len(above.text) - 1)
    begin = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    return end - begin + 1 + len(line.text.split()[0]) <= width - slack


def _as_far(text: str, above: Line, start: int) -> bool:
    """Whether a line is set in no further than the bullet above: what goes on with an item stands below its words."""
    begin = text.rfind("\n", 0, start) + 1
    item = text.rfind("\n", 0, above.passage.position(0)) + 1
    bullet = len(text[item:]) - len(text[item:].lstrip(" \t"))
    return above.marker != "" and start - begin <= bullet


def _is_open(words: str) -> bool:
    """Whether a bracket or a quotation goes on."""
    return words.count("(") > words.count(")") or words.count("„") > words.count("“") or words.count('"') % 2 == 1


@lru_cache(maxsize=8)
def _width(text: str) -> tuple[float, int]:
    """How wide the lines of a text are, without bound where they are not broken to fit; and how far they fall short.

    Where nearly every line was broken only when the next word did not fit, none falls short, nor does one set in.
    """
    lines = text.splitlines()
    longest = max(map(len, lines))
    if longest > _WIDEST:
        return float("inf"), _SLACK
    broken = [
        (above, below.split()[0]) for above, below in pairwise(lines) if 2 * len(above) > longest and below.strip()
    ]
    early = sum(len(above.rstrip()) + 1 + len(word) <= longest for above, word in broken)
    return longest, 0 if len(broken) >= _FEWEST and _RARE * early <= len(broken) else _SLACK


def faults(
    document: Document, found: Iterable[tuple[TypeHeading, Sequence[Line]]], certain: Iterable[TypeHeading]
) -> Iterator[BadValue]:
    """A fault for such lines below a type that is not among the `certain`: else it would seem to have no measure."""
    filled = {id(heading) for heading in certain}
    for heading, lines in found:
        if id(heading) not in filled:
            said = told(document, lines, heading.concept.key)
            yield BadValue(said.message, said.place, said.entry)


def told(document: Document, lines: Sequence[Line], kind: str) -> Doubtful:
    """What is said of such lines, of which none is taken for a measure, and how that is settled."""
    said = " / ".join(line.text for line in lines)
    entry = Proposal(Verb.ADD, (("massnahme", lines[0].text), ("art", kind)))
    what = f"„{said}“: Ist das ein Projekt oder sind es {len(lines)}? Vermutlich ging ein Aufzählungszeichen verloren."
    how = f"Es bleibt weg, bis in „{sheet_name(document.source.name)}“ steht: {entry} (je Projekt ein Eintrag)."
    start, end = lines[0].passage.extent[0], lines[-1].passage.extent[1]
    place = losses.place(document, lines[0])
    return Doubtful(what, type(place)(place.source, place.line, start, end), entry.lines(), how)
