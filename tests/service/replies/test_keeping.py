from __future__ import annotations

from aqbgraph.service.replies.keeping import OVERHEAD, SHARE, Keeping


def test_the_longest_unasked_goes_first() -> None:
    kept: Keeping[str, int] = Keeping(1 << 20, 2)
    kept.put("a", 1, 10)
    kept.put("b", 2, 10)
    assert kept.get("a") == 1
    kept.put("c", 3, 10)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)
    assert (kept.hits, kept.misses, len(kept)) == (3, 1, 2)


def test_bytes_are_bounded() -> None:
    most = 100 * OVERHEAD
    kept: Keeping[int, bytes] = Keeping(most, 1000)
    for number in range(500):
        kept.put(number, b"", OVERHEAD)
        assert kept.size <= most
    assert len(kept) == most // (2 * OVERHEAD)


def test_no_entry_takes_the_place_of_all_others() -> None:
    kept: Keeping[str, int] = Keeping(SHARE * OVERHEAD * 2, 10)
    kept.put("small", 1, OVERHEAD)
    kept.put("large", 2, OVERHEAD + 1)
    assert (kept.get("small"), kept.get("large")) == (1, None)


def test_an_entry_put_again_is_counted_once() -> None:
    kept: Keeping[str, int] = Keeping(1 << 20, 10)
    kept.put("a", 1, 100)
    kept.put("a", 2, 50)
    assert (kept.get("a"), kept.size) == (2, 50 + OVERHEAD)


def test_nothing_is_kept_without_room() -> None:
    kept: Keeping[str, int] = Keeping(0, 10)
    kept.put("a", 1, 0)
    assert kept.get("a") is None


def test_who_peeks_has_not_asked() -> None:
    kept: Keeping[str, int] = Keeping(1 << 20, 2)
    kept.put("a", 1, 10)
    kept.put("b", 2, 10)
    assert (kept.peek("a"), kept.peek("c")) == (1, None)
    kept.put("c", 3, 10)
    assert (kept.peek("a"), kept.hits, kept.misses) == (None, 0, 0)
