"""The texts of real reports, damaged as conversion damages them: a figure comes back as printed or not at all.

Every figure is another number, so that one in a wrong place shows, and no row adds up: published rows contradict
themselves too, and a sum must not be what puts a figure in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import pytest
from govreports.form import BY_ID
from govreports.match import match
from govreports.readers import read

from tests.support.goldens import Printed, printed
from tests.support.volumes import mutations


class Sheet(NamedTuple):
    """A text, and each figure in it: its id, where it stands, and its number. Figures that were lost are not there."""

    text: str
    figures: tuple[tuple[int, int, int, int], ...]

    def with_words(self, start: int, end: int, words: str) -> Sheet:
        """The same with other words there; a figure of which any part stood there is lost."""
        grown = len(words) - (end - start)
        kept = [
            (id, begin + grown, stop + grown, number) if begin >= end else (id, begin, stop, number)
            for id, begin, stop, number in self.figures
            if begin >= end or stop <= start
        ]
        return Sheet(self.text[:start] + words + self.text[end:], tuple(kept))


def numbered(source: Printed, dice: Random) -> Sheet:
    """A report with a number of its own for each figure of it."""
    text = read(source.path.read_bytes()).text
    tables = match(text).tables.values()
    found = sorted((cell.span, id) for table in tables for id, cell in table.cells.items() if cell.span and cell.raw)
    numbers = dice.sample(range(10, 1000), len(found))
    parts, figures, end, length = [], [], 0, 0
    for (span, id), number in zip(found, numbers, strict=True):
        parts += [text[end : span.start], str(number)]
        length += span.start - end
        figures.append((id, length, length + len(str(number)), number))
        length, end = length + len(str(number)), span.end
    return Sheet("".join([*parts, text[end:]]), tuple(figures))


def _line_end(sheet: Sheet, dice: Random) -> int:
    first, last = sheet.figures[0][1], sheet.figures[-1][2]
    return dice.choice([at for at in range(first, last) if sheet.text[at] == "\n"])


def _other_character(sheet: Sheet, dice: Random) -> int:
    first, last = sheet.figures[0][1], sheet.figures[-1][2]
    return dice.choice([at for at in range(first, last) if not sheet.text[at].isdigit()])


def without_figures(sheet: Sheet, dice: Random) -> Sheet:
    """One to six figures in a row vanish."""
    first = dice.randrange(len(sheet.figures))
    for _, start, end, _ in reversed(sheet.figures[first : first + dice.choice((1, 1, 1, 2, 3, 6))]):
        sheet = sheet.with_words(start, end, "")
    return sheet


def without_a_line(sheet: Sheet, dice: Random) -> Sheet:
    """A line vanishes."""
    start = _line_end(sheet, dice)
    end = sheet.text.find("\n", start + 1)
    return sheet.with_words(start, end, "") if end > 0 else sheet


def with_lines_joined(sheet: Sheet, dice: Random) -> Sheet:
    """A line end becomes a space."""
    start = _line_end(sheet, dice)
    return sheet.with_words(start, start + 1, " ")


def with_a_line_broken(sheet: Sheet, dice: Random) -> Sheet:
    """A line end appears between two characters."""
    start = _other_character(sheet, dice)
    return sheet.with_words(start, start, "\n")


def without_a_character(sheet: Sheet, dice: Random) -> Sheet:
    """A character of a label, a bar or a space vanishes, but not all that parts two figures, nor 万 of a unit."""
    start = _other_character(sheet, dice)
    if sheet.text[start] == "万" or (sheet.text[start - 1].isdigit() and sheet.text[start + 1].isdigit()):
        return sheet
    return sheet.with_words(start, start + 1, "")


def with_a_page_number(sheet: Sheet, dice: Random) -> Sheet:
    """A page ends between two lines."""
    start = _line_end(sheet, dice)
    return sheet.with_words(start, start, "\n" + dice.choice(("- {} -", "第 {} 页", "—{}—")).format(dice.randint(1, 9)))


DAMAGE: tuple[Callable[[Sheet, Random], Sheet], ...] = (
    without_figures,
    without_a_line,
    with_lines_joined,
    with_a_line_broken,
    without_a_character,
    with_a_page_number,
)


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: str(damage.__name__))
@pytest.mark.parametrize("source", printed(), ids=str)
def test_damage_never_moves_a_figure(source: Printed, damage: Callable[[Sheet, Random], Sheet]) -> None:
    def read_right(seed: int) -> None:
        dice = Random(f"{damage.__name__} {seed}")  # noqa: S311 - the same damage each time
        sheet = damage(numbered(source, dice), dice)
        numbers = {id: number for id, _, _, number in sheet.figures}
        values = {id: value for table in match(sheet.text).tables.values() for id, value in table.values.items()}
        wrong = {id for id, value in values.items() if value is not None and value != numbers.get(id)}
        assert {BY_ID[id].address: (numbers.get(id), values[id]) for id in wrong} == {}, "printed, read"

    mutations(10).each(read_right)
