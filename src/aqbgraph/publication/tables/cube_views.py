"""What the template of the data cube's page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.publication.frame.views import Alternate, Frame, Link, Stated


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension, measure or attribute: what it is called, where it is explained, what it is."""

    label: Link
    comment: str


@dataclass(frozen=True, slots=True)
class TypeHead:
    """A column of numbers: the notation of its measure type, linked, and the type's name."""

    link: Link
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """An observation in a table: its fragment; a sum in euro or a number, or what is said instead of one."""

    id: str
    amount: Decimal | None
    count: int | None
    approximate: bool
    status: str


@dataclass(frozen=True, slots=True)
class CubeRow:
    """What an agreement says of a programme. `amount` is None where it states none for it; `mended` marks
    one that is not what the source has.

    `counts` are in the order of the types, None where no observation is at that place.
    """

    agreement: Link
    programme: str
    amount: Cell | None
    mended: Link | None
    counts: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class CubeYear:
    """The observations of a year."""

    year: Link
    rows: tuple[CubeRow, ...]


@dataclass(frozen=True, slots=True)
class CubeTotal:
    """A year and programme: sum in euro, number of agreements, numbers of measures in the order of the types.

    `amount` is None for measures that are allocated to no programme, a number None where no agreement names the type.
    """

    year: Link
    programme: str
    amount: Decimal | None
    agreements: int
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class CubeView:
    """The data cube: what it is, its numbers by year, its observations, how it is built, the same as tables.

    `left_out` are years whose observations are only in the data; the page would be too long.
    """

    frame: Frame
    title: str
    comment: str
    observations: int
    agreements: int
    types: tuple[TypeHead, ...]
    totals: tuple[CubeTotal, ...]
    years: tuple[CubeYear, ...]
    left_out: tuple[int, ...]
    components: tuple[Component, ...]
    statuses: tuple[Stated, ...]
    tables: tuple[Alternate, ...]
