"""What the commands share at the terminal."""

from __future__ import annotations

import sys
from typing import NoReturn, Protocol

import click

from govreports.explain import Language

ABORTED = 2

language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of what is printed.",
)


class Told(Protocol):
    """An error that carries one sentence in each language."""

    message_zh: str
    message_en: str


def said(error: Told, language: Language) -> str:
    """The sentence of an error."""
    return error.message_zh if language == "zh" else error.message_en


def abort(message: str) -> NoReturn:
    """Say why and stop, with the exit code for it."""
    click.echo(message, err=True)
    sys.exit(ABORTED)
