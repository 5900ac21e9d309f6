from __future__ import annotations

from aqbgraph.reading.pdf.short_rules import joined

LEVEL = [70.0, 300.0, 350.0, 300.75]


def piece(x: float, top: float, bottom: float) -> list[float]:
    return [x, top, x + 0.75, bottom]


def test_sides_of_rows_of_a_single_line_are_one_line() -> None:
    pieces = [piece(x, top, top + 19.5) for top in (300.0, 319.5, 339.0) for x in (70.0, 352.5)]
    assert list(joined([LEVEL], pieces)) == [piece(70.0, 300.0, 358.5), piece(352.5, 300.0, 358.5)]


def test_a_piece_that_stands_on_a_line_goes_on_with_it() -> None:
    long = piece(70.0, 300.0, 334.5)
    assert list(joined([long], [piece(70.3, 334.0, 353.0)])) == [[70.3, 334.0, 71.05, 353.0]]
    assert list(joined([long], [piece(70.0, 281.0, 300.5)])) == [piece(70.0, 281.0, 300.5)]


def test_a_piece_alone_is_no_line() -> None:
    """A letter drawn as a shape, or a sign of its own."""
    assert (
        list(joined([LEVEL, piece(70.0, 300.0, 334.5)], [piece(90.0, 320.0, 332.0), piece(70.0, 340.0, 352.0)])) == []
    )


def test_many_pieces_cost_little() -> None:
    """All that a page may have."""
    rules = [piece(70.0, 30.0 * n, 30.0 * n + 25) for n in range(10_000)]
    pieces = [piece(70.0, 30.0 * n + 8, 30.0 * n + 18) for n in range(10_000)]
    assert list(joined(rules, pieces)) == []
