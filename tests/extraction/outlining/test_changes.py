"""Sections over parties and years: what an edition says, what changed, who deviates."""

from __future__ import annotations

from decimal import Decimal

from aqbgraph.extraction.outlining.changes import Member, SectionText, compare, filled
from aqbgraph.extraction.wording.comparison import Compared, Edition, pack
from aqbgraph.extraction.wording.wording import fingerprint

COMMON = "Der Rahmen ist das Bündnis."
COURSES = "Im Jahr gibt es Mittel für Sprachkurse und Qualifizierungen."
INTEGRATION = "Im Jahr gibt es Mittel für die Integration."
LAST = "Alles wird gut."
PERIOD = "Es gilt das Bündnis für die Jahre [Zeitraum]."


def member(year: int, party: str, *texts: str, period: str = "", section: str = "2", programme: str = "aqb") -> Member:
    rows = [
        Compared(
            section,
            f"clause-{section}",
            0,
            1,
            text.replace("[Zeitraum]", period or "-"),
            fingerprint(text),
            known=False,
        )
        for text in texts
    ]
    return Member(f"agreement/{year}/{party}", Edition(year, programme), pack(rows))


def section(*members: Member, key: str = "2") -> SectionText:
    words = (COMMON, COURSES, INTEGRATION, LAST, PERIOD, "Ganz anders.", "Neu hier.")
    texts = {(key, fingerprint(text)): text for text in words}
    found = compare(members, texts, {key: "Titel"})
    assert [row.key for row in found] == [key]
    return found[0]


def changes(found: SectionText) -> list[tuple[str, str]]:
    texts = {row.fingerprint: row.text for row in found.wordings}
    return [
        (
            texts[row.before.fingerprint] if row.before else "",
            texts[row.after.fingerprint] if row.after else "",
        )
        for row in found.changes
    ]


def test_the_same_sentence_is_one_over_parties_and_years() -> None:
    found = section(member(2024, "a", COMMON), member(2024, "b", COMMON), member(2025, "a", COMMON))
    (wording,) = found.wordings
    assert wording.years == (2024, 2025)
    assert wording.uses == (
        (Edition(2024, "aqb"), ("agreement/2024/a", "agreement/2024/b")),
        (Edition(2025, "aqb"), ("agreement/2025/a",)),
    )
    assert found.changes == ()


def test_a_sentence_in_other_words() -> None:
    found = section(member(2024, "a", COMMON, COURSES, LAST), member(2025, "b", COMMON, INTEGRATION, LAST))
    assert changes(found) == [(COURSES, INTEGRATION)]
    assert found.changes[0].similarity == Decimal("0.71")
    assert [row.text for row in found.wordings] == [COMMON, INTEGRATION, LAST, COURSES]


def test_two_that_have_nothing_in_common_but_their_place() -> None:
    found = section(member(2024, "a", COMMON, "Ganz anders.", LAST), member(2025, "a", COMMON, "Neu hier.", LAST))
    assert changes(found) == [("Ganz anders.", "Neu hier.")]
    assert found.changes[0].similarity == 0


def test_new_and_gone_at_different_places() -> None:
    found = section(member(2024, "a", "Ganz anders.", COMMON, LAST), member(2025, "a", COMMON, LAST, "Neu hier."))
    assert changes(found) == [("Ganz anders.", ""), ("", "Neu hier.")]


def test_a_sentence_that_moved_has_not_changed() -> None:
    assert changes(section(member(2024, "a", COMMON, LAST), member(2025, "a", LAST, COMMON))) == []


def test_another_period_is_said_though_the_sentence_is_the_same() -> None:
    found = section(
        member(2024, "a", PERIOD, period="2020 bis 2024"),
        member(2025, "a", PERIOD, period="2025 bis 2029"),
        member(2026, "a", PERIOD, period="2025 bis 2029"),
    )
    (change,) = found.changes
    assert change.before
    assert change.after
    assert (change.before.period, change.after.period) == ("2020 bis 2024", "2025 bis 2029")
    assert change.before.fingerprint == change.after.fingerprint
    assert len(found.wordings) == 1


def test_a_year_says_what_half_of_its_agreements_say() -> None:
    rows = [member(2024, party, COMMON) for party in "abcd"]
    later = [member(2025, party, COMMON) for party in "abc"]
    found = section(*rows, *later, member(2025, "d", COMMON, LAST))
    assert changes(found) == []
    later += [member(2025, "d", COMMON, LAST), member(2025, "e", COMMON, LAST), member(2025, "f", COMMON, LAST)]
    assert changes(section(*rows, *later)) == [("", LAST)]


def test_years_without_agreements_are_skipped_and_programmes_do_not_mix() -> None:
    found = section(
        member(2014, "a", COMMON),
        member(2018, "a", LAST),
        member(2018, "a", COURSES, programme="arbeitsmarktbudget"),
    )
    assert [(row.first.year, row.second.year) for row in found.changes] == [(2014, 2018)]
    assert changes(found) == [(COMMON, LAST)]


def test_who_deviates_from_the_most() -> None:
    rows = [member(2025, party, COMMON, INTEGRATION) for party in "abcd"]
    found = section(*rows, member(2025, "e", COMMON, COURSES), member(2025, "f", COMMON, INTEGRATION, "Ganz anders."))
    assert [(row.agreements, row.usual) for row in found.outliers] == [
        (("agreement/2025/e",), fingerprint(INTEGRATION)),
        (("agreement/2025/f",), None),
    ]


def test_of_three_nobody_deviates() -> None:
    rows = [member(2025, "a", COMMON), member(2025, "b", COMMON), member(2025, "c", COURSES)]
    assert section(*rows).outliers == ()


def test_the_order_makes_no_difference() -> None:
    rows = [member(2024, "a", COMMON, COURSES), member(2025, "b", LAST, INTEGRATION), member(2025, "a", COMMON)]
    assert section(*rows) == section(*rows[::-1])


def test_sections_in_the_order_of_the_form_and_no_front() -> None:
    rows = [member(2025, "a", COMMON, section=key) for key in ("10", "front", "2", "preamble")]
    texts = {(key, fingerprint(COMMON)): COMMON for key in ("10", "2", "preamble")}
    assert [row.key for row in compare(rows, texts, {})] == ["preamble", "2", "10"]


def test_periods_are_put_in_from_the_left() -> None:
    assert filled("[Zeitraum] und [Zeitraum]", "2020 bis 2024, 2021-2027") == "2020 bis 2024 und 2021-2027"
    assert filled("[Zeitraum]", "") == "[Zeitraum]"
