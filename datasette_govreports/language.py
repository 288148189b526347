"""The two languages of the pages, and their words.

Chinese is the language the templates are written in; another language is a gettext catalogue, read from its `.po`
as committed. Compiling it first would add a build step that an editable install and a checkout could miss.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Code = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the pages.

    code: ends the names of the database's columns in that language, as in `label_en`
    tag: what HTML calls it
    prefix: what its addresses start with
    name: its own name for itself
    """

    code: Code
    tag: str
    prefix: str
    name: str


CHINESE = Language("zh", "zh-Hans", "", "中文")
ENGLISH = Language("en", "en", "en/", "English")
LANGUAGES = (CHINESE, ENGLISH)


class Words(gettext.NullTranslations):
    """A catalogue's messages; what it does not hold comes back as it was asked for."""

    def __init__(self, po: str = "") -> None:
        super().__init__()
        self._messages = dict(_entries(po))
        forms = re.search(r"plural=([^;\n]+)", self._messages.pop("", ("",))[0])
        self._plural = gettext.c2py(forms[1]) if forms else None

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language, with values filled in."""
        text = self._messages.get(message, (message,))[0]
        return text % values if values else text

    def ngettext(self, singular: str, plural: str, n: int, **values: object) -> str:  # type: ignore[override]
        """The message in this language for a number of things; `%(num)s` is the number."""
        forms = self._messages.get(singular)
        text = forms[self._plural(n)] if forms and self._plural else plural
        return text % {"num": f"{n:,}", **values}


@cache
def words(language: Language) -> Words:
    """The words of a language."""
    if language is CHINESE:
        return Words()
    folder = files(__package__).joinpath("locales", language.code, "LC_MESSAGES")
    return Words(folder.joinpath("messages.po").read_text(encoding="utf-8"))


def _entries(po: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(message, translations) of each finished entry of a .po file; as in msgfmt, fuzzy ones are not used."""
    for block in re.split(r"\n\s*\n", po):
        strings: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            started = re.match(r"(msg\w+(?:\[\d\])?)\s+(?=\")", line)
            if started:
                keyword = started[1]
                line = line[started.end() :]  # noqa: PLW2901 - the rest of the line is what the loop is about
            if keyword and line.startswith('"'):
                strings[keyword] = strings.get(keyword, "") + ast.literal_eval(line)
        translations = tuple(strings[k] for k in sorted(strings) if k.startswith("msgstr"))
        if all(translations) and translations and not re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE):
            yield strings["msgid"], translations
