"""Amounts of money in running text: each is read or refused, so that no second amount goes unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.errors import BadValue, ExtractionError, Place
from aqbgraph.extraction import finding
from aqbgraph.extraction.values import euro
from aqbgraph.extraction.wording import fact, line_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.wording import Stream

NAME = "amount"
# Wider than what is read: letters that OCR takes for digits, blanks, line ends and signs inside the number, a unit in
# front, words that make the number vague.
_CANDIDATE = re.compile(
    r"(?P<vague>\b(?:rund|ca\.|circa|etwa|bis\s+zu|mindestens|höchstens|maximal|knapp|über|mehr\s+als"
    r"|\d[\d.,]{0,12}\s+(?:bis|oder))\s+)?"
    r"(?P<sign>[-–−]\s?)?(?P<unit>(?:€|\bEUR)\s*)?(?<![\w.,'’])"
    r"(?P<value>(?:\d{1,3}(?:\s|[.,]\n))*(?:\d|[OoIl](?=[\d.,]))[\dOoIlBSZ.,'’]*(?:(?<=,)[-–—]{1,2})?)\s*"
    r"(?P<scale>T(?=EUR|Euro|€)|[Tt]ausend|[Tt]sd\.?|Mio\.?|Million(?:en)?|Mrd\.?|Milliarden?)?\s*"
    r"(?P<euro>Euro|EUR|€)?(?!\w)"
)

# The end of a number on the line before, which looks like a page number where a figure was torn apart.
_TORN = re.compile(r"(?:^|\s|\*)(\d{1,3}([.,]?))[*_\s]*$")
_LONGEST_TORN = 12


def amounts(document: Document, streams: Iterable[Stream], section: str) -> tuple[list[Fact], list[ExtractionError]]:
    """All amounts of a document; those of the money section come first and give the evidence."""
    facts: list[Fact] = []
    faults: list[ExtractionError] = []
    for stream in sorted(streams, key=lambda stream: stream.section != section):
        for match in _CANDIDATE.finditer(stream.text):
            if not (match["unit"] or match["euro"]):
                continue
            try:
                value = euro(_plain(match, document.text[: stream.passage.position(match.start("value"))]))
            except ValueError as error:
                position = stream.passage.position(match.start("value"))
                faults.append(BadValue(str(error), Place(document.source.name, line_number(document, position))))
            else:
                span = (
                    match.start("value") if not match["unit"] else match.start("unit"),
                    len(stream.text[: match.end()].rstrip()),
                )
                facts.append(fact(document, stream, NAME, value, finding.rule_name(stream.section, NAME), span))
    return facts, faults


def _plain(match: re.Match[str], before: str) -> str:
    """The number, with all that makes it unreadable left in, so that the refusal shows it."""
    torn = _TORN.search(before[-_LONGEST_TORN:])
    head = torn[1] if torn and (torn[2] or "." not in match["value"]) else ""
    number = (match["sign"] or "").strip() + match["value"].rstrip(".")
    return " ".join(" ".join(part for part in (match["vague"], head, number, match["scale"]) if part).split())
