"""The file of settings (TOML): who publishes, who answers questions, licence, how users name the publisher.

Each entry is a row of a table: what it may be, and what is said when it is something else. A mistyped entry is refused
and not passed over: portals would spread what the publisher never meant.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import Place, WrongUse, reason
from aqbgraph.publication.publisher.contributors import CONTRIBUTORS, contributor, nearest
from aqbgraph.publication.publisher.settings import (
    DEFAULT_LICENCE,
    LICENCES,
    ContactPoint,
    Notice,
    Publisher,
    Settings,
    is_address,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Json = dict[str, Any]

_TYPES = "http://purl.org/adms/publishertype/"
# https://joinup.ec.europa.eu/collection/semic-support-centre/solution/asset-description-metadata-schema-adms
PUBLISHER_TYPES = (
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "PrivateIndividual(s)",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
)

LARGEST = 1 << 16  # bytes
LONGEST = 500  # characters of a text
_EMAIL = re.compile(r"[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PATH = re.compile(r"/(?:[\w~-][\w.~-]*/)*", re.ASCII)
_DAY = re.compile(r"2\d{3}-\d\d-\d\d", re.ASCII)
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the file: what it is for, what it may be, an example; and what is made of its text, None if wrong.

    `near` are values that a wrong text may have meant, the nearest first.
    """

    purpose: str
    expected: str
    example: str
    made: Callable[[str], str | None]
    near: Callable[[str], tuple[str, ...]] | None = None


def _text(text: str) -> str | None:
    """One line of words."""
    plain = " ".join(text.split())
    return plain if plain and len(plain) <= LONGEST and plain.isprintable() else None


def _address(text: str) -> str | None:
    return text if is_address(text) else None


def _path(text: str) -> str | None:
    return text if _PATH.fullmatch(text) else None


def _email(text: str) -> str | None:
    return text if _EMAIL.fullmatch(text) else None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _type(text: str) -> str | None:
    return _TYPES + text.removeprefix(_TYPES) if text.removeprefix(_TYPES) in PUBLISHER_TYPES else None


def _licence(text: str) -> str | None:
    return text if text in LICENCES else None


_WORDS = f"ein Text in einer Zeile, höchstens {LONGEST} Zeichen"
_WEB = "eine Adresse, die mit http:// oder https:// beginnt"

# By table ("" for the entries before the first) and name.
ENTRIES: dict[str, dict[str, Entry]] = {
    "": {
        "licence": Entry("Lizenz der Daten", f"eine von: {', '.join(LICENCES)}", DEFAULT_LICENCE, _licence),
        "attribution": Entry(
            "wie Nutzer den Bereitsteller nennen sollen", _WORDS, "Land Musterland, Zielvereinbarungen", _text
        ),
        "notice": Entry("Hinweis über jeder Seite", _WORDS, "Entwurf: Diese Angaben gelten noch nicht.", _text),
        "notice_en": Entry("derselbe auf Englisch", _WORDS, "Draft: nothing of this holds yet.", _text),
        "path": Entry(
            "unter welchem Pfad die Seiten liegen, wenn die Basis-IRI ihn nicht nennt",
            "ein Pfad, der mit / beginnt und endet",
            "/aqb/",
            _path,
        ),
        "contributor": Entry(
            "wer bei GovData liefert",
            f"der letzte Teil einer IRI der Liste {CONTRIBUTORS}, oder die ganze",
            "hessen",
            contributor,
            nearest,
        ),
    },
    "publisher": {
        "name": Entry("Herausgeber", _WORDS, "Ministerium für Beispiele", _text),
        "homepage": Entry("Internetseite des Herausgebers", _WEB, "https://ministerium.example/", _address),
        "type": Entry(
            "was für eine Stelle er ist", f"eine von: {', '.join(PUBLISHER_TYPES)}", "RegionalAuthority", _type
        ),
    },
    "contact": {
        "name": Entry("Ansprechstelle", _WORDS, "Referat Beispiele", _text),
        "email": Entry("E-Mail-Adresse", "eine E-Mail-Adresse ohne „mailto:“", "beispiele@ministerium.example", _email),
        "url": Entry("Kontaktseite oder -formular", _WEB, "https://ministerium.example/kontakt", _address),
        "until": Entry("bis wann er in security.txt gilt", "ein Tag in der Form JJJJ-MM-TT", "2030-12-31", _day),
    },
}


