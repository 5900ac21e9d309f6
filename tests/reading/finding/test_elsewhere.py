"""Files at addresses: listed as a folder is, read as a file is, refused in words."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import fsspec
import pytest
from tests.web import served

from aqbgraph.errors import ReadingError, WrongUse
from aqbgraph.reading.files import content_of
from aqbgraph.reading.finding.elsewhere import Address, Elsewhere, Found, is_address, listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TREE = {
    "a.md": b"one",
    "a.korrekturen.toml": b"two",
    "2025/Main & Taunus.md": b"three",
    "2025/Fürth 100%.md": b"four",
    "2025/series.ttl": b"",
    "2025/.hidden.md": b"x",
    ".git/b.md": b"x",
    "old/public/publication.json": b"{}",
    "old/public/page.html": b"x",
}
NAMES = {name for name in TREE if "/." not in f"/{name}" and name != "old/public/page.html"}


@pytest.fixture(params=["http", "memory", "file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The tree on a server, in a store of objects, and on disk."""
    if request.param == "memory":
        store = fsspec.filesystem("memory")
        store.pipe({f"/bucket/{name}": content for name, content in TREE.items()})
        yield "memory://bucket/"
        store.rm("/bucket", recursive=True)
        return
    for name, content in TREE.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if request.param == "file":
        yield f"file://{tmp_path}/in/"
        return
    with served(tmp_path / "in") as address:
        yield address


def by_name(found: tuple[Found, ...]) -> dict[str, Found]:
    return {str(one.name): one for one in found}


def test_what_lies_below_an_address(place: str) -> None:
    found = by_name(listed(Address(place)))
    assert set(found) == NAMES
    assert {name: content_of(one.file, name, 100) for name, one in found.items()} == {
        name: TREE[name] for name in NAMES
    }
    assert {one.file.name for one in found.values()} == {PurePosixPath(name).name for name in NAMES}


def test_a_file_named_outright_comes_with_its_companions(place: str) -> None:
    one, beside = listed(Address(f"{place}a.md"))
    assert (str(one.name), one.outright, content_of(one.file, "a", 9)) == ("a.md", True, b"one")
    assert (str(beside.name), beside.outright, content_of(beside.file, "a", 9)) == ("a.korrekturen.toml", False, b"two")
    (umlaut, decisions) = listed(
        Address(f"{place}2025/{'F%C3%BCrth%20100%25' if place[0] == 'h' else 'Fürth 100%'}.md")
    )
    assert (str(umlaut.name), str(decisions.name)) == ("Fürth 100%.md", "series.ttl")
    assert umlaut.file.folders[0] == "2025"


def test_no_more_is_read_than_wanted(place: str) -> None:
    file = by_name(listed(Address(place)))["a.md"].file
    with pytest.raises(ReadingError, match="größer als 2 Byte"):
        content_of(file, "a.md", 2)


def test_what_is_gone_meanwhile_is_told(place: str) -> None:
    with pytest.raises(ReadingError, match=r"gone.md: Die Datei ist nicht lesbar \(.+\)"):
        content_of(Elsewhere(f"{place}gone.md"), "gone.md", 9)


def test_what_does_not_exist(place: str) -> None:
    for address in (f"{place}none/", f"{place}none.md"):
        with pytest.raises(WrongUse, match=r"none.* (ist nicht erreichbar|gibt es nicht)"):
            listed(Address(address))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://127.0.0.1:1/in/", "ist nicht erreichbar"),
        ("simplecache::memory://in/", "Verkettete Adressen"),
        ("gopher://127.0.0.1/in/", "ist keine Adresse, die gelesen werden kann"),
    ],
)
def test_addresses_that_cannot_be(address: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        listed(Address(address))


def test_a_service_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(WrongUse, match=r"Für s3://bucket/in/ fehlt ein Paket: .*s3fs"):
        listed(Address("s3://bucket/in/"))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(WrongUse, match=r"pip install 'aqbgraph\[remote\]'"):
        listed(Address("https://example.org/in/"))


def test_a_folder_that_cannot_be_listed_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "in/broken").mkdir(parents=True)
    (tmp_path / "in/a.md").write_text("x", "utf-8")
    with served(tmp_path / "in") as address:
        # Listed, and gone when it is entered: as a service that fails now and then.
        (tmp_path / "in/index.html").write_text('<a href="a.md">a</a> <a href="lost/">lost</a>', "utf-8")
        with pytest.raises(WrongUse, match=r"nicht erreichbar: .*/lost/ gibt es nicht"):
            listed(Address(address))


def test_a_publication_on_the_web_is_no_list_of_documents(tmp_path: Path) -> None:
    (tmp_path / "publication.json").write_text("{}", "utf-8")
    (tmp_path / "index.html").write_text('<a href="agreement/">a</a>', "utf-8")
    with served(tmp_path) as address:
        (only,) = listed(Address(address))
    assert str(only.name) == "publication.json"


@pytest.mark.parametrize("word", ["https://x/y", "s3://b/", "memory://", "file:///x"])
def test_addresses_are_told_from_paths(word: str) -> None:
    assert is_address(word)
    assert not is_address(word.replace("://", ":"))


@pytest.mark.parametrize("word", ["a.md", "C:\\in", "./s3:", "in/s3://x", ""])
def test_paths_are_no_addresses(word: str) -> None:
    assert not is_address(word)
