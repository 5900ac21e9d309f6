from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.inputs import find_inputs
from aqbgraph.reading.finding.sources import find_sources
from aqbgraph.reading.finding.unfit import unfit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes, and links only for some")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("x", "utf-8")
    (tmp_path / "deep").mkdir()
    os.mkfifo(tmp_path / "deep/pipe.pdf")
    (tmp_path / "lost.pdf").symlink_to("nowhere.pdf")
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    (tmp_path / "deep/up").symlink_to(tmp_path)
    (tmp_path / "good.md").symlink_to("a.md")
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / ".hidden.pdf").symlink_to("nowhere.pdf")
    return tmp_path


def test_what_is_no_file_is_named_with_its_reason(folder: Path) -> None:
    found = dict(unfit([folder]))
    assert list(found) == ["deep/pipe.pdf", "deep/up", "folder.pdf", "loop.pdf", "lost.pdf"]
    assert "Pipe" in found["deep/pipe.pdf"]
    assert "Verweis auf einen Ordner" in found["deep/up"]
    assert "Ordner" in found["folder.pdf"]
    assert "ins Leere" in found["lost.pdf"]
    assert found["loop.pdf"] == found["lost.pdf"]


def test_a_socket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("s.pdf")
        assert dict(unfit([folder]))["s.pdf"] == "ein Socket, keine Datei"


def test_publications_are_not_looked_into(folder: Path) -> None:
    (folder / "deep/publication.json").write_text("{}", "utf-8")
    assert "deep/pipe.pdf" not in dict(unfit([folder]))


def test_files_are_read_all_the_same(folder: Path) -> None:
    found = find_inputs([folder])
    assert [source.name for source in found.sources] == ["a.md"]
    assert len(found.unfit) == 5
    assert find_inputs([folder / "a.md"]).unfit == ()


def test_named_outright_the_reason_is_said(folder: Path) -> None:
    with pytest.raises(WrongUse, match="Pipe"):
        find_sources([folder / "deep/pipe.pdf"])
    with pytest.raises(WrongUse, match="ins Leere"):
        find_sources([folder / "lost.pdf"])
