"""From what an agreement says to its parts, in a form: title page, Präambel, clauses, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generation import prose, wording
from tests.generation.lists import lists
from tests.generation.money import money
from tests.generation.structure import Block, Front, Heading, Logo, Paragraph, Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.generation.content import Content, Signing
    from tests.generation.forms import Form
    from tests.generation.scheme import Naming


def compose(chance: Random, content: Content, form: Form) -> list[Part]:
    """The parts in their order."""
    front, party = _namings(chance, content, form)
    parts: list[Part] = []
    if form.logo:
        parts.append(Logo(("ARBEITSWELT", "HESSEN", "innovativ · sozial · nachhaltig")))
    parts += _front(content, form, front)
    parts.append(Heading("", "Präambel"))
    parts.append(Paragraph(prose.preamble(content, party)))
    for number, (title, body) in enumerate(_clauses(chance, content, form, party), start=1):
        shown = title.upper() if form.capitals else title
        parts.append(Heading(form.number.format(number=number), shown if form.titled else ""))
        parts += body
    parts += _signatures(content, form, front)
    return parts


def _namings(chance: Random, content: Content, form: Form) -> tuple[Naming, Naming]:
    """How the title page names the party, and how the clauses do."""
    local = content.local
    if form.naming.startswith("executive"):
        front = chance.choice(local.executive)
        party = front if form.naming == "executive" else local.usual
    else:
        front = party = chance.choice(local.others or (local.usual,)) if form.naming == "other" else local.usual
    return (front.spread(), party.spread()) if form.spread_hyphens else (front, party)


def _front(content: Content, form: Form, party: Naming) -> Iterator[Part]:
    for row, line in enumerate(form.title.format(title="Zielvereinbarung", year=content.year).split("|")):
        yield Front(line, title=row == 0)
    yield Front("zwischen")
    yield Front(content.ministry.name.dative)
    yield Front(f"und {party.dative}")
    yield Front(f"zur Umsetzung des {wording.both(content.era.programmes, form)}")


def _clauses(chance: Random, content: Content, form: Form, party: Naming) -> Iterator[tuple[str, list[Part]]]:
    """Title and parts of each clause; what is said in which does not depend on their number."""
    yield from prose.goals(content, apart=form.listing == "eight clauses")
    yield "Verpflichtungen der Vereinbarungspartner", prose.duties(content, party)
    yield "Umsetzung der UN-Behindertenrechtskonvention", prose.convention(content)
    yield "Haushaltsmittel und Eckdaten", money(content, form, party)
    yield f"Ziele für die Umsetzung {party.genitive}", lists(chance, content, form, party)
    yield "Zielsteuerung", prose.steering(content, party)
    yield "Kontinuierlicher Verbesserungsprozess", prose.improvement(content, party)


def _signatures(content: Content, form: Form, party: Naming) -> Iterator[Part]:
    article, noun, *rest = party.genitive.split(" ")
    # The samples break the name of a party after its noun: "des Landkreises / Odenwaldkreis".
    lines = (f"{article} {noun}", " ".join(rest)) if len(party.genitive) > 24 else (party.genitive,)
    ministry = content.ministry
    sides = [
        _signature(content.state_signing, form, ministry.lines, ministry.name.nominative, " ".join(ministry.lines)),
        _signature(content.local_signing, form, lines, _accusative(party), party.nominative.split(" ", 1)[1]),
    ]
    for side in reversed(sides) if form.signature == "local first" else sides:
        yield from side


def _accusative(party: Naming) -> str:
    return party.nominative.replace("der ", "den ", 1)


def _signature(signing: Signing, form: Form, owner: tuple[str, ...], accusative: str, name: str) -> Iterator[Part]:
    """Place and day, then who signed for whom; `accusative` and `name` are the party with and without its article."""
    written = wording.day(signing.day, form.day) if signing.day else ""
    link = {"am": " am", "without den": ","}.get(form.signature, ", den")
    place = Block((f"{signing.place}{link} {written}".strip(),))
    person: tuple[str, ...] = (signing.name, signing.office, *owner)
    styles: dict[str, tuple[Part, ...]] = {
        "repeated name": (place, Block((signing.name,)), Block(person)),
        "für": (place, Block((f"Für {accusative}",)), Block((signing.name, signing.office))),
        "ruled": (place, Block(("_" * 30,)), Block(person)),
        "in brackets": (place, Block((f"({signing.name})", *person[1:]))),
        "one line": (place, Block((f"{signing.name}, {signing.office} {' '.join(owner)}",))),
        "party first": (Block((name,)), place, Block((signing.name, signing.office))),
    }
    yield from styles.get(form.signature, (place, Block(person)))
