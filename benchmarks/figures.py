"""Random forms: what every cell prints, and what a reader must make of it.

Nothing here knows how figures are read. A form is drawn as numbers first, then printed in the ways in which reports
print numbers, and each cell remembers its own truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from random import Random
from typing import Literal, NamedTuple

from govreports.form import (
    BY_ID,
    EDITIONS,
    FIGURES,
    ID_OF,
    TABLE_NAMES,
    Edition,
    Figure,
    TableName,
    identities,
    requests,
)
from govreports.form.proactive import BLOCKS

Number = int | float
Blanks = Literal["none", "zeros", "some", "totals"]
AmountUnit = Literal["万元", "", "元"]

BLANKS: tuple[Blanks, ...] = ("none", "zeros", "some", "totals")
AMOUNT_UNITS: tuple[AmountUnit, ...] = ("万元", "", "元")
STYLES = ("grouped", "decimals", "units", "signs_in_words", "full_width", "remarks", "spaced_remarks", "dashes")
DASHES = ("-", "/", "—", "无")

# How large the figures that are not zero come out: one of these is drawn, then a number up to it.
ANY_SIZE = (9, 9, 99, 999, 200_000)
# As in the five published reports of `samples/`: of 24 counts of section 二 16 are below ten and 2 above a thousand, of
# 18 counts of the other two 14 are below ten and the largest is 35.
USUAL_SIZE_IN_SECTION_TWO = (9, 9, 9, 9, 99, 999, 20_000)
USUAL_SIZE = (9, 9, 99)

YUAN = Decimal(10_000)  # yuan in 万元
LARGE = 1_000  # from here on numbers can be grouped by commas

PLAIN = frozenset({"printed"})
BLANK = frozenset({"blank"})
DASH = frozenset({"dash"})
ANNOTATED = frozenset({"annotated"})
CONVERTED = frozenset({"converted"})
READ = PLAIN | ANNOTATED | CONVERTED


class Printed(NamedTuple):
    """One cell as printed, the value it stands for, and the statuses that say so truthfully."""

    text: str
    value: Number | None
    statuses: frozenset[str]


class Fullness(NamedTuple):
    """The shares of figures, in percent, that are not zero: sums and totals follow from the others."""

    proactive: int
    natural_person: int
    other_applicants: int
    reviews: int


class Recipe(NamedTuple):
    """All that decides a form. `busy` is the share of figures, in percent, that are not zero, and they are of any size.

    With a `fullness` the share is its instead, and sizes are the usual ones.
    """

    seed: int
    proactive: Edition = "2021"
    requests: Edition = "2021"
    consistent: bool = True
    busy: int = 20
    styles: frozenset[str] = frozenset()
    blanks: Blanks = "none"
    amount_unit: AmountUnit = "万元"
    fullness: Fullness | None = None

    @property
    def shares(self) -> Fullness:
        """How full each part of the form is."""
        return self.fullness or Fullness(self.busy, self.busy, self.busy, self.busy)

    @property
    def size(self) -> tuple[int, ...]:
        """How large figures of sections 三 and 四 are."""
        return USUAL_SIZE if self.fullness else ANY_SIZE

    @property
    def size_in_section_two(self) -> tuple[int, ...]:
        """How large figures of section 二 are."""
        return USUAL_SIZE_IN_SECTION_TWO if self.fullness else ANY_SIZE


class Form(NamedTuple):
    """A filled form. `sound`: R1-R4 hold, every blank standing for a zero or for a total left out."""

    recipe: Recipe
    cells: dict[int, Printed]
    sound: bool

    def edition(self, table: TableName) -> Edition:
        """The edition that a table is printed in; section 四 is the same in both."""
        return self.recipe.proactive if table == "proactive" else self.recipe.requests

    def of(self, table: TableName) -> dict[int, Printed]:
        """The cells of one table, in printed order."""
        return {id: cell for id, cell in self.cells.items() if BY_ID[id].table == table}


def dice(seed: int) -> Random:
    """The one source of chance here, so that a seed always gives the same report."""
    return Random(seed)  # noqa: S311 - test data, not secrets


def make(recipe: Recipe) -> Form:
    """The form that a recipe stands for."""
    rng = dice(recipe.seed)
    numbers = _consistent(rng, recipe) if recipe.consistent else _random(rng, recipe)
    cells = {id: _print(rng, recipe, BY_ID[id], number) for id, number in numbers.items()}
    hidden = set(_hidden(rng, recipe, numbers))
    cells.update((id, Printed("", None, BLANK)) for id in hidden)
    telling = any(numbers[id] and BY_ID[id].column != "total" for id in hidden)
    return Form(recipe, cells, _adds_up(recipe, numbers) and not telling)


def wild(rng: Random, blanks: Sequence[Blanks] = BLANKS) -> Recipe:
    """Any form: figures and styles of every kind, and one of these kinds of blanks."""
    return Recipe(
        seed=rng.getrandbits(32),
        proactive=rng.choice(EDITIONS),
        requests=rng.choice(EDITIONS),
        consistent=rng.random() < 1 / 2,
        busy=rng.choice((0, 5, 20, 60, 100)),
        styles=frozenset(rng.sample(sorted(STYLES), k=rng.randrange(4))),
        blanks=rng.choice(blanks),
        amount_unit=rng.choice(AMOUNT_UNITS),
    )


def figures(recipe: Recipe) -> tuple[Figure, ...]:
    """The figures that the form of a recipe holds, in printed order."""
    return _figures(recipe.proactive, recipe.requests)


@cache
def _figures(proactive: Edition, requests: Edition) -> tuple[Figure, ...]:
    listed = [
        ID_OF["proactive", row.code, column.code]
        for block in BLOCKS
        if block.edition == proactive
        for row in block.rows
        for column in block.columns
    ]
    rest = [figure.id for figure in FIGURES if figure.table != "proactive" and requests in figure.editions]
    return tuple(BY_ID[id] for id in listed + rest)


# --- numbers -------------------------------------------------------------------------------------------------------


def _some(rng: Random, share: int, size: tuple[int, ...]) -> int:
    """Zero, or now and then a count."""
    if rng.randrange(100) >= share:
        return 0
    return rng.randint(1, rng.choice(size))


def _random(rng: Random, recipe: Recipe) -> dict[int, Number]:
    return {figure.id: _any(rng, recipe, figure) for figure in figures(recipe)}


def _any(rng: Random, recipe: Recipe, figure: Figure) -> Number:
    number = _count(rng, recipe, figure)
    if figure.kind == "change":
        return rng.choice((1, -1)) * number
    return _money(rng, recipe, number) if figure.kind == "money" else number


def _count(rng: Random, recipe: Recipe, figure: Figure) -> int:
    if figure.table == "proactive":
        return _some(rng, recipe.shares.proactive, recipe.size_in_section_two)
    if figure.table == "reviews":
        return _some(rng, recipe.shares.reviews, recipe.size)
    return _some(rng, _applicants_share(recipe, figure.column), recipe.size)


def _applicants_share(recipe: Recipe, column: str) -> int:
    return recipe.shares.natural_person if column == "natural_person" else recipe.shares.other_applicants


def _money(rng: Random, recipe: Recipe, number: int) -> Number:
    if number and "decimals" in recipe.styles:
        return float(f"{number}.{rng.randint(1, 9999):04}")
    return number


def _consistent(rng: Random, recipe: Recipe) -> dict[int, Number]:
    """Numbers that obey the form's arithmetic, in the printed order of their figures."""
    numbers: dict[int, Number] = {}
    _put_proactive(rng, recipe, numbers)
    _put_requests(rng, recipe, numbers)
    _put_reviews(rng, recipe, numbers)
    return {figure.id: numbers[figure.id] for figure in figures(recipe)}


