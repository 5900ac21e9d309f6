"""What the head of a page tells machines: Open Graph for links that are shared, schema.org for search engines.

https://ogp.me/, https://schema.org/WebPage.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.frame.views import Property
from aqbgraph.publication.languages import LANGUAGES, later
from aqbgraph.publication.publisher.texts import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

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
# First part of a path → what schema.org calls the thing that such a page is about; what is not here is a Thing.
_THINGS = {
    "agreement": "CreativeWork",
    "def": "DefinedTermSet",
    "measure-type": "DefinedTerm",
    "party": "AdministrativeArea",
    "programme": "GovernmentService",
    "series": "Project",
}
# The picture that goes with a link, for those who show no SVG: its size in pixels is the one that they ask for.
CARD = "assets/card.png"
_WIDTH, _HEIGHT = 1200, 630
# Language → territory, as Open Graph wants it.
_LOCALES = {"de": "de_DE", "en": "en_GB"}


def open_graph(settings: Settings, page: str, title: str, description: str) -> tuple[Property, ...]:
    """The properties of the page at an address."""
    language = settings.language
    others = (_LOCALES[other.code] for other in LANGUAGES if other is not language)
    card = (settings.theme and settings.theme.card) or CARD
    return (
        Property("og:title", title),
        Property("og:description", description),
        Property("og:type", "website"),
        Property("og:url", page),
        Property("og:site_name", language.say(SITE)),
        Property("og:locale", _LOCALES[language.code]),
        *(Property("og:locale:alternate", locale) for locale in others),
        Property("og:image", settings.base_iri + card),
        Property("og:image:type", "image/png"),
        *((Property("og:image:width", str(_WIDTH)), Property("og:image:height", str(_HEIGHT))) if card == CARD else ()),
        Property("og:image:alt", language.say(SITE)),
    )


def web_page(
    settings: Settings,
    path: str,
    title: str,
    description: str,
    trail: Sequence[tuple[str, str]],
    *,
    topic: str | None = None,
    page: str | None = None,
) -> str:
    """A page as schema.org has it, in JSON; `trail` are the pages above it, path and text.

    `topic` is the IRI of the thing that the page is about; `page` its address where that is another than its path's.
    """
    language, page = settings.language, page or address(settings, path)
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
        **({"about": thing(path, topic, title)} if topic else {}),
        **(_breadcrumb(settings, page, title, trail) if path else {}),
    }
    return json.dumps(said, ensure_ascii=False)


def thing(path: str, iri: str, name: str) -> Json:
    """A thing that pages are about, at home at a path: its own name, not that of its page."""
    return {"@type": _THINGS.get(path.partition("/")[0], "Thing"), "@id": iri, "name": name}


def about(page: str, things: Iterable[Json]) -> str:
    """What `web_page` says of a page that is about several things."""
    return json.dumps({**json.loads(page), "about": list(things)}, ensure_ascii=False)


def address(settings: Settings, path: str, language: Language | None = None) -> str:
    """The address of the page of a path in a language, as it is delivered and as sitemap.xml has it."""
    return f"{settings.base_iri}{(language or settings.language).folder}{path}{'/' if path else ''}"


def _breadcrumb(settings: Settings, page: str, title: str, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Each step with a name of its own: nothing that we publish is nameless."""
    steps = (*((address(settings, step), text) for step, text in trail), (page, title))
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
                    "item": step,
                }
                for position, (step, text) in enumerate(steps, 1)
            ],
        }
    }
