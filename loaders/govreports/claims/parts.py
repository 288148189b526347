"""Wholes and their parts: 公开信息239条，其中网站22条、微信79条、其他渠道138条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govreports.claims.clauses import COMMAS, Clause, Sentence, Sentences, clauses
from govreports.claims.numerals import NUMBER, count
from govreports.claims.words import BEFORE_ROUGH, ROUGH, UNITS
from govreports.spans import Span

_COUNTED = re.compile(rf"(?<![0-9０-９.．])({NUMBER})\s*([{UNITS}])(?![{ROUGH}])")
_OPENING = r"\s*(?:其中|包括|分别为|分别是)"
_OPENS = re.compile(rf"{_OPENING}[，,：:]?")
_DIVIDES = re.compile(rf"[{COMMAS}]{_OPENING}")  # what a clause that opens the parts looks like behind the whole
# 公开信息239条。按渠道分，有网站22条、微信79条: a sentence of its own that divides what the one before ends with.
_CONTINUES = re.compile(r"\s*按[^，,0-9]{1,8}分[，,：:]?\s*有?")
# 其他 as the last part leaves nothing over, so that the parts are all there is.
_REST = re.compile(r"其[他它]")
LEAST_PARTS = 2  # a whole with one part is not divided; a comma stands before each part
_ALIKE = 2  # characters before its number in which a part must be like the others to be of their kind


class Part(NamedTuple):
    """One number of a division, where it stands, and the words before it."""

    value: int
    span: Span
    label: str


class Counted(NamedTuple):
    """A number with its unit."""

    part: Part
    unit: str


class Division(NamedTuple):
    """A whole and its parts in one sentence. `complete`: the parts are said to be all there is."""

    whole: Part
    parts: tuple[Part, ...]
    sentence: Span
    complete: bool


def divisions(said: Sentences) -> Iterator[Division]:
    """Every whole that some sentences divide into two or more parts of one kind and unit."""
    for number, words in enumerate(said.words):
        division = None
        if "按" in words and _CONTINUES.match(words):
            division = _continued(said, number)
        elif "其中" in words or "包括" in words or "分别" in words:
            division = _inside(said, number)
        if division:
            yield division


def _continued(said: Sentences, number: int) -> Division | None:
    """The whole with which the sentence before ends, and the parts that a sentence goes on with."""
    before, sentence = said.before(number), said.at(number)
    continues = _CONTINUES.match(sentence.words)
    if not before or not continues:
        return _inside(said, number)
    *_, last = clauses(before)
    whole = _part(last)
    if whole is None:
        return None
    parts = clauses(Sentence(sentence.start + continues.end(), sentence.words[continues.end() :]))
    return _divided(whole, parts, Span(before.start, sentence.span.end))


def _inside(said: Sentences, number: int) -> Division | None:
    """The whole and the parts that stand in one sentence."""
    words = said.words[number]
    if sum(map(words.count, COMMAS)) < LEAST_PARTS or not _DIVIDES.search(words):
        return None
    sentence = said.at(number)
    places = clauses(sentence)
    for place, clause in enumerate(places):
        opens = _OPENS.match(clause.shown)
        if opens:
            whole = _part(places[place - 1]) if place else None
            first = Clause(clause.start + opens.end(), clause.shown[opens.end() :])
            return _divided(whole, [first, *places[place + 1 :]], sentence.span) if whole else None
    return None


def _divided(whole: Counted, places: Sequence[Clause], sentence: Span) -> Division | None:
    """A whole and the parts that some clauses give, up to the first that is about something else."""
    parts: list[Part] = []
    for place in places:
        part = None if parts and _OPENS.match(place.shown) else _part(place)
        if part is None or part.unit != whole.unit:
            break
        parts.append(part.part)
    if len(parts) < LEAST_PARTS:
        return None
    complete = bool(_REST.match(parts[-1].label))
    if not complete and not _of_one_kind(parts):
        return None
    return Division(whole.part, tuple(parts), sentence, complete)


def _part(clause: Clause) -> Counted | None:
    """The one number that a clause ends with, and its unit."""
    shown = clause.shown
    counted = list(_COUNTED.finditer(shown))
    if len(counted) != 1 or shown[counted[0].end() :].strip(" \x00"):
        return None
    label = shown[: counted[0].start()].strip()
    value = count(counted[0][1])
    if value is None or label.endswith(BEFORE_ROUGH):
        return None
    span = Span(clause.start + counted[0].start(1), clause.start + counted[0].end(1))
    return Counted(Part(value, span, label), counted[0][2])


def _of_one_kind(parts: list[Part]) -> bool:
    """Whether the words before the numbers end alike, so that the parts do not overlap in another respect."""
    endings = {part.label[-_ALIKE:] for part in parts}
    return len(endings) == 1 and len(endings.pop()) == _ALIKE
