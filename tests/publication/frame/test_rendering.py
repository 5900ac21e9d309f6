from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from aqbgraph.publication.frame.rendering import (
    breakable,
    euro,
    exact_number,
    file_size,
    held_date,
    json_script,
    long_date,
    number,
    percent,
    render,
)
from aqbgraph.publication.languages import ENGLISH

if TYPE_CHECKING:
    from aqbgraph.publication.hosting.reference_views import NotFoundView


def test_typography() -> None:
    assert euro(Decimal(491550)) == "491.550\u00a0€"
    assert euro(Decimal("1234.5")) == "1.234,50\u00a0€"
    assert percent(Decimal("0.0621")) == "+6,2\u00a0%"
    assert percent(Decimal("-0.5")) == "−50,0\u00a0%"
    assert long_date(date(2025, 8, 2)) == "2. August 2025"
    assert held_date(date(2025, 8, 2)) == "2.\u00a0August 2025"
    assert number(12345) == "12.345"


def test_sizes() -> None:
    sizes = {0: "0 Bytes", 1: "1 Byte", 999: "999 Bytes", 1000: "1 kB", 1234567: "1,2 MB", 12_000_000_000: "12 GB"}
    assert {count: file_size(count).replace("\u00a0", " ") for count in sizes} == sizes


def test_json_cannot_leave_its_script() -> None:
    said = {"name": "</script><b>&ä"}
    made = json_script(json.dumps(said))
    assert "<" not in made
    assert "&" not in made
    assert json.loads(made) == said


def test_a_view_without_what_a_template_needs() -> None:
    with pytest.raises(UndefinedError):
        render("not-found", object())


def test_template_of_a_view(built_frame: NotFoundView) -> None:
    page = render("not-found", built_frame).decode()
    assert page.lower().startswith("<!doctype html>")
    assert '<html lang="de"' in page


@pytest.fixture
def built_frame() -> NotFoundView:
    from aqbgraph.publication.hosting.not_found import not_found_view  # noqa: PLC0415  # only for this view
    from aqbgraph.publication.publisher.settings import Settings  # noqa: PLC0415

    return not_found_view(Settings())


def test_an_address_breaks_after_its_slashes() -> None:
    assert breakable("https://w3id.org/aqb/cube#a<b") == "https://<wbr>w3id.org/<wbr>aqb/<wbr>cube#<wbr>a&lt;b"
    assert breakable("budget") == "budget"


@pytest.mark.parametrize(
    ("written", "german", "english"),
    [
        ("491550", "491.550", "491,550"),
        ("-0.000000000000000001", "-0,000000000000000001", "-0.000000000000000001"),
        ("1.0e3", "1.000", "1,000"),
        ("10000000000", "10.000.000.000", "10,000,000,000"),
        ("9007199254740993.25", "9.007.199.254.740.993,25", "9,007,199,254,740,993.25"),
        ("+5", "5", "5"),
        ("-0.0", "0", "0"),
        ("5.", "5", "5"),
        ("1e-19", "0,0000000000000000001", "0.0000000000000000001"),
        ("1e-25", "1e-25", "1e-25"),
        ("1e300", "1e300", "1e300"),
        ("1e10000000", "1e10000000", "1e10000000"),
        ("1" * 60, "1" * 60, "1" * 60),
        ("1_0", "1_0", "1_0"),
        ("٣", "٣", "٣"),
        ("INF", "INF", "INF"),
        ("NaN", "NaN", "NaN"),
        ("rund 5", "rund 5", "rund 5"),
    ],
)
def test_a_number_of_a_result_keeps_its_digits(written: str, german: str, english: str) -> None:
    assert (exact_number(written), exact_number(written, ENGLISH)) == (german, english)


def test_an_escaped_quote_is_no_place_for_a_break() -> None:
    assert breakable("a#\"b/'c&#d") == "a#<wbr>&#34;b/<wbr>&#39;c&amp;#<wbr>d"
