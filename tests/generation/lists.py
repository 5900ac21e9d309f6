"""§ 5: types of measures and the projects below them, as lists, lines or tables, in one list or one for each budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generation import wording
from tests.generation.structure import Items, Paragraph, Part, Subheading, Table, TypeHeading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.generation.content import Content
    from tests.generation.forms import Form
    from tests.generation.scheme import Naming

Kinds = tuple[tuple[str, tuple[str, ...]], ...]


def lists(chance: Random, content: Content, form: Form, party: Naming) -> list[Part]:
    """The parts of the clause, with the sentence that names the granting authority at its end."""
    return [
        *_lists(chance, content, form, party),
        Paragraph(
            f"Die Förderung der Maßnahmen erfolgt auf Basis des – nach Antrag {party.genitive} vom "
            f"Regierungspräsidium Kassel erlassenen – Bescheides."
        ),
    ]


def _lists(chance: Random, content: Content, form: Form, party: Naming) -> Iterator[Part]:
    names = [f"{wording.programme(key)}s {content.year}" for key, _ in content.amounts]
    if len(names) == 1 or not form.listing.startswith("per budget"):
        yield Paragraph(f"{party.subject} finanziert mit den Mitteln des {_and(names)} {_FOLLOWING}")
        yield from _kinds(chance, content.measures, form)
        return
    half = len(content.measures) // 2
    for name, kinds in zip(names, (content.measures[:half], content.measures[half:]), strict=True):
        if form.listing.endswith("headed"):
            yield Subheading(name.removesuffix(f"s {content.year}"))
        yield Paragraph(f"{party.subject} finanziert mit den Mitteln des {name} {_FOLLOWING}")
        yield from _kinds(chance, kinds, form)


_FOLLOWING = "in den jeweiligen Maßnahmenarten folgende Projekte:"


def _and(names: list[str]) -> str:
    return " und des ".join(names)


def _kinds(chance: Random, kinds: Kinds, form: Form) -> Iterator[Part]:
    labels = [
        form.type_number.format(number=notation) + wording.type_label(chance, notation, form.wording)
        for notation, _ in kinds
    ]
    if form.item.startswith("one table"):
        yield Table((("Maßnahmenart", "Projekt"), *_rows(kinds, labels, once=form.item.endswith("once"))))
        return
    for (notation, names), label in zip(kinds, labels, strict=True):
        yield TypeHeading(label)
        if names and form.item == "table":
            yield Table((("Nr.", "Projekt"), *((str(row), name) for row, name in enumerate(names, start=1))))
        elif names:
            yield Items(tuple((_bullet(form.item, notation, row), name) for row, name in enumerate(names, start=1)))


def _rows(kinds: Kinds, labels: list[str], *, once: bool) -> Iterator[tuple[str, str]]:
    for (_, names), label in zip(kinds, labels, strict=True):
        for row, name in enumerate(names or ("",)):
            yield "" if once and row else label, name


def _bullet(item: str, notation: str, row: int) -> str:
    """What stands before an item: a bullet, or a number or letter that counts."""
    if item in ("lines", "tight"):
        return ""
    if item == "1.1":
        return f"{notation}.{row}"
    return item.replace("1", str(row)).replace("a)", f"{chr(96 + row)})")
