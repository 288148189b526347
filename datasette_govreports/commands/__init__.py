"""`datasette govreports …`: the commands that the plugin adds to Datasette's own."""

from __future__ import annotations

import click

from datasette_govreports.commands.build import build
from datasette_govreports.commands.export import export
from datasette_govreports.commands.publish import publish
from datasette_govreports.commands.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def govreports() -> None:
    """Publish a database of annual reports on open government information."""


for command in (build, export, publish, serve):
    govreports.add_command(command)
