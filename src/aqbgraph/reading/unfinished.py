"""Drafts by what a file says of itself: its title and its status, which no page shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.drafts import BEGIN, END, MARK
from aqbgraph.errors import Place, ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterable

# "Entwurf_ZV_2025", "Zielvereinbarung (Entwurf)"; a draft of something else is in the title of no agreement's file.
_DRAFT = re.compile(rf"{MARK}(?![\s_]+(?:des|eines?|einer)[\s_]+(?!zielvereinbarung))", re.IGNORECASE)
# Word leaves the title of the first draft in a PDF that was signed since, and nobody can correct a signed file.
_DONE = (
    rf"(?:final(?![\s_-]*{MARK})|(?:finale[nrs]?[\s_]|final|end|schluss)-?(?:fassung|version)|endgültige?[nrs]?"
    r"|(?:unter|(?:gegen)?ge)zeichnet(?:e[nrs]?)?|unterschrieben(?:e[nrs]?)?|signiert(?:e[nrs]?)?|reinschrift"
    rf"|(?:kein|nicht[\W_]+mehr)[\W_]+{MARK})"
)
_FINAL = re.compile(f"{BEGIN}{_DONE}{END}", re.IGNORECASE)
# "noch nicht unterzeichnet", "vor der Endfassung", "zur Reinschrift", "wird am 3.5. unterzeichnet".
_YET = re.compile(
    rf"{BEGIN}(?:nicht(?![\W_]+mehr)|noch|not|keine?|vor|bis|zur?|für)[\W_]+"
    rf"(?:(?!{MARK})[^\W\d_]+[\W_]+)?(?!{MARK}){_DONE}{END}"
    rf"|{BEGIN}(?:wird|werden|soll|sollen){END}.*",
    re.IGNORECASE,
)
_LONGEST = 300
# Stamps that every program has; those of Acrobat have letters before their names.
_UNFINISHED = re.compile(r"(?:[#A-Z]{0,3})(?:Draft|NotApproved|ForComment)")


def refuse_draft(said: Iterable[str], name: str) -> None:
    """Nothing, or what is said of a file with such a title, subject or status, unless it also says that it is final.

    Raises:
        ReadingError: one of them says that the file is a draft.
    """
    for words in said:
        shown = " ".join(words[:_LONGEST].split())
        if _DRAFT.search(shown) and not _FINAL.search(_YET.sub("", shown)):
            message = (
                f"Die Datei heißt in ihren Eigenschaften „{shown}“: Ein Entwurf ist keine Vereinbarung. Bitte die "
                "unterzeichnete Fassung nehmen, oder, wenn sie es ist, die Eigenschaften der Datei berichtigen."
            )
            raise ReadingError(message, Place(name))


def refuse_stamped(stamps: Iterable[str], name: str) -> None:
    """Nothing, or what is said of a file over which a program has laid the stamp of a draft.

    Raises:
        ReadingError: one of the stamps says so, by its words or by its name (PDF 32000-1, table 181).
    """
    for words in stamps:
        shown = " ".join(words[:_LONGEST].split())
        if _UNFINISHED.fullmatch(shown) or (_DRAFT.search(shown) and not _FINAL.search(_YET.sub("", shown))):
            message = (
                f"Auf der Datei liegt der Stempel „{shown}“: Ein Entwurf ist keine Vereinbarung. Bitte die "
                "unterzeichnete Fassung nehmen, oder, wenn sie es ist, den Stempel löschen."
            )
            raise ReadingError(message, Place(name))
