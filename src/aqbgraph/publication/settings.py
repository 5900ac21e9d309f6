"""What the publisher decides: where names live and under which licence the data is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from aqbgraph.errors import WrongUse
from aqbgraph.identifiers import DEFAULT_BASE, Identifiers


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of the data: its IRI and what it is called."""

    iri: str
    name: str


LICENCES = {
    "dl-by-de/2.0": Licence("https://www.govdata.de/dl-de/by-2-0", "Datenlizenz Deutschland – Namensnennung – 2.0"),
    "dl-zero-de/2.0": Licence("https://www.govdata.de/dl-de/zero-2-0", "Datenlizenz Deutschland – Zero – 2.0"),
    "cc-by/4.0": Licence("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Namensnennung 4.0"),
    "cc-zero": Licence("https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero 1.0"),
}
DEFAULT_LICENCE = "dl-by-de/2.0"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a publication."""

    base_iri: str = DEFAULT_BASE
    licence: Licence = field(default_factory=lambda: LICENCES[DEFAULT_LICENCE])

    def __post_init__(self) -> None:
        """Refuses a base that would make names nobody can resolve.

        Raises:
            WrongUse: it is not absolute, does not end in a slash, or has a query or fragment (RFC 3986, section 4.3).
        """
        if not _is_absolute(self.base_iri):
            raise WrongUse(f"Die Basis-IRI „{self.base_iri!a}“ ist keine absolute http(s)-Adresse.")
        if not self.base_iri.endswith("/"):
            raise WrongUse(f"Die Basis-IRI „{self.base_iri}“ muss mit einem Schrägstrich enden.")

    @property
    def identifiers(self) -> Identifiers:
        """What mints the names of this publication."""
        return Identifiers(self.base_iri)


def _is_absolute(iri: str) -> bool:
    """An http(s) IRI with a host, without user, query, fragment or dot segments (RFC 3986, sections 3 and 5.2.4)."""
    try:
        NamedNode(iri)
        parts = urlsplit(iri)
        plain = parts.port is None or parts.port > 0
    except ValueError:
        return False
    unwanted = parts.query or parts.fragment or "@" in parts.netloc or {".", ".."} & set(parts.path.split("/"))
    return plain and iri.startswith(("http://", "https://")) and bool(parts.hostname) and not unwanted
