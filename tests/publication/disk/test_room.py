from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.disk.room import room

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"old")


def _link(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "kept").mkdir()
    path.symlink_to(path.parent / "kept")


@pytest.mark.parametrize(
    "there",
    [
        lambda _: None,
        _file,
        _link,
        lambda path: (path / "below").mkdir(parents=True),
        lambda path: _file(path.parent.parent),
    ],
    ids=["nothing", "a file", "a link", "a folder", "a file instead of its folder"],
)
def test_whatever_lies_there(tmp_path: Path, there: Callable[[Path], None]) -> None:
    path = tmp_path / "a/b/c.txt"
    there(path)
    room(path)
    path.write_bytes(b"new")
    assert path.read_bytes() == b"new"
    assert not path.is_symlink()


def test_another_name_of_the_same_file_keeps_it(tmp_path: Path) -> None:
    _file(tmp_path / "a/published")
    (tmp_path / "c.txt").hardlink_to(tmp_path / "a/published")
    room(tmp_path / "c.txt")
    (tmp_path / "c.txt").write_bytes(b"new")
    assert (tmp_path / "a/published").read_bytes() == b"old"
