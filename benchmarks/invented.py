"""What a synthetic agreement says: money, projects and people, drawn by chance and the same for the same seed.

The mark "(Muster)" stands in the name of every project and a name like it in that of everybody who signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from places import Place

# A project bears one of each, no two of a place the same first two: so different are real ones, too.
WHATS = (
    *("Werkstatt", "Lotsendienst", "Brückenkurs", "Coaching", "Berufsorientierung", "Erprobung", "Sprachförderung"),
    *("Fahrradküche", "Nachqualifizierung", "Assistierte Ausbildung", "Mentoring", "Jugendberufshilfe", "Praxislabor"),
)
FIELDS = (
    *("Pflege", "Handwerk", "Lagerlogistik", "Gartenbau", "Gastgewerbe", "Büro und Verwaltung", "Metall", "Kita"),
    *("Holztechnik", "Einzelhandel", "Umzug und Transport", "Textil", "IT-Grundlagen", "Hauswirtschaft"),
)
WHOM = (
    *("Alleinerziehende", "Geflüchtete", "Ältere", "Jugendliche ohne Abschluss", "Wiedereinstieg"),
    "Langzeitarbeitslose",
)
# So many projects a place has for each type, of which some are in an agreement: most come again the next year.
PROJECTS = 5
_WOMEN = ("Synthia", "Änne", "Katharina", "Marie-Luise", "Özlem", "Ursula")
_MEN = ("Synthus", "Götz", "Jan-Peter", "Ömer", "Thorsten", "Ulrich")
_FAMILIES = ("Muster", "Beispiel", "Mustermann", "Muster-Weber", "Beispiel-Schäfer", "Musterkühn")
_OFFICES = {
    (False, False): "Landrat",
    (False, True): "Landrätin",
    (True, False): "Oberbürgermeister",
    (True, True): "Oberbürgermeisterin",
}


@dataclass(frozen=True, slots=True)
class Signing:
    """Where and when somebody signs, None where no day is written, with name and office."""

    place: str
    day: date | None
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Invented:
    """An agreement before it is worded: amounts in euro by programme, names of projects by label of their type."""

    place: Place
    year: int
    amounts: dict[str, int]
    measures: tuple[tuple[str, tuple[str, ...]], ...]
    state: Signing
    local: Signing


def invent(place: Place, year: int, programmes: tuple[str, ...], minister: str, seed: int) -> Invented:
    """What the agreement of a place for a year says."""
    chance = Random(f"{seed}-{place.key}-{year}-{' '.join(programmes)}")  # not for secrets
    amounts = dict(zip(programmes, chance.sample(range(200_000, 1_900_000, 50), len(programmes)), strict=True))
    signed = date(year, 7, 1) + timedelta(days=chance.randrange(60))
    later = signed + timedelta(days=chance.randrange(1, 30))
    first = Signing("Wiesbaden", signed if chance.random() < 0.9 else None, "Synthia Muster", minister)
    return Invented(
        place, year, amounts, tuple(_measures(place, year, chance, seed)), first, _local(place, year, later, seed)
    )


def _local(place: Place, year: int, day: date, seed: int) -> Signing:
    """Who signs stays for some years."""
    chance = Random(f"{seed}-{place.key}-term-{year // 6}")
    woman = chance.random() < 0.5
    name = f"{chance.choice(_WOMEN if woman else _MEN)} {chance.choice(_FAMILIES)}"
    return Signing(place.seat, day, name, _OFFICES[place.city, woman])


@lru_cache(maxsize=1024)
def _projects(place: Place, seed: int) -> list[str]:
    """The projects of a place, whatever the year; most bear its name."""
    chance = Random(f"{seed}-{place.key}")
    names = [f"{what} {field}" for what in WHATS for field in FIELDS]
    return [_project(name, place, chance) for name in chance.sample(names, 4 * PROJECTS)]


def _project(name: str, place: Place, chance: Random) -> str:
    town = f" {place.seat.partition(' (')[0]}" if chance.random() < 0.9 else ""
    return f"{name}{town} für {chance.choice(WHOM)} (Muster)"


@lru_cache(maxsize=1)
def _types() -> tuple[str, ...]:
    return tuple(entry.label for entry in vocabulary().concepts("measure-types"))


def _measures(place: Place, year: int, chance: Random, seed: int) -> list[tuple[str, tuple[str, ...]]]:
    """Projects under all four types, some with the year; the second is sometimes named without any."""
    known = _projects(place, seed)
    found = []
    for number, label in enumerate(_types()):
        count = chance.choice((1, 2, 3, 3, 4, 5)) if number != 1 or chance.random() < 0.8 else 0
        names = chance.sample(known[number * PROJECTS : (number + 1) * PROJECTS], count)
        found.append((label, tuple(f"{name} {year}" if chance.random() < 0.3 else name for name in names)))
    return found
