from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import PublicationError, WrongUse
from aqbgraph.publication.disk import writer as room
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.disk.writer import SPARE, check_target, staging, switch

if TYPE_CHECKING:
    from pathlib import Path


def publish(target: Path, content: bytes) -> None:
    with staging(target) as writer:
        writer.write("a/b.txt", content)
        writer.close("https://example.org/", "https://example.org/licence")
        switch(writer, target)


def test_first_and_second_publication(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "public"
    publish(target, b"one")
    publish(target, b"two")
    assert (target / "a/b.txt").read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["public"]


def test_without_an_exchange_in_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_exchange", lambda *_: False)
    publish(tmp_path / "public", b"one")
    publish(tmp_path / "public", b"two")
    assert (tmp_path / "public/a/b.txt").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_manifest(tmp_path: Path) -> None:
    publish(tmp_path / "public", b"one")
    manifest = json.loads((tmp_path / "public/publication.json").read_text("utf-8"))
    assert manifest["files"] == {
        "a/b.txt": {"size": 3, "sha256": "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"}
    }
    assert manifest["baseIri"] == "https://example.org/"


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    target = tmp_path / "public"
    publish(target, b"one")
    before = (target / "a/b.txt").stat()
    publish(target, b"one")
    again = (target / "a/b.txt").stat()
    assert (again.st_ino, again.st_mtime_ns, again.st_nlink) == (before.st_ino, before.st_mtime_ns, 1)
    publish(target, b"two")
    assert (target / "a/b.txt").read_bytes() == b"two"


def test_what_is_written_twice_leaves_the_published_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "public"
    publish(target, b"one")
    with staging(target) as writer:
        writer.write("a/b.txt", b"one")
        writer.write("a/b.txt", b"two")
        with writer.opened("a/b.txt") as file:
            file.write(b"three")
        assert (target / "a/b.txt").read_bytes() == b"one"


def test_a_link_is_no_file_to_be_kept(tmp_path: Path) -> None:
    target, foreign = tmp_path / "public", tmp_path / "foreign.txt"
    publish(target, b"one")
    foreign.write_bytes(b"two")
    (target / "a/b.txt").unlink()
    (target / "a/b.txt").symlink_to(foreign)
    publish(target, b"two")
    assert not (target / "a/b.txt").is_symlink()
    foreign.write_bytes(b"three")
    assert (target / "a/b.txt").read_bytes() == b"two"


def _fail_half_way(target: Path) -> None:
    with staging(target) as writer:
        writer.write("a/b.txt", b"half")
        raise ZeroDivisionError


def test_what_fails_half_way_leaves_the_old(tmp_path: Path) -> None:
    target = tmp_path / "public"
    publish(target, b"one")
    with pytest.raises(ZeroDivisionError):
        _fail_half_way(target)
    assert (target / "a/b.txt").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def _spared(target: Path, cache: Path, files: dict[str, bytes]) -> None:
    cache.mkdir(exist_ok=True)
    with staging(target, cache) as writer:
        for name, content in files.items():
            writer.write(name, content)
        writer.close("https://example.org/", "https://example.org/licence")
        switch(writer, target)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_spare_never_shows(tmp_path: Path) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    contents: tuple[dict[str, bytes], ...] = (
        {"a/b.txt": b"one", "c": b"a file", "d/e/f.txt": b"deep"},
        {"a/b.txt": b"two", "c/d.txt": b"a folder now", "e.txt": b"new"},
        {"a/b.txt": b"one", "c": b"a file again"},
        {"a/b.txt/c.txt": b"below what was a file", "c": b"a file again"},
        {"a/b.txt": b"one"},
    )
    for files in contents:
        _spared(target, cache, files)
        found = _files(target)
        assert set(json.loads(found.pop(LIST))["files"]) == set(files)
        assert found == files
        assert all(any(folder.iterdir()) for folder in target.rglob("*") if folder.is_dir())
        assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "public"]


def test_what_is_spare_shares_its_files_and_changes_none_that_is_published(tmp_path: Path) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    for _ in range(3):
        _spared(target, cache, {"a/b.txt": b"one", "c.txt": b"same"})
    assert (cache / SPARE / "c.txt").samefile(target / "c.txt")
    published = _files(target)
    with staging(target, cache) as writer:
        writer.write("a/b.txt", b"two")
        with writer.opened("c.txt") as file:
            file.write(b"other")
    assert _files(target) == published
    # What was not finished is spare as well.
    _spared(target, cache, {"a/b.txt": b"three", "c.txt": b"same"})
    assert (target / "a/b.txt").read_bytes() == b"three"
    assert (target / "c.txt").read_bytes() == b"same"


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    public = tmp_path / "public"
    told = r"\(der Datenträger ist voll\)\. "
    with pytest.raises(PublicationError, match=told + "Nichts ist veröffentlicht"), staging(public):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    public.mkdir()
    with pytest.raises(PublicationError, match=told + "Die alte Veröffentlichung gilt weiter"), staging(public):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_foreign_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear …", "utf-8")
    with pytest.raises(WrongUse, match="fremde Dateien"):
        check_target(tmp_path)


@pytest.mark.parametrize("entry", ["null", "{}", '{"size": 1e999, "sha256": ""}', '{"size": 1, "sha256": 7}'])
def test_a_damaged_list_still_tells_whose_files_they_are(tmp_path: Path, entry: str) -> None:
    """What is wrong with it, and what to do, is told by who needs more of it than the names."""
    (tmp_path / "a.txt").write_text("text", "utf-8")
    (tmp_path / LIST).write_text(f'{{"files": {{"a.txt": {entry}}}}}', "utf-8")
    check_target(tmp_path)
    (tmp_path / "letter.txt").write_text("Dear …", "utf-8")
    with pytest.raises(WrongUse, match=r"\(letter\.txt\)"):
        check_target(tmp_path)
