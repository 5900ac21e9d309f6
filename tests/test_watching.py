"""Building again after each change, and waiting while somebody is still copying."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.cli.watching import seen, watch
from aqbgraph.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Ended(BaseException):
    """The process was ended."""


def run(folder: Path, moments: Iterable[Callable[[], object]], build: Callable[[], bool]) -> None:
    """In each pause the next of these moments happens; after the last one the process ends."""
    waiting = iter(moments)

    def pause(_: float) -> None:
        moment = next(waiting, None)
        if moment is None:
            raise Ended
        moment()

    with pytest.raises(Ended):
        watch([folder], folder / "public", build, pause)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("a", "utf-8")
    (tmp_path / "public").mkdir()
    return tmp_path


def noted(built: list[Any], what: object) -> bool:
    built.append(what)
    return True


def nothing() -> None:
    pass


def test_once_at_first_and_again_after_a_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built: list[str] = []

    def build() -> bool:
        built.append((folder / "a.md").read_text("utf-8"))
        return True

    run(folder, [nothing, lambda: (folder / "a.md").write_text("new", "utf-8"), nothing, nothing], build)
    assert built == ["a", "new"]
    assert "Geändert: a.md" in capsys.readouterr().out


def test_not_before_the_files_are_at_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built: list[bool] = []
    copying = [lambda size=size: (folder / "b.pdf").write_bytes(b"x" * size) for size in (10, 20, 30)]
    run(folder, [*copying, nothing, nothing], lambda: noted(built, (folder / "b.pdf").exists()))
    assert built == [False, True]
    assert "Neu: b.pdf" in capsys.readouterr().out


def test_what_was_taken_back_is_no_change(folder: Path) -> None:
    built: list[bool] = []
    path = folder / "b.md"
    run(folder, [lambda: path.write_bytes(b"b"), path.unlink, nothing, nothing], lambda: noted(built, path.exists()))
    assert built == [False]


def test_a_fault_is_told_and_the_next_change_may_mend_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built: list[int] = []

    def build() -> bool:
        built.append(1)
        if len(built) == 1:
            raise WrongUse("Nichts zu lesen.")
        return True

    run(folder, [(folder / "a.md").unlink, nothing, nothing], build)
    assert len(built) == 2
    told = capsys.readouterr()
    assert "Fehler: Nichts zu lesen." in told.err
    assert "Entfernt: a.md" in told.out


def test_the_publication_and_hidden_files_are_no_sources(folder: Path) -> None:
    (folder / "public" / "index.html").write_text("", "utf-8")
    (folder / ".public.cache").mkdir()
    (folder / ".public.cache" / "steps.sqlite").write_text("", "utf-8")
    (folder / "deep").mkdir()
    (folder / "deep" / "b.md").write_text("", "utf-8")
    assert sorted(path.name for path in seen([folder], [folder / "public"])) == ["a.md", "b.md"]
    assert [path.name for path in seen([folder / "a.md", folder / "gone"], [folder / "public"])] == ["a.md"]


def test_what_the_build_writes_itself_is_no_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    built: list[int] = []

    def build() -> bool:
        built.append(1)
        for name in ("public/index.html", "report.json", "cache/steps"):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(str(len(built)), "utf-8")
        return True

    waiting = iter([nothing] * 5)

    def pause(_: float) -> None:
        if next(waiting, None) is None:
            raise Ended

    with pytest.raises(Ended):
        watch([folder], Path("public"), build, pause, beside=(Path("report.json"), folder / "cache"))
    assert len(built) == 1


def test_a_document_that_somebody_opens_has_not_changed(folder: Path) -> None:
    built: list[int] = []
    opened = folder / "~$25-odenwaldkreis.docx"
    run(folder, [lambda: opened.write_bytes(b"x"), nothing, nothing], lambda: noted(built, 1))
    assert built == [1]


def test_links_to_folders_are_not_looked_into(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One may lead to the publication, another to itself, a third to where it lies."""
    away = tmp_path_factory.mktemp("away")
    (away / "index.html").write_text("page", "utf-8")
    (folder / "www").symlink_to(away)
    (folder / "self").symlink_to(folder)
    (folder / "b.md").symlink_to(folder / "a.md")
    found = seen([folder], [folder / "www"])
    assert sorted(path.name for path in found) == ["a.md", "b.md"]


def test_a_source_that_leads_to_itself_or_is_gone_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert seen([tmp_path / "loop", tmp_path / "gone"], [tmp_path / "public"]) == {}
