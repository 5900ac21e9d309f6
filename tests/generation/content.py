"""What an invented agreement says, before anybody words it: drawn from the scheme by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.generation import scheme

if TYPE_CHECKING:
    from random import Random

    from tests.generation.scheme import Local, Ministry


@dataclass(frozen=True, slots=True)
class Era:
    """The years of a form of agreement, and the programmes it is about."""

    name: str
    years: tuple[int, ...]
    programmes: tuple[str, ...]


AQB, LABOUR, TRAINING = "aqb", "arbeitsmarktbudget", "ausbildungsbudget"
ERAS = {
    era.name: era
    for era in (
        Era("2024-2025", (2024, 2025), (AQB,)),
        Era("2019-2023", tuple(range(2019, 2024)), (AQB,)),
        Era("2018", (2018,), (AQB, LABOUR)),
        Era("2011-2014", tuple(range(2011, 2015)), (TRAINING, LABOUR)),
    )
}


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature: place and day, either of which may be left open, the person and the office."""

    place: str
    day: date | None
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that an agreement says. `measures` has a tuple of names for each type that is mentioned, in order."""

    era: Era
    year: int
    local: Local
    ministry: Ministry
    amounts: tuple[tuple[str, Decimal], ...]
    measures: tuple[tuple[str, tuple[str, ...]], ...]
    state_signing: Signing
    local_signing: Signing
    alliance: tuple[int, int] | None
    frameworks: tuple[str, ...]
    legal_codes: tuple[str, ...]
    target_groups: tuple[str, ...]


PARTIES = ("any", "district", "city", "same name")
_SAME_NAME = frozenset(
    {"kassel-stadt", "kassel-landkreis", "offenbach-stadt", "offenbach-landkreis", "darmstadt", "darmstadt-dieburg"}
)
FRAMEWORKS = ("labour-market-policy", "arbeitswelt-hessen", "regional-strategy", "un-crpd")
LEGAL_CODES = ("sgb-ii", "sgb-iii", "sgb-viii", "sgb-xii", "asylblg")
TARGET_GROUPS = (
    "disadvantaged-people",
    "local-authority-staff",
    "people-with-care-duties",
    "people-with-migration-background",
    "silent-reserve",
)
_TITLES = ("", "", "", "Dr. ", "Prof. Dr. ", "Dr. h. c. ")
_WOMEN = ("Anna", "Änne", "Katharina", "Marie-Luise", "Özlem", "Ursula")
_MEN = ("Frank", "Götz", "Jan-Peter", "Ömer", "Thorsten", "Ulrich")
_FAMILIES = ("Muster", "Beispiel-Weber", "von Großfeld", "Löwe", "Schäfer", "O'Neill", "zu Hohenstein", "Kühn")
_FIRST = (
    "Werkstatt",
    "Lotsen",
    "Brücke",
    "Kompass",
    "Chance",
    "Labor",
    "Forum",
    "Netzwerk",
    "MInA",
    "BASS",
    "DREIplus",
)
_SECOND = ("Pflege", "Handwerk", "Sprache", "Digital", "Logistik", "Küche", "Büro", "Metall", "Garten", "Grüner Daumen")
_WHOLE = (
    "Let's work",
    "Beratung on Tour",
    "Übergangsmanagement",
    "Student*innen lernen Verwaltung",
    "Pflege & Betreuung",
    "Praxis 4.0 – Lernen am Werkstück",
    "Beratung, Unterstützung und Aktivierung im SGB XII und AsylbLG",
    'Junge Mütter ("JuMü")',
    "Jugendwerkstatt / Produktionsschule Süd",
    "Teilzeitausbildung (TZA) für Alleinerziehende",
    "Begleitung nach § 16i SGB II",
    "U25: Erst lernen, dann verdienen",
    "Sprint+ für 20 Teilnehmende",
)


def draw(chance: Random, era: Era, parties: str = "any", round_to: int = 50) -> Content:
    """An agreement of an era; `parties` is one of PARTIES, `round_to` what its amounts are multiples of."""
    year = chance.choice(era.years)
    local = chance.choice([one for one in scheme.locals_of(year) if _fits(one, parties)])
    ministry = scheme.ministry(year)
    start = max(year - chance.randrange(5), 2011)
    return Content(
        era=era,
        year=year,
        local=local,
        ministry=ministry,
        amounts=_amounts(chance, era, round_to),
        measures=_measures(chance, year, len(era.programmes)),
        state_signing=Signing("Wiesbaden", _day(chance, year), ministry.minister, ministry.office),
        local_signing=_local_signing(chance, local, year),
        alliance=(start, start + 4) if chance.random() < 0.7 else None,
        frameworks=_some(chance, FRAMEWORKS, 1),
        legal_codes=_some(chance, LEGAL_CODES, 2),
        target_groups=_some(chance, TARGET_GROUPS, 1),
    )


def _fits(local: Local, parties: str) -> bool:
    if parties == "same name":
        return local.key in _SAME_NAME
    return parties == "any" or local.city is (parties == "city")


def _amounts(chance: Random, era: Era, round_to: int) -> tuple[tuple[str, Decimal], ...]:
    """Different amounts, so that one taken for the other is seen."""
    lowest, highest = -(-100_000 // round_to), 1_900_000 // round_to
    drawn = chance.sample(range(lowest, highest), len(era.programmes))
    return tuple((key, Decimal(number * round_to)) for key, number in zip(era.programmes, drawn, strict=True))


def _measures(chance: Random, year: int, budgets: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Types in order; none is left out between two, as a hole can be a lost heading."""
    types = [kind.notation for kind in scheme.measure_types()]
    names = iter(_names(chance, year))
    counts = [chance.choice((0, 1, 1, 2, 3, 4)) for _ in types]
    counts[0], counts[-1] = max(counts[0], 1), max(counts[-1], budgets - 1)
    return tuple(
        (notation, tuple(next(names) for _ in range(count))) for notation, count in zip(types, counts, strict=True)
    )


def _names(chance: Random, year: int) -> list[str]:
    made = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    drawn = [_decorated(chance, name, year) for name in chance.sample(made, 12)]
    drawn += chance.sample(_WHOLE, 6)
    chance.shuffle(drawn)
    return drawn


def _decorated(chance: Random, name: str, year: int) -> str:
    first, _, second = name.partition(" ")
    return chance.choice(
        (
            name,
            f"{name} {year}",
            f"{name} {chance.choice(('I', 'II', 'III'))}",
            f"{first} - {second} - Leben und Lernen vor Ort",
            f"{first}-{second}",
            f"„{name}“",
            f'"{name}"',
            f"{name} (für Geflüchtete)",
            f"{first}: {second} für alle",
        )
    )


def _day(chance: Random, year: int) -> date | None:
    return None if chance.random() < 0.2 else date(year, 1, 1) + timedelta(days=chance.randrange(365))


def _local_signing(chance: Random, local: Local, year: int) -> Signing:
    office = chance.choice(scheme.local_offices(local.city))
    given = chance.choice(_WOMEN if scheme.is_feminine(office) else _MEN)
    name = f"{chance.choice(_TITLES)}{given} {chance.choice(_FAMILIES)}"
    return Signing(local.seat, _day(chance, year), name, office)


def _some(chance: Random, values: tuple[str, ...], least: int) -> tuple[str, ...]:
    """At least so many of the values, in their order."""
    picked = set(chance.sample(values, chance.randint(least, len(values))))
    return tuple(value for value in values if value in picked)
