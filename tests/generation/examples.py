"""An agreement in a form, changed or damaged, with what is true of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import unescape
from random import Random
from typing import TYPE_CHECKING

from tests.generation.changes import DAMAGES, ENCODINGS, HARMLESS
from tests.generation.composing import compose
from tests.generation.content import ERAS, draw
from tests.generation.forms import BASE, forms, mixed
from tests.generation.rendering import render
from tests.generation.truth import Truth, truth

if TYPE_CHECKING:
    from tests.generation.content import Content
    from tests.generation.forms import Form
    from tests.generation.truth import Row

MIXED = "several at once"
# Damages that no blank line tells of; in HTML none does.
TRACELESS = {"lost line and blank": ("markdown", "plain", "html"), "lost line": ("html",)}
_SUFFIXES = {"markdown": "md", "plain": "txt", "html": "html"}


@dataclass(frozen=True, slots=True)
class Example:
    """A document of known truth: its bytes, the name of a file for it, and the text before it was encoded."""

    content: Content
    form: Form
    text: str
    encoded: bytes
    name: str
    truth: Truth


def seeded(seed: int) -> Random:
    """A chance that is always the same: tests draw the seed, as drawing each choice would take ten times as long."""
    return Random(seed)  # noqa: S311 - not for secrets


def example(chance: Random, era: str, form: str = "as the samples", change: str = "") -> Example:
    """A document of an era in a form of `forms(era)` (or `MIXED`), with a change, an encoding or a damage by name."""
    shape = mixed(chance, era) if form == MIXED else forms(era)[form]
    content = draw(chance, ERAS[era], shape.parties, shape.round_to)
    if change in DAMAGES and shape == BASE:
        shape = replace(shape, markup=chance.choice(("markdown", "markdown", "plain")))
    return written(chance, content, shape, change)


def written(chance: Random, content: Content, form: Form, change: str = "") -> Example:
    """The document of a content in a form."""
    text = render(compose(chance, content, form), form)
    alter = HARMLESS.get(change) or DAMAGES.get(change)
    before, text = text, alter(chance, text) if alter else text
    encoded = ENCODINGS.get(change, str.encode)(text)
    name = f"{content.year}-{content.local.key}.{_SUFFIXES[form.markup]}"
    known, traceless = truth(content, form), form.markup in TRACELESS.get(change, ())
    return Example(
        content, form, text, encoded, name, _still_true(known, content, before, text) if traceless else known
    )


def _still_true(whole: Truth, content: Content, before: str, text: str) -> Truth:
    """Where the only measure of a type went without a trace, the type stands there without one.

    Where the last type went, what stood below it stands below the one before, if that has none of its own.
    """
    visible = unescape(text.replace("\\", ""))
    emptied = [notation for notation, names in content.measures if not any(name in visible for name in names)]
    rows = frozenset(("agreement", "emptyMeasureTypes", f"measure-types#{notation}") for notation in emptied)
    return replace(whole, allowed=whole.allowed | rows | _moved_up(content, before, text))


def _moved_up(content: Content, before: str, text: str) -> frozenset[Row]:
    *_, (notation, own), (last, names) = content.measures
    lines = [line for line in before.split("\n") if line.strip()]
    first = next((row for row, line in enumerate(lines) if names and names[0] in unescape(line.replace("\\", ""))), 0)
    if own or first == 0 or lines[first - 1] in text:
        return frozenset()
    places = range(1, len(names) + 1)
    labels = {(f"measure-{notation}-{place}", "label", name) for place, name in zip(places, names, strict=True)}
    types = {(f"measure-{notation}-{place}", "measureType", f"measure-types#{notation}") for place in places}
    assert last != notation
    return frozenset(labels | types)
