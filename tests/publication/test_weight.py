"""What a page weighs packed, as hosts deliver it: with its sheets and fonts, before pictures; and its scripts."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes: what pages promise (docs/decisions/0018-design.md).
PAGE = 60_000
SCRIPT = 15_000
# The editor and the search, which only their own pages load; the engine comes when somebody asks.
EXCEPTED = {
    "sparql.js": {"sparql/index.html", "en/sparql/index.html"},
    "search.js": {"search/index.html", "en/search/index.html"},
}

pytestmark = pytest.mark.skipif(not (folder("site") / "bundle" / "site.css").is_file(), reason="the bundle is not made")


def packed(content: bytes) -> int:
    """Bytes after gzip as nginx and Apache have it; Brotli makes fewer."""
    return len(gzip.compress(content, 6, mtime=0))


@cache
def sent(path: Path) -> int:
    """Bytes of a file that a page loads; fonts are packed in themselves."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else packed(content)


@cache
def sheet(path: Path) -> frozenset[Path]:
    """A sheet and the fonts it names: each page is set in all of them."""
    named = re.findall(r"url\(([\w-]+\.woff2)\)", path.read_text("utf-8"))
    return frozenset({path, *(path.parent / name for name in named)})


@cache
def script(path: Path) -> frozenset[Path]:
    """A script and what it cannot run without."""
    imported = re.findall(r'(?:from|import)"(\./[^"]+)"', path.read_text("utf-8"))
    return frozenset({path}).union(*(script((path.parent / name).resolve()) for name in imported))


def loaded(root: Path, page: Path, rows: str, attribute: str) -> Iterator[Path]:
    """The files that elements of a page name; the root of the host is that of the publication."""
    for element in html.fromstring(page.read_bytes()).iterfind(rows):
        address = element.get(attribute)
        if address:
            yield (root / address[1:] if address.startswith("/") else page.parent / address).resolve()


def pages(root: Path) -> dict[str, Path]:
    return {path.relative_to(root).as_posix(): path for path in sorted(root.resolve().rglob("*.html"))}


def weight(root: Path, page: Path) -> int:
    files: set[Path] = set(loaded(root, page, ".//link[@rel='preload']", "href"))
    for path in loaded(root, page, ".//link[@rel='stylesheet']", "href"):
        files |= sheet(path)
    return packed(page.read_bytes()) + sum(map(sent, files))


def scripts(root: Path, page: Path) -> set[Path]:
    return set[Path]().union(*map(script, loaded(root, page, ".//script", "src")))


def test_no_page_is_heavier(built_with_reported: Path) -> None:
    found = pages(built_with_reported)
    weights = {name: weight(built_with_reported, path) for name, path in found.items()}
    assert len(weights) > 200
    # Sheet and fonts are in it.
    assert min(weights.values()) > 30_000
    assert {name: size for name, size in weights.items() if size > PAGE} == {}


def test_no_page_has_more_script(built_with_reported: Path) -> None:
    sizes: dict[str, int] = {}
    excepted: dict[str, set[str]] = {}
    for name, path in pages(built_with_reported).items():
        files = scripts(built_with_reported, path)
        for file in files:
            if file.name in EXCEPTED:
                excepted.setdefault(file.name, set()).add(name)
        if not any(file.name in EXCEPTED for file in files):
            sizes[name] = sum(map(sent, files))
    assert excepted == EXCEPTED
    assert max(sizes.values()) > 0
    assert {name: size for name, size in sizes.items() if size > SCRIPT} == {}
