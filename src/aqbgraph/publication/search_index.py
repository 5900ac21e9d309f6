"""The index that the search page reads, made of the finished pages: no server takes part in a search.

German and English pages are two indexes, by the language that each page names. Only what stands in `main` is found
(`data-pagefind-body`); what pages are filtered by stands in their heads (`parts/found.html`).
"""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TYPE_CHECKING

from aqbgraph.publication import pagefind
from aqbgraph.publication.found import SEARCH
from aqbgraph.publication.languages import GERMAN, LANGUAGES
from aqbgraph.publication.search_order import ENTRY, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from aqbgraph.publication.steps import Steps
    from aqbgraph.publication.writer import Writer

INDEX = f"{SEARCH}/index"
MISSING = (
    "Die Seiten haben keine Suche: Das Paket pagefind-bin fehlt; für manche Rechner gibt es keines. Alles andere ist "
    "vollständig."
)
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


def write_index(steps: Steps) -> None:
    """Indexes all pages written so far that want to be found; the same pages give the same bytes.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    pages = sorted((path, noted) for path, noted in steps.writer.noted.items() if path.endswith(".html"))
    steps.files("search", steps.given(installed(), pages), _write)


def _write(writer: Writer) -> None:
    """Each language has a process of its own, at the same time: reading the pages is most of the work."""
    pages = _by_language(_pages(writer.folder)) if installed() else {}
    if not pages:
        return
    with ThreadPoolExecutor(len(pages)) as threads:
        parts = list(threads.map(_indexed, repeat(writer.folder), pages.values()))
    for path, content in settled(_joined(parts)).items():
        writer.write(f"{INDEX}/{path}", content)


def _pages(folder: Path) -> Iterator[str]:
    """The pages that want to be found, in the order of their paths."""
    for name in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")):
        if _INDEXED in (folder / name).read_bytes():
            yield name


def _by_language(pages: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page in pages:
        code = next((row.code for row in LANGUAGES if row.folder and page.startswith(row.folder)), GERMAN.code)
        found.setdefault(code, []).append(page)
    return found


def _indexed(folder: Path, pages: Iterable[str]) -> dict[str, bytes]:
    """The files of the index of these pages, without what our search page does not load."""
    with pagefind.indexer(_NOT_INDEXED) as index:
        for page in pages:
            index.add(page, _SOFT.sub("", (folder / page).read_text("utf-8")))
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
