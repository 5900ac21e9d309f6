"""Amounts of money in running text: each is read or refused, so that no second amount goes unseen.

An amount is found by its unit, so that no other number is taken for money; what stands before the unit (or after it,
"EUR 491.550") is then read as wide as an amount can be damaged, and refused unless it has one reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from aqbgraph.errors import BadValue, Conflict, ExtractionError, Place
from aqbgraph.extraction import finding
from aqbgraph.extraction.budgets import headed
from aqbgraph.extraction.values.amounts import APPROXIMATE, Amount, euro, rounds_to, same_words
from aqbgraph.extraction.values.confusions import LOOKALIKES
from aqbgraph.extraction.wording import mending
from aqbgraph.extraction.wording.wording import Names, fact, line_number, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.wording.wording import Stream

NAME = "amount"
# The mark of a footnote may stand behind it.
_UNIT = re.compile(r"(?<![^\W\d_])(?P<scale>T ?|k)?(?:€|(?i:EUR(?:OS?)?)(?![^\W\d_\u00b9\u00b2\u00b3\u2070-\u2079]))")
_D = rf"[\d{re.escape(LOOKALIKES)}]"
# Wider than what is read: letters that OCR takes for digits, blanks, line ends and signs inside the number.
_NUMBER = (
    rf"(?:(?=\S{{0,2}}\d){_D}{{1,3}}(?:\s|[.,]\s))*(?=[{re.escape(LOOKALIKES)}.,'’]{{0,8}}\d)"
    rf"{_D}[\d.,'’{re.escape(LOOKALIKES)}]*(?:(?<=,)[-–—]{{1,2}})?"
)
_SCALE = r"(?:[Tt]ausend|[Tt]sd\b\.?|Mio\b\.?|Million(?:en)?|Mrd\b\.?|Milliarden?)"
_ROUND = "|".join(map(re.escape, APPROXIMATE))
# What makes of a number a limit, a range or a part of another number.
_LIMIT = (
    r"bis(?:\s+zu)?|mindestens|mind\.|wenigstens|höchstens|maximal|max\.|über|unter|ab|mehr\s+als|weniger\s+als|minus"
    r"|zwischen\s+\d[\d.,]{0,12}\s+und|\d[\d.,]{0,12}\s*(?:bis|oder|/|[-–—])"
    # A blank parts groups of digits or two numbers: after "§" it is not known which.
    r"|§|Nr\.|Abs\.|Absatz|Satz|Ziffer|Seite|Artikel|Art\.|Kapitel|Titel"
)
_VAGUE = re.compile(rf"(?<!\w)(?P<words>(?i:{_ROUND}|{_LIMIT}))\s*$")
# A number without points may be the end of one that was torn: "49g 550", "491.5 50", "g 100". A year before it is
# another one.
_POINTLESS = re.compile(r"\d{1,3}(?:\s\d{3})*(?:,.*)?")
_HEAD = re.compile(
    r"(?<![\w.,|])(?!(?:19|20)\d\d\s)"
    rf"(?P<words>[\w|.,'’]*\d[\w|.,'’]*|[{re.escape(LOOKALIKES)}]{{1,3}}|\w)\s?[.,]?\s?$"
)
# A digit that a sign we do not know ties to the number: "491．550", "491·550", "491:550".
_TIED = re.compile(r"(?P<words>(?<!\S)[^\s|*()\[\]]*\d[^\w\s|*()\[\]]{1,2})$")
# What goes on behind a number whose unit stands before it; behind one with points only what may be a further group.
_GOES_ON = re.compile(r"[.,'’][\w.,'’]*\w|\s[\w.,'’]{3}(?<=\d)(?!\w)|\s\d[\w.,'’]{2}(?!\w)|\s[.,'’]\d")
_TAIL = re.compile(r"[ \u00a0]?[.,'’]?[ \u00a0]?(?!(?:19|20)\d\d(?!\w))[\w.,'’]*\d[\w.,'’]*")
_SIGN = re.compile(r"[-–−+]\s?$")
_BEFORE = re.compile(rf"(?<![\w.,'’|])(?P<value>\|?{_NUMBER})(?P<scale>\s*{_SCALE})?\s*$")
# "Betrag in Euro: 491.550".
_AFTER = re.compile(rf"(?:[ \u00a0]?|:\s{{1,3}}(?=[\d.,'’ ]{{5}}))(?P<value>{_NUMBER})(?P<scale> ?{_SCALE})?(?!\w)")
_WORDS = re.compile(
    r"[\s(,;–-]{0,4}in Worten:?\s*(?P<words>[^\W\d_][A-Za-zÄÖÜäöüß\s-]{2,160}?)(?=\s*(?:Euro|EUR|€|\)))"
)
# The end of a number on the line before, which looks like a page number where a figure was torn apart.
_TORN = re.compile(r"(?:^|\s|\*)(\d{1,3}([.,]?))[*_\s]*$")
_LONGEST_TORN = 12
# No amount, with all its groups and blanks, is longer; nor is what stands before it.
_LONGEST = 60
_LONGEST_VAGUE = 40
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAGE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What stands beside a unit: where the number is, where all of it is, and the words to be read as an amount.

    `evidence` is from where to where the unit and the number stand, where other words stand between them.
    """

    number: tuple[int, int]
    span: tuple[int, int]
    words: str
    evidence: tuple[int, int] | None = None


