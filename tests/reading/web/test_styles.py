from __future__ import annotations

import pytest

from aqbgraph.reading.web.styles import BOLD, BREAKS, STRUCK, WHITE, hides, joined


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("display: none", True),
        ("DISPLAY:NONE;color:red", True),
        ("visibility:hidden", True),
        ("opacity: 0", True),
        ("opacity: 0.0; color: red", True),
        ("opacity: 0.5", False),
        ("fill-opacity: 0", False),
        ("font-size:0px", True),
        ("font-size:0.9em", False),
        ("position:absolute; left:-9999px", True),
        ("left: -9px", False),
        ("left: 50%; margin-left: -480px", False),
        ("text-indent: -120px", False),
        ("text-indent: -999em", True),
        ("visibility: collapse", True),
        ("padding-left: -9999px", False),
        ("display: block", False),
    ],
)
def test_hidden(style: str, found: bool) -> None:
    assert hides(style) is found


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("color: #fff", True),
        ("color:WHITE", True),
        ("color: rgb(255, 255, 255)", True),
        ("color: #fffff0", False),
        ("background-color: white", False),
        ("color: rgb(255, 255, 0)", False),
    ],
)
def test_white(style: str, found: bool) -> None:
    assert bool(WHITE.search(style)) is found


def test_bold_struck_and_broken() -> None:
    assert [bool(BOLD.search(f"font-weight: {weight}")) for weight in ("bold", "600", "400")] == [True, True, False]
    assert STRUCK.search("text-decoration: underline line-through")
    assert not STRUCK.search("text-decoration: underline; border: line-through")
    assert BREAKS.search("white-space: pre-wrap")
    assert not BREAKS.search("white-space: nowrap")


@pytest.mark.parametrize(
    ("sheets", "own", "style"),
    [
        ("display:none", "display:block", "display:block"),
        ("display:none!important", "display:block;color:red", "display:none!important;color:red"),
        ("display:none!important", "display:block !important", "display:block !important"),
        ("left:0;opacity:0", "left:1px", "opacity:0;left:1px"),
    ],
)
def test_what_an_element_says_goes_before_what_is_not_important(sheets: str, own: str, style: str) -> None:
    assert joined(sheets, own) == style
