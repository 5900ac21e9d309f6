"""Parts of the pages: where they end, and that a change is indexed again in its own part alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publication.search.test_search_index import digests, page

from aqbgraph.publication import pagefind
from aqbgraph.publication.disk.before import before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.file_notes import Noted
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.search import search_index, search_parts
from aqbgraph.publication.search.search_joining import as_one
from aqbgraph.publication.search.search_order import ENTRY
from aqbgraph.publication.search.search_parts import INDEX, Page, Part, parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aqbgraph.publication.pagefind import Indexers

YEARS = range(1990, 2030)
PLACES = ("darmstadt", "fulda", "giessen", "kassel-stadt")
KINDS = st.sampled_from(("", "agreement/", "party/", "en/party/", "year/2025/", "comparison/", "def/"))
PATHS = st.builds("".join, st.tuples(KINDS, st.text("abc/", max_size=8)))
PAGES = st.dictionaries(PATHS, st.integers(0, 2_000_000), max_size=60).map(
    lambda found: sorted(((path, Noted(size, "")) for path, size in found.items()), key=search_parts.place)
)


@given(PAGES)
def test_each_page_is_in_one_part_in_its_order(pages: list[Page]) -> None:
    made = list(parts(pages))
    assert [page for part in made for page in part] == pages
    assert all(sum(page[1].size for page in part[:-1]) < search_parts.MOST for part in made)
    # Pages of one kind end a part before it is full, and those that change often stand in parts a quarter as long.
    short = [part for part in made if sum(page[1].size for page in part) < search_parts.LEAST // 4]
    assert len(short) <= len({search_parts.place(page)[0] for page in pages})


def test_what_changes_alike_lies_in_one_row() -> None:
    paths = ("party/fulda", "comparison/fulda/giessen", "cube", "en/cube", "wording/3", "agreement/2025/fulda/source")
    made = list(parts(sorted([(f"{path}/index.html", Noted(10, "")) for path in paths], key=search_parts.place)))
    assert [[path.removesuffix("/index.html") for path, _ in part] for part in made] == [
        ["wording/3"],
        ["party/fulda"],
        ["cube", "en/cube"],
        ["agreement/2025/fulda/source", "comparison/fulda/giessen"],
    ]


def test_a_page_that_comes_changes_its_part_alone() -> None:
    pages = [(f"agreement/{number:05}", Noted(50_000, "")) for number in range(5_000)]
    before_it, with_it = list(parts(pages)), list(parts(sorted([*pages, ("agreement/02500x", Noted(50_000, ""))])))
    assert len(before_it) > 20
    assert len({*before_it} ^ {*with_it}) <= 3


pytest.importorskip("pagefind_bin")


def build(folder: Path, cache: Path, changed: Sequence[str] = ()) -> dict[str, str]:
    """A publication of pages, of which some were changed, with the index of all; the next is made beside it."""
    target = folder / "public"
    writer = Writer(folder / "new")
    with kept_in(cache) as known:
        steps = Steps(writer, before(target), known)
        for place in PLACES:
            for year in YEARS:
                content = page("de", place, year)
                path = f"agreement/{year}/{place}/index.html"
                writer.write(path, content.replace("Nummer", "Zahl").encode() if path in changed else content.encode())
        search_index.write_index(steps)
        writer.close("https://example.org/", "https://example.org/licence")
        if target.exists():
            target.rename(folder / f"old-{len(list(folder.iterdir()))}")
        writer.folder.rename(target)
        known.close()
    return digests(target / INDEX)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of pages of the parts that are made."""
    made: list[int] = []
    indexed = search_parts.indexed

    def told(indexers: Indexers, writer: Writer, pages: Sequence[Page]) -> Part:
        made.append(len(pages))
        return indexed(indexers, writer, pages)

    monkeypatch.setattr(search_parts, "indexed", told)
    monkeypatch.setattr(search_parts, "LEAST", 4_000)
    monkeypatch.setattr(search_parts, "MOST", 16_000)
    return made


def test_only_the_parts_that_changed_are_made_again(tmp_path: Path, made: list[int]) -> None:
    changed = ["agreement/2000/fulda/index.html"]
    first = build(tmp_path, tmp_path / "cache")
    assert len(made) > 3
    assert sum(made) == len(PLACES) * len(YEARS)
    count = len(made)
    assert build(tmp_path, tmp_path / "cache") == first
    assert len(made) == count
    # The build between asked for no part, and all are known still.
    second = build(tmp_path, tmp_path / "cache", changed)
    assert len(made) == count + 1
    assert second != first
    (tmp_path / "other").mkdir()
    assert build(tmp_path / "other", tmp_path / "elsewhere", changed) == second


@pytest.mark.usefixtures("made")
def test_only_the_groups_that_changed_are_joined_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = ["agreement/2000/fulda/index.html"]
    (tmp_path / "other").mkdir()
    at_once = build(tmp_path / "other", tmp_path / "elsewhere", changed)
    joined: list[int] = []

    def told(parts: Sequence[dict[str, bytes]]) -> dict[str, bytes]:
        joined.append(len(parts))
        return as_one(parts)

    monkeypatch.setattr(search_index, "as_one", told)
    monkeypatch.setattr(search_index, "_FEW", 2)
    monkeypatch.setattr(search_index, "_LEAST", 2)
    monkeypatch.setattr(search_index, "_MOST", 3)
    build(tmp_path, tmp_path / "cache")
    groups = len(joined)
    assert groups > 2
    assert build(tmp_path, tmp_path / "cache", changed) == at_once
    assert len(joined) == groups + 1
    assert build(tmp_path, tmp_path / "cache", changed) == at_once
    assert len(joined) == groups + 1


def test_what_shows_a_page_and_is_gone_is_made_again(tmp_path: Path, made: list[int]) -> None:
    changed = ["agreement/2000/fulda/index.html"]
    build(tmp_path, tmp_path / "cache")
    count = len(made)
    shown = sorted((tmp_path / "public" / INDEX / "fragment").iterdir())
    shown[0].unlink()
    second = build(tmp_path, tmp_path / "cache", changed)
    assert count < len(made) <= count + 2
    assert sum(path.startswith("fragment/") for path in second) == len(shown)


def test_a_part_without_pages_that_want_to_be_found_has_no_index(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.write("comparison/a/index.html", b"<!doctype html><main>Vergleich</main>")
    with pagefind.indexers() as indexers:
        assert search_parts.indexed(indexers, writer, tuple(writer.noted.items())) == Part({}, {})


@pytest.mark.parametrize("code", ["de", "en"])
def test_the_engine_has_no_pages(code: str) -> None:
    with pagefind.indexers() as indexers:
        found = search_parts.engine(indexers, code)
    assert sorted(found) == ["pagefind-worker.js", "pagefind.js", f"wasm.{code}.pagefind"]


def test_the_entry_counts_the_pages_of_all_parts(tmp_path: Path, made: list[int]) -> None:
    build(tmp_path, tmp_path / "cache")
    told = json.loads((tmp_path / "public" / INDEX / ENTRY).read_bytes())["languages"]
    assert told["de"]["page_count"] == sum(made)
