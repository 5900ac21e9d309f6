"""Indexes of parts of the pages joined: as pagefind would have made them of all pages."""

from __future__ import annotations

import gzip
import json
from functools import partial
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from tests.publication.search.test_search_index import unpacked

from aqbgraph.errors import PublicationError
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.search import search_index, search_joining, search_parts
from aqbgraph.publication.search.search_files import packed
from aqbgraph.publication.search.search_joining import joined, parted
from aqbgraph.publication.search.search_order import ENTRY, settled
from aqbgraph.publication.search.search_parts import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

pytest.importorskip("pagefind_bin")
PLACES = ("darmstadt", "fulda", "kassel-stadt")
# Other forms of a word, words that begin alike, letters of several bytes, numbers.
FORMS = """
gefördert fördert Förderung Förderungen lässt lasst Länge länger längsten Maßnahme Maßnahmen Übergang über Café café
Beratung berät beraten 2025 20 202 Ärzte Arzt naïve Straße Strasse
"""
WORDS = FORMS.split()
PAGES = 60
WHOLE = 10**9  # bytes


def text(number: int) -> str:
    """Some pages are long, and some have words of their own, so that the index has several chunks of words."""
    chance = Random(number)  # noqa: S311  # the same each time
    own = [f"{chance.choice('aäbcdeüxyz')}{chance.randrange(10**6)}" for _ in range(400)]
    return " ".join(chance.choices([*WORDS, *own], k=chance.choice((20, 200, 2_000))))


def page(number: int) -> str:
    place = PLACES[number % len(PLACES)]
    found = f'<meta name="x" content="{place}" data-pagefind-filter="place[content]">'
    some = f'<meta name="y" content="{number}" data-pagefind-filter="year[content]">' if number % 3 else ""
    # The first part may have no page with a picture, so fewer fields than the others.
    picture = '<img src="/a.svg" alt="Bild">' if number > PAGES // 2 else ""
    return (
        f'<!doctype html><html lang="de"><head><title>{place}</title>{found}{some}</head><body>'
        f"<main data-pagefind-body><h1>{WORDS[number % len(WORDS)]} {number}</h1><p>{text(number)}</p>"
        f'<h2 id="a">Länge</h2>{picture}<p>{text(number + PAGES)}</p></main></body></html>'
    )


def made(folder: Path, pages: int, portion: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of so many pages, of so many bytes at a time."""
    monkeypatch.setattr(search_parts, "LEAST", portion)
    monkeypatch.setattr(search_parts, "MOST", portion)
    writer = Writer(folder)
    for number in range(pages):
        writer.write(f"{number:03}/index.html", page(number).encode())
    search_index.write_index(Steps(writer, Before(folder)))
    return folder / INDEX


def told(index: Path) -> dict[str, Any]:
    """All that is in an index; how its files are packed, named, and where those of words are cut is not."""
    (path,) = index.glob("*.pf_meta")
    version, pages, chunks, filters, sorts, fields = unpacked(path)
    return {
        "version": version,
        "pages": [(count, unpacked_json(index / f"fragment/{name}.pf_fragment")) for name, count in pages],
        "words": [row for _, _, name in chunks for row in unpacked(index / f"index/{name}.pf_index")[0]],
        "filters": [(key, unpacked(index / f"filter/{name}.pf_filter")) for key, name in filters],
        "sorts": sorts,
        "fields": fields,
        "entry": {
            code: (row["page_count"], row["wasm"])
            for code, row in json.loads((index / ENTRY).read_bytes())["languages"].items()
        },
        "files": sorted(path.relative_to(index).as_posix() for path in index.glob("*") if ".pf_" not in path.name),
        "fragments": sorted(path.name for path in index.glob("fragment/*")),
    }


def unpacked_json(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        return told(made(tmp_path_factory.mktemp("whole"), PAGES, WHOLE, patch))


@pytest.mark.parametrize("portion", [30_000, 200_000, 700_000])
def test_parts_joined_are_the_whole(
    whole: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    assert len(whole["pages"]) == PAGES
    assert any(forms for _, _, forms in whole["words"])
    index = made(tmp_path, PAGES, portion, monkeypatch)
    assert told(index) == whole
    assert_cut(index)


def assert_cut(index: Path) -> None:
    """Several chunks, each told by beginnings between which its words are, and no others."""
    (path,) = index.glob("*.pf_meta")
    chunks = [(first, last, unpacked(index / f"index/{name}.pf_index")[0]) for first, last, name in unpacked(path)[2]]
    assert len(chunks) > 1
    for first, last, words in chunks:
        assert words[0][0].startswith(first)
        assert words[-1][0].startswith(last)
    for (_, last, _), (first, _, _) in pairwise(chunks):
        assert last < first


def test_other_chunks_stay_when_one_changes_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word stands before nearly all others in their order, and behind them on its page."""
    before, after = tmp_path / "before", tmp_path / "after"
    made(before, PAGES, WHOLE, monkeypatch)
    monkeypatch.setattr(f"{__name__}.text", partial(longer, text))
    made(after, PAGES, WHOLE, monkeypatch)
    one, other = ({path.name for path in (place / INDEX / "index").iterdir()} for place in (before, after))
    assert len(one) > 3
    assert 0 < len(one - other) <= 2


def longer(text: Callable[[int], str], number: int) -> str:
    return text(number) + (" 2025" * 50 if number == 3 + PAGES else "")


def test_many_parts_are_joined_in_turns(whole: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_joining, "_AT_ONCE", 3)
    assert told(made(tmp_path, PAGES, 50_000, monkeypatch)) == whole


def files(index: Path) -> dict[str, bytes]:
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}


