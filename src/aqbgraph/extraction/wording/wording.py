"""Words as compared: patterns that run over line ends, sentences, and the fingerprints of standing text.

Standing text is the wording that all agreements of a form share. It is known by a fingerprint of each sentence, with
party, year and amount left out, so that a sentence that deviates by one word is seen and shown.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from sys import maxsize
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.document import Document, Fact, Passage
from aqbgraph.extraction.values.party_names import PartyNames, party_names
from aqbgraph.extraction.wording.sentences import Sentence, sentences, units
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import folder, normalise, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FINGERPRINT = 16
# What people read where a party and a period stand; fingerprints do not depend on these.
PARTY, PERIOD = "[Landkreis oder Stadt]", "[Zeitraum]"
OPENING = 6
# A line that ends before its sixth word is known by this many.
_SHORTEST_OPENING = 2
# More characters than six words have, the names of parties among them.
_LONGEST_OPENING = 300
# What the words of an amount begin with, if with no figure.
_UNIT_BEGINS = "eur"


# What a conversion may write otherwise: blanks as line ends, ß as ss, quotation marks as on the keyboard.
_WRITTEN = str.maketrans({" ": r"\s+", "ß": "(?:ß|ss)", "„": '[„“”"]', "“": '[„“”"]'})


def pattern(words: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern as it reads: a blank in it stands for any white space, line ends of the source included.

    A blank with a question mark may be missing.
    """
    return re.compile(words.replace(" ?", r"\s*").translate(_WRITTEN), flags | re.DOTALL)


@remembered
def in_one_line(words: str) -> str:
    """Words as a line, however many lines of the source they run over."""
    return " ".join(words.split())


@dataclass(frozen=True, slots=True)
class Blanks:
    """What is left out of a fingerprint: the party as this document writes it, its year ("": any), periods, amounts."""

    party: PartyNames | None
    year: str

    def fill(self, text: str) -> str:
        """The sentence with its blanks, as compared."""
        return normalise(self._blanked(text))

    def fingerprint(self, text: str) -> str:
        """The digest of the sentence with its blanks; "" where no word is left."""
        digest = _without_blanks(text)
        return _digest(self._blanked(text)) if digest is None else digest

    def _blanked(self, text: str) -> str:
        if self.party is not None:
            text = self.party.blanked(text, " PARTEI ")
        if _has_unit(text):
            text = _MONEY.sub(" BETRAG ", text)
        return _TIME.sub(self._time, text) if "20" in text else text

    def show(self, text: str) -> str:
        """The sentence with its blanks, as people read it: in its own spelling, each blank named in brackets."""
        if self.party is not None:
            text = self.party.blanked(text, PARTY)
        text = _TIME.sub(partial(self._time, period=PERIOD, year="[Jahr]"), _MONEY.sub("[Betrag]", text))
        return " ".join(text.split())

    def _time(self, match: re.Match[str], period: str = " ZEITRAUM ", year: str = " JAHR ") -> str:
        if match["until"]:
            return period
        return year if self.year in ("", match[0]) else match[0]


def periods(text: str) -> tuple[str, ...]:
    """What fills the blanks of periods: "2025 bis 2029"."""
    return tuple(" ".join(found[0].split()) for found in _TIME.finditer(text) if found["until"])


# A year or a period. As "\\b20", but a search is fast where the pattern begins with what it looks for.
_TIME = re.compile(r"20(?<=\b20)\d\d(?P<until>\s+(?:bis|-|–)\s+20\d\d\b)?\b")
# An amount in any form that is read; whether it can be read is no concern of the wording around it.
_FIGURE = r"\d[\dOoIlSBZb.'’]{0,14}(?:[ \u00a0\u2009\u202f]\d{3}){0,3}(?:,(?:\d{1,6}|[-–—]{1,2}))?"
_MONEY = re.compile(
    rf"(?:€|\bEUR)\s?{_FIGURE}|(?<![\w.,'’]){_FIGURE}\s?(?:(?:Mio\.?|Millionen|Tsd\.?|T)\s?)?(?:Euro\b|EUR\b|€)"
)

_UNITS = ("Euro", "EUR", "€")


def _has_unit(text: str) -> bool:
    return any(map(text.__contains__, _UNITS))


@remembered
def _digest(blanked: str) -> str:
    filled = normalise(blanked)
    return fingerprint(filled) if filled else ""


@remembered
def _without_blanks(text: str) -> str | None:
    """The digest of a sentence that has no blank in any document; None where it may have one."""
    parties = _any_party().party
    if parties is None or parties.may_be_in(text) or "20" in text or _has_unit(text):
        return None
    return _digest(text)


def fingerprint(filled: str) -> str:
    """The digest of a sentence with its blanks: 16 hexadecimal digits of SHA-256."""
    return sha256(filled.encode()).hexdigest()[:FINGERPRINT]


