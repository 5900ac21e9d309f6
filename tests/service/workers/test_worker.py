from __future__ import annotations

import errno
import os
import socket
import sys
import threading
from typing import TYPE_CHECKING

from pyoxigraph import Store

from aqbgraph.service.arranging.arranging import Arranging
from aqbgraph.service.limits import Limits
from aqbgraph.service.workers import worker

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SOON = 10.0  # seconds


def test_a_keeper_stays_where_no_process_can_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pids-limit of a container, TasksMax of systemd: with the keeper gone all queries would wait until it is back."""
    refused = 0

    def fork() -> int:
        nonlocal refused
        refused += 1
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", fork)
    reading, writing = os.pipe()
    address = str(tmp_path / "workers")
    with os.fdopen(reading, encoding="ascii") as told, socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.setattr(sys, "stdin", told)
        listener.bind(address)
        listener.listen()
        data = worker._Data(Store(), Arranging({}), Limits())
        keeper = threading.Thread(target=worker._serve, args=(listener, data), daemon=True)
        keeper.start()
        for _ in range(3):
            with socket.socket(socket.AF_UNIX) as asking:
                asking.settimeout(SOON)
                asking.connect(address)
                assert asking.recv(1) == b""
        assert keeper.is_alive()
        os.close(writing)
        keeper.join(SOON)
        assert not keeper.is_alive()
    assert refused == 3
