from __future__ import annotations

import json

import pytest

from aqbgraph.service.problems import BAD_REQUEST, BUSY, Kind
from aqbgraph.service.wire.refusal import refusal


@pytest.mark.parametrize(("kind", "later"), [(BAD_REQUEST, False), (BUSY, True)])
def test_a_refusal_says_why_and_is_the_last_answer(kind: Kind, *, later: bool) -> None:
    head, _, body = refusal(kind).partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    assert lines[0].startswith(b"HTTP/1.1 %d " % kind.status)
    assert {b"connection: close", b"content-length: %d" % len(body)} <= {*lines}
    assert (b"retry-after: 5" in lines) is later
    assert json.loads(body) == {"title": f"{kind.german} / {kind.english}", "status": kind.status}
