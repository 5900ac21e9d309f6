"""Equal values have one digest, in every process; others have another."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.publication.disk.fingerprints import fingerprint

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates() | st.decimals(allow_nan=False),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A value as those of a corpus are."""

    name: str
    day: date
    amounts: tuple[tuple[str, Decimal], ...]
    kinds: frozenset[str]


def row(name: str) -> Row:
    return Row(name, date(2025, 8, 2), (("aqb", Decimal("491550.00")),), frozenset({"one", "two", "three", name}))


@given(VALUES, VALUES)
def test_equal_values_and_others(one: object, other: object) -> None:
    assert fingerprint(one) == fingerprint(one)
    if repr(one) != repr(other):
        assert fingerprint(one) != fingerprint(other)


def test_how_often_an_object_stands_in_it_makes_no_difference() -> None:
    """Pickle, as it is used elsewhere, writes an object once and then points to it."""
    name = "".join(("Fulda", "-West"))
    same, equal = (name, name), (name, "".join(("Fulda", "-West")))
    assert fingerprint(same) == fingerprint(equal)


def test_hash_seeds_make_no_difference() -> None:
    script = "from tests.publication.disk.test_fingerprints import *; print(fingerprint([row('a'), row('b')]).hex())"
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert found == {fingerprint([row("a"), row("b")]).hex() + "\n"}


def test_a_known_part_stands_for_itself() -> None:
    asked: list[object] = []

    def known(part: object) -> bytes | None:
        asked.append(part)
        return b"0" * 16 if isinstance(part, Row) else None

    assert fingerprint([row("a")], known) == fingerprint([row("b")], known)
    assert fingerprint([row("a"), 1], known) != fingerprint([row("b"), 2], known)
    assert not any(isinstance(part, Decimal) for part in asked)
