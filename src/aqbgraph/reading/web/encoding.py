"""The encoding of a page of HTML: byte order mark, declaration, UTF-8, else windows-1252 (HTML, 13.2.3.2)."""

from __future__ import annotations

import codecs
import re

from aqbgraph.errors import Place, ReadingError

# How far into a page its encoding is looked for.
_HEAD = 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml\s[^>]{0,80}?encoding\s*=\s*[\"']([\w.-]{2,40})",
    re.IGNORECASE,
)
# Python's name of an encoding → the IANA's; what else Python can decode (zlib, idna, rot13 …) is no encoding of a page.
_KNOWN = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "iso8859-15": "iso-8859-15",
    "mac-roman": "macintosh",
    "cp850": "ibm850",
    **{f"cp125{number}": f"windows-125{number}" for number in range(9)},
    **{f"iso8859-{number}": f"iso-8859-{number}" for number in (2, 3, 4, 9, 10, 13, 14, 16)},
}
_WESTERN = "cp1252"
# Names that stand for windows-1252 on the web (https://encoding.spec.whatwg.org/#names-and-labels).
_LATIN = frozenset({"iso8859-1", "ascii"})


def decode(content: bytes, name: str) -> tuple[str, str]:
    """The text of a page, and the IANA name of its encoding.

    Raises:
        ReadingError: the encoding is unknown, or not what the bytes are in.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, name)
    if found := _DECLARED.search(content[:_HEAD]):
        return _decoded(content, _python_name((found[1] or found[2]).decode("ascii"), name), name)
    try:
        return _decoded(content, "utf-8", name)
    except ReadingError:
        return _decoded(content, _WESTERN, name)


def _python_name(label: str, name: str) -> str:
    try:
        encoding = codecs.lookup(label).name
    except LookupError:
        encoding = ""
    if encoding.startswith("utf-16"):
        # A page that could be read so far is not in UTF-16, whatever it says.
        return "utf-8"
    encoding = _WESTERN if encoding in _LATIN else encoding
    if encoding not in _KNOWN:
        message = f"Die Zeichenkodierung „{label}“ ist unbekannt. Bitte in UTF-8 speichern."
        raise ReadingError(message, Place(name))
    return encoding


def _decoded(content: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return content.decode(encoding), _KNOWN[encoding]
    except UnicodeDecodeError as error:
        message = (
            f"Das Byte {error.start} passt nicht zur Zeichenkodierung {_KNOWN[encoding]}. Bitte in UTF-8 speichern."
        )
        raise ReadingError(message, Place(name)) from error
