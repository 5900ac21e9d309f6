"""What is observed in an agreement: its amounts, and how many measures it names of each type.

Observations never overlap: each amount and each measure counts in exactly one, so that both can be summed over any part
of the cube. Amounts are not split by type, and not every list of measures is split by budget; such values stand at a
place of their own in the dimension instead of in a total (docs/decisions/0016-data-cube.md).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.identifiers import observation_key
from aqbgraph.publication.disk.packed import counted
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from aqbgraph.publication.corpus.naming import MeasureSummary
    from aqbgraph.publication.corpus.summary import AgreementSummary

# In tables and fragments; the concepts are those of ontology/cube-codes.ttl. The codes are SDMX's for any code list.
NOT_ALLOCATED = "_X"
STATED, APPROXIMATE, WITHOUT_MEASURE, NOT_NAMED = "stated", "approximate", "without-measure", "not-named"
STATUSES = (STATED, APPROXIMATE, WITHOUT_MEASURE, NOT_NAMED)
EURO, NUMBER = "EUR", "NUM"


@dataclass(frozen=True, slots=True)
class Observation:
    """A value at a place of the cube: `amount` in euro or the number of `measures`; the other is None, or both.

    `programme` and `measure_type` (a notation) are None where the value is allocated to none; `status` is a key of
    the scheme "observation-status"; `agreement` the path of where it is from; `reading` how an amount came to be
    what it is, None of numbers.
    """

    year: int
    party: str
    programme: str | None
    measure_type: str | None
    amount: Decimal | None
    measures: int | None
    status: str
    agreement: str
    reading: str | None = None

    @property
    def key(self) -> str:
        """Its fragment in the document of the cube."""
        return observation_key(self.year, self.party, self.programme or "x", self.measure_type or "x")

    @property
    def unit(self) -> str:
        """The unit of its value: of amounts those that are split by no type, of numbers the others."""
        return EURO if self.measure_type is None else NUMBER


def observations(agreements: Iterable[AgreementSummary]) -> Iterator[Observation]:
    """All observations in the order of the agreements: amounts first, then numbers by type."""
    types = tuple(entry.notation for entry in vocabulary().concepts("measure-types"))
    for row in agreements:
        yield from _amounts(row)
        yield from _numbers(row, types)


def _amounts(row: AgreementSummary) -> Iterator[Observation]:
    for programme, amount in row.budgets:
        status = APPROXIMATE if programme in row.rounded else STATED
        yield Observation(row.year, row.party, programme, None, amount, None, status, row.path, row.reading(programme))


def _numbers(row: AgreementSummary, types: Iterable[str]) -> Iterator[Observation]:
    """Of each type: how many measures below each budget, that it is named without one, or that it is not named."""
    sole = row.programmes[0] if len(row.programmes) == 1 else None
    found = Counter[tuple[str, str | None]]()
    for (notation, programme), count in counted(row.measures, _place).items():
        found[notation, programme or sole] += count
    budgets = dict.fromkeys((*row.programmes, *(programme for _, programme in found)))
    for notation in types:
        places = [programme for programme in budgets if (notation, programme) in found]
        for programme in places:
            count = found[notation, programme]
            yield Observation(row.year, row.party, programme, notation, None, count, STATED, row.path)
        if not places:
            yield _unlisted(row, sole, notation)


def _place(measure: MeasureSummary) -> tuple[str, str | None]:
    return measure.notation, measure.programme


def _unlisted(row: AgreementSummary, programme: str | None, notation: str) -> Observation:
    """A type of which no measure is listed; below which budget a heading stands alone is not known."""
    if notation in row.empty:
        return Observation(row.year, row.party, programme, notation, None, 0, WITHOUT_MEASURE, row.path)
    return Observation(row.year, row.party, programme, notation, None, None, NOT_NAMED, row.path)
