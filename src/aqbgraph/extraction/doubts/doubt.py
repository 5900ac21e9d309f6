"""Values of a scan that its recognition was not sure of: better asked about than published wrong.

Main matters (sums, the year, parties, days of signatures) refuse the document until somebody has looked; what is
secondary (years of a framework, legal codes, the granting authority) is left out and told in the account.

Of Roman numerals the confidence tells nothing (measured: right ones have 16 to 94, wrong ones 54 to 82); there a number
that does not exist, or the same twice, tells that one was misread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from aqbgraph.correction import UNKNOWN, Proposal, Verb, sheet_name
from aqbgraph.errors import Doubtful, Place
from aqbgraph.extraction.doubts import amid
from aqbgraph.extraction.values.readings import shown, spoken
from aqbgraph.extraction.wording.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from aqbgraph.document import Document, Fact, Placed
    from aqbgraph.extraction.signatures.blocks import Read
    from aqbgraph.extraction.values.amounts import Amount

# Tesseract's confidence of a word; what it reads right at 300 dpi mostly has 90 and more.
SURE = 60
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"20\d\d")
# Fields that are sums, years and parties, what they are called, and which of the words read bear the value.
_FIELDS: dict[str, tuple[str, re.Pattern[str]]] = {
    "amount": ("Der Betrag", _DIGIT),
    "year": ("Das Jahr", _DIGIT),
    "localParty": ("Der Name der Partei", _WORD),
    "stateParty": ("Der Name der Partei", _WORD),
}
# The years of a framework: its group in the pattern, its field, and which of the years it is.
_YEARS = (("start", "startYear", 0), ("end", "endYear", -1))
_LEGAL_CODES = "agreement legalCodes"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was not recognised for certain: of which node and field, as what it was read, by which word."""

    node: str
    field: str
    value: object
    what: str
    word: Placed


def doubts(document: Document, facts: Iterable[Fact], days: Iterable[tuple[str, Read, date]]) -> Iterator[Doubt]:
    """Each sum, year, day or party that was nowhere recognised for certain; days by the names of their signatures."""
    if not _is_scan(document):
        return
    unsure: dict[tuple[str, str, str], Doubt | None] = {}
    for fact in facts:
        if fact.name in _FIELDS:
            what, bears = _FIELDS[fact.name]
            word = _least_sure(document, *fact.read, bears)
            if word is None and fact.name == "amount":
                word = amid.unsure(document, cast("Amount", fact.value).value, fact.read)
            node = fact.node or "agreement"
            # Read for certain in one place, a value is certain.
            key = (node, fact.name, str(fact.value))
            doubt = Doubt(node, fact.name, fact.value, what, word) if word else None
            unsure[key] = doubt if unsure.get(key, doubt) is not None else None
    yield from filter(None, unsure.values())
    for name, read, day in days:
        if (word := _least_sure(document, *read.span, _DIGIT)) is not None:
            yield Doubt(name, "signedOn", day, "Das Datum", word)


def without_doubtful(
    document: Document, facts: tuple[Fact, ...], settled: Callable[[Doubt], Verb | None]
) -> tuple[tuple[Fact, ...], tuple[Doubtful, ...]]:
    """The facts without what is secondary and not certain, unless it is `settled`; and what is said of the others."""
    if not document.recognised:
        return facts, ()
    kept: list[Fact] = []
    found: list[Doubtful] = []
    codes: set[object] = set()
    for fact in facts:
        if fact.name == "framework":
            fact = _without_years(document, fact, settled, found)  # noqa: PLW2901  # the fact as it is kept
        elif fact.name == "legalCode" and fact.value in codes:
            found.append(_twice(document, fact))
            continue
        elif fact.name == "legalCode":
            codes.add(fact.value)
        kept.append(fact)
    return tuple(kept), tuple(found)


