"""Templates to pages: Jinja2 with autoescape and StrictUndefined, and the filters of German typography."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from datetime import date

_LOCALE = "de"
# What could end a script element or start a comment in it (HTML, 13.2.5.20 script data state).
_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def euro(amount: Decimal) -> str:
    """An amount as German writes it: "491.550 €"; cents only where there are any."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return f"{format_decimal(amount, pattern, locale=_LOCALE)}\u00a0€"


def percent(share: Decimal) -> str:
    """A change: "+6,2 %"."""
    return f"{format_decimal(share * 100, '+0.0;−0.0', locale=_LOCALE)}\u00a0%"


def german_date(day: date) -> str:
    """A day: "2. August 2025"."""
    return format_date(day, "long", locale=_LOCALE)


def number(count: int) -> str:
    """A number with thousands: "1.234"."""
    return format_decimal(count, locale=_LOCALE)


def file_size(count: int) -> str:
    """A number of bytes, in thousands as SI has them: "1,2 MB"."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{format_decimal(Decimal(count) / factor, '#,##0.#', locale=_LOCALE)}\u00a0{unit}"
    return f"{count}\u00a0{'Byte' if count == 1 else 'Bytes'}"


def json_script(text: str) -> Markup:
    """JSON that can stand in a script element."""
    return Markup(json.dumps(json.loads(text), ensure_ascii=False).translate(_SCRIPT))  # noqa: S704  # escaped just here


def css(text: str) -> Markup:
    """Our own style sheet in a style element; it could be left by its end tag alone (HTML, 13.2.5.2)."""
    if "</" in text:
        raise ValueError("</ in a style sheet")
    return Markup(text)  # noqa: S704  # checked just here


FILTERS = {
    "euro": euro,
    "percent": percent,
    "date": german_date,
    "number": number,
    "file_size": file_size,
    "json_script": json_script,
    "css": css,
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder("site") / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment


def render(template: str, view: object) -> bytes:
    """A page; the template sees its view and nothing else."""
    return _environment().get_template(f"{template}.html").render(view=view).encode()
