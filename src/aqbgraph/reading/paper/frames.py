"""Cells between ruled lines: what a frame of a page is, though each of its cells may have borders of its own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.paper.sheets import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.reading.paper.sheets import Sheet

# In points: lines as near are one, and ends as near meet.
_SAME, _MEET = 1.5, 3.0
# What is thicker is no line.
_THICK = 4.0
# A page has fewer; more of them are a drawing, and cost time.
_MOST = 600


class Frame(NamedTuple):
    """The lines of a table: where those run that part its columns, and those that part its rows, with their reach."""

    box: Box
    columns: tuple[float, ...]
    across: tuple[Box, ...]

    def cells(self, column: int) -> list[tuple[float, float]]:
        """From where to where each cell of a column reaches, downwards; the page may cut off the last."""
        left, right = self.columns[column], self.columns[column + 1]
        across = {rule.top for rule in self.across if rule.left < left + _MEET and rule.right > right - _MEET}
        ys = sorted({*across, self.box.top, self.box.bottom})
        return [(top, bottom) for top, bottom in pairwise(ys) if bottom - top > _THICK]

    def is_as(self, edges: Sequence[float]) -> bool:
        """Whether its columns stand where others did."""
        return len(edges) == len(self.columns) and all(
            abs(one - other) < _MEET for one, other in zip(edges, self.columns, strict=True)
        )


def frames(sheet: Sheet) -> list[Frame]:
    """The tables of a page that have lines between their columns and between their rows."""
    if len(sheet.rules) > _MOST:
        return []
    level = _merged(rule for rule in sheet.rules if rule.bottom - rule.top < _THICK < rule.right - rule.left)
    # With height and width exchanged, so that both are merged and meet by the same rules.
    upright = _merged(
        Box(rule.top, rule.left, rule.bottom, rule.right)
        for rule in sheet.rules
        if rule.right - rule.left < _THICK < rule.bottom - rule.top
    )
    found = []
    for group in _groups(level, upright):
        tied = [rule for rule in upright if _touches_any(rule, group)]
        columns = _places([rule.top for rule in tied])
        # Of a table that goes on from the page before, only the lines between its columns may begin with the page.
        box = Box(
            min(rule.left for rule in group),
            min([group[0].top, *(rule.left for rule in tied)]),
            max(rule.right for rule in group),
            max(rule.top for rule in group),
        )
        if len(columns) > 2 and len(group) > 2:
            found.append(Frame(box, tuple(columns), tuple(group)))
    return found


def _merged(rules: Iterable[Box]) -> list[Box]:
    """Level lines, those that go on in one another as one."""
    merged: list[Box] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top / _SAME), rule.left)):
        last = merged[-1] if merged else None
        if last is not None and abs(last.top - rule.top) <= _SAME and rule.left <= last.right + _MEET:
            merged[-1] = Box(last.left, last.top, max(last.right, rule.right), last.bottom)
        else:
            merged.append(rule)
    return sorted(merged, key=lambda rule: (rule.top, rule.left))


def _groups(level: Sequence[Box], upright: Sequence[Box]) -> list[list[Box]]:
    """The level lines of each table, from the top: those that upright ones tie to each other."""
    group = list(range(len(level)))
    for one in upright:
        tied = {group[number] for number, rule in enumerate(level) if _touches(one, rule)}
        if len(tied) > 1:
            least = min(tied)
            group = [least if number in tied else number for number in group]
    return [[rule for rule, of in zip(level, group, strict=True) if of == number] for number in dict.fromkeys(group)]


def _touches_any(upright: Box, level: Sequence[Box]) -> bool:
    return any(_touches(upright, rule) for rule in level)


def _touches(upright: Box, level: Box) -> bool:
    """Whether an upright line, its measures those of a level one, meets a level one."""
    across = level.left - _MEET <= upright.top <= level.right + _MEET
    return across and upright.left - _MEET <= level.top <= upright.right + _MEET


def _places(xs: Sequence[float]) -> list[float]:
    places: list[float] = []
    for x in sorted(xs):
        if not places or x - places[-1] > _MEET:
            places.append(x)
    return places
