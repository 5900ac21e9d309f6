"""Arguments that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

sources = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
public = click.argument("public", type=click.Path(path_type=Path, file_okay=False), metavar="PUBLIC")
