"""Two places side by side: like is put beside like, and what is missing is said."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from tests.publication.corpora import Made, corpus_of
from tests.publication.wordings.test_word_differences import text_of

from aqbgraph.agreement import Concept
from aqbgraph.extraction.series.projects import Decided, Pair, Project, Shared
from aqbgraph.extraction.wording.comparison import Kind
from aqbgraph.publication.comparisons.party_comparison import parties_view
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.publisher.settings import Settings

if TYPE_CHECKING:
    from aqbgraph.publication.corpus.summary import Corpus

KEYS = ("fulda", "odenwaldkreis")
FULDA, ODENWALD = KEYS


def words(corpus: Corpus) -> str:
    page = render("comparison-parties", parties_view(Settings(), corpus, KEYS)).decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


def test_years_newest_first_with_what_is_missing() -> None:
    made = corpus_of([Made(FULDA, 2024, 200_000), Made(FULDA, 2025, 250_000), Made(ODENWALD, 2025, 300_000)])
    view = parties_view(Settings(), made, KEYS)
    assert [row.year.text for row in view.money] == ["2025", "2024"]
    assert [(row.one and int(row.one.amount), row.other and int(row.other.amount)) for row in view.money] == [
        (250_000, 300_000),
        (200_000, None),
    ]
    growth = view.money[0].one_growth
    assert growth
    assert growth.euro == 50_000
    assert view.money[0].other_growth is None
    assert [(one.party, one.years) for one in view.absent] == [("Odenwaldkreis", ("2024",))]
    assert "Odenwaldkreis : Für 2024 liegt keine Vereinbarung vor." in words(made)


def test_other_money_stands_in_a_row_of_its_own() -> None:
    both = ("aqb", "arbeitsmarktbudget")
    made = corpus_of([Made(FULDA, 2018, 400_000, programmes=both), Made(ODENWALD, 2018, 100_000), Made(FULDA, 2019)])
    view = parties_view(Settings(), made, KEYS)
    assert [(row.year.text, bool(row.programmes), bool(row.one), bool(row.other)) for row in view.money] == [
        ("2019", True, True, False),
        ("2018", True, False, True),
        ("2018", True, True, False),
    ]
    assert all(row.one_growth is None for row in view.money)
    assert view.together == ""


def test_measures_are_those_of_the_newest_common_year() -> None:
    made = corpus_of(
        [
            Made(FULDA, 2024, projects=(("1", "Werkstatt"),), empty=("2",)),
            Made(FULDA, 2025, projects=(("4", "Praxis"),)),
            Made(ODENWALD, 2024, projects=(("1", "Lotsen"), ("3", "Coaching"))),
        ]
    )
    view = parties_view(Settings(), made, KEYS)
    assert view.together == "2024"
    shown = [[link.text for link in row.one.measures] for row in view.types]
    assert shown == [["Werkstatt"], [], [], []]
    assert [row.one.empty for row in view.types] == [False, True, False, False]
    assert [len(row.other.measures) for row in view.types] == [1, 0, 1, 0]
    assert "genannt, aber ohne Projekt" in words(made)


def test_without_a_common_year_the_newest_of_each() -> None:
    made = corpus_of([Made(FULDA, 2024, projects=(("1", "Werkstatt"),)), Made(ODENWALD, 2025)])
    view = parties_view(Settings(), made, KEYS)
    assert (view.one.year, view.other.year, view.together) == ("2024", "2025", "")
    text = words(made)
    assert "Es gibt kein Jahr" in text
    assert text.count("Verglichen wird nur, was für dasselbe Jahr und dasselbe Budget vereinbart ist.") == 2


def test_shared_projects() -> None:
    label, name = "Fit für die Pflege", "fit-fuer-die-pflege"
    one, other = Project(FULDA, name), Project(ODENWALD, name)
    joins = (Pair(one, other, label, label, None, None, "von Hand"),)
    decided = Decided(known=(one, other), shared=(Shared(name, label, (one, other), joins),))
    rows = [
        Made(party, year, projects=(("3", label),)) for party, year in ((FULDA, 2024), (FULDA, 2025), (ODENWALD, 2025))
    ]
    made = corpus_of(rows, decided)
    (shared,) = parties_view(Settings(), made, KEYS).shared
    assert [[link.text for link in side] for side in (shared.one, shared.other)] == [["2024, 2025"], ["2025"]]
    without = corpus_of([*rows[:2], Made(ODENWALD, 2025)], decided)
    assert parties_view(Settings(), without, KEYS).shared == ()
    assert "Kein Projekt ist als eines erkannt, das beide führen." in words(without)


def test_what_only_one_names() -> None:
    codes = [Concept("legal-codes", key) for key in ("sgb-ii", "sgb-iii")]
    made = corpus_of([Made(FULDA, 2025, named=tuple(codes)), Made(ODENWALD, 2025, named=(codes[0],))])
    (row,) = parties_view(Settings(), made, KEYS).named
    assert (row.kind, row.one, row.other) == ("Rechtskreis", True, False)
    assert row.name.href.endswith("def/legal-codes/index.html#sgb-iii")


def test_sentences_that_differ_stand_beside_each_other() -> None:
    same = ("1", "Das Land fördert Projekte der Kreise.")
    one = ("2", "Die Mittel werden im Herbst ausgezahlt und geprüft.")
    other = ("2", "Die Mittel werden im Frühjahr ausgezahlt und geprüft.")
    alone = ("2", "Zusätzlich baut der Kreis eine Halle.")
    made = corpus_of([Made(FULDA, 2025, sentences=(same, one)), Made(ODENWALD, 2025, sentences=(same, other, alone))])
    view = parties_view(Settings(), made, KEYS)
    assert view.same == 1
    (section,) = view.differing
    assert section.section.name == "§ 2"
    first, second = section.rows
    assert first.one
    assert first.other
    assert [step.text for step in first.one.steps if step.kind is Kind.OUT] == ["Herbst"]
    assert [step.text for step in first.other.steps if step.kind is Kind.NEW] == ["Frühjahr"]
    assert text_of(first.one.steps) == one[1]
    assert second.one is None
    assert second.other
    assert second.other.name == "Odenwaldkreis"


def test_the_same_words_are_said_to_be_the_same() -> None:
    said = (("1", "Das Land fördert Projekte."),)
    made = corpus_of([Made(FULDA, 2025, sentences=said), Made(ODENWALD, 2025, sentences=said)])
    assert "Der Wortlaut beider Vereinbarungen ist gleich" in words(made)


def test_marks_are_read_aloud_in_the_language_of_the_page() -> None:
    rows = [("2", "Die Mittel werden im Herbst ausgezahlt."), ("2", "Die Mittel werden im Frühjahr ausgezahlt.")]
    made = corpus_of([Made(key, 2025, sentences=(row,)) for key, row in zip(KEYS, rows, strict=True)])
    page = render("comparison-parties", parties_view(Settings(language=ENGLISH), made, KEYS), ENGLISH).decode()
    (gone,) = re.findall(r"<del>(?!Struck)(.*?)</del>", page)
    assert re.findall(r'<span class="hidden"[^>]* lang="en">(.*?)</span>', gone) == [" [removed:] ", " [end] "]
    assert re.sub(r"<span.*?</span>", "", gone) == "Herbst"
    assert '<p lang="de">Die Mittel werden im' in page
