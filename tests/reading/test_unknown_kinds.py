from __future__ import annotations

import io
import tarfile
import zipfile

import pytest
from PIL import Image

from aqbgraph.errors import ReadingError
from aqbgraph.reading.readers import parse
from aqbgraph.reading.unknown_kinds import unknown

MAIL = b"From: a@example.org\r\nSubject: Vereinbarung\r\n  2025\r\nMIME-Version: 1.0\r\n\r\nText"


def picture(form: str) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (8, 8)).save(stream, form)
    return stream.getvalue()


def archive() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("a.pdf"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("WEBP"), "WebP"),
        (picture("JPEG2000"), "JPEG 2000"),
        (picture("BMP"), "BMP"),
        (picture("GIF"), "GIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(90), "HEIC"),
        (b"\0\0\0\x20ftypavif\0\0\0\0" + bytes(90), "AVIF"),
        (b"\0\0\0\x20ftypisom\0\0\0\0" + bytes(90), "Film"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (b"BZh91AY&SY\0", "bzip2"),
        (b"\xfd7zXZ\0\0", "xz"),
        (b"Rar!\x1a\x07\0", "RAR"),
        (archive(), "tar"),
        (MAIL, "E-Mail"),
        (b"\\documentclass{article}\n", "LaTeX"),
        (b'{"titel": "Zielvereinbarung"}', "JSON"),
        (b'[{"titel": 1}]', "JSON"),
        (b'<?xml version="1.0"?><a>Zielvereinbarung</a>', "XML"),
        (b"\x7fELF\x02\x01", "Programm"),
    ],
)
def test_what_it_is_and_what_to_do_is_said(content: bytes, kind: str) -> None:
    with pytest.raises(ReadingError, match=rf"{kind}.*Gelesen wird .*\. (?:Bitte|Das ist) "):
        parse(content, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Zielvereinbarung: 2025\nzwischen: dem Land\n",
        "[Logo]\n\nZielvereinbarung",
        "{Platzhalter}\n",
        "BM: Ministerium für Bildung",
        "MZ",
        "GIF89 ist ein Projekt",
        "Received\n",
        '<?xml version="1.0"?><!DOCTYPE html><html><p>A</p></html>',
    ],
)
def test_text_is_none_of_them(text: str) -> None:
    assert unknown(text.encode()) is None


def test_a_pdf_file_in_an_archive_is_not_taken_for_the_archive() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.pdf", b"%PDF-1.7\n")
    with pytest.raises(ReadingError, match=r"Archiv \(ZIP\)\. Bitte vorher entpacken"):
        parse(stream.getvalue(), "a.pdf")
