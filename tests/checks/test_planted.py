"""Whole sets of reports, of several bodies over several years, with one fault planted: it is found, and nothing else.

Each report is written as text, read, and built into a database. GOVREPORTS_SETS says how many sets (1,000 before a
release); a few of each kind of fault by default.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from govreports.checks import RULES
from govreports.checks.series import ROWS_WITH_CHANGE
from govreports.database import Entry, build
from govreports.form import FIGURES, ID_OF, SECTIONS, TableName

from benchmarks.figures import PLAIN, Form, Printed, Recipe
from benchmarks.layouts import LAYOUTS
from benchmarks.tables import Pen, grid
from tests.copying.test_copies import Author
from tests.support.entries import entry

SETS = int(os.environ.get("GOVREPORTS_SETS", "0"))
AREA, BODIES = "南通市人民政府", ("南通市教育局", "南通市财政局")
YEARS = (2021, 2022, 2023)
TABLES: dict[int, TableName] = {2: "proactive", 3: "requests", 4: "reviews"}
LAYOUT_NAMES = ("pipe_row", "pipe_row_leading", "pipe_cell", "tab")
PERSON = ("new", "carried_over", "granted", "total", "carried_forward")
Figures = dict[int, int | float]
Found = tuple[str, int, str]


class Paper(NamedTuple):
    """One report before it is printed."""

    body: str
    year: int
    figures: Figures
    opening: str
    prose: str
    closing: str
    published: str
    recipe: Recipe = Recipe(seed=1)
    without: str = ""  # a table that is not printed

    def put(self, table: str, row: str, column: str, number: float) -> None:
        """Write a figure."""
        self.figures[ID_OF[table, row, column]] = number

    def value(self, table: str, row: str, column: str) -> int | float:
        """Read a figure."""
        return self.figures[ID_OF[table, row, column]]


World = dict[tuple[str, int], Paper]
Fault = Callable[[World, Random], set[Found]]  # plants itself, and says what should be found
PARTS = "全年公开信息239条，其中网站公开信息22条，微信公开信息102条，其他渠道公开信息79条。"
OLD = Recipe(seed=1, proactive="2019", requests="2019")


def sound_world(dice: Random, author: Author) -> World:
    """Reports in which everything agrees: within each, over the years, and of the area with its bodies."""
    world: World = {}
    for body in BODIES:
        over, in_force = 0, dice.randint(5, 50)
        for year in YEARS:
            paper = _paper(body, year, author)
            over, in_force = _fill(paper, dice, over, in_force)
            world[body, year] = paper
    for year in YEARS:
        world[AREA, year] = _sum(_paper(AREA, year, author), [world[body, year] for body in BODIES])
    return world


def _paper(body: str, year: int, author: Author) -> Paper:
    figures: Figures = {figure.id: 0 for figure in FIGURES if "2021" in figure.editions}
    # No more than a quarter of it is everybody's, so that no two are alike by chance.
    prose = "".join([*(author.sentence() for _ in range(15)), *author.dice.sample(author.standard, 5)])
    return Paper(body, year, figures, "", prose, "没有其他事项。", f"{year + 1}-01-20")


def _fill(paper: Paper, dice: Random, over: int, in_force: int) -> tuple[int, int]:
    """Write figures that follow from those of the year before; returns what the next year starts from."""
    granted, forward = dice.randint(over + 1, over + 40), dice.randint(1, 9)
    numbers = (granted + forward - over, over, granted, granted, forward)
    for row, number in zip(PERSON, numbers, strict=True):
        for column in ("natural_person", "total"):
            paper.put("requests", row, column, number)
    issued, repealed = dice.randint(0, 5), dice.randint(0, 3)
    in_force += issued - repealed
    for column, number in (("issued", issued), ("repealed", repealed), ("in_force", in_force)):
        paper.put("proactive", "normative_documents", column, number)
    for row in ("licensing", "penalties", "coercion"):
        paper.put("proactive", row, "decisions", dice.randint(1, 900))
    paper.put("proactive", "fees", "amount", dice.randint(10, 90))
    suits = dice.randint(1, 4)
    for column in ("upheld", "total"):
        paper.put("reviews", "reconsideration", column, suits)
    return forward, in_force


def _sum(paper: Paper, parts: list[Paper]) -> Paper:
    return paper._replace(figures={id: sum(part.figures[id] for part in parts) for id in paper.figures})


# --- faults ---------------------------------------------------------------------------------------------------------


def row_does_not_add_up(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2023]
    paper.put("requests", "denied_state_secret", "total", 3)
    # The total of a row stands in the last column as well, where the outcomes are added up.
    return {(paper.body, 2023, "R2"), (paper.body, 2023, "R3")}


def column_does_not_balance(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2023]
    for column in ("natural_person", "total"):
        paper.put("requests", "new", column, paper.value("requests", "new", column) - 1)
    return {(paper.body, 2023, "R1")}


def results_do_not_add_up(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2022]
    paper.put("reviews", "reconsideration", "pending", 1)
    return {(paper.body, 2022, "R4")}


def carried_over_differs(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2022]
    for row, change in (("carried_over", 1), ("new", -1)):
        for column in ("natural_person", "total"):
            paper.put("requests", row, column, paper.value("requests", row, column) + change)
    return {(paper.body, 2022, "R6")}


def in_force_does_not_follow(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2023]
    paper.put("proactive", "normative_documents", "in_force", 900)
    return {(paper.body, 2023, "R7")}


def amount_leaps(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2023]
    paper.put("proactive", "fees", "amount", 10_000 * paper.value("proactive", "fees", "amount"))
    return {(paper.body, 2023, "Y2")}


def year_is_missing(world: World, dice: Random) -> set[Found]:
    body = _somebody(dice)
    del world[body, 2022]
    return {(body, 2023, "Y1")}


def tables_of_last_year(world: World, dice: Random) -> set[Found]:
    body = _somebody(dice)
    before = world[body, 2022]
    for row in ("carried_over", "carried_forward"):  # so that they could follow each other
        for column in ("natural_person", "total"):
            for year in (2021, 2022):
                world[body, year].put("requests", row, column, 0 if (row, year) == ("carried_over", 2021) else 2)
    for year in (2021, 2022):
        paper = world[body, year]
        for column in ("natural_person", "total"):
            handled = paper.value("requests", "total", column)
            paper.put("requests", "new", column, handled + 2 - paper.value("requests", "carried_over", column))
    for column in ("issued", "repealed"):
        before.put("proactive", "normative_documents", column, 0)
    in_force = world[body, 2021].value("proactive", "normative_documents", "in_force")
    before.put("proactive", "normative_documents", "in_force", in_force)
    world[body, 2023] = world[body, 2023]._replace(figures=dict(before.figures))
    return {(body, 2023, "Y3")}


def text_says_otherwise(world: World, dice: Random) -> set[Found]:
    key = _somebody(dice), 2022
    said = int(world[key].value("requests", "new", "total")) + 1
    world[key] = world[key]._replace(opening=f"本机关全年共收到政府信息公开申请{said}件。")
    return {(*key, "T1")}


def altered(name: str, year: int, rules: tuple[str, ...], **changes: Any) -> Fault:
    """Somebody's report of a year has something else in it than its figures."""

    def fault(world: World, dice: Random) -> set[Found]:
        key = _somebody(dice), year
        world[key] = world[key]._replace(**changes)
        return {(*key, rule) for rule in rules}

    fault.__name__ = name
    return fault


