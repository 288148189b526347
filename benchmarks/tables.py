"""The three tables of a form as rows of cells, with the labels written as reports write them."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from govreports.form import ID_OF, Block, Column, Edition, TableName, proactive, requests, reviews

from benchmarks.figures import Form, Printed, header_unit

QUIRKS = (
    "short_headers",  # 本年新 twice, 结果 | 其他 | 尚未
    "long_headers",  # 本年(2023)制发件数, 本年度处理决定数量, 现行有效件数 (历史累计)
    "no_heading_three",  # section 三 has no heading
    "no_corner",  # the corner of section 三 is empty
    "stray_spaces",  # spaces inside labels and headings
    "odd_spaces",  # NBSP, U+2002, U+3000 inside labels
    "ascii_marks",  # ASCII punctuation
    "straight_quotes",
    "no_quotes",
    "old_row_name",  # 规范性文件 in a 2021 table
    "extra_row",  # 其他主动公开文件, with figures
    "other_words",  # 三类内容事务信息, 只计这一情况, 钩稽
    "restarted_headings",  # the numbering of sections starts anew or is doubled
    "extra_section",  # a business section is inserted
    "long_narrative",
    "numbers_in_prose",
    "bullet_headings",
    "furniture",
    "nbsp_blanks",  # an empty cell holds a NBSP
    "crlf",
    "bom",
    "gb18030",
)
ODD_SPACES = ("\u00a0", "\u2002", "\u3000")
MARKS = str.maketrans("（），：；、", "(),:;、")
CLOSING = ".、)）”:："  # marks that cling to what stands before them
SHORT = {
    "made": "本年新",
    "disclosed": "本年新",
    "upheld": "结果",
    "corrected": "结果",
    "other": "其他",
    "pending": "尚未",
}
LONG = {
    "issued": "本年(2023)制发件数",
    "repealed": "本年(2023)废止件数",
    "in_force": "现行有效件数 (历史累计)",
    "decisions": "本年度处理决定数量",
}
OTHER_WORDS = (("三类内部", "三类内容"), ("这一情形", "这一情况"), ("其他情形", "其他情况"), ("勾稽", "钩稽"))
WIDTHS: dict[TableName, int] = {"proactive": 4, "requests": 10, "reviews": 15}


class Cell(NamedTuple):
    """One cell of a table where it starts: its text and how far it spans."""

    text: str
    width: int = 1
    height: int = 1
    figure: bool = False


Row = list[Cell]
Grid = list[Row]


class Pen(NamedTuple):
    """How one report writes its labels."""

    rng: Random
    quirks: frozenset[str]

    def has(self, quirk: str) -> bool:
        """Whether the report has this quirk."""
        return quirk in self.quirks

    def label(self, text: str) -> str:
        """A label of the form as this report writes it."""
        return self.spaced(self.marked(text))

    def marked(self, text: str) -> str:
        """Punctuation, quotes and wording, without any change of spaces."""
        if self.has("other_words"):
            for usual, other in OTHER_WORDS:
                text = text.replace(usual, other)
        if self.has("ascii_marks"):
            text = text.translate(MARKS)
        if self.has("straight_quotes"):
            text = text.replace("“", '"').replace("”", '"')
        elif self.has("no_quotes"):
            text = text.replace("“", "").replace("”", "")
        return text

    def spaced(self, text: str) -> str:
        """Now and then a space somewhere inside."""
        spaces = " " * self.has("stray_spaces") + "".join(ODD_SPACES) * self.has("odd_spaces")
        if not spaces or len(text) < 2 or self.rng.randrange(4):  # noqa: PLR2004 - nothing is inside one letter
            return text
        at = self.rng.choice([i for i in range(1, len(text)) if text[i] not in CLOSING])
        return text[:at] + self.rng.choice(spaces) + text[at:]

    def figure(self, cell: Printed) -> str:
        """What stands in a figure's cell."""
        return cell.text or ("\u00a0" if self.has("nbsp_blanks") else "")


def grid(form: Form, table: TableName, pen: Pen) -> Grid:
    """One table of a form, row by row, each cell in the row where it starts."""
    return {"proactive": _proactive, "requests": _requests, "reviews": _reviews}[table](form, pen)


# --- section 二 ----------------------------------------------------------------------------------------------------


