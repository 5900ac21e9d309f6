from __future__ import annotations

import pytest

from aqbgraph.errors import ReadingError
from aqbgraph.reading.readers import parse
from aqbgraph.reading.web.style_sheets import Element, StyleSheets, TooMany

PAGE = '<!DOCTYPE html><style>{}</style><body id=b><div class="main wide"><ul><li>A</li>{}</ul></div></body>'


def shown(css: str, item: str = '<li class="x y" id=z>B</li>') -> list[str]:
    return [line.text for line in parse(PAGE.format(css, item).encode(), "a.html").lines]


@pytest.mark.parametrize(
    "css",
    [
        ".x{display:none}",
        "li.x { color: red; DISPLAY : None }",
        "#z{visibility:hidden}",
        "/* a } */ .a, .main ul > .x.y{opacity:0}",
        "@media screen{.x{display:none}}",
        "@media only screen , print {.x{display:none}}",
        "@import url(a.css); @font-face{src:url(a)} .x{font-size:0}",
        ".x{display:none!important}li{display:block}.x.y{display:block}",
        ".x{position:absolute;width:1px;clip:rect(0, 0, 0, 0)}",
        ".x{clip-path:inset(50%)}",
        "li{display:block}.x{display:none",
        "@media print{.x{display:block}} .x{display:none}",
        "@media screen{@media all{.x{display:none}}}",
        "@media (min-width:600px){.x{display:none}}",
        "@import url('a?b;c'); .x{display:none}",
        ".q:before{content:'}'} .x{display:none}",
        ".x{display:none} li:hover{display:block}",
        ".main .x{visibility:collapse}",
    ],
)
def test_what_a_style_sheet_hides_is_left_out(css: str) -> None:
    assert shown(css) == ["A"]


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".x{display:none}.x.y{display:block}",
        "#z{display:list-item}.x{display:none}",
        ".q{display:none}",
        ".main > .x{display:none}",
        "ul .main .x{display:none}",
        "li:hover{display:none}",
        "li[class]{display:none}",
        "ul + .x{display:none}",
        "@media print{.x{display:none}}",
        "@media (max-width:600px){.x{display:none}}",
        "@media screen and (max-width:600px){.x{display:none}}",
        "@supports (x:y){.x{display:none}}",
        ".x::after{display:none}",
        ".x{font-size:0.9em;left:-1px;clip:auto}",
        ".x::before{content:'–'}",
        "{}{}}}",
        "ul{font-size:0} li{font-size:1rem}",
        "ul{visibility:hidden} ul li{visibility:visible}",
        "body{visibility:hidden;opacity:0}",
        ".main{position:absolute;left:50%;margin-left:-480px}",
        ".x{display:none} @media (min-width: 40em){.x{display:block}}",
        "li{display:none} li:nth-child(-n + 9){display:list-item}",
        "li{display:none} ul > li:not(.q){display:block}",
        "li{display:none} [class~='x'], li + li, li:first-child{display:block}",
    ],
)
def test_what_may_be_seen_is_kept(css: str) -> None:
    assert shown(css) == ["A", "B"]


def test_the_style_of_an_element_itself_goes_before() -> None:
    assert shown(".x{display:none}", '<li class=x style="display:block">B</li>') == ["A", "B"]


def test_what_a_style_sheet_says_is_important_goes_before_that() -> None:
    assert shown(".x{display:none !important}", '<li class=x style="display:block">B</li>') == ["A"]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<body><p>A</p><p class=x>B</p><style>.x{display:none}</style>", ["A"]),
        ("<body><p>A</p><p class=x>B</p><noscript><style>.x{display:none}</style></noscript>", ["A", "B"]),
        ("<style type=text/less>.x{display:none}</style><p>A</p><p class=x>B</p>", ["A", "B"]),
        ("<style>.x{display:none}</style><body><p>A</p><p class=x>B</p><style>.x{display:block}</style>", ["A", "B"]),
    ],
)
def test_sheets_are_followed_wherever_they_stand(page: str, texts: list[str]) -> None:
    assert [line.text for line in parse(f"<!DOCTYPE html>{page}".encode(), "a.html").lines] == texts


@pytest.mark.parametrize("piece", ["[:a(", "li:not(", "url(", "@a", "{", "/*", "'", ": "])
def test_what_is_never_closed_is_passed_over(piece: str) -> None:
    assert shown(piece * (800_000 // len(piece)) + "{display:block}") == ["A", "B"]


def test_blocks_deep_in_each_other_are_read() -> None:
    assert shown("@media screen{" * 50_000 + ".x{display:none}") == ["A"]


def test_a_sheet_for_other_media_is_not_followed() -> None:
    page = '<!DOCTYPE html><style media="print">p{display:none}</style><p>A</p>'
    assert [line.text for line in parse(page.encode(), "a.html").lines] == ["A"]


def test_words_struck_by_a_style_sheet_are_refused() -> None:
    with pytest.raises(ReadingError, match="„B“ durchgestrichen"):
        shown(".x{text-decoration:line-through}")


def test_a_figure_that_a_style_sheet_adds_is_refused() -> None:
    with pytest.raises(ReadingError, match="„9“ hinzu"):
        shown('.x:before{content:"9"}')


def test_many_rules_and_elements_end() -> None:
    with pytest.raises(ReadingError, match="zu viele Regeln"):
        shown(".q .x{display:none}" * 5_000, "<li class=x>B</li>" * 5_000)
    sheets = StyleSheets()
    sheets.add(".a .b{display:none}" * 20_000)
    element = Element.of("p", {"class": "b"})
    with pytest.raises(TooMany):
        sheets.style(element, [element] * 200)
    assert Element.of("p", {}) == Element("p", "", frozenset())


def test_a_page_deep_in_itself_is_read() -> None:
    deep = "<div class=a>" * 200 + "<p>Tief</p>"
    assert shown(".q .a .a{display:none}", deep) == ["A", "Tief"]
