"""The command line. Messages are German, since the clerk reads them.

Each command is a module of its own and is imported only when it runs: rdflib and pySHACL take longer to import than
`aqbgraph --help` may take.
"""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from aqbgraph import __version__
from aqbgraph.cli import wrong_calls
from aqbgraph.errors import AqbError, WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, which is its module's, and what it is for."""

    name: str
    help: str


COMMANDS = (
    Command("build", "Aus Zielvereinbarungen eine Veröffentlichung bauen: Daten und Seiten in einem Ordner."),
    Command("diff", "Zeigen, was sich zwischen zwei Veröffentlichungen geändert hat: zuerst die Angaben."),
    Command("extract", "Zeigen, was aus Dokumenten gelesen wird: jede Angabe mit Wortlaut, Zeile und Regel."),
    Command("mcp", "Eine Veröffentlichung als Werkzeuge für ein Sprachmodell anbieten (MCP)."),
    Command("push", "Eine Veröffentlichung in einen SPARQL-Speicher bringen: nur, was sich geändert hat."),
    Command("query", "Eine Veröffentlichung mit SPARQL befragen, ohne Server."),
    Command("serve", "Eine Veröffentlichung ausliefern: Seiten, Daten und SPARQL."),
    Command("validate", "RDF-Dateien oder eine Veröffentlichung gegen die Regeln (SHACL) prüfen."),
)


class _Group(click.Group):
    """Imports a command when it is asked for, and shows our errors as what they are: place, expectation, advice."""

    def list_commands(self, _: click.Context) -> list[str]:
        return [command.name for command in COMMANDS]

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in {command.name for command in COMMANDS}:
            return None
        found: click.Command = importlib.import_module(f"{__name__}.{name}").command
        return found

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Befehle"):
            formatter.write_dl([(command.name, command.help) for command in COMMANDS])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except (click.NoSuchOption, click.BadOptionUsage) as error:
            _tell(error)
            ctx.exit(error.exit_code)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            names = ", ".join(self.list_commands(ctx))
            raise WrongUse(f"Den Befehl „{args[0]}“ gibt es nicht. Möglich sind: {names}.")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AqbError as error:
            click.echo(f"Fehler: {error}", err=True)
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            _tell(error, ctx.invoked_subcommand)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            # Before a command has begun, or of one with nothing to clear away. After Ctrl-C, 128 + SIGINT.
            click.echo("\nAbgebrochen.", err=True)
            ctx.exit(130)


def _tell(error: click.UsageError, command: str | None = None) -> None:
    click.echo(f"Fehler: {wrong_calls.told(error)}\n{wrong_calls.help_for(error, command)}", err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="aqbgraph")
def group() -> None:
    """Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget als offene, verknüpfte Daten."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit code (0 done, 1 faults in the input, 2 wrong use)."""
    try:
        group.main(arguments, prog_name="aqbgraph")
    except BrokenPipeError:
        # The reader of our output has gone (aqbgraph extract … | head); the interpreter flushes what is left
        # into nothing (https://docs.python.org/3/library/signal.html#note-on-sigpipe).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
