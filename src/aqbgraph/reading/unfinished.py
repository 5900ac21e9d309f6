"""Drafts by what a file says of itself: its title and its status, which no page shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterable

# "Entwurf_ZV_2025", "Zielvereinbarung (Entwurf)"; a draft of something else is in the title of no agreement's file.
_DRAFT = re.compile(
    r"(?<![^\W_])(?:vor-?|roh)?(?:entwurf(?:sfassung)?|draft)(?![^\W_])"
    r"(?!\s+(?:des|eines?|einer)\s+(?!zielvereinbarung))",
    re.IGNORECASE,
)
_LONGEST = 300


def refuse_draft(said: Iterable[str], name: str) -> None:
    """Nothing, or what is said of a file with such a title, subject or status.

    Raises:
        ReadingError: one of them says that the file is a draft.
    """
    for words in said:
        shown = " ".join(words[:_LONGEST].split())
        if _DRAFT.search(shown):
            message = (
                f"Die Datei heißt in ihren Eigenschaften „{shown}“: Ein Entwurf ist keine Vereinbarung. Bitte die "
                "unterzeichnete Fassung nehmen, oder, wenn sie es ist, die Eigenschaften der Datei berichtigen."
            )
            raise ReadingError(message, Place(name))
