"""§ 4: how one amount or two can be said, with or without their sum."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.generation import wording
from tests.generation.structure import Bold, Items, Paragraph, Part, Subheading, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.generation.content import Content
    from tests.generation.forms import Form
    from tests.generation.scheme import Naming


def money(content: Content, form: Form, party: Naming) -> list[Part]:
    """The parts of the clause; `party` is whom it gives the money to."""
    intro = f"Das {content.ministry.abbreviation} stellt {party.dative} im Jahr {content.year} Haushaltsmittel"
    if len(content.amounts) == 1:
        return list(_one(content, form, intro))
    total = sum(amount for _, amount in content.amounts)
    shown = [(wording.programme(key), _shown(amount, form)) for key, amount in content.amounts]
    sum_of_both = f" in Höhe von insgesamt {_shown(total, form)}" if form.total else ""
    return list(_TWO[form.money](content, shown, intro, sum_of_both, party))


def _shown(amount: Decimal | int, form: Form) -> str:
    return wording.amount(amount + Decimal(0), form.amount)


def _one(content: Content, form: Form, intro: str) -> Iterator[Part]:
    key, amount = content.amounts[0]
    source = f"aus dem {wording.programme(key)} {content.year} zur Verfügung."
    if form.bold_amount:
        yield Paragraph(f"{intro} in Höhe von insgesamt")
        yield Bold(_shown(amount, form))
        yield Paragraph(source)
    else:
        yield Paragraph(f"{intro} in Höhe von {_shown(amount, form)} {source}")


Shown = list[tuple[str, str]]


def _sentence(content: Content, shown: Shown, intro: str, total: str, _: Naming) -> Iterator[Part]:
    del content
    (first, one), (second, other) = shown
    start = f"{intro}{total} zur Verfügung, davon" if total else intro
    end = "." if total else " zur Verfügung."
    yield Paragraph(f"{start} in Höhe von {one} aus dem {first} und in Höhe von {other} aus dem {second}{end}")


def _sentences(content: Content, shown: Shown, intro: str, total: str, party: Naming) -> Iterator[Part]:
    (first, one), (second, other) = shown
    yield Paragraph(
        f"{intro} in Höhe von {one} aus dem {first} {content.year} zur Verfügung. "
        f"Aus dem {second} {content.year} erhält {party.nominative} {other}."
    )
    if total:
        yield Paragraph(f"Damit stehen für das Jahr {content.year} Mittel{total} zur Verfügung.")


def _before(content: Content, shown: Shown, intro: str, total: str, _: Naming) -> Iterator[Part]:
    """The programme stands before its amount."""
    del content
    said = " und ".join(f"aus dem {name} {amount}" for name, amount in shown)
    yield Paragraph(f"{intro}{total} zur Verfügung, und zwar {said}.")


def _bullets(content: Content, shown: Shown, intro: str, total: str, _: Naming) -> Iterator[Part]:
    del content
    yield Paragraph(f"{intro}{total} zur Verfügung, davon" if total else f"{intro} wie folgt zur Verfügung:")
    yield Items(tuple(("-", f"{amount} aus dem {name}") for name, amount in shown))


def _colons(content: Content, shown: Shown, intro: str, total: str, _: Naming) -> Iterator[Part]:
    del content
    yield Paragraph(f"{intro} zur Verfügung:")
    yield from (Paragraph(f"{name}: {amount}") for name, amount in shown)
    if total:
        yield Paragraph(f"Insgesamt:{total.removeprefix(' in Höhe von insgesamt')}")


def _table(content: Content, shown: Shown, intro: str, total: str, _: Naming) -> Iterator[Part]:
    yield Paragraph(f"{intro} zur Verfügung:")
    rows = [(f"{name} {content.year}", amount) for name, amount in shown]
    if total:
        rows.append(("Insgesamt", total.removeprefix(" in Höhe von insgesamt ")))
    yield Table((("Budget", "Betrag"), *rows))


def _paragraphs(content: Content, shown: Shown, intro: str, total: str, _: Naming) -> Iterator[Part]:
    """Each budget as the samples have their one."""
    for name, amount in shown:
        yield Paragraph(f"{intro} in Höhe von")
        yield Bold(amount)
        yield Paragraph(f"aus dem {name} {content.year} zur Verfügung.")
    if total:
        yield Paragraph(f"Das sind im Jahr {content.year} zusammen Mittel{total}.")


def _sections(content: Content, shown: Shown, intro: str, total: str, party: Naming) -> Iterator[Part]:
    """Each budget below a heading of its own; the sentence itself does not name it."""
    if total:
        yield Paragraph(f"{intro}{total} zur Verfügung.")
    for name, amount in shown:
        yield Subheading(name)
        yield Paragraph(f"{party.subject} erhält im Jahr {content.year} einen Betrag von {amount}.")


_TWO: dict[str, Callable[[Content, Shown, str, str, Naming], Iterator[Part]]] = {
    "sentence": _sentence,
    "sentences": _sentences,
    "before": _before,
    "bullets": _bullets,
    "colons": _colons,
    "table": _table,
    "paragraphs": _paragraphs,
    "sections": _sections,
}
