"""Whether the facts of a document make an agreement: all that every agreement has is there, and only once."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, cast

from aqbgraph.correction import CORRECTED
from aqbgraph.document import Kind
from aqbgraph.errors import (
    AqbError,
    BadValue,
    Conflict,
    Incomplete,
    Place,
    UnknownHeading,
    UnknownLayout,
    UnknownParty,
)
from aqbgraph.extraction.assembling.annexes import annexes_of
from aqbgraph.extraction.budgets.budgets import label_of, programmes
from aqbgraph.extraction.finding import primary, rule_name
from aqbgraph.extraction.measures.fillers import says_none
from aqbgraph.extraction.outlining.outline import CLOSING
from aqbgraph.extraction.outlining.titles import is_title
from aqbgraph.extraction.signatures.openings import openings
from aqbgraph.extraction.telling import whereabouts
from aqbgraph.extraction.values.readings import shown
from aqbgraph.extraction.wording.wording import line_number
from aqbgraph.identifiers import TERMS
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.forms.rules import Layout
    from aqbgraph.extraction.measures.listed import Listing
    from aqbgraph.extraction.outlining.outline import Outline
    from aqbgraph.extraction.outlining.parts import Part
    from aqbgraph.extraction.wording.accounting import Unread

_DAY = re.compile(r"\d{1,2}\. ?(?:\d{1,2}\.|[A-ZÄ][a-zä]+) ?\d{2,4}")
# What every agreement says, in the clerk's words, with an example of how.
REQUIRED = {
    "year": "Das Jahr fehlt (erwartet unter dem Titel, z. B. „2025“).",
    "stateParty": "Das Ministerium fehlt (erwartet nach „zwischen“).",
    "localParty": "Der Landkreis oder die Stadt fehlt (erwartet z. B. „und dem Landkreis Odenwaldkreis“).",
    "programme": "Das Programm fehlt (erwartet z. B. „zur Umsetzung des … Ausbildungs- und Qualifizierungsbudgets“).",
    "amount": "Der Betrag fehlt (erwartet in § 4, z. B. „491.550 Euro“).",
}
# What has been told when a value was found and could not be read.
_UNREADABLE: dict[str, type[AqbError]] = {"stateParty": UnknownParty, "localParty": UnknownParty, "amount": BadValue}
SINGLE = ("year", "stateParty", "localParty", "issuingAuthority")
_GERMAN = {
    "year": "Jahre",
    "stateParty": "Ministerien",
    "localParty": "Gebietskörperschaften",
    "amount": "Beträge",
    "issuingAuthority": "Bewilligungsstellen",
}


def no_agreement(document: Document) -> Iterator[AqbError]:
    """What is said of a document that is none."""
    message = "Keine Zielvereinbarung erkannt: Titel und Paragrafen fehlen. Gehört die Datei in diesen Ordner?"
    if document.source.name.lower().endswith(".csv"):
        message = (
            "Keine Liste berichteter Beträge: Die erste Zeile nennt nicht die Spalten, etwa region_ags, region, year, "
            "amount_eur (docs/publish.md)."
        )
    yield UnknownLayout(message, Place(document.source.name, 1))


def conflicts(document: Document, facts: Sequence[Fact]) -> Iterator[AqbError]:
    """Fields for which two places say different things; each budget has an amount of its own."""
    said: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.name in _GERMAN:
            said[fact.name, fact.node].append(fact)
    amounts = sorted(node for name, node in said if name == "amount")
    for name, node in (*((name, "") for name in SINGLE), *(("amount", node) for node in amounts)):
        found = said.get((name, node), [])
        if len(found) < 2:
            continue
        different = {str(fact.value): fact for fact in reversed(found)}
        if len(different) > 1:
            ordered = sorted(different.values(), key=lambda fact: (_line(document, fact), fact.read))
            places = (whereabouts(document, _line(document, fact)) for fact in ordered)
            each = "; ".join(f"{place}: {_said(fact.value)}" for place, fact in zip(places, ordered, strict=True))
            message = f"Verschiedene {_GERMAN[name]} in einem Dokument ({each}). Bitte die Quelle prüfen."
            yield Conflict(message, Place(document.source.name, _line(document, ordered[-1])))


def foreign_money(document: Document, facts: Sequence[Fact]) -> Iterator[AqbError]:
    """Money from a budget that the front does not name."""
    named = {fact.value for fact in facts if fact.name == "programme"}
    for fact in facts:
        if fact.name == "fundedFrom" and named and fact.value not in named:
            message = (
                f"Das Geld kommt hier aus einem Budget, das der Titel nicht nennt: „{' '.join(fact.words.split())}“."
            )
            yield Conflict(message, Place(document.source.name, fact.line))


def _said(value: object) -> str:
    """Parties by their names, not their keys."""
    return shown(value) if isinstance(value, str) else str(value)


def _line(document: Document, fact: Fact) -> int:
    """The line of the value itself, where its sentence runs over several; that of a sheet is the sheet's."""
    return fact.line if fact.rule == CORRECTED else line_number(document, fact.read[1] - 1)


