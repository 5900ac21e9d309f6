from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.errors import BadValue, Conflict, Duplicate, ReadingError, UnknownParty
from aqbgraph.reading.budgets import reported as module
from aqbgraph.reading.budgets.reported import LONGEST_LIST, MOST_FAULTS, Reading, reported
from aqbgraph.reading.budgets.tables import COLUMNS
from aqbgraph.reading.readers import parse

HEADER = ",".join(COLUMNS)
ROW = "06431,Kreis Bergstraße,2011,Ausbildungsbudget,400000,as reported,http://neue-wege.org/2011/09/,"
ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "reported" / "budgets.csv"
SHARED = ROOT.parent / "shared" / "data" / "budgets-reported.csv"


def read(*rows: str, header: str = HEADER) -> Reading:
    return reported(parse("\n".join((header, *rows, "")).encode(), "a.csv"))


def messages(reading: Reading) -> list[str]:
    return [str(fault) for fault in reading.faults]


def test_the_example() -> None:
    reading = reported(parse(EXAMPLE.read_bytes(), "budgets.csv"))
    assert messages(reading) == []
    assert (reading.lines, reading.header, reading.refused_lines) == (11, 1, 0)
    told = [
        (budget.fiscal_year, budget.reported_for, budget.programme, budget.reported_amount, budget.precision)
        for budget in reading.budgets
    ]
    assert told == [
        (2011, "bergstrasse", "ausbildungsbudget", Decimal(400000), "as-reported"),
        (2011, "bergstrasse", "arbeitsmarktbudget", Decimal(340000), "as-reported"),
        (2011, "darmstadt-dieburg", "ausbildungsbudget", Decimal(374850), "exact"),
        (2011, "darmstadt-dieburg", "arbeitsmarktbudget", Decimal(320600), "exact"),
        (2014, "main-taunus-kreis", "ausbildungsbudget", Decimal(336700), "exact"),
        (2014, "main-taunus-kreis", "arbeitsmarktbudget", Decimal(221200), "exact"),
        (2016, "kassel-landkreis", "aqb", Decimal(879800), "exact"),
        (2024, "wetteraukreis", "aqb", Decimal(1140300), "exact"),
        (2019, "hessen", "aqb", Decimal(28000000), "rounded"),
        (2023, "hessen", "aqb", Decimal(27700000), "rounded"),
    ]
    assert reading.budgets[2].note == "after the cut; 624195 had been announced"
    assert reading.budgets[0].note is None


@pytest.mark.skipif(not SHARED.exists(), reason="the reported budgets lie beside the project, not only in it")
def test_the_example_is_the_list_as_collected() -> None:
    assert EXAMPLE.read_bytes() == SHARED.read_bytes()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_same_in_every_dialect(separator: str, end: str, mark: bytes) -> None:
    text = f"{HEADER}\n{ROW}\n".replace(",", separator).replace("\n", end)
    document = parse(mark + text.encode(), "a.csv")
    reading = reported(document)
    assert messages(reading) == []
    (budget,) = reading.budgets
    assert (budget.reported_for, budget.reported_amount) == ("bergstrasse", Decimal(400000))
    assert document.text[budget.row.start : budget.row.end] == budget.row.quote == ROW.replace(",", separator)
    assert budget.row.line == 2
    assert budget.row.source.media_type == "text/csv"


def test_columns_in_another_order_with_a_date() -> None:
    header = ",".join((*reversed(COLUMNS), "date"))
    (budget,) = read(",".join((*reversed(ROW.split(",")), "2011-09-30")), header=header).budgets
    assert budget.reported_on == date(2011, 9, 30)
    assert budget.cited == "http://neue-wege.org/2011/09/"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (HEADER.replace(",note", ""), "a.csv:1: Die Spalte „note“ fehlt. Erwartet werden region_ags, region, year"),
        (HEADER.replace("amount_eur", "amount"), "„amount_eur“ fehlt. Die Spalte „amount“ ist nicht bekannt"),
        (HEADER + ",", "Die Spalte „“ ist nicht bekannt"),
        (HEADER + ",note", "Die Spalte „note“ steht zweimal da"),
    ],
)
def test_a_header_that_is_refused(header: str, message: str) -> None:
    reading = read(ROW, header=header)
    assert reading.budgets == ()
    assert [type(fault) for fault in reading.faults] == [ReadingError]
    assert message in messages(reading)[0]


