"""Every link of every page leads somewhere, on any host and from disk. No browser is needed to know it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Page(HTMLParser):
    """References, ids and what a strict Content-Security-Policy would stop."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.references: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.references += [given[name] for name in ("href", "src") if name in given]
        self.ids += [given["id"]] if "id" in given else []
        self.inline += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        # A script of a file of its own is what the policy allows; data is none.
        data = given.get("type") in ("application/ld+json", "application/json")
        if tag == "style" or (tag == "script" and not data and not given.get("src")):
            self.inline.append(f"<{tag}>")

    def targets(self, root: Path) -> list[tuple[str, Path, str]]:
        """The references within the site: as written, the file, the fragment."""
        found = []
        for reference in self.references:
            parts = urlsplit(reference)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            start = root if path.startswith("/") else self.path.parent
            file = (start / path.lstrip("/")).resolve() if path else self.path
            # Words that a browser is to mark are no fragment (URL fragment text directives, 3.1).
            fragment = unquote(parts.fragment.partition(":~:")[0])
            # Nor is a query, which the page of the endpoint takes from there.
            if fragment.startswith("query=") and file.parent.name == "sparql":
                fragment = ""
            found.append((reference, file / "index.html" if file.is_dir() else file, fragment))
        return found


@pytest.fixture(scope="module")
def pages(published: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(published.resolve().rglob("*.html"))}


def test_every_link_and_fragment_resolves(pages: dict[Path, Page], published: Path) -> None:
    broken = []
    for page in pages.values():
        for reference, file, fragment in page.targets(published.resolve()):
            missing = not file.is_file() or (fragment and file in pages and fragment not in pages[file].ids)
            if missing:
                broken.append(f"{page.path.relative_to(published.resolve())}: {reference}")
    assert broken == []


def test_links_name_files_so_that_they_work_from_disk(pages: dict[Path, Page], published: Path) -> None:
    """All but those of the page for what does not exist, which only a host shows."""
    root = published.resolve()
    folders = [
        f"{page.path.relative_to(root)}: {reference}"
        for page in pages.values()
        if page.path.name != "404.html"
        for reference, file, _ in page.targets(root)
        if file.name == "index.html" and not reference.startswith("#") and "index.html" not in reference
    ]
    assert folders == []


def test_a_page_has_each_id_once(pages: dict[Path, Page]) -> None:
    twice = {str(page.path): {name for name in page.ids if page.ids.count(name) > 1} for page in pages.values()}
    assert {path: names for path, names in twice.items() if names} == {}


def test_a_page_has_no_inline_style_or_script(pages: dict[Path, Page]) -> None:
    assert {str(page.path): page.inline for page in pages.values() if page.inline} == {}
