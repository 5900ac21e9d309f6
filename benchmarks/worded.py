"""A synthetic agreement in words: title page, Präambel, clauses, signatures, as blocks that any format can bear.

Until 2018 an agreement is about two budgets, as the originals are. Some sentences are worded anew from year to year, as
in the originals, for all places alike; some agreements have a sentence that no other has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from invented import invent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invented import Invented, Signing
    from places import Place

NOTE = "SYNTHETISCHES DOKUMENT – KEINE ZIELVEREINBARUNG, NUR FÜR MESSUNGEN"


class Block(NamedTuple):
    """`kind` is note, title, front, heading, clause, sub, paragraph, bold, type, item or lines; its lines of text."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Era:
    """What the agreements of some years have in common; `since` is the first of them."""

    since: int
    ministry: tuple[str, ...]
    short: str
    minister: str
    programmes: tuple[str, ...]


_AQB, _LABOUR, _TRAINING = "Ausbildungs- und Qualifizierungsbudget", "Arbeitsmarktbudget", "Ausbildungsbudget"
_NEW = ("Ministerium", "für Arbeit, Integration,", "Jugend und Soziales")
_MIDDLE = ("Ministerium", "für Soziales und Integration")
_OLD = ("Sozialministerium",)
_ERAS = (
    Era(2024, _NEW, "HMSI", "Staatsministerin", (_AQB,)),
    Era(2019, _MIDDLE, "HMSI", "Staatsministerin", (_AQB,)),
    Era(2015, _MIDDLE, "HMSI", "Staatsministerin", (_AQB, _LABOUR)),
    Era(2014, _MIDDLE, "HMSI", "Staatsministerin", (_TRAINING, _LABOUR)),
    Era(0, _OLD, "HSM", "Staatsministerin", (_TRAINING, _LABOUR)),
)
# Said in a year in one of these ways.
_FLEXIBLE = (
    "Der flexible Ansatz lässt den Kreisen und kreisfreien Städten Raum für eigene Angebote.",
    "Die Kreise und kreisfreien Städte gestalten ihre Angebote dabei in eigener Verantwortung.",
    "Was vor Ort gebraucht wird, entscheiden die Kreise und kreisfreien Städte.",
)
_PEOPLE = (
    "Auch Menschen mit familiensorgenden Tätigkeiten sollen einen vollen Berufsabschluss erreichen.",
    "Ein Berufsabschluss soll auch für Menschen mit familiensorgenden Tätigkeiten erreichbar sein.",
)
_SHORTAGE = (
    "Angesichts fehlender Fachkräfte sind solche Maßnahmen besonders wichtig.",
    "Die Betriebe brauchen diese Menschen, und diese Menschen brauchen die Betriebe.",
    "Ihre Integration dient auch den Betrieben.",
)
# Said by one place alone.
_OWN = (
    "Ergänzend berät eine Musterstelle in den Abendstunden.",
    "Für Musterteilnehmende stehen zwei Leihfahrräder bereit.",
    "Ein Musterbeirat trifft sich im ersten Quartal.",
)


# An agreement is about what its era says, or about one of these alone where that era has but one budget.
KINDS = ((), (_TRAINING,), (_LABOUR,))


@lru_cache(maxsize=512)
def era(year: int, kind: int = 0) -> Era | None:
    """The era of a year; None where no agreement is of this kind beside those of the era."""
    found = next(row for row in _ERAS if year >= row.since)
    if not kind:
        return found
    return replace(found, programmes=KINDS[kind]) if len(found.programmes) == 1 else None


def worded(place: Place, year: int, seed: int, kind: int = 0) -> list[Block]:
    """The blocks of an agreement in their order, the mark first.

    Raises:
        ValueError: the year has no agreements of this kind.
    """
    of = era(year, kind)
    if of is None:
        raise ValueError(f"no agreement of kind {kind} in {year}")
    said = invent(place, year, of.programmes, of.minister, seed)
    chance = Random(f"{seed}-{place.key}-{year}-words")  # not for secrets
    return [Block("note", (NOTE,)), *_front(said, of), *_clauses(said, of, seed, chance), *_signatures(said, of)]