# More in one clause are a table of something else; each holds its sentence, so they would cost memory.
_MOST = 200


def amounts(
    document: Document, streams: Iterable[Stream], section: str, said: Sequence[Fact] = ()
) -> tuple[list[Fact], list[ExtractionError]]:
    """All amounts of a document; those of the money section come first and give the evidence.

    `said` are the facts that tell which rows of its tables are of the budget: year and programmes.
    """
    facts: list[Fact] = []
    faults: list[ExtractionError] = []
    for stream in sorted(streams, key=lambda stream: stream.section != section):
        for number, candidate in enumerate(_candidates(document, stream)):
            if number == _MOST:
                message = f"Hier stehen mehr als {_MOST} Beträge: Gehört die Datei in diesen Ordner?"
                faults.append(BadValue(message, _place(document, stream, candidate)))
                break
            try:
                facts.append(_fact(document, stream, candidate))
            except ValueError as error:
                faults.append(BadValue(str(error), _place(document, stream, candidate)))
            else:
                faults.extend(_other_words(document, stream, candidate, facts[-1]))
        if stream.section == section and _has_unit(stream.text):
            _add_headed(document, stream, said, facts, faults)
    return _settled(facts), faults


def _add_headed(
    document: Document, stream: Stream, said: Sequence[Fact], facts: list[Fact], faults: list[ExtractionError]
) -> None:
    """Figures of tables of which only the head has the unit; its words belong to the evidence.

    Running text says what an amount is for, a table may be of anything: where there is one, they only bear it out.
    """
    told, alone = {fact.value for fact in facts}, not facts and not faults
    for found in headed.figures(document, stream, said):
        ends = (*found.head, *found.number)
        candidate = _Candidate(found.number, found.number, found.words, (min(ends), max(ends)))
        try:
            fact = _fact(document, stream, candidate)
        except ValueError as error:
            if alone:
                faults.append(BadValue(str(error), _place(document, stream, candidate)))
        else:
            if alone or fact.value in told:
                facts.append(fact)


def _place(document: Document, stream: Stream, candidate: _Candidate) -> Place:
    return Place(document.source.name, line_number(document, stream.passage.position(candidate.number[0])))


def _candidates(document: Document, stream: Stream) -> Iterator[_Candidate]:
    text = stream.text
    # The pattern is slow where there is no unit, which is nearly everywhere.
    if not _has_unit(text):
        return
    end = 0
    for unit in _UNIT.finditer(text):
        if unit.start() < end:
            continue
        before = _BEFORE.search(text, max(end, unit.start() - _LONGEST), unit.start())
        after = _AFTER.match(text, unit.end(), min(len(text), unit.end() + _LONGEST))
        if after is not None and _YEAR.fullmatch(after["value"]):
            # "Betrag in Euro | 2025": the head of the next column.
            after = None
        if after is not None and _UNIT.match(text, after.end()) is None and _is_behind(before, after):
            end = after.end()
            yield _candidate(document, stream, after, unit.start(), (unit.start(), end))
        elif before is not None:
            end = unit.end()
            yield _candidate(document, stream, before, before.start(), (before.start("value"), end), unit["scale"])


@lru_cache(1 << 7)
def _has_unit(text: str) -> bool:
    return "€" in text or b"eur" in text.encode(errors="replace").lower()


