"""Indexes of some of the pages each, joined: what pagefind makes of all pages at once, and holds in memory meanwhile.

It takes some 150 kB of memory for a page. So it is given some of the pages at a time, and what it makes of them is
joined here, word for word: the numbers of pages go on from one part to the next, chunks of words are about as long as
its own. Read off version 1.5 and its `pagefind/src/index/mod.rs` (https://github.com/CloudCannon/pagefind); a test
compares both.
"""

from __future__ import annotations

import heapq
import json
import zlib
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import cbor2

from aqbgraph.publication.search import search_rows
from aqbgraph.publication.search.search_files import named, other_form, packed, unpacked
from aqbgraph.publication.search.search_order import ENTRY, PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from aqbgraph.publication.search.search_rows import Row

# Places of words, with which pagefind ends a chunk. From so many on it ends here with one word in `_ENDS`, which
# follows from the word, and at twice as many with any: where one chunk changes its size, the others stay as they are.
_CHUNK, _ENDS = 20_000, 8
# Of so many a chunk each is in memory.
_AT_ONCE = 64
_FRAGMENT = "fragment/{}.pf_fragment"
_WORDS = "index/{}.pf_index"
_JOINED = "joined"


class _Part(NamedTuple):
    """A part of the index of a language, `first` the number of its first page among all."""

    files: Mapping[str, bytes]
    version: str
    pages: list[list[Any]]
    chunks: list[list[str]]
    filters: list[list[str]]
    fields: list[str]
    first: int = 0


