"""Reports made to order: a random form, its tables in any layout class, words around them, encoded as files are.

    python -m benchmarks.generate --count 1000 --into build/generated

The same seed gives the same bytes. The labels are those of `govreports.form`; nothing here shares code with the reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from govreports.form import EDITIONS, SECTIONS, TableName

from benchmarks import words
from benchmarks.figures import STYLES, Form, Fullness, Recipe, dice, make
from benchmarks.layouts import LAYOUTS, Layout
from benchmarks.tables import QUIRKS, Pen, grid

NUMERALS = "一二三四五六七"
OPENING_TABLE: dict[int, TableName] = {2: "proactive", 3: "requests", 4: "reviews"}

# How often each layout class was met among 54 published pages with tables, four for a page; the classes of tabs and of
# Markdown were not met and are only expected: together as much as one page.
SHARES: dict[str, int] = {
    "bare_cell": 48,
    "bare_cell_tight": 12,
    "pipe_row": 24,
    "pipe_row_leading": 16,
    "pipe_row_unpadded": 16,
    "pipe_cell": 32,
    "pipe_cell_leading": 12,
    "pipe_cell_unpadded": 8,
    "pipe_cell_apart": 8,
    "flat": 16,
    "outer_table": 12,
    "pdf_text": 8,
    "mixed": 4,
    "tab": 1,
    "tab_grid": 1,
    "markdown": 1,
    "markdown_grid": 1,
}

# How full the five published reports of `samples/` are, in percent of the figures that are no sums.
FULLNESS = (
    Fullness(18, 10, 0, 8),
    Fullness(36, 15, 1, 8),
    Fullness(70, 27, 2, 17),
    Fullness(14, 0, 0, 0),
    Fullness(23, 0, 0, 0),
)

# In how many reports of a hundred some figures are printed in a style. Of the five reports one groups a number by
# commas and one prints decimals; the other styles were met in single pages of 64, or are only expected.
STYLE_SHARES: dict[str, int] = dict.fromkeys(STYLES, 2) | {"grouped": 20, "decimals": 20}


class Made(NamedTuple):
    """One generated report: what is true of it, how it stands, and its bytes."""

    name: str
    form: Form
    layout: Layout
    data: bytes


def render(form: Form, layout: Layout, quirks: frozenset[str], seed: int, agency: str | None = None) -> bytes:
    """A whole report as the bytes of a file, of an invented agency unless one is given."""
    pen = Pen(dice(seed), quirks)
    joint = layout.joint
    text = joint.join(line for line in _lines(form, layout, pen, agency) if line)
    return _encoded(text, quirks)


def report(number: int, seed: int) -> Made:
    """The report of this number in the series that a seed begins: everyday choices, in the shares met in practice."""
    rng = dice(seed * 1_000_003 + number)
    layout = LAYOUTS[rng.choices(list(SHARES), list(SHARES.values()))[0]]
    form = make(everyday(rng))
    quirks = frozenset(quirk for quirk in QUIRKS if rng.randrange(10) == 0)
    if rng.randrange(4):
        quirks |= {"long_narrative"}
    data = render(form, layout, quirks, rng.getrandbits(32), words.somebody(dice(rng.getrandbits(32))))
    return Made(f"{number:06}_{layout.name}.txt", form, layout, data)


def reports(count: int, seed: int) -> Iterator[Made]:
    """The first reports of a series."""
    return (report(number, seed) for number in range(count))


def write_reports(folder: Path, count: int, seed: int) -> list[Path]:
    """Write the first reports of a series into a folder; returns their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for made in reports(count, seed):
        path = folder / made.name
        path.write_bytes(made.data)
        paths.append(path)
    return paths


def everyday(rng: Random) -> Recipe:
    """A form as most are: few figures that are not zero, few styles, few blanks."""
    edition = rng.choice(EDITIONS)
    other = rng.choice(EDITIONS) if rng.randrange(10) == 0 else edition
    return Recipe(
        seed=rng.getrandbits(32),
        proactive=edition,
        requests=other,
        consistent=rng.randrange(10) > 0,
        styles=frozenset(style for style in STYLES if rng.randrange(100) < STYLE_SHARES[style]),
        blanks=rng.choice(("none",) * 14 + ("zeros", "totals")),
        amount_unit=rng.choice(("万元", "")),
        fullness=rng.choice(FULLNESS),
    )


# --- the text -------------------------------------------------------------------------------------------------------


def _lines(form: Form, layout: Layout, pen: Pen, agency: str | None) -> Iterator[str]:
    rng = pen.rng
    years = (2019, 2021) if form.recipe.requests == "2019" else (2021, 2024)
    where = words.setting(rng, *years)
    where = where._replace(agency=agency or where.agency)
    if pen.has("furniture"):
        yield from words.masthead(rng, where)
    yield pen.spaced(words.title(rng, where))
    yield pen.marked(words.introduction(where))
    yield from _sections(form, layout, pen)
    yield from words.signature(rng, where)
    if pen.has("furniture"):
        yield from words.footer(rng)


def _sections(form: Form, layout: Layout, pen: Pen) -> Iterator[str]:
    shift = -1
    for section in SECTIONS:
        if not (section.number == 3 and pen.has("no_heading_three")):  # noqa: PLR2004 - section 三
            yield pen.spaced(_numbered(section.number + shift, pen) + pen.marked(section.heading.zh))
        table = OPENING_TABLE.get(section.number)
        if table:
            yield from layout.write(grid(form, table, pen), table, pen.rng)
        else:
            yield from _told(section.number, pen)
        if section.number == 1 and pen.has("extra_section"):
            yield from ("二、重点业务工作情况", words.PLAIN[0])
            shift = 0


def _numbered(index: int, pen: Pen) -> str:
    number = f"{NUMERALS[index]}、"
    if not pen.has("restarted_headings"):
        return number
    return pen.rng.choice((number, number * 2, "一、", f"{index + 1}."))


def _told(number: int, pen: Pen) -> list[str]:
    if number == 1:
        told = words.narrative(pen.rng, pen.quirks)
    elif number == len(SECTIONS):
        told = [words.others(pen.rng)]
    else:
        told = words.problems(pen.rng, pen.quirks)
    return [pen.marked(paragraph) for paragraph in told]


def _encoded(text: str, quirks: frozenset[str]) -> bytes:
    if "crlf" in quirks:
        text = text.replace("\n", "\r\n")
    if "gb18030" in quirks:
        return text.encode("gb18030")
    return text.encode("utf-8-sig" if "bom" in quirks else "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Write reports from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Write generated reports.")
    parser.add_argument("--count", type=int, default=1000, help="how many reports (default 1000)")
    parser.add_argument("--into", type=Path, required=True, help="folder to write them to")
    parser.add_argument("--seed", type=int, default=1, help="which series (default 1)")
    options = parser.parse_args(arguments)
    paths = write_reports(options.into, options.count, options.seed)
    print(f"{len(paths)} reports in {options.into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
