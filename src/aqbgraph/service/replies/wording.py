"""A problem as it is sent: in the format and the language that the client prefers.

https://www.rfc-editor.org/rfc/rfc9457, its XML in appendix B
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from aqbgraph.service.problems import MEDIA_TYPE
from aqbgraph.service.replies.negotiation import choose, elements

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.service.problems import Problem

Members = dict[str, Any]

_TAG = re.compile(r"<(?=[A-Za-z/!?])")  # what begins a tag in HTML; "<…>" does not


@dataclass(frozen=True, slots=True)
class Form:
    """A format of problems: its media type, others for it, whether a charset is named, and what writes it."""

    media_type: str
    also: tuple[str, ...]
    write: Callable[[Members], str]
    text: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """A language; the two fields are for `choose`."""

    media_type: str
    also: tuple[str, ...] = ()


def _json(members: Members) -> str:
    # What was asked is quoted: not as markup, should somebody show it as HTML.
    return _TAG.sub(r"\\u003c", json.dumps(members, ensure_ascii=False))


def _xml(members: Members) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<problem xmlns="urn:ietf:rfc:7807">{_elements(members)}</problem>\n'
    )


def _elements(members: Members) -> str:
    return "".join(f"<{name}>{_content(value)}</{name}>" for name, value in members.items())


def _content(value: Any) -> str:
    if isinstance(value, list):
        return "".join(f"<i>{_content(item)}</i>" for item in value)
    return _elements(value) if isinstance(value, dict) else escape(str(value))


def _plain(members: Members) -> str:
    return f"{members['status']} {members['title']}\n{members['detail']}\n"


# The first is for whoever accepts none of them: a problem in another format tells more than none (RFC 9110, 15.5.7).
FORMS = (
    Form(MEDIA_TYPE, ("application/json",), _json),
    Form("application/problem+xml", ("application/xml", "text/xml"), _xml),
    Form("text/plain", (), _plain, text=True),
)
GERMAN, ENGLISH = Language("de/*"), Language("en/*")


def worded(problem: Problem, accept: str | None, language: str | None) -> tuple[str, str, bytes]:
    """Content-Type, Content-Language and body."""
    form, english = choose(accept, FORMS) or FORMS[0], speaks(language) is ENGLISH
    kind = problem.kind
    members: Members = json.loads(problem.body()) | {
        "title": kind.english if english else kind.german,
        "detail": problem.english if english else problem.german,
        # Both, since a program passes on what it gets to people whose language it does not know.
        "detail_de": problem.german,
        "detail_en": problem.english,
    }
    content_type = f"{form.media_type}; charset=utf-8" if form.text else form.media_type
    return content_type, "en" if english else "de", form.write(members).encode()


@lru_cache(maxsize=256)
def speaks(accepted: str | None) -> Language:
    """German, unless English is wanted more (RFC 9110, section 12.5.4)."""
    if not accepted:
        return GERMAN
    # A language is weighed like a media type, its region like a subtype.
    ranges = (element.strip().partition(";") for element in elements(accepted).split(","))
    as_ranges = ", ".join(f"{tag.strip().partition('-')[0]}/*{mark}{rest}" for tag, mark, rest in ranges)
    return choose(as_ranges, (GERMAN, ENGLISH)) or GERMAN