def gaps(
    document: Document, layout: Layout, outline: Outline, facts: Sequence[Fact], told: Iterable[AqbError]
) -> Iterator[AqbError]:
    """What every agreement has and this one lacks, unless the cause is `told` already."""
    kinds = {type(fault) for fault in told}
    found_parts = {part.key for part in outline.parts}
    for name, message in REQUIRED.items():
        found = primary(facts, name)
        if found is None and _UNREADABLE.get(name) in kinds:
            continue
        # An amount elsewhere than in its clause may be any amount.
        if found is None or (name == "amount" and found.rule not in (rule_name(layout.money, name), CORRECTED)):
            part = outline.part(layout.money if name == "amount" else "front")
            yield Incomplete(message, Place(document.source.name, _first_line(part)))
        elif name == "amount" and not kinds & {BadValue, Conflict, Incomplete}:
            yield from _without_amount(document, facts, _first_line(outline.part(layout.money)))
    for section in layout.sections:
        if section.number is not None and section.key not in found_parts:
            message = f"§ {section.number} fehlt: weder Paragraf noch Überschrift noch bekannter Wortlaut gefunden."
            yield Incomplete(message, Place(document.source.name))
    year = primary(facts, "year")
    if year is not None and year.value not in layout.years:
        message = f"Für das Jahr {year.value} gibt es kein Layout (docs/add-a-layout.md)."
        yield UnknownLayout(message, Place(document.source.name, year.line))


def _without_amount(document: Document, facts: Sequence[Fact], line: int | None) -> Iterator[Incomplete]:
    """Budgets that no amount is for, where others have one."""
    served = {fact.node for fact in facts if fact.name == "amount"}
    for key in programmes(facts):
        if f"budget-{key}" not in served:
            yield Incomplete(f"Der Betrag für „{label_of(key)}“ fehlt.", Place(document.source.name, line))


def cut_off(document: Document, layout: Layout, outline: Outline) -> Iterator[AqbError]:
    """A document of an open layout that ends with its list: nothing else shows what of it was lost."""
    found = [part for part in outline.parts if part.lines or part.headings]
    if layout.open and found and found[-1].key == layout.measures:
        message = "Das Dokument endet in der Liste der Projekte: Ging der Schluss verloren (erwartet: Unterschriften)?"
        yield Incomplete(message, Place(document.source.name, found[-1].lines[-1].number if found[-1].lines else None))


def unread_days(document: Document, outline: Outline, unread: Iterable[Unread]) -> Iterator[AqbError]:
    """A day below the clauses that nobody read: what stands around it may be somebody else's signature."""
    closing = {line.number for line in outline.part(CLOSING).lines}
    for passage in unread:
        if passage.line in closing and not passage.left and (match := _DAY.search(passage.quote)):
            yield BadValue(
                _of_nobody(passage.quote, match[0]),
                Place(document.source.name, passage.line, passage.start, passage.end),
            )


def _of_nobody(words: str, day: str) -> str:
    """What is said of a day: it has another form, or what stands below it is no signature."""
    if any(one.place for one in openings(" ".join(words.split()))):
        return (
            f"Zu „{day}“ ist keine Unterschrift zu erkennen: Darunter fehlt ein Amt oder die Partei, oder das Amt "
            "steht nicht in ontology/offices.ttl. Ging eine Zeile verloren?"
        )
    return f"Der Tag „{day}“ ist hier keiner Unterschrift zuzuordnen (erwartet z. B. „Erbach, den 11.08.2025“)."


def unread_headings(document: Document, unread: Iterable[Unread], told: Iterable[AqbError]) -> Iterator[AqbError]:
    """A heading that was not understood: what stands below it may have been filed under the wrong one.

    An open layout has clauses of any heading; there only the list of measures must leave none.
    """
    refused = {fault.place.line for fault in told if fault.place}
    untold = {passage.line for passage in unread} - refused
    found = [line for line in document.lines if line.number in untold and line.kind is Kind.HEADING]
    annexes = set(annexes_of(document)) if found else set()
    for line in found:
        if not is_title(line.text) and line.number not in annexes:
            message = f"Die Überschrift „{line.text}“ kennt kein Layout."
            yield UnknownHeading(message, Place(document.source.name, line.number))


def too_early(document: Document, facts: Sequence[Fact]) -> Iterator[AqbError]:
    """A party that could not yet sign in this year: Hanau is district-free since 2026."""
    party, year = primary(facts, "localParty"), primary(facts, "year")
    if party is None or year is None:
        return
    entry = next(entry for entry in vocabulary().instances("LocalParty") if entry.key == party.value)
    since = vocabulary().text(entry.iri, TERMS + "partySince")
    if since is not None and cast("int", year.value) < int(since):
        message = f"{entry.label} ist erst seit {since} selbst Partei, die Vereinbarung nennt das Jahr {year.value}."
        yield Conflict(message, Place(document.source.name, party.line))


def _first_line(part: Part) -> int | None:
    lines = (*part.headings, *part.lines)
    return lines[0].number if lines else None


def no_measures(document: Document, outline: Outline, layout: Layout, listing: Listing) -> Iterator[AqbError]:
    """§ 5 without any measure type, or with types alone: that there is no project at all must be said."""
    said = any(says_none(line.text) for heading in listing.headings for line in heading.lines)
    if listing.headings and not (listing.measures or listing.untyped or said):
        message = (
            f"§ {layout.measures} nennt Maßnahmenarten, aber kein Projekt: Stehen die Projekte daneben oder auf einer "
            "anderen Seite?"
        )
        yield Incomplete(message, Place(document.source.name, listing.headings[0].lines[0].number))
    if not listing.headings:
        part = outline.part(layout.measures)
        message = f"§ {layout.measures} nennt keine Maßnahmenart (erwartet z. B. „1. Ausbildungsvorbereitung“)."
        yield Incomplete(message, Place(document.source.name, _first_line(part)))
