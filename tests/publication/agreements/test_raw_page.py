"""The text of a source as decoded: every character of it, with its line, and what cannot be seen is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from tests import making
from tests.publication.agreements.test_passages import TEXT, passages, view, xpath

from aqbgraph.extraction.extractor import extract
from aqbgraph.publication.agreements.raw_page import raw_view
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.readers import parse
from aqbgraph.reading.texts.source_lines import LINE_END

if TYPE_CHECKING:
    from aqbgraph.document import Document
    from aqbgraph.publication.agreements.raw_views import RawView
    from aqbgraph.publication.languages import Language


def raw(content: bytes, language: Language | None = None) -> tuple[Document, RawView]:
    found = extract(parse(content, "a.md"))
    assert found.agreement, found.faults
    spoken = Settings(language=language) if language else Settings()
    return found.document, raw_view(spoken, found.agreement, found.document, found.accounting)


def texts(made: RawView) -> list[str]:
    return ["".join(part.text for part in line.parts) for line in made.lines]


@pytest.mark.parametrize("content", [TEXT.encode(), TEXT.replace("\n", "\r\n").encode(), making.pdf(TEXT)])
def test_every_character_stands_on_its_line(content: bytes) -> None:
    document, made = raw(content)
    assert texts(made) == LINE_END.split(document.text)
    assert [line.number for line in made.lines] == list(range(1, len(made.lines) + 1))
    assert sum(count for _, count in made.ends) == len(made.lines) - 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4500), st.sampled_from(["\t", "\u00a0", "\u00ad", "  \n", "\r", "\u2028", "\f"])))
)
def test_every_character_stands_on_its_line_whatever_it_is(signs: list[tuple[int, str]]) -> None:
    text = TEXT
    for at, sign in signs:
        text = text[:at] + sign + text[at:]
    if extract(parse(text.encode(), "a.md")).agreement is None:
        return
    document, made = raw(text.encode())
    assert texts(made) == LINE_END.split(document.text)


def test_the_page_has_the_characters_and_no_others() -> None:
    document, made = raw(TEXT.encode())
    page = html.fromstring(render("raw", made))
    shown = []
    for code in xpath(page, "//li/code"):
        for number in xpath(code, ".//a"):
            number.drop_tree()
        shown.append(xpath(code, "string()"))
    assert shown == document.text.split("\n")


def test_passages_have_the_numbers_that_they_have_beside_the_facts() -> None:
    _, made = raw(TEXT.encode())
    links = [part.passage for line in made.lines for part in line.parts if part.passage]
    told = passages(view(TEXT.encode()))
    assert [link.text for link in links] == [str(one.number) for one in told]
    assert [link.href for link in links] == [
        f"../../../../agreement/2025/odenwaldkreis/index.html{one.href}" for one in told
    ]


def test_the_line_that_a_passage_names_is_the_one_it_begins_in() -> None:
    _, made = raw(TEXT.encode())
    lines = {part.passage.text: line.number for line in made.lines for part in line.parts if part.passage}
    assert lines == {str(one.number): one.line for one in passages(view(TEXT.encode()))}


def test_what_cannot_be_seen_is_named_and_counted() -> None:
    _, made = raw(
        TEXT.replace("491.550 Euro", "491.550\u00a0Euro")
        .replace("Beratung on Tour", "Bera\u00adtung on\tTour")
        .encode()
    )
    found = {sign.name: sign.count for sign in made.signs}
    assert found["U+00A0 NO-BREAK SPACE"] == 1
    assert found["U+00AD SOFT HYPHEN"] == 1
    assert found["U+0009 TAB"] == 1
    # Blanks at the ends of lines, which are line breaks in Markdown.
    assert found["U+0020 SPACE"] == 10
    (line,) = [line for line in made.lines if any(part.sign.startswith("U+00A0") for part in line.parts)]
    assert {part.text: part.sign for part in line.parts if part.sign} == {"\u00a0": "U+00A0 NO-BREAK SPACE"}


def test_of_what_was_put_together_it_says_so() -> None:
    _, made = raw(making.pdf(TEXT))
    assert (made.reader, made.charset) == ("PDF", "")
    words = render("raw", made).decode()
    assert "Der Text, der aus der Datei gelesen wurde" in words
    assert [line.page for line in made.lines if line.page][:2] == [1, 2]


def test_the_english_page_marks_the_text_as_german() -> None:
    _, made = raw(TEXT.encode(), ENGLISH)
    page = html.fromstring(render("raw", made, ENGLISH))
    (lines,) = xpath(page, "//ol[@class='raw-lines']")
    assert lines.get("lang") == "de"
    assert {link.get("lang") for link in xpath(lines, ".//a")} == {"en"}
