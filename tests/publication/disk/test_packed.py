"""Packed rows are the rows; equal ones are equal bytes, whoever made them."""

from __future__ import annotations

import pickle
from operator import attrgetter
from typing import NamedTuple

import pytest

from aqbgraph.agreement import Concept
from aqbgraph.publication.disk.fingerprints import fingerprint
from aqbgraph.publication.disk.packed import Packed, counted

ROWS = tuple(Concept("legal-codes", f"sgb-{number}") for number in range(30))


class Foreign(NamedTuple):
    """None of ours."""

    name: str


def test_the_same_rows() -> None:
    kept = Packed.of(ROWS)
    assert (len(kept), tuple(kept), kept[3], kept[-2:]) == (30, ROWS, ROWS[3], ROWS[-2:])
    assert kept == ROWS
    plain = tuple(ROWS)
    assert plain == kept
    assert kept != ROWS[1:]
    assert hash(kept) == hash(Packed.of(ROWS))
    assert repr(kept) == repr(ROWS)
    assert not Packed.of(())


def test_rows_are_counted_as_they_come() -> None:
    rows = (Concept("b", "1"), Concept("a", "2"), Concept("b", "3"))
    found = counted(Packed.of(rows), attrgetter("scheme"))
    assert list(found.items()) == list(counted(rows, attrgetter("scheme")).items()) == [("b", 2), ("a", 1)]


def test_one_digest_however_often_an_object_stands_in_it() -> None:
    name = "".join(("Fulda", "-West"))
    one = Packed.of((Concept(name, name), Concept(name, name)))
    other = Packed.of(Concept("".join(("Fulda", "-West")), "".join(("Fulda", "-West"))) for _ in range(2))
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(Packed.of(ROWS))


def test_it_is_sent_and_kept_as_it_is() -> None:
    kept = Packed.of(ROWS)
    sent = pickle.dumps(kept)
    assert pickle.loads(sent) == kept
    assert len(sent) < len(pickle.dumps(ROWS))


def test_nothing_is_unpacked_that_is_not_ours() -> None:
    with pytest.raises(pickle.UnpicklingError):
        list(Packed.of((Foreign("a"),)))
