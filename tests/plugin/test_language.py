"""Every word of the pages is in the catalogue, and the catalogue is read as gettext reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment

from datasette_govreports.language import CHINESE, ENGLISH, Words, words
from tests.support.places import ROOT

PLUGIN = ROOT / "datasette_govreports"
CATALOGUE = (PLUGIN / "locales/en/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
CHINESE_WORDS = re.compile(r"[\u3400-\u9fff]+")


def extracted() -> Iterator[str | tuple[str, ...]]:
    """The messages of the templates, as Babel finds them."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted((PLUGIN / "templates").rglob("*.html")):
        for _, _, message in environment.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
            # A call with values comes as a tuple, and so do a singular and its plural.
            forms = tuple(part for part in message if part) if isinstance(message, tuple) else (message,)
            yield forms if len(forms) > 1 else forms[0]


MESSAGES = sorted(set(extracted()), key=str)


@pytest.mark.parametrize("message", MESSAGES, ids=str)
def test_every_message_is_translated(message: str | tuple[str, ...]) -> None:
    english = words(ENGLISH)
    if isinstance(message, tuple):
        singular, plural = message
        told = [english.ngettext(singular, plural, n, **dict.fromkeys(holes(singular), "x")) for n in (1, 2)]
    else:
        told = [english.gettext(message)]
        assert holes(told[0]) == holes(message)
    assert not any(CHINESE_WORDS.search(text) for text in told), told


def holes(message: str) -> set[str]:
    """Names of the values to fill in; the number is always there."""
    return set(re.findall(r"%\((\w+)\)s", message)) - {"num"}


def test_catalogue_holds_nothing_that_no_template_uses() -> None:
    used = {message if isinstance(message, str) else message[0] for message in MESSAGES}
    assert set(words(ENGLISH)._messages) == used
    assert "fuzzy" not in CATALOGUE
    assert "#~" not in CATALOGUE


def test_the_catalogue_is_what_babel_would_update() -> None:
    found = extract_from_dir(PLUGIN, method_map=[("templates/**.html", "jinja2")], options_map={})
    extracted_by_babel = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    with (PLUGIN / "locales/en/LC_MESSAGES/messages.po").open("rb") as file:
        held = read_po(file, locale="en", abort_invalid=True)
    assert {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in held if entry.id} == extracted_by_babel
    assert not list(held.obsolete)
    assert not [entry.id for entry in held if entry.id and entry.check()]


def test_no_word_stands_in_a_template_outside_the_catalogue() -> None:
    for path in sorted((PLUGIN / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
        text = re.sub(r"""\b(?:_|ngettext)\((?:"[^"]*"(?:, )?)+""", "", text)
        left = set(CHINESE_WORDS.findall(text)) - {"一二三四五六", *"一二三四五六"}
        assert not left, f"{path.name}: {left}"


def test_a_catalogue_is_read_as_gettext_reads_it() -> None:
    read = Words(
        """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# a remark
#: somewhere.html:1
msgid "一"
"二"
msgstr "one \\"two\\" "
"three"

#, fuzzy
msgid "三"
msgstr "guessed"

msgid "四"
msgstr ""

msgid "%(num)s 份"
msgid_plural "%(num)s 份"
msgstr[0] "%(num)s report of %(year)s"
msgstr[1] "%(num)s reports of %(year)s"
"""
    )
    assert read.gettext("一二") == 'one "two" three'
    assert read.gettext("三") == "三"
    assert read.gettext("四") == "四"
    assert read.ngettext("%(num)s 份", "%(num)s 份", 1, year=2020) == "1 report of 2020"
    assert read.ngettext("%(num)s 份", "%(num)s 份", 1200, year=2020) == "1,200 reports of 2020"


def test_chinese_is_what_the_templates_say() -> None:
    assert words(CHINESE).gettext("原文") == "原文"
    assert words(CHINESE).ngettext("%(num)s 格", "%(num)s 格", 1) == "1 格"
