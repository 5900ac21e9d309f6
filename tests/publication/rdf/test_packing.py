"""What is put together from pieces is what any reader of gzip takes for one file, browsers included."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.publication.rdf.packing import packed, packing, unpacked

if TYPE_CHECKING:
    import pytest

CONTENT = st.binary(max_size=40) | st.sampled_from([b"<a> <b> <c> .\n" * 500, bytes(70_000)])


@settings(max_examples=100, deadline=None)
@given(parts=st.lists(st.tuples(st.booleans(), CONTENT)))
def test_lines_and_pieces_in_any_row(tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[bool, bytes]]) -> None:
    path = tmp_path_factory.getbasetemp() / "row.gz"
    places = []
    with packing(path) as file:
        for alone, content in parts:
            if alone:
                places.append((file.put(content, packed(content)), content))
            else:
                file.write(content)
    whole, expected = path.read_bytes(), b"".join(content for _, content in parts)
    assert gzip.decompress(whole) == expected
    # DecompressionStream takes one member and nothing behind it.
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert reader.decompress(whole) == expected
    assert (reader.eof, reader.unused_data) == (True, b"")
    for (start, end), content in places:
        assert unpacked(whole[start:end]) == content
