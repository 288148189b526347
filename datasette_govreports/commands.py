"""`datasette govreports …`: the commands that the plugin adds to Datasette's own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click

ABORTED = 2

language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of what is printed.",
)
database_argument = click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def govreports() -> None:
    """Publish a database of annual reports on open government information."""


@govreports.command()
@database_argument
@click.option(
    "--output",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to make; it must not be there, or be empty.",
)
@click.option("--address", default="", help="Where the folder will be on the web, to be named in its files.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes.")
@language_option
def export(database: Path, folder: Path, address: str, jobs: int, language: str) -> None:
    """Write every table as CSV, Excel-safe CSV, JSON Lines, Parquet and XLSX, and what describes them.

    Exit code 2 when nothing was written.
    """
    from datasette_govreports import downloads

    if folder.exists() and any(folder.iterdir()):
        fail(language, f"{folder} 不是空的；请另选一个文件夹。", f"{folder} is not empty; name another folder.")
    unfinished = folder.with_name(f".{folder.name}.writing")
    try:
        unfinished.mkdir(parents=True)
    except OSError as error:
        fail(
            language,
            f"不能建立 {unfinished}：{error.strerror}。如果是上次导出中断留下的，请删除它。",
            f"Cannot make {unfinished}: {error.strerror}. Delete it if an export that was cut short left it.",
        )
    try:
        files = downloads.write(database, unfinished, address=f"{address.rstrip('/')}/" if address else "", jobs=jobs)
        unfinished.replace(folder)
    except (OSError, sqlite3.Error) as error:
        fail(language, f"没有导出：{error}", f"Nothing was exported: {error}")
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    size = sum(file.size for file in files)
    click.echo(
        say(
            language,
            f"{folder}：{len(files)} 个文件，{size:,} 字节。",
            f"{folder}: {len(files)} files, {size:,} bytes.",
        )
    )


@govreports.command()
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
    language: str,
) -> None:
    """Serve the database DATABASE from now on: a new server beside the old one, and a switch once it is well.

    Exit code 2 when nothing was switched. docs/deploy.md tells what stands in front of it.
    """
    from datasette_govreports.releases import publish as publishing
    from datasette_govreports.releases import servers
    from datasette_govreports.releases.folder import PublishError

    kind = servers.Systemd(unit) if unit else servers.Processes()
    try:
        release = publishing.publish(database, folder, kind, metadata=metadata, drain=drain, patience=patience)
    except PublishError as error:
        fail(language, error.message_zh, error.message_en)
    except (OSError, subprocess.SubprocessError, sqlite3.Error) as error:
        fail(language, f"没有发布：{error}", f"Nothing was published: {error}")
    click.echo(say(language, f"{folder} 现在用 {release.name}。", f"{folder} now serves {release.name}."))


@govreports.command(context_settings={"ignore_unknown_options": True})
@click.argument("release", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(release: Path, options: tuple[str, ...]) -> None:
    """Serve one release of `publish` at its socket; OPTIONS go on to `datasette serve`. For the unit of systemd."""
    from datasette_govreports.releases import servers

    words = servers.command(release.resolve(), options)
    os.execv(words[0], words)  # noqa: S606 - ours: systemd is to know Datasette's own process


def say(language: str, zh: str, en: str) -> str:
    """The sentence in one of the languages."""
    return zh if language == "zh" else en


def fail(language: str, zh: str, en: str) -> NoReturn:
    """Say why and stop, with the exit code for it."""
    click.echo(say(language, zh, en), err=True)
    sys.exit(ABORTED)
