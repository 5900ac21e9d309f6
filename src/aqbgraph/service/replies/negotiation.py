"""Which of several representations a client wants: RFC 9110, section 12.5.1, as pure functions.

https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 4096  # characters of a field that are read
MOST = 100  # elements of it
# A comma or semicolon inside a quoted string separates nothing (RFC 9110, section 5.6.4).
_ELEMENT = re.compile(r'(?:"(?:[^"\\]|\\.)*+"?|[^,"])++')
_PARAMETER = re.compile(r'(?:"(?:[^"\\]|\\.)*+"?|[^;"])++')
_RANGE = re.compile(r"(\*|[\w!#$&^.+-]+)/(\*|[\w!#$&^.+-]+)", re.ASCII)
_WEIGHT = re.compile(r"q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One element of Accept; `specificity` is 2 for type/subtype, 1 for type/*, 0 for */*."""

    type: str
    subtype: str
    weight: float

    @property
    def specificity(self) -> int:
        """How exactly the range names a type."""
        return (self.type != "*") + (self.subtype != "*")

    def covers(self, media_type: str) -> bool:
        """Whether a media type (lower case, without parameters) lies in the range."""
        kind, _, subtype = media_type.partition("/")
        return self.type in ("*", kind) and self.subtype in ("*", subtype)


class Offer(Protocol):
    """What can be chosen: it has a media type, and other types that clients ask for it by."""

    @property
    def media_type(self) -> str:
        """The type it is sent as."""

    @property
    def also(self) -> tuple[str, ...]:
        """Further types that mean it."""


T = TypeVar("T", bound=Offer)


def elements(value: str) -> str:
    """The elements of a field that are read: all of them, unless it is longer than any that a client means.

    One of 64 KiB would be weighed for a tenth of a second, in which nobody else is answered.

    >>> elements("text/turtle, " * 1000).count("text/turtle")
    100
    """
    if len(value) > LONGEST:
        value = value[: LONGEST + 1].rpartition(",")[0]
    return value if value.count(",") < MOST else ",".join(value.split(",", MOST)[:MOST])


def parse_accept(value: str) -> tuple[MediaRange, ...]:
    """The readable elements of an Accept header; an element that is not in the grammar says nothing.

    Parameters other than q are left out of account: all we send is UTF-8, and a profile is a wish, not a type.
    """
    found = (_media_range(element) for element in _ELEMENT.findall(elements(value)))
    return tuple(media_range for media_range in found if media_range is not None)


def _media_range(element: str) -> MediaRange | None:
    parts = [part.strip() for part in _PARAMETER.findall(element)]
    match = _RANGE.fullmatch(parts[0]) if parts else None
    if match is None or (match[1] == "*" and match[2] != "*"):
        return None
    weight = 1.0
    for parameter in parts[1:]:
        if not parameter.lower().startswith("q") or parameter[1:].lstrip()[:1] != "=":
            continue
        weighted = _WEIGHT.fullmatch(parameter)
        if weighted is None:
            return None
        weight = float(weighted[1])
    return MediaRange(match[1].lower(), match[2].lower(), weight)


def weight(media_types: Sequence[str], ranges: Sequence[MediaRange]) -> float:
    """How much a client wants something known by these types; 0 when it does not. The most specific range decides."""
    return max((_weight_of(media_type, ranges) for media_type in media_types), default=0.0)


def _weight_of(media_type: str, ranges: Sequence[MediaRange]) -> float:
    covering = [media_range for media_range in ranges if media_range.covers(media_type)]
    if not covering:
        return 0.0
    closest = max(media_range.specificity for media_range in covering)
    return max(media_range.weight for media_range in covering if media_range.specificity == closest)


def choose(accept: str | None, offers: Sequence[T]) -> T | None:
    """The offer a client wants most, the earlier one among equals; None when it wants none of them.

    Without an Accept header, or with one in which nothing can be read, every offer is welcome.
    """
    ranges = parse_accept(accept or "")
    if not ranges:
        return next(iter(offers), None)
    # An alias is reached only by being named: with it under "*/*" an offer refused by q=0 would come back.
    best, best_weight = None, 0.0
    for offer in offers:
        named = [name for name in offer.also if any(r.specificity == 2 and r.covers(name) for r in ranges)]
        found = weight((offer.media_type, *named), ranges)
        if found > best_weight:
            best, best_weight = offer, found
    return best