def _put_proactive(rng: Random, recipe: Recipe, numbers: dict[int, Number]) -> None:
    own = {(f.row, f.column): f for f in figures(recipe) if f.table == "proactive"}
    numbers.update((figure.id, _any(rng, recipe, figure)) for figure in own.values())
    for (row, column), figure in own.items():
        if column == "total":
            numbers[figure.id] += numbers[own[row, "disclosed"].id]
        elif column == "change":
            numbers[figure.id] = max(numbers[figure.id], -numbers[own[row, "prior"].id])
    if ("procurement", "amount") in own and not numbers[own["procurement", "projects"].id]:
        numbers[own["procurement", "amount"].id] = 0
    elif ("procurement", "amount") in own:
        numbers[own["procurement", "amount"].id] = _money(rng, recipe, rng.randint(1, 99_999))


def _put_requests(rng: Random, recipe: Recipe, numbers: dict[int, Number]) -> None:
    rows = [row.code for row in requests.ROWS if recipe.requests in row.editions]
    outcomes = [code for code in rows if code not in {"new", "carried_over", "total", "carried_forward"}]
    applicants = [column.code for column in requests.COLUMNS[:-1]]
    drawn: dict[tuple[str, str], int] = {}
    for column in applicants:
        share = _applicants_share(recipe, column)
        drawn.update({(row, column): _some(rng, share, recipe.size) for row in [*outcomes, "carried_forward"]})
        drawn["total", column] = sum(drawn[row, column] for row in outcomes)
        received = drawn["total", column] + drawn["carried_forward", column]
        drawn["carried_over", column] = rng.randint(0, received) if rng.randrange(100) < share else 0
        drawn["new", column] = received - drawn["carried_over", column]
    for row in rows:
        drawn[row, "total"] = sum(drawn[row, column] for column in applicants)
    numbers.update((ID_OF["requests", row, column], number) for (row, column), number in drawn.items())


