"""Processes of a build: they take no signal that is not theirs, and never outlive it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from aqbgraph.pipeline.spreading import children

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FORK = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="processes are forked")
SOON = 20  # seconds


def blocked() -> set[signal.Signals | int]:
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, ()))


def test_signals_wait_while_a_process_is_started() -> None:
    before = blocked()
    with children.held():
        assert {signal.SIGINT, signal.SIGTERM} <= blocked()
    assert blocked() == before


def test_signals_come_back_though_starting_fails() -> None:
    before = blocked()
    with pytest.raises(OSError, match="no process"), children.held():
        raise OSError("no process")
    assert blocked() == before


def tells(end: Connection) -> None:
    children.begin()
    end.send((signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), blocked()))


@FORK
def test_only_the_parent_answers_a_signal() -> None:
    read, write = multiprocessing.Pipe(duplex=False)
    with children.held():
        process = multiprocessing.get_context("fork").Process(target=tells, args=(write,))
        process.start()
    interrupt, terminate, waiting = read.recv()
    process.join()
    assert (interrupt, terminate) == (signal.SIG_IGN, signal.SIG_DFL)
    assert not {signal.SIGINT, signal.SIGTERM} & waiting


def waits(end: Connection) -> None:
    children.begin()
    end.send(os.getpid())
    time.sleep(3600)


def parent(end: Connection) -> None:
    process = multiprocessing.get_context("fork").Process(target=waits, args=(end,))
    process.start()
    time.sleep(3600)


@FORK
def test_a_process_ends_when_its_parent_was_killed() -> None:
    read, write = multiprocessing.Pipe(duplex=False)
    between = multiprocessing.get_context("fork").Process(target=parent, args=(write,))
    between.start()
    orphan = read.recv()
    between.kill()
    between.join()
    assert gone(orphan)


def gone(process: int) -> bool:
    deadline = time.monotonic() + SOON
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_what_is_said_when_they_die() -> None:
    assert "--jobs 1" in str(children.exhausted())
