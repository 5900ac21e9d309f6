from __future__ import annotations

from typing import Any

import pytest

from aqbgraph.service.problems import FAILED_CONDITION, Problem
from aqbgraph.service.replies import answers
from aqbgraph.service.replies.answers import SHORT, Answer, conditional, matches, varied

MAY, JUNE = "Thu, 01 May 2025 10:00:00 GMT", "Sun, 01 Jun 2025 10:00:00 GMT"


@pytest.mark.parametrize(
    ("asked", "etag", "matched"),
    [
        ('"a"', '"a"', True),
        ('W/"a"', '"a"', True),
        ('"a"', 'W/"a"', True),
        ('"b", "a"', '"a"', True),
        ('"a-gzip"', '"a"', True),
        ("*", '"a"', True),
        ("*", "", False),
        ('"b"', '"a"', False),
        ("a", '"a"', False),
        ("", '"a"', False),
    ],
)
def test_matches(asked: str, etag: str, *, matched: bool) -> None:
    assert matches(asked, etag) is matched


def scope(method: str = "GET", **headers: str) -> dict[str, Any]:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"method": method, "headers": named}


@pytest.mark.parametrize(
    ("answer", "asked", "status"),
    [
        (Answer(200, (("ETag", '"a"'),)), scope(if_none_match='"a"'), 304),
        (Answer(200, (("ETag", '"a"'),)), scope("HEAD", if_none_match='"a"'), 304),
        (Answer(200, (("ETag", '"a"'),)), scope("POST", if_none_match='"a"'), 200),
        (Answer(404, (("ETag", '"a"'),)), scope(if_none_match='"a"'), 404),
        (Answer(200), scope(if_modified_since=""), 200),
        (Answer(200), scope(if_modified_since=MAY), 200),
        (Answer(200, (("Last-Modified", MAY),)), scope(if_modified_since=MAY), 304),
        (Answer(200, (("Last-Modified", MAY),)), scope(if_modified_since=JUNE), 304),
        (Answer(200, (("Last-Modified", JUNE),)), scope(if_modified_since=MAY), 200),
        (Answer(200, (("Last-Modified", MAY),)), scope(if_modified_since="soon"), 200),
        (Answer(200, (("ETag", '"a"'),)), scope(if_match='"b" , "a-br"', if_unmodified_since=MAY), 200),
        (Answer(200, (("ETag", '"a"'),)), scope(if_match="*"), 200),
        (Answer(200), scope(if_match="*"), 200),
        (Answer(200, (("ETag", '"a"'),)), scope("POST", if_match='"b"'), 200),
        (Answer(404, (("ETag", '"a"'),)), scope(if_match='"b"'), 404),
        (Answer(200, (("Last-Modified", MAY),)), scope(if_unmodified_since=MAY), 200),
        (Answer(200, (("Last-Modified", JUNE),)), scope(if_unmodified_since="soon"), 200),
    ],
)
def test_conditional(answer: Answer, asked: dict[str, Any], status: int) -> None:
    assert conditional(answer, asked).status == status


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (Answer(200, (("ETag", '"a"'),)), scope(if_match='"b"')),
        (Answer(200, (("ETag", '"a"'),)), scope("HEAD", if_match='W/"a"')),
        (Answer(200, (("ETag", 'W/"a"'),)), scope(if_match='"a"')),
        (Answer(200, (("ETag", '"a"'),)), scope(if_match='"b"', if_none_match='"a"')),
        (Answer(200, (("Last-Modified", JUNE),)), scope(if_unmodified_since=MAY)),
    ],
)
def test_what_the_client_demands_is_not_here(answer: Answer, asked: dict[str, Any]) -> None:
    with pytest.raises(Problem) as raised:
        conditional(answer, asked)
    assert raised.value.kind is FAILED_CONDITION


def test_varied_names_each_field_once() -> None:
    answer = varied(varied(Answer(200, (("Vary", "Accept"),))))
    assert answer.header("vary") == "Accept, Accept-Encoding"


def test_what_somebody_asked_is_not_kept_with_the_fields() -> None:
    before = answers._kept.cache_info().currsize
    assert answers._encoded("Location", "x" * (SHORT + 1)) == (b"location", b"x" * (SHORT + 1))
    assert answers._kept.cache_info().currsize == before
