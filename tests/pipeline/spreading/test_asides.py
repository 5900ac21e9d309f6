"""Work beside the build: in a process of its own where there is room for one, with the same result in any case."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import Invalid, PublicationError
from aqbgraph.pipeline.spreading.asides import Beside, asides
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

pytestmark = pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes are forked")


def refuse() -> int:
    raise Invalid("nein")


def die() -> int:
    os._exit(9)


def test_with_one_process_work_is_done_when_it_is_begun() -> None:
    done: list[int] = []
    with asides(1) as room:
        assert not room.free
        taken = room.begin(lambda: done.append(os.getpid()))
        assert done == [os.getpid()]
        assert taken() is None


def test_with_two_the_other_does_it() -> None:
    with asides(2) as room:
        assert room.free
        assert room.begin(os.getpid)() != os.getpid()


def test_who_asks_for_what_nobody_has_begun_does_it() -> None:
    read, write = multiprocessing.Pipe(duplex=False)
    with asides(2) as room:
        first = room.begin(read.recv)
        second = room.begin(os.getpid)
        assert not room.free
        assert second() == os.getpid()
        write.send("go on")
        assert first() == "go on"


def test_what_waits_is_begun_when_there_is_room() -> None:
    with asides(2) as room:
        first, second, third = (room.begin(os.getpid) for _ in range(3))
        made = first()
        assert made != os.getpid()
        assert third() == os.getpid()
        assert second() not in {made, os.getpid()}


def test_a_fault_is_told_to_who_asks() -> None:
    for processes in (1, 2):
        with asides(processes) as room, pytest.raises(Invalid, match="nein"):
            room.begin(refuse)()


class Elaborate(Exception):
    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what} at {where}")


def elaborate() -> None:
    raise Elaborate("a fault", "home")


def holding() -> None:
    error = ValueError("a fault at home")
    error.add_note("of ours")
    error.how = lambda: 1  # type: ignore[attr-defined]
    raise error


@pytest.mark.parametrize("fail", [elaborate, holding])
def test_a_fault_that_cannot_be_sent_is_told_in_its_words(
    capfd: pytest.CaptureFixture[str], fail: Callable[[], None]
) -> None:
    with asides(2) as room, pytest.raises(Exception, match="a fault at home") as told:
        room.begin(fail)()
    assert f"in {fail.__name__}" in told.value.__notes__[-1]
    assert capfd.readouterr().err == ""


def test_a_process_that_dies_is_told() -> None:
    with asides(2) as room, pytest.raises(PublicationError, match="von außen beendet"):
        room.begin(die)()


def die_while_telling() -> bytes:
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(1 << 20)  # more than a pipe holds


def test_so_is_one_that_dies_while_it_tells() -> None:
    with asides(2) as room:
        taken = room.begin(die_while_telling)
        (worker,) = multiprocessing.active_children()
        worker.join()
        with pytest.raises(PublicationError, match="von außen beendet"):
            taken()


def stopped(number: int, _: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_process_that_has_just_begun_ends_without_a_word(capfd: pytest.CaptureFixture[str], number: int) -> None:
    """Until it has said how it takes signals, it would take them as the command does that it was forked from."""
    before = {one: signal.signal(one, stopped) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        for _ in range(20):
            with asides(2) as room:
                room.begin(partial(time.sleep, 0.01))
                (worker,) = multiprocessing.active_children()
                os.kill(worker.pid or 0, number)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    assert capfd.readouterr().err == ""


def test_nobody_works_on_when_the_build_fails() -> None:
    with suppress(Invalid), asides(2) as room:
        room.begin(lambda: time.sleep(300))
        (worker,) = multiprocessing.active_children()
        assert worker.is_alive()
        refuse()
    assert not worker.is_alive()


@pytest.mark.parametrize("processes", [1, 2])
def test_steps_know_what_they_gave_before(tmp_path: Path, processes: int) -> None:
    """Of those that were named to them; what they write and keep is known to the build."""

    def work(own: Steps, said: str) -> tuple[str, str]:
        own.writer.write(f"{said}.txt", b"text")
        return own.value("table:1", b"1", lambda: said), own.value("page:1", b"1", lambda: said)

    def built(said: str) -> tuple[str, str]:
        with kept_in(tmp_path / "cache") as cache, asides(processes) as room:
            steps = Steps(Writer(tmp_path), Before(tmp_path), cache)
            found = Beside(steps, room).begin(lambda own: work(own, said), "table:")()
            assert list(steps.writer.noted) == [f"{said}.txt"]
            cache.close()
        return found

    assert built("first") == ("first", "first")
    assert built("second") == ("first", "second")
    assert built("third") == ("first", "third")
