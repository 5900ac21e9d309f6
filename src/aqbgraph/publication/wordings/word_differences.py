"""Two wordings side by side: each as it is written, with the words marked that the other does not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.extraction.wording.comparison import Kind, Step, Token, aligned, step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.extraction.wording.comparison import Aligned

Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both wordings in steps: `before` has no new words, `after` none that are gone."""

    before: tuple[Step, ...]
    after: tuple[Step, ...]


def sides(old: str, new: str) -> Sides:
    """Two wordings word by word; words that differ in case or ß alone count as the same, each side keeps its own."""
    before: list[Step] = []
    after: list[Step] = []
    for block in _blocks(aligned(old, new)):
        at = block.start
        before += _steps(Kind.OUT, block.before, at, block.gone)
        after += _steps(Kind.NEW, block.after, at, block.come)
    return Sides(tuple(before), tuple(after))


def unmarked(text: str) -> tuple[Step, ...]:
    """A wording that has no counterpart, or one too far away to mark words."""
    return (Step(Kind.SAME, text, gap=False),)


class _Block(NamedTuple):
    """Words that both have, as each writes them, and what differs after them."""

    before: Tokens
    after: Tokens
    gone: Tokens = ()
    come: Tokens = ()

    @property
    def start(self) -> int:
        """From where on it is marked: a comma alone, which nobody would see struck out, takes its word along."""
        changed = (*self.gone, *self.come)
        if not changed or any(token.word for token in changed):
            return len(self.after)
        return max((place for place, token in enumerate(self.after) if token.word), default=0)


def _blocks(rows: Iterable[Aligned]) -> Iterator[_Block]:
    block = _Block((), ())
    for row in rows:
        if row.kind is Kind.SAME:
            yield block
            block = _Block(row.before, row.after)
        else:
            block = block._replace(gone=block.gone + row.before, come=block.come + row.after)
    yield block


def _steps(kind: Kind, kept: Tokens, at: int, changed: Tokens) -> Iterator[Step]:
    """One side of a block."""
    if kept[:at]:
        yield step(Kind.SAME, kept[:at])
    if marked := kept[at:] + changed:
        yield step(kind, marked)
