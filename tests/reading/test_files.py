"""The bytes of a file, wherever they are, never more than are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import ReadingError
from aqbgraph.reading.files import Carried, carried, content_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_carried_file_is_read_as_the_one_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 3_000_000)
    for file in (path, carried(path, 3_000_000)):
        assert content_of(file, "in/a.md", 3_000_000) == path.read_bytes()
        with pytest.raises(ReadingError, match=r"größer als 2\.999\.999 Byte"):
            content_of(file, "in/a.md", 2_999_999)


def test_of_a_large_file_no_more_travels_than_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 5_000_000)
    sent = carried(path, 10)
    assert len(sent.content) <= 1 << 20
    with pytest.raises(ReadingError, match="größer als 10 Byte"):
        content_of(sent, "a.md", 10)


def test_what_cannot_be_read_says_the_same_elsewhere(tmp_path: Path) -> None:
    told = []
    for file in (tmp_path / "gone.md", carried(tmp_path / "gone.md", 10)):
        with pytest.raises(ReadingError, match=r"gone.md: Die Datei ist nicht lesbar \(") as caught:
            content_of(file, "gone.md", 10)
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert Carried("a.md", b"").open("rb").read() == b""
