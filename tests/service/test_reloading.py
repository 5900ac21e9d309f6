"""A new publication under load: no request is lost, and none is answered from two versions."""

from __future__ import annotations

import json
import shutil
import threading
import time
from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.publication.disk.writer import Writer, switch
from aqbgraph.service.editions import editions

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    import pytest
    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

AMOUNT = "SELECT ?amount { ?budget <https://w3id.org/aqb/def/aqb#amount> ?amount } LIMIT %d"
VERSIONS = 4


def publish(folder: Path, original: Path, amount: int) -> None:
    """Builds the publication with another amount beside the folder and takes its place."""
    made = folder.with_name(f".{amount}")
    shutil.copytree(original, made)
    data = (made / "data.trig").read_bytes().replace(b"491550", str(amount).encode())
    (made / "data.trig").write_bytes(data)
    members = json.loads((made / "publication.json").read_text("utf-8"))
    members["files"]["data.trig"] = {"size": len(data), "sha256": sha256(data).hexdigest()}
    (made / "publication.json").write_text(json.dumps(members), "utf-8")
    switch(Writer(made), folder)


def test_nothing_is_lost(
    public: Path, tmp_path: Path, limits: Limits, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "LOOK", 0.05)
    folder = tmp_path / "public"
    shutil.copytree(public, folder)
    over = threading.Event()
    replies: list[tuple[int, int, str, str | None]] = []
    amounts = [str(500_000 + number) for number in range(VERSIONS)]

    def ask(first: int) -> None:
        number = first
        while not over.is_set():
            number += 10
            file = client("/agreement/2025/odenwaldkreis.ttl")
            # Each another, so that the result is not one that is kept; and one that is.
            for asked in (number, 5):
                reply = client("/sparql", query=AMOUNT % asked, format="csv")
                replies.append((file.status, reply.status, reply.body.decode().split()[-1], reply.headers.get("etag")))

    with serving(folder, limits) as client:
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(1, 4)]
        for thread in threads:
            thread.start()
        try:
            for amount in amounts:
                publish(folder, public, int(amount))
                until = time.monotonic() + 20
                while replies[-1][2] != amount if replies else True:
                    assert time.monotonic() < until
                    time.sleep(0.02)
        finally:
            over.set()
            for thread in threads:
                thread.join()
    assert {reply[:2] for reply in replies} == {(200, 200)}
    assert {reply[2] for reply in replies} <= {"491550", *amounts}
    # A tag stands for one amount.
    assert len({reply[3] for reply in replies}) == len({(reply[3], reply[2]) for reply in replies})
