from __future__ import annotations

import pytest

from aqbgraph.document import Kind
from aqbgraph.errors import ReadingError
from aqbgraph.reading.web import html
from aqbgraph.reading.web.encoding import decode


def lines(page: str) -> list[tuple[str, str, str, int]]:
    reading = html.read(f"<html><body>{page}</body></html>".encode(), "a.html")
    for line in reading.lines:
        start, end = line.passage.span(0, len(line.text))
        assert " ".join(reading.text[start:end].replace("\u00ad", "").split()) == line.text
        assert reading.text.split("\n")[line.number - 1].strip()
    return [(line.kind.value, line.marker, line.text, line.gap) for line in reading.lines]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a\n  b</p><p>c", [("text", "", "a b", 0), ("text", "", "c", 1)]),
        ("<p>a<br>b</p>", [("text", "", "a", 0), ("text", "", "b", 0)]),
        ("a<div>b</div>c", [("text", "", "a", 0), ("text", "", "b", 1), ("text", "", "c", 1)]),
        ("<h2>§&nbsp;4</h2>", [("heading", "", "§ 4", 0)]),
        (
            "x<ul><li>a<li>b</ul>y",
            [("text", "", "x", 0), ("item", "•", "a", 1), ("item", "•", "b", 0), ("text", "", "y", 1)],
        ),
        (
            '<ol start="3"><li>a<li value="7">b<li>c</ol>',
            [("item", "3.", "a", 0), ("item", "7.", "b", 0), ("item", "8.", "c", 0)],
        ),
        ("<ul><li><p>a</p><p>b</p></ul>", [("item", "•", "a", 0), ("text", "", "b", 1)]),
        ("<p>- Projekt</p>", [("item", "-", "Projekt", 0)]),
        ("<p>2. August 2025</p>", [("text", "", "2. August 2025", 0)]),
        ("Müller &amp; S&ouml;hne &#8211; 1", [("text", "", "Müller & Söhne – 1", 0)]),
        ("ein&shy;gebunden", [("text", "", "eingebunden", 0)]),
        ("<pre>a\nb</pre>", [("text", "", "a", 0), ("text", "", "b", 0)]),
        ("<nav>Start</nav><p>a</p>", [("furniture", "", "Start", 0), ("text", "", "a", 1)]),
        (
            "a<script>b()</script><style>c</style><p hidden>d</p><p style='display: none'>e</p>f"
            "<span style='font-size: 0px'>g</span><i style='opacity:0.0;'>h</i>"
            "<b style='position:absolute;left:-999px'>i</b>",
            [("text", "", "a", 0), ("text", "", "f", 1)],
        ),
        (
            "<p>a<sup>1</sup><sup>[<a href='#n'>2</a>]</sup>, 1<sup>er</sup></p>",
            [("text", "", "a, 1er", 0)],
        ),
        ("<p>a</p><dialog>b</dialog><dialog open>c</dialog>", [("text", "", "a", 0), ("text", "", "c", 1)]),
        ("<p>a</p><noscript><p>b</p></noscript>", [("text", "", "a", 0)]),
        ("<p>— * —</p>", [("rule", "", "— * —", 0)]),
    ],
)
def test_lines(page: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert lines(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<div style='background: navy'><p style='color: white'>a</p></div>",
        "<table><tr><td bgcolor=#000080><font style='color:#fff'>a</font></table>",
        "<p style='color: white'><b style='color: black'>a</b></p>",
        "<nav style='color: white'>a</nav>",
        "<p style='background-color: white; margin-left: -10px; font-size: 0.9em; opacity: 0.8'>a</p>",
    ],
)
def test_white_on_a_ground_can_be_seen(page: str) -> None:
    assert [line.text for line in html.read(f"<html>{page}".encode(), "a.html").lines] == ["a"]


def test_bold_lines() -> None:
    reading = html.read(b"<html><p><b>a</b> <strong>b</strong><p><b>a</b> b<p style='font-weight:700'>c", "a.html")
    assert [line.strong for line in reading.lines] == [True, False, True]


def test_rows_are_lines_with_cells() -> None:
    reading = html.read(b"<html><table><tr><th>Art<th>Projekt<tr><td>1<td>a b<tr><td><td>c</table>", "a.html")
    assert [[cell.text for cell in line.cells] for line in reading.lines] == [
        ["Art", "Projekt"],
        ["1", "a b"],
        ["", "c"],
    ]
    assert reading.lines[1].text == "1 a b"


def test_cells_of_several_lines_are_read_one_after_the_other() -> None:
    page = "<table><tr><td>Wiesbaden<br>Erste<td>Erbach<br>Zweiter</table>"
    assert [line[2] for line in lines(page)] == ["Wiesbaden", "Erste", "Erbach", "Zweiter"]


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (b"<!DOCTYPE html><p>", True),
        (b"\xef\xbb\xbf \n<!-- x --><HTML>", True),
        (b"<?xml version='1.0'?><html xmlns='x'>", True),
        ("<html>".encode("utf-16"), True),
        (b"<p>a</p>" * 5, True),
        (b"<p>a</p>\n\n# Titel", False),
        (b"# Titel\n<br>", False),
        (b"<htmlx>", False),
        (b"%PDF-1.7", False),
    ],
)
def test_what_is_recognised(content: bytes, known: bool) -> None:
    assert html.recognises(content) is known


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>ä".encode(), ("<p>ä", "utf-8")),
        ("<p>ä".encode("cp1252"), ("<p>ä", "windows-1252")),
        ('<meta charset="ISO-8859-1">„ä'.encode("cp1252"), ('<meta charset="ISO-8859-1">„ä', "windows-1252")),
        ("<meta charset=utf-16>ä".encode(), ("<meta charset=utf-16>ä", "utf-8")),
        ("\ufeffä".encode("utf-16-be"), ("ä", "utf-16be")),
    ],
)
def test_encodings(content: bytes, expected: tuple[str, str]) -> None:
    assert decode(content, "a.html") == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<meta charset=zlib><p>a", "zlib.*unbekannt"),
        (b"<meta charset=utf-8>\xff", "Byte 20 passt nicht"),
        (b"<html><script>a</script>", "keinen Text"),
        (b"<html>" + b"<table><tr><td>" * 30 + b"a", "Mehr als 20 Tabellen"),
        (b"<html><p>a <s>b</s>", "„b“ durchgestrichen"),
        (b"<html><p>a <del>b</del>", "„b“ durchgestrichen"),
        (b"<html><p>a <span style='text-decoration: line-through'>b</span>", "„b“ durchgestrichen"),
        (b"<html><p>a <span style='color:#FFFFFF'>b</span>", "„b“ in Weiß auf Weiß"),
        (b"<html><p>a <span style='color:#fff;background:#fff'>b</span>", "„b“ in Weiß auf Weiß"),
        (b"<html>" + b"<p>a" * 20_001, "mehr als 20000 Zeilen"),
        (b"<html>" + b" " * 1_000_000, r"1\.000\.000 Byte"),
    ],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        html.read(content, "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<!--" * 240_000,
        "<b>" * 200_000,
        "<a b='" * 160_000,
        "<" * 990_000,
        "&" * 500_000,
        "<li>" * 10_000,
    ],
    ids=["deep", "comments", "bold", "attributes", "brackets", "references", "items"],
)
def test_hostile_pages_end(page: str) -> None:
    reading = html.read(f"<html><p>a{page}".encode(), "a.html")
    assert reading.lines[0].kind is Kind.TEXT
