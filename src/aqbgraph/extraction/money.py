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
# Wider than what is read: letters that OCR takes for digits, blanks and signs inside the number, a unit in front.
_CANDIDATE = re.compile(
    r"(?P<sign>[-–−]\s?)?(?P<unit>€\s*)?(?<![\w.,])(?P<value>(?:\d|[OoIl](?=[\d.,]))[\dOoIlBSZ.,'’]*(?:\s\d{3}\b[\dOoIl.,]*)*)\s*"
    r"(?P<scale>Tausend|Tsd\.|Mio\.|Millionen|Mrd\.|Milliarden)?\s*(?P<euro>Euro|EUR|€)?(?!\w)"
)


def amounts(document: Document, streams: Iterable[Stream], section: str) -> tuple[list[Fact], list[ExtractionError]]:
    """All amounts of a document; those of the money section come first and give the evidence."""
    facts: list[Fact] = []
    faults: list[ExtractionError] = []
    for stream in sorted(streams, key=lambda stream: stream.section != section):
        for match in _CANDIDATE.finditer(stream.text):
            if not (match["unit"] or match["euro"]):
                continue
            try:
                value = euro(_plain(match))
            except ValueError as error:
                position = stream.passage.starts[match.start("value")]
                faults.append(BadValue(str(error), Place(document.source.name, line_number(document, position))))
            else:
                span = match.start(), len(stream.text[: match.end()].rstrip())
                facts.append(fact(document, stream, NAME, value, finding.rule_name(stream.section, NAME), span))
    return facts, faults


def _plain(match: re.Match[str]) -> str:
    """The number, with all that makes it unreadable left in, so that the refusal shows it."""
    extra = " ".join(part for part in (match["scale"],) if part)
    sign = (match["sign"] or "").strip()
    return f"{sign}{match['value'].rstrip('.')}{' ' if extra else ''}{extra}"