def _proactive(form: Form, pen: Pen) -> Grid:
    rows: Grid = []
    for block in (b for b in proactive.BLOCKS if b.edition == form.recipe.proactive):
        rows.append([Cell(pen.label(block.item.zh), 4)])
        rows.append(_stretched([pen.label(proactive.CORNER.zh), *_headers(form, block, pen)]))
        for row in block.rows:
            ids = (ID_OF["proactive", row.code, column.code] for column in block.columns)
            texts = [pen.figure(form.cells[id]) for id in ids]
            rows.append(_stretched([pen.label(_row_name(row.label.zh, pen)), *texts], figures=True))
        if block.code == "item_1" and pen.has("extra_row"):
            extra = [str(pen.rng.randint(0, 40)) for _ in block.columns]
            rows.append(_stretched([pen.label("其他主动公开文件"), *extra], figures=True))
    return rows


def _row_name(label: str, pen: Pen) -> str:
    return label.removeprefix("行政") if label == "行政规范性文件" and pen.has("old_row_name") else label


def _headers(form: Form, block: Block, pen: Pen) -> list[str]:
    return [_header(form, block, column, pen) for column in block.columns]


def _header(form: Form, block: Block, column: Column, pen: Pen) -> str:
    if pen.has("short_headers") and column.code in SHORT:
        return SHORT[column.code]
    if pen.has("long_headers") and block.edition == "2021" and column.code in LONG:
        return LONG[column.code]
    label = column.label.zh
    if column.code == "amount":
        unit = header_unit(form.recipe, fees=block.code == "item_8")
        label = label.partition("(")[0] + (f"（单位：{unit}）" if unit else "")
    return pen.label(label)


def _stretched(texts: list[str], *, figures: bool = False) -> Row:
    """A row of section 二: the last cell takes what is left of the four."""
    last = len(texts) - 1
    return [
        Cell(text, WIDTHS["proactive"] - last if i == last else 1, figure=figures and i > 0)
        for i, text in enumerate(texts)
    ]


# --- section 三 ----------------------------------------------------------------------------------------------------


def _requests(form: Form, pen: Pen) -> Grid:
    own = [row for row in requests.ROWS if form.recipe.requests in row.editions]
    rows = _request_header(pen)
    opened: set[str] = set()
    for row in own:
        path = _path(row.group, form.recipe.requests)
        cells: Row = []
        for group in path:
            if group not in opened:
                inside = [r for r in own if group in _path(r.group, form.recipe.requests)]
                cells.append(Cell(pen.label(_group_label(group)), 1, len(inside)))
                opened.add(group)
        cells.append(Cell(pen.label(row.number + row.label.zh), 3 - len(path)))
        cells += (
            Cell(pen.figure(form.cells[ID_OF["requests", row.code, column.code]]), figure=True)
            for column in requests.COLUMNS
        )
        rows.append(cells)
    return rows


def _request_header(pen: Pen) -> Grid:
    names = [pen.label(column.label.zh) for column in requests.COLUMNS]
    corner = "" if pen.has("no_corner") else pen.label(requests.CORNER.zh)
    return [
        [Cell(corner, 3, 3), Cell(pen.label(requests.APPLICANTS.label.zh), len(names))],
        [Cell(names[0], 1, 2), Cell(pen.label(requests.ORGANISATIONS.label.zh), 5), Cell(names[-1], 1, 2)],
        [Cell(name) for name in names[1:-1]],
    ]


@cache
def _path(group: str | None, edition: Edition) -> tuple[str, ...]:
    """The groups that a row of section 三 stands in, from the outermost."""
    if group is None:
        return ()
    found = next(g for g in requests.GROUPS if g.code == group)
    own = (group,) if edition in found.editions else ()
    return (*_path(found.parent, edition), *own)


def _group_label(code: str) -> str:
    return next(group.label.zh for group in requests.GROUPS if group.code == code)


# --- section 四 ----------------------------------------------------------------------------------------------------


def _reviews(form: Form, pen: Pen) -> Grid:
    """As reports print it: the outcomes of reconsideration stand beside the headings of the two kinds of lawsuit."""
    first, direct, after = ([Cell(_outcome(c.code, c.label.zh, pen)) for c in reviews.COLUMNS] for _ in range(3))
    ids = [ID_OF["reviews", block.code, column.code] for _, block in reviews.BLOCKS for column in reviews.COLUMNS]
    width = len(reviews.COLUMNS)
    return [
        [
            Cell(pen.label(reviews.RECONSIDERATION.label.zh), width),
            Cell(pen.label(reviews.LITIGATION.label.zh), 2 * width),
        ],
        [
            *(cell._replace(height=2) for cell in first),
            Cell(pen.label(reviews.DIRECT.label.zh), width),
            Cell(pen.label(reviews.AFTER.label.zh), width),
        ],
        [*direct, *after],
        [Cell(pen.figure(form.cells[id]), figure=True) for id in ids],
    ]


def _outcome(code: str, label: str, pen: Pen) -> str:
    return SHORT[code] if pen.has("short_headers") and code in SHORT else pen.label(label)
