"""The index that the search page reads, made of the finished pages: no server takes part in a search.

German and English pages are two indexes, by the language that each page names. Only what stands in `main` is found
(`data-pagefind-body`); what pages are filtered by stands in their heads (`parts/found.html`).
"""

from __future__ import annotations

import json
import re
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

from aqbgraph.publication import pagefind
from aqbgraph.publication.found import SEARCH
from aqbgraph.publication.languages import GERMAN, LANGUAGES
from aqbgraph.publication.search_joining import joined, parted
from aqbgraph.publication.search_order import ENTRY, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aqbgraph.publication.steps import Steps
    from aqbgraph.publication.writer import Writer

INDEX = f"{SEARCH}/index"
MISSING = (
    "Die Seiten haben keine Suche: Das Paket pagefind-bin fehlt; für manche Rechner gibt es keines. Alles andere ist "
    "vollständig."
)
# So many bytes of pages at a time are given to pagefind, which takes up to eight times as many for them. A publication
# of some 150 agreements has no more in a language.
PORTION = 16_000_000
_INDEXED = b"data-pagefind-body"
# What leads elsewhere, what is filled in, and what programs read.
_NOT_INDEXED = ("nav", "form", "pre", "[data-pagefind-ignore]")
# Where a word may be parted at the end of a line it is one word all the same.
_SOFT = re.compile("&shy;|\u00ad")
# Scripts and styles of pages that are not ours.
_UNUSED = re.compile(r"pagefind-(ui|modular-ui|component-ui|highlight)\.(js|css)")


def installed() -> bool:
    """Whether pages can be searched: they show no search where not."""
    return pagefind.installed()


def remarks() -> tuple[str, ...]:
    """What the clerk should know of the search."""
    return () if installed() else (MISSING,)


def pages(writer: Writer) -> tuple[str, ...]:
    """The pages that are there by now, in the order of their paths."""
    return tuple(sorted(path for path in writer.noted if path.endswith(".html")))


def write_index(steps: Steps, first: Sequence[str] = (), begun: Callable[[Writer], None] | None = None) -> None:
    """Indexes all pages written so far that want to be found, `first` these; the same pages give the same bytes.

    Where an index is `begun`, that is ended and takes its place.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    given = steps.given(installed(), first, [(path, steps.writer.noted[path]) for path in pages(steps.writer)])
    if begun:
        steps.made("search", given, begun)
    else:
        steps.files("search", given, lambda own: index(own, first, lambda: others(steps.writer, first)))


def others(writer: Writer, first: Collection[str]) -> tuple[str, ...]:
    """The pages that are there by now beside the first."""
    known = frozenset(first)
    return tuple(page for page in pages(writer) if page not in known)


def index(writer: Writer, first: Sequence[str], wait: Callable[[], Sequence[str]]) -> None:
    """Indexes `first` these pages, then, having waited for them, the others.

    Each language has a process of its own, at the same time: reading the pages is most of the work.
    """
    if not installed():
        return
    folder, early, write = writer.folder, _by_language(first), _taking_turns(writer)
    late: Future[dict[str, list[str]]] = Future()
    with ThreadPoolExecutor(len(LANGUAGES)) as threads:
        parts = [threads.submit(_parts, _wanted(folder, row.code, early, late), write) for row in LANGUAGES]
        try:
            late.set_result(_by_language(wait()))
        except BaseException as error:
            late.set_exception(error)
            raise
        made = [joined(some) for one in parts if (some := one.result())]
    for path, content in settled(_joined(made)).items() if made else ():
        write(path, content)


def _taking_turns(writer: Writer) -> Callable[[str, bytes], None]:
    """Writes a file of the index, in whatever thread."""
    turn = Lock()

    def write(path: str, content: bytes) -> None:
        with turn:
            writer.write(f"{INDEX}/{path}", content)

    return write


def _by_language(pages: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page in pages:
        code = next((row.code for row in LANGUAGES if row.folder and page.startswith(row.folder)), GERMAN.code)
        found.setdefault(code, []).append(page)
    return found


def _wanted(
    folder: Path, code: str, early: Mapping[str, Sequence[str]], late: Future[dict[str, list[str]]]
) -> Iterator[tuple[str, bytes]]:
    """The pages of a language that want to be found, with what stands in them."""
    yield from _read(folder, early.get(code, ()))
    yield from _read(folder, late.result().get(code, ()))


def _read(folder: Path, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for page in pages:
        content = (folder / page).read_bytes()
        if _INDEXED in content:
            yield page, content


def _parts(pages: Iterator[tuple[str, bytes]], write: Callable[[str, bytes], None]) -> list[dict[str, bytes]]:
    """The files of the indexes of some pages each; what they show of a page is written at once."""
    made = []
    for first in pages:
        files, fragments = parted(_part(_portion(first, pages)))
        for path, content in fragments.items():
            write(path, content)
        made.append(files)
    return made


def _portion(first: tuple[str, bytes], others: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """A page and as many others as there is room for beside it."""
    size = 0
    for page in chain((first,), others):
        yield page
        size += len(page[1])
        if size >= PORTION:
            return


def _part(pages: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files of the index of these pages, without what our search page does not load."""
    with pagefind.indexer(_NOT_INDEXED) as index:
        for page, content in pages:
            index.add(page, _SOFT.sub("", content.decode()))
        found = index.files()
    languages = json.loads(found[ENTRY])["languages"].values()
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    return {
        path: content
        for path, content in found.items()
        if not _UNUSED.fullmatch(path) and (path in engines or not path.startswith("wasm."))
    }


def _joined(parts: Sequence[dict[str, bytes]]) -> dict[str, bytes]:
    """The indexes of the languages as one: their files bear the language in their names."""
    entries = [json.loads(part[ENTRY]) for part in parts]
    languages = {code: language for entry in entries for code, language in entry["languages"].items()}
    files = {path: content for part in parts for path, content in part.items()}
    return {**files, ENTRY: json.dumps({**entries[0], "languages": languages}, ensure_ascii=False).encode()}
