"""The parts of an agreement without any markup: what renderers turn into Markdown, plain text or HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logo:
    """Lines of the letterhead."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """A line of the title page; the title itself is a heading."""

    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a clause: its number as written (may be empty) and its title (may be empty)."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a clause."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """A bold line between paragraphs: an amount."""

    text: str


@dataclass(frozen=True, slots=True)
class TypeHeading:
    """A type of measures above its list."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each text with the bullet or number before it, empty for a bare line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the head first."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together: the place and day of a signature, or who signed."""

    lines: tuple[str, ...]


Part = Logo | Front | Heading | Subheading | Paragraph | Bold | TypeHeading | Items | Table | Block