def _ministry(of: Era, first: str = "Hessische") -> str:
    return f"{first} {' '.join(of.ministry)}"


def _front(said: Invented, of: Era) -> Iterator[Block]:
    yield Block("title", ("Zielvereinbarung",))
    budgets = " und des ".join(f"{name}s" for name in of.programmes)
    for line in (
        str(said.year),
        "zwischen",
        f"dem {_ministry(of, 'Hessischen')}",
        f"und {said.place.dative}",
        f"zur Umsetzung des hessischen {budgets}",
    ):
        yield Block("front", (line,))


def _clauses(said: Invented, of: Era, seed: int, chance: Random) -> Iterator[Block]:
    place, year = said.place, said.year
    words = Random(f"{seed}-{year}-words")  # the same for all places
    alliance = (max(year, 2008) - (year - 2008) % 5, max(year, 2008) - (year - 2008) % 5 + 4)
    yield Block("heading", ("Präambel",))
    yield _paragraph(
        f"Das {_ministry(of)} ({of.short}) gibt den Kreisen und kreisfreien Städten Spielraum und vereinbart dafür "
        "Ziele mit ihnen. Maßstab sind die landespolitischen Zielsetzungen der Arbeitsmarktpolitik, das „Bündnis für "
        f"Ausbildung für die Jahre {alliance[0]} bis {alliance[1]}“, das Fachkonzept „Arbeitswelt Hessen“ des "
        f"{of.short} und die Leitgedanken der regionalen Arbeitsmarkt- und Ausbildungsstrategie {place.genitive}. Alle "
        "Maßnahmen sind genderadäquat, ohne Altersbegrenzungen und inklusiv gedacht; die "
        "UN-Behindertenrechtskonvention gilt für sie."
    )
    yield from _goals(said, of, words)
    yield from _duties(said, of, words)
    yield from _money(said, of)
    yield from _projects(said, chance)
    yield from _ending(said, of)


def _paragraph(text: str) -> Block:
    return Block("paragraph", (text,))


def _goals(said: Invented, of: Era, words: Random) -> Iterator[Block]:
    yield Block("clause", ("§ 1", of.programmes[0] if len(of.programmes) == 1 else "Ziele des Landes"))
    if len(of.programmes) == 1:
        yield Block("sub", ("Ziele des Landes",))
    for name in of.programmes:
        yield _paragraph(
            f"Das {of.short} verfolgt mit dem {name} {said.year} das Ziel, benachteiligte Menschen auf dem Weg in "
            f"Ausbildung und Arbeit zu stärken. {words.choice(_FLEXIBLE)}"
        )
    yield _paragraph(
        "Das Land setzt auf einen rechtskreisübergreifenden Förderansatz. Dazu wirken die Rechtskreise SGB II, III, "
        "VIII, XII und AsylbLG zusammen, und alle Zielgruppen sind gemeint – inklusive der sog. Stillen Reserve."
    )
    yield _paragraph(
        f"{words.choice(_PEOPLE)} Darum gibt es eigene Mittel für Maßnahmen zur Ermöglichung von Teilzeitausbildungen."
    )


