"""Citation and address can be copied where a script runs; without one there is no button that does nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGE = "en/party/odenwaldkreis/index.html"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@contextmanager
def opened(
    browser: Browser, address: str, *, script: bool = True, permissions: list[str] | None = None
) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=script, permissions=permissions or [])
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


@pytest.mark.parametrize(("name", "told"), [("Copy citation", "Citation copied"), ("Copy address", "Address copied")])
def test_a_button_copies_and_says_so(browser: Browser, origin: str, name: str, told: str) -> None:
    with opened(browser, origin + PAGE, permissions=CLIPBOARD) as page:
        button = page.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text=told).wait_for()
        copied = str(page.evaluate("navigator.clipboard.readText()"))
        assert copied == page.locator(f"[data-copy='{name}']").inner_text().strip()
        assert copied.endswith("/party/odenwaldkreis")


def test_where_the_browser_forbids_it_the_text_is_selected(browser: Browser, origin: str) -> None:
    with opened(browser, origin + PAGE) as page:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')) }")
        page.evaluate("() => { document.execCommand = () => false }")
        page.get_by_role("button", name="Copy address").click()
        page.get_by_role("status").filter(has_text="The text is selected").wait_for()
        assert str(page.evaluate("getSelection().toString()")).endswith("/party/odenwaldkreis")


def test_without_script_there_is_no_button(browser: Browser, origin: str) -> None:
    with opened(browser, origin + PAGE, script=False) as page:
        assert page.get_by_role("button", name="Copy citation").count() == 0
        assert page.locator("#cite-text").is_visible()
