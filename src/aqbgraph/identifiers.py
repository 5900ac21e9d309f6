"""Every IRI and every path of a publication, minted here and nowhere else.

Hash IRIs: the document is what a server delivers, the thing is a fragment in it, so every name resolves on any static
host without redirects (Cool URIs for the Semantic Web, section 4.1).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_BASE = "https://w3id.org/aqb/"
ONTOLOGY = "https://w3id.org/aqb/def/aqb"
TERMS = ONTOLOGY + "#"

# Where all reported budgets are listed, with the files they were read from.
REPORTED = "reported"

LONGEST_SLUG = 80
_DROPPED = dict.fromkeys("'’‘´`\"„“”»«")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", **_DROPPED})
_WORD = re.compile(r"[a-z0-9]+")


def ascii_words(name: str) -> list[str]:
    """The words of a name in lower case and ASCII: ä→ae, ß→ss, quotes and accents dropped.

    >>> ascii_words("Werra-Meißner-Kreis")
    ['werra', 'meissner', 'kreis']
    """
    plain = unicodedata.normalize("NFC", name).casefold().translate(_GERMAN)
    return _WORD.findall(unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode())


def slug(name: str) -> str:
    """An ASCII name for a path: lower case, ä→ae, ß→ss, all else a hyphen; cut with a digest when too long.

    >>> slug("Werra-Meißner-Kreis")
    'werra-meissner-kreis'
    """
    parts = "-".join(ascii_words(name))
    if parts and len(parts) <= LONGEST_SLUG:
        return parts
    digest = sha256(name.encode()).hexdigest()[:8]
    return f"{parts[: LONGEST_SLUG - 9].rstrip('-')}-{digest}".lstrip("-")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Mints IRIs below `base` (absolute, ends in a slash). Paths are relative to it: "agreement/2025/odenwaldkreis"."""

    base: str = DEFAULT_BASE

    def document(self, path: str) -> str:
        """The IRI of a document = named graph = page."""
        return self.base + path

    def rebase(self, iri: str) -> str:
        """Moves an IRI written with the default base below this one; the ontology's own namespace never moves."""
        if not iri.startswith(DEFAULT_BASE) or iri == ONTOLOGY or iri.startswith(TERMS):
            return iri
        return self.base + iri[len(DEFAULT_BASE) :]

    def party(self, key: str) -> str:
        """A party: `{base}party/odenwaldkreis#party`."""
        return f"{self.base}{party_path(key)}#party"

    def series(self, party: str, name: str) -> str:
        """A measure over the years; `name` is a slug."""
        return f"{self.base}{series_path(party, name)}#series"

    def programme(self, key: str) -> str:
        """A programme: `{base}programme/aqb#programme`."""
        return f"{self.base}{programme_path(key)}#programme"

    def reported(self, path: str, key: str) -> str:
        """A reported budget: `{base}reported/2011/bergstrasse#ausbildungsbudget-neue-wege-org-…`."""
        return f"{self.base}{path}#{key}"

    def reported_list(self, part: str, name: str) -> str:
        """A part ("file", "extraction") of a list of reported budgets, by the name of its file."""
        return f"{self.base}{REPORTED}#{part}-{slug(name)}"

    def wording(self, section: str, fingerprint: str) -> str:
        """A sentence with its blanks, the same in every agreement: `{base}wording/1#s-363b0e57515b3b7a`."""
        return f"{self.base}{wording_path(section)}#{wording_key(fingerprint)}"

    def observation(self, key: str) -> str:
        """An observation of the data cube: `{base}cube#observation-2025-odenwaldkreis-aqb-3`."""
        return f"{self.base}{CUBE}#{key}"

    def concept(self, scheme: str, key: str) -> str:
        """A concept of one of our schemes: `{base}def/measure-types#3`."""
        return f"{self.base}def/{scheme}#{key}"


