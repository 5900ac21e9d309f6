"""Values of a scan that its recognition was not sure of: better asked about than published wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.errors import BadValue, Place
from aqbgraph.extraction.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.document import Document, Fact, Placed
    from aqbgraph.extraction.signatures import Signed

# Tesseract's confidence of a word; what it reads right at 300 dpi mostly has 90 and more.
SURE = 60
_DIGIT = re.compile(r"\d")
# Fields that are sums, years and parties, what they are called, and which of the words read bear the value.
_FIELDS: dict[str, tuple[str, re.Pattern[str]]] = {
    "amount": ("Der Betrag", _DIGIT),
    "year": ("Das Jahr", _DIGIT),
    "framework": ("Das Jahr", _DIGIT),
    "localParty": ("Der Name der Partei", re.compile(r"[^\W\d_]{4,}")),
    "stateParty": ("Der Name der Partei", re.compile(r"[^\W\d_]{4,}")),
}


def doubts(document: Document, facts: Iterable[Fact], signed: Iterable[Signed]) -> Iterator[BadValue]:
    """A fault for each sum, year, day or party that was nowhere recognised for certain."""
    if all(word.confidence is None for word in document.words):
        return
    unsure: dict[tuple[str, str, str], Placed | None] = {}
    for fact in facts:
        if fact.name in _FIELDS:
            key = (fact.node, fact.name, str(fact.value))
            word = _least_sure(document, *fact.read, _FIELDS[fact.name][1])
            # Read for certain in one place, a value is certain.
            unsure[key] = word if unsure.get(key, word) is not None else None
    for (_, name, _), word in unsure.items():
        if word is not None:
            yield _fault(document, _FIELDS[name][0], word)
    for one in signed:
        if one.date is not None:
            word = _least_sure(document, *one.date.passage.span(one.date.start, one.date.end), _DIGIT)
            if word is not None:
                yield _fault(document, "Das Datum", word)


def _least_sure(document: Document, start: int, end: int, bears: re.Pattern[str]) -> Placed | None:
    """The word of a value that was recognised worst, if badly."""
    words = [word for word in document.placed(start, end) if bears.search(document.text[word.start : word.end])]
    worst = min(words, key=_confidence, default=None)
    return worst if worst is not None and _confidence(worst) < SURE else None


def _confidence(word: Placed) -> float:
    return 100.0 if word.confidence is None else word.confidence


def _fault(document: Document, what: str, word: Placed) -> BadValue:
    message = (
        f"{what} ist im Scan nicht sicher zu lesen: „{document.text[word.start : word.end]}“ auf Seite {word.page} "
        f"(Texterkennung: {_confidence(word):.0f} von 100). Bitte prüfen."
    )
    return BadValue(message, Place(document.source.name, line_number(document, word.start), word.start, word.end))
