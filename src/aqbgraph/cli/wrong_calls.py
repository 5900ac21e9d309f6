"""What is told of a command that was called wrongly. click tells it in English, whatever is around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may be named, by whether a file and whether a folder may.
_PLACES = {(True, False): "eine Datei", (False, True): "ein Ordner", (True, True): "eine Datei oder ein Ordner"}


def told(error: click.UsageError) -> str:
    """What is wrong, and what would be right."""
    if isinstance(error, click.NoSuchOption):
        return f"Die Option {error.option_name} gibt es nicht.{_perhaps(error.possibilities)}"
    if isinstance(error, click.MissingParameter):
        return f"Es fehlt {_named(error)}."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"Mit diesem Wert geht {_named(error)} nicht{_expected(error.param.type)}."
    if isinstance(error, click.BadOptionUsage):
        return f"Bei {error.option_name} fehlt der Wert, oder es ist einer zu viel."
    return error.format_message()


def help_for(error: click.UsageError) -> str:
    """The command that tells more."""
    return f"Hilfe: {error.ctx.command_path if error.ctx else 'aqbgraph'} --help"


def _named(error: click.BadParameter) -> str:
    """As it is written in a call: the long name of an option, the placeholder of an argument."""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else "ein Argument"


def _expected(kind: click.ParamType[Any]) -> str:
    if isinstance(kind, click.Choice):
        return f"; möglich sind: {', '.join(kind.choices)}"
    if isinstance(kind, click.IntRange | click.FloatRange):
        number = "eine ganze Zahl" if isinstance(kind, click.IntRange) else "eine Zahl"
        below = f", höchstens {kind.max:g}" if kind.max is not None else ""
        return f"; erwartet wird {number}, mindestens {kind.min:g}{below}"
    if isinstance(kind, click.Path):
        return (
            f"; erwartet wird {_PLACES[kind.file_okay, kind.dir_okay]}{', vorhanden und lesbar' if kind.exists else ''}"
        )
    return ""


def _perhaps(names: Sequence[str] | None) -> str:
    return f" Gemeint ist vielleicht {' oder '.join(names)}." if names else ""
