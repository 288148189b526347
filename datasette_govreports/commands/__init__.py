"""`datasette govreports …`: the commands that the plugin adds to Datasette's own."""

from __future__ import annotations

import click

from datasette_govreports.commands.build import build
from datasette_govreports.commands.export import export


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def govreports() -> None:
    """Publish a database of annual reports on open government information."""


govreports.add_command(build)
govreports.add_command(export)