def read_settings(path: Path, base_iri: str, licence: str | None = None) -> Settings:
    """The settings of a file; `licence` goes before what the file says.

    Raises:
        WrongUse: the file cannot be read, is not TOML, or an entry is unknown, missing or not what it may be.
    """
    text = _content(path)
    made = _checked(_parsed(text, path), _Told(path, text))
    terms, publisher, contact = (made.get(name, {}) for name in ("", "publisher", "contact"))
    if "notice_en" in terms and "notice" not in terms:
        raise _Told(path, text).fault("Zu „notice_en“ fehlt „notice“, der Hinweis auf Deutsch.", "", "notice_en")
    try:
        return Settings(
            base_iri,
            LICENCES[licence or terms.get("licence", DEFAULT_LICENCE)],
            publisher=Publisher(**publisher) if publisher else None,
            contact=ContactPoint(**contact) if contact else None,
            attribution=terms.get("attribution"),
            contributor=terms.get("contributor"),
            notice=Notice(terms["notice"], terms.get("notice_en")) if "notice" in terms else None,
            path=terms.get("path"),
        )
    except WrongUse as error:
        raise WrongUse(error.message, Place(str(path))) from error


@dataclass(frozen=True, slots=True)
class _Told:
    """Where in the file something is told, for its faults."""

    path: Path
    text: str

    def fault(self, message: str, table: str = "", name: str | None = None) -> WrongUse:
        return WrongUse(message, Place(str(self.path), self._line(table, name)))

    def _line(self, table: str, name: str | None) -> int | None:
        """The line of an entry or a table, as far as a line shows it: TOML knows other ways to write them."""
        current = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            if head := re.match(r"\s*\[\[?\s*[\"']?([^\]\"']+?)[\"']?\s*\]", line):
                current = head[1]
            found = re.match(rf"\s*[\"']?{re.escape(name or '')}[\"']?\s*=", line) if name else head
            if found and current == table:
                return number
        return None


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise WrongUse(f"Die Einstellungen sind nicht lesbar ({reason(error)}).", Place(str(path))) from error
    if len(content) > LARGEST:
        raise WrongUse(f"Die Einstellungen sind größer als {LARGEST} Bytes.", Place(str(path)))
    try:
        # A byte order mark, as editors of Windows write it, is no part of TOML.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse(
            "Die Einstellungen sind nicht in UTF-8 gespeichert. Bitte mit dieser Kodierung speichern.",
            Place(str(path), content[: error.start].count(b"\n") + 1),
        ) from error


def _parsed(text: str, path: Path) -> Json:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else max(1, len(text.splitlines()))
        raise WrongUse(
            f"Die Einstellungen sind kein gültiges TOML ({_AT.sub('', str(error))}). "
            'Erwartet werden Zeilen wie name = "Text" unter Überschriften wie [publisher].',
            Place(str(path), line),
        ) from error


def _checked(content: Mapping[str, Any], told: _Told) -> dict[str, dict[str, str]]:
    """What is made of each entry, by table and name."""
    made: dict[str, dict[str, str]] = {"": {}}
    for name, value in content.items():
        if name in ENTRIES and name:
            if not isinstance(value, dict):
                raise told.fault(f"„{name}“ ist ein Abschnitt: Erwartet wird [{name}] mit Zeilen darunter.", "", name)
            made[name] = {key: _made(name, key, item, told) for key, item in value.items()}
        else:
            made[""][name] = _made("", name, value, told)
    if "publisher" in made and "name" not in made["publisher"]:
        raise told.fault("Im Abschnitt [publisher] fehlt „name“: wie der Herausgeber heißt.", "publisher")
    if "contact" in made and not made["contact"].keys() & {"email", "url"}:
        raise told.fault("Im Abschnitt [contact] fehlt „email“ oder „url“: wohin Fragen gehen.", "contact")
    return made


def _made(table: str, name: str, value: Any, told: _Told) -> str:
    where = f" im Abschnitt [{table}]" if table else ""
    entry = ENTRIES[table].get(name)
    if entry is None:
        known = [*ENTRIES[table], *(() if table else (f"[{one}]" for one in ENTRIES if one))]
        near = get_close_matches(name, ENTRIES[table] if table else [*ENTRIES[table], *filter(None, ENTRIES)], 1)
        hint = f" Gemeint ist vielleicht „{near[0]}“." if near else ""
        message = f"Unbekannter Eintrag „{name}“{where} (möglich: {', '.join(known)}).{hint}"
        raise told.fault(message, *((table, name) if not isinstance(value, dict) or table else (name,)))
    made = entry.made(value) if isinstance(value, str) else None
    if made is None:
        nearby = entry.near(value) if entry.near and isinstance(value, str) else ()
        hint = f" Am nächsten kommen: {', '.join(nearby)}." if nearby else ""
        raise told.fault(
            f"„{name}“{where} ist nicht brauchbar: {_shown(value)}. Erwartet wird {entry.expected}, "
            f'zum Beispiel {name} = "{entry.example}".{hint}',
            table,
            name,
        )
    return made


def _shown(value: Any) -> str:
    shown = f"„{value}“" if isinstance(value, str) else f"{value!r} ist kein Text in Anführungszeichen"
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown)
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
