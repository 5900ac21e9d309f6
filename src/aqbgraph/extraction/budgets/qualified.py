"""Amounts that are no budget, by the words beside them: a share, an instalment, the year before, a contribution.

Such an amount beside that of the budget makes two amounts, which is a conflict already. Here are those that stand
alone, so that nothing else shows that the amount of the budget is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.correction import CORRECTED
from aqbgraph.errors import BadValue, Place
from aqbgraph.extraction.budgets.budgets import programmes
from aqbgraph.extraction.finding import rule_name
from aqbgraph.extraction.wording.wording import line_number
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.forms.rules import Layout
    from aqbgraph.extraction.wording.wording import Stream

# One of these is in a clause in which anything of the kind is said; to look for all of it takes long.
_TELLING = (
    *("davon", "darunter", "worunter", "zusätzlich", "weitere", "um ", "vorjahr", "vorigen", "letzten", "vergangenen"),
    *("bisher", "zuvor", "ursprünglich", "eigen", "finanzierung", "drittm", "bundesm", "je", "pro ", "/", "jährlich"),
    *(
        "monatlich",
        "quartal",
        "wöchentlich",
        "halbjahr",
        "jahreshälfte",
        "rate",
        "teilbetr",
        "teilzahl",
        "abschlag",
        "vorschuss",
        "anzahlung",
    ),
    *("restm", "restb", "verausgabt", "verbraucht", "verbleibend", "übertrag", "überschuss", "rückzahl", "weit"),
    *("gesamtvolumen", "kreisen", "körperschaften"),
)
# Between the words and the number: markup is gone, the border of a cell may be left.
_UP_TO = r"[\s|(:–-]*$"
_TOTAL = re.compile(rf"\binsgesamt{_UP_TO}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words that say what an amount is: found before it in its sentence, or right behind it.

    `single` says that they tell nothing where an agreement is on several budgets, each of which is a share of the sum;
    `all_of_it` that they tell of all amounts of the sentence behind them, but of a total.
    """

    what: str
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    single: bool = False
    all_of_it: bool = False


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MARKS = (
    _Mark("nur ein Teil davon", _words(r"\b(?:davon|darunter|hiervon|worunter)\b"), single=True),
    _Mark("ein weiterer Betrag", _words(rf"\b(?:zusätzlich\w*|weitere[nrs]?){_UP_TO}"), single=True),
    _Mark("eine Änderung des Betrags", _words(rf"(?<!sich )\bum(?: (?:weitere|insgesamt|rund|ca\.))?{_UP_TO}")),
    _Mark(
        "der Betrag eines anderen Jahres",
        _words(
            r"\b(?<!wie )(?:im|des|aus dem|vom) (?:Vorjahr\w*|(?:vorigen|letzten|vergangenen) Jahr\w*)"
            r"|\b(?:bisher\w*|zuvor|ursprünglich\w*)\b"
        ),
    ),
    _Mark(
        "ein Beitrag anderer",
        _words(r"\b(?:Eigen(?:anteil|mittel|leistung|beitrag)|Ko-?finanzierung|Drittmittel|Bundesmittel)\w*"),
        _words(r"[\s,]*(?:als |an )?(?:Eigen(?:anteil|mittel|leistung|beitrag)|Drittmittel|Bundesmittel)"),
    ),
    _Mark(
        "ein Betrag je Fall",
        re.compile(rf"\b(?:[Jj]e|[Pp]ro)\s+[A-ZÄÖÜ]\w+|\b[Jj]e(?:weils)?{_UP_TO}"),
        re.compile(
            r"\s*(?:(?:je|pro)\s+(?!Jahr|Kalenderjahr|Haushaltsjahr|Förderjahr)|/\s*(?=Person|Teiln|Platz|Monat))[A-ZÄÖÜ]"
        ),
    ),
    _Mark(
        "ein Betrag für einen Teil des Jahres",
        _words(rf"\b(?:(?:viertel|halb)jährlich\w*|monatlich\w*|quartalsweise|wöchentlich\w*){_UP_TO}"),
        _words(
            r"\s*(?:(?:viertel|halb)jährlich|monatlich|quartalsweise|wöchentlich"
            r"|(?:im|für das|in der|zum|je|pro) ?(?:(?:erste|zweite|dritte|vierte)[nrs]? |[1-4]\. ?)?"
            r"(?:Halbjahr|Quartal|Jahreshälfte))"
        ),
    ),
    _Mark(
        "nur eine Rate",
        _words(r"\b(?:(?:teil)?raten?|teilbetr\w+|teilzahlung\w*|abschlag\w*|vorschuss\w*|anzahlung)\b"),
        all_of_it=True,
    ),
    _Mark(
        "ein Rest",
        _words(
            r"\b(?:rest(?:mittel|betr|budget)|nicht ver(?:ausgabt|braucht)|verbleibend|übertrag|überschuss|rückzahl)\w*"
        ),
        _words(r"\s*(?:an |als )?(?:restmittel|nicht ver(?:ausgabt|braucht))"),
    ),
    _Mark(
        "der Betrag des ganzen Landes",
        _words(
            r"\b(?:landesweit|hessenweit|bundesweit|gesamtvolumen)\w*"
            r"|\b(?:allen|den) (?:hessischen )?(?:Landkreisen|Kreisen|Gebietskörperschaften)"
        ),
        _words(r"\s*(?:landesweit|hessenweit|bundesweit)"),
    ),
)


