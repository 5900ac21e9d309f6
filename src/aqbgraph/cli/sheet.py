"""A sheet of corrections to be filled in: what a document leaves open, each with what is asked and the entry for it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from aqbgraph.correction import sheet_name
from aqbgraph.errors import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.extraction.extractor import Extraction

_WIDTH = 100
# What an entry takes beside what is known of it; empty values are refused, so none is published by mistake.
_SAID_BY = ('wer = ""', 'wann = ""  # ein Tag ohne Anführungszeichen, z. B. 2026-03-02', 'warum = ""')


def sheet(extraction: Extraction) -> Iterator[str]:
    """The lines of the file: a comment above each entry says what is in doubt, in the order of the source.

    Of a fault for which nobody can say what the entry would be there is the comment alone.
    """
    document = extraction.document
    yield f"# {sheet_name(document.source.name)}: was in der Quelle offen ist (docs/correct.md)."
    asked = (*extraction.faults, *extraction.left_out)
    if asked:
        yield "# Jeden Eintrag mit der Urschrift vergleichen; löschen, was nicht zutrifft."
    else:
        yield "# Nichts ist offen. Wie man anderes berichtigt, steht in docs/correct.md."
    yield f'sha256 = "{document.source.sha256}"'
    for one in sorted(asked, key=lambda one: (one.place and one.place.start) or 0):
        yield ""
        yield from textwrap.wrap(str(one), _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False)
        if isinstance(one, BadValue) and one.entry:
            yield one.entry
            yield from _SAID_BY
