"""The last automatic check of accessibility: what a run of axe wrote down, and how the declaration tells of it.

The run (docs/accessibility.py) writes `site/accessibility.json`, of the samples; who publishes can put one of the own
publication beside the own texts. No number is said that is not in the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from aqbgraph.errors import Place, WrongUse
from aqbgraph.publication.offers import Text
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from aqbgraph.publication.languages import Language

RECORD = "accessibility.json"


@dataclass(frozen=True, slots=True)
class Check:
    """A run: its day, the tool, the software whose pages it saw, the rules (tags of axe), and what it came to.

    `pages` were looked at in `schemes` (light, dark) and `widths` (CSS pixels) each. `publication` is the base IRI of
    the publication that was looked at, None for the samples.
    """

    checked: date
    tool: str
    version: str
    software: str
    rules: tuple[str, ...]
    pages: int
    schemes: tuple[str, ...]
    widths: tuple[int, ...]
    findings: int
    publication: str | None = None


def our_check() -> Check | None:
    """The check of the samples, None if there was none."""
    path = folder("site") / RECORD
    return read_check(path.read_text("utf-8"), RECORD) if path.is_file() else None


def read_check(text: str, name: str) -> Check:
    """A check from its record.

    Raises:
        WrongUse: it is no such record.
    """
    try:
        found: dict[str, Any] = json.loads(text)
        made = Check(
            checked=date.fromisoformat(found["checked"]),
            tool=str(found["tool"]),
            version=str(found["version"]),
            software=str(found["software"]),
            rules=tuple(map(str, found["rules"])),
            pages=int(found["pages"]),
            schemes=tuple(map(str, found["schemes"])),
            widths=tuple(map(int, found["widths"])),
            findings=int(found["findings"]),
            publication=found["publication"],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise WrongUse(
            "Das ist kein Protokoll einer Prüfung. Bitte mit docs/accessibility.py neu erzeugen oder weglassen.",
            Place(name),
        ) from error
    if made.pages < 1 or made.findings < 0 or not made.rules:
        raise WrongUse("Das Protokoll zählt keine Seiten oder nennt keine Regeln.", Place(name))
    return made


def as_record(check: Check) -> str:
    """The file."""
    members = {name: getattr(check, name) for name in Check.__slots__} | {"checked": check.checked.isoformat()}
    return json.dumps(members, ensure_ascii=False, indent=1) + "\n"


_NEVER = Text(
    "Eine automatische Prüfung ist nicht verzeichnet.",
    "No automatic check is on record.",
)
_TOLD = Text(
    "Am {day} wurden {pages} Seiten {whose}, jeweils in {views} Darstellungen (hell und dunkel, {widths} Pixel breit), "
    "mit {tool} {version} automatisch nach {rules} geprüft. {findings}",
    "On {day}, {pages} pages of {whose}, each in {views} views (light and dark, {widths} pixels wide), were checked "
    "automatically with {tool} {version} against {rules}. {findings}",
)
_SAMPLES = Text(
    "der Beispielveröffentlichung von aqbgraph {software}",
    "the sample publication of aqbgraph {software}",
)
_OWN = Text("dieser Veröffentlichung (aqbgraph {software})", "this publication (aqbgraph {software})")
_OTHER = Text(
    "der Veröffentlichung {publication} (aqbgraph {software})", "the publication {publication} (aqbgraph {software})"
)
_FINDINGS = {
    0: Text("Dabei gab es keine Befunde.", "There were no findings."),
    1: Text("Dabei gab es einen Befund.", "There was one finding."),
}
_MANY = Text("Dabei gab es {count} Befunde.", "There were {count} findings.")
_LIMITS = Text(
    "Eine automatische Prüfung findet nur einen Teil der Barrieren; sie ersetzt keine Prüfung durch Menschen.",
    "An automatic check finds only some of the barriers; it does not replace a check by people.",
)
_THEMED = Text(
    "Diese Veröffentlichung hat eine eigene Gestaltung, die dabei nicht zu sehen war.",
    "This publication has a design of its own, which was not part of the check.",
)
# Tags of axe by the rules they stand for, the widest first.
# https://www.deque.com/axe/core-documentation/api-documentation/#axecore-tags
_RULES = {"wcag22aa": "WCAG 2.2 A/AA", "wcag21aa": "WCAG 2.1 A/AA", "wcag2aa": "WCAG 2.0 A/AA"}


def told(check: Check | None, base_iri: str, language: Language, *, themed: bool) -> str:
    """What the declaration says of the check."""
    if check is None:
        return language.of(_NEVER)
    own = check.publication == base_iri
    whose = _OWN if own else _SAMPLES if check.publication is None else _OTHER
    findings = language.of(_FINDINGS.get(check.findings, _MANY)).format(count=check.findings)
    between = language.of(Text(" und ", " and "))
    said = language.of(_TOLD).format(
        day=format_date(check.checked, "long", locale=language.locale),
        pages=check.pages,
        whose=language.of(whose).format(software=check.software, publication=check.publication),
        views=len(check.schemes) * len(check.widths),
        widths=between.join(map(str, check.widths)),
        tool=check.tool,
        version=check.version,
        rules=next((name for tag, name in _RULES.items() if tag in check.rules), ", ".join(check.rules)),
        findings=findings,
    )
    return " ".join((said, language.of(_LIMITS), *([language.of(_THEMED)] if themed and not own else ())))
