"""The colours of pictures that leave the site: the same tokens as its style sheet, as values, light and dark.

Named are colours of KERN; their values are those of its palette in sRGB, since programs that draw do not know OKLCH.
Every step and every mark stands out from the ground by 3:1, every text by 4.5:1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of KERN's palette: its name there, and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a colour is for: one in the light, one in the dark."""

    light: Colour
    dark: Colour


_WHITE, _BLACK = Colour("white", "#ffffff"), Colour("black", "#000000")


def _token(light: tuple[str, str], dark: tuple[str, str]) -> Token:
    return Token(Colour(*light), Colour(*dark))


TOKENS = {
    "ground": Token(_WHITE, _BLACK),
    "ink": _token(("neutral-950", "#131525"), ("neutral-025", "#f3f4f7")),
    "quiet": _token(("neutral-650", "#51577a"), ("neutral-250", "#b2b6cc")),
    "line": _token(("neutral-200", "#c0c3d5"), ("neutral-700", "#454b6b")),
    "line-strong": _token(("neutral-500", "#6e7597"), ("neutral-500", "#6e7597")),
    "chart-1": _token(("darkblue-700", "#2044aa"), ("darkblue-300", "#97afe1")),
    "chart-2": _token(("orange-500", "#ad6500"), ("orange-250", "#ffa305")),
    "chart-3": _token(("turquois-550", "#007b5d"), ("turquois-350", "#17b590")),
    "chart-4": _token(("violet-600", "#9533be"), ("violet-300", "#ce9ce8")),
    "chart-5": _token(("red-700", "#9e0000"), ("red-400", "#ea7060")),
    "chart-6": _token(("neutral-600", "#5b6185"), ("neutral-200", "#c0c3d5")),
    "step-0": _token(("darkblue-400", "#7694d5"), ("darkblue-600", "#3a5eb9")),
    "step-1": _token(("darkblue-500", "#5174c5"), ("darkblue-450", "#6788cf")),
    "step-2": _token(("darkblue-650", "#2e53b2"), ("darkblue-300", "#97afe1")),
    "step-3": _token(("darkblue-800", "#092797"), ("darkblue-150", "#c5d3ef")),
    "step-4": _token(("darkblue-950", "#06005d"), ("darkblue-025", "#eff3fa")),
    "no-data": _token(("neutral-400", "#8e93b1"), ("neutral-600", "#5b6185")),
}

# Selector → property → token, in the order in which later rules win.
_MARKS = tuple((f".c{number}", "fill", f"chart-{number}") for number in range(1, 7))
_LINES = tuple((f".c{number} .way,.stripe.c{number}", "stroke", f"chart-{number}") for number in range(1, 7))
_STEPS = tuple((f".s{step}", "fill", f"step-{step}") for step in range(5))
COLOURED = (
    ("svg", "background", "ground"),
    ("text", "fill", "ink"),
    (".quiet,.tick,.year", "fill", "quiet"),
    (".grid", "stroke", "line"),
    (".base", "stroke", "line-strong"),
    (".ground", "fill", "ground"),
    *_MARKS,
    *_LINES,
    *_STEPS,
    (".stripe.none", "stroke", "no-data"),
    *((f".o{number}", "stroke", f"chart-{number}") for number in range(2, 4)),
    (".gap", "fill", "line-strong"),
    (".area path,text.none,.value,.sparse .out", "stroke", "ground"),
    (".area .none", "stroke", "no-data"),
    (".on", "fill", "ground"),
    (".on.s0,.on.none", "fill", "ink"),
)
# What has nothing to do with colour; the style sheet of the site says the same for pictures in pages.
_SHAPES = """\
text{font:14px "Fira Sans","Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
.title{font-size:20px;font-weight:600}
.tick{text-anchor:end}
.year,.value,.on{text-anchor:middle}
.end{text-anchor:end}
.tick,.year,.value,.small{font-size:13px}
.name{font-weight:600}
.way{stroke-width:2.5;fill:none}
.tap{fill:none}
.stripe{stroke-width:2}
.stripe.none{stroke-width:1.25}
.o2,.o3{stroke-width:1.5}
text.none,.value,.sparse .out{paint-order:stroke;stroke-width:3}
.area path{stroke-width:1.2;stroke-linejoin:round}
.hesse text{font-size:12.5px}
.hesse .placename{font-size:10.5px}
.number{font-weight:600}
.figure{text-anchor:end;font-weight:600}
"""


def style() -> str:
    """The style sheet of a picture on its own: light, and dark where that is preferred."""
    dark = _rules("dark")
    return f"{_SHAPES}{_rules('light')}@media (prefers-color-scheme:dark){{\n{dark}}}\n"


def _rules(scheme: str) -> str:
    return "".join(
        f"{selector}{{{said}:{getattr(TOKENS[token], scheme).value}}}\n" for selector, said, token in COLOURED
    )
