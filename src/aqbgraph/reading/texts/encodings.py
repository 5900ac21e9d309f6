"""Bytes to text: which encoding, told by the content alone, and what is no text at all.

In this order: a byte order mark says it (UTF-8, UTF-16, UTF-32); zero bytes in every second place are UTF-16 without
one; what is valid UTF-8 is UTF-8, for no other text is by chance. All else is Windows-1252 (or ISO 8859-1, its part)
only if every character beyond ASCII is one that German text has, where it has it: an umlaut beside a letter, a § or a
quotation mark not inside a word. A text of DOS or of an old Mac fails that at its first umlaut and is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.texts.source_lines import LINE_END

# The longest marks first: that of UTF-32 begins as that of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Of a text in UTF-16 without a mark, nine of ten characters are of Latin-1: their other byte is zero.
_MOST = 0.9
_SHORTEST_UTF16 = 4
# What XML 1.0 (section 2.2) cannot hold, and so no RDF/XML; the controls of Latin-1 but for U+0085, which no German
# text has and which tell of a wrong encoding. U+000B and U+000C end a line or a page and are dealt with.
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_CONTROLS = bytes([*range(9), *range(0x0E, 0x20), 0x7F])
# UTF-8 that was read as Windows-1252 and written again: "Ã¼" for ü, "â€ž" for „, "Â§" for §.
_TWICE = re.compile("Ã[¤¶¼Ÿ„–œ\x84\x96\x9c\x9f]|Â[§°\xa0]|â(?:€[žœ\x9d“”™˜¦¢]|‚¬)")
# A character lost for good, in a word or figure; alone it is but a bullet that a font did not have.
_LOST = re.compile(r"(?<=[\w.,])\ufffd|\ufffd(?=[\w.,])")
_PAGE_END = re.compile("\x0c")

# Of Windows-1252 what German text has: letters beside letters, signs not inside a word. In a text of DOS or of an old
# Mac the same bytes are umlauts, and stand inside words.
_LATIN = re.compile(
    r"(?:(?<=[^\W\d_])|(?=[^\W\d_]{2}))[äöüÄÖÜßéèçñ]"
    r"|(?<![^\W\d_])[§€](?![^\W\d_])|(?<![^\W\d_])[„‚°²³½¼«»‹›×®©]|[“”‘’–—…´·•\xa0\xad]"
)
_ADVICE = "Bitte als Text in UTF-8 speichern."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the IANA name of its encoding, and where its second and all later pages begin."""

    text: str
    charset: str
    pages: tuple[int, ...] = ()


def decode(content: bytes, name: str) -> Decoded:
    """The text of a file. A byte order mark is no part of it.

    A form feed, which XML cannot hold, is read as the end of a page: it becomes a blank at the start or end of a line
    and a line end within one; so does a vertical tab, without the page. All other characters stay as they are.

    Raises:
        ReadingError: the bytes are no text, of no encoding that can be told, or were converted wrongly before.
    """
    text, charset = _text(content, name)
    if not text or text.isspace():
        raise ReadingError("Die Datei ist leer. Bitte die Vereinbarung noch einmal speichern.", Place(name, 1))
    _check(content if charset == "utf-8" else b"", text, name)
    if "\x0c" not in text and "\x0b" not in text:
        return Decoded(text, charset)
    pages = tuple(match.end() for match in _PAGE_END.finditer(text) if 0 < match.end() < len(text))
    return Decoded(_BREAK.sub(_broken, text), charset, pages)


_BREAK = re.compile("[\x0b\x0c]")


def _broken(match: re.Match[str]) -> str:
    """A line end keeps its number in every editor where the control character had a line end beside it."""
    text, position = match.string, match.start()
    beside = text[max(position - 1, 0) : position] + text[position + 1 : position + 2]
    at_border = position in (0, len(text) - 1)
    return " " if at_border or any(letter in "\n\r\x0b\x0c" for letter in beside) else "\n"


def line_of(text: str, position: int) -> int:
    """The line (from 1) of a character."""
    return sum(1 for _ in LINE_END.finditer(text, 0, position)) + 1


def _text(content: bytes, name: str) -> tuple[str, str]:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _marked(content, mark, charset, name)
    if charset := _wide(content):
        return content.decode(charset), charset
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError as error:
        return _latin(content, error.start, name)


def _marked(content: bytes, mark: bytes, charset: str, name: str) -> tuple[str, str]:
    exact = charset if charset == "utf-8" else f"{charset}-{'le' if mark[0] == 0xFF else 'be'}"
    try:
        return content[len(mark) :].decode(exact), charset
    except UnicodeDecodeError as error:
        before = content[len(mark) : len(mark) + error.start].decode(exact, errors="ignore")
        at = len(mark) + error.start
        message = f"Die Datei beginnt als Text in {charset.upper()}, das Byte {at} ist aber keiner. {_ADVICE}"
        raise ReadingError(message, Place(name, line_of(before, len(before)))) from error


def _wide(content: bytes) -> str:
    """UTF-16 without a mark, when it is unmistakable."""
    if len(content) % 2 or len(content) < _SHORTEST_UTF16 or b"\x00" not in content:
        return ""
    for charset, zero, other in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if content[zero::2].count(0) >= _MOST * (len(content) // 2) and 0 not in content[other::2]:
            try:
                content.decode(charset)
            except UnicodeDecodeError:
                continue
            return charset
    return ""


def _latin(content: bytes, start: int, name: str) -> tuple[str, str]:
    """Windows-1252, if every character beyond ASCII stands where German text has it."""
    line = len(re.findall(rb"\r\n?|\n", content[:start])) + 1
    message = f"Das Byte {start} ist kein UTF-8 und auch sonst nicht sicher zu lesen. {_ADVICE}"
    fault = ReadingError(message, Place(name, line))
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise fault from None
    if not _german(text):
        raise fault
    high = any(0x80 <= byte < 0xA0 for byte in content)
    return text, "windows-1252" if high else "iso-8859-1"


def _german(text: str) -> bool:
    return _LATIN.sub("", text).isascii()


def _check(content: bytes, text: str, name: str) -> None:
    """Refuses what no text holds, and what a conversion before us has spoilt."""
    # Single letters are looked for far faster than two in a row.
    if ("Ã" in text or "Â" in text or "â" in text) and (found := _TWICE.search(text)):
        message = (
            f"Hier steht „{found[0]}“: Umlaute oder Zeichen gingen bei einer früheren Umwandlung verloren"
            " (UTF-8 wurde als Windows-1252 gelesen). Bitte die ursprüngliche Datei nehmen."
        )
        raise ReadingError(message, Place(name, line_of(text, found.start())))
    controlled = not content or len(content) != len(content.translate(None, _CONTROLS)) or _C1.search(content)
    found = _NO_TEXT.search(text) if controlled or "\ufffe" in text or "\uffff" in text else None
    if found is not None:
        message = f"Hier steht das Steuerzeichen U+{ord(found[0]):04X}, das kein Text ist. Bitte entfernen."
        raise ReadingError(message, Place(name, line_of(text, found.start())))
    if "\ufffd" in text and (found := _LOST.search(text)):
        message = "Hier steht U+FFFD: ein Zeichen ging bei einer Umwandlung verloren. Bitte ergänzen."
        raise ReadingError(message, Place(name, line_of(text, found.start())))
