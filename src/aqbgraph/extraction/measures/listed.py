"""What the list of § 5 holds, as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from aqbgraph.document import Line, Passage
    from aqbgraph.errors import ExtractionError
    from aqbgraph.extraction.measures.measure_types import TypeHeading
    from aqbgraph.extraction.measures.set_aside import SetAside


class BudgetLine(NamedTuple):
    """A line that names the budget of the measures below it, and the programme it is of."""

    line: Line
    programme: str


class ListedMeasure(NamedTuple):
    """A measure below its type; `passage` is its name over one or more source lines.

    `budget` is the line that names the budget it is paid from, where there are several.
    """

    heading: TypeHeading
    passage: Passage
    lines: tuple[Line, ...]
    budget: BudgetLine | None = None


@dataclass(slots=True)
class Listing:
    """What § 5 holds: types, measures, the lines that are running text, and what stopped us.

    `numbered` counts the items below the last heading that bear a number; `over` says that a standing sentence has
    ended the list; `counted` that types and items both count on throughout; `typed` that there was a type since the
    list, or that of a budget, began; `budgets` are the lines that name the budget of what follows, `lists` the indices
    of the headings at which a list of its own begins.
    `untyped` are items below a budget that has no types at all, by the number of the budget's line; `loose` are items
    with lines below that may be items themselves, by their type; `aside` are lines that are probably projects,
    `headless` items above the first type; of the types that are `untold` nothing certain is left.
    """

    headings: list[TypeHeading] = field(default_factory=list)
    measures: list[ListedMeasure] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    faults: list[ExtractionError] = field(default_factory=list)
    budgets: list[BudgetLine] = field(default_factory=list)
    lists: list[int] = field(default_factory=lambda: [0])
    untyped: list[tuple[int, Line]] = field(default_factory=list)
    loose: list[tuple[TypeHeading, list[Line]]] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    headless: list[Line] = field(default_factory=list)
    untold: list[TypeHeading] = field(default_factory=list)
    typed: bool = False
    numbered: int = 0
    over: bool = False
    counted: bool = False