@pytest.fixture
def part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    return files(made(tmp_path, 2, WHOLE, monkeypatch))


def whole_of(parts: Sequence[dict[str, bytes]]) -> dict[str, bytes]:
    words: dict[str, bytes] = {}
    made = settled(joined(parts, words.__setitem__))
    return {**made, **{path: packed(content) for path, content in words.items()}}


def test_one_part_is_the_whole(part: dict[str, bytes]) -> None:
    rest, fragments = parted(part)
    assert {**whole_of([rest]), **fragments} == part


def test_fragments_are_named_by_their_content(part: dict[str, bytes]) -> None:
    """As they are already, so nothing changes."""
    rest, fragments = parted(part)
    assert {**rest, **fragments}.keys() == part.keys()
    assert len(fragments) == 2


def test_what_no_page_shows_is_refused(part: dict[str, bytes]) -> None:
    shown = next(path for path in part if path.startswith("fragment/"))
    with pytest.raises(PublicationError, match="unbekannte Form"):
        parted({path: content for path, content in part.items() if path != shown})


def test_parts_of_another_form_are_refused(part: dict[str, bytes]) -> None:
    """No page of ours says how pages are to be ordered."""
    path = next(path for path in part if path.endswith(".pf_meta"))
    meta = cbor2.loads(gzip.decompress(part[path]).removeprefix(b"pagefind_dcd"))
    meta[4] = [["datum", [0, 1]]]
    with pytest.raises(PublicationError, match="unbekannte Form"):
        whole_of([parted(part)[0], {**parted(part)[0], path: packed(cbor2.dumps(meta))}])


def test_words_of_another_form_are_refused(part: dict[str, bytes]) -> None:
    """As if a page had no places."""
    path = next(path for path in part if path.startswith("index/"))
    words = cbor2.loads(gzip.decompress(part[path]).removeprefix(b"pagefind_dcd"))
    words[0][0][1] = [[0, [1]]]
    with pytest.raises(PublicationError, match="unbekannte Form"):
        parted({**part, path: packed(cbor2.dumps(words))})


def test_kept_words_that_are_damaged_are_refused(part: dict[str, bytes]) -> None:
    rest = parted(part)[0]
    path = next(path for path in rest if path.startswith("index/"))
    with pytest.raises(PublicationError, match="unbekannte Form"):
        whole_of([{**rest, path: rest[path][:-9]}])
