"""What is answered to a request that cannot be read, before there is anything that could answer it.

Loads uvicorn, which only a running service needs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from aqbgraph.service.problems import BUSY, MEDIA_TYPE
from aqbgraph.service.replies.answers import COMMON
from aqbgraph.service.workers.lanes import RETRY_AFTER

if TYPE_CHECKING:
    from aqbgraph.service.problems import Kind


def refusal(kind: Kind) -> bytes:
    """Head and body of an answer that says why, and is the last one of its connection."""
    members = {"title": f"{kind.german} / {kind.english}", "status": kind.status}
    body = json.dumps(members, ensure_ascii=False).encode()
    own = ((b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode()))
    later = ((b"retry-after", str(RETRY_AFTER).encode()),) if kind is BUSY else ()
    fields = (*own, *later, (b"connection", b"close"), *COMMON)
    head = b"".join(name + b": " + value + b"\r\n" for name, value in fields)
    return STATUS_LINE[kind.status] + head + b"\r\n" + body
