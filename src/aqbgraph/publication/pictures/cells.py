"""What tables and notes of several pictures say alike: a place with its page, a year, money per head and since when."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.identifiers import party_path, year_path
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.picture import Cell, Note
from aqbgraph.publication.frame.rendering import euro, long_date, number
from aqbgraph.publication.names import party_label
from aqbgraph.publication.pictures.population import per_head, population

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from aqbgraph.publication.corpus.summary import AgreementSummary
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.pictures.population import Population
    from aqbgraph.publication.publisher.settings import Settings


def by_party(agreements: Iterable[AgreementSummary]) -> dict[str, Decimal]:
    """The money of each district or city, in euro."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in agreements:
        sums[row.party] += row.amount
    return dict(sums)


def rounded(agreements: Iterable[AgreementSummary]) -> frozenset[str]:
    """The districts and cities whose money the source tells in round figures."""
    return frozenset(row.party for row in agreements if row.approximate)


def is_foreign(settings: Settings) -> bool:
    """Whether German words are those of another language on this page."""
    return not settings.language.is_source


def party_cell(settings: Settings, here: str, party: str) -> Cell:
    """A district or city with the way to its page."""
    return Cell(party_label(party), href=href(here, party_path(party)), german=is_foreign(settings))


def year_cell(here: str, year: int, *, known: bool = True) -> Cell:
    """A year, with the way to its page where there is one."""
    return Cell(year, href=href(here, year_path(year)) if known else None)


def head_cell(settings: Settings, party: str, year: int, amount: Decimal | None, *, approximate: bool = False) -> Cell:
    """Money per head, or why it cannot be told."""
    if amount is None:
        return Cell(None, missing="–")
    counted = population(party, year)
    if counted is None:
        return Cell(None, missing=settings.language.say("Einwohnerzahl nicht bekannt"))
    return Cell(per_head(amount, counted), approximate=approximate)


def money(settings: Settings, amount: Decimal, *, approximate: bool) -> str:
    """An amount in a sentence."""
    text = euro(amount, settings.language)
    return settings.language.say("rund {amount}", amount=text) if approximate else text


def coverage(language: Language, parties: Mapping[int, Collection[str]]) -> str | None:
    """How many agreements sums of several years are of; None where those are of the same places every year.

    Sums of ever other places say nothing of more or less.
    """
    if len({frozenset(found) for found in parties.values()}) == 1:
        return None
    fewest, most = (bound(map(len, parties.values())) for bound in (min, max))
    if fewest == most:
        return language.say(
            "Summe der Vereinbarungen, die hier vorliegen: je Jahr {count}, von verschiedenen Orten.",
            count=number(most, language),
        )
    return language.say(
        "Summe der Vereinbarungen, die hier vorliegen: je Jahr {fewest} bis {most}.",
        fewest=number(fewest, language),
        most=number(most, language),
    )


def counting_days(parties: Iterable[str], year: int) -> tuple[date, ...]:
    """On which days the people of these were counted."""
    counted = (population(party, year) for party in parties)
    return tuple(sorted({found.counted_on for found in counted if found is not None}))


def population_notes(settings: Settings, parties: Iterable[str], year: int) -> tuple[Note, ...]:
    """On which days the people were counted, and by whom."""
    counted: dict[Population, None] = {}
    for party in parties:
        if (found := population(party, year)) is not None:
            counted[found] = None
    days = dict.fromkeys((found.counted_on, found.source) for found in counted)
    return tuple(
        Note(
            settings.language.say(
                "Einwohnerzahlen vom {day}: {source}.", day=long_date(day, settings.language), source=source
            )
        )
        for day, source in days
    )
