from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.service.endpoint.protocol import DIRECT, FORM, Request, media_type, pairs, read
from aqbgraph.service.problems import BAD_REQUEST, MEDIA, Kind, Problem

ASK = Request("ASK {}", (), ())


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "wanted"),
    [
        ("GET", b"query=ASK%20%7B%7D", "", b"", ASK),
        ("GET", b"query=ASK+%7B%7D&_=1", "", b"", ASK),
        ("HEAD", b"query=ASK+%7B%7D", "", b"", ASK),
        ("POST", b"", FORM, b"query=ASK+%7B%7D", ASK),
        ("POST", b"", FORM + "; charset=UTF-8", b"query=ASK+%7B%7D", ASK),
        ("POST", b"", DIRECT, b"ASK {}", ASK),
        ("POST", b"", "Application/SPARQL-Query;charset=utf-8", b"\xef\xbb\xbfASK {}", ASK),
        ("POST", b"default-graph-uri=urn:a", DIRECT, b"ASK {}", Request("ASK {}", ("urn:a",), ())),
        (
            "GET",
            b"query=ASK+%7B%7D&default-graph-uri=urn:a&named-graph-uri=urn:b&default-graph-uri=urn:c&format=csv&timeout=2",
            "",
            b"",
            Request("ASK {}", ("urn:a", "urn:c"), ("urn:b",), "csv", 2.0),
        ),
        ("GET", b"", "", b"", None),
        ("GET", b"utm_source=x", "", b"", None),
    ],
)
def test_read(method: str, query_string: bytes, content_type: str, body: bytes, wanted: Request | None) -> None:
    assert read(method, query_string, content_type, body) == wanted


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "kind"),
    [
        ("GET", b"query=a&query=b", "", b"", BAD_REQUEST),
        ("GET", b"default-graph-uri=urn:a", "", b"", BAD_REQUEST),
        ("GET", b"query=ASK{}&default-graph-uri=relative", "", b"", BAD_REQUEST),
        ("GET", b"update=CLEAR+ALL", "", b"", BAD_REQUEST),
        ("GET", b"query=%FF", "", b"", BAD_REQUEST),
        ("GET", b"query=a&timeout=0", "", b"", BAD_REQUEST),
        ("GET", b"query=a&timeout=nan", "", b"", BAD_REQUEST),
        ("GET", b"query=a&timeout=soon", "", b"", BAD_REQUEST),
        ("GET", b"a&" * 2000, "", b"", BAD_REQUEST),
        ("POST", b"query=a", FORM, b"query=b", BAD_REQUEST),
        ("POST", b"query=a", DIRECT, b"b", BAD_REQUEST),
        ("POST", b"", FORM, b"", BAD_REQUEST),
        ("POST", b"", FORM, b"query=a&update=b", BAD_REQUEST),
        ("POST", b"", DIRECT, b"\xff", BAD_REQUEST),
        ("POST", b"", DIRECT + ";charset=utf-16", b"", MEDIA),
        ("POST", b"", "text/plain", b"ASK {}", MEDIA),
        ("POST", b"", "", b"ASK {}", MEDIA),
        ("POST", b"", "application/sparql-update", b"CLEAR ALL", MEDIA),
    ],
)
def test_refused(method: str, query_string: bytes, content_type: str, body: bytes, kind: Kind) -> None:
    with pytest.raises(Problem) as caught:
        read(method, query_string, content_type, body)
    assert caught.value.kind is kind


def test_media_type() -> None:
    assert media_type('Text/Plain; a=b; Charset="UTF-8"') == ("text/plain", "utf-8")


@given(st.lists(st.sampled_from([*b"%%%%+=&aF03g_\r\n. ", 0xC3, 0xA4])).map(bytes))
def test_a_form_is_read_as_the_standard_library_reads_it(encoded: bytes) -> None:
    text = encoded.decode("latin-1")  # a character a byte, so that none is half a character
    wanted = parse_qsl(text, keep_blank_values=True, encoding="latin-1")
    assert wanted == [(name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs(encoded)]
