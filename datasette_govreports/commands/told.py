"""What the commands have in common: a database, and the language of what they print."""

from __future__ import annotations

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

database_argument = click.argument(
    "database", metavar="DB", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)


def say(language: str, zh: str, en: str) -> str:
    """The sentence in one of the languages."""
    return zh if language == "zh" else en


def fail(language: str, zh: str, en: str) -> NoReturn:
    """Say why and stop, with the exit code for it."""
    click.echo(say(language, zh, en), err=True)
    sys.exit(ABORTED)
