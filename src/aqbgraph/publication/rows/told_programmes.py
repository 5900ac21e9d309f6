"""Which programmes a table names: those of all its rows as soon as one is about other money than the AQB.

Before 2024 a place has an agreement for each of two programmes; by place and year alone these could not be told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.names import party_label
from aqbgraph.publication.wordings.wording_rows import edition_name, programmes_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aqbgraph.publication.corpus.summary import AgreementSummary
    from aqbgraph.publication.languages import Language

Programmes = tuple[str, ...]
_AQB: Programmes = ("aqb",)


def told_programmes(language: Language, rows: Iterable[Programmes]) -> Mapping[Programmes, str]:
    """What each row is told apart by; "" where every row of the table is about the AQB."""
    found = set(rows)
    if found <= {_AQB}:
        return dict.fromkeys(found, "")
    return {programmes: programmes_name(programmes, language) for programmes in found}


def agreement_name(row: AgreementSummary, language: Language) -> str:
    """An agreement by place and year; one on other money than the AQB names that: "Odenwaldkreis 2025"."""
    return f"{party_label(row.party)} {edition_name(row.edition, language)}"
