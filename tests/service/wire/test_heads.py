from __future__ import annotations

from typing import Any

import pytest

from aqbgraph.service.wire.heads import LONGEST, Heads

POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nASK {}"


def scope(**members: object) -> dict[str, Any]:
    fields = [(b"host", b"x"), (b"content-length", b"6")]
    own = {"method": "POST", "path": "/sparql", "query_string": b"", "headers": fields}
    return own | {"server": ("a", 1), "client": ("b", 2), "scheme": "http", "state": {}} | members


def test_a_head_that_came_is_known() -> None:
    heads = Heads()
    assert heads.find(POST) is None
    heads.learn(POST, scope(), 6)
    found = heads.find(POST[:-6] + b"{ASK }")
    assert found is not None
    head, body = found
    assert (head.scope, body) == ({"method": "POST", "path": "/sparql", "query_string": b""}, b"{ASK }")
    assert head.fields == scope()["headers"]


@pytest.mark.parametrize("data", [POST[:-1], POST + b"P", POST.replace(b": x", b": y"), POST[:20], b"", POST + POST])
def test_what_is_not_that_head_with_its_body(data: bytes) -> None:
    heads = Heads()
    heads.learn(POST, scope(), 6)
    assert heads.find(data) is None


@pytest.mark.parametrize(
    ("data", "members", "body"),
    [
        (POST, {"query_string": b"a=1"}, 6),
        (POST, {"headers": [(b"host", b"x"), (b"transfer-encoding", b"chunked")]}, 6),
        (POST, {"headers": [(b"content-length", b"6"), (b"expect", b"100-continue")]}, 6),
        (POST, {"headers": [(b"content-length", b"6"), (b"upgrade", b"h2c")]}, 6),
        (POST, {"headers": [(b"host", b"x")]}, 6),
        (POST, {}, 5),
        (b"\r\n\r\n" + POST, {}, 6),
        (POST.replace(b": x", b": " + b"x" * LONGEST), {}, 6),
    ],
)
def test_what_is_not_kept(data: bytes, members: dict[str, object], body: int) -> None:
    heads = Heads()
    heads.learn(data, scope(**members), body)
    assert heads.find(data) is None
