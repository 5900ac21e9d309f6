"""An agreement in a form, changed or damaged, with what is true of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from tests.generation.changes import DAMAGES, ENCODINGS, HARMLESS
from tests.generation.composing import compose
from tests.generation.content import ERAS, draw
from tests.generation.forms import BASE, forms, mixed
from tests.generation.rendering import render
from tests.generation.truth import Truth, truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.generation.content import Content
    from tests.generation.forms import Form
    from tests.generation.truth import Row

    # A type and the names of its measures.
    Named = tuple[str, tuple[str, ...]]

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

    Where a type went, what stood below it stands below the one before: when that has none, or when no list of the
    document has two measures that show whether a blank line parts them.
    """
    visible = _plain(text)
    emptied = [notation for notation, names in content.measures if not any(name in visible for name in names)]
    rows = frozenset(("agreement", "emptyMeasureTypes", f"measure-types#{notation}") for notation in emptied)
    moved = (row for above, below in pairwise(content.measures) for row in _moved_up(above, below, before, text))
    single = all(len(names) < 2 for _, names in content.measures)  # none shows what parts two
    return replace(whole, allowed=whole.allowed | rows | {row for row, alone in moved if alone or single})


def _plain(text: str) -> str:
    return unescape(text.replace("\\", ""))


def _moved_up(above: Named, below: Named, before: str, text: str) -> Iterator[tuple[Row, bool]]:
    """The measures of a type whose heading is gone, as those of the type above; whether that has none."""
    (notation, own), (_, names) = above, below
    lines = [line for line in before.split("\n") if line.strip()]
    first = next((row for row, line in enumerate(lines) if names and names[0] in _plain(line)), 0)
    if first == 0 or lines[first - 1] in text.split("\n"):
        return
    for place, name in enumerate(names, start=len(own) + 1):
        node = f"measure-{notation}-{place}"
        yield (node, "label", name), not own
        yield (node, "measureType", f"measure-types#{notation}"), not own
