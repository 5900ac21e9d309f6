"""A publication before that is damaged or was made by a stranger: it is refused in words, and nothing else is read."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from tests.publication.publications import graph, publish

from aqbgraph.errors import PublicationError
from aqbgraph.publication.disk import published
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.history.history import STATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT = datetime(2025, 8, 11, tzinfo=UTC)
DEEP = b"[" * 200_000


@pytest.fixture
def old(tmp_path: Path) -> Path:
    publish(tmp_path / "old", None, AT, {"a": graph("a", "eins"), "b": graph("b", "eins")})
    return tmp_path / "old"


def again(old: Path) -> str:
    """What is said when the publication is followed by another, in which `a` changes and all else goes."""
    with pytest.raises(PublicationError, match="beschädigt") as caught:
        publish(old.parent / "new", old, AT + timedelta(1), {"a": graph("a", "zwei")})
    assert "--new-history" in str(caught.value)
    assert "Error" not in str(caught.value)
    return str(caught.value)


def put(folder: Path, name: str, content: bytes) -> None:
    """A file whose digest is listed: as somebody who means it writes it."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    members = json.loads((folder / LIST).read_bytes())
    members["files"][name] = {"size": len(content), "sha256": sha256(content).hexdigest()}
    (folder / LIST).write_text(json.dumps(members), "utf-8")


def with_key(folder: Path, key: str) -> None:
    state = json.loads((folder / STATE).read_bytes())
    state["records"]["documents"][key] = ["0", 0, 0]
    put(folder, STATE, json.dumps(state).encode())


@pytest.mark.parametrize(
    "key", ["../secret", "/etc/x", "x/../../secret", ".//x", 'a"b', "a<b", "a b", "\ud800", "https://example.com/x"]
)
def test_a_key_that_leads_elsewhere(old: Path, key: str) -> None:
    (old.parent / "secret.nt").write_text('<x:a> <http://purl.org/dc/terms/title> "geheim" .\n', "utf-8")
    with_key(old, key)
    assert STATE in again(old)
    assert not any("geheim" in file.read_text("utf-8") for file in (old.parent / "new").rglob("*.json"))


def test_a_document_that_is_not_listed(old: Path) -> None:
    (old / "c.nt").write_bytes(b'<x:a> <x:b> "c" .\n')
    with_key(old, "c")
    assert "c.nt (steht nicht in der Liste" in again(old)


def test_a_document_through_a_link(old: Path) -> None:
    content = (old / "a.nt").read_bytes()
    (old.parent / "elsewhere.nt").write_bytes(content)
    (old / "a.nt").unlink()
    (old / "a.nt").symlink_to(old.parent / "elsewhere.nt")
    assert "a.nt (eine Verknüpfung" in again(old)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.nt", b"garbage", "kein N-Triples"),
        ("a.nt", b'_:a <x:b> "c" .\n', "namenlose Knoten"),
        (STATE, DEEP, "zu tief verschachtelt"),
        (STATE, b"{", "kein JSON, Zeile 1"),
        (STATE, b"{}", "eine Angabe fehlt"),
        ("changes/1.json", DEEP, "zu tief verschachtelt"),
        ("changes/1.json", b"\xff", "eine Angabe hat eine falsche Form"),
    ],
)
def test_listed_but_no_such_thing(old: Path, name: str, content: bytes, said: str) -> None:
    put(old, name, content)
    made = again(old)
    assert name in made
    assert said in made


@pytest.mark.parametrize("name", ["a.nt", "changes/1.json", "changes/feed/1.trig", STATE])
def test_gone_changed_a_link_or_a_pipe(old: Path, name: str) -> None:
    content = (old / name).read_bytes()
    (old / name).write_bytes(content + b"\n")
    assert f"{name} (geändert)" in again(old)
    (old / name).unlink()
    publication = old.parent / "new"
    publication.rename(old.parent / "first")
    assert f"{name} (fehlt)" in again(old)
    publication.rename(old.parent / "second")
    os.mkfifo(old / name)
    assert f"{name} (keine gewöhnliche Datei)" in again(old)


@pytest.mark.parametrize(
    "content", [DEEP, b"[]", b'{"files": {}}', b'{"baseIri": "https://x.org/\\u001b[2J", "files": {}}']
)
def test_a_list_that_is_none(old: Path, content: bytes) -> None:
    (old / LIST).write_bytes(content)
    said = again(old)
    assert said.isprintable()
    with pytest.raises(PublicationError, match="nicht lesbar"):
        published.load(old)


def test_a_list_that_is_a_pipe(old: Path) -> None:
    (old / LIST).unlink()
    os.mkfifo(old / LIST)
    again(old)
    with pytest.raises(PublicationError, match="nicht lesbar"):
        published.load(old)


@pytest.mark.parametrize(
    "change",
    [
        lambda state: state["pages"].update(documents=[-1]),
        lambda state: state["pages"].update(documents=[1.0]),
        lambda state: state.update(publications=["0001-01-01T00:00:00Z"]),
        lambda state: state.update(publications=["2025-8-11T0:0:0Z"]),
        lambda state: state.update(baseIri="https://example.com/"),
        lambda state: state["records"]["documents"].update(a=["0", 0.0, 0]),
        lambda state: state["records"]["documents"].update(a=[["0"], 0, 0]),
    ],
)
def test_a_state_out_of_range(old: Path, change: Callable[[dict[str, object]], None]) -> None:
    state = json.loads((old / STATE).read_bytes())
    change(state)
    put(old, STATE, json.dumps(state).encode())
    assert STATE in again(old)


@pytest.mark.parametrize(
    "change",
    [
        lambda log: log.update(number=2),
        lambda log: log.update(published="2025-08-12T00:00:00Z"),
        lambda log: log["counts"].update(Create=-1),
        lambda log: log.update(total=7),
        lambda log: log["documents"][0].update(path="../x"),
        lambda log: log["documents"][0].update(kind="Move"),
        lambda log: log["documents"][0].update(lines=[]),
        lambda log: log["documents"][0].update(title=7),
    ],
)
def test_a_log_out_of_range(old: Path, change: Callable[[dict[str, object]], None]) -> None:
    log = json.loads((old / "changes/1.json").read_bytes())
    change(log)
    put(old, "changes/1.json", json.dumps(log).encode())
    assert "changes/1.json" in again(old)
