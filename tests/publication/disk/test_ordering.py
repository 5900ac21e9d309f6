from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.publication.disk import ordering
from aqbgraph.publication.disk.ordering import in_order

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LINES = st.lists(st.lists(st.text(max_size=4).map(lambda text: text.encode().replace(b"\n", b"") + b"\n")))


@settings(max_examples=60, deadline=None)
@given(parts=LINES, held=st.integers(0, 40))
def test_any_lines_in_any_memory(tmp_path_factory: pytest.TempPathFactory, parts: list[list[bytes]], held: int) -> None:
    folder = tmp_path_factory.getbasetemp()
    found = list(in_order(parts, folder, held=held))
    assert found == sorted({line for part in parts for line in part})
    assert not list(folder.glob(".lines-*"))


def test_the_order_is_that_of_code_points(tmp_path: Path) -> None:
    """UTF-16 would put what lies beyond the first plane before U+FFFD."""
    assert list(in_order([["\U0001f600\n".encode(), "\ufffd\n".encode()]], tmp_path)) == [
        "\ufffd\n".encode(),
        "\U0001f600\n".encode(),
    ]


def test_more_runs_than_may_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "RUNS", 3)
    parts = ([f"{number:02}\n".encode(), b"z\n"] for number in range(11))
    found = list(in_order([[b"05\n", b"a\n"], *parts], tmp_path, held=0))
    assert found == [*(f"{number:02}\n".encode() for number in range(11)), b"a\n", b"z\n"]
    assert not list(tmp_path.iterdir())


def test_memory_does_not_grow_with_the_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "RUNS", 4)

    def peak(count: int) -> int:
        parts = ([f"{(number * 7919) % count:09}{'x' * 90}\n".encode()] for number in range(count))
        tracemalloc.start()
        assert sum(1 for _ in in_order(parts, tmp_path, held=200_000)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(80_000) < 1.3 * peak(20_000)