def _without_years(
    document: Document, fact: Fact, settled: Callable[[Doubt], Verb | None], found: list[Doubtful]
) -> Fact:
    """A framework without the years that are not certain, and then without its name as written, which has them."""
    said = dict(cast("dict[str, str | None]", fact.value))
    years = list(_YEAR.finditer(document.text, *fact.read))
    for group, field, index in _YEARS:
        if not said.get(group) or not years:
            continue
        word = _least_sure(document, *years[index].span(), _DIGIT)
        if word is not None:
            doubt = Doubt(f"framework-{fact.node}", field, int(str(said[group])), "Das Jahr", word)
            verb = settled(doubt)
            if verb is None:
                found.append(_omission(document, doubt))
                said[group] = None
            if verb is not Verb.CONFIRM:
                said["label"] = None
    return fact._replace(value=said)


def refusal(document: Document, doubt: Doubt) -> Doubtful:
    """What is said of a doubt that refuses the document, and how it is settled."""
    how = f"Bitte mit dem Scan vergleichen und in „{sheet_name(document.source.name)}“ eintragen: {_entry(doubt)}"
    return _fault(document, doubt, f"{how} – oder, wenn es dort anders heißt, [[berichtigen]] mit „richtig“.")


def _omission(document: Document, doubt: Doubt) -> Doubtful:
    """What is said of a doubt for which a value is left out, and how it is settled."""
    how = f"Die Angabe bleibt weg, bis in „{sheet_name(document.source.name)}“ steht: {_entry(doubt)}"
    return _fault(document, doubt, f"{how} (oder [[berichtigen]] mit „richtig“).")


def _twice(document: Document, fact: Fact) -> Doubtful:
    """What is said of a legal code that is named for the second time: one of the two is another."""
    words = document.placed(fact.read[1] - 1, fact.read[1])
    start = words[-1].start if words else fact.read[0]
    entry = Proposal(Verb.ADD, (("angabe", _LEGAL_CODES), ("richtig", UNKNOWN)))
    return _misread(document, start, fact.read[1], f"Der Rechtskreis „{shown(fact.value)}“ steht zweimal da.", entry)


def misread(document: Document, start: int, end: int, message: str, field: str, words: str) -> Doubtful:
    """What is said of a secondary value of a scan that cannot be read at all."""
    entry = Proposal(Verb.CORRECT, (("angabe", field), ("gelesen", words), ("richtig", UNKNOWN)))
    return _misread(document, start, end, message, entry)


def _misread(document: Document, start: int, end: int, message: str, entry: Proposal) -> Doubtful:
    how = f"Die Angabe bleibt weg, bis in „{sheet_name(document.source.name)}“ steht: {entry}."
    cause = f"Vermutlich hat sich die Texterkennung verlesen{_confidences(document, start, end)}."
    place = Place(document.source.name, line_number(document, start), start, end)
    return Doubtful(f"{message} {cause}", place, entry.lines(), how)


def _confidences(document: Document, start: int, end: int) -> str:
    word = min(document.placed(start, end), key=_confidence, default=None)
    return "" if word is None or word.confidence is None else f" (sie gibt dem Wort {_confidence(word):.0f} von 100)"


def _entry(doubt: Doubt) -> Proposal:
    return Proposal(Verb.CONFIRM, (("angabe", f"{doubt.node} {doubt.field}"), ("gelesen", spoken(doubt.value))))


def _fault(document: Document, doubt: Doubt, how: str) -> Doubtful:
    word = doubt.word
    what = (
        f"{doubt.what} ist im Scan nicht sicher zu lesen: „{document.text[word.start : word.end]}“ auf Seite "
        f"{word.page} (Texterkennung: {_confidence(word):.0f} von 100)."
    )
    place = Place(document.source.name, line_number(document, word.start), word.start, word.end)
    return Doubtful(what, place, _entry(doubt).lines(), how)


def _is_scan(document: Document) -> bool:
    return any(word.confidence is not None for word in document.words)


def _least_sure(document: Document, start: int, end: int, bears: re.Pattern[str]) -> Placed | None:
    """The word of a value that was recognised worst, if badly."""
    words = [word for word in document.placed(start, end) if bears.search(document.text[word.start : word.end])]
    worst = min(words, key=_confidence, default=None)
    return worst if worst is not None and _confidence(worst) < SURE else None


def _confidence(word: Placed) -> float:
    return 100.0 if word.confidence is None else word.confidence
