from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.errors import ReadingError
from aqbgraph.reading.budgets.tables import COLUMNS, is_table, records

HEADER = ",".join(COLUMNS)
# Blanks, empty cells and empty quoted cells.
BLANK = ' ,\t\r\n"\u2028'


@pytest.mark.parametrize(
    "text",
    [
        HEADER,
        "\n\n" + HEADER + "\n",
        HEADER.replace(",", ";"),
        HEADER.replace(",", "\t"),
        ",".join(f'"{name}"' for name in COLUMNS),
        HEADER.upper(),
        "region,year,amount_eur",
    ],
)
def test_a_list_is_told_by_its_header(text: str) -> None:
    assert is_table(text)


@pytest.mark.parametrize(
    "text",
    ["", "# Zielvereinbarung", "Zielvereinbarung, region, year", "name,x,y\nregion,year,note", "a" * 5000 + HEADER],
)
def test_what_is_no_list(text: str) -> None:
    assert not is_table(text)


def test_records_have_their_place() -> None:
    text = 'region,year,note\r\na,1,"two\r\nlines, and ""quotes"""\r\n\r\n , ,\r\nb,2,\r\n'
    found = list(records(text, "a.csv"))
    assert [record.cells for record in found] == [
        ("region", "year", "note"),
        ("a", "1", 'two\r\nlines, and "quotes"'),
        ("b", "2", ""),
    ]
    assert [(record.line, record.lines) for record in found] == [(1, 1), (2, 2), (6, 1)]
    assert [text[record.start : record.end] for record in found] == [record.quote for record in found]
    assert found[1].quote == 'a,1,"two\r\nlines, and ""quotes"""'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('region,year,note\na,1,"open\nb,2,\n', 2),
        ('region,year,note\na,1,x\nb,2,"shut" and more\n', 3),
        ("region,year,note\na,1," + "x" * 200_000, 2),
    ],
)
def test_no_csv(text: str, line: int) -> None:
    with pytest.raises(ReadingError, match="Anführungszeichen") as caught:
        list(records(text, "a.csv"))
    assert str(caught.value).startswith(f"a.csv:{line}: ")


@given(st.text(alphabet='ab,;\t"\n\r =ü\u2028', max_size=60))
def test_any_text_is_read_or_refused_and_every_quotation_is_there(rest: str) -> None:
    text = "region,year,note\n" + rest
    try:
        found = list(records(text, "a.csv"))
    except ReadingError:
        return
    position = 0
    for record in found:
        assert text[record.start : record.end] == record.quote
        assert not text[position : record.start].strip(BLANK)
        position = record.end
    assert not text[position:].strip(BLANK)
