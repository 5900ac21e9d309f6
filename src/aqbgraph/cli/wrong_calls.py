"""What is told of a command that was called wrongly. click tells it in English, whatever is around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may be named, by whether a file and whether a folder may.
_PLACES = {(True, False): "eine Datei", (False, True): "ein Ordner", (True, True): "eine Datei oder ein Ordner"}
# What click puts between quotes is what was given; what is too much it puts into brackets.
_GIVEN = re.compile(r"'(.+?)'(?: |\Z)")
_TOO_MUCH = re.compile(r"\((.+)\)\Z")


def told(error: click.UsageError) -> str:
    """What is wrong, and what would be right."""
    if isinstance(error, click.NoSuchOption):
        return f"Die Option {error.option_name} gibt es nicht.{_perhaps(error.possibilities)}"
    if isinstance(error, click.MissingParameter):
        return f"Es fehlt {_named(error)}."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"Mit diesem Wert{_given(error)} geht {_named(error)} nicht{_expected(error, error.param.type)}"
    if isinstance(error, click.BadOptionUsage):
        return f"Bei {error.option_name} fehlt der Wert, oder es ist einer zu viel."
    if found := _TOO_MUCH.search(error.message):
        return f"Zu viel angegeben: {found[1]}. Was Leerzeichen enthält, gehört in Anführungszeichen."
    return error.format_message()


def help_for(error: click.UsageError, command: str | None = None) -> str:
    """The call that tells more; of an option without its value click does not say whose `command` it is."""
    path = error.ctx.command_path if error.ctx else "aqbgraph"
    named = command is None or path.endswith(f" {command}")
    return f"Hilfe: {path if named else f'{path} {command}'} --help"


def _named(error: click.BadParameter) -> str:
    """As it is written in a call: the long name of an option, the placeholder of an argument."""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else "ein Argument"


def _given(error: click.BadParameter) -> str:
    """Which it is: of files many may be named."""
    found = _GIVEN.search(error.message)
    return f" („{found[1]}“)" if found else ""


def _expected(error: click.BadParameter, kind: click.ParamType[Any]) -> str:
    if isinstance(kind, click.Choice):
        return f"; möglich sind: {', '.join(kind.choices)}."
    if isinstance(kind, click.IntRange | click.FloatRange):
        number = "eine ganze Zahl" if isinstance(kind, click.IntRange) else "eine Zahl"
        below = f", höchstens {kind.max:g}" if kind.max is not None else ""
        return f"; erwartet wird {number}, mindestens {kind.min:g}{below}."
    if isinstance(kind, click.Path):
        there = ", vorhanden und lesbar" if kind.exists else ""
        return f"; erwartet wird {_PLACES[kind.file_okay, kind.dir_okay]}{there}."
    return f": {error.message}"  # any text is one: what was wrong with it we found ourselves, and said


def _perhaps(names: Sequence[str] | None) -> str:
    return f" Gemeint ist vielleicht {' oder '.join(names)}." if names else ""
