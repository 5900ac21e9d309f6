"""The source as a document to read: nothing of it is dropped or repeated, and evidence is marked at its characters."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from tests import making
from tests.documents.test_documents import CASES, document
from tests.publication.readables import blocks, said, spans

from aqbgraph.extraction.extractor import extract
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.agreements.agreement_views import Piece
from aqbgraph.publication.agreements.readable import Reader
from aqbgraph.publication.agreements.sources import clause_starts, evidences, pieces
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aqbgraph.document import Document
    from aqbgraph.publication.agreements.readable_views import Readable, ReadableBlock, ReadableItem

FOLDER = Path(__file__).parents[3] / "examples" / "agreements"
SAMPLES = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.md"))}
READ = {case.name: document(case) for case in CASES if not case.name.startswith("refused-")}
FORMS: dict[str, Callable[[str], bytes]] = {
    "html": lambda text: making.html(text).encode(),
    "docx": making.word,
    "pdf": making.pdf,
    "pdf in one column": lambda text: making.pdf(text, columns=False, size=10),
}
# What may stand in a line without any meaning, with one, and with half of one; none has letters but those of items.
SIGNS = (
    "*",
    "**",
    "_",
    "__",
    "#",
    "# ",
    "- ",
    "1. ",
    "b) ",
    "> ",
    "|",
    "\\",
    "\\*",
    "`",
    "[",
    "](#)",
    "  ",
    "\t",
    "---",
)
_NUMBERS = re.compile(r"^[\s>*+#_|-]*(?:\d{1,9}|[a-z])[.)](?=\s)", re.MULTILINE)
_LETTERS = re.compile(r"^(\**)[a-z]\)[ \t]+", re.MULTILINE)
LINES = sorted({line for text in READ.values() for line in text.splitlines()})


def readable(content: bytes | str) -> tuple[Document, Readable]:
    made = parse(content.encode() if isinstance(content, str) else content, "a")
    return made, Reader.of(made, (Piece(made.text, ()),)).document({})


def letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def read_letters(made: Document) -> str:
    """The letters that the reader took for words, as the source has them; cells where a line has some."""
    passages = [passage for line in made.lines for passage in (line.cells or (line.passage,))]
    return letters("".join(made.text[start:end] for one in passages for _, start, end in one.runs))


def markers(items: Iterable[ReadableItem]) -> list[str]:
    return [found for item in items for found in (item.marker, *markers(item.items)) if found]


@pytest.mark.parametrize("name", list(READ))
def test_a_document_says_what_markdown_says(name: str) -> None:
    """Beside a library that renders it, sign by sign, tags as text; numbers of items are no words to both."""
    made, shown = readable(READ[name])
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline"])
    # Letters count items of agreements, and are words to Markdown.
    counted = _LETTERS.sub(r"1) \1", made.text)
    rendered = "".join(map(str, html.fromstring(markdown.render(counted)).itertext()))
    assert "".join(said(spans(shown)).split()) == "".join(rendered.split())


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("name", list(SAMPLES))
def test_every_letter_of_other_files_is_there_once(name: str, form: str) -> None:
    """Numbers of items stand before their words, so the order is looked at without them."""
    made, shown = readable(FORMS[form](SAMPLES[name]))
    numbers = "".join(marker for block in blocks(shown) for marker in markers(block.items))
    assert sorted(letters(said(spans(shown)) + numbers)) == sorted(letters(made.text))
    assert letters(said(spans(shown))) == read_letters(made)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_line_looks_like_its_words_are_shown_once(data: st.DataObject) -> None:
    """Lines of the documents in any order, with signs put into them anywhere."""
    lines = data.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=12))
    for _ in range(data.draw(st.integers(0, 8))):
        number = data.draw(st.integers(0, len(lines) - 1))
        at = data.draw(st.integers(0, len(lines[number])))
        sign = data.draw(st.sampled_from((*SIGNS, "](x)")))
        lines[number] = lines[number][:at] + sign + lines[number][at:]
    made, shown = readable("\n".join([*lines, "Ende"]))
    assert letters(said(spans(shown))) == read_letters(made)


def check_evidence(content: bytes) -> None:
    found = extract(parse(content, "a"))
    assert found.agreement, found.faults
    cut = pieces(found.document, found.agreement, found.accounting.unread)
    reader = Reader.of(found.document, cut, clause_starts(found.agreement))
    shown = reader.document({})
    anchors = [*(name for span in spans(shown) for name in span.anchors), *shown.anchors]
    assert len(anchors) == len(set(anchors))
    whole = {item for clause in found.agreement.clauses for item in clause.evidence}
    numbers = [letters(marker) for block in blocks(shown) for marker in markers(block.items)]
    piece_of = {name: index for index, piece in enumerate(cut) for name in piece.ids}
    for item in evidences(found.agreement):
        assert evidence_key(item) in anchors
        if item in whole:
            continue
        index = piece_of[evidence_key(item)]
        words, quoted = letters(reader.said(index)), letters(item.quote)
        alone = cut[index].text == item.quote
        # The number of an item stands before its words, where there are items with numbers.
        exact = [quoted, *([letters(_NUMBERS.sub("", item.quote))] if numbers else [])]
        assert words in exact if alone else any(one in words for one in exact), item.quote


@pytest.mark.parametrize("name", list(READ))
def test_evidence_is_marked_at_its_words(name: str) -> None:
    check_evidence(READ[name].encode())


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("name", list(SAMPLES))
def test_evidence_of_other_files_is_marked_at_its_words(name: str, form: str) -> None:
    check_evidence(FORMS[form](SAMPLES[name]))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES.values())), st.lists(st.tuples(st.integers(0, 5000), st.sampled_from(SIGNS))))
def test_evidence_of_documents_with_signs_in_them_is_marked_at_its_words(
    text: str, signs: list[tuple[int, str]]
) -> None:
    for at, sign in signs:
        text = text[: at % len(text)] + sign + text[at % len(text) :]
    if extract(parse(text.encode(), "a")).agreement is not None:
        check_evidence(text.encode())


def shapes(shown: Readable) -> list[tuple[str, int, str]]:
    return [(block.shape, block.level, said(block.spans)) for block in blocks(shown)]


def test_headings_paragraphs_and_rules_look_as_they_are() -> None:
    _, shown = readable("# Titel\n\n### Unter **ihm**\n\nEin Satz\nund sein **zweiter** Teil.\n\n---\n\nEnde")
    assert shapes(shown) == [
        ("heading", 1, "Titel"),
        ("heading", 2, "Unter ihm"),
        ("text", 0, "Ein Satz\nund sein zweiter Teil."),
        ("rule", 0, ""),
        ("text", 0, "Ende"),
    ]
    bold = [words.text for span in spans(shown) for words in span.words if words.strong]
    assert bold == ["ihm", "zweiter"]


def test_a_full_line_flows_and_one_that_was_ended_ends() -> None:
    """The first could not have held the next word; "Landrat" could, and two blanks are the end of a line."""
    full = "Die Zielvereinbarung wird im Jahr 2025 zwischen dem Land und"
    _, shown = readable(f"**Text**\n\n{full}\ndem Kreis geschlossen.\n\nErika Muster\nLandrätin\n\n{full}  \ndem Kreis")
    assert [said(block.spans) for block in blocks(shown)] == [
        "Text",
        f"{full} dem Kreis geschlossen.",
        "Erika Muster\nLandrätin",
        f"{full}\ndem Kreis",
    ]


def listed(items: Iterable[ReadableItem]) -> list[object]:
    return [(item.marker, said(item.spans), listed(item.items)) for item in items]


@pytest.mark.parametrize(
    "content",
    [
        "**Text**\n\n1. Eins\n   - Unter eins\n2. Zwei\n\nEnde",
        "<!DOCTYPE html><p>Text</p><ol><li>Eins<ul><li>Unter eins</li></ul></li><li>Zwei</li></ol><p>Ende</p>",
    ],
)
def test_lists_are_nested_and_keep_the_numbers_they_have(content: str) -> None:
    """Typed ones, and those that a browser would make."""
    _, shown = readable(content)
    assert [block.shape for block in blocks(shown)] == ["text", "list", "text"]
    assert listed(blocks(shown)[1].items) == [("1.", "Eins", [("", "Unter eins", [])]), ("2.", "Zwei", [])]


def test_lists_in_lists_have_an_end() -> None:
    _, shown = readable("- " * 300 + "tief")
    assert "tief" in said(spans(shown))


def rows(block: ReadableBlock) -> list[list[str]]:
    return [[said(cell) for cell in row] for row in block.rows]


@pytest.mark.parametrize(
    "content",
    [
        "| Budget | Betrag |\n| --- | --- |\n| A | 1 |\n| B | |",
        "<!DOCTYPE html><table><tr><th>Budget</th><th>Betrag</th></tr><tr><td>A</td><td>1</td></tr>"
        "<tr><td>B</td><td></td></tr></table>",
    ],
)
def test_tables_are_tables(content: str) -> None:
    _, shown = readable(content)
    (block,) = blocks(shown)
    assert (block.shape, block.header) == ("table", True)
    assert rows(block) == [["Budget", "Betrag"], ["A", "1"], ["B", ""]]


def test_references_and_escapes_are_what_they_stand_for() -> None:
    _, shown = readable("**Bund &amp; Land** für Student\\*innen<br>und weitere")
    assert said(spans(shown)) == "Bund & Land für Student*innen\nund weitere"


def test_bold_words_of_html_and_word_files_are_bold() -> None:
    """At their very letters, over white space that is shown as one blank."""
    _, shown = readable("<!DOCTYPE html><p>  Der \n <b> Betrag </b>  ist hoch.</p><p>Ende</p>")
    (span, *_) = spans(shown)
    assert [(words.text, words.strong) for words in span.words] == [
        ("Der ", False),
        ("Betrag", True),
        (" ist hoch.", False),
    ]


def test_what_was_misread_stands_as_it_was_read() -> None:
    """What it was taken for is told elsewhere; a word torn apart is no other word."""
    made, shown = readable("**Text**\n\nso zial und Arbeits-\nmarkt")
    assert "sozial" in said(spans(shown))
    assert made.repairs


def test_short_lines_that_begin_a_clause_are_headings() -> None:
    text = "Vereinbarung\n\n§ 1\n\nDer Kreis handelt."
    made = parse(text.encode(), "a")
    reader = Reader.of(made, (Piece(text, ()),), {text.index("§")})
    assert shapes(reader.document({})) == [
        ("text", 0, "Vereinbarung"),
        ("heading", 1, "§ 1"),
        ("text", 0, "Der Kreis handelt."),
    ]


def test_a_passage_over_several_blocks_is_one() -> None:
    """They are a group, in which the first mark is told to go on and the last bears what is told."""
    text = "**A**\n\nSie stellt\n\n5 Euro\n\nbereit. Ende\n\nSchluss"
    start, end = text.index("Sie"), text.index(" Ende")
    made = parse(text.encode(), "a")
    cut = (Piece(text[:start], ()), Piece(text[start:end], ("x",)), Piece(text[end:], ()))
    reader = Reader.of(made, cut)
    assert reader.said(1) == "Sie stellt\n5 Euro\nbereit."
    shown = reader.document({})
    assert [(group.joined, len(group.blocks)) for group in shown.groups] == [(False, 1), (True, 3), (False, 1)]
    marked = [(said([span]), span.begins, span.ends, span.anchors) for span in spans(shown) if span.marked]
    assert marked == [("Sie stellt", True, False, ("x",)), ("5 Euro", False, False, ()), ("bereit.", False, True, ())]


def test_a_fragment_without_words_leads_to_the_next() -> None:
    text = "**A** und\n\n## B"
    cut = (Piece(text[:9], ()), Piece("", ("clause",)), Piece(text[9:], ()), Piece("", ("end",)))
    shown = Reader.of(parse(text.encode(), "a"), cut).document({})
    assert [(said([span]), span.anchors) for span in spans(shown)] == [("A und", ()), ("B", ("clause",))]
    assert shown.anchors == ("end",)
