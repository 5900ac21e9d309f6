from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import pytest

from aqbgraph.service.workers.frames import LENGTHS
from aqbgraph.service.workers.link import Link, WorkerLostError

if TYPE_CHECKING:
    from collections.abc import Callable


class Wire:
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.sent.append(data)


def frame(body: bytes) -> bytes:
    return LENGTHS.pack(1, len(body)) + b"h" + body


def linked(work: Callable[[Link, Wire], None]) -> None:
    async def run() -> None:
        link, wire = Link(), Wire()
        link.connection_made(cast("Any", wire))
        link.data_received(frame(b"hello"))
        work(link, wire)

    asyncio.run(run())


def test_the_first_frame_comes_unasked() -> None:
    def work(link: Link, wire: Wire) -> None:
        assert link.greeting().result() == (b"h", b"hello")
        assert (wire.sent, link.waiting, link.last) == ([], 0, None)

    linked(work)


@pytest.mark.parametrize("size", [1, 7, 10, 11, 15, 1000])
def test_answers_come_in_the_order_of_what_was_asked(size: int) -> None:
    """However many bytes arrive at once."""

    def work(link: Link, wire: Wire) -> None:
        answers = [link.next(b"a"), link.next(b"b"), link.next(b"c")]
        assert wire.sent == [b"a", b"b", b"c"]
        assert (link.waiting, link.last) == (3, answers[-1])
        data = frame(b"1") + frame(b"") + frame(b"333")
        for start in range(0, len(data), size):
            link.data_received(data[start : start + size])
        assert [answer.result() for answer in answers] == [(b"h", b"1"), (b"h", b""), (b"h", b"333")]
        assert (link.waiting, link.last) == (0, None)

    linked(work)


def test_an_answer_that_nobody_wants_is_nobody_elses() -> None:
    def work(link: Link, _: Wire) -> None:
        first, second = link.next(b"a"), link.next(b"b")
        first.cancel()
        link.data_received(frame(b"1"))
        assert not second.done()
        link.data_received(frame(b"2"))
        assert second.result() == (b"h", b"2")

    linked(work)


def test_what_is_asked_of_who_is_gone_fails() -> None:
    def work(link: Link, _: Wire) -> None:
        answers = [link.next(b"a"), link.next(b"b")]
        link.connection_lost(None)
        answers.append(link.next(b"c"))
        assert [type(answer.exception()) for answer in answers] == [WorkerLostError] * 3
        assert link.waiting == 0

    linked(work)
