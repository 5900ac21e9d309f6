from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

from aqbgraph.service.workers.frames import Question, pack, unpack
from aqbgraph.service.workers.pulling import PULL, Inlet

QUESTION = pack(Question("ASK {}", "", {}))


def switches(thread: int) -> int:
    """How often a thread has gone to sleep (proc(5))."""
    status = Path(f"/proc/self/task/{thread}/status").read_text("ascii")
    return int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])


def asleep(thread: int) -> int:
    """How often it has gone to sleep once it sleeps."""
    before, found = -1, switches(thread)
    while found != before:
        time.sleep(0.05)
        before, found = found, switches(thread)
    return found


def test_who_waits_for_a_question_is_not_woken_when_an_answer_is_taken() -> None:
    server, worker = socket.socketpair()
    with server, worker:
        worker.sendall(bytes(12_000))
        frames: list[tuple[bytes, bytes] | None] = []
        waiting = threading.Thread(target=lambda: frames.append(Inlet(worker).question()))
        waiting.start()
        before = asleep(waiting.native_id or 0)
        assert len(server.recv(1 << 20)) == 12_000
        assert asleep(waiting.native_id or 0) == before
        server.sendall(QUESTION)
        waiting.join(5)
    assert frames == [unpack(QUESTION)]


def test_a_frame_comes_in_pieces_and_the_end_is_none() -> None:
    server, worker = socket.socketpair()
    with worker:
        with server:
            server.sendall(QUESTION[:10])
            later = threading.Timer(0.05, server.sendall, (QUESTION[10:],))
            later.start()
            inlet = Inlet(worker)
            assert inlet.question() == unpack(QUESTION)
            later.join()
        assert inlet.question() is None


def test_a_question_that_is_sent_ahead_is_not_taken_for_who_asks_for_a_piece() -> None:
    server, worker = socket.socketpair()
    with worker:
        inlet = Inlet(worker)
        with server:
            server.sendall(QUESTION + PULL + QUESTION)
            assert inlet.pulled()
            assert [inlet.question(), inlet.question()] == [unpack(QUESTION)] * 2
            server.sendall(QUESTION)
        assert not inlet.pulled()
        assert inlet.question() == unpack(QUESTION)
        assert inlet.question() is None
