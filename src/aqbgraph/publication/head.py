"""What the head of a page tells machines: Open Graph for links that are shared, schema.org for search engines.

https://ogp.me/, https://schema.org/WebPage. There is no picture of a page, so none is claimed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.languages import LANGUAGES, later
from aqbgraph.publication.texts import SLOTS
from aqbgraph.publication.views import Property

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.settings import Settings

Json = dict[str, Any]
# Inline, so that whoever reads the page need not ask anybody what the names mean.
CONTEXT = {"@vocab": "http://schema.org/"}
SITE = later("Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget in Hessen")
# First part of a path → type of the page; what is not here is one thing told of: WebPage.
_KINDS = {
    **dict.fromkeys(("", "year", "measure-type", "programme", "wording", "data", "catalogue"), "CollectionPage"),
    **dict.fromkeys(("changes", "queries", "def", "reported"), "CollectionPage"),
    **{slot.path: slot.kind for slot in SLOTS},
}
# Language → territory, as Open Graph wants it.
_LOCALES = {"de": "de_DE", "en": "en_GB"}


def open_graph(settings: Settings, path: str, title: str, description: str) -> tuple[Property, ...]:
    """The properties of a page."""
    language = settings.language
    others = (_LOCALES[other.code] for other in LANGUAGES if other is not language)
    return (
        Property("og:title", title),
        Property("og:description", description),
        Property("og:type", "website"),
        Property("og:url", address(settings, path)),
        Property("og:site_name", language.say(SITE)),
        Property("og:locale", _LOCALES[language.code]),
        *(Property("og:locale:alternate", locale) for locale in others),
    )


def web_page(
    settings: Settings,
    path: str,
    title: str,
    description: str,
    trail: Sequence[tuple[str, str]],
    about: Iterable[str] = (),
) -> str:
    """A page as schema.org has it, in JSON; `trail` are the pages above it, path and text.

    `about` are the IRIs of what the page is about: of a resource its own name.
    """
    language, page = settings.language, address(settings, path)
    topics: list[Json] = [{"@id": iri} for iri in about]
    said: Json = {
        "@context": CONTEXT,
        "@type": _KINDS.get(path.partition("/")[0], "WebPage"),
        "@id": f"{page}#page",
        "url": page,
        "name": title,
        "description": description,
        "inLanguage": language.code,
        "isPartOf": {
            "@type": "WebSite",
            "@id": f"{settings.base_iri}#website",
            "url": settings.base_iri,
            "name": language.say(SITE),
        },
        "license": settings.licence.iri,
        **({"about": topics if len(topics) > 1 else topics[0]} if topics else {}),
        **(_breadcrumb(settings, path, title, trail) if path else {}),
    }
    return json.dumps(said, ensure_ascii=False)


def about(page: str, topics: Iterable[str]) -> str:
    """What `web_page` says of a page that is no resource, and the IRIs of what the page is about."""
    return json.dumps({**json.loads(page), "about": [{"@id": iri} for iri in topics]}, ensure_ascii=False)


def address(settings: Settings, path: str, language: Language | None = None) -> str:
    """The address of the page of a path in a language."""
    return f"{settings.base_iri}{(language or settings.language).folder}{path}"


def _breadcrumb(settings: Settings, path: str, title: str, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Each step with a name of its own: nothing that we publish is nameless."""
    page = address(settings, path)
    steps = (*trail, (path, title))
    return {
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "@id": f"{page}#breadcrumb",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "@id": f"{page}#breadcrumb-{position}",
                    "position": position,
                    "name": text,
                    "item": address(settings, step),
                }
                for position, (step, text) in enumerate(steps, 1)
            ],
        }
    }
