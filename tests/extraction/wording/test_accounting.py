from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.extraction.wording.accounting import Deviation, Ledger, Status
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.extractor import Extraction

TEXT = "Erste Zeile hier\n\n**Zweite** Zeile\n\n---\n"


def test_every_line_is_one_of_three() -> None:
    document = parse(TEXT.encode(), "x.md")
    ledger = Ledger(document)
    ledger.enter(0, 5, Status.EVIDENCE)
    account = ledger.close()
    assert (account.lines, account.evidence, account.standing, account.not_understood) == (3, 1, 1, 1)
    assert [(row.line, row.quote) for row in account.unread] == [(1, "Zeile hier"), (3, "Zweite** Zeile")]
    assert all(TEXT[row.start : row.end] == row.quote for row in account.unread)


def test_evidence_outweighs_standing_text_in_any_order() -> None:
    document = parse(TEXT.encode(), "x.md")
    for order in ((Status.EVIDENCE, Status.STANDING), (Status.STANDING, Status.EVIDENCE)):
        ledger = Ledger(document)
        for status in order:
            ledger.enter_line(document.lines[0], status)
        assert ledger.close().evidence == 1


def test_a_value_in_the_midst_does_not_part_what_was_not_understood() -> None:
    text = "Es gab im Jahr 2025 viel Neues"
    ledger = Ledger(parse(text.encode(), "x.md"))
    ledger.enter(text.index("2025"), text.index("2025") + 4, Status.EVIDENCE)
    account = ledger.close()
    assert [row.quote for row in account.unread] == [text]
    assert account.evidence == 1


def test_standing_text_parts_it() -> None:
    text = "Neues Wort dann bekannt dann neu"
    ledger = Ledger(parse(text.encode(), "x.md"))
    ledger.enter(text.index("dann"), text.index(" neu"), Status.STANDING)
    assert [row.quote for row in ledger.close().unread] == ["Neues Wort", "neu"]


def test_the_sample_is_understood_to_the_last_line(extraction: Extraction) -> None:
    account = extraction.accounting
    assert account.unread == ()
    assert account.evidence + account.standing == account.lines == len(extraction.document.lines)


def test_a_deviating_sentence_over_two_lines_is_told_once() -> None:
    text = "Bekannt ist dies. Es gibt eine\nBesprechung im Frühjahr.\nNeu ist das."
    ledger = Ledger(parse(text.encode(), "x.md"))
    deviation = Deviation("6", "0" * 16, "Es gibt eine Besprechung im Herbst.", "", Decimal("0.8"))
    ledger.enter(0, text.index(" Es"), Status.STANDING)
    ledger.deviates(text.index("Es"), text.index("\nNeu"), deviation)
    account = ledger.close(repairs=2)
    assert [(row.line, row.quote, row.deviation) for row in account.unread] == [
        (1, "Es gibt eine\nBesprechung im Frühjahr", deviation),
        (3, "Neu ist das", None),
    ]
    assert (account.lines, account.standing, account.deviating, account.not_understood) == (3, 0, 2, 1)
    assert account.repairs == 2


def test_what_a_rule_read_of_a_deviating_sentence_is_evidence() -> None:
    text = "Im Frühjahr 2025"
    ledger = Ledger(parse(text.encode(), "x.md"))
    ledger.deviates(0, len(text), Deviation("6", "0" * 16, "Im Herbst 2025", text, Decimal("0.67")))
    ledger.enter(text.index("2025"), len(text), Status.EVIDENCE)
    account = ledger.close()
    assert (account.evidence, account.deviating) == (1, 0)
    assert [row.quote for row in account.unread] == ["Im Frühjahr"]
