"""The Atom feed, by RFC 4287 and as a feed reader sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from aqbgraph.publication.history.atom import atom
from aqbgraph.publication.history.changelog import Log, Logged, read_log
from aqbgraph.publication.history.changes_page import changes_view
from aqbgraph.publication.publisher.settings import Settings

FIRST = datetime(2025, 8, 11, tzinfo=UTC)
NAMES = {"a": "http://www.w3.org/2005/Atom"}
AGREEMENT = Logged("agreement/2025/odenwaldkreis", "Update", "Odenwaldkreis 2025", ("Betrag 1 Euro → 2 Euro", "mehr"))


def log(number: int, *documents: Logged, total: int | None = None) -> Log:
    counts = {"Create": 0, "Update": len(documents), "Delete": 0}
    moment = FIRST + timedelta(days=number)
    return Log(number, moment, counts, documents, len(documents) if total is None else total)


def made(*logs: Log) -> etree._Element:
    return etree.fromstring(atom(Settings(), logs))


def texts(feed: etree._Element, path: str) -> list[str]:
    return [str(found.text) for found in feed.iterfind(path, NAMES)]


def test_entries_newest_first() -> None:
    gone = Logged("agreement/2024/a", "Delete", "A 2024", ("nicht mehr veröffentlicht",))
    feed = made(log(1, AGREEMENT), log(2, gone))
    assert texts(feed, "a:entry/a:title") == [
        "A 2024: nicht mehr veröffentlicht",
        "Odenwaldkreis 2025: Betrag 1 Euro → 2 Euro …",
    ]
    links = [link.get("href") for link in feed.iterfind("a:entry/a:link", NAMES)]
    assert links == [
        "https://w3id.org/aqb/changes/index.html#publication-2",
        "https://w3id.org/aqb/agreement/2025/odenwaldkreis/index.html",
    ]


def test_what_every_feed_must_have() -> None:
    """Sections 4.1.1 and 4.1.2: one id, title and updated; an author; a self link; no id twice."""
    feed = made(log(1, AGREEMENT), log(2, AGREEMENT), log(3, total=7))
    for node in (feed, *feed.iterfind("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            assert len(texts(node, f"a:{name}")) == 1, name
    assert texts(feed, "a:author/a:name") == ["aqbgraph"]
    assert [link.get("rel") for link in feed.iterfind("a:link", NAMES)] == ["self", "alternate"]
    ids = texts(feed, "a:entry/a:id")
    assert len(set(ids)) == len(ids) == 3
    assert texts(feed, "a:updated") == ["2025-08-14T00:00:00Z"]


def test_as_a_feed_reader_sees_it() -> None:
    found = feedparser.parse(atom(Settings(), [log(1, AGREEMENT)]))
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.language == "de"
    assert found.entries[0].content[0].value == "Betrag 1 Euro → 2 Euro\nmehr"
    assert found.entries[0].updated_parsed[:3] == (2025, 8, 12)


def test_what_follows_is_counted_and_long_feeds_are_cut() -> None:
    series = Logged("series/a/b", "Create", "B", ("neu",))
    many = [Logged(f"agreement/2025/{number}", "Create", str(number), ("neu",)) for number in range(70)]
    feed = made(*(log(number, *many, series) for number in range(1, 5)))
    titles = texts(feed, "a:entry/a:title")
    assert titles[50] == "Veröffentlichung 4: 21 weitere Dokumente"
    assert len(titles) == 101
    assert not any(title.startswith("B") for title in titles)


def test_a_place_or_scheme_that_comes_is_counted() -> None:
    place, scheme = (Logged(path, "Create", path, ("neu",)) for path in ("party/a", "def/measure-types"))
    renamed = Logged("party/b", "Update", "B", ("Name A → B",))
    feed = made(log(1, AGREEMENT, place, scheme, renamed))
    titles = [title.partition(":")[0] for title in texts(feed, "a:entry/a:title")]
    assert titles == ["Odenwaldkreis 2025", "B", "Veröffentlichung 1"]
    assert texts(feed, "a:entry/a:title")[-1] == "Veröffentlichung 1: 2 weitere Dokumente"


@pytest.mark.parametrize(("number", "told"), [(1, "1 Dokument"), (2, "2 Dokumente")])
def test_where_nothing_is_told_of_nothing_is_further(number: int, told: str) -> None:
    overviews = [Logged(f"series/a/{one}", "Update", "B", ("Titel",)) for one in range(number)]
    assert texts(made(log(1, *overviews)), "a:entry/a:title") == [f"Veröffentlichung 1: {told}"]


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "a\x0bb", "]]>"])
def test_any_words(text: str) -> None:
    feed = made(log(1, Logged("agreement/2025/a", "Create", text, (text,))))
    assert texts(feed, "a:entry/a:content") == [text.replace("\x0b", " ")]


def test_a_log_is_read_as_it_was_written() -> None:
    one = replace(log(3, AGREEMENT, total=9), counts={"Create": 8, "Update": 1, "Delete": 0})
    assert read_log(one.written(), 3, one.moment) == one
    assert read_log(log(1).written(), 1, log(1).moment) == log(1)


def test_a_page_tells_what_is_news_and_no_second_that_nobody_said() -> None:
    place = Logged("party/a", "Create", "A", ("neu",))
    first, second = log(1, AGREEMENT, place), log(2, AGREEMENT)
    second = replace(second, moment=first.moment + timedelta(seconds=1))
    third = replace(log(3, AGREEMENT), moment=first.moment + timedelta(hours=9))
    view = changes_view(Settings(), [first, second, third], [])
    assert [one.time for one in view.publications] == ["09:00:00 Uhr (UTC)", None, None]
    assert [one.day for one in view.publications] == [first.moment.date()] * 3
    assert [(sum(len(group.documents) for group in one.groups), one.more) for one in view.publications] == [
        (1, 0),
        (1, 0),
        (1, 1),
    ]