def _is_behind(before: re.Match[str] | None, after: re.Match[str]) -> bool:
    """Whether the number of a unit is the one behind it: before it stands none, a year ("2025 € 491.550"), or a page.

    A number of a page or an annex stands on a line above ("Anlage 1").
    """
    if before is None:
        return True
    if _PAGE.fullmatch(before["value"]) and "\n" in before[0][len(before["value"]) :]:
        return _PAGE.fullmatch(after["value"]) is None
    return _YEAR.fullmatch(before["value"]) is not None and _YEAR.fullmatch(after["value"]) is None


def _candidate(
    document: Document,
    stream: Stream,
    match: re.Match[str],
    start: int,
    span: tuple[int, int],
    scale: str | None = None,
) -> _Candidate:
    """The number, with all that makes it unreadable left in, so that the refusal shows it."""
    text, number, at = stream.text, match["value"].rstrip(".,"), match.start("value")
    first = max(0, start - _LONGEST_VAGUE)
    sign = _SIGN.search(text, max(0, start - 2), start)
    if vague := _VAGUE.search(text, first, start):
        sign = None
    elif sign:
        vague = _VAGUE.search(text, first, sign.start())
    head = _head(document, stream, number, at) if at == start else ""
    tail = (_TAIL if _POINTLESS.fullmatch(number) else _GOES_ON).match(text, at + len(number)) if at != start else None
    signed = (sign[0].strip() if sign else "") + number + (tail[0] if tail else "")
    # A line end between them, so that what was torn is never read as groups that a blank parts.
    words = (vague["words"] if vague else "", f"{head}\n{signed}" if head else signed, match["scale"] or scale)
    return _Candidate(
        (at, at + len(number)),
        (vague.start() if vague else span[0], span[1]),
        " ".join(word.strip() for word in words if word and word.strip()),
    )


def _head(document: Document, stream: Stream, number: str, at: int) -> str:
    """What may be the beginning of a number that was torn apart, on its line or the one before."""
    if tied := _TIED.search(stream.text, max(0, at - _LONGEST_VAGUE), at):
        return tied["words"]
    if _POINTLESS.fullmatch(number) and (head := _HEAD.search(stream.text, max(0, at - _LONGEST_VAGUE), at)):
        return head["words"]
    before = stream.passage.position(at)
    torn = _TORN.search(document.text[max(0, before - _LONGEST_TORN) : before])
    return torn[1] if torn and (torn[2] or "." not in number) else ""


def _fact(document: Document, stream: Stream, candidate: _Candidate) -> Fact:
    number = stream.text[slice(*candidate.number)]
    # Mended is only a number that stands alone; beside a scale or a sign a second doubt would be too many.
    alone = candidate.words == number
    value, mended = mending.read(candidate.words, euro, mending.MENDERS[NAME] if alone else None)
    words = _WORDS.match(stream.text, candidate.span[1])
    span = candidate.span[0], words.end() if words else candidate.span[1]
    names = Names(NAME, finding.rule_name(stream.section, NAME))
    around = candidate.evidence or span
    read = fact(document, stream, names, value, around, unit_of(stream.units, *around))
    read = read._replace(read=stream.passage.span(*span)) if candidate.evidence else read
    return read._replace(repair=mending.repair(stream.passage, candidate.number, mended))


def _other_words(document: Document, stream: Stream, candidate: _Candidate, read: Fact) -> Iterator[ExtractionError]:
    """An amount that is told in words too, and otherwise."""
    words = _WORDS.match(stream.text, candidate.span[1])
    if words and not same_words(cast("Amount", read.value), words["words"]):
        said = " ".join(words["words"].split())
        message = f"Der Betrag in Worten („{said}“) ist nicht „{candidate.words}“. Bitte die Quelle prüfen."
        yield Conflict(message, _place(document, stream, candidate))


def _settled(facts: list[Fact]) -> list[Fact]:
    """A sum that is told exactly and later in round figures is one sum."""
    exact = list(dict.fromkeys(cast("Amount", fact.value) for fact in facts))
    found: list[Fact] = []
    before: set[object] = set()
    for one in facts:
        told = [amount for amount in exact if rounds_to(cast("Amount", one.value), amount)]
        found.append(one._replace(value=told[0]) if len(told) == 1 and told[0] in before else one)
        before.add(one.value)
    return found
