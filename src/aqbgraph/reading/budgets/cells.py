"""What the cells of a list of reported budgets mean: each has one reading, or is refused with what was expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from aqbgraph.errors import BadValue, Conflict, UnknownParty
from aqbgraph.identifiers import TERMS, is_web
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aqbgraph.vocabulary import Entry

# The years that shapes/reported.ttl knows.
FIRST_YEAR, LAST_YEAR = 2000, 2100

_YEAR = re.compile(r"[0-9]{4}")
# No thousands separator: "400.000" would be 400 to one reader and 400,000 to another.
_AMOUNT = re.compile(r"[1-9][0-9]*(\.[0-9]{1,2})?")
_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})"),
)
_OTHER_SCHEME = re.compile(r"www\.|[A-Za-z][A-Za-z0-9+.-]*:\S", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE_WORDS = 2
# Where a spreadsheet begins to calculate (https://owasp.org/www-community/attacks/CSV_Injection): what is published
# is downloaded as CSV again.
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class _Regions:
    """Districts, cities and the Land by official key and by name; `key_of` is empty where we know no key.

    `since` has the first year of those that were no party before.
    """

    by_key: Mapping[str, Entry]
    by_name: Mapping[str, Entry]
    key_of: Mapping[str, str]
    since: Mapping[str, tuple[Entry, int]]


@cache
def _regions() -> _Regions:
    words = vocabulary()
    keys = {entry: words.text(entry.iri, TERMS + "ags") or "" for entry in words.instances("LocalParty")}
    keys |= {entry: entry.notation for entry in words.instances("Land")}
    return _Regions(
        by_key={key: entry for entry, key in keys.items() if key},
        by_name={normalise(spelling): entry for entry in keys for spelling in entry.spellings},
        key_of={entry.key: key for entry, key in keys.items()},
        since={
            entry.key: (entry, int(since))
            for entry in keys
            if (since := words.text(entry.iri, TERMS + "partySince")) is not None
        },
    )


def region(key: str, name: str) -> str:
    """The key of the district, city or Land that both cells name.

    Raises:
        BadValue: there is no such official key.
        UnknownParty: there is no such name.
        Conflict: key and name belong to different ones.
    """
    known = _regions()
    if key and key not in known.by_key:
        hint = f" Fehlt die führende Null („0{key}“)?" if f"0{key}" in known.by_key else ""
        raise BadValue(f"Den Kreisschlüssel „{_short(key)}“ gibt es in Hessen nicht.{hint}")
    named = known.by_name.get(normalise(name))
    if named is None:
        wanted = f"zum Schlüssel {key} „{known.by_key[key].label}“" if key else "z. B. „Kreis Bergstraße“ oder „Hessen“"
        raise UnknownParty(f"„{_short(name)}“ steht nicht im Verzeichnis der Kreise und Städte (erwartet {wanted}).")
    if key != known.key_of[named.key]:
        raise Conflict(_contradiction(key, name, known, named))
    return named.key


def _contradiction(key: str, name: str, known: _Regions, named: Entry) -> str:
    own = known.key_of[named.key]
    wanted = f"hat den Schlüssel {own}" if own else "hat hier keinen Kreisschlüssel, die Zelle bleibt leer"
    given = f"{key} ist „{known.by_key[key].label}“" if key else "der Kreisschlüssel fehlt"
    return f"Schlüssel und Name passen nicht zusammen: {given}, aber „{_short(name)}“ {wanted}."


def too_early(party: str, year: int) -> str | None:
    """Why nothing can be reported of a party for this year: Hanau is district-free since 2026."""
    entry, since = _regions().since.get(party, (None, FIRST_YEAR))
    if entry is None or year >= since:
        return None
    return f"{entry.label} ist erst seit {since} selbst Partei, die Zeile nennt das Jahr {year}."


def year(text: str) -> int:
    """A year.

    Raises:
        BadValue: it is none, or out of range.
    """
    if not _YEAR.fullmatch(text):
        raise BadValue(f"„{_short(text)}“ ist kein Jahr (erwartet vier Ziffern, z. B. 2011).")
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise BadValue(f"Das Jahr {text} liegt nicht zwischen {FIRST_YEAR} und {LAST_YEAR}.")
    return int(text)


def programme(text: str) -> str:
    """The key of a programme.

    Raises:
        BadValue: ontology/programmes.ttl does not know it.
    """
    known = _named("programmes")
    if normalise(text) not in known:
        names = ", ".join(f"„{entry.label}“" for entry in vocabulary().concepts("programmes"))
        raise BadValue(f"Das Programm „{_short(text)}“ ist nicht bekannt (erwartet {names}).")
    return known[normalise(text)]


def precision(text: str) -> str:
    """The key of a precision.

    Raises:
        BadValue: ontology/precisions.ttl does not know it.
    """
    known = _named("precisions")
    if normalise(text) not in known:
        names = ", ".join(f"„{entry.notation}“" for entry in vocabulary().concepts("precisions"))
        raise BadValue(f"Die Genauigkeit „{_short(text)}“ ist nicht bekannt (erwartet {names}).")
    return known[normalise(text)]


@cache
def _named(scheme: str) -> Mapping[str, str]:
    """Name or notation → key. Programmes are named by their paths, which are their keys."""
    return {
        normalise(name): entry.key
        for entry in vocabulary().concepts(scheme)
        for name in (*entry.spellings, entry.notation)
        if name
    }


def amount(text: str) -> Decimal:
    """Euros.

    Raises:
        BadValue: it is no number above 0 in the one form.
    """
    if not _AMOUNT.fullmatch(text):
        raise BadValue(
            f"„{_short(text)}“ ist kein Betrag. Erwartet: nur Ziffern, ohne Tausendertrennung, Cent nach einem Punkt "
            "(400000 oder 400000.50)."
        )
    return Decimal(text)


def day(text: str) -> date | None:
    """The day of a report; None for an empty cell.

    Raises:
        BadValue: it is no day of the calendar.
    """
    if not text:
        return None
    for form in _DAYS:
        if match := form.fullmatch(text):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError as error:
                raise BadValue(f"Den Tag „{text}“ gibt es nicht.") from error
    raise BadValue(f"„{_short(text)}“ ist kein Datum (erwartet 2011-09-30 oder 30.09.2011).")


def cited(text: str) -> str:
    """The source of a figure: a web address as it stands, or the name of a document on one line.

    Raises:
        BadValue: it is neither.
    """
    name = " ".join(text.split())
    if not name:
        raise BadValue(
            "Die Quelle fehlt: erwartet eine Adresse mit http:// oder https:// oder der Name eines Dokuments."
        )
    _printable(name, "Die Quelle")
    if is_web(text):
        if not _is_address(text):
            raise BadValue(f"Die Quelle „{_short(text)}“ ist keine gültige Adresse (RFC 3987).")
        return text
    if _OTHER_SCHEME.match(name):
        raise BadValue(f"Die Quelle „{_short(name)}“ ist keine Adresse mit http:// oder https://.")
    if len(_WORD.findall(name)) < _TITLE_WORDS:
        raise BadValue(
            f"„{_short(name)}“ nennt keine Quelle: erwartet eine Adresse mit http:// oder https:// oder der Name eines "
            "Dokuments aus mindestens zwei Wörtern."
        )
    return name


def _is_address(text: str) -> bool:
    """An IRI with a host and nobody's name or password in it (RFC 3986, section 7.6)."""
    try:
        NamedNode(text)
        parts = urlsplit(text)
        sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return sound and bool(parts.hostname) and "@" not in parts.netloc


def note(text: str) -> str | None:
    """A remark, its line ends made one; None for an empty cell.

    Raises:
        BadValue: it begins as a formula or holds what cannot be seen.
    """
    words = "\n".join(line.strip() for line in re.split(r"\r\n?|\n", text))
    if words:
        _printable(words.replace("\n", ""), "Der Hinweis")
    return words or None


def _printable(text: str, what: str) -> None:
    if text.startswith(_FORMULA):
        raise BadValue(
            f"{what} beginnt mit „{text[0]}“, was Tabellenprogramme als Formel ausführen. Bitte anders beginnen."
        )
    found = next((letter for letter in text if not letter.isprintable()), None)
    if found is not None:
        raise BadValue(f"{what} enthält das unsichtbare Zeichen U+{ord(found):04X}. Bitte entfernen.")


def _short(text: str) -> str:
    """A cell in a message, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