def parted(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """An index to be joined with others, without its fragments, and these, by their paths.

    Fragments are named by their whole content here: pagefind's names are so short that two of different parts would be
    the same. Words are in the form in which they are joined (search_rows.py).

    Raises:
        PublicationError: it is of another form than pagefind 1.5 writes.
    """
    made = {path: content for path, content in files.items() if not path.startswith("fragment/")}
    fragments: dict[str, bytes] = {}
    for code, row in json.loads(made[ENTRY])["languages"].items():
        path = f"pagefind.{row['hash']}.pf_meta"
        parts = _meta(made, path)
        for page in parts[1]:
            shown = _FRAGMENT.format(page[0])
            if shown not in files:
                raise other_form(shown)
            page[0] = named(code, files[shown])
            fragments[_FRAGMENT.format(page[0])] = files[shown]
        made[path] = packed(cbor2.dumps(parts))
        for _, _, name in parts[2]:
            made[_WORDS.format(name)] = search_rows.kept(_words_in(made, _WORDS.format(name)))
    return made, fragments


def _words_in(files: Mapping[str, bytes], path: str) -> list[Row]:
    (words,) = unpacked(files, path)
    try:
        return [search_rows.row(*word) for word in words]
    except (TypeError, ValueError, LookupError) as error:
        raise other_form(path) from error


def joined(parts: Sequence[Mapping[str, bytes]], put: Callable[[str, bytes], None]) -> dict[str, bytes]:
    """The index of all pages of the parts, in their order; what is no page's is that of the first.

    Its chunks of words, which are most of it, are `put` one by one: the path of each and what it holds, not yet packed.

    Raises:
        PublicationError: a part is of another form than pagefind 1.5 writes.
    """

    def written(code: str, words: Sequence[Row]) -> str:
        content = search_rows.written(words)
        name = named(code, content)
        put(_WORDS.format(name), content)
        return name

    while len(parts) > _AT_ONCE:
        parts = [as_one(parts[at : at + _AT_ONCE]) for at in range(0, len(parts), _AT_ONCE)]
    return _index(parts, written)


def as_one(parts: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Some parts as one, to be joined with others.

    Raises:
        PublicationError: a part is of another form than pagefind 1.5 writes.
    """
    made: dict[str, bytes] = {}

    def keep(code: str, words: Sequence[Row]) -> str:
        name = f"{code}_{len(made)}"
        made[_WORDS.format(name)] = search_rows.kept(words)
        return name

    return {**_index(parts, keep), **made}


def _index(parts: Sequence[Mapping[str, bytes]], put: Callable[[str, Sequence[Row]], str]) -> dict[str, bytes]:
    """The index without its words."""
    entries = [json.loads(part[ENTRY]) for part in parts]
    made = {
        path: content
        for path, content in parts[0].items()
        if not path.endswith((".pf_meta", ".pf_index", ".pf_filter"))
    }
    languages = {code: row for entry in reversed(entries) for code, row in entry["languages"].items()}
    for code, row in languages.items():
        of_code = [
            _part(part, entry["languages"][code]["hash"])
            for part, entry in zip(parts, entries, strict=True)
            if code in entry["languages"]
        ]
        made.update(_joined(code, of_code, put))
        row.update(hash=f"{code}_{_JOINED}", page_count=sum(len(part.pages) for part in of_code))
    return {**made, ENTRY: json.dumps({**entries[0], "languages": languages}, ensure_ascii=False).encode()}


def _meta(files: Mapping[str, bytes], path: str) -> list[Any]:
    parts = unpacked(files, path)
    # No page of ours says how it is to be ordered.
    if len(parts) != PARTS or parts[4]:
        raise other_form(path)
    return parts


def _part(files: Mapping[str, bytes], name: str) -> _Part:
    version, pages, chunks, filters, _, fields = _meta(files, f"pagefind.{name}.pf_meta")
    return _Part(files, version, pages, chunks, filters, fields)


def _joined(code: str, found: Sequence[_Part], put: Callable[[str, Sequence[Row]], str]) -> Iterator[tuple[str, bytes]]:
    """The files of a language."""
    firsts = accumulate((len(part.pages) for part in found), initial=0)
    parts = [part._replace(first=first) for part, first in zip(found, firsts, strict=False)]
    fields = sorted({field for part in parts for field in part.fields})
    chunks = [[words[0].word, words[-1].word, put(code, words)] for words in _chunks(_words(parts, fields))]
    filters = [[key, f"{code}_{key}"] for key in sorted({key for part in parts for key, _ in part.filters})]
    for key, name in filters:
        yield f"filter/{name}.pf_filter", packed(cbor2.dumps([key, _values(parts, key)]))
    pages = [page for part in parts for page in part.pages]
    meta = [parts[0].version, pages, _named_as_short_as_can_be(chunks), filters, [], fields]
    yield f"pagefind.{code}_{_JOINED}.pf_meta", packed(cbor2.dumps(meta))


def _words(parts: Sequence[_Part], fields: Sequence[str]) -> Iterator[Row]:
    """All words in their order, each with its pages in all parts."""
    rows = heapq.merge(*(_of_part(number, part, fields) for number, part in enumerate(parts)), key=itemgetter(0, 1))
    for _, group in groupby(rows, key=itemgetter(0)):
        yield search_rows.together([(parts[number].first, row) for _, number, row in group])


def _of_part(number: int, part: _Part, fields: Sequence[str]) -> Iterator[tuple[str, int, Row]]:
    places = {_place(old): _place(fields.index(field)) for old, field in enumerate(part.fields)}
    same = part.fields == fields
    for _, _, name in part.chunks:
        path = _WORDS.format(name)
        try:
            words = search_rows.known(part.files[path])
        except (KeyError, TypeError, ValueError, zlib.error) as error:
            raise other_form(path) from error
        for row in words:
            yield row.word, number, row if same else search_rows.replaced(row, lambda one: places.get(one, one))


def _place(field: int) -> int:
    """How a field is told from the places in it that follow."""
    return -field - 1


def _chunks(words: Iterable[Row]) -> Iterator[list[Row]]:
    """Words in portions of about as many places."""
    made: list[Row] = []
    size = 0
    for word in words:
        made.append(word)
        size += word.size
        if size >= _CHUNK and (size >= 2 * _CHUNK or not crc32(word.word.encode()) % _ENDS):
            yield made
            made, size = [], 0
    if made:
        yield made


def _named_as_short_as_can_be(chunks: list[list[str]]) -> list[list[str]]:
    """From which word to which each chunk goes: no more of a word than tells it from that of its neighbour."""
    for one, other in pairwise(chunks):
        last, first = one[1], other[0]
        same = next(
            (at for at, (a, b) in enumerate(zip(last, first, strict=False)) if a != b), min(len(last), len(first))
        )
        one[1], other[0] = last[: same + 1], first[: same + 1]
    return chunks


def _values(parts: Sequence[_Part], key: str) -> list[list[Any]]:
    """The values of a filter, in their order, each with its pages."""
    found: dict[str, list[int]] = {}
    for part in parts:
        for name in (name for other, name in part.filters if other == key):
            for value, pages in unpacked(part.files, f"filter/{name}.pf_filter")[1]:
                found.setdefault(value, []).extend(part.first + page for page in pages)
    return [[value, pages] for value, pages in sorted(found.items())]
