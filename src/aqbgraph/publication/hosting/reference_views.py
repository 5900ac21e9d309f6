"""What the template of the page for what does not exist sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.frame.views import Frame, Link


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
