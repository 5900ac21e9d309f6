"""What was read against what is true: right, nearly right, missing, wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from tests.generation.truth import ANY, NAMES, Row, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.generation.truth import Truth

    from aqbgraph.document import Fact

# Words that a document has as it has them; a damage to them cannot always be undone.
FREE = frozenset({"label", "signatoryName", "signatoryRole", "signedAt"})
_SIMILAR = 0.75
_POSITION = re.compile(r"(measure-\d|signature-\w+)-\d+")
_NOBODY = "signature-other"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Rows by what is to be said of them; `near` are free words that differ from true ones as a damage makes them."""

    right: frozenset[Row]
    near: frozenset[Row]
    missing: frozenset[Row]
    wrong: frozenset[Row]


def rows(facts: Iterable[Fact]) -> frozenset[Row]:
    """The facts that are judged, as rows."""
    return frozenset((fact.node, fact.name, plain(fact.value)) for fact in facts if fact.name in NAMES)


def judge(truth: Truth, found: frozenset[Row], *, damaged: bool = False) -> Verdict:
    """Judges what was read.

    Of a damaged document a measure may have another place in its list, as one before it may be gone, a signature may
    be nobody's or stand twice, and free words may be part of the true ones, several of them in a row, or similar.
    """
    required, allowed = truth.required, truth.allowed
    if damaged:
        required, allowed, found = _without_places(required), _without_places(allowed), _without_places(found)
    known = required | allowed
    right = frozenset(row for row in found if row in known or (*row[:2], ANY) in known)
    others = found - right
    near = frozenset(row for row in others if damaged and _is_near(row, required))
    reached = right | {(node, name, ANY) for node, name, _ in right}
    return Verdict(right, near, frozenset(required - reached), others - near)


def _without_places(found: frozenset[Row]) -> frozenset[Row]:
    return frozenset(
        (_POSITION.sub(r"\1", node), name, value)
        for node, name, value in found
        if not (name == "measureType" and node.startswith("measure-"))
    )


def _is_near(row: Row, required: frozenset[Row]) -> bool:
    node, name, value = row
    signed = node == _NOBODY
    true = [row[2] for row in required if row[1] == name and (signed or row[0] == node)]
    if name not in FREE:
        return signed and value in true
    if any(_words(value) in _words(other) for other in true):
        return True
    if sum(_words(other) in _words(value) for other in true) > 1:
        return True
    return any(SequenceMatcher(None, value, other, autojunk=False).ratio() >= _SIMILAR for other in true)


def _words(text: str) -> str:
    return f" {text} "
