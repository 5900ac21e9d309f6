"""Our reader beside markdown-it-py: the same lines, kinds, markers and words, but for what is listed here.

Ours differs on purpose where German documents need it: a single star between two letters is the star of "Bürger*innen";
"2. August 2025" at the start of a line is a day and no item; a number behind a bullet is part of the words
("- 2. Chance"); a line between two pipes is a row without a head as well;
rows keep all their cells; nesting has no bound; a line indented by four goes on with the quote above it, whatever it
looks like (markdown-it-py checks that by its rule for code, which is off); a line that is drawn and not written
("=====") is a rule. The generators leave these out; tests of their own hold them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aqbgraph.document import Kind
from aqbgraph.reading.texts.items import BULLET
from aqbgraph.reading.texts.markdown import RESIDUE, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

SAMPLES = sorted((Path(__file__).parents[2] / "examples" / "agreements").glob("*.md"))
ORIGINALS = sorted((Path(__file__).resolve().parents[3] / "shared" / "agreements").glob("*.md"))
PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 1000}).disable(
    ["reference", "lheading", "code", "fence", "text_join"]
)
TABLES = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["reference", "lheading", "code", "fence"])
INDENTED_BELOW_QUOTE = re.compile(r">.*\n(?: {4}|\s*\t)")
GENDER_STAR = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")
NUMBER_BEHIND_BULLET = re.compile(r"[-+*][\s>]+\d+[.)]")
DIFFERENT = (GENDER_STAR, INDENTED_BELOW_QUOTE, NUMBER_BEHIND_BULLET)
EXAMPLES = settings(max_examples=400, deadline=None)


class Row(NamedTuple):
    """What is compared of a line."""

    number: int
    kind: Kind
    level: int
    marker: str
    text: str
    strong: bool


def expected(text: str) -> list[Row]:
    """The lines as markdown-it-py sees them; where it keeps no words, the line as it stands."""
    found = {row.number: row for row in parsed(text)}
    rows = []
    for number, source in enumerate(text.split("\n"), start=1):
        words = " ".join(source.split())
        if number in found:
            rows.append(found[number])
        elif words and not any(letter.isalnum() for letter in words):
            rows.append(Row(number, Kind.RULE, 0, "", words, strong=False))
        elif words:
            rows.append(listed(Row(number, Kind.TEXT, 0, "", words, strong=False)))
    return rows


def parsed(text: str) -> Iterator[Row]:
    kind, level, marker = Kind.TEXT, 0, ""
    for token in PARSER.parse(text):
        if token.type == "heading_open":
            kind, level, marker = Kind.HEADING, int(token.tag[1]), ""
        elif token.type == "list_item_open":
            kind, level, marker = Kind.ITEM, 0, token.info + token.markup
        elif token.type.endswith("list_close") or token.type in ("list_item_close", "blockquote_close"):
            kind, level, marker = Kind.TEXT, 0, ""
        elif token.type == "inline" and token.map:
            for number, (words, strong) in enumerate(inline(token), start=token.map[0] + 1):
                if words:
                    yield listed(Row(number, kind, level, marker, words, strong))
                    kind, level, marker = (Kind.TEXT, 0, "") if kind is Kind.ITEM else (kind, level, marker)
            kind, level, marker = Kind.TEXT, 0, ""


def inline(token: Token) -> Iterator[tuple[str, bool]]:
    depth = 0
    parts: list[tuple[str, bool]] = []
    for child in [*(token.children or ()), None]:
        if child is None or child.type in ("softbreak", "hardbreak"):
            words = "".join(part for part, _ in parts)
            shown = " ".join(RESIDUE.sub(lambda match: " " * len(match[0]), words).split())
            yield shown, all(strong for part, strong in parts if part.strip())
            parts = []
        elif child.type in ("strong_open", "strong_close"):
            depth += child.nesting
        elif child.content:
            parts.append((said(child), depth > 0))


def said(token: Token) -> str:
    """Its words; what an image has for its own are the signs they are written with."""
    return "".join(said(child) for child in token.children or ()) if token.type == "image" else token.content


def listed(row: Row) -> Row:
    match = BULLET.match(row.text) if row.kind is Kind.TEXT else None
    if match is None:
        return row
    marker = (match["marker"] or match["tight"])[0]
    return row._replace(kind=Kind.ITEM, marker=marker, text=row.text[match.end() :])


def read(text: str) -> list[Row]:
    return [
        Row(line.number, line.kind, line.level if line.kind is Kind.HEADING else 0, line.marker, line.text, line.strong)
        for line in lines(text)
    ]


def compare(text: str) -> None:
    rows, wanted = read(text), expected(text)
    # A line of signs alone is a rule to us, be it in a paragraph or not: there are no words in it.
    assert [unruled(row) for row in rows] == [unruled(row) for row in wanted]


def unruled(row: Row) -> Row:
    return row if any(letter.isalnum() for letter in row.text) else Row(row.number, Kind.RULE, 0, "", "", strong=False)


@pytest.mark.parametrize("change", [lambda rows: rows[:-1], lambda rows: [rows[0]._replace(text="x"), *rows[1:]]])
def test_a_difference_is_seen(change: Callable[[list[Row]], list[Row]], monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests here rest on `compare`, so it must fail when a line is lost or changed."""
    text = "# Ziel\n\n- **Budget** 2025\n"
    compare(text)
    monkeypatch.setattr(sys.modules[__name__], "read", lambda words: change(expected(words)))
    with pytest.raises(AssertionError):
        compare(text)


