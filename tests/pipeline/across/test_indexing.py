"""An index begun before all pages are there is the one that all of them give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.publication.search.test_search_index import digests, page

from aqbgraph.pipeline.across import indexing
from aqbgraph.pipeline.spreading.asides import asides
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.search.search_parts import INDEX

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pagefind_bin")
EARLY, LATE = ("darmstadt", "fulda"), ("giessen", "kassel-stadt")


def write(writer: Writer, places: tuple[str, ...]) -> None:
    for place in places:
        writer.write(f"agreement/2025/{place}/index.html", page("de", place, 2025).encode())
        writer.write(f"en/agreement/2025/{place}/index.html", page("en", place, 2025).encode())


def indexed(folder: Path, processes: int) -> tuple[dict[str, str], bool]:
    """The files of the index, and whether another process made it."""
    writer = Writer(folder)
    steps = Steps(writer, Before(folder))
    write(writer, EARLY)
    with asides(processes) as room:
        begun = indexing.begin(steps, room)
        write(writer, LATE)
        begun.end(steps)
    return digests(folder / INDEX), begun.made is not None


def test_in_another_process_it_is_the_same(tmp_path: Path) -> None:
    here, alone = indexed(tmp_path / "here", 1)
    there, beside = indexed(tmp_path / "there", 2)
    assert not alone
    assert beside
    assert here == there
    assert sum(path.startswith("fragment/") for path in here) == 2 * len(EARLY + LATE)


def test_what_the_index_is_made_of_is_noted(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    steps = Steps(writer, Before(tmp_path))
    write(writer, EARLY)
    with asides(2) as room:
        indexing.begin(steps, room).end(steps)
    assert {path for path in writer.noted if path.startswith(INDEX)} == {
        f"{INDEX}/{path}" for path in digests(tmp_path / INDEX)
    }


def test_pages_of_the_last_time_are_not_read_ahead(tmp_path: Path) -> None:
    """The index of the last time may do: who reads them before that is known would read them for nothing."""
    for again in (False, True):
        folder = tmp_path / str(again)
        writer = Writer(folder)
        with kept_in(tmp_path / "cache") as cache, asides(2) as room:
            steps = Steps(writer, Before(folder), cache)
            write(writer, EARLY)
            begun = indexing.begin(steps, room)
            begun.end(steps)
            cache.close()
        assert (begun.made is None) == again
