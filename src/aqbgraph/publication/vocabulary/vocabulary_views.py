"""What the template of the ontology and the schemes sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from aqbgraph.publication.frame.views import Frame, Link


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words; `href` leads to what it names, `language` is that of its words where it is not the page's."""

    text: str
    href: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of a term under one name."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A statement of the data: where it stands, and its value; that is None where the thing itself is the example."""

    subject: Link
    value: Value | None


@dataclass(frozen=True, slots=True)
class Use:
    """How often a concept is the value of a property, and where for example."""

    property: Link
    code: str
    count: int
    example: Link


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or concept: fragment, what it is and is called, its IRI, and what else is said.

    `notation` is "" where it has none; `other` is its name in the language that the page is not in; `page` leads to its
    own page where it has one. `count` is how many statements (of a class: things) of the data use it, None for a
    concept, whose `uses` say more.
    """

    id: str
    kind: str
    label: str
    other: Value
    notation: str
    iri: str
    comment: Markup
    rows: tuple[Row, ...]
    page: Link | None
    count: int | None
    example: Example | None
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A class with the properties that things of it have; `term` is None where the class is of another ontology."""

    id: str
    label: str
    code: str
    term: Term | None
    terms: tuple[Term, ...]
    shared: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """An arrow of the picture in words; `source` is None where everything that was read has it."""

    source: Link | None
    property: Link
    target: Link


@dataclass(frozen=True, slots=True)
class Model:
    """The picture of the model and the same in words."""

    svg: Markup
    relations: tuple[RelationRow, ...]


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """The ontology or one of the schemes; a scheme has one group, without a class, and no picture."""

    frame: Frame
    title: str
    comment: str
    namespace: str
    prefix: str | None
    version: str | None
    is_scheme: bool
    model: Model | None
    groups: tuple[Group, ...]
    terms: int
    others: tuple[Link, ...]
