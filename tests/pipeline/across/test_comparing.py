"""What no document shows alone: two sources for one agreement, and the sentences that agreements share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.wording.comparison import Edition, pack
from aqbgraph.pipeline.across.comparing import duplicates, side_by_side, with_earlier
from aqbgraph.pipeline.documents.collecting import Collected, Digest, Task, collect
from aqbgraph.pipeline.documents.publishing import settled
from aqbgraph.pipeline.spreading.spool import Spool, Words, spool, words_of
from aqbgraph.reading.finding.sources import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.pipeline.across.comparing import Comparison

PARTIES = ("Odenwaldkreis", "Vogelsbergkreis", "Wetteraukreis", "Schwalm-Eder-Kreis", "Lahn-Dill-Kreis")
# Sentences that the list does not know.
FORM = "Was im Lauf des Jahres anders kommt, bereden der {} und das Land."
OTHER = "Was im Lauf des Jahres besser kommt, bereden der {} und das Land."


def one(number: int, path: str, sha256: str = "") -> Collected:
    edition, sentences = Edition(2025, "aqb"), pack(())
    digest = Digest(path, "Zielvereinbarung 2025", sha256 or str(number), edition, sentences)
    return Collected(number, f"{number}.md", None, (), digest)


def test_each_alone() -> None:
    assert duplicates([one(0, "a"), one(1, "b"), Collected(2, "2.md", None, ())]) == {}


def test_every_source_is_told_of_all_others() -> None:
    found = duplicates([one(0, "a"), one(1, "b"), one(2, "a"), one(3, "a")])
    assert {number: str(fault) for number, fault in found.items()} == {
        0: "0.md: Für „Zielvereinbarung 2025“ gibt es mehrere Quellen: auch 2.md, 3.md. Bitte nur eine behalten.",
        2: "2.md: Für „Zielvereinbarung 2025“ gibt es mehrere Quellen: auch 0.md, 3.md. Bitte nur eine behalten.",
        3: "3.md: Für „Zielvereinbarung 2025“ gibt es mehrere Quellen: auch 0.md, 2.md. Bitte nur eine behalten.",
    }


def test_copies_are_called_copies() -> None:
    found = duplicates([one(0, "a", "same"), one(1, "a", "same")])
    assert "Dieselbe Datei liegt zweimal vor: auch 1.md" in str(found[0])


def of(year: int, party: str, programme: str = "aqb") -> Collected:
    suffix = "" if programme == "aqb" else f"-{programme}"
    digest = Digest(f"agreement/{year}/{party}{suffix}", "", "", Edition(year, programme), pack(()))
    return Collected(year, f"{year}-{party}.md", None, (), digest)


def test_each_knows_the_year_of_the_agreement_before() -> None:
    rows = [of(2025, "fulda"), of(2021, "fulda"), of(2024, "giessen"), of(2025, "giessen"), of(2022, "giessen")]
    found = with_earlier([*rows, Collected(9, "9.md", None, ())])
    assert [one.before for one in found] == [2021, None, 2022, 2024, None, None]
    assert [one.name for one in found[:5]] == [one.name for one in rows]


def test_only_on_the_same_money() -> None:
    found = with_earlier([of(2018, "fulda", "aqb+arbeitsmarktbudget"), of(2019, "fulda")])
    assert [one.before for one in found] == [None, None]


def test_no_year_that_is_not_compared() -> None:
    """Far apart years are compared only among the newest; no page may lead to one there is not."""
    found = with_earlier([of(2000, "fulda"), of(2025, "fulda"), *(of(year, "giessen") for year in range(2000, 2026))])
    assert [one.before for one in found[:2]] == [None, None]
    assert {one.before for one in found[2:]} == {None, *range(2000, 2025)}


@pytest.fixture
def agreements(samples: Path, tmp_path: Path) -> list[SourceFile]:
    """Five agreements of a year with a sentence that no list knows; the last says it otherwise."""
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("Unterjährige"))
    made = []
    for party in PARTIES:
        sentence = (OTHER if party == PARTIES[-1] else FORM).format(f"Landkreis {party}")
        path = tmp_path / f"{party}.md"
        path.write_text(text.replace(line, sentence).replace("Odenwaldkreis", party), "utf-8")
        made.append(SourceFile(path, path.name))
    return made


def taken(kept: Spool, one: Collected) -> Extraction:
    found = kept.take(one.key)
    assert found
    return found


def words_in(kept: Spool) -> Callable[[Collected], Words]:
    return lambda one: words_of(taken(kept, one))


def compared(sources: list[SourceFile], tmp_path: Path) -> tuple[Comparison, dict[str, Accounting]]:
    with spool(tmp_path / "public") as kept:
        collected = collect([Task(number, source) for number, source in enumerate(sources)], kept)
        assert [one.faults for one in collected] == [()] * len(sources)
        found = side_by_side(collected, words_in(kept))
        accounts = {one.name: settled(taken(kept, one), found.standing) for one in collected}
    return found, accounts


def test_what_the_year_shares_is_standing_text(agreements: list[SourceFile], tmp_path: Path) -> None:
    _, accounts = compared(agreements, tmp_path)
    assert [accounts[f"{party}.md"].unread for party in PARTIES[:-1]] == [()] * 4
    ((passage),) = accounts[f"{PARTIES[-1]}.md"].unread
    assert passage.quote.startswith("Was im Lauf des Jahres besser kommt")
    assert passage.deviation is not None
    assert (
        passage.deviation.known == "Was im Lauf des Jahres anders kommt, bereden [Landkreis oder Stadt] und das Land."
    )
    account = accounts[f"{PARTIES[-1]}.md"]
    assert (account.deviating, account.not_understood) == (1, 0)


def test_facts_do_not_depend_on_it(agreements: list[SourceFile], tmp_path: Path) -> None:
    """A sentence of its own, and settling the account, change the account alone."""
    with spool(tmp_path / "public") as kept:
        collected = collect([Task(number, source) for number, source in enumerate(agreements)], kept)
        standing = side_by_side(collected, words_in(kept)).standing
        for one in collected:
            extraction, before = taken(kept, one), taken(kept, one)
            assert settled(extraction, standing) != before.accounting
            assert extraction == before
        values = {tuple(str(fact.value) for fact in taken(kept, one).facts[3:5]) for one in collected}
    assert len(values) == 1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_with_few_agreements_only_the_list_decides(agreements: list[SourceFile], tmp_path: Path, count: int) -> None:
    _, accounts = compared(agreements[:count], tmp_path)
    assert [len(account.unread) for account in accounts.values()] == [1] * count
    assert all(account.unread[0].deviation is None for account in accounts.values())


def test_the_order_of_the_sources_makes_no_difference(agreements: list[SourceFile], tmp_path: Path) -> None:
    assert compared(agreements, tmp_path) == compared(agreements[::-1], tmp_path)


def test_the_same_sentence_of_two_parties_is_one(agreements: list[SourceFile], tmp_path: Path) -> None:
    found, _ = compared(agreements, tmp_path)
    section = next(section for section in found.sections if section.key == "6")
    (shared,) = [row for row in section.wordings if "anders kommt" in row.text]
    assert [len(paths) for _, paths in shared.uses] == [4]
    ((outlier),) = section.outliers
    assert outlier.agreements == ("agreement/2025/lahn-dill-kreis",)
    assert outlier.usual == shared.fingerprint
    assert section.heading == "Zielsteuerung"
