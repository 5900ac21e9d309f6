"""All listings of the API: the named queries and the collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.queries.queries import queries
from aqbgraph.service.api.collection_table import COLLECTIONS
from aqbgraph.service.api.queries import QueryListing

if TYPE_CHECKING:
    from aqbgraph.service.api.listing import Listing


def listings() -> dict[str, Listing]:
    """All listings by path."""
    rows: list[Listing] = [*(QueryListing(query) for query in queries()), *COLLECTIONS]
    return {row.path: row for row in rows}
