"""A parcel takes what a folder takes, and nothing of a discarded resource is left in either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.pipeline.parcels import Folder, Parcel
from aqbgraph.publication.settings import Settings
from aqbgraph.publication.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.publication.writer import Files

HERE = "agreement/2025/kassel"
OTHERS = ("agreement/2025/kassel-stadt.ttl", "agreement/2025/kassel-stadt/index.html", "en/agreement/2025/index.html")


def put(files: Files) -> None:
    for name in (f"{HERE}.ttl", f"{HERE}.nt", f"{HERE}/index.html", f"{HERE}/map.svg", f"en/{HERE}/index.html"):
        files.write(name, b"x")
    for name in OTHERS:
        files.write(name, b"x")
    files.discard(HERE)


def test_nothing_of_a_discarded_resource_is_left(tmp_path: Path) -> None:
    parcel = Parcel()
    put(parcel)
    put(Writer(tmp_path))
    assert Settings().language.folder == ""
    assert set(parcel.files) == set(OTHERS)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(OTHERS)


def test_shelves_give_what_they_were_given(tmp_path: Path) -> None:
    for shelf in (Parcel(), Folder(tmp_path)):
        shelf.write("1", b"one")
        shelf.write("1", b"two")
        assert shelf.read("1") == b"two"
