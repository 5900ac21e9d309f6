"""The page on the quality of the data: what is missing is counted, what was checked is said, and it stays short."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.wording.accounting import Unread
from aqbgraph.graph.findings import Finding
from aqbgraph.graph.rules import rules
from aqbgraph.publication.corpus.summarising import summarise
from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus, corpus
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.quality.accounting_page import LONGEST, accounting_view
from aqbgraph.publication.rows.overview_rows import local_parties
from aqbgraph.reading.readers import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.quality.quality_views import QualityView

SAMPLES = Path(__file__).parents[3] / "examples" / "agreements"
SHAPES = "https://w3id.org/aqb/def/shapes#"


def _words(page: bytes) -> str:
    return "".join(map(str, html.fromstring(page).itertext()))


@pytest.fixture(scope="module")
def summary() -> AgreementSummary:
    found = extract(read(SAMPLES / "2025-odenwaldkreis.md", "a.md"))
    assert found.agreement
    focus = "https://w3id.org/aqb/agreement/2025/odenwaldkreis#signature-state"
    undated = Finding("Warning", focus, None, "", "", SHAPES + "signature-date-wanted", None)
    labels = [measure.label for measure in found.agreement.measures]
    return summarise(found.agreement, found.accounting, 0, labels, (undated, undated))


def view(made: Corpus, language: Language = GERMAN) -> QualityView:
    return accounting_view(Settings(language=language), "accounting", made, {"@context": {"@base": ""}})


def many(summary: AgreementSummary, years: Iterable[int]) -> Corpus:
    """All districts and cities in all these years, each with open passages and a signature without a day."""
    unread = tuple(Unread(line, line, line + 9, "Ein Satz, den niemand versteht") for line in range(1, 13))
    account = replace(summary.accounting, unread=unread)
    return corpus(
        replace(summary, year=year, party=party, path=f"agreement/{year}/{party}", accounting=account)
        for year in years
        for party in local_parties()
    )


def test_findings_stay_in_the_summary_with_their_part(summary: AgreementSummary) -> None:
    assert summary.findings == (("signature-date-wanted", "signature-state"),) * 2


def test_what_is_missing_is_counted_and_named(summary: AgreementSummary) -> None:
    other = replace(summary, year=2022, path="agreement/2022/odenwaldkreis", findings=(), empty=())
    made = view(corpus([summary, other]))
    assert made.undated is not None
    assert (made.undated.listed.count, [link.text for link in made.undated.listed.agreements]) == (
        2,
        ["2025 Odenwaldkreis"],
    )
    assert made.gaps == (2023, 2024)
    # Hanau is on its own since 2026.
    assert [(row.account.name.text, row.absent) for row in made.years] == [("2025", 25), ("2022", 25)]
    assert [(row.notation, row.listed.count) for row in made.without] == [("2", 1)]


def test_nothing_missing_is_said_too(summary: AgreementSummary) -> None:
    made = view(corpus([replace(summary, findings=(), empty=())]))
    assert made.undated is None
    text = _words(render("accounting", made))
    assert "Jede Unterschrift hat einen Tag." in text
    assert "Unter jeder genannten Maßnahmenart steht ein Projekt." in text
    assert "Auch Hinweise gab die Prüfung keine." in text
    assert "Nichts blieb unverstanden." in text


def test_every_line_is_in_the_sum_and_the_shares_are_whole(summary: AgreementSummary) -> None:
    made = view(many(summary, (2024, 2025)))
    account = summary.accounting
    assert made.total.lines == account.lines * made.agreements
    assert made.total.lines == sum(row.account.lines for row in made.years)
    assert sum(made.total.shares) == pytest.approx(100, abs=0.02)


def test_rules_are_told_in_the_language_of_the_page(summary: AgreementSummary) -> None:
    made = corpus([summary])
    for language in (GERMAN, ENGLISH):
        text = _words(render("accounting", view(made, language), language))
        for rule in rules():
            if rule.file in ("signature", "agreement", "catalogue"):
                assert (rule.de if language is GERMAN else rule.en) in text
    (broken,) = view(made).broken
    assert (broken.text, broken.warning) == (
        "Der Tag der Unterschrift fehlt in der Quelle oder ist nicht sicher zu lesen.",
        True,
    )


def test_with_a_thousand_agreements_the_page_stays_short(summary: AgreementSummary) -> None:
    """Whole years as long as there is room, the newest in any case; the rest is summed and counted."""
    made = many(summary, range(2026, 2064))
    assert len(made.agreements) > 1000
    shown = view(made)
    assert len(shown.rows) <= LONGEST
    assert {row.name.text[:4] for row in shown.rows} == {"2062", "2063"}
    assert shown.earlier
    assert sum(len(block.rows) for block in shown.open) == 100
    assert shown.unlisted == 12 * len(made.agreements) - 100
    assert len(gzip.compress(render("accounting", shown))) < 15_000


def test_the_newest_year_is_shown_whole(summary: AgreementSummary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aqbgraph.publication.quality.accounting_page.LONGEST", 5)
    shown = view(many(summary, (2026, 2027)))
    assert len(shown.rows) == len(local_parties())
    assert {row.name.text[:4] for row in shown.rows} == {"2027"}
