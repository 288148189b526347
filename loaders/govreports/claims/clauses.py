"""Prose cut into sentences and clauses, with what stands in brackets set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from govreports.claims.words import UNITS
from govreports.spans import Span

_END = "。"
_OTHER_ENDS = "；;！!？?\r\n"
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


@dataclass(frozen=True)
class Sentences:
    """The sentences of a stretch of text: where it begins, all of it, and the words of each; some have none.

    Most say nothing that is looked for, so their places are worked out only when one is asked for, all at once: a text
    may have any number of them.
    """

    start: int
    text: str
    words: list[str]

    def at(self, number: int) -> Sentence:
        """One of them with its place."""
        return Sentence(self._starts[number], self.words[number])

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(words) + 1 for words in self.words), initial=self.start))

    def holding(self, word: str) -> Iterator[Sentence]:
        """Those in which a word stands, in their order."""
        if word in self.text:
            yield from (self.at(number) for number, words in enumerate(self.words) if word in words)

    def before(self, number: int) -> Sentence | None:
        """The last one before it that has words."""
        earlier = (place for place in range(number - 1, -1, -1) if self.words[place])
        return next(map(self.at, earlier), None)


class Clause(NamedTuple):
    """A clause without its comma: where it begins in the text, and its words, with what stands aside blotted out."""

    start: int
    shown: str

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.start + len(self.shown))


def sentences(text: str, within: Span) -> Sentences:
    """The sentences of a stretch of text."""
    marked = text[slice(*within)]
    for mark in _OTHER_ENDS:
        marked = marked.replace(mark, _END)
    return Sentences(within.start, marked, marked.split(_END))


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
