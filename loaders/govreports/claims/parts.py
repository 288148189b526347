"""Wholes and their parts: 公开信息239条，其中网站22条、微信79条、其他渠道138条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from govreports.claims.clauses import clauses, sentences, set_aside
from govreports.claims.numerals import NUMBER, count
from govreports.claims.words import BEFORE_ROUGH, ROUGH, UNITS
from govreports.spans import Span

_COUNTED = re.compile(rf"(?<![0-9０-９.．])({NUMBER})\s*([{UNITS}])(?![{ROUGH}])")
_OPENS = re.compile(r"\s*(?:其中|包括|分别为|分别是)[，,：:]?")
# 其他 as the last part leaves nothing over, so that the parts are all there is.
_REST = re.compile(r"其[他它]")
_ALIKE = 2  # characters before its number in which a part must be like the others to be of their kind


class Part(NamedTuple):
    """One number of a division, where it stands, and the words before it."""

    value: int
    span: Span
    label: str


class Division(NamedTuple):
    """A whole and its parts in one sentence. `complete`: the parts are said to be all there is."""

    whole: Part
    parts: tuple[Part, ...]
    sentence: Span
    complete: bool


def divisions(text: str, within: Span) -> Iterator[Division]:
    """Every whole that a sentence divides into two or more parts of one kind and one unit."""
    for sentence in sentences(text, within):
        division = _division(text, sentence)
        if division:
            yield division


def _division(text: str, sentence: Span) -> Division | None:
    whole: tuple[Part, str] | None = None
    parts: list[Part] = []
    for clause in clauses(text, sentence):
        shown = set_aside(text[slice(*clause)])
        opens = _OPENS.match(shown)
        if not parts and not opens:
            whole = _part(shown, clause, 0)
            continue
        if whole is None:
            return None
        part = _part(shown, clause, opens.end() if opens else 0)
        if part is None or part[1] != whole[1] or (opens and parts):
            break  # what follows is about something else
        parts.append(part[0])
    if whole is None or len(parts) < 2:  # noqa: PLR2004 - a whole with one part is not divided
        return None
    complete = bool(_REST.match(parts[-1].label))
    if not complete and not _of_one_kind(parts):
        return None
    return Division(whole[0], tuple(parts), sentence, complete)


def _part(shown: str, clause: Span, start: int) -> tuple[Part, str] | None:
    """The one number that a clause ends with, and its unit."""
    counted = list(_COUNTED.finditer(shown, start))
    if len(counted) != 1 or shown[counted[0].end() :].strip(" \x00"):
        return None
    label = shown[start : counted[0].start()].strip()
    value = count(counted[0][1])
    if value is None or label.endswith(BEFORE_ROUGH):
        return None
    span = Span(clause.start + counted[0].start(1), clause.start + counted[0].end(1))
    return Part(value, span, label), counted[0][2]


def _of_one_kind(parts: list[Part]) -> bool:
    """Whether the words before the numbers end alike, so that the parts do not overlap in another respect."""
    endings = {part.label[-_ALIKE:] for part in parts}
    return len(endings) == 1 and len(endings.pop()) == _ALIKE
