"""`datasette govreports serve`: one release of `publish`, for a unit of systemd."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("release", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(release: Path, options: tuple[str, ...]) -> None:
    """Serve one release of `publish` at its socket; OPTIONS go on to `datasette serve`. For the unit of systemd."""
    from datasette_govreports.releases import servers

    words = servers.command(release.resolve(), options)
    os.execv(words[0], words)  # noqa: S606 - ours: systemd is to know Datasette's own process
