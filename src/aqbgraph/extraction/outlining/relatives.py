"""Files that are not the one agreement they look like: an amendment, a model, a draft, a report, or two in a row.

Read as one, an amendment would be published as what was agreed first; of two in a row the facts would be mixed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, UnknownLayout
from aqbgraph.extraction.forms import unfinished
from aqbgraph.extraction.outlining.outline import FRONT
from aqbgraph.extraction.wording.wording import line_number
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.outlining.outline import Outline

# What a line of the title page begins with, and what the document is then.
_KINDS = (
    (
        r"(?:(?:\d{1,2}\.|erste[rs]?|zweite[rs]?|dritte[rs]?) )?"
        r"(?:änderung(?:en)?|nachtrag|ergänzung|verlängerung|aufhebung|kündigung|anpassung)(?:s-?vereinbarung)?\b"
        r"|(?:geänderte|ergänzte|ergänzende|verlängerte) zielvereinbarung"
        r"|zielvereinbarung\b.{0,20}\b(?:änderung|nachtrag|ergänzung)",
        "die Änderung einer Zielvereinbarung",
    ),
    (r"(?:muster|vorlage|mustertext|formular|ausfüllhilfe)\b", "das Muster einer Zielvereinbarung"),
    (
        r"(?:\w+-?)?(?:bericht|protokoll|vermerk|auswertung|zusammenfassung|übersicht|anlage|anhang)\b.*\b"
        r"zielvereinbarung",
        "ein Schriftstück über eine Zielvereinbarung",
    ),
    (r"(?:presse(?:mitteilung|information|meldung)|medieninformation)\b", "eine Pressemitteilung"),
)
_FORMS = tuple((re.compile(pattern, re.IGNORECASE), what) for pattern, what in _KINDS)
_LONGEST = 120
# What no agreement says of itself, wherever it stands: "Die Zielvereinbarung vom 2. März wird wie folgt geändert".
# Each begins with letters that are found at once.
_CHANGES = (
    re.compile(r"folgt\s+(?:ge[äa]e?ndert|ergänzt|angepasst|neu\s+gefasst|gefasst|erhöht|gekürzt|ersetzt)"),
    re.compile(r"folgende\s+(?:neue\s+)?Fassung"),
)
_TITLE = re.compile(r"Zielvereinbarung(?: für das Jahr)?(?: 20\d\d)?", re.IGNORECASE)
_TITLE_BEGINS = frozenset("Zz")
_BETWEEN = re.compile(r"zwischen\b", re.IGNORECASE)
# From the title to "zwischen": the year, what it is for.
_TITLE_LINES = 4


def faults(document: Document, outline: Outline) -> Iterator[UnknownLayout]:
    """A fault for the line that says that this is another document, or that a second agreement begins."""
    front = outline.part(FRONT).lines
    for line in front:
        if what := _kind(line.text):
            message = (
                f"„{line.text}“: Das ist {what}, nicht die Zielvereinbarung selbst. "
                "Bitte die Datei aus diesem Ordner nehmen."
            )
            yield UnknownLayout(message, Place(document.source.name, line.number))
            break
    if (changes := next(filter(None, (form.search(document.text) for form in _CHANGES)), None)) is not None:
        message = (
            f"„… {' '.join(changes[0].split())}“: Das ist die Änderung einer Zielvereinbarung, nicht die "
            "Zielvereinbarung selbst. Bitte die Datei aus diesem Ordner nehmen."
        )
        yield UnknownLayout(message, Place(document.source.name, line_number(document, changes.start())))
    yield from unfinished.faults(document, {line.number for line in front})
    last = front[-1].number if front else 0
    if (second := _second(document.lines, last)) is not None:
        message = "Hier beginnt eine zweite Zielvereinbarung. Bitte die Datei teilen: eine Datei je Vereinbarung."
        yield UnknownLayout(message, Place(document.source.name, second.number))


@remembered
def _kind(words: str) -> str | None:
    return next((what for form, what in _FORMS if form.match(words)), None) if len(words) <= _LONGEST else None


def _second(lines: Sequence[Line], after: int) -> Line | None:
    """The title of an agreement below the title page: one that names parties, as the header of a page does not."""
    for index, line in enumerate(lines):
        # Asked of every line of every document: few begin so.
        if line.passage.text[:1] in _TITLE_BEGINS and line.number > after and _TITLE.fullmatch(line.text):
            below = lines[index + 1 : index + 1 + _TITLE_LINES]
            if any(_BETWEEN.match(one.text) for one in below):
                return line
    return None
