"""The page for what does not exist: one file in both languages, since a static host shows one for every path."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.publication.frames import frame, href
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.reference_views import NotFoundText, NotFoundView
from aqbgraph.publication.views import Frame, Link

if TYPE_CHECKING:
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.settings import Settings

PAGE = "404.html"


def not_found_view(settings: Settings) -> NotFoundView:
    """Shown in place of any path: its links start at the root of the host, where hosts look for the page as well."""
    say = settings.language.say
    made = frame(settings, "", say("Diese Seite gibt es nicht"), say("Unter dieser Adresse ist nichts."), data=())
    return NotFoundView(_from_the_root(made), tuple(map(_text, LANGUAGES)))


def _from_the_root(made: Frame) -> Frame:
    """Addresses of the start page's frame, as they are from everywhere."""
    return replace(
        made,
        root="/",
        home=f"/{made.home}",
        here="",
        others=tuple(replace(other, href=f"/{other.href}") for other in made.others),
        logo=f"/{made.logo}",
        style=made.style and f"/{made.style}",
        navigation=tuple(map(_link, made.navigation)),
        footer=tuple(map(_link, made.footer)),
        access=tuple(map(_link, made.access)),
        found=None,
        search=made.search and f"/{made.search}",
    )


def _link(link: Link) -> Link:
    return Link(f"/{link.href}", link.text)


def _text(language: Language) -> NotFoundText:
    say = language.say
    ways = (("", say("Startseite")), ("wording", say("Wortlaut")), ("data", say("Daten")))
    return NotFoundText(
        language=language.code,
        title=say("Diese Seite gibt es nicht"),
        lead=say(
            "Unter dieser Adresse ist nichts veröffentlicht. Vielleicht ist sie nicht ganz richtig geschrieben: Namen "
            "stehen klein und ohne Umlaute, etwa {example}.",
            example="werra-meissner-kreis",
        ),
        further=say("Von hier geht es weiter:"),
        links=tuple(Link(f"/{language.folder}{href('', path)}", text) for path, text in ways),
    )