def text_says(rule: str, words: str, row: str) -> Fault:
    """The opening says of a row of section 三 one more than it has."""

    def fault(world: World, dice: Random) -> set[Found]:
        key = _somebody(dice), 2022
        said = int(world[key].value("requests", row, "total")) + 1
        world[key] = world[key]._replace(opening=words.format(said))
        return {(*key, rule)}

    fault.__name__ = f"text_of_{row}"
    return fault


def text_tells_of_more_documents(world: World, dice: Random) -> set[Found]:
    key = _somebody(dice), 2021
    issued = int(world[key].value("proactive", "normative_documents", "issued"))
    world[key] = world[key]._replace(opening=f"本年度制发行政规范性文件{issued + 1}件。")
    return {(*key, "T7")}


def rate_of_the_text_is_wrong(world: World, dice: Random) -> set[Found]:
    key = _somebody(dice), 2023
    received, handled = (int(world[key].value("requests", row, "total")) for row in ("new", "total"))
    told = f"全年收到政府信息公开申请{received}件，办结{handled}件，办结率为0.5%。"
    world[key] = world[key]._replace(opening=told)
    return {(*key, "T9")}


def suit_without_reconsideration(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2023]
    for column in ("upheld", "total"):
        number = paper.value("reviews", "reconsideration", column)
        paper.put("reviews", "reconsideration", column, 0)
        paper.put("reviews", "litigation_after_reconsideration", column, number)
    return {(paper.body, 2023, "N3")}


