from __future__ import annotations

import pytest

from aqbgraph.reading.texts.inlines import pieces


def shown(text: str) -> str:
    return "".join(
        f"<{words}>" if piece.strong else words
        for piece in pieces(text)
        for words in (text[piece.start : piece.end] if piece.words is None else piece.words,)
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**a** b", "<a> b"),
        ("**a *b* c**", "<a ><b>< c>"),
        ("***a***", "<a>"),
        ("**a", "**a"),
        ("a_b_c", "a_b_c"),
        ("Bürger*innen, Kund*innen", "Bürger*innen, Kund*innen"),
        ("[**a**](b 'c')", "<a>"),
        ("[a](b", "[a](b"),
        ("[a [b](c)](d)", "[a b](d)"),
        ("![a](b)", "a"),
        ("<https://x.de>", "https://x.de"),
        ("<b>a</b>", "<b>a</b>"),
        ("`a**b`**", "a**b**"),
        ("a\\*b\\c", "a*b\\c"),
        ("&lt;&unknown;&#xFFFFFF;&#0;", "<&unknown;\ufffd\ufffd"),
        ("**a [b** c](d)", "**a b** c"),
    ],
)
def test_markup(text: str, words: str) -> None:
    assert shown(text) == words


def test_pieces_stand_in_the_text() -> None:
    text = "**a&amp;b** `c`"
    assert [(text[piece.start : piece.end], piece.words, piece.strong) for piece in pieces(text)] == [
        ("a", None, True),
        ("&amp;", "&", True),
        ("b", None, True),
        (" ", None, False),
        ("c", None, False),
    ]
