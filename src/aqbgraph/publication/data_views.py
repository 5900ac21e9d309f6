"""What the template of the page about the data sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.views import Alternate, Frame, Link


@dataclass(frozen=True, slots=True)
class Digests:
    """How many statements dumps hold, and the SHA-256 of their canonical form: as one graph, and with named graphs."""

    statements: int
    graph: str
    dataset: str


@dataclass(frozen=True, slots=True)
class YearFiles:
    """The dumps and tables of a year."""

    year: Link
    downloads: tuple[Alternate, ...]
    digests: Digests


@dataclass(frozen=True, slots=True)
class DataView:
    """Data and licence: the dumps, the tables, the vocabularies, how names resolve, where questions on series stand."""

    frame: Frame
    downloads: tuple[Alternate, ...]
    digests: Digests
    tables: tuple[Alternate, ...]
    cube: Link
    years: tuple[YearFiles, ...]
    vocabularies: tuple[Link, ...]
    agreements: int
    review: Link
