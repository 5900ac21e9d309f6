"""What a request to the endpoint comes to: the question for a worker, the formats, and the tag of the result.

A pure function of the request's parts, so its outcome is kept for the requests that come again and again.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from aqbgraph import __version__
from aqbgraph.service.endpoint.protocol import read
from aqbgraph.service.limits import Traits, traits
from aqbgraph.service.problems import BAD_REQUEST, Problem
from aqbgraph.service.replies.negotiation import choose
from aqbgraph.service.replies.results import HTML, OFFERS, Kind, ResultFormat, named
from aqbgraph.service.workers.frames import Question

if TYPE_CHECKING:
    from aqbgraph.service.limits import Limits

REMEMBERED = 8192  # bytes of a request, with the fields that count, up to which its outcome is kept

# What the bytes of a result depend on beside publication and query.
_WRITERS = f"{__version__} {pyoxigraph.__version__}"


class Wire(NamedTuple):
    """The parts of a request that decide what it asks; `address` is the endpoint's as the client knows it.

    A tuple, since one is made, and looked up, for each request.

    `language` is the tag of that of the page which is asked for, "" where the address tells none.
    """

    method: str
    query_string: bytes
    content_type: str
    body: bytes
    accept: str | None
    address: str
    language: str = ""


class Asked(NamedTuple):
    """A query as understood.

    query: its text, without blanks around it. deadline: the time asked for (s).
    formats: for each kind of result the format a client gets.
    tag: what the result is known by; None when the same query may result in something else the next time.
    """

    question: Question
    traits: Traits
    query: str
    deadline: float | None
    formats: dict[Kind, ResultFormat | None]
    tag: str | None

    def etag(self, *, steady: bool) -> str:
        """The tag as a header field has it: weak where blank nodes get other labels, or rows another order, next time.

        https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1
        """
        return f'"{self.tag}"' if steady and not self.traits.makes_blank_nodes else f'W/"{self.tag}"'

    @property
    def shared(self) -> tuple[str | None, float | None, bool, str]:
        """What those who can share an evaluation have in common: who waits shorter than others has one of its own.

        So has who begins with other blanks: the line of a fault is that of the text that was sent.
        """
        before = self.question.query[: self.question.query.find(self.query)]
        return self.tag, self.deadline, self.question.streamed, before

    @property
    def page(self) -> bool:
        """Whether the client wants a page."""
        return HTML in self.formats.values()


def understood(wire: Wire, digest: str, limits: Limits) -> Asked | None:
    """What a request asks of the publication with this digest; None when it asks for the service's description.

    Raises:
        Problem: it asks for nothing that can be answered.
    """
    length = len(wire.query_string) + len(wire.body) + len(wire.content_type) + len(wire.accept or "")
    small = length <= REMEMBERED
    understand = _remembered if small else _understood
    # By whatever names strangers ask, it is read once; the name is only looked at where it matters.
    asked = understand(wire._replace(address=""), digest, limits.rows, limits.stream > 0)
    if asked is None or not asked.traits.relative:
        return asked
    return understand(wire, digest, limits.rows, limits.stream > 0)


def _understood(wire: Wire, digest: str, rows: int, streamed: bool) -> Asked | None:
    request = read(wire.method, wire.query_string, wire.content_type, wire.body)
    if request is None:
        return None
    formats, names = _formats(request.format, wire.accept)
    query = request.query.strip(" \t\r\n")
    found = traits(request.query)
    own_dataset = bool(request.default or request.named)
    question = Question(
        query=request.query,
        # Only relative IRIs depend on it; without them the result is the same by every name of the service.
        base=wire.address if found.relative else "",
        formats=names,
        default=request.default if own_dataset else None,
        named=request.named if own_dataset else None,
        union=not own_dataset and not found.names_dataset,
        streamed=streamed,
    )
    spoken = (wire.language,) if HTML in formats.values() else ()
    key = (query, question.base, question.formats, question.default, question.named, question.union, *spoken)
    tag = sha256(f"{digest} {_WRITERS} {rows} {key!r}".encode()).hexdigest()[:40] if found.repeatable else None
    return Asked(question, found, query, request.timeout, formats, tag)


_remembered = lru_cache(maxsize=1024)(_understood)


@lru_cache(maxsize=256)  # clients send the same few Accept headers again and again
def _formats(asked: str | None, accept: str | None) -> tuple[dict[Kind, ResultFormat | None], dict[str, str | None]]:
    """For each kind of result the format a client gets, and its name; `format=` goes before Accept."""
    if asked is None:
        found = {kind: choose(accept, offers) for kind, offers in OFFERS.items()}
    else:
        found = {kind: named(asked, offers) for kind, offers in OFFERS.items()}
    if asked is not None and not any(found.values()):
        names = ", ".join(sorted({row.name for offers in OFFERS.values() for row in offers}))
        raise Problem(
            BAD_REQUEST,
            f"Das Format „{asked}“ gibt es nicht. Es gibt: {names}",
            f'There is no format "{asked}". There are: {names}',
        )
    return found, {kind.value: row.name if row else None for kind, row in found.items()}
