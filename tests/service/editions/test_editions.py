"""A new publication under the running service, switched as `aqbgraph build` does: by a rename."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.disk.writer import Writer, switch
from aqbgraph.service.editions import editions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.service.conftest import Client, Reply

    from aqbgraph.service.limits import Limits

    Keepers = Callable[[], set[int]]
    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

BUDGET = "https://w3id.org/aqb/agreement/2025/odenwaldkreis#budget-aqb"
AMOUNT = f"SELECT ?amount {{ <{BUDGET}> <https://w3id.org/aqb/def/aqb#amount> ?amount }}"
FILE = "/agreement/2025/odenwaldkreis.ttl"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?a) < STR(?k)) }"
NEW = "/agreement/2025/new.ttl"


class Folder:
    """A published folder, and what replaces it."""

    def __init__(self, path: Path, original: Path) -> None:
        self.path = path
        self.original = original

    def built(self, amount: int, damage: str = "") -> Path:
        """A publication beside the published one, in which the budget has this amount; with a damaged file."""
        made = self.path.with_name(f".{amount}-{time.monotonic_ns()}")
        shutil.copytree(self.original, made)
        content = {file: (made / file).read_bytes().replace(b"491550", str(amount).encode()) for file in self.files}
        content[NEW[1:]] = b"# new\n"
        content["large.bin"] = str(amount).encode() * 400_000
        if damage == "data.trig":
            content[damage] = b"no TriG"
        members = json.loads((made / "publication.json").read_text(encoding="utf-8"))
        for file, data in content.items():
            (made / file).write_bytes(data)
            members["files"][file] = {"size": len(data), "sha256": sha256(data).hexdigest()}
        (made / "publication.json").write_text(json.dumps(members), encoding="utf-8")
        if damage and damage != "data.trig":
            (made / damage).write_bytes(b"")
        return made

    @property
    def files(self) -> list[str]:
        return ["data.trig", "data.ttl", FILE[1:]]

    def switch(self, made: Path) -> str:
        """Switches to what was built; returns its digest."""
        digest = sha256((made / "publication.json").read_bytes()).hexdigest()
        switch(Writer(made), self.path)
        shutil.rmtree(made)  # the old one by now
        return digest


@pytest.fixture
def folder(public: Path, tmp_path: Path) -> Folder:
    target = tmp_path / "public"
    shutil.copytree(public, target)
    return Folder(target, public)


@pytest.fixture(autouse=True)
def _eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "LOOK", 0.05)
    monkeypatch.setattr(editions, "RETRY", 0.2)


@pytest.fixture
def client(folder: Folder, limits: Limits, serving: Serving, keepers: Keepers) -> Iterator[Client]:
    del keepers  # it counts from before the service started
    with serving(folder.path, limits) as found:
        yield found


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def amount(client: Client) -> str:
    return client("/sparql", query=AMOUNT, format="csv").body.decode().split()[1]


def health(client: Client, **wanted: str) -> Reply:
    """The health once it says what is wanted."""
    until(lambda: wanted.items() <= client("/api/health").json.items())
    return client("/api/health")


@pytest.fixture
def keepers() -> Callable[[], set[int]]:
    """What tells the processes that hold a store and were started since."""
    before = _keepers()
    return lambda: _keepers() - before


def _keepers() -> set[int]:
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            words = (place / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == os.getpid() and b"aqbgraph.service.workers.worker" in words:
            found.add(int(place.name))
    return found


def test_files_and_queries_are_switched(client: Client, folder: Folder) -> None:
    before = client(FILE)
    assert amount(client) == "491550"
    digest = folder.switch(folder.built(2))
    after = client(FILE)
    assert (after.status, b" 2 " in after.body) == (200, True)
    assert after.headers["etag"] == f'"{sha256(after.body).hexdigest()}"' != before.headers["etag"]
    assert health(client).json["publication"] == digest
    assert amount(client) == "2"


def test_it_is_noticed_by_queries_alone(client: Client, folder: Folder) -> None:
    tag = client("/sparql", query=AMOUNT).headers["etag"]
    assert client("/sparql", query=AMOUNT, headers={"If-None-Match": tag}).status == 304
    folder.switch(folder.built(2))
    until(lambda: amount(client) != "491550")
    assert amount(client) == "2"
    assert client("/sparql", query=AMOUNT, headers={"If-None-Match": tag}).status == 200


def test_what_is_new_is_there_at_once(client: Client, folder: Folder) -> None:
    assert client(NEW).status == 404
    folder.switch(folder.built(2))
    assert client(NEW).body == b"# new\n"


def test_no_request_fails(client: Client, folder: Folder) -> None:
    """Switch after switch under load: each answer is whole, and of one publication."""
    targets = (FILE, "/data.ttl", "/index.html", "/large.bin", "/sparql?query=ASK%7B%7D")
    folder.switch(folder.built(10))
    assert client("/large.bin").status == 200
    done = threading.Event()

    def ask(target: str) -> list[tuple[int, bool]]:
        seen = []
        while not done.is_set():
            reply = client(target)
            tag = reply.headers.get("etag", "").strip('"')
            seen.append((reply.status, target.startswith("/sparql") or sha256(reply.body).hexdigest() == tag))
        return seen

    with ThreadPoolExecutor(len(targets)) as pool:
        asking = [pool.submit(ask, target) for target in targets]
        try:
            for number in range(11, 17):
                time.sleep(0.1)
                last = folder.switch(folder.built(number))
            health(client, publication=last)
        finally:
            done.set()
    for one in asking:
        assert one.result()
        assert set(one.result()) == {(200, True)}


def test_queries_under_way_are_answered(folder: Folder, limits: Limits, serving: Serving, keepers: Keepers) -> None:
    with (
        serving(folder.path, replace(limits, deadline=20.0, quick=20.0)) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        asking = pool.submit(client, "/sparql", query=SLOW, format="csv")
        health(client)
        time.sleep(0.1)
        assert client("/api/health").json["workers"]["busy"] == 1
        digest = folder.switch(folder.built(2))
        health(client, publication=digest)
        assert not asking.done()
        assert len(keepers()) == 2
        assert asking.result().status == 200
        until(lambda: len(keepers()) == 1)
    assert keepers() == set()


@pytest.mark.parametrize("damage", ["data.ttl", "data.trig"])
def test_damaged(client: Client, folder: Folder, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    """The old one answers what it still can; the next sound one takes over."""
    old = client("/api/health").json["publication"]
    folder.switch(folder.built(3, damage))
    assert client(FILE).status == 503
    reply = health(client, status="outdated").json
    assert reply["publication"] == old
    assert damage in reply["fault"] or "data" in reply["fault"]
    assert str(folder.path.parent) not in reply["fault"]
    assert "nicht ausgeliefert" in caplog.text
    assert amount(client) == "491550"
    assert client("/index.html").status == 200
    digest = folder.switch(folder.built(4))
    assert (client(FILE).status, amount(client)) == (200, "4")
    assert health(client, publication=digest, status="ok").json["fault"] == ""


def test_repaired_in_its_place(client: Client, folder: Folder) -> None:
    """Its list stays the same: so do those copied without a rename, file by file."""
    sound = folder.built(5)
    lost = (sound / "data.ttl").read_bytes()
    (sound / "data.ttl").unlink()
    folder.switch(sound)
    health(client, status="outdated")
    (folder.path / "data.ttl").write_bytes(lost)
    health(client, status="ok")
    assert amount(client) == "5"


def test_folder_is_gone_for_a_while(client: Client, folder: Folder) -> None:
    aside = folder.path.with_name("aside")
    folder.path.rename(aside)
    assert client(FILE).status == 503
    assert "keine Veröffentlichung" in health(client, status="outdated").json["fault"]
    assert amount(client) == "491550"
    aside.rename(folder.path)
    assert client(FILE).status == 200
    assert health(client, status="ok").json["fault"] == ""


def test_restarted_keeper_has_the_data_of_its_edition(
    client: Client, folder: Folder, keepers: Keepers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "RETRY", 60)
    folder.switch(folder.built(3, "data.ttl"))
    health(client, status="outdated")
    (keeper,) = keepers()
    os.kill(keeper, signal.SIGKILL)
    until(lambda: keeper not in keepers())
    until(lambda: client("/sparql", query=AMOUNT).status == 200)
    assert amount(client) == "491550"
