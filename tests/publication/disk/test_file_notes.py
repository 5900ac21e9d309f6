"""Notes of files are a dictionary that is not in memory."""

from __future__ import annotations

import pickle
import sqlite3
import threading

import pytest

from aqbgraph.publication.disk.file_notes import Noted, Notes

ONE, OTHER = Noted(1, "a" * 64), Noted(2, "b" * 64)


def test_a_dictionary_in_order() -> None:
    notes = Notes([("b", ONE)])
    notes["a/ü"] = OTHER
    notes.update({"c": ONE, "b": OTHER})
    assert dict(notes) == {"a/ü": OTHER, "b": OTHER, "c": ONE}
    assert list(notes) == ["a/ü", "b", "c"]
    assert list(notes.items()) == [("a/ü", OTHER), ("b", OTHER), ("c", ONE)]
    assert len(notes) == 3
    assert "c" in notes
    assert notes.get("d") is None


def test_what_is_forgotten() -> None:
    notes = Notes([("a", ONE), ("b", ONE)])
    del notes["a"]
    assert list(notes) == ["b"]
    with pytest.raises(KeyError):
        del notes["a"]
    with pytest.raises(KeyError):
        notes["a"]
    notes.clear()
    assert not notes


def test_another_process_takes_its_own() -> None:
    assert pickle.loads(pickle.dumps(Notes([("a", ONE)]))) == {}


def test_a_full_disk_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a file, so that a build says in its own words that nothing is published."""
    connect = sqlite3.connect

    def small(*args: object, **options: object) -> sqlite3.Connection:
        file = connect(*args, **options)  # type: ignore[call-overload]
        file.execute("pragma max_page_count = 8")
        return file  # type: ignore[no-any-return]

    monkeypatch.setattr(sqlite3, "connect", small)
    notes = Notes()
    with pytest.raises(OSError, match="full"):
        notes.update((f"{number}.html", ONE) for number in range(10_000))
    with pytest.raises(OSError, match="full"):
        Notes((f"{number}.html", ONE) for number in range(10_000))


def test_another_thread_may_end_them() -> None:
    notes = [Notes([("a", ONE)])]
    thread = threading.Thread(target=notes.clear)
    thread.start()
    thread.join()
    assert not notes
