from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aqbgraph.publication.disk.file_notes import Noted, Notes
from aqbgraph.publication.disk.sifting import entries, sifted

if TYPE_CHECKING:
    from pathlib import Path

# By whole paths a folder comes behind what has its name and a character before the slash.
NAMES = ("a b/c", "a-b", "a.html", "a/b.txt", "a/ü/c", "a0", "b/c/d", "ä", "\U0001f600", "\uff5e")


def put(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_what_is_noted_comes_in_the_order_of_paths(tmp_path: Path) -> None:
    put(tmp_path, (*NAMES, "list"))
    noted = Notes((name, Noted(len(name), "0" * 64)) for name in NAMES)
    assert [name for name, _ in sifted(tmp_path, "list", noted.items())] == sorted(NAMES)
    assert all((tmp_path / name).exists() for name in NAMES)


def test_the_others_go_with_their_folders(tmp_path: Path) -> None:
    put(tmp_path, (*NAMES, "list", "a/list", "a/ü/other", "other/deep/file", "z"))
    (tmp_path / "empty").mkdir()
    noted = Notes((name, Noted(1, "0" * 64)) for name in (*NAMES[:3], NAMES[4], "gone"))
    assert {name for name, _ in sifted(tmp_path, "list", noted.items())} == {*NAMES[:3], NAMES[4]}
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {"a b", "a b/c", "a-b", "a.html", "a", "a/ü", "a/ü/c", "list"}


def test_what_is_no_file_goes_too(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder/pipe"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "link").symlink_to("nowhere")
    assert list(sifted(tmp_path, "list", [])) == []
    assert list(tmp_path.iterdir()) == []


def test_what_nfs_keeps_for_a_reader_stays_until_it_goes(tmp_path: Path) -> None:
    put(tmp_path, ("folder/.nfs0001", "a"))
    assert [name for name, _ in sifted(tmp_path, "list", [("a", Noted(1, ""))])] == ["a"]
    assert (tmp_path / "folder/.nfs0001").exists()
    assert entries(str(tmp_path / "folder")) == []


def test_folders_have_the_mode_of_new_ones(tmp_path: Path) -> None:
    put(tmp_path, ("a/b/c",))
    (tmp_path / "a/b").chmod(0o700)
    (tmp_path / "a").chmod(0o777)
    before = os.umask(0o027)
    try:
        assert len(list(sifted(tmp_path, "list", [("a/b/c", Noted(0, ""))]))) == 1
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "a", tmp_path / "a/b")} == {0o750}
