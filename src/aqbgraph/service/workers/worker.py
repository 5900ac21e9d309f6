"""The process that holds the store, and the workers it forks.

`python -m aqbgraph.service.workers.worker DATA SOCKET LIMITS`.

DATA is the descriptor of the open data file: its name may lead to another publication's by now.
The keeper loads the data once and forks a worker for each connection to its socket, so a worker costs milliseconds and
shares the loaded store. The engine cannot cancel a query; whoever asked ends the worker instead and connects anew.
The keeper ends when its standard input does, and its workers end with it.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import selectors
import signal
import socket
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import RdfFormat, Store

from aqbgraph.service.arranging.arranging import Arranging
from aqbgraph.service.arranging.tallies import tallied
from aqbgraph.service.limits import MEBIBYTE, Limits
from aqbgraph.service.workers.evaluation import evaluate
from aqbgraph.service.workers.frames import Hello, Loaded, pack, unpack_question
from aqbgraph.service.workers.pulling import Inlet, Outlet

if TYPE_CHECKING:
    from aqbgraph.service.arranging.tallies import Tallies

PR_SET_PDEATHSIG = 1  # prctl(2)
BACKLOG = 4096  # workers that may be asked for at once: one more would be refused (unix(7))
# The engine's parser looks for a keyword by taking as many characters as that has; when there are not so many, it tells
# nothing but that the text ends.
LOOKAHEAD = b"\n" * 16
# The engine's parser and planner recurse; a thread's stack is only reserved, not used, until a query needs it.
STACK = 64 * MEBIBYTE


class _Data(NamedTuple):
    """What is loaded, and how it is asked."""

    store: Store
    arranging: Arranging
    limits: Limits


def main(arguments: list[str]) -> None:
    """Loads the data, says so on standard output, and forks workers until standard input ends."""
    data, address, limits = int(arguments[0]), arguments[1], Limits(**json.loads(arguments[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes our input
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system reaps workers that end
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(BACKLOG)
    store = Store()
    store.bulk_load(path=f"/proc/self/fd/{data}", format=RdfFormat.TRIG)
    os.close(data)
    tallies = tallied(store)
    print(json.dumps(asdict(_loaded(store, tallies))), flush=True)
    gc.collect()
    gc.freeze()  # a collection in a worker would touch, and so copy, every page of the keeper's objects
    _serve(listener, _Data(store, Arranging(tallies), limits))


def _loaded(store: Store, tallies: Tallies) -> Loaded:
    triples = int(sum(tally.triples for tally in tallies.values()))
    return Loaded(triples=triples, graphs=sum(1 for _ in store.named_graphs()))


def _serve(listener: socket.socket, data: _Data) -> None:
    with selectors.DefaultSelector() as waiting:
        waiting.register(listener, selectors.EVENT_READ)
        waiting.register(sys.stdin, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in waiting.select()}
            if sys.stdin in ready:
                return
            connection, _ = listener.accept()
            if _forked():
                waiting.close()
                listener.close()
                _work(connection, data)
            connection.close()


def _forked() -> bool:
    """Whether this is the new process. Where the system allows no more, who asked goes without, and all others stay."""
    try:
        return os.fork() == 0
    except OSError:
        return False


def _work(connection: socket.socket, data: _Data) -> None:
    """The life of a worker; it ends when the connection does."""
    try:
        _confine(data.limits)
        # In a thread of its own: the engine's random numbers belong to the thread, and a forked one would repeat those
        # of its siblings (the same UUID() in two workers).
        threading.stack_size(STACK)
        thread = threading.Thread(target=_answer, args=(connection, data))
        thread.start()
        thread.join()
    finally:
        os._exit(0)  # not the keeper's cleaning up, also where no thread can be had


def _confine(limits: Limits) -> None:
    """Takes from this process what a query must not have: the network, files, other processes' memory."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)  # what the engine says when it overflows is no news for the server's log
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + STACK + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # SERVICE would open a socket, which takes a free descriptor below the limit; there is none any more.
    resource.setrlimit(resource.RLIMIT_NOFILE, (nothing, nothing))
    os.close(nothing)


def _answer(connection: socket.socket, data: _Data) -> None:
    connection.sendall(pack(Hello(os.getpid(), threading.get_native_id())))
    inlet = Inlet(connection)
    outlet = Outlet(connection, inlet)
    while frame := inlet.question():
        head, query = frame
        question = unpack_question(head, query + LOOKAHEAD)
        since = time.process_time()
        outlet.begun = False
        through = outlet if question.streamed else None
        outlet.send(evaluate(data.store, question, data.limits, through, data.arranging.arranged), since)


if __name__ == "__main__":
    main(sys.argv[1:])
