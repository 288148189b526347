"""What is here and what is not: reports by region and year, cells that could not be read, inputs that are no report.

A page is read in no language (`read`) and told in each (`page`). What all pages of a list share is read and told once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from markupsafe import Markup

from datasette_govreports.language import Language
from datasette_govreports.pages.amounts import amount
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.choices import Choices, Offered, choices, offered
from datasette_govreports.pages.listing import Filter, Paging, paging
from datasette_govreports.pages.places import Named, Place, place, within
from datasette_govreports.pages.provinces import PROVINCES

COLUMNS = 10  # years side by side, the latest
INPUTS = 40
CHILDREN = 120
OUTCOMES = ("loaded", "duplicate", "superseded", "not_a_report", "quarantined")


class State(NamedTuple):
    """Some reports by state.

    reports: reports
    complete: all three tables, every figure read
    partial: something is missing
    narrative: no tables
    """

    reports: int
    complete: int
    partial: int
    narrative: int


class Row(NamedTuple):
    """One division in the table of regions and years.

    place: the division; None for bodies whose division is not known, or that are of the division above itself
    years: reports of each year of the table
    total: reports of all years
    """

    place: Place | None
    years: tuple[int, ...]
    total: State

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Its numbers as cells of the table: the class of those that are 0, and the number."""
        return [("" if n else " nil", amount(n)) for n in (*self.years, *self.total)]


class Unread(NamedTuple):
    """Cells with the same note.

    status: status of the cells
    note: why
    cells: cells
    reports: reports that they are in
    """

    status: str
    note: str
    cells: int
    reports: int


class Input(NamedTuple):
    """An input that did not become a report of its own.

    name: name of the file
    outcome: what became of it
    message: why
    """

    name: str
    outcome: str
    message: str


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Everything that the page about coverage shows.

    asked: what it is narrowed to
    choices: what it could be narrowed to
    state: all reports by state
    years: years of the table, the latest
    rows: divisions one level below what is asked for
    unread: cells with a note, by note
    inputs: how many inputs had each outcome, whatever is asked for: nothing is known of the place of what was not read
    outcome: outcome that the list is narrowed to; empty for all but loaded
    listed: this page of the inputs that did not become a report
    paging: where it stands
    drawn: what was drawn for another page of the list
    """

    asked: Filter
    choices: Choices
    state: State
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    unread: tuple[Unread, ...]
    inputs: tuple[tuple[str, int], ...]
    outcome: str
    listed: tuple[Input, ...]
    paging: Paging
    drawn: dict[str, Markup] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the database holds of a page about coverage.

    asked: what it is narrowed to
    offered: what it could be narrowed to
    state: all reports by state
    years: years of the table, the latest
    below: divisions one level below what is asked for, with the name that the database gives
    counted: their reports by the code of the division and by year, those of none of them by an empty one
    unread: lines of NOTES
    inputs: how many inputs had each outcome
    outcome: outcome that the list is narrowed to; empty for all but loaded
    listed: lines of INPUTS_LISTED
    paging: where this page of the list stands
    """

    asked: Filter
    offered: Offered
    state: State
    years: tuple[int, ...]
    below: Sequence[Named]
    counted: Mapping[str, Mapping[int | None, State]]
    unread: Sequence[sqlite3.Row]
    inputs: tuple[tuple[str, int], ...]
    outcome: str
    listed: Sequence[sqlite3.Row]
    paging: Paging


STATES = "coalesce(sum(reports), 0), coalesce(sum(complete), 0), coalesce(sum(partial), 0), coalesce(sum(narrative), 0)"
COUNTED = f"SELECT substr(region_code, 1, ?), year, {STATES} FROM region_totals WHERE {{where}} GROUP BY 1, 2"  # noqa: S608
BELOW = "SELECT code, name FROM regions WHERE parent_code = ? ORDER BY code LIMIT ?"
NOTES = "SELECT status, note, sum(cells), sum(reports) FROM note_totals WHERE {where} GROUP BY 1, 2 ORDER BY 3 DESC, 2"
INPUTS_LISTED = """
SELECT name, outcome, message_zh, message AS message_en FROM load_log WHERE outcome IN ({outcomes})
ORDER BY id LIMIT ? OFFSET ?
"""


def load(connection: sqlite3.Connection, form: Book, asked: Filter, outcome: str) -> CoveragePage:
    """The coverage of a region and year; an outcome that there is not asks for all."""
    return page(read(connection, asked, outcome), form)


