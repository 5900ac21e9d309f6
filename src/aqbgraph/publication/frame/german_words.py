"""Marks the German words of an English text, so that they are spoken as such (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from aqbgraph.publication.languages import Language

# What a text of ours quotes, and what it names in brackets: “Digital Praxis”, (Landkreis), [Landkreis oder Stadt].
_QUOTED = re.compile(r"(?<=“)([^“”]+)(?=”)|(?<=[(\[])([A-ZÄÖÜ][a-zäöüß]+(?: oder [A-ZÄÖÜ][a-zäöüß]+)*)(?=[)\]])")


def german_marked(text: str, language: Language) -> Markup:
    """The text for a page in a language; on a German page nothing is to be marked.

    >>> from aqbgraph.publication.languages import ENGLISH
    >>> str(german_marked("A district (Landkreis).", ENGLISH))
    'A district (<span lang="de">Landkreis</span>).'
    """
    if language.is_source:
        return escape(text)
    made, last = Markup(""), 0
    for found in _QUOTED.finditer(text):
        made += escape(text[last : found.start()]) + Markup('<span lang="de">{}</span>').format(found[0])
        last = found.end()
    return made + escape(text[last:])
