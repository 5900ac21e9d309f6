"""Steps that another process knows and keeps: through a file, and never at the cost of the build."""

from __future__ import annotations

import multiprocessing
import sqlite3
import tracemalloc
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.disk.apart import Apart, apart, give_back
from aqbgraph.publication.disk.cache import APART, Cache, kept_in

if TYPE_CHECKING:
    from pathlib import Path


def work(own: Apart) -> None:
    """What another process does: asks for one step, does another."""
    assert own.result("table:1", b"in") == ["known"]
    assert own.result("table:1", b"other") is None
    assert own.result("page:1", b"in") is None
    own.keep("table:2", b"in", ["new"])
    own.told()


def filled(cache: Cache) -> None:
    for name in ("page:1", "table:1", "table:3"):
        cache.keep(name, b"in", ["known"])


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="processes cannot be forked here")
def test_another_process_knows_what_it_was_told_and_what_it_keeps_is_given_back(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        filled(cache)
        cache.close()
    with kept_in(tmp_path) as cache:
        own = apart(cache, ["table:"])
        process = multiprocessing.get_context("fork").Process(target=work, args=(own,))
        process.start()
        process.join()
        assert process.exitcode == 0
        give_back(cache, own.place)
        cache.close()
    assert not list(tmp_path.glob(f"{APART}*"))
    with kept_in(tmp_path) as cache:
        names = [name for name, *_ in cache.named(["page:", "table:"])]
        # table:3 is gone, for nobody asked for it in the second build; page:1 was asked for, though in vain.
        assert names == ["page:1", "table:1", "table:2"]
        assert cache.result("table:2", b"in") == ["new"]


def test_it_works_in_the_same_process_too(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        filled(cache)
        own = apart(cache, ["table:"])
        work(own)
        # Ended, it neither knows nor keeps.
        assert own.result("table:1", b"in") is None


def test_without_a_cache_nothing_is_known_or_kept(tmp_path: Path) -> None:
    own = apart(Cache(), ["table:"])
    own.keep("table:1", b"in", ["new"])
    assert own.result("table:1", b"in") is None
    assert own.told() is None
    give_back(Cache(), None)
    assert not list(tmp_path.iterdir())


def test_what_a_killed_build_left_goes_with_the_next(tmp_path: Path) -> None:
    left = tmp_path / f"{APART}left"
    left.touch()
    with kept_in(tmp_path):
        assert not left.exists()


def test_a_build_that_ends_early_leaves_nothing(tmp_path: Path) -> None:
    places = []

    def build() -> None:
        with kept_in(tmp_path) as cache:
            places.append(apart(cache, ["table:"]).place)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    (place,) = places
    assert place is not None
    assert not place.exists()


def test_a_build_that_is_done_leaves_the_files_of_the_next(tmp_path: Path) -> None:
    with ExitStack() as of_first, ExitStack() as of_second:
        of_first.enter_context(kept_in(tmp_path)).close()
        own = apart(of_second.enter_context(kept_in(tmp_path)), ["table:"])
        of_first.close()
        assert own.place is not None
        assert own.place.exists()


def test_what_finds_no_room_leaves_none_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(place: Path) -> sqlite3.Connection:
        file = sqlite3.connect(place, isolation_level=None)
        file.execute("pragma max_page_count = 8")
        file.execute("begin")
        return file

    with kept_in(tmp_path) as cache:
        filled(cache)
        working = apart(cache, ["table:"])
        cache.keep("table:4", b"in", "x" * (1 << 16))
        monkeypatch.setattr("aqbgraph.publication.disk.apart._connected", full)
        assert apart(cache, ["table:"]).place is None
        working.keep("table:5", b"in", "x" * (1 << 16))
        assert working.told() is None
        assert not list(tmp_path.glob(f"{APART}*"))
        assert cache.result("table:1", b"in") == ["known"]


def test_a_file_that_fails_while_it_is_read_costs_the_cache_nothing(tmp_path: Path) -> None:
    with kept_in(tmp_path) as cache:
        filled(cache)
        own = apart(cache, ["table:"])
        for number in range(2_000):
            own.keep(f"page:{number:05}", b"in", "x" * 100)
        place = own.told()
        assert place is not None
        content = bytearray(place.read_bytes())
        content[-len(content) // 2 :] = b"\xff" * (len(content) // 2)
        place.write_bytes(content)
        give_back(cache, place)
        assert cache.result("table:1", b"in") == ["known"]


def test_a_build_that_has_not_got_the_cache_leaves_the_files_of_the_one_that_has(tmp_path: Path) -> None:
    with kept_in(tmp_path) as first:
        own = apart(first, ["table:"])
        with kept_in(tmp_path) as second:
            assert second.file is None
        assert own.place is not None
        assert own.place.exists()


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_a_file_that_fails_costs_what_was_saved_and_nothing_else(tmp_path: Path, content: bytes | None) -> None:
    with kept_in(tmp_path) as cache:
        filled(cache)
        own = apart(cache, ["table:"])
        place = own.place
        assert place is not None
        place.unlink() if content is None else place.write_bytes(content)
        assert own.result("table:1", b"in") is None
        own.keep("table:2", b"in", ["new"])
        assert own.told() is None
        give_back(cache, place)
        assert cache.result("table:1", b"in") == ["known"]


def test_what_is_known_and_kept_is_not_held_in_memory(tmp_path: Path) -> None:
    size, count = 1 << 16, 200
    with kept_in(tmp_path) as cache:
        for number in range(count):
            cache.keep(f"table:{number}", b"in", bytes([number]) * size)
        tracemalloc.start()
        own = apart(cache, ["table:"])
        for number in range(count):
            assert own.result(f"table:{number}", b"in") is not None
            own.keep(f"table:{number}", b"anew", bytes([number + 1]) * size)
        give_back(cache, own.told())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert cache.result("table:7", b"anew") == bytes([8]) * size
    assert most < count * size / 10
