"""The page of changes: in the language of the page, grouped, and never longer than people read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.frame.german_words import german_marked
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.history.changelog import Log, Logged, read_log
from aqbgraph.publication.history.changes_page import changes_view
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.publisher.settings import Settings

if TYPE_CHECKING:
    from aqbgraph.publication.history.changes_views import ChangesView

AGREEMENT = Logged(
    "agreement/2025/a",
    "Update",
    "Odenwaldkreis 2025",
    ("Betrag 1 Euro → 2 Euro", "Maßnahme „Wege“ neu"),
    ("Amount 1 euros → 2 euros", "Measure “Wege” new"),
)


def log(number: int, *documents: Logged) -> Log:
    moment = datetime(2025, 8, 1, tzinfo=UTC) + timedelta(days=number)
    return Log(number, moment, {"Create": 0, "Update": len(documents), "Delete": 0}, documents, len(documents))


def view(*logs: Log, english: bool = False) -> ChangesView:
    return changes_view(Settings(language=ENGLISH if english else GERMAN), logs, [])


def test_lines_are_in_the_language_of_the_page() -> None:
    (german,) = view(log(1, AGREEMENT)).publications[0].groups
    (english,) = view(log(1, AGREEMENT), english=True).publications[0].groups
    assert german.documents[0].lines == ("Betrag 1 Euro → 2 Euro", "Maßnahme „Wege“ neu")
    assert english.documents[0].lines == ("Amount 1 euros → 2 euros", 'Measure “<span lang="de">Wege</span>” new')
    assert (german.title, english.title) == ("Vereinbarungen", "Agreements")


def test_lines_of_old_logs_are_marked_as_german() -> None:
    made = view(log(1, replace(AGREEMENT, english=())), english=True)
    page = render("changes", made, ENGLISH).decode()
    assert '<span lang="de">Betrag 1 Euro → 2 Euro</span>' in page


def test_documents_are_grouped_in_the_order_of_the_log() -> None:
    others = (replace(AGREEMENT, path=path) for path in ("party/a", "party/b", "year/2025"))
    (publication,) = view(log(1, AGREEMENT, *others)).publications
    assert [(group.title, len(group.documents)) for group in publication.groups] == [
        ("Vereinbarungen", 1),
        ("Orte und Behörden", 2),
        ("Übersichten", 1),
    ]


def test_many_publications_and_documents_are_counted() -> None:
    many = [replace(AGREEMENT, path=f"agreement/2025/{number}") for number in range(100)]
    made = view(*(log(number, *many) for number in range(1, 31)))
    assert [publication.number for publication in made.publications] == list(range(30, 20, -1))
    assert [row.updated for row in made.earlier] == [100] * 20
    for publication in made.publications:
        shown = sum(len(group.documents) for group in publication.groups)
        assert shown + publication.more == 100
        assert 0 < shown <= 40
    page = render("changes", made, GERMAN).decode()
    assert all(f'id="publication-{number}"' in page for number in range(1, 31))


def test_of_many_lines_the_first_are_seen_at_once() -> None:
    lines = tuple(f"Zeile {number}" for number in range(9))
    (document,) = view(log(1, replace(AGREEMENT, lines=lines))).publications[0].groups[0].documents
    assert (*document.lines, *document.rest) == lines
    assert document.rest


def test_a_log_keeps_both_languages() -> None:
    written = log(1, AGREEMENT, replace(AGREEMENT, path="agreement/2025/b", english=()))
    assert read_log(written.written(), 1, written.moment) == written


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("A district (Landkreis).", 'A district (<span lang="de">Landkreis</span>).'),
        (
            "blanks: [Landkreis oder Stadt], [Jahr]",
            'blanks: [<span lang="de">Landkreis oder Stadt</span>], [<span lang="de">Jahr</span>]',
        ),
        ("“a <b>” → “c”", '“<span lang="de">a &lt;b&gt;</span>” → “<span lang="de">c</span>”'),
        ("(Web Annotation)", "(Web Annotation)"),
        ("nothing & no one", "nothing &amp; no one"),
    ],
)
def test_german_words_are_marked(text: str, marked: str) -> None:
    assert german_marked(text, ENGLISH) == marked
    assert "<span" not in german_marked(text, GERMAN)


def test_what_the_day_is_is_said() -> None:
    page = render("changes", view(log(1, AGREEMENT))).decode()
    assert "Stand der Daten: 2.\u00a0August 2025</h2>" in page
    assert "nicht der Tag, an dem diese Seiten entstanden sind" in page
    english = render("changes", view(log(1, AGREEMENT), english=True), ENGLISH).decode()
    assert "Data as of 2\u00a0August 2025</h2>" in english
    assert "not by the day on which these pages were made" in english
