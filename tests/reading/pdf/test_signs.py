"""What is being recognised, as processes note it for the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from aqbgraph.reading.pdf import signs

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(signs.FOLDER, raising=False)
    signs.leave("a.pdf", 1, 2)
    signs.clear()
    assert signs.FOLDER not in os.environ


def test_the_last_note_of_each_process_is_seen() -> None:
    code = "from aqbgraph.reading.pdf import signs; signs.leave('b.pdf', 3, 4)"
    with signs.watched() as folder:
        signs.leave("a.pdf", 1, 2)
        signs.leave("a.pdf", 2, 2)
        subprocess.run([sys.executable, "-c", code], check=True)
        assert set(signs.seen(folder)) == {
            "a.pdf: Texterkennung, Seite 2 von 2",
            "b.pdf: Texterkennung, Seite 3 von 4",
        }
        signs.clear()
        assert signs.seen(folder) == ("b.pdf: Texterkennung, Seite 3 von 4",)
    assert signs.FOLDER not in os.environ
    assert not folder.exists()


def test_who_looked_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(signs.FOLDER, f"{tmp_path}/gone")
    signs.leave("a.pdf", 1, 2)
    signs.clear()
