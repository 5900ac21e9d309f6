from __future__ import annotations

import pytest

from aqbgraph.reading.web.media import on_screen


@pytest.mark.parametrize(
    ("media", "held"),
    [
        ("", True),
        (" ALL", True),
        ("only screen", True),
        ("print, screen", True),
        ("screen and (min-width: 768px)", True),
        ("(min-width:40em) and (max-width:90rem)", True),
        ("print", False),
        ("not print", False),
        ("screen and (color)", False),
        ("(max-width: 600px)", False),
        ("(min-width: 1600px)", False),
        ("(min-width: 100px", False),
    ],
)
def test_what_holds_on_the_screen_of_a_desk(media: str, held: bool) -> None:
    assert on_screen(media) is held
