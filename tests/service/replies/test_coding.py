from __future__ import annotations

import asyncio
import gzip

import brotli
import pytest

from aqbgraph.service.replies import coding

BODY = b"Zielvereinbarung " * 1000


@pytest.mark.parametrize(
    ("accepted", "name"),
    [
        (None, None),
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("deflate", None),
    ],
)
def test_wanted(accepted: str | None, name: str | None) -> None:
    found = coding.wanted(accepted)
    assert (found.name if found else None) == name


def test_each_coding_can_be_read() -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    for row in coding.CODINGS:
        packed = asyncio.run(coding.packed(BODY, row, ""))
        assert unpack[row.name](packed) == BODY
        assert len(packed) < len(BODY) / 10


def test_what_has_a_strong_tag_is_packed_once() -> None:
    row = coding.CODINGS[0]
    first = asyncio.run(coding.packed(BODY, row, '"test-coding"'))
    assert asyncio.run(coding.packed(BODY, row, '"test-coding"')) is first
    assert asyncio.run(coding.packed(BODY, row, "")) is not first


def test_large_bodies_are_packed_aside() -> None:
    large = b"x" * coding.ASIDE
    assert brotli.decompress(asyncio.run(coding.packed(large, coding.CODINGS[0], ""))) == large


@pytest.mark.parametrize("tag", ["a", "a-br", "a-gzip"])
def test_plain_tag(tag: str) -> None:
    assert coding.plain_tag(tag) == "a"
