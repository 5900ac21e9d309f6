"""What a request to the endpoint asks, by the SPARQL 1.1 Protocol, section 2.1: pure functions on its parts.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from codecs import BOM_UTF8
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from pyoxigraph import NamedNode

from aqbgraph.service.problems import BAD_REQUEST, MEDIA, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
MOST_PARAMETERS = 1000

# Parameters that make a request an operation; without any, it asks for the service description.
_OPERATION = frozenset({"query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri"})
_FORMAT = frozenset({"format", "output"})


class Request(NamedTuple):
    """A query operation: the query, the dataset beside it, the format asked for by name, the time asked for (s)."""

    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    format: str | None = None
    timeout: float | None = None


def read(method: str, query_string: bytes, content_type: str, body: bytes) -> Request | None:
    """The operation that a request asks for; None when it asks for none, which describes the service.

    Raises:
        Problem: it is not one of the three forms of the query operation.
    """
    asked = _texts(query_string) if query_string else []
    if method == "POST":
        asked += _posted(content_type, body)
    elif not any(name in _OPERATION for name, _ in asked):
        return None
    return _request(asked)


@lru_cache(maxsize=256)  # clients send the same few again and again
def media_type(content_type: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type, both in lower case, the charset empty when not given."""
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = (value.strip('"') for name, _, value in (p.partition("=") for p in parameters) if name == "charset")
    return kind, next(charsets, "")


def _posted(content_type: str, body: bytes) -> list[tuple[str, str]]:
    kind, charset = media_type(content_type)
    if kind not in (FORM, DIRECT) or charset not in ("", "utf-8"):
        raise Problem(
            MEDIA,
            f"Eine Abfrage kommt als {DIRECT} oder {FORM}, in UTF-8; nicht als „{content_type}“.",
            f'A query is posted as {DIRECT} or {FORM}, in UTF-8; not as "{content_type}".',
            (("Accept-Post", f"{DIRECT}, {FORM}"),),
        )
    return _texts(body) if kind == FORM else [("query", _text(body))]


def _texts(encoded: bytes) -> list[tuple[str, str]]:
    if encoded.count(b"&") >= MOST_PARAMETERS:
        raise _bad(f"Mehr als {MOST_PARAMETERS} Parameter.", f"More than {MOST_PARAMETERS} parameters.")
    try:
        return [(name.decode(), value.decode()) for name, value in pairs(encoded.removeprefix(BOM_UTF8))]
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def pairs(encoded: bytes) -> list[tuple[bytes, bytes]]:
    """The names and values of a form (https://url.spec.whatwg.org/#concept-urlencoded-parser)."""
    parts = [part.partition(b"=") for part in encoded.split(b"&") if part]
    return [(_decoded(name), _decoded(value)) for name, _, value in parts]


def _decoded(part: bytes) -> bytes:
    if part.isalnum():
        return part
    # What "=XX" is in quoted-printable, the one such code that is read in C, "%XX" is in a form.
    if b"=" in part or _NO_ESCAPE.search(part):
        return unquote_to_bytes(part.replace(b"+", b" "))
    return a2b_qp(part.translate(_AS_QUOTED))


_NO_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_AS_QUOTED = bytes.maketrans(b"%+", b"= ")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _request(pairs: list[tuple[str, str]]) -> Request:
    if len(pairs) == 1 and pairs[0][0] == "query":  # mostly there is nothing else
        return Request(pairs[0][1], (), ())
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    queries = found.get("query", [])
    if "update" in found:
        raise _bad("Dieser Dienst ist nur zum Lesen da.", "This endpoint is read-only; updates are refused.")
    if len(queries) != 1:
        raise _bad(
            f"Verlangt ist genau ein Parameter „query“, gefunden: {len(queries)}.",
            f'Exactly one parameter "query" is needed, found: {len(queries)}.',
        )
    return Request(
        query=queries[0],
        default=_graphs(found.get("default-graph-uri", ())),
        named=_graphs(found.get("named-graph-uri", ())),
        format=next((value for name, value in pairs if name in _FORMAT and value), None),
        timeout=_timeout(next(filter(None, found.get("timeout", ())), None)),
    )


def _graphs(iris: Iterable[str]) -> tuple[str, ...]:
    found = tuple(iris)
    for iri in found:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise _bad(f"„{iri}“ ist kein absoluter IRI.", f'"{iri}" is not an absolute IRI.') from error
    return found


def _timeout(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    # Also refuses nan, which compares as false.
    if not seconds > 0:
        raise _bad(f"timeout={value} ist keine Zahl von Sekunden.", f"timeout={value} is not a number of seconds.")
    return seconds


def _not_utf8() -> Problem:
    return _bad("Die Anfrage ist nicht in UTF-8.", "The request is not in UTF-8.")


def _bad(german: str, english: str) -> Problem:
    return Problem(BAD_REQUEST, german, english)
