"""Two years side by side: sums of the same places only, and what changed where."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from tests.publication.corpora import Made, corpus_of

from aqbgraph.extraction.outlining.changes import changes_between
from aqbgraph.extraction.wording.comparison import Edition
from aqbgraph.publication.comparisons.year_comparison import years_view
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.wordings.wording_pages import index_view, section_view

if TYPE_CHECKING:
    from aqbgraph.publication.corpus.summary import Corpus

YEARS = (2024, 2025)
DOCUMENT = {"@context": {"@base": "https://w3id.org/aqb/"}, "id": "", "type": "Document"}
HERBST, SOMMER = "Die Mittel werden im Herbst ausgezahlt.", "Die Mittel werden im Sommer ausgezahlt."


def words(corpus: Corpus, years: tuple[int, int] = YEARS) -> str:
    page = render("comparison-years", years_view(Settings(), corpus, years)).decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


def test_only_what_has_a_counterpart_is_compared() -> None:
    made = corpus_of(
        [
            Made("fulda", 2024, 100_000, projects=(("1", "Werkstatt"),)),
            Made("fulda", 2025, 150_000),
            Made("giessen", 2024, 900_000, projects=(("1", "Lotsen"),)),
            Made("odenwaldkreis", 2025, 700_000, projects=(("1", "Praxis"),)),
        ]
    )
    view = years_view(Settings(), made, YEARS)
    assert (int(view.first_total.amount), int(view.second_total.amount)) == (1_000_000, 850_000)
    assert (int(view.first_alike.amount), int(view.second_alike.amount)) == (100_000, 150_000)
    assert view.growth
    assert view.growth.euro == 50_000
    assert [(row.before, row.after) for row in view.types] == [(1, 0), (0, 0), (0, 0), (0, 0)]
    assert [place.id for place in view.places] == ["fulda"]
    assert [(row.party.text, row.growth is None) for row in view.rows] == [
        ("Landkreis Fulda", False),
        ("Landkreis Gießen", True),
        ("Odenwaldkreis", True),
    ]
    assert "Die Summen stehen nicht für dieselben Orte" in words(made)


def test_with_the_same_places_the_sums_need_no_warning() -> None:
    made = corpus_of([Made("fulda", year) for year in YEARS])
    assert "nicht für dieselben Orte" not in words(made)
    assert "Ein Landkreis oder eine Stadt hat Vereinbarungen beider Jahre" in words(made)


def test_nothing_to_compare_is_said() -> None:
    made = corpus_of([Made("fulda", 2024), Made("giessen", 2025)])
    view = years_view(Settings(), made, YEARS)
    assert view.growth is None
    assert "Kein Landkreis und keine Stadt hat hier Vereinbarungen beider Jahre" in words(made)


def test_other_money_is_not_compared() -> None:
    both = ("aqb", "arbeitsmarktbudget")
    made = corpus_of([Made("fulda", 2024, programmes=both), Made("fulda", 2025)])
    view = years_view(Settings(), made, YEARS)
    assert view.growth is None
    assert not view.comparable
    assert len(view.rows) == 2
    assert "Für beide Jahre liegen keine Vereinbarungen über dasselbe Budget vor." in words(made)


def test_wording_of_years_that_do_not_follow_each_other() -> None:
    made = corpus_of(
        [
            Made("fulda", 2023, sentences=(("1", HERBST), ("2", "Bleibt immer gleich."))),
            Made(
                "fulda",
                2024,
                sentences=(("1", "Etwas ganz und gar anderes steht hier."), ("2", "Bleibt immer gleich.")),
            ),
            Made(
                "fulda", 2025, sentences=(("1", SOMMER), ("2", "Bleibt immer gleich."), ("3", "Ein neuer Abschnitt."))
            ),
        ]
    )
    view = years_view(Settings(), made, (2023, 2025))
    (section,) = view.changes
    (row,) = section.rows
    assert section.section.name == "§ 1"
    assert section.section.heading == "Ziele"
    assert row.kind == "Anders gefasst"
    assert (row.before and row.before.name, row.after and row.after.name) == ("2023", "2025")
    assert [link.name for link in view.come] == ["§ 3"]
    assert view.gone == ()
    assert view.unchanged == 1
    assert "Nur 2025: § 3" in words(made, (2023, 2025))


def test_between_neighbours_it_is_what_the_section_says() -> None:
    made = corpus_of(
        [Made("fulda", year, sentences=(("1", text),)) for year, text in zip(YEARS, (HERBST, SOMMER), strict=True)]
    )
    (section,) = made.sections
    assert changes_between(section, *(Edition(year, "aqb") for year in YEARS)) == section.changes
    assert changes_between(section, Edition(2023, "aqb"), Edition(2025, "aqb")) == ()


def test_a_fold_tells_how_many_projects() -> None:
    made = corpus_of(
        [
            Made("fulda", 2024, projects=(("1", "A"), ("1", "B"))),
            Made("fulda", 2025, projects=(("1", "B"), ("1", "C"), ("1", "D"))),
        ]
    )
    assert "Projekte: 2 neu, 0 schon früher genannt, 1 nicht mehr darin, 1 weitergeführt" in words(made)


def test_wording_says_how_many_agreements_it_rests_on() -> None:
    texts = ((("1", HERBST),), (("1", SOMMER),))
    alike = corpus_of(
        [
            Made(party, year, sentences=text)
            for party in ("fulda", "giessen")
            for year, text in zip(YEARS, texts, strict=True)
        ]
    )
    assert "2024: 2 Vereinbarungen, 2025: 2 Vereinbarungen." in words(alike)
    assert "verschiedene Orte" not in words(alike)
    one_each = corpus_of([Made("fulda", 2024, sentences=texts[0]), Made("odenwaldkreis", 2025, sentences=texts[1])])
    warning = "Es sind verschiedene Orte, Landkreis Fulda und Odenwaldkreis : Die Unterschiede können am Ort liegen."
    assert "2024: eine Vereinbarung, 2025: eine Vereinbarung." in words(one_each)
    assert warning in words(one_each)
    apart = corpus_of(
        [
            *(Made(party, 2024, sentences=texts[0]) for party in ("fulda", "giessen")),
            Made("odenwaldkreis", 2025, sentences=texts[1]),
        ]
    )
    assert "2024: 2 Vereinbarungen, 2025: eine Vereinbarung. Kein Ort ist in beiden Jahren vertreten" in words(apart)
    for template, view in (
        ("wordings", index_view(Settings(), "wording", one_each, DOCUMENT)),
        ("wording", section_view(Settings(), one_each.sections[0], one_each, {**DOCUMENT, "topics": []})),
    ):
        assert "verschiedene Orte" in render(template, view).decode()
