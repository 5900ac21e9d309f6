"""Documents to read, taken apart again: their words in order, as tests compare them with the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.publication.agreements.readable_views import Readable, ReadableBlock, ReadableItem, Span


def blocks(document: Readable) -> list[ReadableBlock]:
    return [block for group in document.groups for block in group.blocks]


def parts(document: Readable) -> Iterator[tuple[Span, ...]]:
    """What stands together, in the order of the page."""
    for block in blocks(document):
        yield block.spans
        yield from _items(block.items)
        yield from (cell for row in block.rows for cell in row)


def _items(items: Iterable[ReadableItem]) -> Iterator[tuple[Span, ...]]:
    for item in items:
        yield item.spans
        yield from _items(item.items)


def spans(document: Readable) -> Iterator[Span]:
    yield from (span for part in parts(document) for span in part)


def said(found: Iterable[Span]) -> str:
    return "".join(words.text for span in found for words in span.words)
