"""Who delivers to GovData, and what is near to a name: https://www.dcat-ap.de/def/contributors/."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from aqbgraph.vocabulary import folder

CONTRIBUTORS = "http://dcat-ap.de/def/contributors/"
FILE = "contributors.txt"  # of ontology/
NEAREST = 3


@cache
def contributors() -> tuple[str, ...]:
    """The keys of the list: last parts of IRIs."""
    lines = (folder("ontology") / FILE).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def contributor(text: str) -> str | None:
    """The IRI of a key or of itself, None for what is not in the list."""
    key = text.removeprefix(CONTRIBUTORS)
    return CONTRIBUTORS + key if key in contributors() else None


def nearest(text: str) -> tuple[str, ...]:
    """The keys that are nearest to a text, the nearest first."""
    keys = {key.casefold(): key for key in contributors()}
    wanted = text.rstrip("/").rpartition("/")[2].casefold()
    # However far: whoever meant another one sees what the names in the list look like.
    return tuple(keys[near] for near in get_close_matches(wanted, keys, NEAREST, cutoff=0))
