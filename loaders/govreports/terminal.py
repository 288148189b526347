"""What the commands share at the terminal, those of the plugin too."""

from __future__ import annotations

import sys
from typing import Literal, NoReturn, Protocol

import click

ABORTED = 2

Language = Literal["zh", "en"]

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


def say(language: Language, zh: str, en: str) -> str:
    """The sentence in one of the languages."""
    return zh if language == "zh" else en


def said(told: Told, language: Language) -> str:
    """The sentence that something carries, in one of the languages."""
    return say(language, told.message_zh, told.message_en)


def abort(message: str) -> NoReturn:
    """Say why and stop, with the exit code for it."""
    click.echo(message, err=True)
    sys.exit(ABORTED)