def _put_reviews(rng: Random, recipe: Recipe, numbers: dict[int, Number]) -> None:
    total = 0
    for figure in (f for f in FIGURES if f.table == "reviews"):
        if figure.column == "total":
            numbers[figure.id], total = total, 0
        else:
            numbers[figure.id] = number = _count(rng, recipe, figure)
            total += number


def _adds_up(recipe: Recipe, numbers: dict[int, Number]) -> bool:
    """Whether R1-R4 hold; R5 says nothing about where a number belongs in its row."""
    return all(
        sum(numbers[id] for id in identity.left) == sum(numbers[id] for id in identity.right)
        for table in TABLE_NAMES
        for identity in identities(table, recipe.requests)
        if identity.relation == "sums"
    )


# --- blanks --------------------------------------------------------------------------------------------------------


def _hidden(rng: Random, recipe: Recipe, numbers: dict[int, Number]) -> Iterable[int]:
    """The figures that the report leaves out."""
    if recipe.blanks == "zeros":
        return [id for id, number in numbers.items() if not number]
    if recipe.blanks == "some":
        return [id for id in numbers if rng.randrange(100) < 15]  # noqa: PLR2004 - percent, about one a row
    if recipe.blanks == "totals":
        return [id for id in numbers if _detail_total(BY_ID[id])]
    return []


def _detail_total(figure: Figure) -> bool:
    summed = figure.row in {"new", "carried_over", "total", "carried_forward"}
    return figure.table == "requests" and figure.column == "total" and not summed


# --- printing ------------------------------------------------------------------------------------------------------

Writer = Callable[[Random, Number], Printed | None]


def _print(rng: Random, recipe: Recipe, figure: Figure, number: Number) -> Printed:
    """A number in one of the ways that the recipe's styles allow, most often the plain one."""
    if figure.kind == "money":
        return _print_money(rng, recipe, figure, number)
    if not number and "dashes" in recipe.styles and rng.randrange(3) == 0:
        return Printed(rng.choice(DASHES), None, DASH)
    for style, write in WRITERS:
        if style in recipe.styles and rng.randrange(4) == 0 and (printed := write(rng, number)):
            allowed = (style == "signs_in_words") == (figure.kind == "change") or style == "full_width"
            if allowed:
                return printed
    return Printed(_signed(rng, number) if figure.kind == "change" else str(number), number, PLAIN)


def _signed(rng: Random, number: Number) -> str:
    return f"+{number}" if number > 0 and rng.randrange(4) else str(number)


def _grouped(_: Random, number: Number) -> Printed | None:
    return Printed(f"{number:,}", number, PLAIN) if number >= LARGE else None


def _signs_in_words(rng: Random, number: Number) -> Printed | None:
    if not number:
        return None
    words = ("增", "增加") if number > 0 else ("减", "减少")
    return Printed(f"{rng.choice(words)}{abs(number)}", number, CONVERTED)


def _full_width(_: Random, number: Number) -> Printed:
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    return Printed(str(number).translate(wide), number, READ)


def _remark(rng: Random, number: Number) -> Printed | None:
    part = rng.randint(0, int(abs(number)))
    remark = rng.choice((f"(其中修订{part}件)", f"（含{part}件旧件）", "件"))
    return Printed(f"{number}{remark}", number, ANNOTATED) if number else None


def _spaced_remark(rng: Random, number: Number) -> Printed | None:
    part = rng.randint(0, int(abs(number)))
    return Printed(f"{number}(其中修订 {part} 件)", number, ANNOTATED) if number else None


WRITERS: tuple[tuple[str, Writer], ...] = (
    ("grouped", _grouped),
    ("signs_in_words", _signs_in_words),
    ("full_width", _full_width),
    ("remarks", _remark),
    ("spaced_remarks", _spaced_remark),
)


def _print_money(rng: Random, recipe: Recipe, figure: Figure, number: Number) -> Printed:
    """Money, whose truth is in 万元: by the unit in the cell, else by the header's, else as printed."""
    text = f"{number:,}" if "grouped" in recipe.styles and rng.randrange(2) else str(number)
    if isinstance(number, float) and rng.randrange(3) == 0:
        text += "0"
    if number and "units" in recipe.styles and rng.randrange(2):
        return _with_unit(rng, number, text)
    unit = header_unit(recipe, fees=figure.row == "fees")
    if unit == "元":
        return Printed(text, _from_yuan(number), CONVERTED if number else READ)
    return Printed(text, number, PLAIN if unit else PLAIN | ANNOTATED)


def _with_unit(rng: Random, number: Number, text: str) -> Printed:
    if rng.randrange(2):
        return Printed(f"{text}万元", number, PLAIN | ANNOTATED)
    return Printed(f"{text}元", _from_yuan(number), CONVERTED)


def _from_yuan(number: Number) -> float:
    return float(Decimal(str(number)) / YUAN)


def header_unit(recipe: Recipe, *, fees: bool) -> AmountUnit:
    """The unit in the header of a money column. The form prints one for fees, so there it is never left out."""
    return recipe.amount_unit or ("万元" if fees else "")
