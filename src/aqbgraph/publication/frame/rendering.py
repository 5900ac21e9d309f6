"""Templates to pages: Jinja2 with autoescape and StrictUndefined, in the words and the typography of a language."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import get_decimal_symbol
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from aqbgraph.publication.frame.compiled import Compiled
from aqbgraph.publication.languages import GERMAN, LANGUAGES, Language
from aqbgraph.publication.publisher.theme import read_theme
from aqbgraph.publication.publisher.themed import faults_of, themed
from aqbgraph.publication.written_numbers import written as written_number
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from aqbgraph.publication.publisher.theme import Theme

# What the code of templates depends on.
_OPTIONS = ("autoescape", "trim_blocks", "lstrip_blocks", "keep_trailing_newline", "optimized")
# What could end a script element or start a comment in it (HTML, 13.2.5.20 script data state).
_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
# Forms of XML Schema's decimal, integer and double; with more digits than these numbers are copied, not read.
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_DIGITS = 25
# Behind a slash or a number sign, but that of an escaped quote (&#34;).
_BREAK = re.compile(r"(?:(?<=/)|(?<=(?<!&)#))(?=[^/#])")


def euro(amount: Decimal, language: Language = GERMAN) -> str:
    """An amount as the language writes it: "491.550 €", "€491,550"; cents only where there are any."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    written = written_number(amount, pattern, language.locale)
    return f"{written}\u00a0€" if language.is_source else f"€{written}"


def cents(amount: Decimal, language: Language = GERMAN) -> str:
    """An amount always with cents, as those per inhabitant are told: "1,00 €" among "0,92 €" and "18,52 €"."""
    written = written_number(amount, "#,##0.00", language.locale)
    return f"{written}\u00a0€" if language.is_source else f"€{written}"


def percent(share: Decimal, language: Language = GERMAN) -> str:
    """A change: "+6,2 %", "+6.2%"."""
    written = written_number(share * 100, "+0.0;−0.0", language.locale)
    return f"{written}\u00a0%" if language.is_source else f"{written}%"


def long_date(day: date, language: Language = GERMAN) -> str:
    """A day: "2. August 2025", "2 August 2025"."""
    return format_date(day, "long", locale=language.locale)


def held_date(day: date, language: Language = GERMAN) -> str:
    """The same where lines are broken: never between number and month."""
    return long_date(day, language).replace(" ", "\u00a0", 1)


def number(count: int | Decimal, language: Language = GERMAN) -> str:
    """A number with thousands: "1.234", "1,234"."""
    return written_number(count, None, language.locale)


def exact_number(written: str, language: Language = GERMAN) -> str:
    """A number of a result with all its digits; what is none, or has too many of them, as it is written."""
    found = Decimal(written) if _NUMBER.fullmatch(written) else None
    if found is None or not -_DIGITS < found.adjusted() < _DIGITS or len(found.as_tuple().digits) > _DIGITS:
        return written
    whole, _, part = format(abs(found), "f").partition(".")
    digits = part.rstrip("0")
    minus = "-" if found < 0 else ""
    behind = f"{get_decimal_symbol(language.locale)}{digits}" if digits else ""
    return f"{minus}{written_number(int(whole), None, language.locale)}{behind}"


def file_size(count: int, language: Language = GERMAN) -> str:
    """A number of bytes, in thousands as SI has them: "1,2 MB", "1.2 MB"."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{written_number(Decimal(count) / factor, '#,##0.#', language.locale)}\u00a0{unit}"
    return f"{count}\u00a0{'Byte' if count == 1 else 'Bytes' if language.is_source else 'bytes'}"


def json_script(text: str) -> Markup:
    """JSON that can stand in a script element."""
    return Markup(json.dumps(json.loads(text), ensure_ascii=False).translate(_SCRIPT))  # noqa: S704  # escaped just here


def css(text: str) -> Markup:
    """Our own style sheet in a style element; it could be left by its end tag alone (HTML, 13.2.5.2)."""
    if "</" in text:
        raise ValueError("</ in a style sheet")
    return Markup(text)  # noqa: S704  # checked just here


def breakable(address: str) -> Markup:
    """An address that goes on in the next line after a slash or a number sign before it does within a word."""
    return Markup(_BREAK.sub("<wbr>", escape(address)))  # noqa: S704  # escaped just here


FILTERS: dict[str, Callable[..., str]] = {"json_script": json_script, "css": css, "breakable": breakable}
# These write as the language of the page does.
SPOKEN: dict[str, Callable[..., str]] = {
    "euro": euro,
    "cents": cents,
    "percent": percent,
    "date": held_date,
    "number": number,
    "file_size": file_size,
}


def _dashed(text: str) -> str:
    """A dash stays in the line of the word before it."""
    return text.replace(" – ", "\u00a0– ")


@cache
def _templates() -> Path:
    return folder("site") / "templates"


@cache
def _environment(language: Language, theme: Theme | None = None) -> Environment:
    ours = FileSystemLoader(_templates())
    environment = (ImmutableSandboxedEnvironment if theme else Environment)(
        loader=themed(theme, ours) if theme else ours,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Else what filters make of constants would be part of the code that is kept.
        optimized=False,
        extensions=["jinja2.ext.i18n"],
    )
    # Blanks and line ends inside a text are those of the template, not of the text.
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # comes with the extension
        lambda text: _dashed(language.translated(text)),
        lambda one, many, count: _dashed(language.translated_n(one, many, count)),
        newstyle=True,
    )
    # Code for the sandbox is another one, and nothing is written into the publisher's folder.
    if theme is None:
        environment.bytecode_cache = Compiled(repr([getattr(environment, name) for name in _OPTIONS]))
    environment.filters.update(FILTERS)
    environment.filters.update({name: partial(write, language=language) for name, write in SPOKEN.items()})
    return environment


def render(template: str, view: object, language: Language = GERMAN, theme: Theme | None = None) -> bytes:
    """A page in a language; the template sees its view and nothing else.

    Raises:
        WrongUse: a template of the theme fails.
    """
    with faults_of(theme):
        return _environment(language, theme).get_template(f"{template}.html").render(view=view).encode()


def ready(theme: Theme | None = None) -> None:
    """Loads all templates, which compiles those that nobody could keep.

    Raises:
        WrongUse: a template of the theme fails.
    """
    with faults_of(theme):
        for language in LANGUAGES:
            environment = _environment(language, theme)
            for path in sorted(_templates().rglob("*.html")):
                environment.get_template(path.relative_to(_templates()).as_posix())


def checked(place: Path) -> Theme:
    """A theme whose templates can be compiled, so that a slip in one is told before anything is built.

    Raises:
        WrongUse: one of them is no template, or the folder no theme.
    """
    theme = read_theme(place)
    for name in theme.templates:
        with faults_of(theme):
            _environment(GERMAN, theme).get_template(name)
    return theme
