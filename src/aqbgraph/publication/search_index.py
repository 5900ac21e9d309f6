"""The index that the search page reads, made of the finished pages: no server takes part in a search.

German and English pages are two indexes, by the language that each page names. Only what stands in `main` is found
(`data-pagefind-body`); what pages are filtered by stands in their heads (`parts/found.html`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from aqbgraph.publication import pagefind
from aqbgraph.publication.search_order import ENTRY, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aqbgraph.publication.writer import Writer

SEARCH = "search"
INDEX = f"{SEARCH}/index"
MISSING = (
    "Die Seiten haben keine Suche: Für diesen Rechner gibt es pagefind nicht als fertiges Programm (Paket pagefind-bin). "
    "Alles andere ist vollständig."
)
_INDEXED = b"data-pagefind-body"
# What leads elsewhere, what is filled in, and what programs read.
_NOT_INDEXED = ("nav", "form", "pre", "[data-pagefind-ignore]")
# Scripts and styles of pages that are not ours.
_UNUSED = re.compile(r"pagefind-(ui|modular-ui|component-ui|highlight)\.(js|css)")


def installed() -> bool:
    """Whether pages can be searched: they show no search where not."""
    return pagefind.installed()


def remarks() -> tuple[str, ...]:
    """What the clerk should know of the search."""
    return () if installed() else (MISSING,)


def write_index(writer: Writer) -> None:
    """Indexes all pages written so far that want to be found; the same pages give the same bytes.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    pages = tuple(_pages(writer.folder)) if installed() else ()
    if not pages:
        return
    target = writer.folder / INDEX
    with pagefind.indexer(_NOT_INDEXED) as index:
        for page in pages:
            index.add(page, (writer.folder / page).read_text("utf-8"))
        index.write(target)
    _tidy(target)
    settle(target)


def _pages(folder: Path) -> Iterator[str]:
    """The pages that want to be found, in the order of their paths."""
    for name in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")):
        if _INDEXED in (folder / name).read_bytes():
            yield name


def _tidy(target: Path) -> None:
    """Takes away what our search page does not load; the engine is there for each language we have."""
    languages = json.loads((target / ENTRY).read_bytes())["languages"].values()
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    for path in target.iterdir():
        if _UNUSED.fullmatch(path.name) or (path.name.startswith("wasm.") and path.name not in engines):
            path.unlink()
