"""What the indexer says, and what becomes of it when it fails."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import PublicationError
from aqbgraph.publication import pagefind

if TYPE_CHECKING:
    from pathlib import Path

pagefind_bin = pytest.importorskip("pagefind_bin")
HTML = '<!doctype html><html lang="de"><body><main data-pagefind-body><h1>Wort</h1><p>Satz</p></main></body></html>'


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!{sys.executable}\n{text}", "utf-8")
    path.chmod(0o755)
    return path


def test_a_page_becomes_an_index() -> None:
    with pagefind.indexers() as indexers, indexers.indexer() as index:
        index.add("ort/index.html", HTML)
        files = index.files(lambda path: not path.endswith(".js"))
    assert not any(path.endswith(".js") for path in files)
    assert sum(path.startswith("fragment/") for path in files) == 1
    assert all(files.values())


def test_a_message_of_its_own_is_told() -> None:
    with (
        pytest.raises(PublicationError, match="pagefind: Invalid index"),
        pagefind.indexers() as indexers,
        indexers.indexer() as index,
    ):
        replace(index, index=99).add("ort/index.html", HTML)


@pytest.mark.parametrize(
    "text",
    ["import sys; sys.stderr.write('no memory left'); sys.exit(3)", "print('a,')"],
    ids=["it ends", "it does not speak our protocol"],
)
def test_an_indexer_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    made = program(tmp_path / "pagefind", text)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: made)
    with (
        pytest.raises(PublicationError, match="Suchverzeichnis ist nicht fertig"),
        pagefind.indexers() as indexers,
        indexers.indexer(),
    ):
        pass


def test_what_it_said_last_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = program(tmp_path / "pagefind", "import sys; sys.stderr.write('no memory left'); sys.exit(3)")
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: made)
    with pytest.raises(PublicationError, match="no memory left"), pagefind.indexers() as indexers, indexers.indexer():
        pass


def test_it_ends_with_our_failure() -> None:
    fails = pagefind.indexers()
    index = fails.__enter__().indexer().__enter__()
    assert not fails.__exit__(RuntimeError, RuntimeError(), None)
    assert index.asking.closed


def test_a_process_makes_one_index_after_the_other_and_none_shows_in_the_next() -> None:
    def made(html: str) -> tuple[object, dict[str, bytes]]:
        with indexers.indexer() as index:
            index.add("ort/index.html", html)
            return index.asking, index.files(lambda path: path == "pagefind-entry.json" or ".pf_" in path)

    with pagefind.indexers() as indexers:
        process, first = made(HTML)
        other, second = made(HTML.replace("Wort", "Anderes"))
        again, third = made(HTML)
        assert process is other is again
        assert first == third != second


def test_two_at_the_same_time_have_a_process_each() -> None:
    with pagefind.indexers() as indexers, indexers.indexer() as one, indexers.indexer() as other:
        assert one.asking is not other.asking


def test_one_that_failed_is_not_asked_again() -> None:
    with pagefind.indexers() as indexers:
        with pytest.raises(PublicationError), indexers.indexer() as failed:
            replace(failed, index=99).add("ort/index.html", HTML)
        with indexers.indexer() as index:
            assert index.asking is not failed.asking
