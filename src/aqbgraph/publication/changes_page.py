"""The page that tells what changed with each publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.atom import PATH as ATOM
from aqbgraph.publication.changelog import news, said_moment
from aqbgraph.publication.changes_views import ChangesView, DocumentChange, PublicationChange
from aqbgraph.publication.feeds import CREATE, DELETE, UPDATE, Feed
from aqbgraph.publication.formats import TRIG
from aqbgraph.publication.frames import file_href, frame, href
from aqbgraph.publication.history import lexical
from aqbgraph.publication.views import Alternate, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.publication.changelog import Log, Logged
    from aqbgraph.publication.settings import Settings

PATH = "changes"
KINDS = {CREATE: "neu", UPDATE: "geändert", DELETE: "entfallen"}
# More of one publication are in its log.
_MOST = 100


def changes_view(settings: Settings, logs: Sequence[Log], feeds: Sequence[Feed]) -> ChangesView:
    """The page of all logs (oldest first), and of the feeds for programs."""
    return ChangesView(
        frame=frame(
            settings,
            PATH,
            "Was sich geändert hat",
            "Jede Veröffentlichung mit dem, was in ihr neu ist, sich geändert hat oder entfallen ist.",
            data=(),
        ),
        publications=tuple(
            _publication(settings, log, before)
            for before, log in reversed(tuple(zip((None, *logs), logs, strict=False)))
        ),
        feeds=(
            Alternate(file_href(settings, PATH, ATOM), "application/atom+xml", "Atom, für Feedreader"),
            *(
                Alternate(file_href(settings, PATH, feed.path), TRIG.media_type, settings.language.of(feed.title))
                for feed in feeds
            ),
        ),
    )


def _publication(settings: Settings, log: Log, before: Log | None) -> PublicationChange:
    documents = tuple(_document(one) for one in news(log)[:_MOST])
    at = said_moment(log.moment, before.moment if before else None)
    return PublicationChange(
        id=f"publication-{log.number}",
        number=log.number,
        day=at.date(),
        time=None if lexical(at)[1] == "date" else f"{at:%H:%M:%S} Uhr (UTC)",
        created=log.counts[CREATE],
        updated=log.counts[UPDATE],
        deleted=log.counts[DELETE],
        documents=documents,
        more=log.total - len(documents),
        log=Link(file_href(settings, PATH, f"{PATH}/{log.number}.json"), f"{log.number}.json"),
    )


def _document(one: Logged) -> DocumentChange:
    link = Link(href(PATH, one.path) if one.kind != DELETE else "", one.title)
    return DocumentChange(link, KINDS[one.kind], one.lines)