def read(db: sqlite3.Connection, asked: Filter, outcome: str, before: Reading | None = None) -> Reading:
    """What is to be told of a region and year. `before`: another page of the same list."""
    if before:
        listed, shown = _listed(db, before.outcome, dict(before.inputs), asked.page)
        return replace(before, asked=asked, listed=listed, paging=shown)
    where, values = asked.where()
    chosen = outcome if outcome in OUTCOMES[1:] else ""
    found = dict(map(tuple, db.execute("SELECT outcome, count(*) FROM load_log GROUP BY outcome").fetchall()))
    inputs = {name: found.get(name, 0) for name in OUTCOMES}
    below = _below(db, asked.region)
    counted = _counted(db, asked, [code for code, _ in below])
    states = [state for of_place in counted.values() for state in of_place.values()]
    return Reading(
        asked,
        offered(db, asked),
        _sum(states),
        _latest(counted.values()),
        below,
        counted,
        db.execute(NOTES.format(where=where), values).fetchall(),
        tuple(inputs.items()),
        chosen,
        *_listed(db, chosen, inputs, asked.page),
    )


def page(reading: Reading, form: Book, before: CoveragePage | None = None) -> CoveragePage:
    """The page in a language. `before`: another page of the same list in the same language."""
    language = form.language
    listed = tuple(Input(row["name"], row["outcome"], row[f"message_{language.code}"]) for row in reading.listed)
    if before:
        return replace(before, asked=reading.asked, listed=listed, paging=reading.paging)
    return CoveragePage(
        asked=reading.asked,
        choices=choices(reading.offered, (), language),
        state=reading.state,
        years=reading.years,
        rows=tuple(_rows(reading, language)),
        unread=tuple(Unread(status, form.notes[note], *counts) for status, note, *counts in reading.unread),
        inputs=reading.inputs,
        outcome=reading.outcome,
        listed=listed,
        paging=reading.paging,
    )


def _below(db: sqlite3.Connection, region: str) -> Sequence[Named]:
    if not region:
        return [(province.code, None) for province in PROVINCES]
    return [(code, name) for code, name in db.execute(BELOW, (region, CHILDREN))]


def _counted(db: sqlite3.Connection, asked: Filter, below: Iterable[str]) -> dict[str, dict[int | None, State]]:
    """The reports of each of these divisions, each with all that is inside it, and of none of them, by year."""
    stems = {within(code)[0]: code for code in below}
    lengths = sorted({len(stem) for stem in stems}, reverse=True)
    where, values = asked.where()
    parts: dict[str, dict[int | None, list[State]]] = {}
    for code, year, *counts in db.execute(COUNTED.format(where=where), [max(lengths, default=0), *values]):
        holder = next((stems[code[:n]] for n in lengths if code and code[:n] in stems), "")
        parts.setdefault(holder, {}).setdefault(year, []).append(State(*counts))
    return {code: {year: _sum(states) for year, states in years.items()} for code, years in parts.items()}


def _latest(counted: Iterable[Mapping[int | None, State]]) -> tuple[int, ...]:
    return tuple(sorted({year for years in counted for year in years if year is not None})[-COLUMNS:])


def _rows(reading: Reading, language: Language) -> Iterator[Row]:
    """The divisions below, each with all that is inside it, and last what is of none of them."""
    places = {code: place(code, name, language) for code, name in reading.below}
    for code, at in [*places.items(), *([("", None)] if "" in reading.counted else [])]:
        states = reading.counted.get(code, {})
        years = tuple(states[year].reports if year in states else 0 for year in reading.years)
        yield Row(at, years, _sum(states.values()))


def _sum(states: Iterable[State]) -> State:
    return State(*map(sum, zip(NONE, *states, strict=True)))


NONE = State(0, 0, 0, 0)


def _listed(
    db: sqlite3.Connection, outcome: str, inputs: Mapping[str, int], page: int
) -> tuple[Sequence[sqlite3.Row], Paging]:
    outcomes = (outcome,) if outcome else OUTCOMES[1:]
    shown = paging(sum(inputs[name] for name in outcomes), page, INPUTS)
    sql = INPUTS_LISTED.format(outcomes=", ".join("?" * len(outcomes)))
    return db.execute(sql, [*outcomes, INPUTS, (shown.page - 1) * INPUTS]).fetchall(), shown
