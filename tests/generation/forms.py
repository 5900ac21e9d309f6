"""The forms an agreement can have: each departs from the samples in one respect, so that a count says what fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Form:
    """How an agreement is written. The defaults are those of the samples; the tables below list what else there is."""

    markup: str = "markdown"
    parties: str = "any"
    naming: str = "usual"
    spread_hyphens: bool = False
    logo: bool = True
    title: str = "{title}|{year}"
    number: str = "§ {number}"
    titled: bool = True
    heading_lines: int = 2
    heading_markup: str = "heading"
    capitals: bool = False
    type_markup: str = "bold"
    type_number: str = "{number}. "
    wording: str = "preferred"
    item: str = "-"
    listing: str = "one"
    money: str = "sentence"
    total: bool = False
    amount: str = "{points} Euro"
    bold_amount: bool = True
    round_to: int = 50
    day: str = "{d}. {m}. {year}"
    signature: str = "office"
    programmes: str = "full"


BASE = Form()

_PARTIES = {
    "districts": replace(BASE, parties="district"),
    "cities": replace(BASE, parties="city"),
    "names of a city and a district": replace(BASE, parties="same name"),
    "other names of districts": replace(BASE, parties="district", naming="other"),
    "other names of cities": replace(BASE, parties="city", naming="other"),
    "Kreisausschuss": replace(BASE, parties="district", naming="executive"),
    "Magistrat": replace(BASE, parties="city", naming="executive"),
    "executive on the title page only": replace(BASE, naming="executive front"),
    "blanks round hyphens": replace(BASE, parties="district", naming="other", spread_hyphens=True),
}
_FRONTS = {
    "no logo": replace(BASE, logo=False),
    "title and year on one line": replace(BASE, title="{title} {year}"),
    "für das Jahr": replace(BASE, title="{title} für das Jahr {year}"),
    "für das Jahr on a line": replace(BASE, title="{title}|für das Jahr {year}"),
}
_HEADINGS = {
    "§ and title on one line": replace(BASE, heading_lines=1),
    "§ and title bold": replace(BASE, heading_markup="bold"),
    "§ and title bold on one line": replace(BASE, heading_markup="bold", heading_lines=1),
    "§ and title plain": replace(BASE, heading_markup="plain"),
    "§ and title plain on one line": replace(BASE, heading_markup="plain", heading_lines=1),
    "§4": replace(BASE, number="§{number}"),
    "§4 on one line": replace(BASE, number="§{number}", heading_lines=1),
    "Paragraf 4": replace(BASE, number="Paragraf {number}"),
    "Paragraph 4 on one line": replace(BASE, number="Paragraph {number}", heading_lines=1),
    "§ without title": replace(BASE, titled=False),
    "title without §": replace(BASE, number=""),
    "title without § plain": replace(BASE, number="", heading_markup="plain"),
    "number without §": replace(BASE, number="{number}.", heading_lines=1),
    "capital headings": replace(BASE, capitals=True),
    "capital headings on one line": replace(BASE, capitals=True, heading_lines=1),
}
_TYPES = {
    f"type {markup} {'with' if number else 'without'} number": replace(BASE, type_markup=markup, type_number=number)
    for markup, number in product(("heading", "bold", "plain"), ("", "{number}. "))
} | {
    "type 1)": replace(BASE, type_number="{number}) "),
    "type Maßnahmenart 1:": replace(BASE, type_number="Maßnahmenart {number}: "),
    "types in other wording": replace(BASE, wording="alternative"),
    "types in other wording without number": replace(BASE, wording="alternative", type_number=""),
    "types inflected": replace(BASE, wording="inflected"),
    "types inflected without number": replace(BASE, wording="inflected", type_number=""),
    "types inflected plain": replace(BASE, wording="inflected", type_number="", type_markup="plain"),
    "types misread": replace(BASE, wording="misread"),
    "types misread without number": replace(BASE, wording="misread", type_number=""),
    "types with colon": replace(BASE, wording="colon", type_markup="plain", type_number=""),
    "types in capitals": replace(BASE, wording="capitals"),
}
BULLETS = ("-", "*", "•", "–", "▪", "o", "a", "e", "+", "·", "\uf0b7", "➢", "□")
_ITEMS = (
    {
        f"bullet {ascii(bullet)[1:-1] if ord(bullet) > 0xE000 else bullet}": replace(BASE, item=bullet)
        for bullet in BULLETS[1:]
    }
    | {f"items {item}": replace(BASE, item=item) for item in ("1.", "1)", "(1)", "a)", "1.1", "lines")}
    | {
        "items 1.1 below plain types": replace(BASE, item="1.1", type_markup="plain"),
        "items in a table below each type": replace(BASE, item="table"),
        "types and items in one table": replace(BASE, item="one table"),
        "types and items in one table, types once": replace(BASE, item="one table, types once"),
        "plain types, plain items": replace(BASE, item="lines", type_markup="plain", type_number=""),
        "plain numbered types, plain items": replace(BASE, item="lines", type_markup="plain"),
        "items without blank lines between": replace(BASE, item="tight", type_markup="plain"),
    }
)
_AMOUNTS = {
    "amount in the sentence": replace(BASE, bold_amount=False),
    **{
        f"amount {shown}": replace(BASE, amount=shown, bold_amount=index % 2 == 0, round_to=step)
        for index, (shown, step) in enumerate(
            (
                ("{points},00 EUR", 50),
                ("€ {points}", 50),
                ("{points} €", 50),
                ("EUR {points},00", 50),
                ("{blanks} Euro", 50),
                ("{narrow} Euro", 50),
                ("{plain} Euro", 50),
                ("{points},- Euro", 50),
                ("{points},-- €", 50),
                ("rund {points} Euro", 1000),
                ("ca. {points} Euro", 1000),
                ("{millions} Mio. Euro", 10_000),
                ("{millions} Millionen Euro", 10_000),
                ("rund {millions} Mio. €", 10_000),
                ("{points}€", 50),
                ("{points}\u00a0Euro", 50),
                ("{points} Euro (in Worten: {words} Euro)", 10_000),
            )
        )
    },
}
_DAYS = {
    f"day {shown}": replace(BASE, day=shown)
    for shown in (
        "{d}.{m}.{year}",
        "{dd}.{mm}.{year}",
        "{dd}. {mm}. {year}",
        "{d}. {month} {year}",
        "{dd}. {month} {year}",
        "{d}.{month} {year}",
        "{d}. {short} {year}",
    )
}
_SIGNATURES = {
    f"signature {style}": replace(BASE, signature=style)
    for style in (
        "repeated name",
        "für",
        "ruled",
        "in brackets",
        "one line",
        "am",
        "without den",
        "party first",
        "local first",
    )
}
_MARKUPS = {
    f"{markup}{more}": replace(BASE, markup=markup, **changes)
    for markup in ("plain", "html")
    for more, changes in (
        ("", {}),
        (", • items", {"item": "•"}),
        (", one table", {"item": "one table"}),
        (", § and title on one line", {"heading_lines": 1}),
        (", types without numbers", {"type_number": ""}),
    )
}
MONEYS = ("sentence", "sentences", "before", "bullets", "table", "paragraphs", "sections", "colons")
_BUDGETS = (
    {f"money in {money}": replace(BASE, money=money, bold_amount=money != "sentences") for money in MONEYS}
    | {f"money in {money} with total": replace(BASE, money=money, total=True) for money in MONEYS}
    | {
        "a list for each budget": replace(BASE, listing="per budget"),
        "a list with a heading for each budget": replace(BASE, listing="per budget, headed"),
        "budgets abbreviated on the title page": replace(BASE, programmes="elliptic", money="bullets"),
        "eight clauses": replace(BASE, listing="eight clauses"),
    }
)
ONE_BUDGET = {
    "as the samples": BASE,
    **_PARTIES,
    **_FRONTS,
    **_HEADINGS,
    **_TYPES,
    **_ITEMS,
    **_AMOUNTS,
    **_DAYS,
    **_SIGNATURES,
    **_MARKUPS,
}
_OF_BOTH = ("as the samples", *_PARTIES, *_HEADINGS, "plain", "html", "types inflected", "items lines", "bullet •")
TWO_BUDGETS = frozenset({"2018", "2011-2014"})


def forms(era: str) -> dict[str, Form]:
    """The forms of an era by name."""
    if era == "2024-2025":
        return ONE_BUDGET
    return {name: ONE_BUDGET[name] for name in _OF_BOTH} | (_BUDGETS if era in TWO_BUDGETS else {})


def mixed(chance: Random, era: str) -> Form:
    """A form that departs in several respects at once: each from an entry of the tables, markup from one of its own."""
    tables = (_PARTIES, _FRONTS, _HEADINGS, _TYPES, _AMOUNTS, _DAYS, _SIGNATURES, _BUDGETS)
    form = replace(BASE, markup=chance.choice(("markdown", "plain", "html")), item=chance.choice(BULLETS[:5]))
    for table in tables[: None if era in TWO_BUDGETS else -1]:
        other = table[chance.choice(sorted(table))]
        changed = {name: getattr(other, name) for name in Form.__slots__ if getattr(other, name) != getattr(BASE, name)}
        form = replace(form, **changed)
    return form
