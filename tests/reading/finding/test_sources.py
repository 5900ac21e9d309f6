from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.companions import find_companions
from aqbgraph.reading.finding.sources import find_sources, ignored

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.markdown", "deep/c.MD", "notes.log", ".hidden.md", ".git/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [source.name for source in find_sources([tmp_path])] == ["a.markdown", "b.md", "deep/c.MD"]


def test_a_file_named_outright_and_only_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "b.md").write_text("x", "utf-8")
    found = find_sources([tmp_path / "a.txt", tmp_path, tmp_path / "b.md"])
    assert [source.name for source in found] == ["a.txt", "b.md"]


def test_what_windows_and_word_leave_behind_is_nobodys(tmp_path: Path) -> None:
    left = ("~$25-fulda.docx", "Thumbs.db", "desktop.ini", "deep/~$x.md")
    for name in ("a.md", *left):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [source.name for source in find_sources([tmp_path])] == ["a.md"]
    assert [source.name for source in find_sources(sorted(tmp_path.glob("*.*")))] == ["a.md"]
    assert ignored([tmp_path]) == ()


def test_ignored_files_are_named(tmp_path: Path) -> None:
    for name in ("b.md", "notes.log", "deep/x.xyz", ".hidden.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert ignored([tmp_path]) == ("deep/x.xyz", "notes.log")
    assert ignored([tmp_path, tmp_path / "notes.log"]) == ("deep/x.xyz",)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="Nichts zu lesen"):
        find_sources([tmp_path])
    with pytest.raises(WrongUse, match="gibt es nicht"):
        find_sources([tmp_path / "x"])


def test_a_publication_is_no_source(tmp_path: Path) -> None:
    for name in ("a.md", "old/public/publication.json", "old/public/b.md", "old/public/deep/series.ttl", "old/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [source.name for source in find_sources([tmp_path])] == ["a.md", "old/c.md"]
    assert ignored([tmp_path]) == ("old/public/",)
    assert find_companions([tmp_path], []).series == ()
    with pytest.raises(WrongUse, match="ist eine Veröffentlichung"):
        find_sources([tmp_path / "a.md", tmp_path / "old/public"])
