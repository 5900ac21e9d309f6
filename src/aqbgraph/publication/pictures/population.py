"""How many people live in a district or city, with the day they were counted on; from ontology/population.ttl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from decimal import Decimal

_SOURCE = "http://purl.org/dc/terms/bibliographicCitation"


@dataclass(frozen=True, slots=True)
class Population:
    """A count: the day, who counted."""

    inhabitants: int
    counted_on: date
    source: str


def population(party: str, year: int) -> Population | None:
    """The newest count for the territory that a party has in a year; None where none is known.

    A count for a territory that has changed since is none: the amount per head would be wrong.
    """
    words = vocabulary()
    found = []
    for value in words.objects(Identifiers().party(party), TERMS + "population"):
        until = words.text(value.value, TERMS + "territoryUntil")
        counted, day = words.text(value.value, TERMS + "inhabitants"), words.text(value.value, TERMS + "countedOn")
        if counted and day and (until is None or year <= int(until)):
            found.append(Population(int(counted), date.fromisoformat(day), words.text(value.value, _SOURCE) or ""))
    return max(found, key=lambda one: one.counted_on, default=None)


def per_head(amount: Decimal, counted: Population) -> Decimal:
    """Euro for each inhabitant, to the cent."""
    return round(amount / counted.inhabitants, 2)
