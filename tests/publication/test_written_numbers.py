from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.publication.written_numbers import written

# Babel rounds in the decimal context of Python, which has 28 digits, and refuses what has more.
NUMBERS = st.integers(-(10**24), 10**24) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12
)


@given(NUMBERS, st.sampled_from(["#,##0", "#,##0.00", "+0.0;−0.0", "#,##0.#", None]), st.sampled_from(["de", "en_GB"]))
def test_as_babel_writes_it(number: int | Decimal, pattern: str | None, locale: str) -> None:
    assert written(number, pattern, locale) == format_decimal(number, pattern, locale=locale)


@pytest.mark.parametrize("number", ["0", "-0", "0.0", "1", "1.0", "1.50", "1.5", "1E+3"])
def test_equal_numbers_are_written_each_as_it_is(number: str) -> None:
    """Whichever came first."""
    for _ in range(2):
        assert written(Decimal(number), "+0.0;−0.0", "de") == format_decimal(Decimal(number), "+0.0;−0.0", locale="de")
