"""`datasette govreports publish`: a new database on a server, beside the old one until it answers."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path

import click
from govreports.terminal import Language, abort, language_option, said, say

from datasette_govreports.commands.arguments import database_argument


@click.command()
@database_argument
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the server: it gets a folder for each release, and the link `current`.",
)
@click.option(
    "--metadata",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="metadata.yml, for Datasette's own pages.",
)
@click.option(
    "--systemd",
    "unit",
    metavar="UNIT",
    help="Template unit that serves a release, without its @. Without this, the server is a process of its own.",
)
@click.option(
    "--drain",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    help="Seconds between the switch and the end of the old server.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Seconds for the new server to answer.",
)
@language_option
def publish(
    database: Path,
    folder: Path,
    metadata: Path | None,
    unit: str | None,
    drain: float,
    patience: float,
    language: Language,
) -> None:
    """Serve the database DB from now on: a new server beside the old one, and a switch once it is well.

    Exit code 2 when nothing was switched. docs/deploy.md tells what stands in front of it.
    """
    from datasette_govreports.releases import publish as publishing
    from datasette_govreports.releases import servers
    from datasette_govreports.releases.folder import PublishError

    kind = servers.Systemd(unit) if unit else servers.Processes()
    try:
        release = publishing.publish(database, folder, kind, metadata=metadata, drain=drain, patience=patience)
    except PublishError as error:
        abort(said(error, language))
    except (OSError, subprocess.SubprocessError, sqlite3.Error) as error:
        abort(say(language, f"没有发布：{error}", f"Nothing was published: {error}"))
    click.echo(say(language, f"{folder} 现在用 {release.name}。", f"{folder} now serves {release.name}."))
