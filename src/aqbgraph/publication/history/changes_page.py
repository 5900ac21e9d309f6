"""The page that tells what changed with each publication."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqbgraph.publication.formats import TRIG
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.frame.german_words import german_marked
from aqbgraph.publication.frame.views import Alternate, Link
from aqbgraph.publication.history.atom import PATH as ATOM
from aqbgraph.publication.history.changelog import news, said_moment
from aqbgraph.publication.history.changes_views import (
    ChangeGroup,
    ChangesView,
    DocumentChange,
    EarlierPublication,
    PublicationChange,
)
from aqbgraph.publication.history.feeds import CREATE, DELETE, UPDATE, Feed
from aqbgraph.publication.history.history import lexical
from aqbgraph.publication.languages import later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.publication.history.changelog import Log, Logged
    from aqbgraph.publication.publisher.settings import Settings

PATH = "changes"
KINDS = {CREATE: later("neu"), UPDATE: later("geändert"), DELETE: later("entfallen")}
# So many publications are told one by one, of each so many documents, and of a document so many lines at a glance;
# the rest is counted, and stands in the logs.
_MOST_PUBLICATIONS, _MOST, _AT_A_GLANCE = 10, 40, 4
# Beginning of a path → what documents of that kind are called together, in the order of the log.
_GROUPS = {
    "agreement/": later("Vereinbarungen"),
    "reported/": later("Berichtete Beträge"),
    "party/": later("Orte und Behörden"),
    "series/": later("Projekte über die Jahre"),
    "programme/": later("Programme"),
    "def/": later("Vokabulare"),
    "": later("Übersichten"),
}


def changes_view(settings: Settings, logs: Sequence[Log], feeds: Sequence[Feed]) -> ChangesView:
    """The page of all logs (oldest first), and of the feeds for programs."""
    say = settings.language.say
    newest = tuple(reversed(tuple(zip((None, *logs), logs, strict=False))))
    return ChangesView(
        frame=frame(
            settings,
            PATH,
            say("Was sich geändert hat"),
            say("Jede Veröffentlichung mit dem, was in ihr neu ist, sich geändert hat oder entfallen ist."),
            data=(),
        ),
        publications=tuple(_publication(settings, log, before) for before, log in newest[:_MOST_PUBLICATIONS]),
        earlier=tuple(_earlier(settings, log, before) for before, log in newest[_MOST_PUBLICATIONS:]),
        feeds=feed_links(settings, PATH, feeds),
    )


def feed_links(settings: Settings, here: str, feeds: Sequence[Feed]) -> tuple[Alternate, ...]:
    """The ways to follow the changes, as links from the page of a path."""
    return (
        Alternate(
            file_href(settings, here, ATOM), "application/atom+xml", settings.language.say("Atom, für Feedreader")
        ),
        *(
            Alternate(file_href(settings, here, feed.path), TRIG.media_type, settings.language.of(feed.title))
            for feed in feeds
        ),
    )


def _publication(settings: Settings, log: Log, before: Log | None) -> PublicationChange:
    documents = news(log)[:_MOST]
    at = said_moment(log.moment, before.moment if before else None)
    time = f"{at:%H:%M:%S}"
    return PublicationChange(
        id=f"publication-{log.number}",
        number=log.number,
        day=at.date(),
        time=None if lexical(at)[1] == "date" else settings.language.say("{time} Uhr (UTC)", time=time),
        created=log.counts[CREATE],
        updated=log.counts[UPDATE],
        deleted=log.counts[DELETE],
        groups=tuple(_groups(settings, documents)),
        more=log.total - len(documents),
        log=_log(settings, log),
    )


def _earlier(settings: Settings, log: Log, before: Log | None) -> EarlierPublication:
    at = said_moment(log.moment, before.moment if before else None)
    return EarlierPublication(
        id=f"publication-{log.number}",
        day=at.date(),
        created=log.counts[CREATE],
        updated=log.counts[UPDATE],
        deleted=log.counts[DELETE],
        log=_log(settings, log),
    )


def _log(settings: Settings, log: Log) -> Link:
    return Link(file_href(settings, PATH, f"{PATH}/{log.number}.json"), f"{log.number}.json")


def _groups(settings: Settings, documents: Sequence[Logged]) -> Iterator[ChangeGroup]:
    """They come in the order of their kinds (see changelog.order); what has no name of its own comes last."""

    def kind(one: Logged) -> str:
        return next(prefix for prefix in _GROUPS if one.path.startswith(prefix))

    for prefix, found in groupby(documents, kind):
        listed = tuple(_document(settings, one) for one in found)
        yield ChangeGroup(settings.language.say(_GROUPS[prefix]), listed)


def _document(settings: Settings, one: Logged) -> DocumentChange:
    link = Link(href(PATH, one.path) if one.kind != DELETE else "", one.title)
    german = settings.language.is_source or not one.english
    lines = tuple(german_marked(line, settings.language) for line in (one.lines if german else one.english))
    kind = settings.language.say(KINDS[one.kind])
    # A document that came says so in its line as well, which is read without the page in a feed.
    lines = tuple(Markup(line.removeprefix(f"{kind}: ")) for line in lines if line != kind)  # noqa: S704  # it was one
    return DocumentChange(link, kind, lines[:_AT_A_GLANCE], lines[_AT_A_GLANCE:], german)
