from __future__ import annotations

import re
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import assume, given
from hypothesis import strategies as st

from aqbgraph.extraction.values.confusions import RULE, Mended
from aqbgraph.extraction.values.dates import CANDIDATE, SHORT_YEAR, german_date, mended


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2. 8. 2025", date(2025, 8, 2)),
        ("11. 08. 2025", date(2025, 8, 11)),
        ("02.08.2025", date(2025, 8, 2)),
        ("2 . 8 . 2025", date(2025, 8, 2)),
        ("23.07.2024", date(2024, 7, 23)),
        ("23.07.2024.", date(2024, 7, 23)),
        ("8. 2. 2025", date(2025, 2, 8)),
        ("2. August 2025", date(2025, 8, 2)),
        ("2.August 2025", date(2025, 8, 2)),
        ("2 August 2025", date(2025, 8, 2)),
        ("2. Aug. 2025", date(2025, 8, 2)),
        ("2. Aug 2025", date(2025, 8, 2)),
        ("2. Sept. 2025", date(2025, 9, 2)),
        ("1. März 2024", date(2024, 3, 1)),
        ("den 2. 8. 2025", date(2025, 8, 2)),
        ("Samstag, den 2. 8. 2025", date(2025, 8, 2)),
        ("Samstag, 2. August 2025", date(2025, 8, 2)),
        ("Sa., 2.8.2025", date(2025, 8, 2)),
        ("2025-08-02", date(2025, 8, 2)),
        ("29. Februar 2024", date(2024, 2, 29)),
        ("2.\u00a08.\u00a02025", date(2025, 8, 2)),
    ],
)
def test_day(text: str, day: date) -> None:
    assert german_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2025",
        "29.02.2025",
        "32.1.2025",
        "0.1.2025",
        "1.13.2025",
        "2025-13-01",
        "2025-8-2",
        "23.07.24",
        "8/2/2025",
        "11/08/2025",
        "2 8 2025",
        "2.8.202",
        "2.8.20255",
        "1. Augst 2025",
        "August 2025",
        "im August 2025",
        "Herbst 2025",
        "l1. O8. 2025",
        "Montag, den 2. 8. 2025",
        "",
    ],
)
def test_day_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="Das Datum"):
        german_date(text)


@pytest.mark.parametrize(
    ("text", "near", "words", "rule"),
    [
        ("23.07.24", 2024, "23.07.2024", SHORT_YEAR),
        ("2. 8. 25", 2025, "2. 8. 2025", SHORT_YEAR),
        ("2. 8. 25", 2024, "2. 8. 2025", SHORT_YEAR),
        ("2. 8. 25", 2026, "2. 8. 2025", SHORT_YEAR),
        ("2. August 25", 2025, "2. August 2025", SHORT_YEAR),
        ("l1. O8. 2025", 2025, "11. 08. 2025", RULE),
        ("11.08.2O25", 2025, "11.08.2025", RULE),
        ("ll. I2. 2025", 2025, "11. 12. 2025", RULE),
        ("l. August 2025", 2025, "1. August 2025", RULE),
        ("1. Juli 202S", 2025, "1. Juli 2025", RULE),
        ("14, 5. 2025", 2025, "14. 5. 2025", RULE),
    ],
)
def test_damaged_day_with_one_reading(text: str, near: int, words: str, rule: str) -> None:
    assert mended(text, near) == Mended(words, rule)
    assert german_date(words).year in (near - 1, near, near + 1)
    assert re.fullmatch(CANDIDATE, text) or text.startswith("l.")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("23.07.24", None),
        ("23.07.24", 2030),
        ("23.07.24", 2022),
        ("l1. O8. 2025", None),
        ("l1. O8. 2025", 2018),
        ("|1. 08. 2025", 2025),
        ("l1. O8. 25", 2025),
        ("11. Augu5t 2025", 2025),
        ("lO. Ol. ZOZS", 2025),
        ("1T. 08. 2025", 2025),
        ("11/08/25", 2025),
        ("August 2025", 2025),
    ],
)
def test_damaged_day_without_one(text: str, near: int | None) -> None:
    assert mended(text, near) is None


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FORMS = (
    "d. M. yyyy",
    "dd. MM. yyyy",
    "dd.MM.yyyy",
    "d. MMMM yyyy",
    "d. MMM yyyy",
    "EEEE, 'den' d. M. yyyy",
    "yyyy-MM-dd",
)


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_any_day_reads_back_to_itself(form: str, day: date) -> None:
    assert german_date(format_date(day, form, locale="de")) == day


@given(day=DAYS, near=st.integers(-1, 1))
def test_two_digits_are_completed_to_the_day_they_were(day: date, near: int) -> None:
    found = mended(format_date(day, "d. M. yy", locale="de"), day.year + near)
    assert found is not None
    assert german_date(found.words) == day


LETTERS = {"0": "Oo", "1": "lI|", "2": "Z", "5": "S", "6": "b", "8": "B"}


@given(day=DAYS, data=st.data())
def test_confused_characters_never_make_another_day(day: date, data: st.DataObject) -> None:
    text = format_date(day, data.draw(st.sampled_from(FORMS[:5])), locale="de")
    hit = data.draw(st.sets(st.sampled_from([at for at, letter in enumerate(text) if letter in LETTERS] or [-1])))
    assume(-1 not in hit)
    damaged = "".join(
        data.draw(st.sampled_from(LETTERS[letter])) if at in hit else letter for at, letter in enumerate(text)
    )
    found = mended(damaged, day.year)
    assert found is None or german_date(found.words) == day
