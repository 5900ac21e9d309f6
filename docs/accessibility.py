"""Looks for barriers with axe on one page of each kind, and writes down what came of it. `make accessibility`.

Without an argument the samples are published and looked at, and the record is `site/accessibility.json`. Of your own
publication: `python docs/accessibility.py public -o texts/accessibility.json`. The accessibility statement tells what
the record says. Exits with 1 when there are findings.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import sync_playwright

from aqbgraph import __version__
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.publisher.accessibility import RECORD, Check, as_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 360)


class _Quiet(SimpleHTTPRequestHandler):
    """A plain static host."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Says nothing."""


def kinds(public: Path) -> list[str]:
    """One page of each kind and language: the first whose path begins alike and is as long."""
    found: dict[tuple[str, str, int], str] = {}
    for path in sorted(public.rglob("*.html")):
        name = path.relative_to(public).as_posix()
        language = next((one.code for one in LANGUAGES if one.folder and name.startswith(one.folder)), "")
        parts = name.removeprefix(f"{language}/" if language else "").split("/")
        found.setdefault((language, parts[0], len(parts)), name)
    return sorted(found.values())


def findings(page: Page) -> list[str]:
    """What axe finds on a page as it is shown."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [f"{row['id']}: {node['html']}" for row in found["violations"] for node in row["nodes"]]


def looked_at(browser: Browser, address: str) -> tuple[str, list[str]]:
    """The version of axe, and what it found on a page in each view."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.evaluate(AXE)
    found: list[str] = []
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{address} ({scheme}, {width}): {one}" for one in findings(page)]
    version = str(page.evaluate("axe.version"))
    context.close()
    return version, found


@contextmanager
def served(public: Path) -> Iterator[str]:
    """Where a folder is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(public))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def check(public: Path, *, own: bool) -> tuple[Check, list[str]]:
    """Looks at a publication."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        raise SystemExit("Chromium fehlt: Debian-Paket chromium oder CHROMIUM=Pfad.")
    pages = kinds(public)
    with served(public) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        results = [looked_at(browser, origin + name) for name in pages]
        browser.close()
    found = [finding for _, several in results for finding in several]
    made = Check(
        checked=datetime.now(UTC).date(),
        tool="axe-core",
        version=results[0][0],
        software=__version__,
        rules=RULES,
        pages=len(pages),
        schemes=SCHEMES,
        widths=WIDTHS,
        findings=len(found),
        publication=json.loads((public / LIST).read_text("utf-8"))["baseIri"] if own else None,
    )
    return made, found


def main() -> None:
    """Looks, tells, writes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("public", nargs="?", type=Path, help="a publication; without one the samples")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "site" / RECORD, help="the record")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        public = given.public or Path(folder) / "public"
        if given.public is None:
            command = [sys.executable, "-m", "aqbgraph", "build", "examples/agreements", "examples/reported", "--quiet"]
            subprocess.run([*command, "-o", str(public)], cwd=ROOT, check=True)  # noqa: S603  # our own words
        made, found = check(public.resolve(), own=given.public is not None)
    given.output.write_text(as_record(made), "utf-8")
    print(*found, f"{made.pages} pages, {made.findings} findings: {given.output}", sep="\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
