"""What the tests of pages with queries share: a server over the samples, and a page that tells what it asked for."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

# Cold, over loaded cores: the engine is compiled in the time that a page usually takes.
PATIENCE = 60_000


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page; when it is left, it must have asked nobody but its own origin, and nothing may have failed."""
    window: ViewportSize = {"width": options.pop("width", 1280), "height": 900}
    context = browser.new_context(viewport=window, accept_downloads=True, **options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    yield page
    origin = "/".join(address.split("/")[:3]) + "/"
    assert [url for url in asked if not url.startswith((origin, f"blob:{origin}"))] == []
    expected = "the server responded with a status of 4"  # what is wrong with a query is told so
    assert [fault for fault in faults if expected not in fault] == []
    context.close()


def run(page: Page) -> str:
    """Runs the query and waits for its result; what is said of it."""
    page.locator("#run").click()
    return finished(page)


def finished(page: Page) -> str:
    """What is said when a query has come to its end."""
    page.wait_for_function(
        "() => document.getElementById('cancel').hidden && document.getElementById('status').textContent"
    )
    return page.locator("#status").inner_text()


def type_query(page: Page, text: str) -> None:
    """Puts a query in the place of the one in the editor, as one pastes it."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    # Chromium would carry the look of what is replaced over in a style attribute.
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def download(page: Page, name: str) -> str:
    """The text of the file that a button makes."""
    with page.expect_download() as caught:
        page.get_by_role("button", name=name).click()
    return caught.value.path().read_bytes().decode()


def rows(text: str) -> list[str]:
    """The rows of a result in JSON as texts that can be compared, whatever their order."""
    found = json.loads(text)
    return sorted(json.dumps(row, sort_keys=True) for row in found["results"]["bindings"])
