"""The recipe for a container, as far as it can be told without one."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

RECIPE = Path(__file__).parents[2] / "deploy" / "Dockerfile"


@pytest.mark.parametrize(
    ("peer", "scheme", "client"),
    [("172.17.0.1", "https", "198.51.100.7"), ("172.18.0.1", "https", "198.51.100.7"), ("9.9.9.9", "http", "9.9.9.9")],
)
def test_the_proxy_of_the_machine_is_believed_and_nobody_else(peer: str, scheme: str, client: str) -> None:
    told = re.search(r"-e FORWARDED_ALLOW_IPS=(\S+)", RECIPE.read_text("utf-8"))
    assert told is not None
    scopes: list[Any] = []

    async def app(scope: Any, *_: Any) -> None:
        scopes.append(scope)

    headers = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"198.51.100.7")]
    scope: Any = {"type": "http", "scheme": "http", "client": (peer, 1), "headers": headers}
    unused: Any = None
    asyncio.run(ProxyHeadersMiddleware(app, told[1])(scope, unused, unused))
    assert (scopes[0]["scheme"], scopes[0]["client"][0]) == (scheme, client)
