"""Style sheets that stand behind what they are about: they are read before the page is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aqbgraph.reading.web.opened import VOID
from aqbgraph.reading.web.style_sheets import StyleSheets

if TYPE_CHECKING:
    from collections.abc import Mapping

_BODY = re.compile(r"<body\b|</head\b", re.IGNORECASE)
_STYLE = re.compile(r"<style\b", re.IGNORECASE)


def sheets_of(text: str) -> StyleSheets:
    """The style sheets of a page: those that stand in its body, with those before; else none, to be met with later."""
    body = _BODY.search(text)
    if body is None or _STYLE.search(text, body.end()) is None:
        return StyleSheets()
    from lxml import etree  # noqa: PLC0415  # text needs no parser of HTML

    # Typed as anything: the stubs want a target for comments, too, which lxml does without.
    target: Any = _Sheets()
    parser = etree.HTMLParser(target=target, recover=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(text)
        parser.close()
    except etree.XMLSyntaxError:
        # It will not be read either.
        return StyleSheets()
    return StyleSheets(target.texts)


class _Sheets:
    """Takes the events of the parser."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._sheets = StyleSheets()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag not in VOID:
            self._sheets.enters(tag, attributes)

    def data(self, text: str) -> None:
        """Characters, which may be a part of a style sheet."""
        self._sheets.data(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag not in VOID and (text := self._sheets.leaves()) is not None:
            self.texts.append(text)

    def close(self) -> None:
        """The page ends."""
