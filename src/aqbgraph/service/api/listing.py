"""What the parts of the API know of each other: listings, how they ask for data, and how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aqbgraph.publication.queries.queries import Column, Fault, NamedQuery
    from aqbgraph.service.api.parameters import Asked, Paging
    from aqbgraph.service.api.tables import ApiFormat, Table


class Ask(Protocol):
    """Asks a query of the data; the answer in the format that is named for the kind of result."""

    async def __call__(self, query: str, formats: Mapping[str, str]) -> bytes:
        """The result.

        Raises:
            Problem: there is none.
        """


class TableListing(Protocol):
    """A named query with its columns and formats, as its page needs it."""

    @property
    def query(self) -> NamedQuery:
        """The query."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its result."""

    @property
    def formats(self) -> tuple[ApiFormat, ...]:
        """What it is sent as."""


class Pages(Protocol):
    """Shows results."""

    @property
    def base(self) -> str:
        """The base IRI of the publication."""

    def result(self, listing: TableListing, asked: Asked, table: Table) -> bytes:
        """The page with a part of the result."""


class Listing(Protocol):
    """Rows or things that are found by a query and sent page by page."""

    @property
    def path(self) -> str:
        """The path below /api/."""

    @property
    def formats(self) -> tuple[ApiFormat, ...]:
        """What it is sent as, in the order of preference."""

    @property
    def paging(self) -> Paging:
        """The parameters that any listing has."""

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its answer in JSON."""

    def faults(self, values: Mapping[str, str]) -> Iterator[Fault]:
        """What is wrong with its own parameters."""

    def parameters(self) -> list[tuple[dict[str, Any], str, str]]:
        """Its own parameters as OpenAPI has them, each with what it is in German and English."""

    async def answer(self, asked: Asked, row: ApiFormat, ask: Ask, pages: Pages) -> tuple[bytes, bool]:
        """The answer in a format, and whether there is more."""
