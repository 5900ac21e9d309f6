"""Amounts of money as German writes them. What has no single reading is refused.

DIN 5008 parts thousands with a point or a blank and cents with a comma. "491.55" may be a thousand or a fraction,
"491,550" too: neither is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import format_decimal

# The blanks that stand between groups of digits: the plain one, and those that do not break (Unicode 16, 6.2).
_BLANKS = " \u00a0\u2007\u2009\u202f"
_CENT = Decimal("0.01")
_FIGURE = re.compile(
    rf"(?P<whole>[1-9]\d{{0,2}}(?:(?P<mark>[.'’{_BLANKS}])\d{{3}}(?:(?P=mark)\d{{3}})*)?|[1-9]\d*)"
    r"(?:,(?P<cents>\d\d|[-–—]{1,2}))?"
)
# A scaled number is not grouped: "1.250 Tsd." and "1.250 Mio." would have the point of thousands where people also
# write that of a fraction.
_SCALED = re.compile(r"(?P<number>(?:0|[1-9]\d{0,3})(?:,\d{1,6})?) ?(?P<scale>\S+)")
# No budget comes near; all of the programme's is some thirty million.
MOST = Decimal(100_000_000)
_THOUSAND, _MILLION = Decimal(1_000), Decimal(1_000_000)
_SCALES = {
    "T": _THOUSAND,
    "tausend": _THOUSAND,
    "Tausend": _THOUSAND,
    "tsd": _THOUSAND,
    "Tsd": _THOUSAND,
    "Mio": _MILLION,
    "Million": _MILLION,
    "Millionen": _MILLION,
}
# "49,155 Tsd." is 49,155 euros or 49,155 thousand; with millions the second is beyond any budget.
_THREE_PLACES = re.compile(r"[1-9]\d*,\d{3}")
# Words that make an amount a rounded one. "über" is none: "ein Bescheid über 500 Euro" is of 500 Euro.
APPROXIMATE = ("rund", "rd.", "ca.", "ca", "circa", "zirka", "etwa", "ungefähr", "knapp", "gut", "fast", "nahezu")
_APPROXIMATE = re.compile(rf"(?:{'|'.join(map(re.escape, APPROXIMATE))})\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in euros, exact to the cent; `approximate` when the source says that it is rounded ("rund")."""

    value: Decimal
    approximate: bool = False

    def __str__(self) -> str:
        """As German writes it."""
        return f"{'rund ' if self.approximate else ''}{format_decimal(self.value, '#,##0.00', locale='de')} Euro"


def euro(text: str) -> Amount:
    """An amount without its unit: "491.550", "491.550,00", "491 550", "0,5 Mio.", "rund 491.000".

    Raises:
        ValueError: it has another form, so that a thousand and a fraction could be confused; it is zero, or huge.
    """
    words = text.strip()
    vague = _APPROXIMATE.match(words)
    value = _value(words[vague.end() :] if vague else words)
    if value is None:
        shown = " ".join(words.split())
        if not shown.strip("0,.-–—"):
            raise ValueError(f"Der Betrag „{shown}“ ist keine Zusage: Erwartet wird mehr als 0 Euro.")
        raise ValueError(f"Der Betrag „{shown}“ ist nicht eindeutig lesbar (erwartet z. B. „491.550“).")
    if value > MOST:
        most = format_decimal(MOST, "#,##0", locale="de")
        raise ValueError(f"Der Betrag „{words}“ ist mehr als jedes Budget (bis {most} Euro). Bitte die Quelle prüfen.")
    return Amount(value, vague is not None)


def _value(text: str) -> Decimal | None:
    if match := _FIGURE.fullmatch(text):
        whole = Decimal("".join(filter(str.isdigit, match["whole"])))
        cents = match["cents"] or ""
        return _canonical(whole + Decimal(cents) * _CENT) if cents.isdigit() else whole
    match = _SCALED.fullmatch(text)
    scale = _SCALES.get(match["scale"].rstrip(".")) if match else None
    if match is None or scale is None or (scale == _THOUSAND and _THREE_PLACES.fullmatch(match["number"])):
        return None
    return _canonical(Decimal(match["number"].replace(",", ".")) * scale)


def _canonical(value: Decimal) -> Decimal | None:
    """One form for each sum, so that equal sums look equal; nothing below a cent, and not zero."""
    rounded = value.quantize(_CENT)
    if rounded != value or not value:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else rounded


def rounds_to(approximate: Amount, exact: Amount) -> bool:
    """Whether one is the other told in round figures: "rund 491.000" of 491,550, to the places it is given in."""
    if not approximate.approximate or exact.approximate:
        return False
    unit = Decimal(1).scaleb(_zeros(approximate.value))
    return abs(approximate.value - exact.value) < unit


def _zeros(value: Decimal) -> int:
    digits = format(value, "f")
    return 0 if "." in digits else len(digits) - len(digits.rstrip("0"))


@cache
def in_words(whole: int) -> str:
    """A number in German words, as `same_words` compares them."""
    # Loads the grammar of thirty languages, which few documents need.
    from num2words import num2words  # noqa: PLC0415

    return _compared(str(num2words(whole, lang="de")))


def same_words(amount: Amount, words: str) -> bool:
    """Whether words ("vierhunderttausend") say the whole euros of an amount."""
    return _compared(words) == in_words(int(amount.value))


def _compared(words: str) -> str:
    """Case, blanks, hyphens and ß make no difference, nor does "ein" before the first hundred or thousand."""
    plain = re.sub(r"[\s-]+", "", words.casefold())
    return plain.removeprefix("ein") if plain.startswith(("einhundert", "eintausend")) else plain
