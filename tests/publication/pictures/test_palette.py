"""Colours stand out from the ground and from what is written on them; they are those of the style sheet and KERN."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest

from aqbgraph.publication.pictures.palette import COLOURED, TOKENS, Colour, style
from aqbgraph.vocabulary import folder

SCHEMES = ("light", "dark")
STEPS = [f"step-{step}" for step in range(5)]
MARKS = [f"chart-{number}" for number in range(1, 7)]
SHEET = (folder("site") / "styles" / "_tokens.scss").read_text("utf-8")
BUNDLED = folder("site") / "bundle" / "site.css"
KERN = BUNDLED.read_text("utf-8") if BUNDLED.is_file() else ""
_KERN = re.compile(r"--kern-color-([a-z]+(?:-\d+)?):\s*oklch\(([\d.]+)(%?) ([\d.]+) ([\d.]+)\)")


def colour(token: str, scheme: str) -> Colour:
    found = getattr(TOKENS[token], scheme)
    assert isinstance(found, Colour)
    return found


def luminance(value: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2, definition)."""
    parts = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def srgb(lightness: float, chroma: float, hue: float) -> str:
    """OKLCH in sRGB, cut off at its edge (https://bottosson.github.io/posts/oklab/)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    cut = (min(max(part, 0.0), 1.0) for part in linear)
    return "#" + "".join(
        f"{round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)):02x}" for part in cut
    )


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert srgb(1, 0, 0) == "#ffffff"
    assert srgb(0.627966, 0.257704, 29.2346) == "#ff0000"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("token", [*MARKS, *STEPS, "no-data", "line-strong"])
def test_what_is_drawn_stands_out_from_the_ground(token: str, scheme: str) -> None:
    assert contrast(colour(token, scheme).value, colour("ground", scheme).value) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("token", ["ink", "quiet"])
def test_texts_are_legible_on_the_ground(token: str, scheme: str) -> None:
    assert contrast(colour(token, scheme).value, colour("ground", scheme).value) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("step", STEPS)
def test_figures_are_legible_on_each_step(step: str, scheme: str) -> None:
    """The first step bears ink, the others the colour of the ground."""
    text = "ink" if step == "step-0" else "ground"
    assert contrast(colour(step, scheme).value, colour(text, scheme).value) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_step_is_further_from_the_ground(scheme: str) -> None:
    ground = colour("ground", scheme).value
    found = [contrast(colour(step, scheme).value, ground) for step in STEPS]
    assert all(after > 1.25 * before for before, after in pairwise(found))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_ramp_has_one_hue_and_ever_more_distance(scheme: str) -> None:
    """Lightness and hue as KERN names them (OKLCH): darker step by step in the light, lighter in the dark."""
    named = {name: tuple(map(float, (lightness, hue))) for name, lightness, _, _, hue in _KERN.findall(KERN)}
    steps = [named[colour(step, scheme).name] for step in STEPS]
    apart = [(after[0] - before[0]) * (-1 if scheme == "light" else 1) for before, after in pairwise(steps)]
    assert min(apart) > 9
    assert max(apart) < 1.5 * min(apart)
    assert max(hue for _, hue in steps) - min(hue for _, hue in steps) < 6


def test_the_rules_name_known_colours() -> None:
    assert {token for _, _, token in COLOURED} <= TOKENS.keys()
    assert "prefers-color-scheme:dark" in style()


@pytest.mark.parametrize("token", [*MARKS, *STEPS, "no-data"])
def test_the_style_sheet_names_the_same_colours(token: str) -> None:
    light, dark = re.findall(rf"--{token}: var\(--kern-color-([a-z0-9-]+)\)", SHEET)
    assert (light, dark) == (colour(token, "light").name, colour(token, "dark").name)


@pytest.mark.skipif(not BUNDLED.is_file(), reason="the bundle is not made")
def test_the_values_are_those_of_kern() -> None:
    known = {
        name: srgb(float(lightness) / (100 if unit else 1), float(chroma), float(hue))
        for name, lightness, unit, chroma, hue in _KERN.findall(BUNDLED.read_text("utf-8"))
    }
    wanted = {(found.name, found.value) for token in TOKENS.values() for found in (token.light, token.dark)}
    assert len(known) > 30
    for name, value in wanted:
        parts = ([int(text[place : place + 2], 16) for place in (1, 3, 5)] for text in (known[name], value))
        assert all(abs(one - other) <= 1 for one, other in zip(*parts, strict=True)), name
