"""Results by the digest of their input: kept whole or not at all, and only what is ours is ever read back."""

from __future__ import annotations

import copyreg
import os
import pickle
import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import Place, PublicationError, ReadingError
from aqbgraph.publication.disk.cache import FILE, Cache, kept_in, packed, unpacked
from aqbgraph.publication.disk.file_notes import Noted

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_folder_nothing_is_kept() -> None:
    with kept_in(None) as cache:
        cache.keep("step", b"1", "result")
        assert cache.result("step", b"1") is None


def test_what_was_kept_is_there_for_the_same_input(tmp_path: Path) -> None:
    result = (Noted(7, "ab"), Decimal("1.50"), {"a": [1]})
    with kept_in(tmp_path / "cache") as cache:
        cache.keep("step", b"1", result)
        cache.close()
    with kept_in(tmp_path / "cache") as cache:
        assert cache.result("step", b"1") == result
        assert cache.result("step", b"2") is None
        assert cache.result("other", b"1") is None


def test_a_build_that_was_not_ended_leaves_what_was_there(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        cache.keep("step", b"1", "old")
        cache.close()
    with kept_in(tmp_path) as cache:
        cache.keep("step", b"2", "new")
    with kept_in(tmp_path) as cache:
        assert cache.result("step", b"1") == "old"


def test_what_nobody_asked_for_goes(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        cache.keep("one", b"1", "one")
        cache.keep("two", b"1", "two")
        cache.close()
    with kept_in(tmp_path) as cache:
        assert cache.result("one", b"1") == "one"
        cache.close()
    with kept_in(tmp_path) as cache:
        assert (cache.result("one", b"1"), cache.result("two", b"1")) == ("one", None)


def test_two_builds_at_once(tmp_path: Path) -> None:
    with kept_in(tmp_path) as one, kept_in(tmp_path) as other:
        other.keep("step", b"1", "other")
        assert other.result("step", b"1") is None
        one.keep("step", b"1", "one")
        assert one.result("step", b"1") == "one"


@pytest.mark.parametrize("content", [b"", b"no database, but text" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_begins_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    for found in (None, "result"):
        with kept_in(tmp_path) as cache:
            assert cache.result("step", b"1") == found
            cache.keep("step", b"1", "result")
            cache.close()


def test_a_damaged_result_is_none(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        cache.keep("step", b"1", "result")
        cache.close()
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("update step set result = ?", (packed("another"),))
    with kept_in(tmp_path) as cache:
        assert cache.result("step", b"1") is None


class Harm:
    """What somebody could put into the file."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("harmed",)


@pytest.mark.parametrize("value", [Harm(), os.getcwd, print, pickle.dumps])
def test_nothing_but_values_of_ours_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: object) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError):
        unpacked(pickle.dumps(value))
    assert list(tmp_path.iterdir()) == []


def test_what_others_in_the_process_do_to_pickling_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As tblib does it for distributed."""
    error = ReadingError("kaputt", Place("a.md", 3))
    monkeypatch.setitem(copyreg.dispatch_table, ReadingError, lambda _: (print, ("called",)))
    read = unpacked(packed((error,)))
    assert [(type(one), str(one)) for one in read] == [(ReadingError, str(error))]


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "cache"
    place.mkdir()
    place.chmod(0o770)
    with pytest.raises(PublicationError, match="nicht vertrauenswürdig"), kept_in(place):
        pass


def test_a_place_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(PublicationError, match="nicht beschreibbar"), kept_in(tmp_path / "file" / "cache"):
        pass


def test_a_cache_that_fails_in_the_midst_keeps_nothing_more(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        assert isinstance(cache, Cache)
        assert cache.file is not None
        cache.file.close()
        assert cache.result("step", b"1") is None
        cache.keep("step", b"1", "result")
        cache.close()


def test_what_is_to_stay_stays_by_its_beginning(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        for name in ("a#1", "a#2", "ab", "b"):
            cache.keep(name, b"x", name)
        cache.close()
    with kept_in(tmp_path) as cache:
        cache.stays("a#")
        cache.close()
    with kept_in(tmp_path) as cache:
        assert [cache.result(name, b"x") for name in ("a#1", "a#2", "ab", "b")] == ["a#1", "a#2", None, None]


def test_a_folder_that_is_only_to_be_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with kept_in(tmp_path) as cache:
        cache.close()
    # Whoever runs the tests may write everywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (tmp_path, os.W_OK))
    with pytest.raises(PublicationError, match="nicht beschreibbar"), kept_in(tmp_path):
        pass
