from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import ReadingError
from aqbgraph.reading import readers
from aqbgraph.reading.readers import parse, read

if TYPE_CHECKING:
    from pathlib import Path


def test_source() -> None:
    content = "\ufeffÄ b".encode()
    document = parse(content, "a.md")
    assert document.text == "Ä b"
    assert document.source.sha256 == sha256(content).hexdigest()
    assert (document.source.name, document.source.size, document.source.media_type) == ("a.md", 7, "text/markdown")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leer"),
        (b" \n\t", "leer"),
        (b"%PDF-1.7", "eine PDF-Datei"),
        (b"PK\x03\x04", "Office-Dokument"),
        (b"\xff\xfeA\x00", "UTF-16"),
        (b"a\nb\xfcr", "Byte 3 ist kein UTF-8"),
        (b"a\n\x00", "U.0000"),
        (b"a\n\x0cb", "U.000C"),
        (b"\x89PNG\r\n", "ein Bild"),
    ],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        parse(content, "a.md")


def test_place_of_a_bad_byte() -> None:
    with pytest.raises(ReadingError) as caught:
        parse(b"a\nb\xfcr", "a.md")
    assert str(caught.value).startswith("a.md:2: ")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST_SOURCE", 3)
    (tmp_path / "a.md").write_text("abcd", "utf-8")
    with pytest.raises(ReadingError, match="größer als 3 Byte"):
        read(tmp_path / "a.md", "a.md")


def test_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="nicht lesbar"):
        read(tmp_path / "a.md", "a.md")
