"""What is here and what is not: reports by region and year, cells that could not be read, inputs that are no report."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.choices import Choices, choices, offered
from datasette_govreports.pages.listing import Filter, Paging, paging
from datasette_govreports.pages.places import Place, place, within
from datasette_govreports.pages.provinces import PROVINCES

COLUMNS = 10  # years side by side, the latest
INPUTS = 40
CHILDREN = 120
OUTCOMES = ("loaded", "duplicate", "superseded", "not_a_report", "quarantined")


@dataclass(frozen=True, slots=True)
class State:
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


@dataclass(frozen=True, slots=True)
class Row:
    """One division in the table of regions and years.

    place: the division; None for bodies whose division is not known, or that are of the division above itself
    years: reports of each year of the table
    total: reports of all years
    """

    place: Place | None
    years: tuple[int, ...]
    total: State


@dataclass(frozen=True, slots=True)
class Unread:
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


@dataclass(frozen=True, slots=True)
class Input:
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


STATES = "coalesce(sum(reports), 0), coalesce(sum(complete), 0), coalesce(sum(partial), 0), coalesce(sum(narrative), 0)"
NOTES = "SELECT status, note, sum(cells), sum(reports) FROM note_totals WHERE {where} GROUP BY 1, 2 ORDER BY 3 DESC, 2"


def load(connection: sqlite3.Connection, form: Book, asked: Filter, outcome: str) -> CoveragePage:
    """The coverage of a region and year; an outcome that there is not asks for all."""
    db, language = connection, form.language
    where, values = asked.where()
    state = State(*db.execute(f"SELECT {STATES} FROM region_totals WHERE {where}", values).fetchone())  # noqa: S608
    years = _years(db, asked)
    inputs = dict(map(tuple, db.execute("SELECT outcome, count(*) FROM load_log GROUP BY outcome").fetchall()))
    chosen = outcome if outcome in OUTCOMES[1:] else ""
    listed, page = _listed(db, chosen, inputs, asked.page, language)
    return CoveragePage(
        asked=asked,
        choices=choices(offered(db, asked), (), language),
        state=state,
        years=years,
        rows=tuple(_rows(db, asked, years, language)),
        unread=tuple(Unread(s, form.notes[n], c, r) for s, n, c, r in db.execute(NOTES.format(where=where), values)),
        inputs=tuple((outcome, inputs.get(outcome, 0)) for outcome in OUTCOMES),
        outcome=chosen,
        listed=listed,
        paging=page,
    )


def _years(db: sqlite3.Connection, asked: Filter) -> tuple[int, ...]:
    where, values = asked.where()
    rows = db.execute(
        f"SELECT DISTINCT year FROM region_totals WHERE year IS NOT NULL AND {where} ORDER BY year DESC LIMIT ?",  # noqa: S608
        [*values, COLUMNS],
    ).fetchall()
    return tuple(sorted(year for (year,) in rows))


def _rows(db: sqlite3.Connection, asked: Filter, years: tuple[int, ...], language: Language) -> list[Row]:
    """The divisions below, each with all that is inside it, and last what is of none of them."""
    below = _below(db, asked.region, language)
    own: dict[str, dict[int | None, State]] = {}
    where, values = asked.where()
    counted = db.execute(
        f"SELECT region_code, year, {STATES} FROM region_totals WHERE {where} GROUP BY 1, 2",  # noqa: S608
        values,
    ).fetchall()
    stems = {within(p.code)[0]: p.code for p in below}
    for code, year, *state in counted:
        holder = next((stems[code[:n]] for n in (9, 6, 4, 2) if code and code[:n] in stems), "")
        held = own.setdefault(holder, {})
        held[year] = _sum(held.get(year), State(*state))
    rows = [_row(p, own.get(p.code, {}), years) for p in below]
    return [*rows, _row(None, own[""], years)] if "" in own else rows


def _below(db: sqlite3.Connection, region: str, language: Language) -> list[Place]:
    if not region:
        return [place(p.code, None, language) for p in PROVINCES]
    rows = db.execute("SELECT code, name FROM regions WHERE parent_code = ? ORDER BY code LIMIT ?", (region, CHILDREN))
    return [place(code, name, language) for code, name in rows]


def _row(at: Place | None, states: Mapping[int | None, State], years: tuple[int, ...]) -> Row:
    total = State(0, 0, 0, 0)
    for state in states.values():
        total = _sum(total, state)
    return Row(at, tuple(states[year].reports if year in states else 0 for year in years), total)


def _sum(a: State | None, b: State) -> State:
    if a is None:
        return b
    return State(a.reports + b.reports, a.complete + b.complete, a.partial + b.partial, a.narrative + b.narrative)


def _listed(
    db: sqlite3.Connection, outcome: str, inputs: Mapping[str, int], page: int, language: Language
) -> tuple[tuple[Input, ...], Paging]:
    outcomes = (outcome,) if outcome else OUTCOMES[1:]
    shown = paging(sum(inputs.get(name, 0) for name in outcomes), page, INPUTS)
    message = "message_zh" if language.code == "zh" else "message"
    rows = db.execute(
        f"SELECT name, outcome, {message} FROM load_log WHERE outcome IN ({','.join('?' * len(outcomes))})"  # noqa: S608
        " ORDER BY id LIMIT ? OFFSET ?",
        [*outcomes, INPUTS, (shown.page - 1) * INPUTS],
    )
    return tuple(Input(*row) for row in rows), shown
