from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from aqbgraph.document import Kind
from aqbgraph.errors import ReadingError
from aqbgraph.reading import readers
from aqbgraph.reading.readers import parse, read

if TYPE_CHECKING:
    from pathlib import Path


def test_source() -> None:
    content = "\ufeffÄ **b**".encode()
    document = parse(content, "a.md")
    assert document.text == "Ä **b**"
    assert document.source.sha256 == sha256(content).hexdigest()
    assert (document.source.name, document.source.size, document.source.media_type) == ("a.md", 11, "text/markdown")
    assert document.source.charset == "utf-8"


def test_the_content_and_not_the_name_says_what_it_is() -> None:
    assert parse(b"- a", "a.md").source.media_type == "text/plain"
    assert parse(b"**a**", "a.txt").source.media_type == "text/markdown"
    with pytest.raises(ReadingError, match="keine lesbare PDF-Datei"):
        parse(b"%PDF-1.7\n# **a**\n", "a.md")


def test_repairs_and_furniture() -> None:
    source = (
        "Das ist ein ganzer Satz davor.\n\nDas Land fördert mit diesem Geld so zial Benachteiligte und\n\n"
        "Seite 2 von 5\n\nandere in der Region.\n\nSeite 3 von 5\n\nDas ist alles im Landkreis.\n"
    )
    document = parse(source.encode(), "a")
    (repair,) = document.repairs
    assert (document.text[repair.start : repair.end], repair.written) == ("so zial", "sozial")
    text, furniture = Kind.TEXT, Kind.FURNITURE
    assert [line.kind for line in document.lines] == [text, text, furniture, text, furniture, text]


def test_one_table() -> None:
    assert len({reader.name for reader in readers.READERS}) == len(readers.READERS)
    suffixes = [suffix for reader in readers.READERS for suffix in reader.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)
    assert readers.READERS[-1].recognises(b"")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leer"),
        (b" \n\t", "leer"),
        (b"%PDF-1.7", "keine lesbare PDF-Datei"),
        (b"PK\x03\x04", "Word-Dokument ist beschädigt"),
        (b"a\nb\xfc\xe4\x81", "Byte 3 ist kein UTF-8"),
        (b"a\n\x00", "U.0000"),
        (b"II*\x00", "Bild"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n", "Bild"),
    ],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        parse(content, "a.md")


def test_place_of_a_bad_byte() -> None:
    with pytest.raises(ReadingError) as caught:
        parse(b"a\nb\xfc\xe4\x81", "a.md")
    assert str(caught.value).startswith("a.md:2: ")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST_SOURCE", 3)
    (tmp_path / "a.md").write_text("abcd", "utf-8")
    with pytest.raises(ReadingError, match="größer als 3 Byte"):
        read(tmp_path / "a.md", "a.md")


def test_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="nicht lesbar"):
        read(tmp_path / "a.md", "a.md")


def test_so_many_lines_are_no_agreement() -> None:
    with pytest.raises(ReadingError, match=r"a\.md:10001: Die Datei hat mehr als 10\.000 Zeilen"):
        parse(b"- Jobcaf\n" * 20_000, "a.md")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_text_of_too_many_lines_is_refused(name: str) -> None:
    begin = "**a**\n" if name == "a.md" else "a\n"
    assert len(parse((begin + "b\n" * (readers.MOST_LINES - 1)).encode(), name).lines) == readers.MOST_LINES
    with pytest.raises(ReadingError, match=r":10001: Die Datei hat mehr als 10\.000 Zeilen"):
        parse((begin + "b\n" * readers.MOST_LINES).encode(), name)


@pytest.mark.parametrize(
    ("name", "kind"), [("binary.pdf", "PDF"), ("binary.PDF", "PDF"), ("x.docx", "Word"), ("x.png", "PNG")]
)
@pytest.mark.parametrize("content", [bytes(range(256)) * 9, b"\0" * 3000])
def test_bytes_that_are_not_what_the_file_is_called(name: str, kind: str, content: bytes) -> None:
    with pytest.raises(ReadingError, match=rf"^{name}: Die Datei heißt .* keine Datei dieser Art \({kind}"):
        parse(content, name)
    with pytest.raises(ReadingError, match=r"Steuerzeichen|UTF-8"):
        parse(content, "x.txt")


def test_text_is_read_whatever_the_file_is_called() -> None:
    assert parse(b"Ein Satz.", "text.pdf").source.media_type == "text/plain"
