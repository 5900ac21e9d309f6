"""How the amount of a budget came to be what it is: as written, repaired, confirmed or corrected by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.values.amounts import euro

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.agreement import Agreement, Budget, Repair

AS_WRITTEN, REPAIRED, CONFIRMED, CORRECTED = "as-written", "repaired", "confirmed", "corrected"


def amount_readings(agreement: Agreement) -> tuple[str, ...]:
    """Of each budget, in their order; nothing where all amounts stand as they are written."""
    found = tuple(_reading(agreement, budget) for budget in agreement.budgets)
    return found if set(found) - {AS_WRITTEN} else ()


def _reading(agreement: Agreement, budget: Budget) -> str:
    """What people said of it outweighs what its form tells."""
    by_hand = [one.confirms for one in agreement.corrections if (one.corrects, one.field) == (budget.key, "amount")]
    if by_hand:
        return CONFIRMED if all(by_hand) else CORRECTED
    return REPAIRED if any(_mends(repair, budget) for repair in agreement.repairs) else AS_WRITTEN


def _mends(repair: Repair, budget: Budget) -> bool:
    """Whether the damaged words are the amount: they stand in the words that state it, and say it once repaired."""
    stated = [one for one in budget.evidence if one.supports == "amount"]
    within = any(one.start <= mended.start and mended.end <= one.end for one in stated for mended in repair.evidence)
    return within and _amount(repair.written_as) == budget.amount


def _amount(words: str) -> Decimal | None:
    try:
        return euro(words).value
    except ValueError:
        return None
