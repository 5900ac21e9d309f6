"""How values are written: amounts, days, types of measures, programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from tests.generation import scheme

from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from random import Random

    from tests.generation.forms import Form

_ONES = (
    *("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
)
_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_SHORT = ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
# As other years or other writers have them; none is a label of ontology/, each is plainly one of its types.
INFLECTED = {
    "1": ("Ausbildungsvorbereitungen", "Maßnahmen der Ausbildungsvorbereitung", "Ausbildungsvorbereitende Maßnahmen"),
    "2": (
        "Ausbildung und Ausbildungs-Coaching in anerkannten Ausbildungsberufen",
        "Ausbildungen und Ausbildungscoachings in anerkannten Ausbildungsberufen",
        "Ausbildung und Ausbildungscoaching in einem anerkannten Ausbildungsberuf",
    ),
    "3": (
        "Qualifizierungsprojekten zur Arbeitsmarktintegration und Fachkräftesicherung",
        "Qualifizierungsprojekt zur Arbeitsmarktintegration / Fachkräftesicherung",
        "Qualifizierungsprojekte zur Arbeitsmarkt-Integration und Fachkräfte-Sicherung",
    ),
    "4": (
        "Weiterbildungsmassnahmen für das Personal der Landkreise und kreisfreien Städte in der fachlichen "
        "Verantwortung für Benachteiligte im Kontext der Arbeitsmarktförderung",
        "Weiterbildungsmaßnahme für Personal der Kreise und der kreisfreien Städte in fachlicher Verantwortung für "
        "Benachteiligte im Kontext der Arbeitsmarktförderung",
    ),
}
_MISREADINGS = (("l", "1"), ("ä", "a"), ("ü", "u"), ("u", "ü"), ("i", "l"), ("e", "c"), (", ", ". "), ("rb", "r b"))


def amount(value: Decimal, shown: str) -> str:
    """An amount as written: "491.550 Euro"."""
    points = f"{value:,.0f}".replace(",", ".")
    return shown.format(
        points=points,
        blanks=points.replace(".", " "),
        narrow=points.replace(".", "\u202f"),
        plain=f"{value:.0f}",
        millions=format_decimal(value / 1_000_000, format="0.######", locale="de"),
        words=in_words(int(value)),
    )


def in_words(number: int) -> str:
    """A number in German words: "vierhunderttausend"."""
    millions, below = divmod(number, 1_000_000)
    thousands, rest = divmod(below, 1000)
    words = f"{_hundreds(thousands)}tausend" if thousands else ""
    words += _hundreds(rest) if rest else ""
    return " ".join(part for part in (_millions(millions), words) if part)


def _millions(count: int) -> str:
    return {0: "", 1: "eine Million"}.get(count, f"{_hundreds(count)} Millionen")


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = f"{_ONES[hundreds]}hundert" if hundreds else ""
    if not rest:
        return words
    if rest < 20:
        return words + _ONES[rest] + ("s" if rest == 1 else "")
    tens, ones = divmod(rest, 10)
    return words + (f"{_ONES[ones]}und" if ones else "") + _TENS[tens]


def day(value: date, shown: str) -> str:
    """A day as written: "2. 8. 2025"."""
    return shown.format(
        d=value.day,
        dd=f"{value.day:02d}",
        m=value.month,
        mm=f"{value.month:02d}",
        month=_MONTHS[value.month - 1],
        short=_SHORT[value.month - 1],
        year=value.year,
    )


def type_label(chance: Random, notation: str, wording: str) -> str:
    """A type in a wording: "preferred", "alternative", "inflected", "misread", "colon", "capitals"."""
    labels = next(kind.labels for kind in scheme.measure_types() if kind.notation == notation)
    if wording == "alternative":
        return chance.choice(labels[1:])
    if wording == "inflected":
        return chance.choice(INFLECTED[notation])
    if wording == "misread":
        return misread(chance, labels[0])
    return {"colon": f"{labels[0]}:", "capitals": labels[0].upper()}.get(wording, labels[0])


def misread(chance: Random, text: str) -> str:
    """One confusion as text recognition makes them, never in the first letter."""
    old, new = chance.choice([pair for pair in _MISREADINGS if pair[0] in text[1:]])
    places = [place for place in range(1, len(text)) if text.startswith(old, place)]
    place = chance.choice(places)
    return text[:place] + new + text[place + len(old) :]


def programme(key: str) -> str:
    """What a programme is called."""
    return vocabulary().label(f"{DEFAULT_BASE}programme/{key}#programme")


def both(keys: tuple[str, ...], form: Form) -> str:
    """The programmes in the genitive, as the title page has them."""
    names = [f"{programme(key)}s" for key in keys]
    if form.programmes == "elliptic" and len(names) == 2:
        return f"hessischen {names[0].removesuffix('budgets')}- und {names[1]}"
    return " und des ".join((f"hessischen {names[0]}", *names[1:]))
