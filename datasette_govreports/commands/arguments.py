"""Arguments that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

database_argument = click.argument(
    "database", metavar="DB", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
