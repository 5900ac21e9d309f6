"""What words mean: years, parties, programmes, concepts. Strict: what has no single reading is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.extraction.values import spelling
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from aqbgraph.vocabulary import Entry

_YEAR = re.compile(r"[0-9]{4}")
# The executive that acts for a city or district.
EXECUTIVE = re.compile(r"(?:Magistrat(?:e?s)?|Kreisausschuss(?:es)?)\s+(?:der|des)\s+")


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
        for written in entry.spellings:
            name = normalise(written)
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), entry.key)))
    return found


def key_of(text: str, class_name: str) -> str | None:
    """The key of who bears this name alone, None where nobody or more than one does."""
    keys = _names(class_name).get(normalise(text), ())
    return keys[0] if len(keys) == 1 else None


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
        nearest = spelling.suggestion(written, class_name)
        ask = f" Meinten Sie „{nearest}“?" if nearest else " Bitte die Schreibweise in der Quelle prüfen."
        raise ValueError(f"„{written}“ steht nicht im Verzeichnis.{ask}")
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


@remembered
def state_party(text: str) -> str:
    """The key of the ministry. Raises ValueError as `resolve`."""
    return resolve(text, "StateParty")


@remembered
def local_party(text: str) -> str:
    """The key of the district or city, also by the executive that acts for it. Raises ValueError as `resolve`."""
    try:
        return resolve(text, "LocalParty")
    except ValueError:
        if (match := EXECUTIVE.match(text)) is None:
            raise
        return resolve(text[match.end() :], "LocalParty")


@remembered
def granting_authority(text: str) -> str:
    """The key of the authority that issues the Bescheid. Raises ValueError as `resolve`."""
    return resolve(text, "GrantingAuthority")


@remembered
def programme(text: str) -> str:
    """The key of the programme. Raises ValueError as `resolve`."""
    return resolve(text, "Programme")


@cache
def _codes() -> dict[str, Concept]:
    return {
        normalise(written): Concept("legal-codes", entry.key)
        for entry in vocabulary().concepts("legal-codes")
        for written in (entry.notation, *entry.spellings)
    }


@remembered
def legal_code(text: str) -> Concept:
    """A code by its short name; a bare Roman number is a book of the Sozialgesetzbuch ("SGB II, III, VIII").

    Raises:
        ValueError: ontology/legal-codes.ttl does not know it.
    """
    known = _codes()
    found = known.get(normalise(text)) or known.get(normalise(f"SGB {text}"))
    if found is None:
        raise ValueError(f"Den Rechtskreis „{text}“ gibt es nicht (ontology/legal-codes.ttl).")
    return found
