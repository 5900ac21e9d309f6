"""Places as signatures name them: towns that ontology/ knows, and others by the form of their name."""

from __future__ import annotations

import re
from functools import cache

from aqbgraph.identifiers import TERMS
from aqbgraph.vocabulary import vocabulary

_TOWN = r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜa-zäöü][a-zäöüß]+)*"
# "Bad Homburg v. d. Höhe", "Lauterbach (Hessen)", "Offenbach am Main", "Frankfurt a. M.", "Hessisch Lichtenau".
_NAME = re.compile(
    rf"(?:(?:Bad|Groß|Klein|Neu|Alt|Sankt|St\.|Hessisch|Ober|Nieder) )?{_TOWN}"
    rf"(?:(?: (?:am|an|auf|bei|der|in|im|ob|unter|vor|a\.|b\.|d\.|i\.|v\.|(?:[abiv]\. ?d\.)))+ ?{_TOWN})?"
    r"(?: a\. ?M\.| i\. ?[A-ZÄÖÜ][a-zäöüß]{1,4}\.)?(?: \([A-ZÄÖÜ][\wäöüß. -]{1,30}\))?"
)
# Words of a form or of a party's name that stand where a place may.
_NO_PLACE = re.compile(
    r".*(?:ministerium|kreis(?:es)?|ausschuss|magistrat|-Stadt|hauptstadt|schaftsstadt|vertretung|auftrag|[Jj]ahr|budget|vereinbarung)"
    r"|Ort|Stadt|Datum|Unterschrift|Name|Land|Hessen|Soziales|Integration|Arbeit|Jugend|Stand|Der|Die|Das|Für|Im|In|Am|Und",
)


@cache
def towns() -> tuple[str, ...]:
    """Where districts and cities sign, longest first: Offenbach am Main before Offenbach."""
    entries = vocabulary().instances("LocalParty")
    seats = {seat.value for entry in entries for seat in vocabulary().objects(entry.iri, TERMS + "seat")}
    cities = {entry.label.removeprefix("Stadt ") for entry in entries if entry.label.startswith("Stadt ")}
    return tuple(sorted(seats | cities, key=lambda seat: (-len(seat), seat)))


def start(words: str) -> int | None:
    """Where the place begins that ends these words: at 0, or at a town we know to whose line others were joined.

    None where no place can be told from what was joined to it.
    """
    if _NAME.fullmatch(words) and not any(_NO_PLACE.fullmatch(word) for word in words.split()):
        return 0
    known = _known().search(words)
    return known.start("town") if known else None


def is_town(words: str) -> bool:
    """Whether these words are a town that ontology/ knows."""
    known = _known().search(words)
    return known is not None and known.start("town") == 0


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?P<town>{'|'.join(map(pattern, towns()))})$")


def pattern(town: str) -> str:
    """A town's name as people space it: "v.d. Höhe", "v. d. Höhe"."""
    return re.escape(town).replace(r"\.", r"\.\ ?").replace(r"\ ?\ ", r"\ ?")
