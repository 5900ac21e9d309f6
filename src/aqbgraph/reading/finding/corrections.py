"""Reads a sheet of corrections: TOML 1.0 with German names, checked entry by entry (docs/correct.md).

tomllib keeps no line numbers, so the lines of tables and keys are found again in the text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from aqbgraph.correction import Entry, Sheet, Verb
from aqbgraph.document import Source
from aqbgraph.errors import AqbError, BadCorrection, Place, ReadingError
from aqbgraph.reading.files import content_of, utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.reading.finding.companions import Companion

LARGEST = 1_000_000
# What tomllib says is English, and seldom what is wrong.
_NO_TOML = (
    'Kein gültiges TOML. Erwartet werden Zeilen wie richtig = "12.08.2025" (Text in geraden Anführungszeichen, vorn '
    "und hinten) und wann = 2026-03-02 (der Tag ohne) unter Überschriften wie [[berichtigen]] (docs/correct.md)."
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?(?P<name>[^\"'\]]+?)[\"']?[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r"at line (\d+)")
# Bare keys of TOML are ASCII (1.0, Keys); in quotes the umlaut is welcome.
_VERBS = {verb.value: verb for verb in Verb} | {
    "ergänzen": Verb.SUPPLY,
    "hinzufügen": Verb.ADD,
    "bestätigen": Verb.CONFIRM,
}
_SAID_BY = ("wer", "wann", "warum")
_FACT = {"angabe", *_SAID_BY, "beleg"}
_KEYS = {
    Verb.CORRECT: _FACT | {"gelesen", "richtig"},
    Verb.SUPPLY: _FACT | {"richtig"},
    Verb.ADD: _FACT | {"richtig", "massnahme", "art", "nach"},
    Verb.STRIKE: _FACT | {"gelesen"},
    Verb.CONFIRM: _FACT | {"gelesen"},
}
_NEEDED = {
    Verb.CORRECT: ("angabe", "gelesen", "richtig"),
    Verb.SUPPLY: ("angabe", "richtig"),
    Verb.STRIKE: ("angabe", "gelesen"),
    Verb.CONFIRM: ("angabe", "gelesen"),
}


def read_sheet(file: Companion) -> Sheet:
    """Reads a sheet; what is wrong with its entries is in it, and then the sheet must not be used.

    Raises:
        ReadingError: it cannot be opened, is too large, not in UTF-8, or no TOML.
    """
    content = content_of(file.path, file.name, LARGEST)
    text = utf8(content, file.name)
    try:
        members = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else content.count(b"\n") + 1  # "at end of document"
        raise ReadingError(_NO_TOML, Place(file.name, line)) from error
    except (RecursionError, ValueError) as error:
        raise ReadingError(
            "Kein lesbares TOML: zu tief verschachtelt, oder eine Zahl zu lang.", Place(file.name)
        ) from error
    source = Source(file.name, sha256(content).hexdigest(), "application/toml", len(content))
    return _Reading(source, text).sheet(members)


@dataclass(frozen=True, slots=True)
class _Key:
    """Where a key stands: line from 1, and the characters of its line."""

    line: int
    start: int
    end: int


class _Reading:
    """A sheet on its way."""

    def __init__(self, source: Source, text: str) -> None:
        self._source = source
        self._text = text
        self._faults: list[AqbError] = []
        self._headers = [match for match in _HEADER.finditer(text) if match["name"] in _VERBS]

    def sheet(self, members: dict[str, Any]) -> Sheet:
        """The sheet with all its entries."""
        checksum = members.pop("sha256", None)
        if checksum is not None and not (isinstance(checksum, str) and _SHA256.fullmatch(checksum)):
            self._fault("„sha256“ ist die Prüfsumme der Quelle: 64 Hexadezimalziffern.", self._key("sha256", 0).line)
        entries = []
        for name, tables in members.items():
            if name not in _VERBS or not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
                known = ", ".join(f"[[{verb.value}]]" for verb in Verb)
                self._fault(f"„{name}“ kennt diese Datei nicht: Möglich sind {known} und sha256.", self._line_of(name))
                continue
            for number, table in enumerate(tables):
                entries += self._entry(_VERBS[name], table, self._start(name, number))
        ordered = sorted(entries, key=lambda entry: (entry.line, entry.start))
        self._faults += self._twice(ordered)
        return Sheet(self._source, checksum, tuple(ordered), tuple(self._faults))

    def _entry(self, verb: Verb, table: dict[str, Any], start: int) -> list[Entry]:
        """The entry, or nothing when it has faults."""
        before = len(self._faults)
        line = self._text.count("\n", 0, start) + 1
        for name in sorted(table.keys() - _KEYS[verb]):
            known = ", ".join(sorted(_KEYS[verb]))
            self._fault(f"„{name}“ kennt [[{verb.value}]] nicht: Möglich sind {known}.", self._key(name, start).line)
        words = {name: self._words(name, table[name], start) for name in table if name in _KEYS[verb] - {"wann"}}
        needed = _NEEDED.get(verb) or (("angabe", "richtig") if "angabe" in table else ("massnahme", "art"))
        for name in (*needed, *_SAID_BY):
            if name not in table:
                self._fault(f"[[{verb.value}]] braucht „{name}“.", line)
        day = table.get("wann")
        if "wann" in table and (not isinstance(day, date) or isinstance(day, datetime)):
            self._fault("„wann“ ist ein Tag ohne Anführungszeichen, z. B. 2026-03-02.", self._key("wann", start).line)
        node, _, field = (words.get("angabe") or "measures").rpartition(" ")
        if len(self._faults) > before or not isinstance(day, date):
            return []
        said = words.get("gelesen") if verb is Verb.CONFIRM else words.get("richtig") or words.get("massnahme")
        confirmed = "gelesen" if verb is Verb.CONFIRM else "angabe"
        value = next((name for name in ("richtig", "massnahme") if name in words), confirmed)
        place = self._key(value, start)
        return [
            Entry(
                verb=verb,
                node=node.strip(),
                field=field,
                read=words.get("gelesen"),
                value=said,
                kind=words.get("art"),
                after=words.get("nach"),
                by=words["wer"],
                on=day,
                reason=words["warum"],
                reference=words.get("beleg"),
                line=line,
                value_line=place.line,
                start=place.start,
                end=place.end,
                quote=self._text[place.start : place.end],
            )
        ]

    def _words(self, name: str, value: object, start: int) -> str:
        """A value as words; 491.550 without quotes would be a fraction."""
        if isinstance(value, str) and value.strip() and value.isprintable():
            return " ".join(value.split())
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        message = f'„{name}“ muss Text in Anführungszeichen sein, in einer Zeile und nicht leer, z. B. "491.550".'
        self._fault(message, self._key(name, start).line)
        return ""

    def _twice(self, entries: list[Entry]) -> Iterator[AqbError]:
        seen: dict[tuple[object, ...], int] = {}
        for entry in entries:
            what = (entry.node, entry.field, entry.read, entry.value if entry.verb is Verb.ADD else None)
            if what in seen:
                message = f"„{entry.node} {entry.field}“ ist schon in Zeile {seen[what]} berichtigt."
                yield BadCorrection(message, Place(self._source.name, entry.line))
            seen.setdefault(what, entry.line)

    def _fault(self, message: str, line: int | None) -> None:
        self._faults.append(BadCorrection(message, Place(self._source.name, line)))

    def _start(self, name: str, number: int) -> int:
        """Where a table begins: the header of this name with this number; an inline table stands anywhere."""
        headers = [match.start() for match in self._headers if match["name"] == name]
        return headers[number] if number < len(headers) else 0

    def _key(self, name: str, start: int) -> _Key:
        """Where a key of the table that begins at `start` stands; the table itself if it cannot be found."""
        end = next((match.start() for match in self._headers if match.start() > start), len(self._text))
        found = re.compile(rf"^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*=[^\n]*", re.MULTILINE).search(
            self._text, start, end
        )
        span = found.span() if found else (start, max(self._text.find("\n", start), start + 1))
        words = self._text[slice(*span)]
        first = span[0] + len(words) - len(words.lstrip())
        return _Key(self._text.count("\n", 0, first) + 1, first, span[0] + len(words.rstrip()))

    def _line_of(self, name: str) -> int | None:
        found = re.search(rf"^[ \t\[]*[\"']?{re.escape(name)}\b", self._text, re.MULTILINE)
        return self._text.count("\n", 0, found.start()) + 1 if found else None
