"""How to cite what a page is about, in a line for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from aqbgraph.identifiers import REPORTED, SERIES
from aqbgraph.publication.frame.head import SITE

if TYPE_CHECKING:
    from aqbgraph.publication.publisher.settings import Settings

# Documents of these kinds have their year behind.
_OF_A_YEAR = frozenset({"agreement", "year", REPORTED})


def cited(settings: Settings, path: str, title: str) -> str:
    """How to cite what a page is about: who publishes, for which year if for one, what, in what, where.

    Who publishes and a project have German names, which are marked on other pages (WCAG 2.2, 3.1.2).
    """
    kind, _, rest = path.partition("/")
    year = f" ({rest.partition('/')[0]})" if kind in _OF_A_YEAR and rest else ""
    return Markup("{}{}: {}. In: {}. {}").format(
        _german(settings, settings.provider),
        year,
        _german(settings, title) if kind == SERIES and rest else title,
        settings.language.say(SITE),
        settings.base_iri + path,
    )


def _german(settings: Settings, text: str) -> str:
    return text if settings.language.is_source else Markup('<span lang="de">{}</span>').format(text)
