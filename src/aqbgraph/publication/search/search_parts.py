"""Pages in parts, each with an index of its own: pagefind holds but one at a time, and what did not change stays.

Where a part ends follows from the paths of its pages, so that a page that comes or goes changes its own part alone.
Pages that a change of one agreement reaches often stand together and in smaller parts: what hardly ever changes is not
read again because it lies beside them.
"""

from __future__ import annotations

import json
import re
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from aqbgraph.publication.frame.found import SEARCH, sought
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.search.search_joining import parted
from aqbgraph.publication.search.search_order import ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from aqbgraph.publication.disk.file_notes import Noted
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.pagefind import Indexers

# A page and what is noted of it.
Page = tuple[str, "Noted"]

INDEX = f"{SEARCH}/index"
# Bytes of the pages of a part: from so many on it ends where a path says so, at so many it ends. In memory pagefind
# takes up to eight times as many. A part costs some 12 ms beside 100 for each megabyte.
LEAST, MOST = 600_000, 2_800_000
# One path in so many says so.
_ENDS = 5


class _Kind(NamedTuple):
    """How pages of a kind lie: those that change alike beside each other, and in smaller parts when they do often."""

    place: int = 0
    share: int = 1


# First part of a path → its kind: a page of an agreement, a place or a year changes with one of their agreements,
# overviews with any.
_KINDS = {
    "agreement": _Kind(1, 2),
    **dict.fromkeys(("party", "year"), _Kind(2, 4)),
    **dict.fromkeys(("index.html", "changes", "cube", "data", "dataset", "def", "programme", "queries"), _Kind(3, 2)),
}
_STEADY, _NOT_SOUGHT = _Kind(), _Kind(4)
_INDEXED = b"data-pagefind-body"
# What leads elsewhere, what is filled in, and what programs read.
_NOT_INDEXED = ("nav", "form", "pre", "[data-pagefind-ignore]")
# Where a word may be parted at the end of a line it is one word all the same.
_SOFT = ("&shy;", "\u00ad")
# Scripts and styles of pages that are not ours.
_UNUSED = re.compile(r"pagefind-(ui|modular-ui|component-ui|highlight)\.(js|css)")
# A page without a word has no language.
_ONLY = '<!doctype html><html lang="{code}"><title>1</title><main data-pagefind-body>1</main></html>'


class Part(NamedTuple):
    """The files of an index of some pages, and what is noted of those that show a page, which are written already."""

    files: dict[str, bytes]
    written: Mapping[str, Noted]


def place(page: Page) -> tuple[int, str]:
    """By what pages are put in order: how they change, then their paths."""
    return _kind(page[0]).place, page[0]


def _kind(path: str) -> _Kind:
    folder = next((row.folder for row in LANGUAGES if row.folder and path.startswith(row.folder)), "")
    own = path.removeprefix(folder)
    return _KINDS.get(own.partition("/")[0], _STEADY) if sought(own.removesuffix("/index.html")) else _NOT_SOUGHT


def parts(pages: Iterable[Page]) -> Iterator[tuple[Page, ...]]:
    """Pages in parts, each of one kind; they are in the order of their places."""
    for kind, alike in groupby(pages, key=lambda page: _kind(page[0])):
        yield from _ended(alike, LEAST // kind.share)


def _ended(pages: Iterable[Page], least: int) -> Iterator[tuple[Page, ...]]:
    made: list[Page] = []
    size = 0
    for page in pages:
        made.append(page)
        size += page[1].size
        if size >= MOST or (size >= least and not crc32(page[0].encode()) % _ENDS):
            yield tuple(made)
            made, size = [], 0
    if made:
        yield tuple(made)


def indexed(indexers: Indexers, writer: Writer, pages: Iterable[Page]) -> Part:
    """Makes the index of a part; without files when no page of it wants to be found.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    wanted = _wanted(writer.folder, pages)
    first = next(wanted, None)
    if first is None:
        return Part({}, {})
    files, fragments = parted(_made(indexers, chain((first,), wanted), _is_index))
    own = writer.apart()
    for path, content in fragments.items():
        own.write(f"{INDEX}/{path}", content)
    return Part(files, own.noted)


def engine(indexers: Indexers, code: str) -> dict[str, bytes]:
    """What searches an index in a language: scripts, and the program that they load.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    page = "index.html", _ONLY.format(code=code).encode()
    found = _made(indexers, [page], lambda path: not _UNUSED.fullmatch(path))
    names = {f"wasm.{row['wasm'] or 'unknown'}.pagefind" for row in json.loads(found[ENTRY])["languages"].values()}
    return {
        path: content
        for path, content in found.items()
        if path in names or not (_is_index(path) or path.startswith("wasm."))
    }


def _is_index(path: str) -> bool:
    return path == ENTRY or ".pf_" in path


def _wanted(folder: Path, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """The pages that want to be found, with what stands in them."""
    for path, _ in pages:
        content = (folder / path).read_bytes()
        if _INDEXED in content:
            yield path, content


def _made(indexers: Indexers, pages: Iterable[tuple[str, bytes]], files: Callable[[str], object]) -> dict[str, bytes]:
    with indexers.indexer(_NOT_INDEXED) as index:
        for path, content in pages:
            index.add(path, _in_one(content.decode()))
        return index.files(files)


def _in_one(html: str) -> str:
    for mark in _SOFT:
        html = html.replace(mark, "")
    return html