class StandingText:
    """The known sentences: the sections that stand behind their fingerprints, and behind their openings.

    `begins` are the openings of all of them, those of several sections included. `section` tells the section of a line
    which begins as a known sentence does, be it whole or not.
    """

    def __init__(self, fingerprints: dict[str, str], openings: dict[str, str], begins: Iterable[str]) -> None:
        self.fingerprints = fingerprints
        self.openings = openings
        self._shared = frozenset(begins) - openings.keys()
        self._begins = frozenset(words.split()[0] for words in begins) | _begins_blank()
        self._may_begin = remembered(self._is_first)
        self._section = remembered(self._of_words)

    def section(self, text: str) -> str | None:
        """The section, where there is but one."""
        # Asked of each part of a line at which a sentence may begin: few begin with the first word of a known one.
        return self._section(text) if self._may_begin(text.partition(" ")[0]) else None

    def _is_first(self, word: str) -> bool:
        first = normalise(word).partition(" ")[0]
        return not first or first in self._begins or first[0].isdigit() or first.startswith(_UNIT_BEGINS)

    def _of_words(self, text: str) -> str | None:
        words = opening(_any_party().fill(text[:_LONGEST_OPENING]))
        if found := self.openings.get(words):
            return found
        if words not in self._shared:
            return None
        first = next(iter(sentences(text)), None)
        return self.fingerprints.get(_any_party().fingerprint(first.text)) if first else None


@cache
def _begins_blank() -> frozenset[str]:
    """First words of the names of parties, and of what goes with them."""
    names = (name for entry in vocabulary().instances("LocalParty") for name in entry.spellings)
    return frozenset(("der", "die", "das", "dem", "des", "den", *(normalise(name).split()[0] for name in names)))


def opening(filled: str) -> str:
    """The first words of a sentence, as compared."""
    return " ".join(filled.split()[:OPENING])


@cache
def _any_party() -> Blanks:
    names = [name for entry in vocabulary().instances("LocalParty") for name in entry.spellings]
    return Blanks(party_names(names), "")


@cache
def standing_text() -> StandingText:
    """The list in ontology/standing-text.csv (columns: section, opening, fingerprint)."""
    with (folder("ontology") / "standing-text.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sections: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        words = row["opening"].split()
        for count in range(_SHORTEST_OPENING, len(words) + 1):
            sections[" ".join(words[:count])].add(row["section"])
    return StandingText(
        {row["fingerprint"]: row["section"] for row in rows},
        {words: min(found) for words, found in sections.items() if len(found) == 1},
        [row["opening"] for row in rows],
    )


@dataclass(frozen=True, slots=True)
class Stream:
    """Text of one section over line ends; the glue between two source lines is a line end.

    The front of an agreement is no running text: there each line stands for itself. `units` are its sentences, or its
    lines, and `spans` their characters in the source.
    """

    section: str
    passage: Passage
    by_line: bool = False
    units: tuple[Sentence, ...] = field(init=False, repr=False, compare=False)
    spans: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found, span = units(self.text, by_line=self.by_line), self.passage.span
        object.__setattr__(self, "units", found)
        object.__setattr__(self, "spans", tuple([span(start, end) for start, end, _ in found]))

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text

    def around(self, start: int, end: int) -> tuple[tuple[int, int], str]:
        """From the start of the sentence in which `text[start:end]` begins to the end of that in which it ends.

        Its characters in the source, and its words.
        """
        first = bisect_right(self.units, (start, maxsize)) - 1
        last = bisect_left(self.units, (end,)) - 1
        if first >= 0 and start < self.units[first].end:
            start = self.units[first].start
        if last >= 0 and end <= self.units[last].end:
            end = self.units[last].end
        return self.passage.span(start, end), self.text[start:end]


def unit_of(parts: Sequence[Sentence], start: int, end: int) -> int | None:
    """The one of the units of a text that has all of `text[start:end]`."""
    first = bisect_right(parts, (start, maxsize)) - 1
    return first if first >= 0 and start < end <= parts[first].end else None


class Names(NamedTuple):
    """What a fact is called: the field it is for, the rule that read it, the node that has it."""

    field: str
    rule: str
    node: str = ""


def fact(
    document: Document, stream: Stream, names: Names, value: object, span: tuple[int, int], unit: int | None
) -> Fact:
    """A fact read from `stream.text[span]`, which stands in a unit; its quotation is all of that as the source has it.

    Where it stands in none alone, the quotation runs from one to the other.
    """
    if unit is None:
        (start, end), words = stream.around(*span)
    else:
        (start, end), words = stream.spans[unit], stream.units[unit].text
    line, quote, read = line_number(document, start), document.text[start:end], stream.passage.span(*span)
    return Fact(names.node, names.field, value, start, end, line, quote, words, names.rule, read)


def line_number(document: Document, position: int) -> int:
    """The line (from 1) in which a character of the source stands."""
    line = document.line_at(position)
    return line.number if line else 1
