"""What the publisher decides: where names live, under which licence the data is given, who stands for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from aqbgraph.errors import WrongUse
from aqbgraph.identifiers import DEFAULT_BASE, Identifiers
from aqbgraph.publication import pagefind
from aqbgraph.publication.languages import GERMAN, Language

if TYPE_CHECKING:
    from aqbgraph.publication.publisher.texts import Texts
    from aqbgraph.publication.publisher.theme import Theme

# They send names on to wherever the pages lie, so a name there says nothing of the path at which a host has them.
_REDIRECTING = frozenset({"w3id.org", "www.w3id.org", "purl.org", "purl.archive.org", "doi.org", "n2t.net"})
# The list that portals take licences from; its IRIs have no slash at their end.
_LISTED = "http://dcat-ap.de/def/licenses/"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of the data: the IRI of its text, and what it is called.

    `listed` is the IRI by which portals know it (DCAT-AP.de, conventions, K31), None for one that they do not know;
    `names_publisher` says whether users have to name the publisher.
    """

    iri: str
    name: str
    listed: str | None = None
    names_publisher: bool = False


LICENCES = {
    "dl-by-de/2.0": Licence(
        "https://www.govdata.de/dl-de/by-2-0",
        "Datenlizenz Deutschland – Namensnennung – 2.0",
        _LISTED + "dl-by-de/2.0",
        names_publisher=True,
    ),
    "dl-zero-de/2.0": Licence(
        "https://www.govdata.de/dl-de/zero-2-0", "Datenlizenz Deutschland – Zero – 2.0", _LISTED + "dl-zero-de/2.0"
    ),
    "cc-by/4.0": Licence(
        "https://creativecommons.org/licenses/by/4.0/",
        "Creative Commons Namensnennung 4.0",
        _LISTED + "cc-by/4.0",
        names_publisher=True,
    ),
    "cc-zero": Licence(
        "https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero 1.0", _LISTED + "cc-zero"
    ),
}
DEFAULT_LICENCE = "dl-by-de/2.0"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes; `type` is an IRI of http://purl.org/adms/publishertype/, None when it is not said."""

    name: str
    homepage: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Where questions go: an e-mail address, a web address, or both; `name` is None for the publisher's.

    `until` is the day (YYYY-MM-DD) up to which it may be relied on for reports of weaknesses.
    """

    name: str | None = None
    email: str | None = None
    url: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands above every page, such as that nothing on it is meant yet; without English it stays German."""

    de: str
    en: str | None = None


def _searchable() -> bool:
    """Asked for each publication: an indexer may be installed meanwhile."""
    return pagefind.installed()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a publication; what is None was not said, and nothing is claimed in its place.

    `attribution` is the text by which users name the publisher, `contributor` the IRI by which GovData knows who
    delivers the data. `language` is that of the page which is being made; `search` says whether the pages can be
    searched. `texts` are the publisher's own, `theme` is the publisher's own design; `notice` stands above each page.
    `path` is where a host has the pages, "/aqb/", when the base does not say it.
    """

    base_iri: str = DEFAULT_BASE
    licence: Licence = field(default_factory=lambda: LICENCES[DEFAULT_LICENCE])
    publisher: Publisher | None = None
    contact: ContactPoint | None = None
    attribution: str | None = None
    contributor: str | None = None
    language: Language = GERMAN
    search: bool = field(default_factory=_searchable)
    texts: Texts | None = None
    theme: Theme | None = None
    notice: Notice | None = None
    path: str | None = None

    @property
    def root(self) -> str:
        """The path of the start page on its host: "/", or "/aqb/" where the pages lie below one."""
        if self.path is not None:
            return self.path
        parts = urlsplit(self.base_iri)
        return "/" if parts.hostname in _REDIRECTING else parts.path

    @property
    def provider(self) -> str:
        """Who stands for the data: who publishes, or in German that nobody has said more than where they live."""
        if self.publisher:
            return self.publisher.name
        return f"Betreiber von {self.base_iri.partition('://')[2].rstrip('/')}"

    def __post_init__(self) -> None:
        """Refuses a base that would make names nobody can resolve.

        Raises:
            WrongUse: it is not absolute, does not end in a slash, or has a query or fragment (RFC 3986, section 4.3);
                or a name is to be given where the licence asks for none.
        """
        if self.attribution is not None and not self.licence.names_publisher:
            raise WrongUse(
                f"Ein Text zur Namensnennung (attribution) passt nicht zur Lizenz „{self.licence.name}“: "
                "Sie verlangt keine Namensnennung. Bitte den Text weglassen oder eine andere Lizenz wählen."
            )
        if not is_absolute(self.base_iri):
            raise WrongUse(f"Die Basis-IRI „{self.base_iri!a}“ ist keine absolute http(s)-Adresse.")
        if not self.base_iri.endswith("/"):
            raise WrongUse(f"Die Basis-IRI „{self.base_iri}“ muss mit einem Schrägstrich enden.")

    @property
    def identifiers(self) -> Identifiers:
        """What mints the names of this publication."""
        return Identifiers(self.base_iri)


def is_absolute(iri: str) -> bool:
    """An http(s) IRI with a host, without user, query, fragment or dot segments (RFC 3986, sections 3 and 5.2.4)."""
    parts = urlsplit(iri) if is_address(iri) else None
    return parts is not None and not (parts.query or parts.fragment or {".", ".."} & set(parts.path.split("/")))


def is_address(iri: str) -> bool:
    """An http(s) IRI with a host and without a user, as a browser can follow it (RFC 3986, section 3)."""
    try:
        NamedNode(iri)
        parts = urlsplit(iri)
        plain = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return plain and iri.startswith(("http://", "https://")) and bool(parts.hostname) and "@" not in parts.netloc
