from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.service.replies import answers
from aqbgraph.service.replies.lying import GivenUpError, Lying

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 1 << 20


class Client:
    """Takes pieces when it is let."""

    def __init__(self) -> None:
        self.taken = 0
        self._let = asyncio.Semaphore(0)

    def take(self, pieces: int) -> None:
        for _ in range(pieces):
            self._let.release()

    async def send(self, message: Any) -> None:
        if message.get("body"):
            await self._let.acquire()
            self.taken += len(message["body"])


class Body(bytes):
    """Tells when nobody has it any more."""

    gone: Callable[[], None]

    def __del__(self) -> None:
        self.gone()


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> Lying:
    found = Lying(3 * SIZE)
    monkeypatch.setattr(answers, "LYING", found)
    return found


def begin(client: Client, body: bytes, address: str = "") -> asyncio.Task[None]:
    return asyncio.create_task(answers.sliced(body, client.send, address))


def bodies(number: int) -> list[bytes]:
    return [bytes([kind]) * SIZE for kind in range(number)]


def test_what_is_taken_least_makes_room(lying: Lying) -> None:
    async def run() -> None:
        clients = [Client() for _ in range(5)]
        tasks = []
        for client, body in zip(clients[:3], bodies(3), strict=True):
            tasks.append(begin(client, body))
            await asyncio.sleep(0)
        clients[0].take(1)
        await asyncio.sleep(0.01)
        tasks.append(begin(clients[3], bodies(4)[3]))
        await asyncio.wait({tasks[1]})
        assert isinstance(tasks[1].exception(), GivenUpError)
        assert [task.done() for task in tasks] == [False, True, False, False]
        assert lying.size == 3 * SIZE
        for client in clients:
            client.take(8)
        await asyncio.gather(tasks[0], tasks[2], tasks[3])
        assert [client.taken for client in clients] == [SIZE, 0, SIZE, SIZE, 0]
        assert lying.size == 0

    asyncio.run(run())


def test_what_is_sent_to_several_counts_once(lying: Lying) -> None:
    async def run() -> None:
        body, clients = bytes(2 * SIZE), [Client() for _ in range(20)]
        tasks = [begin(client, body) for client in clients]
        await asyncio.sleep(0.01)
        assert lying.size == 2 * SIZE
        for client in clients:
            client.take(8)
        await asyncio.gather(*tasks)
        assert lying.size == 0

    asyncio.run(run())


def test_who_has_most_makes_room_and_not_who_is_slow(lying: Lying) -> None:
    async def run() -> None:
        slow = begin(Client(), bytes(SIZE), "slow")
        await asyncio.sleep(0)
        many = []
        for body in bodies(30):
            many.append(begin(Client(), body, "many"))
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [task.done() for task in many] == [True] * 28 + [False] * 2
        assert not slow.done()
        for task in (slow, *many):
            task.cancel()
        await asyncio.wait({slow, *many})

    asyncio.run(run())
    assert lying.size == 0


def test_a_client_is_known_by_its_address(lying: Lying) -> None:
    async def run() -> None:
        tasks = []
        for address, body in zip(("slow", "many", "many", "many"), bodies(4), strict=True):
            scope = {"method": "GET", "headers": [], "client": (address, 1)}
            answer = answers.Answer(200, (("Content-Type", "x/y"),), body)
            tasks.append(asyncio.create_task(answers.deliver(answer, scope, Client().send)))
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [task.done() for task in tasks] == [False, True, False, False]
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    asyncio.run(run())
    assert lying.size == 0


def test_nobody_is_given_up_in_vain(lying: Lying) -> None:
    """What several take stays as long as one of them takes it; who is at its beginning would free nothing."""

    async def run() -> None:
        body, clients = bytes(2 * SIZE), [Client() for _ in range(3)]
        shared = [begin(client, body) for client in clients]
        await asyncio.sleep(0)
        late = begin(Client(), bytes(SIZE))
        await asyncio.sleep(0)
        clients[2].take(1)
        await asyncio.sleep(0.01)
        begun = begin(Client(), bytes(SIZE))
        await asyncio.wait({late}, timeout=5)
        assert isinstance(late.exception(), GivenUpError)
        assert not any(task.done() for task in (*shared, begun))
        for task in (*shared, begun):
            task.cancel()
        await asyncio.wait({*shared, begun})

    asyncio.run(run())
    assert lying.size == 0


def test_one_that_is_larger_than_all_is_sent(lying: Lying) -> None:
    async def run() -> None:
        client = Client()
        task = begin(client, bytes(5 * SIZE))
        client.take(20)
        await task
        assert client.taken == 5 * SIZE

    asyncio.run(run())
    assert lying.size == 0


def test_who_is_ended_by_others_is_not_given_up(lying: Lying) -> None:
    async def run() -> None:
        task = begin(Client(), bytes(SIZE))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert task.cancelled()

    asyncio.run(run())
    assert lying.size == 0


def test_its_memory_is_free_at_once(lying: Lying) -> None:
    """Not only when cycles are looked for, which is seldom."""
    gone = []

    async def run() -> None:
        tasks = []
        for content in bodies(6):
            body = Body(content)
            body.gone = lambda: gone.append(1)
            headers = (("Content-Type", "x/y"),)
            answer = answers.Answer(200, headers, body)
            tasks.append(asyncio.create_task(answers.deliver(answer, {"method": "GET", "headers": []}, Client().send)))
            del body, answer
        await asyncio.sleep(0.01)
        assert [task.done() for task in tasks] == [True] * 3 + [False] * 3
        assert len(gone) == 3
        ended = tasks.pop()
        ended.cancel()
        await asyncio.wait({ended})
        del ended
        await asyncio.sleep(0)
        assert len(gone) == 4
        for task in tasks:
            task.cancel()

    gc.disable()
    try:
        asyncio.run(run())
    finally:
        gc.enable()
    assert lying.size == 0
