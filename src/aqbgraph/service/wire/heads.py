"""Heads of requests that come again: what a parser makes of the same bytes is the same each time, so it is kept.

A client that posts queries sends the same head but for the length of the query; to read it anew takes longer than all
else that the server does for a kept result.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from aqbgraph.service.replies.keeping import Keeping

END = b"\r\n\r\n"
LONGEST = 1024  # bytes of a head that is kept
_CHANGES = frozenset({b"transfer-encoding", b"upgrade", b"expect"})  # with these it is not the length that counts
# The connection's, and not the head's.
_OWN = frozenset({"server", "client", "scheme", "state", "headers"})


class Head(NamedTuple):
    """What a head tells: the members of the ASGI scope that are its own, its fields, and the bytes of the body."""

    scope: dict[str, Any]
    fields: list[tuple[bytes, bytes]]
    length: int


class Heads:
    """The heads of whole requests, by their bytes."""

    def __init__(self) -> None:
        self._kept: Keeping[bytes, Head] = Keeping(1 << 20, 512)

    def find(self, data: bytes) -> tuple[Head, bytes] | None:
        """The head and the body of what is one request, if such a head came before."""
        head, _, body = data.partition(END)
        known = self._kept.get(head)
        return (known, body) if known is not None and len(body) == known.length else None

    def learn(self, data: bytes, scope: dict[str, Any], body: int) -> None:
        """Keeps the head of what is one request, with so many bytes of body; those whose like may not come again."""
        head, _, rest = data.partition(END)
        fields = dict(scope["headers"])
        told = fields.get(b"content-length", b"0")
        if len(head) > LONGEST or scope["query_string"] or not _CHANGES.isdisjoint(fields):
            return
        if len(rest) == body and told == str(body).encode():
            own = {name: value for name, value in scope.items() if name not in _OWN}
            self._kept.put(head, Head(own, scope["headers"], body), len(head))
