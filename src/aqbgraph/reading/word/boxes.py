"""The text boxes of a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.reading.word.styles import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a paragraph, less those inside others; of alternatives (ECMA-376 part 3, 9.3) the first."""
    waiting = list(reversed(paragraph))
    while waiting and (found := waiting.pop()) is not None:
        if found.tag == W + "txbxContent":
            yield found
        elif found.tag != _ALTERNATIVES + "Fallback":
            waiting.extend(reversed(found))
