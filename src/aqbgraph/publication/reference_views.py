"""What the templates of the pages about the data see: vocabularies, queries, downloads, what does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.views import Frame, Link


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter of a query: name, type, what it is, an example."""

    name: str
    type: str
    comment: str
    example: str


@dataclass(frozen=True, slots=True)
class QueryBlock:
    """A named query: its file, what it answers in both languages, parameters, text."""

    name: str
    href: str
    title: str
    title_en: str
    comment: str
    comment_en: str
    parameters: tuple[ParameterRow, ...]
    text: str


@dataclass(frozen=True, slots=True)
class QueriesView:
    """All named queries and where to ask them."""

    frame: Frame
    endpoint: str
    queries: tuple[QueryBlock, ...]


@dataclass(frozen=True, slots=True)
class NotFoundText:
    """What the page says in one language (its tag), and where to go from there."""

    language: str
    title: str
    lead: str
    further: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for names that do not exist; its links are absolute, since any path may lead to it."""

    frame: Frame
    texts: tuple[NotFoundText, ...]
