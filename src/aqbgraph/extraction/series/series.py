"""What a measure is called when its year is left out: the name of its series, and the slug of it."""

from __future__ import annotations

import re

from aqbgraph.identifiers import slug
from aqbgraph.remembering import remembered

# "2025", "2024/25", "2024 – 2025", "2024 bis 2025", also in brackets; never a number that is no year.
_YEARS = re.compile(r"[(\[]?\b20\d\d(?: ?(?:[-–/]|bis) ?(?:20)?\d\d)?\b(?!\d)[)\]]?")
_NOTHING_BUT = ' "„“”()[]-–/.,'


def without_years(label: str) -> str:
    """A name without its years; one that is nothing else keeps them.

    >>> without_years("Digital Praxis 2024/25")
    'Digital Praxis '
    """
    rest = _YEARS.sub(" ", label) if "20" in label else label
    return rest if rest.strip(_NOTHING_BUT) else label


@remembered
def series_name(label: str) -> str:
    """The slug of the series a measure belongs to, before it is compared with others.

    >>> series_name("MInA - Migranten in Arbeit 2025")
    'mina-migranten-in-arbeit'
    """
    return slug(" ".join(without_years(label).split()))


def series_label(label: str) -> str:
    """The name of the series as people read it: the measure's, without its year.

    >>> series_label("Digital Praxis 2025")
    'Digital Praxis'
    """
    return " ".join(without_years(label).split()).rstrip(" -–,/") or label
