"""What the search page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.frame.views import Frame, Link


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow a search by: its key, as it stands in addresses, and what it is called."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page: what results can be narrowed by; and lists for those who would rather browse, or have to."""

    frame: Frame
    kinds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    places: tuple[Choice, ...]
    types: tuple[Choice, ...]
    browse_years: tuple[Link, ...]
    browse_places: tuple[Link, ...]
    browse_types: tuple[Link, ...]
    texts: str
