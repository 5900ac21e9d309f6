"""Which measures are the same project over the years: those whose names differ only in the year and in punctuation."""

from __future__ import annotations

import re

from aqbgraph.identifiers import slug
from aqbgraph.remembering import remembered

_YEARS = re.compile(r"\b20\d\d(?: ?[-–/] ?(?:20)?\d\d)?\b")


@remembered
def series_name(label: str) -> str:
    """The slug of the series a measure belongs to.

    >>> series_name("MInA - Migranten in Arbeit 2025")
    'mina-migranten-in-arbeit'
    """
    return slug(_YEARS.sub(" ", label)) if _YEARS.sub(" ", label).strip(' "„“”()') else slug(label)


def series_label(label: str) -> str:
    """The name of the series as people read it: the measure's, without its year.

    >>> series_label("Digital Praxis 2025")
    'Digital Praxis'
    """
    return " ".join(_YEARS.sub(" ", label).split()).rstrip(" -–,") or label