@pytest.mark.parametrize("path", [*SAMPLES, *ORIGINALS], ids=lambda path: path.stem)
def test_documents(path: Path) -> None:
    compare(path.read_text("utf-8"))


WORDS = st.sampled_from(
    (
        *("Ziel", "§ 4", "**Budget 2025**", "**§ 6** **Zielsteuerung**", "*Heike*", "_x_", "Bürger\\*innen", "a & b"),
        *("`a*b`", "[Portal](http://x.de/a_b)", "![Logo](l.png)", "<http://x.de>", "__b__", "**halb", "zwei**", "1."),
        *("***x***", "a_b_c", "\\", "*", "**", "a*", "*b", "#", "~", "&nbsp;", "[x]", "(y)", "[a](<b c> 'd')", "&#38;"),
    )
)
STARTS = st.sampled_from(
    (
        *("", "", "", "- ", "* ", "+ ", "1. ", "2) ", "7. ", "# ", "### ", "> ", ">", "  ", "    ", "   - ", "  2. "),
        *("-", "---", "• ", "– ", "\t", "> - ", "- > ", "- - ", "***", "===", "-   ", "10. "),
    )
)
ENDS = st.sampled_from(["", "", "", "", "  ", "\\", " #", " ##"])
LINES = st.one_of(
    st.just(""),
    st.builds(lambda start, words, end: f"{start}{' '.join(words)}{end}", STARTS, st.lists(WORDS, max_size=4), ENDS),
)


@given(st.lists(LINES, max_size=8).map("\n".join))
@example("    * * Ziel\n    * * Ziel")
@example("    * Ziel\n    * * Ziel")
@example("     - 1. Ziel\n    + - Ziel\n    Ziel")
@EXAMPLES
def test_lines_of_documents(text: str) -> None:
    assume(not any(form.search(text) for form in DIFFERENT))
    compare(text)


@given(st.text(alphabet="ab *_\\[]()!&;<1.", max_size=30))
@example("![1\\;]()")
@EXAMPLES
def test_markup_in_a_line(text: str) -> None:
    assume(not any(form.search(text) for form in DIFFERENT))
    compare(text)


CELLS = st.sampled_from(("Ziel", "**Budget**", "491.550 Euro", "a\\|b", "", " x ", "`c`", "- y"))
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4)


@given(ROWS, st.booleans())
@EXAMPLES
def test_tables(rows: list[list[str]], outer: bool) -> None:
    assume(outer or all(row[0].strip() and not row[0].startswith("-") and row[2] for row in rows))
    border = "|" if outer else ""
    head, *body = [f"{border}{'|'.join(row)}{border}" for row in rows]
    text = "\n".join([head, f"{border}---|:-:|---{border}", *body])
    wanted: dict[int, list[str]] = {}
    for token in TABLES.parse(text):
        if token.type == "inline" and token.map:
            words = "".join(child.content for child in token.children or ())
            wanted.setdefault(token.map[0] + 1, []).append(" ".join(words.split()))
    found = {line.number: line for line in lines(text)}
    assert found.pop(2).kind is Kind.RULE
    for number, cells in wanted.items():
        if any(any(letter.isalnum() for letter in cell) for cell in cells):
            assert [cell.text for cell in found[number].cells] == cells
            assert found[number].text == " | ".join(cell for cell in cells if cell)
        else:
            assert found[number].kind is Kind.RULE if number in found else not any(cells)


@given(st.text(alphabet="ab *_#->1.\n", max_size=30))
@EXAMPLES
@example("a\n2. b")
@example("- a\n2. b")
@example("-\n  >1")
@example("- a\n-\n> b")
def test_blocks_of_lines(text: str) -> None:
    assume(not any(form.search(text) for form in DIFFERENT))
    compare(text)