def negative_count(world: World, dice: Random) -> set[Found]:
    paper = world[_somebody(dice), 2023]
    paper.put("proactive", "penalties", "decisions", -4)
    return {(paper.body, 2023, "N1")}


def amount_has_no_unit(world: World, dice: Random) -> set[Found]:
    key = _somebody(dice), 2023
    world[key] = world[key]._replace(recipe=OLD._replace(amount_unit=""))
    for column, number in (("projects", 2), ("amount", 50)):
        world[key].put("proactive", "procurement", column, number)
    return {(*key, "E1"), (*key, "N4")}


def projects_without_an_amount(world: World, dice: Random) -> set[Found]:
    key = _somebody(dice), 2023
    world[key] = world[key]._replace(recipe=OLD)
    world[key].put("proactive", "procurement", "projects", 2)
    return {(*key, "E1"), (*key, "R5")}


def prior_differs(world: World, dice: Random) -> set[Found]:
    body = _somebody(dice)
    for year in (2021, 2022):
        world[body, year] = world[body, year]._replace(recipe=OLD)
    world[body, 2022].put("proactive", ROWS_WITH_CHANGE[0].code, "prior", 7)
    return {(body, 2021, "E1"), (body, 2022, "E1"), (body, 2022, "R8")}


def fee_notices_denied(world: World, dice: Random) -> set[Found]:
    key = _somebody(dice), 2023
    paper = world[key]
    for column in ("natural_person", "total"):
        moved = paper.value("requests", "granted", column)
        paper.put("requests", "granted", column, moved - 1)
        paper.put("requests", "other_fee_unpaid", column, 1)
    world[key] = paper._replace(closing="本年度未发出收费通知。")
    return {(*key, "F1")}


def narrative_of_another(world: World, dice: Random) -> set[Found]:
    body = _somebody(dice)
    other = next(one for one in BODIES if one != body)
    world[body, 2022] = world[body, 2022]._replace(prose=world[other, 2021].prose)
    return {(body, 2022, "C1")}


def name_left_standing(world: World, dice: Random) -> set[Found]:
    body = _somebody(dice)
    other = next(one for one in BODIES if one != body)
    prose = world[other, 2021].prose + f"{other}将继续努力。"
    world[other, 2021] = world[other, 2021]._replace(prose=prose)
    world[body, 2022] = world[body, 2022]._replace(prose=prose)
    return {(body, 2022, "C1"), (body, 2022, "C2")}


def narrative_of_last_year(world: World, dice: Random) -> set[Found]:
    body = _somebody(dice)
    world[body, 2023] = world[body, 2023]._replace(prose=world[body, 2022].prose)
    return {(body, 2023, "C3")}


def area_less_than_its_parts(world: World, _: Random) -> set[Found]:
    paper = world[AREA, 2023]
    for column in ("upheld", "total"):
        paper.put("reviews", "reconsideration", column, 1)
    return {(AREA, 2023, "A1")}


def nothing(_: World, __: Random) -> set[Found]:
    return set()


