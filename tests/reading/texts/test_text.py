from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.errors import ReadingError
from aqbgraph.reading.texts import text
from aqbgraph.reading.texts.text import MARKDOWN, PLAIN, is_markdown

SAMPLES = sorted((Path(__file__).parents[3] / "examples" / "agreements").glob("*.md"))


@pytest.mark.parametrize(
    "markup",
    [
        *("## § 4", "**zwischen**", "__x__", "Student\\*innen", "*Heike Hofmann*", "_x_", "[a](b)", "|---|---|"),
        *("a|b\n---|---", "`x`", "a &amp; b", "a<br>b"),
    ],
)
def test_markdown(markup: str) -> None:
    assert is_markdown(f"Ziel\n{markup}\nZiel")


@pytest.mark.parametrize(
    "words",
    [
        *("Bürger*innen und Kund*innen", "snake_case_name", "#4", "a & b", "5 * 3 * 2", "§ 4", "1. x\n- y", "a | b"),
        *("=====", "C:\\x", "„Ziel“ (neu)", "x ** y", "______"),
    ],
)
def test_plain(words: str) -> None:
    assert not is_markdown(f"Ziel\n{words}\nZiel")


def test_samples_and_what_is_left_of_them() -> None:
    for path in SAMPLES:
        content = path.read_bytes()
        assert MARKDOWN.recognises(content)
        bare = content.decode().replace("#", "").replace("*", "").replace("\\", "").encode()
        assert not MARKDOWN.recognises(bare)
        assert PLAIN.recognises(bare)
        assert len(PLAIN.read(bare, "a").lines) == len(MARKDOWN.read(content, "a").lines)


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadingError, match=r"a: .*größer als 1\.000\.000 Byte"):
        PLAIN.read(b"x\n" * 500_001, "a")
    with pytest.raises(ReadingError, match=r"a:2: Die Zeile ist länger als 500\.000"):
        PLAIN.read(b"x\n" + b"y" * 600_000, "a")
    monkeypatch.setattr(text, "LARGEST_TEXT", 3)
    assert not MARKDOWN.recognises(b"**xy**")


def test_what_is_no_text_is_not_recognised_but_refused_by_name() -> None:
    assert not MARKDOWN.recognises(b"\x00\x01")
    with pytest.raises(ReadingError, match=r"^a\.bin:1: .*U.0000"):
        PLAIN.read(b"\x00\x01", "a.bin")
