"""Statements such as 全年共收到政府信息公开申请9件: what is counted, how many, and where it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from govreports.claims.clauses import ASIDE, Clause, Sentence, Sentences, clauses, set_aside
from govreports.claims.numerals import NUMBER, NUMERAL, count
from govreports.claims.words import BEFORE_ROUGH, NOT_THE_WHOLE, ROUGH, UNITS, WORDS, Role
from govreports.spans import Span

Subject = Literal[
    "received",
    "carried_over",
    "handled",
    "carried_forward",
    "reconsiderations",
    "suits",
    "normative_documents",
]

Roles = frozenset[Role]

_REVIEWS: Roles = frozenset(("reconsideration", "suit"))
_YEARS: Roles = frozenset(("from_last_year", "to_next_year"))
_OTHER: Roles = frozenset((*_REVIEWS, *_YEARS, "handled", "answered", "in_time", "normative"))
# What a clause counts, by what its words must tell and what they must not.
SUBJECTS: tuple[tuple[Subject, Roles, Roles], ...] = (
    ("received", frozenset(("request",)), _OTHER),
    ("received", frozenset(("received", "disclosure")), _OTHER),
    ("handled", frozenset(("handled",)), frozenset((*_OTHER, "received")) - {"handled"}),
    ("carried_over", frozenset(("from_last_year",)), _REVIEWS | {"to_next_year"}),
    ("carried_forward", frozenset(("to_next_year",)), _REVIEWS | {"from_last_year"}),
    ("reconsiderations", frozenset(("reconsideration",)), frozenset(("suit",))),
    ("suits", frozenset(("suit",)), frozenset(("reconsideration",))),
    ("normative_documents", frozenset(("normative", "made")), _REVIEWS),
)

_ROLE: dict[str, Role] = {word.text: word.role for word in WORDS}
_WORD = "|".join(sorted(map(re.escape, _ROLE), key=len, reverse=True))
_COUNTED = re.compile(rf"(?<![0-9０-９.．])({NUMBER})\s*[{UNITS}](?![{ROUGH}])")
_ANY_NUMBER = re.compile(rf"{NUMBER}\s*[{UNITS}]|[0-9０-９]+")
_YEAR = re.compile(r"([0-9]{4})\s*年")
_BLANKS = re.compile(rf"[\s{ASIDE}]+")


_OF_DISCLOSURE = re.compile("信息公开|申请公开|公开申请")
# No clause counts anything without a word that holds one of these characters.
_MAY_COUNT = re.compile("[请收接结议诉规]")
# What a sentence must hold to say how many, or that there is none.
_COUNTS = re.compile(rf"{NUMERAL}\s*[{UNITS}]")
_DENIES = re.compile("[未没无]")
_NUMERAL = re.compile(NUMERAL)
_PARTIAL = re.compile("|".join(NOT_THE_WHOLE))


class Statement(NamedTuple):
    """One statement. `span` is the number's place, or the clause's where it says that there is nothing.

    `sentence` is the evidence. With `area` it speaks of a whole area.
    """

    subject: Subject
    value: int
    span: Span
    sentence: Span
    area: bool


def statements(said: Sentences, year: int | None, names: tuple[str, ...] = ()) -> Iterator[Statement]:
    """Every statement about the report's own year in some sentences, in their order.

    A sentence that speaks of another year, of a part, or of anything that is not understood word by word gives none.
    `names` are names by which the body may call itself.
    """
    for number, words in enumerate(said.words):
        if ("公开" in words or "规范" in words) and _MAY_COUNT.search(words) and _tells(words):
            yield from _of_sentence(said.at(number), year, names)


def _tells(words: str) -> bool:
    """Whether a sentence may say how many, or that there is none."""
    return bool(_COUNTS.search(words) or _DENIES.search(words))


def _of_sentence(sentence: Sentence, year: int | None, names: tuple[str, ...]) -> Iterator[Statement]:
    shown = set_aside(sentence.words)
    about_disclosure = _OF_DISCLOSURE.search(shown)
    if not (about_disclosure or "规范" in shown) or not _tells(shown):
        return
    if any(int(said) != year for said in _YEAR.findall(shown)):
        return
    partial = _PARTIAL.search(shown)
    whole_until = partial.end() if partial else len(shown) + 1
    for clause in clauses(sentence):
        end = clause.span.end - sentence.start
        if end >= whole_until:
            return
        if about_disclosure or "规范" in shown[:end]:
            yield from _of_clause(clause, sentence.span, names)


def _of_clause(clause: Clause, sentence: Span, names: tuple[str, ...]) -> Iterator[Statement]:
    shown = clause.shown
    if not _NUMERAL.search(shown):
        yield from _none(clause, sentence, names)
        return
    numbers = list(_ANY_NUMBER.finditer(_YEAR.sub(lambda match: ASIDE * len(match[0]), shown)))
    counted = list(_COUNTED.finditer(shown))
    if len(numbers) > 1 or len(counted) != len(numbers):
        return
    if not counted:
        yield from _none(clause, sentence, names)
        return
    match = counted[0]
    value = count(match[1])
    head, tail = shown[: match.start()], shown[match.end() :]
    roles = _roles(f"{head}{tail}", names)
    if value is None or roles is None or "none" in roles or head.rstrip().endswith(BEFORE_ROUGH):
        return
    subject = _subject(roles)
    if subject:
        span = Span(clause.start + match.start(1), clause.start + match.end(1))
        yield Statement(subject, value, span, sentence, "area" in roles)


def _none(clause: Clause, sentence: Span, names: tuple[str, ...]) -> Iterator[Statement]:
    """What a clause without numbers says that there is none of. 未发生…复议、诉讼 says it of both."""
    shown = clause.shown
    roles = _roles(shown, names) if shown.count("未") + shown.count("没有") + shown.count("无") == 1 else None
    if not roles or "none" not in roles:
        return
    reviews: list[tuple[Role, Subject]] = [("reconsideration", "reconsiderations"), ("suit", "suits")]
    found = [subject for role, subject in reviews if role in roles]
    other = _subject(roles)
    if not found and (other == "normative_documents" or (other == "received" and "received" in roles)):
        found = [other]
    for subject in found:
        yield Statement(subject, 0, clause.span, sentence, "area" in roles)


def _roles(clause: str, names: tuple[str, ...]) -> frozenset[Role] | None:
    """What the words of a clause tell; None when one of them is not known."""
    words = _BLANKS.sub("", _YEAR.sub("今年", clause))
    for name in names:
        words = words.replace(name, "我局")
    if not _whole().fullmatch(words):
        return None
    return frozenset(_ROLE[word] for word in _single().findall(words))


def _subject(roles: frozenset[Role]) -> Subject | None:
    """What a clause counts, None when that is not one thing."""
    possible = {subject for subject, needed, barred in SUBJECTS if needed <= roles and not barred & roles}
    return possible.pop() if len(possible) == 1 else None


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(f"(?:{_WORD})+")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(_WORD)
