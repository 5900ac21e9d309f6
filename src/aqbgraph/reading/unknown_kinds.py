"""Kinds of files that nobody reads: how they are known, what a clerk calls them, and what to do with them."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = 512
_UNPACK = "Bitte vorher entpacken."
_AS_PICTURE = "Bitte als PNG, JPEG oder PDF speichern."
_AS_TEXT = "Bitte als PDF, DOCX oder Text speichern."
_PRINT = "Bitte in dem Programm, aus dem sie kommt, als PDF drucken."


class Unknown(NamedTuple):
    """What a file begins with, what it is called, and what to do."""

    begins: re.Pattern[bytes]
    kind: str
    advice: str


def _unknown(form: bytes, kind: str, advice: str) -> Unknown:
    return Unknown(re.compile(form, re.DOTALL), kind, advice)


# Of an ISO media file (ISO/IEC 14496-12, 4.3) the brand tells the kind.
_BRAND = rb".{4}ftyp"
_LINE = rb"(?:[\w-]+: ?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)"
KINDS = (
    _unknown(rb"\{\\rtf", "ein RTF-Dokument", "Bitte als DOCX oder Text speichern."),
    _unknown(rb"GIF8[79]a", "ein Bild (GIF)", "Bitte als PNG oder PDF speichern."),
    _unknown(rb"RIFF.{4}WEBP", "ein Bild (WebP)", _AS_PICTURE),
    _unknown(_BRAND + rb"(?:avif|avis)", "ein Bild (AVIF)", _AS_PICTURE),
    _unknown(_BRAND + rb"(?:hei[cxms]|hev[cxms]|mif1|msf1)", "ein Bild (HEIC)", _AS_PICTURE),
    _unknown(_BRAND, "ein Film oder eine Tonaufnahme", _AS_TEXT),
    _unknown(rb"\x00{3}\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51", "ein Bild (JPEG 2000)", _AS_PICTURE),
    _unknown(rb"BM.{4}\x00{4}.{4}[\x0c\x28\x6c\x7c]\x00{3}", "ein Bild (BMP)", _AS_PICTURE),
    _unknown(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,256}?-->\s*)?<svg\b", "ein Bild (SVG)", _AS_PICTURE),
    _unknown(rb"%!PS", "ein PostScript-Dokument", "Bitte als PDF speichern."),
    _unknown(rb"\x1f\x8b", "eine gepackte Datei (gzip)", _UNPACK),
    _unknown(rb"BZh[1-9]1AY&SY", "eine gepackte Datei (bzip2)", _UNPACK),
    _unknown(rb"\xfd7zXZ\x00", "eine gepackte Datei (xz)", _UNPACK),
    _unknown(rb"(?:\x28\xb5\x2f\xfd)", "eine gepackte Datei (zstd)", _UNPACK),
    _unknown(rb"7z\xbc\xaf", "ein Archiv (7-Zip)", _UNPACK),
    _unknown(rb"Rar!\x1a\x07", "ein Archiv (RAR)", _UNPACK),
    _unknown(rb".{257}ustar", "ein Archiv (tar)", _UNPACK),
    _unknown(
        rb"\x30[\x80-\x84].{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", "eine signierte Hülle (P7M)", _UNPACK
    ),
    _unknown(
        _LINE + rb"{0,20}?(?i:MIME-Version|Received|Return-Path|X-MimeOLE): " + rb".*",
        "eine E-Mail oder gespeicherte Webseite (EML, MHT)",
        "Bitte den Anhang einzeln speichern, oder die Seite als PDF drucken.",
    ),
    _unknown(rb"\s*\\documentclass\b", "ein LaTeX-Dokument", "Bitte als PDF übersetzen."),
    _unknown(rb"\s*[\[{]\s*(?:\"[^\"]{0,200}\"\s*:|\{\s*\")", "eine Datei mit Daten (JSON)", _PRINT),
    _unknown(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b(?!.{0,400}<html\b)", "eine XML-Datei", _PRINT),
    _unknown(rb"\x7fELF|MZ[\x00-\xff]{2,58}\x00\x00|#!/", "ein Programm", "Das ist keine Vereinbarung."),
)


def unknown(content: bytes) -> Unknown | None:
    """What a file is, if nobody reads its kind."""
    head = content[:_HEAD]
    return next((one for one in KINDS if one.begins.match(head)), None)
