"""Lines between signatures that say nothing of them: a page ends there, with its number, an address or a stamp."""

from __future__ import annotations

import re

from aqbgraph.remembering import remembered

# Words that bodies are called by. A line without one, and with figures or marks that no name has, is of the page.
_BODY = re.compile(
    r"kreis|stadt|gemeinde|minister|magistrat|regierung|landes|land\b(?! Hessen\W+HMSI$)|verband", re.IGNORECASE
)
_OF_A_PAGE = re.compile(r"\d|\s[–|-]\s|^(?:\S+ ){3,}\S+\.$|^\W*(?:Zielvereinbarung|Anlage|Entwurf|Kopie)\b")


@remembered
def of_a_page(line: str) -> bool:
    """Whether a line names nobody: "VS - Nur für den Dienstgebrauch", "Telefon 0611 3219-0", "Land Hessen – HMSI"."""
    return bool(_OF_A_PAGE.search(line)) and not _BODY.search(line)
