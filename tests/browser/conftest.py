"""The samples, published once and served from an origin of their own; and Debian's Chromium to look at them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from aqbgraph.publication.hosting.headers import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
# It talks to nobody but the page it shows, and needs neither graphics nor privileges.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Handler(SimpleHTTPRequestHandler):
    """A plain static host that forbids what the site promises not to need: inline style and script, third parties."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", dict(fields(self.path))["content-security-policy"])
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Says nothing: a test tells what it saw."""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as `aqbgraph build` writes them."""
    target = tmp_path_factory.mktemp("browser") / "public"
    command = [sys.executable, "-m", "aqbgraph", "build", "examples/agreements", "examples/reported", "-o", str(target)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # our own words
    assert made.returncode == 0, made.stdout + made.stderr
    return target


@pytest.fixture(scope="session")
def origin(published: Path) -> Iterator[str]:
    """Where the pages are served: "http://127.0.0.1:49152/"."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(published))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


# Not for the session: Playwright keeps an event loop running in this thread, and other tests start their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; the checks must have one, a user's machine may do without."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        without = pytest.fail if "CI" in os.environ else pytest.skip
        without("Chromium fehlt: Debian-Paket chromium oder CHROMIUM=Pfad.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()
