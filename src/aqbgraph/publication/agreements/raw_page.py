"""The page with the text of a source as decoded: each character, line by line, and which of them are evidence."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from aqbgraph.identifiers import party_path, source_path, year_path
from aqbgraph.publication.agreements.passages import numbers
from aqbgraph.publication.agreements.raw_views import RawLine, RawPart, RawSign, RawView
from aqbgraph.publication.agreements.sources import pieces
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import party_label
from aqbgraph.reading.readers import reader_name
from aqbgraph.reading.texts.source_lines import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.publication.agreements.agreement_views import Piece
    from aqbgraph.publication.frame.views import Frame
    from aqbgraph.publication.publisher.settings import Settings

# Blanks that end a line are markup in Markdown, and nobody sees them.
_UNSEEN = re.compile(
    r" +\Z|[^\S ]|[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]"
)
_LINE_END_NAMES = {"\n": "LF", "\r\n": "CR LF", "\r": "CR"}
# Characters, from and to.
_Span = tuple[int, int]
# What Unicode has no names for.
_CONTROLS = {"\t": "TAB", "\f": "FORM FEED", "\v": "LINE TABULATION"}


def raw_view(settings: Settings, agreement: Agreement, document: Document, account: Accounting) -> RawView:
    """All that the page shows."""
    path = source_path(agreement.path)
    made = pieces(document, agreement, account.unread)
    lines = tuple(_lines(document.text, made, numbers(made), href(path, agreement.path)))
    party, year = party_label(agreement.local_party), str(agreement.year)
    say, source = settings.language.say, document.source
    return RawView(
        frame=_frame(settings, agreement, path),
        agreement=Link(href(path, agreement.path), say("Zielvereinbarung {year}: {party}", year=year, party=party)),
        name=source.name,
        sha256=source.sha256,
        reader=reader_name(source.media_type),
        size=source.size,
        charset=source.charset,
        recognised=document.recognised,
        characters=len(document.text),
        lines=lines,
        signs=tuple(_signs(lines)),
        ends=_ends(document.text),
    )


def _frame(settings: Settings, agreement: Agreement, path: str) -> Frame:
    party, year = party_label(agreement.local_party), str(agreement.year)
    say = settings.language.say
    above = (
        (year_path(agreement.year), year),
        (party_path(agreement.local_party), party),
        (agreement.path, say("Zielvereinbarung {year}: {party}", year=year, party=party)),
    )
    return frame(
        settings,
        path,
        say("Rohtext der Zielvereinbarung {year}: {party}", year=year, party=party),
        say("Der Text der Quelle, Zeichen für Zeichen und mit Zeilennummern."),
        trail=above,
        data=(),
    )


def _lines(text: str, made: Sequence[Piece], numbered: Mapping[str, int], agreement: str) -> Iterator[RawLine]:
    """The lines, each in parts; joined, they are the text but for its line ends."""
    stops = tuple(accumulate(len(piece.text) for piece in made))
    ends = [match.span() for match in LINE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    told: set[int] = set()
    for number, (start, end) in enumerate(
        zip(starts, [*(start for start, _ in ends), len(text)], strict=True), start=1
    ):
        shown = [match.span() for match in _UNSEEN.finditer(text, start, end)]
        parts: list[RawPart] = []
        page: int | None = None
        for index in range(bisect_right(stops, start), bisect_left(stops, end) + 1):
            piece, first = made[index], index not in told
            span = max(start, stops[index] - len(piece.text)), min(end, stops[index])
            if span[0] < span[1]:
                told.add(index)
                page = (first and piece.page) or page
                passage = _passage(piece, numbered, agreement) if first else None
                parts.extend(_parts(text, span, shown, piece, passage))
        yield RawLine(number, tuple(parts), page)


def _passage(piece: Piece, numbered: Mapping[str, int], agreement: str) -> Link | None:
    """The way to a passage on the page of the agreement; what was not understood has no number."""
    number = next((numbered[name] for name in piece.ids if name in numbered), None)
    return None if number is None else Link(f"{agreement}#{piece.ids[0]}", str(number))


def _parts(text: str, span: _Span, unseen: Sequence[_Span], piece: Piece, passage: Link | None) -> Iterator[RawPart]:
    """Characters of a line in parts, those that cannot be seen apart."""
    first, last = span
    inside = [(max(start, first), min(end, last)) for start, end in unseen if start < last and end > first]
    borders = sorted({first, last, *(place for one in inside for place in one)})
    for start, end in pairwise(borders):
        sign = _name(text[start]) if (start, end) in inside else ""
        yield RawPart(text[start:end], passage if start == first else None, bool(piece.ids), piece.open, sign)


def _name(sign: str) -> str:
    """A character as Unicode names it: "U+00A0 NO-BREAK SPACE"."""
    known = _CONTROLS.get(sign) or unicodedata.name(sign, "")
    return f"U+{ord(sign):04X} {known}".rstrip()


def _signs(lines: Iterable[RawLine]) -> Iterator[RawSign]:
    found = [(part.sign, line.number, len(part.text)) for line in lines for part in line.parts if part.sign]
    for name in sorted({name for name, _, _ in found}):
        places = [(number, count) for sign, number, count in found if sign == name]
        first = places[0][0]
        yield RawSign(name, sum(count for _, count in places), Link(f"#line-{first}", str(first)))


def _ends(text: str) -> tuple[tuple[str, int], ...]:
    counted = Counter(LINE_END.findall(text))
    return tuple(sorted((_LINE_END_NAMES.get(end) or _name(end), count) for end, count in counted.items()))
