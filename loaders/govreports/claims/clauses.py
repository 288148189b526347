"""Prose cut into sentences and clauses, with what stands in brackets set aside."""

from __future__ import annotations

import re
from typing import NamedTuple

from govreports.claims.words import UNITS
from govreports.spans import Span

_ENDS = "。；;！!？?\r\n"
COMMAS = ",，、"
# A comma inside 134,691 divides nothing; 、 divides clauses only behind a number of cases.
_COMMA = re.compile(rf"[,，](?![0-9０-９]{{3}}(?![0-9０-９]))|(?<=[0-9０-９〇零一二三四五六七八九十百千][{UNITS}])、")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]|[“\"][^”\"]*[”\"]|《[^》]*》")
ASIDE = "\x00"


class Sentence(NamedTuple):
    """A sentence without its full stop, and where it begins in the text that it is from."""

    start: int
    words: str

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.start + len(self.words))


class Clause(NamedTuple):
    """A clause without its comma: where it begins in the text, and its words, with what stands aside blotted out."""

    start: int
    shown: str

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.start + len(self.shown))


def sentences(text: str, within: Span) -> list[Sentence]:
    """The sentences of a stretch of text."""
    found, start = [], within.start
    marked = text[slice(*within)]
    for mark in _ENDS[1:]:
        marked = marked.replace(mark, _ENDS[0])
    for words in marked.split(_ENDS[0]):
        if words:
            found.append(Sentence(start, words))
        start += len(words) + 1
    return found


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, in order. A comma in brackets divides nothing."""
    shown = set_aside(sentence.words)
    found, start = [], 0
    for comma in _COMMA.finditer(shown):
        found.append(Clause(sentence.start + start, shown[start : comma.start()]))
        start = comma.end()
    return [*found, Clause(sentence.start + start, shown[start:])]


def set_aside(text: str) -> str:
    """The same text, as long as before, with everything in brackets, quotation marks and titles blotted out."""
    return _BRACKETS.sub(lambda match: ASIDE * len(match[0]), text)
