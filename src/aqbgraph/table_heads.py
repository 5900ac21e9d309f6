"""What the columns of a table of measures are called, as `vocabulary.normalise` compares words."""

from __future__ import annotations

TYPE_COLUMN = frozenset({"massnahmenart", "massnahmeart", "massnahmenarten", "art", "art der massnahme", "bereich"})
NAME_COLUMN = frozenset(
    {"projekt", "projekte", "massnahme", "massnahmen", "projektname", "bezeichnung", "name", "titel", "projekttitel"}
)
# Where each row has one of them.
ONE_BY_ONE = frozenset({"projekt", "massnahme", "projektname", "bezeichnung", "name", "titel", "projekttitel"})