def faults(document: Document, layout: Layout, streams: Iterable[Stream], facts: Sequence[Fact]) -> Iterator[BadValue]:
    """A fault for each budget whose amount stands only where words beside it say that it is another."""
    stream = next((stream for stream in streams if stream.section == layout.money), None)
    if stream is None or not _may_tell(stream.text):
        return
    amounts: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.name == "amount":
            amounts[fact.node].append(fact)
    rule, single = rule_name(layout.money, "amount"), len(programmes(facts)) == 1
    here = [fact for fact in facts if fact.name in ("amount", "total") and fact.rule == rule]
    for found in amounts.values():
        said = [(fact, _mark(stream, fact, here, single=single)) for fact in found if fact.rule == rule]
        told = [(fact, mark) for fact, mark in said if mark is not None]
        if told and len(told) == len(said) and not any(fact.rule == CORRECTED for fact in found):
            yield _refusal(document, *told[0])


@remembered
def _may_tell(text: str) -> bool:
    words = " ".join(text.lower().split())
    return any(map(words.__contains__, _TELLING))


def _refusal(document: Document, fact: Fact, mark: _Mark) -> BadValue:
    message = (
        f"„{' '.join(document.text[slice(*fact.read)].split())}“ ist nach den Worten daneben {mark.what}. Der Betrag "
        "des Budgets fehlt (erwartet z. B. „insgesamt 491.550 Euro“)."
    )
    return BadValue(message, Place(document.source.name, line_number(document, fact.read[1] - 1)))


def _mark(stream: Stream, fact: Fact, here: Sequence[Fact], *, single: bool) -> _Mark | None:
    """What the words beside an amount say that it is."""
    start, end = (_index(stream, position) for position in fact.read)
    unit = next((unit for unit in stream.units if unit.start <= start < unit.end), None)
    if unit is None:
        return None
    stops = [_index(stream, one.read[1]) for one in here]
    first = max([unit.start, *(stop for stop in stops if stop <= start)])
    words = stream.text[unit.start : start], stream.text[first:start], stream.text[end : unit.end]
    return next((mark for mark in _MARKS if (single or not mark.single) and _says(mark, *words)), None)


def _says(mark: _Mark, sentence: str, before: str, behind: str) -> bool:
    if mark.all_of_it:
        return mark.before is not None and mark.before.search(sentence) is not None and not _TOTAL.search(before)
    return bool((mark.before and mark.before.search(before)) or (mark.behind and mark.behind.match(behind)))


def _index(stream: Stream, position: int) -> int:
    """Where in the stream a character of the source stands."""
    return bisect_left(range(len(stream.text)), position, key=stream.passage.position)
