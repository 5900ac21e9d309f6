"""Words of an index, each with its pages: as pagefind writes them, and as they are kept to be joined.

What is kept of a word are the bytes that its pages take. Of these only the number of the first page depends on what
stands before, since each is told as far beyond the one before: so pages of two parts are joined without being read.
Read off version 1.5 and its `pagefind/src/fragments/mod.rs` (https://github.com/CloudCannon/pagefind); the encoding is
that of CBOR (RFC 8949, section 3).
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import cbor2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_ARRAY = 0x80  # major type 4
_SHORT = 24
# The number in the head of what is longer than that, by how many bytes it takes.
_LENGTHS = ((0x18, 1), (0x19, 2), (0x1A, 4), (0x1B, 8))
_OF_PAGE, _OF_WORD, _OF_FORM = b"\x83", b"\x83", b"\x82"
# Kept for the next build and never published: speed counts.
_LEVEL = 1

# [page, as far beyond the one before; places; places in fields].
Page = list[Any]


class Pages(NamedTuple):
    """Pages with a word: how many, the numbers of the first and the last; behind the number of the first its places,
    then the other pages.
    """

    number: int
    first: int
    last: int
    places: bytes
    others: bytes


# Of a word that pages have in other forms alone.
_NONE = Pages(0, 0, 0, b"", b"")


class Row(NamedTuple):
    """A word, its places by the count with which pagefind cuts chunks, its pages, and the pages of its forms."""

    word: str
    size: int
    pages: Pages
    forms: Sequence[tuple[str, Pages]]


def row(word: str, pages: Sequence[Page], forms: Iterable[tuple[str, Sequence[Page]]]) -> Row:
    """A word as pagefind has it.

    Raises:
        ValueError, TypeError: it is of another form.
    """
    size = sum(1 + len(places) + len(in_fields) for _, places, in_fields in pages)
    return Row(word, size, _pages(pages), [(form, _pages(found)) for form, found in forms])


def _pages(found: Sequence[Page]) -> Pages:
    if not found:
        return _NONE
    first, *places = found[0]
    return Pages(
        len(found),
        first,
        sum(page for page, *_ in found),
        b"".join(map(cbor2.dumps, places)),
        cbor2.dumps(found[1:])[len(_head(len(found) - 1)) :],
    )


def replaced(one: Row, change: Callable[[int], int]) -> Row:
    """The word with other places in fields."""
    return row(one.word, _changed(one.pages, change), [(form, _changed(pages, change)) for form, pages in one.forms])


def _changed(pages: Pages, change: Callable[[int], int]) -> list[Page]:
    found: list[Page] = cbor2.loads(_written(pages))
    return [[page, places, [change(one) for one in in_fields]] for page, places, in_fields in found]


def together(found: Sequence[tuple[int, Row]]) -> Row:
    """The same word in several parts, in their order, each with the number of its first page, as one."""
    if len(found) == 1:
        ((first, one),) = found
        return one._replace(
            pages=_moved(first, one.pages), forms=[(form, _moved(first, pages)) for form, pages in one.forms]
        )
    forms: dict[str, list[tuple[int, Pages]]] = {}
    for first, one in found:
        for form, pages in one.forms:
            forms.setdefault(form, []).append((first, pages))
    return Row(
        found[0][1].word,
        sum(one.size for _, one in found),
        _added([(first, one.pages) for first, one in found]),
        [(form, _added(some)) for form, some in forms.items()],
    )


def _moved(first: int, pages: Pages) -> Pages:
    return pages._replace(first=first + pages.first, last=first + pages.last) if pages.number else pages


def _added(found: Sequence[tuple[int, Pages]]) -> Pages:
    """Pages of one part after the other."""
    found = [(first, pages) for first, pages in found if pages.number]
    if not found:
        return _NONE
    before, begun = found[0]
    last = before + begun.last
    written = [begun.others]
    for first, pages in found[1:]:
        written += (_OF_PAGE, _number(first + pages.first - last), pages.places, pages.others)
        last = first + pages.last
    number = sum(pages.number for _, pages in found)
    return Pages(number, before + begun.first, last, begun.places, b"".join(written))


def written(words: Sequence[Row]) -> bytes:
    """A chunk of words as pagefind writes it."""
    return b"".join((_head(1), _head(len(words)), *(part for one in words for part in _parts(one))))


def _parts(one: Row) -> Iterable[bytes]:
    yield _OF_WORD
    yield cbor2.dumps(one.word)
    yield _written(one.pages)
    yield _head(len(one.forms))
    for form, pages in one.forms:
        yield _OF_FORM
        yield cbor2.dumps(form)
        yield _written(pages)


def _written(pages: Pages) -> bytes:
    if not pages.number:
        return _head(0)
    return b"".join((_head(pages.number), _OF_PAGE, _number(pages.first), pages.places, pages.others))


def _head(length: int) -> bytes:
    """What stands before so many members."""
    number = _number(length)
    return bytes((number[0] | _ARRAY,)) + number[1:]


def _number(value: int) -> bytes:
    if value < _SHORT:
        return bytes((value,))
    return next(bytes((kind,)) + value.to_bytes(size) for kind, size in _LENGTHS if value < 1 << 8 * size)


def kept(words: Sequence[Row]) -> bytes:
    """Words to be joined later."""
    return zlib.compress(cbor2.dumps(words), _LEVEL)


def known(content: bytes) -> list[Row]:
    """Words that were kept.

    Raises:
        zlib.error, cbor2.CBORDecodeError, ValueError, TypeError: they are damaged.
    """
    return [
        Row(word, size, Pages(*pages), [(form, Pages(*found)) for form, found in forms])
        for word, size, pages, forms in cbor2.loads(zlib.decompress(content))
    ]
