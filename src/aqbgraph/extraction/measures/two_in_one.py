"""An item that is two of its list, or may be: a dash is what a bullet looks like when two lines become one.

One of the halves is called as another item is, but for the number at the end: "Geflüchtete II - Übergangsmanagement"
beside "Geflüchtete I", "Digital Praxis 2025 - Tour" beside "Integration 2025". Or the dash is the very sign of the
list's bullets, no other item has one, and nothing says that what follows goes on with what stands before ("MInA -
Migranten in Arbeit" does by its capitals, "Kompass - das Projekt" by its small letter, "Deutsch - Modul 2" by its
number): then it may be one or two. In a list without bullets a year within a name may be its end. A word with which
several names begin begins another where it comes again.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures import repeated_marks
from aqbgraph.extraction.measures.items import TWO_LINES
from aqbgraph.extraction.measures.set_aside import SetAside
from aqbgraph.extraction.measures.unmarked import MARKER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.listed import ListedMeasure, Listing

_DASH = re.compile(r" [-–—•*+] ")
_NUMBER = re.compile(r" (?:[IVX]{1,4}|\d{1,2})$")
_YEAR = re.compile(r"\b20\d\d$")
# Words with the year behind them that are a name of their own.
_LONG = 4
_DASHES = frozenset("-–—•*+")
_DIGITS = frozenset("123456789")
# What is shorter begins many names: "Die".
_SHORTEST = 4
# No name ends so: "Schritt für", "Hand in", "Frauen beraten Frauen" may.
_LEADS_ON = re.compile(r"^$| (?:an|auf|bei|für|gegen|in|mit|neben|oder|statt|über|um|und|von|vor|zu)$")
# Short words of capitals, which what follows explains, and words that go on with what stands before.
_BRAND = re.compile(r"[\"„“]?(?=(?:\w*?[A-ZÄÖÜ]){2})\w+[\"“”]?|\w{1,2}")
_FOLLOWS = re.compile(
    r"(?:[a-zäöüß(&]|\d|(?:Modul|Teil|Kurs|Phase|Stufe|Baustein|Gruppe|Jahrgang|Klasse|Block) ?(?:\d|[A-Z]\b)|"
    r"(?:Für|Mit|Von|Zur|Zum|Im|In|Auf|Aus|Bei|Der|Die|Das|Ein|Eine|Unter|Über) )"
)
_NUMBERED_ON = re.compile(r" (?P<number>\d{1,2}\.\d{1,2}|\d{1,2}(?=[.)]))[.)]? (?=[A-ZÄÖÜ\"„])")
_YEAR_WITHIN = re.compile(r"\b20\d\d (?=[A-ZÄÖÜ])")


def leave_out(found: Listing, *, of_pages: bool = False) -> None:
    """Sets such measures aside; `of_pages` says that lines are those of printed pages, of which no two become one."""
    doubtful = dict(_found([one.passage.text for one in found.measures]))
    doubtful |= dict(_may_be_two(found.measures, of_pages=of_pages)) | dict(repeated_marks.found(found.measures))
    if doubtful:
        for number, name in doubtful.items():
            one = found.measures[number]
            why = f"„{name}“ nennt wohl zwei Projekte: {TWO_LINES}"
            found.aside.append(SetAside(one.heading, one.lines, why))
        found.measures = [one for number, one in enumerate(found.measures) if number not in doubtful]


def before_budget(found: Listing, line: Line) -> None:
    """Sets an item aside to which the sentence on the next budget was joined."""
    if line.kind is Kind.ITEM and found.headings:
        why = f"„{line.text}“ nennt ein Projekt und das nächste Budget: {TWO_LINES}"
        found.aside.append(SetAside(found.headings[-1], (line,), why))


def _may_be_two(measures: Sequence[ListedMeasure], *, of_pages: bool) -> Iterator[tuple[int, str]]:
    """Items with a bullet like their own within, if it is but one, or the number that follows theirs."""
    within = [number for number, one in enumerate(measures) if f" {one.lines[0].marker} " in one.passage.text]
    dashed = [number for number in within if _has_own_bullet(measures[number])]
    firsts = [one.passage.text.partition(" ")[0] for one in measures]
    several = len(set(firsts)) < len(firsts)
    for number, one in enumerate(measures):
        name, marker = one.passage.text, one.lines[0].marker
        numbered = marker[:1] in _DIGITS and _counts_on(marker, name)
        dated = marker == MARKER and " 20" in name and _goes_on_behind_a_year(one)
        if (dashed == [number] and not of_pages) or numbered or dated or (several and _begins_again(name, firsts)):
            yield number, name


def _begins_again(name: str, firsts: Sequence[str]) -> bool:
    """Whether the word that begins a name, and another one of the list, stands in it once more."""
    first = name.partition(" ")[0]
    above, _, rest = name[len(first) :].partition(f" {first} ")
    return len(first) >= _SHORTEST and rest != "" and firsts.count(first) > 1 and not _LEADS_ON.search(above)


def _has_own_bullet(one: ListedMeasure) -> bool:
    marker = one.lines[0].marker
    if marker not in _DASHES or not marker:
        return False
    parts = one.passage.text.split(f" {marker} ")
    # With more than one it is how the name is written: "BUILD - Begrüßen und Integrieren - Leben in Deutschland".
    if len(parts) != 2 or _BRAND.fullmatch(parts[0]) or (parts[0][-1:].isdigit() and not _ends(parts[0])):
        return False
    return _FOLLOWS.match(parts[1]) is None


def _ends(name: str) -> bool:
    """Whether a number behind a name is the year at its end; "Jobstart 2025 - Integration" goes on behind it."""
    return _YEAR.search(name) is not None and len(name.split()) >= _LONG


def _counts_on(marker: str, name: str) -> bool:
    """Whether the number that follows an item's own stands within its name: "1.1 Startklar 1.2 Brücke"."""
    *above, own = re.findall(r"\d+", marker) or [""]
    following = ".".join((*above, str(int(own) + 1))) if own else ""
    return own != "" and any(match["number"] == following for match in _NUMBERED_ON.finditer(name))


def _goes_on_behind_a_year(one: ListedMeasure) -> bool:
    return len(one.lines) == 1 and _YEAR_WITHIN.search(one.passage.text) is not None


def _found(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    dashed = [(n, name) for n, name in enumerate(names) if not _DASHES.isdisjoint(name) and _DASH.search(name)]
    if not dashed:
        return
    stems = Counter(_NUMBER.sub("", name) for name in names if _NUMBER.search(name))
    years = Counter(match[0] for name in names if (match := _YEAR.search(name)))
    for number, name in dashed:
        # What a name says itself is not said by another.
        own, year = _NUMBER.sub("", name) if _NUMBER.search(name) else "", _YEAR.search(name)
        halves = _DASH.split(name)
        numbered = {_NUMBER.sub("", half) for half in halves if _NUMBER.search(half)}
        dated = {match[0] for half in halves[:-1] if (match := _YEAR.search(half))}
        if any(stems[stem] > (stem == own) for stem in numbered) or any(
            years[one] > (year is not None and year[0] == one) for one in dated
        ):
            yield number, name
