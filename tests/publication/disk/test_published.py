from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import PublicationError
from aqbgraph.publication.disk.published import load, stamp_of

if TYPE_CHECKING:
    from pathlib import Path


def change(folder: Path, **members: object) -> Path:
    path = folder / "publication.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | members), encoding="utf-8")
    return folder


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    for path in built.rglob("*"):
        target = tmp_path / "copy" / path.relative_to(built)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path / "copy"


def test_load(copied: Path) -> None:
    found = load(copied)
    assert found.base == "https://w3id.org/aqb/"
    assert found.files["agreement/2025/odenwaldkreis.ttl"].size > 0
    assert found.data.is_file()
    assert load(change(copied, version="0.2.0")).digest != found.digest


def test_no_publication(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="ist keine Veröffentlichung"):
        load(tmp_path)


def test_licence(copied: Path) -> None:
    assert load(copied).licence == "https://www.govdata.de/dl-de/by-2-0"
    members = json.loads((copied / "publication.json").read_text(encoding="utf-8"))
    del members["licence"]
    (copied / "publication.json").write_text(json.dumps(members), encoding="utf-8")
    assert load(copied).licence is None


@pytest.mark.parametrize("iri", ["", "none", "https://a b", "https://a>; rel=x", "https://a\r\nX: y", 1, None])
def test_what_is_no_iri(copied: Path, iri: object) -> None:
    with pytest.raises(PublicationError, match="nicht lesbar"):
        load(change(copied, licence=iri))
    with pytest.raises(PublicationError, match="nicht lesbar"):
        load(change(copied, baseIri=iri))


def test_stamp(copied: Path, tmp_path: Path) -> None:
    first = stamp_of(copied)
    assert first == stamp_of(copied)
    assert stamp_of(change(copied, version="0.2.0")) != first
    assert stamp_of(tmp_path) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "files": {"a": 1}}'])
def test_unreadable(tmp_path: Path, text: str) -> None:
    (tmp_path / "publication.json").write_text(text, encoding="utf-8")
    with pytest.raises(PublicationError, match="nicht lesbar"):
        load(tmp_path)


def test_other_format(copied: Path) -> None:
    with pytest.raises(PublicationError, match="Format 2"):
        load(change(copied, format=2))


def test_file_cut_short(copied: Path) -> None:
    (copied / "data.ttl").write_bytes(b"")
    with pytest.raises(PublicationError, match=r"data\.ttl"):
        load(copied)


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "a/../../secret", "\0", "a" * 300])
def test_listed_file_outside(copied: Path, name: str) -> None:
    (copied.parent / "secret").write_bytes(b"secret")
    files = json.loads((copied / "publication.json").read_text(encoding="utf-8"))["files"]
    with pytest.raises(PublicationError, match="beschädigt"):
        load(change(copied, files=files | {name: {"size": 6, "sha256": "0"}}))


def test_link_to_the_outside(copied: Path) -> None:
    (copied.parent / "secret").write_bytes((copied / "data.ttl").read_bytes())
    (copied / "data.ttl").unlink()
    (copied / "data.ttl").symlink_to(copied.parent / "secret")
    with pytest.raises(PublicationError, match=r"data\.ttl"):
        load(copied)


def test_without_data(copied: Path) -> None:
    files = json.loads((copied / "publication.json").read_text(encoding="utf-8"))["files"]
    del files["data.trig"]
    with pytest.raises(PublicationError, match=r"data\.trig"):
        load(change(copied, files=files))
