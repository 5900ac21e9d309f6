"""Sums beside what they are for, in a table without lines: each row is read as one, not column after column."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.gutters import Row, Segment

_SUM = re.compile(r"(?:€ ?)?\d{1,3}(?:[. ]\d{3})+(?:,(?:\d\d|-+|–))?(?: ?(?:Euro|EUR|€))?")
_LETTERS = re.compile(r"[^\W\d_]{3}")
# A single such row may be a sentence with room in it, or half of two columns.
_FEWEST = 2


def rows_of_sums(rows: Sequence[Row]) -> int:
    """How many rows from the first on have a sum in their last part and words before it, their head among them."""
    head = bool(rows) and len(rows[0].segments) > 1 and not _is_sum(rows[0].segments[-1])
    found = sum(1 for _ in takewhile(_has_sum, rows[head:]))
    return head + found if found >= _FEWEST else 0


def _has_sum(row: Row) -> bool:
    first, *rest = row.segments
    return bool(rest) and _is_sum(rest[-1]) and _LETTERS.search(_text(first)) is not None


def _is_sum(segment: Segment) -> bool:
    return _SUM.fullmatch(_text(segment)) is not None


def _text(segment: Segment) -> str:
    return " ".join(word.text for word in segment)
