"""Content codings: which one a client gets, and bodies in it, kept for whoever asks again.

https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
"""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import brotli

from aqbgraph.service.limits import MEBIBYTE
from aqbgraph.service.replies.keeping import Keeping
from aqbgraph.service.replies.negotiation import choose, elements

if TYPE_CHECKING:
    from collections.abc import Callable

FROM = 1024  # bytes; below, the gain is eaten by the coding's own head
UP_TO = 8 * MEBIBYTE  # beyond, the compressed dump is the better choice
ASIDE = 64 << 10  # bytes from which compression would hold up other requests

# Each takes about as long as gzip's usual level; Brotli is a sixth smaller then (measured with results in JSON).
BROTLI_QUALITY = 4
GZIP_LEVEL = 5

# By strong ETag and coding: a strong tag stands for the same bytes, whatever they are of (RFC 9110, section 8.8.1).
kept: Keeping[tuple[str, str], bytes] = Keeping(32 * MEBIBYTE, 4096)


@dataclass(frozen=True, slots=True)
class Coding:
    """A content coding: its name, other names for it, what packs a body. The two further fields are for `choose`."""

    name: str
    pack: Callable[[bytes], bytes]
    media_type: str
    also: tuple[str, ...] = ()


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
    return packed


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


# Content codings are weighed like media types; a subtype makes them one.
CODINGS = (
    Coding("br", _brotli, "coding/br"),
    Coding("gzip", _gzip, "coding/gzip", ("coding/x-gzip",)),
)
SUFFIXES = tuple(f"-{row.name}" for row in CODINGS)


@lru_cache(maxsize=256)  # clients send the same few headers again and again
def wanted(accepted: str | None) -> Coding | None:
    """The coding a client gets; none without the header (section 12.5.3 leaves that to us), or unless it asks."""
    if not accepted:
        return None
    as_ranges = ", ".join(
        element.strip().replace("*", "*/*", 1) if element.strip().startswith("*") else f"coding/{element.strip()}"
        for element in elements(accepted).split(",")
    )
    return choose(as_ranges, CODINGS)


async def packed(body: bytes, coding: Coding, etag: str) -> bytes:
    """The body in the coding; `etag` is its strong tag, or empty."""
    key = etag, coding.name
    found = kept.get(key) if etag else None
    if found is None:
        found = coding.pack(body) if len(body) < ASIDE else await asyncio.to_thread(coding.pack, body)
        if etag:
            kept.put(key, found, len(found))
    return found


def plain_tag(tag: str) -> str:
    """The tag of the representation without its coding."""
    for suffix in SUFFIXES:
        tag = tag.removesuffix(suffix)
    return tag