def _duties(said: Invented, of: Era, words: Random) -> Iterator[Block]:
    place = said.place
    yield Block("clause", ("§ 2", "Verpflichtungen der Vereinbarungspartner"))
    yield _paragraph(
        f"Das {_ministry(of)} und {place.nominative} nutzen die ihnen zur Verfügung stehenden Kompetenzen für die "
        "Ziele aus § 5. Über die Mittel wird nach der mit den OloV-Steuerungsgruppen abgestimmten regionalen "
        f"Ausbildungs- und Arbeitsmarktstrategie entschieden, die {place.nominative} fortschreibt."
    )
    yield _paragraph(
        f"Im Jahr {said.year} werden Landesmittel für spezifische Angebote zur Integration von Menschen mit "
        "Migrationshintergrund zur Verfügung gestellt."
    )
    yield Block("clause", ("§ 3", "Umsetzung der UN-Behindertenrechtskonvention"))
    yield _paragraph(
        f"Arbeit ist für das {of.short} ein Schlüssel zur Teilhabe von Menschen mit Behinderungen. "
        f"{words.choice(_SHORTAGE)}"
    )


def _money(said: Invented, of: Era) -> Iterator[Block]:
    yield Block("clause", ("§ 4", "Haushaltsmittel und Eckdaten"))
    start = f"Das {of.short} stellt {said.place.dative} im Jahr {said.year} Haushaltsmittel in Höhe von"
    shown = [(name, f"{amount:,}".replace(",", ".") + " Euro") for name, amount in said.amounts.items()]
    if len(shown) == 1:
        yield _paragraph(f"{start} insgesamt")
        yield Block("bold", (shown[0][1],))
        yield _paragraph(f"aus dem {shown[0][0]} {said.year} zur Verfügung.")
    else:
        (one, first), (other, second) = shown
        yield _paragraph(f"{start} {first} aus dem {one} und in Höhe von {second} aus dem {other} zur Verfügung.")


def _projects(said: Invented, chance: Random) -> Iterator[Block]:
    place = said.place
    budgets = " und des ".join(f"{name}s {said.year}" for name in said.amounts)
    yield Block("clause", ("§ 5", f"Ziele für die Umsetzung {place.genitive}"))
    yield _paragraph(f"{place.subject} finanziert mit den Mitteln des {budgets} diese Projekte:")
    for number, (label, names) in enumerate(said.measures, start=1):
        yield Block("type", (f"{number}. {label}",))
        for name in names:
            yield Block("item", (name,))
    yield _paragraph(
        f"Gefördert wird nach dem – auf Antrag {place.genitive} vom Regierungspräsidium Kassel erlassenen – Bescheid."
    )
    if chance.random() < 0.1:
        yield _paragraph(chance.choice(_OWN))


def _ending(said: Invented, of: Era) -> Iterator[Block]:
    place = said.place
    yield Block("clause", ("§ 6", "Zielsteuerung"))
    yield _paragraph(
        f"{place.subject} und das {of.short} tauschen sich über das Budget aus. Im Lauf des Budgets {said.year} gibt "
        "es eine Umsetzungsbesprechung im Herbst."
    )
    yield _paragraph("Unterjährige Abweichungen von § 4 zählen bei der Bewertung mit.")
    yield Block("clause", ("§ 7", "Kontinuierlicher Verbesserungsprozess"))
    yield _paragraph(
        f"{place.subject} beteiligt sich an Umfragen und Tagungen des {of.short}, um aus guter Praxis zu lernen."
    )
    yield _paragraph(
        f"Die Zielvereinbarungen werden auf dem Internetportal des {of.short} „Arbeitswelt Hessen“ veröffentlicht."
    )


def _signatures(said: Invented, of: Era) -> Iterator[Block]:
    first = f"Hessisches {of.ministry[0]}"
    yield from _signature(said.state, (first, *of.ministry[1:]))
    article, noun, name = said.place.genitive.split(" ", 2)
    yield from _signature(said.local, (f"{article} {noun}", name))


def _signature(signing: Signing, owner: tuple[str, ...]) -> Iterator[Block]:
    day = f" {signing.day.day}. {signing.day.month}. {signing.day.year}" if signing.day else ""
    yield Block("lines", (f"{signing.place}, den{day}",))
    yield Block("lines", (signing.name,))
    yield Block("lines", (signing.name, signing.office, *owner))
