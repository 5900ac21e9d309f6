from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.service.endpoint.asking import _formats
from aqbgraph.service.replies.coding import wanted
from aqbgraph.service.replies.negotiation import LONGEST, MOST, choose, parse_accept, weight
from aqbgraph.service.replies.wording import speaks


@dataclass(frozen=True)
class Form:
    media_type: str
    also: tuple[str, ...] = ()


TURTLE = Form("text/turtle", ("application/x-turtle",))
JSON_LD = Form("application/ld+json", ("application/json",))
HTML = Form("text/html")
FORMS = (TURTLE, JSON_LD, HTML)


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, TURTLE),
        ("", TURTLE),
        ("*/*", TURTLE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("text/html;q=0.4, text/turtle", TURTLE),
        ("text/turtle;q=0.4, text/html", HTML),
        ("text/html;q=0, */*", TURTLE),
        ("text/turtle;q=0, text/*", HTML),
        ("text/*;q=0.3, text/html;q=0.7, application/*;q=0.5", HTML),
        ("application/json", JSON_LD),
        ("application/x-turtle", TURTLE),
        ("TEXT/HTML", HTML),
        ("text/html;charset=utf-8", HTML),
        ('application/ld+json;profile="http://a,b;q=0"', JSON_LD),
        ("text/html ; Q=0.5 , application/ld+json; q=0.6", JSON_LD),
        ("image/png", None),
        ("*/*;q=0", None),
        (";;;", TURTLE),
        ("text/html;q=x, application/ld+json", JSON_LD),
        ("text/html;q=9, application/ld+json;q=0.1", JSON_LD),
        ("*/html, application/ld+json", JSON_LD),
    ],
)
def test_choose(accept: str | None, wanted: Form | None) -> None:
    assert choose(accept, FORMS) is wanted


def test_nothing_offered() -> None:
    assert choose("*/*", ()) is None
    assert choose(None, ()) is None


def test_most_specific_range_decides() -> None:
    """The example of RFC 9110, section 12.5.1, without the parameters, which we do not serve by."""
    ranges = parse_accept("text/*;q=0.3, text/plain;q=0.7, */*;q=0.5")
    weights = {name: weight((name,), ranges) for name in ("text/plain", "text/html", "image/jpeg")}
    assert weights == {"text/plain": 0.7, "text/html": 0.3, "image/jpeg": 0.5}


@pytest.mark.parametrize("element", ["a/b,", "*/*,", "text/html;q=0.1,", ",", '"', "a/b;a", " ", "de,", "gzip,"])
def test_no_field_takes_long(element: str) -> None:
    field = element * ((64 << 10) // len(element))
    since = time.process_time()
    for read in (partial(_formats.__wrapped__, None), speaks.__wrapped__, wanted.__wrapped__):
        read(field)
    assert time.process_time() - since < 0.02


@pytest.mark.parametrize("before", [0, 20, MOST - 1])
def test_a_field_is_read_as_far_as_clients_mean_it(before: int) -> None:
    assert choose("image/png, " * before + "text/turtle", FORMS) is TURTLE
    assert choose("image/png, " * MOST + "text/turtle", FORMS) is None


def test_what_is_read_of_a_long_field_is_whole_elements() -> None:
    cut = "text/t"
    filled = "image/png;a=" + "b" * (LONGEST - len("image/png;a=") - len(cut) - 1)
    assert choose(f"{filled},text/turtle;q=0.5,text/html", FORMS) is None
    assert choose(f"{filled[: -len('text/turtle')]},text/turtle,text/html", FORMS) is TURTLE


@given(st.text())
def test_any_text_is_read(accept: str) -> None:
    assert choose(accept, FORMS) in (*FORMS, None)


@given(st.lists(st.sampled_from(["text/turtle", "text/html", "*/*", "text/*", "image/png"]), min_size=1))
def test_order_of_ranges_says_nothing(names: list[str]) -> None:
    weighted = [f"{name};q=0.{len(name)}" for name in dict.fromkeys(names)]
    assert choose(",".join(weighted), FORMS) is choose(",".join(reversed(weighted)), FORMS)
