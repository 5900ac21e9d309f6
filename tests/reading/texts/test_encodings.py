from __future__ import annotations

import codecs
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.errors import ReadingError
from aqbgraph.reading.texts.encodings import decode

TEXT = "Zielvereinbarung für 2025\n§ 4 „Haushaltsmittel“ – größere Maßnahmen: 491.550 €\n"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(content: bytes, charset: str) -> None:
    found = decode(content, "a.txt")
    assert (found.text, found.charset, found.pages) == (TEXT, charset, ())


def test_latin_1() -> None:
    found = decode("Maßnahmen der Träger in Grünberg, § 5".encode("latin-1"), "a")
    assert (found.text, found.charset) == ("Maßnahmen der Träger in Grünberg, § 5", "iso-8859-1")


@pytest.mark.parametrize("charset", ["cp437", "cp850", "mac_roman"])
@pytest.mark.parametrize("text", ["Der Träger für Äpfel", "Übergang", "größer", "Straße", "Maß nehmen", "Äpfel"])
def test_other_encodings_are_not_taken_for_german(text: str, charset: str) -> None:
    with pytest.raises(ReadingError, match="kein UTF-8"):
        decode(text.encode(charset), "a")


@given(st.sampled_from(("cp437", "cp850", "mac_roman", "iso8859_2", "cp1250", "cp1251")))
def test_never_another_reading(charset: str) -> None:
    """Whatever eight bits a German text was written in, it is read as it was or not at all."""
    text = "Der Landkreis fördert größere Maßnahmen für Ältere, Übergänge und Öffnungen nach § 5."
    content = text.encode(charset, errors="replace")
    try:
        found = decode(content, "a").text
    except ReadingError:
        return
    assert found == content.decode(charset)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leer"),
        (b"\xef\xbb\xbf", "leer"),
        ("\u2028\n".encode(), "leer"),
        (b"a\nb\xff\x81", "a:2: Das Byte 3 ist kein UTF-8"),
        (b"a\rb\rgr\xfc\xdf \x8f", "a:3: Das Byte 6 ist kein UTF-8"),
        (b"a\n\x00b", "a:2: .*U.0000"),
        (b"a\n\x1bb", "a:2: .*U.001B"),
        ("a\n\x9c".encode(), "a:2: .*U.009C"),
        ("a\n\uffff".encode(), "a:2: .*U.FFFF"),
        (codecs.BOM_UTF16_LE + b"a\x00\n\x00\x00\xd8", "a:2: .*UTF-16"),
        (codecs.BOM_UTF8 + b"a\n\xff", "a:2: .*UTF-8"),
        ("a\r\nfür".encode().decode("cp1252").encode(), "a:2: Hier steht „Ã¼“"),
        ("„Ziel“".encode().decode("latin-1").encode(), "Steuerzeichen U.0080"),
        ("a\n§ 4".encode().decode("cp1252").encode(), "a:2: Hier steht „Â§“"),
        ("a – b".encode().decode("cp1252").encode(), "Hier steht „â€“"),
        ("a\n4\ufffd1.550 Euro".encode(), "a:2: .*U.FFFD"),
    ],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        decode(content, "a")
    assert re.search(message, str(caught.value))


def test_a_lost_bullet_is_no_lost_letter() -> None:
    assert decode("\ufffd Ziel".encode(), "a").text == "\ufffd Ziel"


def test_ends_of_pages_keep_lines_and_characters() -> None:
    text = "eins\n\x0czwei\ndrei\x0c\nvier\x0cfünf\x0bsechs\x0c"
    found = decode(text.encode(), "a")
    assert found.text == "eins\n zwei\ndrei \nvier\nfünf\nsechs "
    assert len(found.text) == len(text)
    assert found.pages == (6, 16, 22)


@given(st.text(max_size=60))
def test_any_text_is_read_as_it_is_or_refused(text: str) -> None:
    content = text.encode("utf-8", errors="surrogatepass")
    try:
        found = decode(content, "a")
    except ReadingError:
        return
    kept = text.removeprefix("\ufeff")
    assert re.sub("[\x0b\x0c]", "?", kept) == "".join(
        "?" if letter in "\x0b\x0c" else now for letter, now in zip(kept, found.text, strict=True)
    )


@given(st.binary(max_size=60))
def test_any_bytes(content: bytes) -> None:
    with suppress(ReadingError):
        assert not set(decode(content, "a").text) & {chr(code) for code in (*range(9), 11, 12, *range(14, 32))}
