"""Files that a publication shares with the one before: only as long as they are what its list says."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.disk.before import before
from aqbgraph.publication.disk.file_notes import Noted
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.disk.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME, CONTENT = "party/fulda/index.html", b"<p>Fulda</p>"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    writer = Writer(folder)
    writer.write(NAME, CONTENT)
    writer.close("https://example.org/", "https://example.org/licence")
    return folder


def kept(old: Path, new: Path, noted: Noted | None = None) -> bool:
    found = before(old)
    return Writer(new).keep(found, {NAME: noted or found.files[NAME]})


def test_the_same_file_in_both(old: Path, tmp_path: Path) -> None:
    assert kept(old, tmp_path / "new")
    assert (tmp_path / "new" / NAME).samefile(old / NAME)


def test_another_is_not_it(old: Path, tmp_path: Path) -> None:
    assert not kept(old, tmp_path / "new", Noted(len(CONTENT), "0" * 64))
    assert not (tmp_path / "new" / NAME).exists()


def _touched(path: Path) -> None:
    later = path.stat().st_mtime_ns + 10**9
    path.write_bytes(b"x" * len(CONTENT))
    os.utime(path, ns=(later, later))


def _linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


@pytest.mark.parametrize(
    "harm", [_touched, _linked, lambda path: path.unlink(), lambda path: path.write_bytes(CONTENT * 2)]
)
def test_what_somebody_changed_is_not_kept(old: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    harm(old / NAME)
    assert not kept(old, tmp_path / "new")


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"files": {"a": {"size": "x"}}}', b'{"files": 7}'])
def test_without_a_list_nothing_is_known(old: Path, content: bytes | None) -> None:
    if content is None:
        (old / LIST).unlink()
    else:
        (old / LIST).write_bytes(content)
    assert before(old).files == {}


def test_a_publication_is_whole_as_long_as_all_is_as_listed(old: Path) -> None:
    digest = sha256((old / LIST).read_bytes()).hexdigest()
    assert before(old).whole(digest)
    assert not before(old).whole("0" * 64)
    _touched(old / NAME)
    assert not before(old).whole(digest)
    assert not before(old.with_name("none")).whole(digest)
