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
    """What carries one sentence in each language: an error or a remark."""

    @property
    def message_zh(self) -> str:
        """In Chinese."""

    @property
    def message_en(self) -> str:
        """In English."""


def said(told: Told, language: Language) -> str:
    """The sentence in one of the languages."""
    return told.message_zh if language == "zh" else told.message_en


def abort(message: str) -> NoReturn:
    """Say why and stop, with the exit code for it."""
    click.echo(message, err=True)
    sys.exit(ABORTED)
