"""Finding the form's labels in a text: one pattern, made from the form, over the text as it stands.

White space may stand between any two characters of a label and punctuation may be full-width or ASCII, so that a
label is found whatever delimiters, line breaks or spaces a page was left with. What a label means where it stands
is not decided here.

The pattern cuts the text into labels and what stands between them. Both repeat from report to report, so each is
looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from govreports.form import (
    EDITIONS,
    SECTIONS,
    Edition,
    TableName,
    Variant,
    all_cells,
    proactive,
    requests,
    reviews,
)
from govreports.match.known import Known
from govreports.match.tuples import make
from govreports.spans import Span

Kind = Literal["row", "column", "mark", "section"]

# Nothing that belongs to a row stands further from its label than this.
LONGEST_ZONE = 600

_GAP = r"[\s\u200b\ufeff]*"
# Marks that pages write in several ways. Quotes may also be absent.
_CLASSES = {
    "(": "[(（]",
    ")": "[)）]",
    "/": "[/／]",
    "、": "[、,，]",
    '"': "[\"“”„‟〝〞＂「」『』'‘’]*",
}
_FOLD = str.maketrans({mark: key for key, marks in _CLASSES.items() for mark in marks.strip("[]*")})
_DROPPED = re.compile(r"[\s\u200b\ufeff\"]+")
_A_YEAR = re.compile(r"(\d{4})")

# A label is a whole cell: it begins where a cell begins, its numbering aside, and what follows may not carry it on.
_CELL_EDGE = frozenset("\n|\t")
_BAR_OR_LINE = re.compile(r"[\n\t|｜│┃]")
_NUMERAL = "[一二三四五六七八九十0-9０-９]"
# The end of a figure is no numbering, nor is one on the line above.
_BARE_NUMERAL = rf"(?:[一二三四五六七八九十]{{1,2}}{_GAP}|(?<![0-9０-９])[0-9０-９]{{1,2}}[^\S\n]*)"
_NUMBERING = re.compile(
    rf"(?:^|(?<=[\s|｜│┃*\"\u200b\ufeff0-9０-９]))"
    rf"(?:(?P<number>[(（]{_GAP}{_NUMERAL}{{1,2}}{_GAP}[)）]|{_BARE_NUMERAL}[)）、.．,，:：]){_GAP})?\*{{0,2}}[(（]?$"
)
_LONGEST_NUMBERING = 8
_NOT_WITHIN_A_WORD = r"(?<![\u3400-\u9fff].)"
_CARRIED_ON = r"(?![\u3400-\u9fff、，。；！？》”A-Za-z])"
# A remark in brackets belongs to the label; a bracketed number is a figure, a bracketed numeral the next label's.
_REMARK = re.compile(rf"{_GAP}[(（](?!{_GAP}{_NUMERAL}+{_GAP}[)）0-9０-９,，.件条项])[^()（）|｜0-9０-９]{{1,60}}[)）]")
_OPENS_REMARK = frozenset("(（ \u00a0\u2002\u3000")


@dataclass(frozen=True, eq=False, slots=True)
class Label:
    """A label of the form: what kind of thing it names, in which table, and in which editions.

    Compared by identity: each is made once, and orders of labels are looked up by it.
    """

    kind: Kind
    table: TableName | None
    code: str
    editions: tuple[Edition, ...]


# The length of the numbering before a label, and that numbering without what surrounds it.
Numbering = tuple[int, str]
# What stands between two labels: the length of a remark on the one before, the zone, and the numbering of the one
# behind. A plain tuple, since thousands are kept: the garbage collector leaves it alone.
Gap = tuple[int, str, int, str]


class Found(NamedTuple):
    """The labels that stand in a text as cells of their own, in order, and what stands between them.

    A label begins with its numbering and ends with any remark in brackets. Its zone is the text from there to the next
    label, at most `LONGEST_ZONE` characters of it. Digits in zones and numberings are all 0, as in `zeroed`, the text.
    """

    zeroed: str
    labels: tuple[Label, ...]
    gaps: Sequence[Gap]  # before the first label, between labels, behind the last one
    words: Sequence[int]  # where the words of each label start
    ends_of_words: Sequence[int]

    def number(self, place: int) -> str:
        """The numbering of a label, empty when it has none."""
        return self.gaps[place][3]

    def start(self, place: int) -> int:
        """Where a label starts."""
        return self.words[place] - self.gaps[place][2]

    def end(self, place: int) -> int:
        """Where a label ends and its zone starts."""
        return self.ends_of_words[place] + self.gaps[place + 1][0]

    def span(self, place: int) -> Span:
        """Where a label starts and ends."""
        gaps = self.gaps
        start, end = self.words[place] - gaps[place][2], self.ends_of_words[place] + gaps[place + 1][0]
        return make(Span, (start, end))

    def zone(self, place: int) -> str:
        """The zone of a label."""
        return self.gaps[place + 1][1]


def find(text: str) -> Found:
    """Every label that stands as a cell of its own."""
    zeros = zeroed(text)
    return _found(zeros, _pattern().split(zeros))


def zeroed(text: str) -> str:
    """The text with 0 for each digit: where labels and cells stand never depends on which digits they are.

    Many texts that differ in their figures are one then, and what was seen of one is known of all.
    """
    for digit in "123456789":  # takes half the time of one str.translate
        text = text.replace(digit, "0")
    return text


def _found(text: str, parts: list[str]) -> Found:
    """The labels of a text that was cut into gaps (even places) and the words of labels (odd places)."""
    gaps = [_read_gap("\n" + parts[0]), *map(_gaps.__getitem__, parts[2::2])]  # a text begins as a line does
    last = gaps.pop() or _gap(parts[-1], _NO_NUMBERING)
    if not all(gaps):
        return _found(text, _joined(parts, gaps))
    bounds = list(accumulate(map(len, parts)))
    labels = tuple(map(_labels.__getitem__, parts[1::2]))
    return make(Found, (text, labels, [*gaps, last], bounds[:-1:2], bounds[1::2]))


def _joined(parts: list[str], gaps: Iterable[Gap | None]) -> list[str]:
    """The parts without labels that stand in the middle of a cell: their words are no more than a piece of the gap."""
    for place in reversed([place for place, gap in enumerate(gaps) if gap is None]):
        piece = slice(2 * place, 2 * place + 3)
        parts[piece] = ["".join(parts[piece])]
    return parts


def _read_gap(text: str) -> Gap | None:
    """What a gap holds; None when no label may begin behind it."""
    numbering = _numberings[text[-_LONGEST_NUMBERING:]]
    return _gap(text, numbering) if numbering else None


def _gap(text: str, numbering: Numbering) -> Gap:
    bracketed = text[:1] in _OPENS_REMARK and ("（" in text or "(" in text)
    remark = _REMARK.match(text) if bracketed else None
    begin = remark.end() if remark else 0
    length, number = numbering
    return begin, text[begin : len(text) - length][:LONGEST_ZONE], length, number


class _Gaps(Known[str, Gap | None]):
    """What gaps hold. Long ones are narrative, which does not come again."""

    def __missing__(self, text: str) -> Gap | None:
        return _read_gap(text) if len(text) > LONGEST_ZONE else super().__missing__(text)


_gaps = _Gaps(_read_gap)


def _numbering(before: str) -> Numbering | None:
    """The numbering that ends a gap, by its last characters; None when a label may not begin there."""
    # Most labels begin a line, or follow a bar and a space: their numbering is the form's column, or there is none.
    if before[-1:] in _CELL_EDGE or before[-2:] == "| ":
        return _NO_NUMBERING
    within = before if len(before) == _LONGEST_NUMBERING else _WITHIN_A_LABEL + before
    match = _NUMBERING.search(within)
    return (len(within) - match.start(), match["number"] or "") if match else None


_numberings = Known(_numbering)
_NO_NUMBERING: Numbering = (0, "")
# Stands for the label before a short gap.
_WITHIN_A_LABEL = "\0"


def share_a_line(found: Found, places: Iterable[int]) -> bool:
    """Whether any of these labels and the one after it stand on one line with no bar between."""
    return not all(map(_BAR_OR_LINE.search, map(found.zone, places)))


# --- the pattern ----------------------------------------------------------------------------------------------------


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


def is_of_the_form(line: str) -> bool:
    """Whether the form prints the words of a line, numbered or not: a whole label, or what a line has of one."""
    return _A_NUMBER_OF_ITS_OWN.sub("", fold(line)) in _printed()


_A_NUMBER_OF_ITS_OWN = re.compile(rf"^[(]?{_NUMERAL}{{1,2}}[)、.．:：]")


@cache
def _printed() -> str:
    labels = (cell.label.zh for cell in all_cells() if cell.label)
    return "\n".join([*map(fold, labels), *_by_text()])


@cache
def _by_text() -> dict[str, Label]:
    return {fold(variant.text): label for label, variants in _known() for variant in variants}


def _label(printed: str) -> Label:
    return _by_text()[fold(printed)]


_labels = Known(_label)


Tree = dict[str, "Tree"]
_END = ""


@cache
def _pattern() -> re.Pattern[str]:
    """All label texts in one group, as a tree of their characters: of two that begin alike the longer one."""
    tree: Tree = {}
    for text in sorted({variant.text for _, variants in _known() for variant in variants}):
        branch = tree
        for character in _characters(text):
            branch = branch.setdefault(character, {})
        branch[_END] = {}
    # Looking back after the first character, not before it, lets the search skip to where one of them stands.
    first = (character + _NOT_WITHIN_A_WORD + _rest(branch) for character, branch in tree.items())
    return re.compile(f"((?:{'|'.join(first)}){_CARRIED_ON})")


def _characters(text: str) -> Iterator[str]:
    """A pattern for each character of a label; a year is one."""
    for part in _A_YEAR.split(text):
        if _A_YEAR.fullmatch(part):
            yield r"\d{4}"
        else:
            yield from (_CLASSES.get(character, re.escape(character)) for character in part)


def _rest(branch: Tree) -> str:
    """A pattern for all that may follow in a label, a gap before each character."""
    stretch, behind = _stretch(branch)
    if len(stretch) > 1:  # first as most labels stand, in one piece: looking for gaps takes time
        return _either(["".join(stretch), "".join(map(_after_gap, stretch))]) + _rest(behind)
    longer = [_after_gap(character) + _rest(below) for character, below in branch.items() if character != _END]
    return _either([*longer, *([""] if _END in branch else [])])


def _stretch(branch: Tree) -> tuple[list[str], Tree]:
    """The characters up to where labels part, one of them ends or a character may be absent, and what may follow."""
    stretch: list[str] = []
    while len(branch) == 1 and not (only := next(iter(branch))).endswith("*") and only != _END:
        stretch.append(only)
        branch = branch[only]
    return stretch, branch


def _after_gap(character: str) -> str:
    # A gap never gives back a space: no label holds one.
    return f"(?:{_GAP}+{character[:-1]}+)?" if character.endswith("*") else f"{_GAP}+{character}"


def _either(patterns: Iterable[str]) -> str:
    choices = list(patterns)
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