def agreement_path(year: int, party: str, programmes: Sequence[str] = ("aqb",)) -> str:
    """Where the agreement of a party for a year lives; a single programme other than the AQB names itself."""
    suffix = f"-{programmes[0]}" if len(programmes) == 1 and programmes[0] != "aqb" else ""
    return f"agreement/{year}/{party}{suffix}"


def source_path(agreement: str) -> str:
    """Where the text of an agreement's source stands as decoded; no programme is called "source"."""
    return f"{agreement}/source"


# The indexes of what lives below them: places, years, projects, types.
PARTIES, YEARS, SERIES, MEASURE_TYPES = "party", "year", "series", "measure-type"


def party_path(key: str) -> str:
    """Where a party lives."""
    return f"{PARTIES}/{key}"


# Stands for the party in the path of a series above the parties; no slug is a hyphen alone.
ABOVE_PARTIES = "-"


def series_path(party: str, name: str) -> str:
    """Where a measure over the years lives; above the parties with `ABOVE_PARTIES`."""
    return f"{SERIES}/{party}/{name}"


def party_series_path(party: str) -> str:
    """Where all projects of a district or city are listed; no party is called "review"."""
    return f"{SERIES}/{party}"


def review_path() -> str:
    """Where it is told which series a human decided on, and which wait for one."""
    return f"{SERIES}/review"


def year_path(year: int) -> str:
    """Where a year lives."""
    return f"{YEARS}/{year}"


def programme_path(key: str) -> str:
    """Where a programme lives."""
    return f"programme/{key}"


def measure_type_path(notation: str) -> str:
    """Where a measure type lives."""
    return f"{MEASURE_TYPES}/{notation}"


def reported_path(year: int, party: str) -> str:
    """Where the budgets live that other sources report of a party, or of the Land, for a year."""
    return f"{REPORTED}/{year}/{party}"


def cited_key(source: str) -> str:
    """A source of a reported budget as part of a fragment: host or name, and a digest of the whole.

    >>> cited_key("http://neue-wege.org/2011/09/")
    'neue-wege-org-2ca633a4'
    """
    host = urlsplit(source).hostname if is_web(source) else None
    return f"{slug(host or source)}-{sha256(source.encode()).hexdigest()[:8]}"


def reported_key(programme: str, source: str) -> str:
    """The fragment of a reported budget. It hangs on nothing but itself: other rows do not change it."""
    return f"{programme}-{cited_key(source)}"


def is_web(text: str) -> bool:
    """Whether a text begins as a web address does."""
    return text.lower().startswith(("http://", "https://"))


# The data cube, all of it in one document.
CUBE = "cube"


def observation_key(year: int, party: str, programme: str, measure_type: str) -> str:
    """The fragment of an observation: its place in each dimension, so that it never changes with its value.

    >>> observation_key(2025, "odenwaldkreis", "aqb", "3")
    'observation-2025-odenwaldkreis-aqb-3'
    """
    return f"observation-{year}-{party}-{programme}-{measure_type}"


# The index of all wordings, and the account of all documents.
WORDING, ACCOUNTING = "wording", "accounting"


def wording_path(section: str) -> str:
    """Where the wordings of a section live: "wording/preamble", "wording/1"."""
    return f"{WORDING}/{slug(section)}"


def wording_key(fingerprint: str) -> str:
    """The fragment of a sentence on the page of its section."""
    return f"s-{fingerprint}"


# The index of all comparisons of two places or two years.
COMPARISON = "comparison"


def party_comparison_path(one: str, other: str) -> str:
    """Where two parties are compared, whichever is named first.

    >>> party_comparison_path("odenwaldkreis", "fulda")
    'comparison/fulda/odenwaldkreis'
    """
    return f"{COMPARISON}/{min(one, other)}/{max(one, other)}"


def year_comparison_path(one: int, other: int) -> str:
    """Where two years are compared, the earlier first; no party is named by a number."""
    return f"{COMPARISON}/{min(one, other)}/{max(one, other)}"


def passage_key(start: int, end: int) -> str:
    """The fragment of a passage that was not understood, by its characters in the source."""
    return f"unread-{start}-{end}"