@pytest.mark.parametrize(
    ("row", "kind", "message"),
    [
        (ROW.replace("06431", "06999"), BadValue, "a.csv:3: Den Kreisschlüssel „06999“ gibt es in Hessen nicht"),
        (ROW.replace("Kreis Berg", "Kreis Enten"), UnknownParty, "a.csv:3: „Kreis Entenstraße“ steht nicht"),
        (ROW.replace("Kreis Bergstraße", "Landkreis Kassel"), Conflict, "a.csv:3: Schlüssel und Name passen nicht"),
        (ROW.replace("Ausbildungsbudget", "Sportbudget"), BadValue, "a.csv:3: Das Programm „Sportbudget“"),
        (ROW.replace("400000", "viel"), BadValue, "a.csv:3: „viel“ ist kein Betrag"),
        (ROW.replace("2011,", "1911,"), BadValue, "a.csv:3: Das Jahr 1911 liegt nicht"),
        (ROW.replace("http:", "gopher:"), BadValue, "a.csv:3: Die Quelle „gopher:"),
        (ROW.replace("as reported", ""), BadValue, "a.csv:3: Die Genauigkeit „“"),
        (ROW[:-1], BadValue, "a.csv:3: Die Zeile hat 7 Zellen, die Kopfzeile 8."),
        (ROW + ",", BadValue, "a.csv:3: Die Zeile hat 9 Zellen, die Kopfzeile 8."),
        (ROW.replace("06431,Kreis Bergstraße", ",Stadt Hanau"), Conflict, "a.csv:3: Stadt Hanau ist erst seit 2026"),
    ],
)
def test_a_row_that_is_refused(row: str, kind: type[Exception], message: str) -> None:
    other = ROW.replace("2011,", "2012,")
    reading = read(other, row)
    assert [type(fault) for fault in reading.faults] == [kind]
    assert messages(reading)[0].startswith(message)
    assert [budget.fiscal_year for budget in reading.budgets] == [2012]
    assert (reading.lines, reading.refused_lines, [row.line for row in reading.refused]) == (3, 1, [3])


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    assert len(read("x,y,z,p,a,q,s,=n").faults) == 7


def test_the_same_row_twice() -> None:
    (fault,) = read(ROW, "", ROW).faults
    assert isinstance(fault, Duplicate)
    assert str(fault).startswith("a.csv:4: Dieser Betrag aus dieser Quelle steht auch in Zeile 2.")


def test_two_amounts_of_one_source() -> None:
    (fault,) = read(ROW, ROW.replace("400000", "400001")).faults
    assert isinstance(fault, Conflict)
    assert str(fault).startswith("a.csv:3: Aus dieser Quelle steht in Zeile 2 ein anderer Betrag.")


def test_two_sources_may_differ() -> None:
    reading = read(ROW, ROW.replace("400000", "400001").replace("2011/09", "2011/10"))
    assert reading.faults == ()
    assert len({budget.key for budget in reading.budgets}) == 2
    assert len({budget.path for budget in reading.budgets}) == 1


def test_a_header_alone() -> None:
    assert messages(read()) == ["a.csv:1: Die Liste hat eine Kopfzeile, aber keine Zeile mit einem Betrag."]


def test_quoted_cells() -> None:
    note = '"first, ""quoted""\n<b>=second</b>"'
    (budget,) = read(ROW + note).budgets
    assert budget.note == 'first, "quoted"\n<b>=second</b>'
    assert budget.row.quote == ROW + note


def test_no_csv_from_some_line_on_gives_nothing() -> None:
    reading = read(ROW, ROW.replace("2011,", "2012,") + '"open')
    assert reading.budgets == ()
    assert [str(fault)[:8] for fault in reading.faults] == ["a.csv:3:"]


def test_faults_are_told_up_to_a_number() -> None:
    reading = read(*("x,y,z,p,a,q,s,n" for _ in range(100)))
    assert len(reading.faults) == MOST_FAULTS + 1
    assert str(reading.faults[-1]) == "a.csv: Dazu kommen 550 weitere Fehler in dieser Datei."
    assert reading.refused_lines == 100


def test_a_list_that_is_too_long_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(module, "_budget", lambda *row: asked.append(row))
    rows = (f"06431,Kreis Bergstraße,2011,AQB,1,exact,h{number},\n" for number in range(15_000))
    reading = reported(parse(f"{HEADER}\n{''.join(rows)}".encode(), "a.csv"))
    assert asked == []
    assert messages(reading) == [
        f"a.csv:{LONGEST_LIST + 2}: Die Liste hat mehr als {LONGEST_LIST} Zeilen. Gehört sie in diesen Ordner?"
    ]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=8)
CELLS = st.sampled_from([*ROW.split(","), "06", "Hessen", "2011-09-30", '"', "=1", "", "\n", "\r\n"]) | WORDS


@given(st.lists(st.lists(CELLS, min_size=6, max_size=9), max_size=5), st.sampled_from(",;"))
def test_no_row_is_dropped_and_none_is_invented(rows: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join(row) for row in ([*COLUMNS], *rows))
    document = parse(text.encode(), "a.csv")
    reading = reported(document)
    assert reading.faults or reading.budgets
    for budget in reading.budgets:
        assert document.text[budget.row.start : budget.row.end] == budget.row.quote
        assert str(budget.fiscal_year) in budget.row.quote
        assert budget.cited.split()[0] in budget.row.quote
    if not reading.faults:
        assert sum(budget.row.quote.count("\n") + 1 for budget in reading.budgets) >= reading.lines - reading.header
