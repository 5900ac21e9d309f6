"""Two builds into one folder: the second is refused at once; what a killed one left is cleared away, nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import PublicationError, WrongUse
from aqbgraph.publication.disk.locking import locked, workplace
from aqbgraph.publication.disk.writer import check_place

if TYPE_CHECKING:
    from pathlib import Path

KILLED = """
import os, signal, sys
from pathlib import Path
from aqbgraph.publication.disk.locking import locked, workplace
target = Path(sys.argv[1])
with locked(target), workplace(target) as one, workplace(target, "read-") as other:
    (one / "deep").mkdir()
    (one / "deep" / "half").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_second_is_refused_and_the_next_is_not(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "public"
    with (
        locked(target),
        pytest.raises(PublicationError, match="baut gerade ein anderer Aufruf"),
        locked(target),
    ):
        pytest.fail("both build")
    assert names(target.parent) == set()
    with locked(target), locked(target.with_name("other")):
        assert names(target.parent) == {".public.lock", ".other.lock"}
    assert names(target.parent) == set()


def test_what_a_killed_build_left_goes_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "public"
    subprocess.run([sys.executable, "-c", KILLED, target], check=False)
    left = names(tmp_path)
    assert len(left) == 3
    for foreign in (".public-abcdefgh", ".public-draft", "letters"):
        (tmp_path / foreign).mkdir()
    with (tmp_path / ".public.lock").open("a", encoding="utf-8") as lock:
        lock.write("letters\n../letters\n.public-draft\n.\n\n")
    with locked(target), workplace(target) as folder:
        assert not left & (names(tmp_path) - {".public.lock"})
        assert folder.name in names(tmp_path)
    assert names(tmp_path) == {".public-abcdefgh", ".public-draft", "letters"}


def test_a_lock_is_no_link_to_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear …", "utf-8")
    (tmp_path / ".public.lock").symlink_to(tmp_path / "letter.txt")
    with pytest.raises(PublicationError, match="nicht beschreibbar"), locked(tmp_path / "public"):
        pytest.fail("followed")
    assert (tmp_path / "letter.txt").read_text("utf-8") == "Dear …"


def test_a_mount_point_is_no_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathlib.Path.is_mount", lambda self: self == tmp_path)
    with pytest.raises(WrongUse, match="eingehängtes Laufwerk"):
        check_place(tmp_path)
    check_place(tmp_path / "public")
