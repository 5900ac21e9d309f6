"""The index that the search page reads, made of the finished pages: no server takes part in a search.

German and English pages are two indexes, by the language that each page names. Only what stands in `main` is found
(`data-pagefind-body`); what pages are filtered by stands in their heads (`parts/found.html`).
"""

from __future__ import annotations

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TYPE_CHECKING

from aqbgraph.publication import pagefind
from aqbgraph.publication.found import SEARCH
from aqbgraph.publication.languages import GERMAN, LANGUAGES
from aqbgraph.publication.search_order import ENTRY, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aqbgraph.publication.writer import Writer

INDEX = f"{SEARCH}/index"
MISSING = (
    "Die Seiten haben keine Suche: Das Paket pagefind-bin fehlt; für manche Rechner gibt es keines. Alles andere ist "
    "vollständig."
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

    Each language has a process of its own, at the same time: reading the pages is most of the work.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    pages = _by_language(_pages(writer.folder)) if installed() else {}
    if not pages:
        return
    target = writer.folder / INDEX
    parts = [target.with_name(f"{target.name}-{code}") for code in pages]
    with ThreadPoolExecutor(len(pages)) as threads:
        list(threads.map(_index, repeat(writer.folder), pages.values(), parts))
    _join(parts, target)
    _tidy(target)
    settle(target)


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


def _index(folder: Path, pages: Iterable[str], target: Path) -> None:
    with pagefind.indexer(_NOT_INDEXED) as index:
        for page in pages:
            index.add(page, (folder / page).read_text("utf-8"))
        index.write(target)


def _join(parts: Iterable[Path], target: Path) -> None:
    """Puts the indexes of the languages into one: their files bear the language in their names."""
    entries = [json.loads((part / ENTRY).read_bytes()) for part in parts]
    for part in parts:
        shutil.copytree(part, target, dirs_exist_ok=True, copy_function=shutil.move)
        shutil.rmtree(part)
    languages = {code: language for entry in entries for code, language in entry["languages"].items()}
    (target / ENTRY).write_text(json.dumps({**entries[0], "languages": languages}, ensure_ascii=False), "utf-8")


def _tidy(target: Path) -> None:
    """Takes away what our search page does not load; the engine is there for each language we have."""
    languages = json.loads((target / ENTRY).read_bytes())["languages"].values()
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    for path in target.iterdir():
        if _UNUSED.fullmatch(path.name) or (path.name.startswith("wasm.") and path.name not in engines):
            path.unlink()
