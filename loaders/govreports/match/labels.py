"""Finding the form's labels in a text: one pattern, made from the form, over the text as it stands.

White space may stand between any two characters of a label and punctuation may be full-width or ASCII, so that a
label is found whatever delimiters, line breaks or spaces a page was left with. What a label means where it stands
is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from govreports.form import EDITIONS, SECTIONS, Edition, TableName, Variant, proactive, requests, reviews

Kind = Literal["row", "column", "mark", "section"]

GAP = r"[\s\u200b\ufeff]*"
# Marks that pages write in several ways. Quotes may also be absent.
CLASSES = {
    "(": "[(（]",
    ")": "[)）]",
    "/": "[/／]",
    "、": "[、,，]",
    '"': "[\"“”„‟〝〞＂「」『』'‘’]*",
}
_FOLD = str.maketrans({mark: key for key, marks in CLASSES.items() for mark in marks.strip("[]*")})
_DROPPED = re.compile(r"[\s\u200b\ufeff\"]+")
_A_YEAR = re.compile(r"(\d{4})")

# A label is a whole cell: it begins where a cell begins, its numbering aside, and what follows may not carry it on.
_CELL_EDGE = "\n|\t"
_BAR_OR_LINE = re.compile(r"[\n\t|｜│┃]")
_NUMERAL = "[一二三四五六七八九十0-9０-９]"
_NUMBERING = re.compile(
    rf"(?:^|(?<=[\s|｜│┃*\"\u200b\ufeff0-9０-９]))"
    rf"(?:(?P<number>[(（]{GAP}{_NUMERAL}{{1,2}}{GAP}[)）]|{_NUMERAL}{{1,2}}{GAP}[)）、.．,，:：]){GAP})?\*{{0,2}}[(（]?$"
)
_LONGEST_NUMBERING = 8
_CARRIED_ON = r"(?![\u3400-\u9fff、，。；！？》”A-Za-z])"
# A remark in brackets belongs to the label; a bracketed number is a figure, a bracketed numeral the next label's.
_REMARK = re.compile(rf"{GAP}[(（](?!{GAP}{_NUMERAL}+{GAP}[)）0-9０-９,，.件条项])[^()（）|｜0-9０-９]{{1,60}}[)）]")
_OPENS_REMARK = frozenset("(（ \u00a0\u2002\u3000")


class Label(NamedTuple):
    """A label of the form: what kind of thing it names, in which table, and in which editions."""

    kind: Kind
    table: TableName | None
    code: str
    editions: tuple[Edition, ...]


class Anchor(NamedTuple):
    """A label found in the text: `text[start:end]`, with its numbering and any remark in brackets."""

    label: Label
    start: int
    end: int
    number: str


def _known() -> Iterator[tuple[Label, tuple[Variant, ...]]]:
    """The labels that decide something: rows, what tells editions apart, where tables begin, section headings.

    Where two labels are the same words (总计 as row and as column), the row stands for both.
    """
    yield Label("mark", "requests", "corner", EDITIONS), requests.CORNER_VARIANTS
    yield Label("mark", "requests", "applicants", EDITIONS), requests.APPLICANTS.variants
    for group in (reviews.RECONSIDERATION, reviews.LITIGATION, reviews.DIRECT, reviews.AFTER):
        yield Label("mark", "reviews", group.code, EDITIONS), group.variants
    for block in proactive.BLOCKS:
        for column in block.columns:
            yield Label("column", "proactive", column.code, column.editions), column.variants
    for row in proactive.ROWS:
        yield Label("row", "proactive", row.code, row.editions), row.variants
    for row in requests.ROWS:
        yield Label("row", "requests", row.code, row.editions), row.variants
    for section in SECTIONS:
        yield Label("section", section.table, str(section.number), EDITIONS), section.variants


def fold(text: str) -> str:
    """A label without white space and quotes, its punctuation ASCII, a year in it as 0000."""
    return _A_YEAR.sub("0000", _DROPPED.sub("", text.translate(_FOLD)))


@cache
def _by_text() -> dict[str, Label]:
    return {fold(variant.text): label for label, variants in _known() for variant in variants}


@lru_cache(maxsize=4096)
def _label(printed: str) -> Label:
    return _by_text()[fold(printed)]


@cache
def _pattern() -> re.Pattern[str]:
    """All label texts, grouped by their first character, the longest first.

    Each stands in it twice, tight and with gaps: nearly every label is tight, and a tight one costs a fraction.
    """
    texts = {variant.text for _, variants in _known() for variant in variants}
    by_first: dict[str, list[str]] = {}
    for text in sorted(texts, key=lambda text: (-len(text), text)):
        by_first.setdefault(text[0], []).append(text[1:])
    groups = (f"{first}(?:{'|'.join(map(_flexible, rests))})" for first, rests in by_first.items())
    return re.compile(f"(?:{'|'.join(groups)}){_CARRIED_ON}")


def _flexible(text: str) -> str:
    """A pattern for the characters of a label after its first, tight or with gaps."""
    parts: list[str] = []
    for part in _A_YEAR.split(text):
        if _A_YEAR.fullmatch(part):
            parts.append(r"\d{4}")
        else:
            parts.extend(CLASSES.get(char, re.escape(char)) for char in part)
    gapped = (f"(?:{GAP}{part[:-1]}+)?" if part.endswith("*") else GAP + part for part in parts)
    return f"{''.join(parts)}|{''.join(gapped)}"


@lru_cache(maxsize=4096)
def _numbering(before: str) -> tuple[int, str] | None:
    """Length and text of the numbering that ends `before`; None when a label may not begin after it."""
    match = _NUMBERING.search(before)
    return (len(before) - match.start(), match["number"] or "") if match else None


def find(text: str) -> list[Anchor]:
    """Every label that stands as a cell of its own, in order."""
    anchors = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        number = ""
        if start and text[start - 1] not in _CELL_EDGE:
            before = _numbering(text[max(0, start - _LONGEST_NUMBERING) : start])
            if before is None:
                continue
            length, number = before
            start -= length
        if text[end : end + 1] in _OPENS_REMARK and (remark := _REMARK.match(text, end)):
            end = remark.end()
        anchors.append(tuple.__new__(Anchor, (_label(match.group()), start, end, number)))
    return anchors


def heads_share_lines(text: str, anchors: Sequence[Anchor]) -> bool:
    """Whether two column heads follow each other on one line with no bar between."""
    return any(
        one.label.kind == other.label.kind == "column" and not _BAR_OR_LINE.search(text, one.end, other.start)
        for one, other in pairwise(anchors)
    )
