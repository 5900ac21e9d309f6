"""The page for what does not exist.

The one at the root is in both languages, since many a static host shows one for every path. Below the folder of
another language lies one in it alone: the service and hosts with rules show it there, some hosts without any.
"""

from __future__ import annotations

from dataclasses import replace
from posixpath import normpath
from typing import TYPE_CHECKING

from aqbgraph.identifiers import PARTIES, SERIES, YEARS
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Frame, Link
from aqbgraph.publication.hosting.reference_views import NotFoundText, NotFoundView
from aqbgraph.publication.languages import LANGUAGES

if TYPE_CHECKING:
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

PAGE = "404.html"


def not_found_view(settings: Settings) -> NotFoundView:
    """Shown in place of any path: its links start at the root of the host."""
    language, say = settings.language, settings.language.say
    made = frame(settings, "", say("Diese Seite gibt es nicht"), say("Unter dieser Adresse ist nichts."), data=())
    spoken = LANGUAGES if language.is_source else (language,)
    return NotFoundView(
        _from_the_root(made, settings.root, language.folder), tuple(_text(one, settings.root) for one in spoken)
    )


def _from_the_root(made: Frame, root: str, folder: str) -> Frame:
    """Addresses of the frame of the start page in a folder, as they are from everywhere on the host."""

    def rooted(href: str) -> str:
        return normpath(f"{root}{folder}{href}")

    def link(one: Link) -> Link:
        return Link(rooted(one.href), one.text)

    return replace(
        made,
        root=root,
        home=rooted(made.home),
        here="",
        others=tuple(replace(other, href=rooted(other.href)) for other in made.others),
        logo=rooted(made.logo),
        style=made.style and rooted(made.style),
        navigation=tuple(map(link, made.navigation)),
        footer=tuple(map(link, made.footer)),
        access=tuple(map(link, made.access)),
        found=None,
        search=made.search and rooted(made.search),
    )


def _text(language: Language, root: str) -> NotFoundText:
    say = language.say
    ways = (
        ("", say("Startseite")),
        (PARTIES, say("Landkreise und Städte")),
        (YEARS, say("Jahre")),
        (SERIES, say("Projekte")),
        ("data", say("Daten")),
    )
    return NotFoundText(
        language=language.code,
        title=say("Diese Seite gibt es nicht"),
        lead=say(
            "Unter dieser Adresse ist nichts veröffentlicht. Vielleicht ist sie nicht ganz richtig geschrieben: Namen "
            "stehen klein und ohne Umlaute, etwa {example}.",
            example="werra-meissner-kreis",
        ),
        further=say("Von hier geht es weiter:"),
        links=tuple(Link(f"{root}{language.folder}{href('', path)}", text) for path, text in ways),
    )
