"""Prose cut into sentences and clauses, with what stands in brackets set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreports.claims.words import UNITS
from govreports.spans import Span

_SENTENCE = re.compile(r"[^。；;！!？?\r\n]+")
# A comma inside 134,691 divides nothing; 、 divides clauses only behind a number of cases.
_COMMA = re.compile(rf"[,，](?![0-9０-９]{{3}}(?![0-9０-９]))|(?<=[0-9０-９〇零一二三四五六七八九十百千][{UNITS}])、")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]|[“\"][^”\"]*[”\"]|《[^》]*》")
ASIDE = "\x00"


def sentences(text: str, within: Span) -> Iterator[Span]:
    """The sentences of a stretch of text, without their full stops."""
    for match in _SENTENCE.finditer(text, *within):
        yield Span(*match.span())


def clauses(text: str, sentence: Span) -> Iterator[Span]:
    """The clauses of a sentence, in order, without their commas. A comma in brackets divides nothing."""
    shown = set_aside(text[slice(*sentence)])
    start = 0
    for comma in _COMMA.finditer(shown):
        yield Span(sentence.start + start, sentence.start + comma.start())
        start = comma.end()
    yield Span(sentence.start + start, sentence.end)


def set_aside(text: str) -> str:
    """The same text, as long as before, with everything in brackets, quotation marks and titles blotted out."""
    return _BRACKETS.sub(lambda match: ASIDE * len(match[0]), text)
