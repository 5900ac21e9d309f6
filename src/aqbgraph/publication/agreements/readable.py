"""A source as a document to read, with the passages that facts were read from marked at their very characters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from aqbgraph.publication.agreements.layout import Item, LaidOut, Shape, Token, Tokens, cut, laid_out
from aqbgraph.publication.agreements.readable_views import (
    Readable,
    ReadableBlock,
    ReadableGroup,
    ReadableItem,
    ReadableWords,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from aqbgraph.document import Document
    from aqbgraph.publication.agreements.agreement_views import Piece
    from aqbgraph.publication.agreements.passage_views import Passage

_LINE_END = "\n"
_FLOWING = frozenset({Shape.HEADING, Shape.TEXT, Shape.ASIDE})


@dataclass(slots=True)
class _Draft:
    """Words of one piece in one part: which of both, the words, the fragments that lead there, the page that begins."""

    piece: int
    part: int
    words: list[ReadableWords]
    anchors: tuple[str, ...]
    page: int | None


@dataclass(slots=True)
class Reader:
    """Cuts the words of a document where its pieces begin and end."""

    pieces: Sequence[Piece]
    ends: Sequence[int]
    blocks: tuple[LaidOut, ...]
    # For each part of the document, in order, what it is made of; and for each piece what is shown of it.
    parts: list[list[_Draft]] = field(default_factory=list)
    drafts: dict[int, list[_Draft]] = field(default_factory=dict)
    pending: tuple[str, ...] = ()
    page: int | None = None
    _at: int = 0

    @classmethod
    def of(cls, document: Document, pieces: Sequence[Piece], headings: Collection[int] = ()) -> Reader:
        """Reads a document whose text the pieces are; a short line at one of `headings` is one."""
        ends = tuple(accumulate(len(piece.text) for piece in pieces))
        made = cls(pieces, ends, laid_out(document, headings))
        for block in made.blocks:
            for tokens in _parts(block):
                made._take(tokens)
        made._pass(len(document.text) + 1)
        return made

    def said(self, piece: int) -> str:
        """What is shown of a piece, a line each line."""
        lines = groupby(self.drafts.get(piece, ()), key=lambda draft: draft.part)
        return _LINE_END.join("".join(words.text for one in drafts for words in one.words) for _, drafts in lines)

    def document(self, passages: Mapping[int, Passage]) -> Readable:
        """The document, with what is told of its passages, by the number of their piece."""
        parts = iter([tuple(self._span(draft, passages) for draft in part) for part in self.parts])
        shown = [_block(block, parts) for block in self.blocks]
        return Readable(tuple(self._groups(shown)), self.pending)

    def _take(self, tokens: Iterable[Token]) -> None:
        self.parts.append([])
        for token in tokens:
            position = token.start
            while position < token.end:
                self._pass(position)
                end = min(token.end, self.ends[self._at]) if token.is_exact else token.end
                for part in cut(token, position, end):
                    self._put(part)
                position = end

    def _pass(self, position: int) -> None:
        """Goes to the piece that this character is in; what leads to pieces without words leads to the next words."""
        while self._at < len(self.pieces) and self.ends[self._at] <= position:
            if self._at not in self.drafts:
                self.pending = (*self.pending, *self.pieces[self._at].ids)
                self.page = self.pieces[self._at].page or self.page
            self._at += 1

    def _put(self, token: Token) -> None:
        words, part = ReadableWords(token.text, token.strong), self.parts[-1]
        if part and part[-1].piece == self._at:
            _append(part[-1].words, words)
            return
        first = self._at not in self.drafts
        piece = self.pieces[self._at]
        ids = (*self.pending, *piece.ids) if first else self.pending
        page = (first and piece.page) or self.page
        draft = _Draft(self._at, len(self.parts) - 1, [words], ids, page)
        self.pending, self.page = (), None
        self.drafts.setdefault(self._at, []).append(draft)
        part.append(draft)

    def _span(self, draft: _Draft, passages: Mapping[int, Passage]) -> Span:
        piece, drafts = self.pieces[draft.piece], self.drafts[draft.piece]
        marked = bool(piece.ids)
        return Span(
            words=tuple(draft.words),
            anchors=draft.anchors,
            page=draft.page,
            marked=marked,
            open=piece.open,
            passage=passages.get(draft.piece),
            begins=not marked or draft is drafts[0],
            ends=not marked or draft is drafts[-1],
        )

    def _groups(self, shown: Sequence[ReadableBlock]) -> Iterator[ReadableGroup]:
        """Blocks that share passages, together; those between as they come."""
        done = 0
        for first, last in _merged(self._shared()):
            if done < first:
                yield ReadableGroup(tuple(shown[done:first]), joined=False)
            yield ReadableGroup(tuple(shown[first : last + 1]), joined=True)
            done = last + 1
        if done < len(shown):
            yield ReadableGroup(tuple(shown[done:]), joined=False)

    def _shared(self) -> Iterator[tuple[int, int]]:
        """The first and the last block of each passage that runs over several parts of the document."""
        block_of = [number for number, block in enumerate(self.blocks) for _ in _parts(block)]
        for piece, drafts in self.drafts.items():
            first, last = drafts[0].part, drafts[-1].part
            if self.pieces[piece].ids and first < last:
                yield block_of[first], block_of[last]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that share a block as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _append(words: list[ReadableWords], more: ReadableWords) -> None:
    """Adds words, to those before where they look alike."""
    last = words[-1]
    if last.breaks or more.breaks or last.strong is not more.strong:
        words.append(more)
    else:
        words[-1] = replace(last, text=last.text + more.text)


def _parts(block: LaidOut) -> Iterator[Tokens]:
    """The words of a block that stand together, in order."""
    if block.shape in _FLOWING:
        yield block.tokens
    yield from (item.tokens for item in block.items)
    yield from (cell for row in block.rows for cell in row)


def _block(block: LaidOut, parts: Iterator[tuple[Span, ...]]) -> ReadableBlock:
    """A block with its words, which are the next of the parts."""
    return ReadableBlock(
        shape=block.shape.value,
        spans=next(parts) if block.shape in _FLOWING else (),
        level=block.level,
        items=_nested([(item, next(parts)) for item in block.items]),
        rows=tuple(tuple(next(parts) for _ in row) for row in block.rows),
        header=block.header,
    )


def _nested(items: Sequence[tuple[Item, tuple[Span, ...]]]) -> tuple[ReadableItem, ...]:
    """The items, each with those below it that are deeper."""
    found: list[ReadableItem] = []
    at = 0
    while at < len(items):
        item, spans = items[at]
        below = at + 1
        while below < len(items) and items[below][0].depth > item.depth:
            below += 1
        found.append(ReadableItem(item.marker, spans, _nested(items[at + 1 : below])))
        at = below
    return tuple(found)
