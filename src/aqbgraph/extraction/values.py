"""What words mean: amounts, dates, years, parties, concepts. Strict: what has no single reading is refused."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from aqbgraph.agreement import Concept
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from aqbgraph.vocabulary import Entry

# DIN 5008 writes thousands with a point and cents with a comma; nothing else is read as an amount.
_EURO = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})*|[1-9]\d*)(?:,(?P<cents>\d\d|[-–—]{1,2}))?")
_YEAR = re.compile(r"[0-9]{4}")
_NUMERIC_DATE = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_EXECUTIVE = re.compile(r"(?:Magistrat(?:e?s)?|Kreisausschuss(?:es)?)\s+(?:der|des)\s+")
_WRITTEN_DATE = re.compile(r"(\d{1,2})\. ?([A-ZÄa-zä]+)\.? (\d{4})")


def euro(text: str) -> Decimal:
    """An amount of money as German writes it, without its unit: "491.550" or "491.550,00".

    Raises:
        ValueError: it has another form, so that a thousand and a fraction could be confused.
    """
    match = _EURO.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"Der Betrag „{text.strip()}“ ist nicht eindeutig lesbar (erwartet z. B. „491.550“).")
    cents = match["cents"] if (match["cents"] or "").isdigit() else "0"
    return Decimal(match["whole"].replace(".", "")) + Decimal(cents) / 100


def german_date(text: str) -> date:
    """A day as German writes it: "2. 8. 2025", "11. 08. 2025", "2. August 2025".

    Raises:
        ValueError: it has another form, or the day does not exist.
    """
    words = " ".join(text.split()).rstrip(".")
    if match := _NUMERIC_DATE.fullmatch(words):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _WRITTEN_DATE.fullmatch(words)) and (found := _months().get(normalise(match[2]))):
        day, month, year = int(match[1]), found, int(match[3])
    else:
        raise ValueError(f"Das Datum „{words}“ ist nicht eindeutig lesbar (erwartet z. B. „11.08.2025“).")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Das Datum „{words}“ gibt es nicht.") from None


@cache
def _months() -> dict[str, int]:
    wide, short = get_month_names("wide", locale="de"), get_month_names("abbreviated", locale="de")
    return {normalise(str(name)): number for names in (short, wide) for number, name in names.items()}


def year(text: str) -> int:
    """A year of four digits.

    Raises:
        ValueError: it has another form.
    """
    if not _YEAR.fullmatch(text):
        raise ValueError(f"Die Jahreszahl „{text}“ ist nicht eindeutig lesbar (erwartet z. B. „2025“).")
    return int(text)


@cache
def _names(class_name: str) -> dict[str, tuple[str, ...]]:
    """Spelling as compared → the keys of those who bear it."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in vocabulary().instances(class_name):
        for spelling in entry.spellings:
            name = normalise(spelling)
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), entry.key)))
    return found


def resolve(text: str, class_name: str) -> str:
    """The key of the party (or programme) that the authority list in ontology/ knows by this name.

    Raises:
        ValueError: nobody, or more than one, bears it.
    """
    known = _names(class_name)
    words = normalise(text)
    keys = known.get(words) or known.get(normalise(text.splitlines()[0])) or ()
    if len(keys) == 1:
        return keys[0]
    written = " ".join(text.split())
    if not keys and len(same := [entry.label for entry in _similar(words, class_name)]) > 1:
        raise ValueError(f"„{written}“ ist mehrdeutig: {' oder '.join(same)}?")
    if not keys:
        raise ValueError(f"„{written}“ steht nicht im Verzeichnis. Bitte die Schreibweise in der Quelle prüfen.")
    raise ValueError(f"„{written}“ ist mehrdeutig: {' oder '.join(keys)}?")


def _similar(words: str, class_name: str) -> tuple[Entry, ...]:
    """Those of whose names this is the bare part: "Kassel" of Stadt Kassel and Landkreis Kassel."""
    return tuple(
        entry
        for entry in vocabulary().instances(class_name)
        if words and f" {normalise(entry.label)}".endswith(f" {words}")
    )


@cache
def spellings(key: str, class_name: str) -> tuple[str, ...]:
    """All ways to write a party."""
    return next(entry.spellings for entry in vocabulary().instances(class_name) if entry.key == key)


def state_party(text: str) -> str:
    """The key of the ministry. Raises ValueError as `resolve`."""
    return resolve(text, "StateParty")


def local_party(text: str) -> str:
    """The key of the district or city, also by the executive that acts for it. Raises ValueError as `resolve`."""
    try:
        return resolve(text, "LocalParty")
    except ValueError:
        if (match := _EXECUTIVE.match(text)) is None:
            raise
        return resolve(text[match.end() :], "LocalParty")


def granting_authority(text: str) -> str:
    """The key of the authority that issues the Bescheid. Raises ValueError as `resolve`."""
    return resolve(text, "GrantingAuthority")


def programme(text: str) -> str:
    """The key of the programme. Raises ValueError as `resolve`."""
    return resolve(text, "Programme")


@cache
def _codes() -> dict[str, Concept]:
    return {
        normalise(spelling): Concept("legal-codes", entry.key)
        for entry in vocabulary().concepts("legal-codes")
        for spelling in (entry.notation, *entry.spellings)
    }


def legal_code(text: str) -> Concept:
    """A code by its short name; a bare Roman number is a book of the Sozialgesetzbuch ("SGB II, III, VIII").

    Raises:
        ValueError: ontology/legal-codes.ttl does not know it.
    """
    known = _codes()
    found = known.get(normalise(text)) or known.get(normalise(f"SGB {text}"))
    if found is None:
        raise ValueError(f"Den Rechtskreis „{text}“ kennt ontology/legal-codes.ttl nicht.")
    return found
