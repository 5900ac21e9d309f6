"""Content negotiation for servers that know nothing but regular expressions: Accept → the ending of a file.

The rules are tried in order and the first that fits decides. They choose as the service does (RFC 9110, section 12.5.1)
but for two things: weights count by their first decimal, and a type that is refused or weighed less beside a wildcard
that covers it is taken all the same. Patterns hold no backslash and nothing that Go's RE2 lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.formats import RESOURCE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE = "/"
NOTHING_ASKED = "^ *$"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
# Each blank can be taken by one part of a pattern only: no header makes a search take more than linear time.
_PARAMETERS = " *(; *[a-pr-z][^;,]*)*"
_EXTENSION = " *(;[^,]*)?"
_ESCAPED = str.maketrans({character: f"[{character}]" for character in ".+*"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for the value of Accept, letters of either case, and the ending: ".ttl", or PAGE for the page."""

    pattern: str
    ending: str


@dataclass(frozen=True, slots=True)
class _Variant:
    ending: str
    types: tuple[str, ...]


def rules(*, page: bool) -> tuple[Rule, ...]:
    """The rules in order, with or without the page among what there is; the first is for who asks for nothing."""
    variants = [_Variant(row.suffix, (row.media_type, *row.also)) for row in RESOURCE_FORMATS]
    # Data first, as in the service: who does not say text/html, as every browser does, is a program.
    variants += [_Variant(PAGE, _PAGE_TYPES)] if page else []
    named = [_Variant(row.ending, (*row.types, *_wildcards(row, variants))) for row in variants]
    first = Rule(NOTHING_ASKED, variants[0].ending)
    return (first, *(Rule(_pattern(row.types, tenths), row.ending) for tenths in range(10, 0, -1) for row in named))


def _wildcards(variant: _Variant, variants: Sequence[_Variant]) -> Iterator[str]:
    """The ranges for which this is the first variant: an alias is reached only by being named."""
    for wildcard in ("*/*", "text/*", "application/*"):
        covered = [row for row in variants if row.types[0].startswith(wildcard.rstrip("*").lstrip("*/"))]
        if covered and covered[0] == variant:
            yield wildcard


def _pattern(types: Sequence[str], tenths: int) -> str:
    names = "|".join(name.translate(_ESCAPED) for name in types)
    weight = f"(; *q *= *1([.]0*)?{_EXTENSION})?" if tenths == 10 else f"; *q *= *0[.]{tenths}[0-9]*{_EXTENSION}"
    return f"(^|,) *({names}){_PARAMETERS}{weight}(,|$)"
