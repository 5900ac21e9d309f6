"""An address gives the same sources and companions as the folder it shows, and both may be named together."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.elsewhere import Address
from aqbgraph.reading.finding.inputs import Inputs, find_inputs

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "a.md",
    "a.korrekturen.toml",
    "b.korrekturen.toml",
    "a.korrektur.toml",
    "2025/c.txt",
    "2025/c.korrekturen.toml",
    "2025/series.ttl",
    "2025/notes.xyz",
    "settings.toml",
    "old/public/publication.json",
    "old/public/index.html",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path / "in"


def address(path: Path) -> Address:
    return Address(f"file://{path}{'/' if path.is_dir() else ''}")


def shown(found: Inputs) -> tuple[Any, ...]:
    """All that is told of it, without the places."""
    beside = [(one.name, one.corrections.name if one.corrections else None, one.size) for one in found.sources]
    kept = found.companions
    misnamed = [(one.name, meant) for one, meant in kept.misnamed]
    return beside, [one.name for one in kept.series], [one.name for one in kept.strays], misnamed, found.ignored


def test_an_address_gives_what_its_folder_gives(folder: Path) -> None:
    assert shown(find_inputs([address(folder)])) == shown(find_inputs([folder]))
    beside, series, strays, misnamed, ignored = shown(find_inputs([folder]))
    assert [name for name, *_ in beside] == ["2025/c.txt", "a.md"]
    assert (series, strays) == (["2025/series.ttl"], ["b.korrekturen.toml"])
    assert misnamed == [("a.korrektur.toml", "a.korrekturen.toml")]
    assert ignored == ("2025/notes.xyz", "a.korrektur.toml", "old/public/", "settings.toml")


def test_a_file_at_an_address_gives_what_the_file_gives(folder: Path) -> None:
    for name in ("a.md", "2025/c.txt"):
        assert shown(find_inputs([address(folder / name)]))[:3] == shown(find_inputs([folder / name]))[:3]


def test_sources_of_one_name_from_here_and_there(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here/a.md").write_text("x", "utf-8")
    found = find_inputs([tmp_path / "here", address(folder), address(folder / "a.md")])
    assert [one.name for one in found.sources] == ["2025/c.txt", "here/a.md", "in/a.md"]


def test_decisions_that_are_named_are_used_instead(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("", "utf-8")
    found = find_inputs([address(folder)], tmp_path / "mine.ttl")
    assert [one.name for one in found.companions.series] == ["mine.ttl"]
    with pytest.raises(WrongUse, match=r"none.ttl gibt es nicht"):
        find_inputs([address(folder)], tmp_path / "none.ttl")


def test_nothing_to_read_below_an_address(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "empty/x.xyz").write_text("x", "utf-8")
    with pytest.raises(WrongUse, match="Nichts zu lesen unter file://"):
        find_inputs([address(folder / "empty")])
    with pytest.raises(WrongUse, match="ist eine Veröffentlichung"):
        find_inputs([address(folder / "old/public")])


def test_folders_need_nothing_that_reaches_elsewhere(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from aqbgraph.cli import build; "
        "from aqbgraph.reading.finding.inputs import find_inputs; find_inputs([Path(sys.argv[1])]); "
        "print([name for name in ('fsspec', 'distributed', 'dask') if name in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
