"""Raised figures that are part of a name: "Chance²". Notes count from 1 and stand somewhere; powers do neither."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.document import Document

POWERS = frozenset("²³")
_POWER = re.compile(r"[^\W\d_](?P<power>[²³])$")
_NOTE = re.compile(r"^[ \t]*(?P<mark>[²³])", re.MULTILINE)


def ends_with_power(document: Document, name: str) -> bool:
    """Whether the raised figure behind a name is no mark of a note: no first note is there, and none of this figure."""
    match = _POWER.search(name)
    return match is not None and match["power"] not in _notes(document.text)


@lru_cache(maxsize=8)
def _notes(text: str) -> frozenset[str]:
    """The figures that are marks of notes."""
    return POWERS if "¹" in text else frozenset(_NOTE.findall(text))