FAULTS: tuple[Fault, ...] = (
    nothing,
    row_does_not_add_up,
    column_does_not_balance,
    results_do_not_add_up,
    carried_over_differs,
    in_force_does_not_follow,
    amount_leaps,
    year_is_missing,
    tables_of_last_year,
    text_says_otherwise,
    altered("text_denies_reconsideration", 2023, ("T5",), opening="未发生因政府信息公开引起的复议。"),
    text_says("T2", "上年结转政府信息公开申请{}件。", "carried_over"),
    text_says("T3", "全年办结政府信息公开申请{}件。", "total"),
    text_says("T4", "结转下年度政府信息公开申请{}件。", "carried_forward"),
    altered("text_tells_of_a_suit", 2023, ("T6",), opening="因政府信息公开引起的诉讼1件。"),
    text_tells_of_more_documents,
    rate_of_the_text_is_wrong,
    altered("parts_of_the_text_do_not_add_up", 2021, ("T8",), opening=PARTS),
    suit_without_reconsideration,
    negative_count,
    altered("table_is_missing", 2023, ("N2",), without="reviews"),
    altered("form_is_the_old_one", 2023, ("E1",), recipe=OLD),
    altered("forms_are_mixed", 2023, ("E1", "E2"), recipe=OLD._replace(requests="2021")),
    amount_has_no_unit,
    projects_without_an_amount,
    prior_differs,
    altered("late", 2022, ("L1",), published="2023-02-03"),
    fee_notices_denied,
    narrative_of_another,
    name_left_standing,
    narrative_of_last_year,
    area_less_than_its_parts,
)
# What a fault in one body's report does to the report of its area is no part of these sets.
OF_THE_AREA = ("A1",)


def _somebody(dice: Random) -> str:
    return dice.choice(BODIES)


# --- from papers to findings ----------------------------------------------------------------------------------------


def printed(paper: Paper, dice: Random) -> bytes:
    """The report as text."""
    numbers = {figure.id: paper.figures.get(figure.id, 0) for figure in FIGURES}
    cells = {id: Printed(str(number), number, PLAIN) for id, number in numbers.items()}
    form, pen = Form(paper.recipe, cells, True), Pen(dice, frozenset())
    layout = LAYOUTS[dice.choice(LAYOUT_NAMES)]
    scope = "本报告由各部门的报告汇总而成。" if paper.body == AREA else "现公布本机关的年度报告。"
    lines = [f"{paper.body}{paper.year}年政府信息公开工作年度报告", f"发布日期：{paper.published}", scope]
    for section in SECTIONS:
        table = TABLES.get(section.number)
        lines.append("一二三四五六"[section.number - 1] + "、" + section.heading.zh)
        if table == paper.without:
            lines.append("没有。")
        elif table:
            lines += layout.write(grid(form, table, pen), table, dice)
        elif section.number == 1:
            lines += [paper.opening, paper.prose]
        else:
            lines.append(paper.closing if section.number == len(SECTIONS) else "还有不足，将继续改进。")
    return "\n".join(line for line in lines if line).encode()


def findings(world: World, dice: Random, target: Path) -> Counter[Found]:
    """Body, year and rule of every finding in a database of the papers."""
    entries: list[Entry] = [entry(f"{number}.txt", printed(paper, dice)) for number, paper in enumerate(world.values())]
    counts = build(target, entries)
    assert counts == {"loaded": len(world)}
    with closing(sqlite3.connect(target)) as db:
        known = set(db.execute("SELECT agency, year, scope FROM report_summary"))
        assert known == {(body, year, "area" if body == AREA else "own") for body, year in world}
        sql = "SELECT agency, year, check_id FROM finding_summary"
        return Counter((body, year, rule) for body, year, rule in db.execute(sql))


def planted(number: int, target: Path) -> tuple[str, set[Found], Counter[Found]]:
    """One set: the fault, what should be found, and what is."""
    dice = Random(number)  # noqa: S311 - test data
    fault = FAULTS[number % len(FAULTS)]
    world = sound_world(dice, Author(number))
    expected = fault(world, dice)
    return fault.__name__, expected, findings(world, dice, target)


@pytest.mark.parametrize("number", range(max(SETS, len(FAULTS))))
def test_what_is_planted_is_found_and_nothing_else(number: int, tmp_path: Path) -> None:
    fault, expected, found = planted(number, tmp_path / "set.db")
    area = {one for one in found if one[2] in OF_THE_AREA}
    assert set(found) - (area - expected) == expected, fault
    assert all(number == 1 or rule in OF_THE_AREA for (_, _, rule), number in found.items()), found


def test_every_rule_is_planted() -> None:
    dice = Random(1)  # noqa: S311 - test data
    sets = (fault(sound_world(dice, Author(1)), dice) for fault in FAULTS)
    assert {rule for found in sets for _, _, rule in found} == {rule.id for rule in RULES}
