"""By how much a scan lies askew, told from its picture: where lines run level, dark and light strips differ most.

For pages that lie so askew that hardly a line is found on them, so that the words tell nothing (upright).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

# In degrees: what is looked for, and how exactly; a page that lies less askew is read as it is.
_MOST, _FINE, _LEAST = 30, 8, 2
# A picture so wide, in pixels, shows its lines.
_WIDTH = 600
_DARK = 140
# So many times as much as on the page as it lies: a drawing or a page on its side has no such angle.
_CLEAR = 2.0


def slant(picture: Path) -> float:
    """By how many degrees, clockwise, the lines of a picture run askew; 0 where it does not tell."""
    from PIL import Image  # noqa: PLC0415  # of the extra that recognition needs

    with Image.open(picture, formats=("PPM",)) as page:
        small = page.reduce(max(page.width // _WIDTH, 1)).point([255] * _DARK + [0] * (256 - _DARK))
    scores = {float(angle): _score(small, angle) for angle in range(-_MOST, _MOST + 1)}
    rough = max(scores, key=lambda angle: scores[angle])
    if abs(rough) < _LEAST or scores[rough] <= _CLEAR * scores[0.0]:
        return 0.0
    return max((rough + step / _FINE for step in range(-_FINE, _FINE + 1)), key=lambda angle: _score(small, angle))


def _score(small: Image.Image, angle: float) -> int:
    """How much the rows of pixels differ from each other when a picture is turned anticlockwise."""
    from PIL import Image  # noqa: PLC0415  # of the extra that recognition needs

    turned = small.rotate(angle, Image.Resampling.NEAREST, fillcolor=0)
    rows = turned.resize((1, small.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))
