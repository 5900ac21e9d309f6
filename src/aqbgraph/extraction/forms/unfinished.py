"""Drafts by what their pages say: "Entwurf" in a line of its own, as a header or watermark, or beside the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from aqbgraph.document import Kind
from aqbgraph.drafts import BEGIN, END, HINTS, MARK
from aqbgraph.errors import Place, UnknownLayout
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aqbgraph.document import Document, Line

_MONTH = "|".join(get_month_names("wide", locale="de").values())
_KEPT_IN = r"(?:streng )?vertraulich(?:e[nrs]?)?|intern(?:e[nrs]?)?|nur für den dienstgebrauch"
_WHICH = (
    r"(?:erste|zweite|dritte|vierte|vorläufige|aktuelle|neue|letzte|überarbeitete|geänderte|ergänzte|aktualisierte"
    r"|korrigierte|abgestimmte|unverbindliche|finale)[rsn]?"
)
_OF = rf"zv|aqb|hmsi|stand|status|version|fassung|vom|nr|v|seite|von|{_MONTH}"
# All that may stand in a line of its own before such a mark: which draft it is, and for whom.
_BEFORE = rf"(?:[\W\d_]|{BEGIN}(?:{_WHICH}|{_KEPT_IN}|{_OF}|zielvereinbarung){END})*"
_FOR = (
    r"(?:zur|zum|für die|für den|in) (?:(?:weiteren?|internen?|gemeinsamen?|rechtlichen?) )?"
    r"(?:abstimmung|beratung|prüfung|diskussion|stellungnahme|unterzeichnung|unterschrift|zeichnung|freigabe|vorlage"
    r"|kenntnis(?:nahme)?|durchsicht|besprechung|beschlussfassung|gespräch)"
)
_NOT_YET = (
    r"(?:noch )?(?:nicht|ohne) (?:final|endgültig|abgestimmt|freigegeben|verbindlich|unterzeichnet|unterschrieben"
    r"|gezeichnet|rechtsverbindlich|unterschrift(?:en)?|veröffentlichen)"
)
# And behind it: its day, its version, the number of the page.
_BEHIND = rf"(?:[\W\d_]|{MARK}|{BEGIN}(?:{_KEPT_IN}|{_OF}|{_FOR}|{_NOT_YET}|des|final|docx|pdf){END})*"
_ALONE = re.compile(rf"{_BEFORE}{MARK}{_BEHIND}", re.IGNORECASE)
_TITLE = r"(?:muster-?)?zielvereinbarung(?:en)?"
# Beside the title, or what a running header calls the document.
_TITLED = re.compile(
    rf"{_BEFORE}{MARK}(?:[\W_]|\b(?:zu|zur|für|der|einer|die|eine)\b)*{_TITLE}\b.{{0,80}}"
    rf"|[^.]{{0,60}}\b{_TITLE}\b[^.:]{{0,60}}(?:[(\[–—|/,-]\s*|\b(?:im|als|noch)\s+){_BEFORE}{MARK}{_BEHIND}",
    re.IGNORECASE,
)
_LONGEST = 160
_DASHES = ("-", "–", "—")
# The end of a sentence, and not of a day ("Stand 3.5.").
_SENTENCE = re.compile(r"(?:[^\W\d_]|\d{3})[)“”\"]?\.[)“”\"]?\Z")
# What a sentence goes on behind; a watermark may lie between its lines, with nothing but the mark or in capitals.
_UNFINISHED = re.compile(r"(?<![^\s(])[a-zäöüß][^\W\d_]*,?\Z")
_BARE = re.compile(rf"[\W_]*{MARK}[\W_]*", re.IGNORECASE)
# Beside these a line stands alone, too.
_APART = frozenset({Kind.HEADING, Kind.RULE, Kind.FURNITURE})


def faults(document: Document, front: Collection[int]) -> Iterator[UnknownLayout]:
    """A fault for the line that marks the document as a draft; `front` are the numbers of the title page's lines.

    In running text, in lists and in the rows of tables "Entwurf" is a word like any other ("Entwurf einer Strategie").
    """
    lines = document.lines
    for index, line in enumerate(lines):
        # Asked of every line of every document: few have a mark.
        if not _may_have_mark(line.passage.text):
            continue
        above = lines[index - 1] if index else None
        below = lines[index + 1] if index + 1 < len(lines) else None
        if _may_mark(line, above, below, front=line.number in front):
            message = (
                f"„{line.text}“: Das ist ein Entwurf, keine geschlossene Vereinbarung. Bitte die unterzeichnete "
                "Fassung in den Ordner legen."
            )
            yield UnknownLayout(message, Place(document.source.name, line.number))
            return


def _may_mark(line: Line, above: Line | None, below: Line | None, *, front: bool) -> bool:
    words = line.text
    if len(words) > _LONGEST or _SENTENCE.search(words):
        return False
    if front or line.kind is Kind.FURNITURE:
        return _is_mark(words) or _is_title(words)
    if line.cells:
        return _is_head(line, above, below) and _is_mark(words)
    # "- Entwurf -" is no item of a list.
    if line.kind is Kind.ITEM and not words.endswith(_DASHES):
        return False
    return (line.kind is Kind.HEADING or _is_alone(line, above, below)) and _is_mark(words)


def _is_alone(line: Line, above: Line | None, below: Line | None) -> bool:
    """Whether no sentence goes on here or from here."""
    begins = above is None or above.kind in _APART or (line.gap > 0 and not _goes_on(above, line))
    return begins and (below is None or below.gap > 0 or below.kind in _APART)


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a sentence goes on over a gap: on paper a line that ends early looks like the end of a paragraph."""
    if above.kind is not Kind.TEXT or above.cells or line.text.isupper() or _BARE.fullmatch(line.text):
        return False
    return _UNFINISHED.search(above.text) is not None


def _is_head(line: Line, above: Line | None, below: Line | None) -> bool:
    """Whether a row is the first of a table, and no row of the columns' names ("Entwurf | Fassung")."""
    if above is not None and above.cells:
        return False
    # The rule of Markdown is below the head; one above is of a row below it.
    if above is not None and above.kind is Kind.RULE and not (below and below.kind is Kind.RULE):
        return False
    filled = [cell for cell in line.cells if cell.text.strip()]
    return len(filled) == 1 or any(map(str.isdigit, line.text))


@remembered
def _may_have_mark(words: str) -> bool:
    # Blanks of any kind may stand between the letters.
    letters = "".join(words.split()).lower()
    return any(map(letters.__contains__, HINTS))


@remembered
def _is_mark(words: str) -> bool:
    return _ALONE.fullmatch(words) is not None


@remembered
def _is_title(words: str) -> bool:
    return _TITLED.fullmatch(words) is not None
