"""What is published: the tables and views of a database, as it describes them itself, and what is left out of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any, Literal, NamedTuple

Type = Literal["integer", "number", "date", "text", "bytes"]


class LeftOut(NamedTuple):
    """A table, or one column of it, that is in the database only; and why, in both languages."""

    table: str
    column: str
    zh: str
    en: str


class Key(NamedTuple):
    """What SQLite does not tell of a view: the column that tells its rows apart, and what its columns refer to."""

    column: str
    references: tuple[tuple[str, str, str], ...]


class Limit(NamedTuple):
    """A number of rows, and why that many."""

    rows: int
    reason: str


LEFT_OUT = (
    LeftOut("provenance", "", "数字位置的压缩编码，供读数据库的程序用", "places of figures, packed for programs"),
    LeftOut("requests_tidy", "", "requests 的每一行拆成七行", "the rows of requests, each cut into seven"),
    LeftOut(
        *("documents", "text"),
        "来源的全文，表格软件的一格放不下；文字部分见 sections",
        "whole sources, too long for a cell of a spreadsheet; their prose is in sections",
    ),
)
VIEWS = {
    "report_summary": Key("report_id", (("report_id", "reports", "id"), ("region_code", "regions", "code"))),
    "finding_summary": Key("finding_id", (("finding_id", "findings", "id"), ("check_id", "checks", "id"))),
}
DAY = "_on"  # ends the names of columns that hold days
# Above it a table also comes year by year. An office program opens so many rows without a pause.
BY_YEAR = Limit(50_000, "an office program opens so many rows without a pause")
# A year as the one member, None where it is not known; nothing where any year will do.
Year = tuple[int | None, ...]


class Yearly(NamedTuple):
    """How the rows of a table belong to years, as statements.

    counting: the years, and how many rows each has
    condition: what is true of the rows of a year
    years: the year for each value of the column that tells it
    """

    counting: str
    condition: str
    years: str


# How a row belongs to a year: by the first of these columns that its table has.
YEARS = {
    "year": Yearly(
        "SELECT year, count(*) FROM {table} GROUP BY year", "year IS ?", "SELECT DISTINCT year, year FROM {table}"
    ),
    "report_id": Yearly(
        "SELECT reports.year, count(*) FROM {table} JOIN reports ON reports.id = report_id GROUP BY reports.year",
        "report_id IN (SELECT id FROM reports WHERE year IS ?)",
        "SELECT id, year FROM reports",
    ),
}


class Name(NamedTuple):
    """A name in the database and what it means, in both languages."""

    name: str
    zh: str
    en: str


class Column(NamedTuple):
    """A column.

    name: its name
    type: what all its values are
    optional: whether it may be NULL. Where not, an empty text is a text.
    zh, en: what it holds, in both languages
    unit: (Chinese, English) of what it counts; None for other columns
    choices: the only values that it may have; empty where there is no such list
    """

    name: str
    type: Type
    optional: bool
    zh: str
    en: str
    unit: tuple[str, str] | None
    choices: tuple[str, ...]


class Reference(NamedTuple):
    """A column whose values stand in a column of another table that is published."""

    column: str
    table: str
    target: str


class Table(NamedTuple):
    """A table or view that is published.

    name: its name
    zh, en: what a row is
    columns: its columns
    key: names of the columns that tell its rows apart; empty where none do
    references: its references
    rows: number of rows
    years: each year with its number of rows, where the table is large; None stands for rows of no known year
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    rows: int
    years: tuple[tuple[int | None, int], ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]

    @property
    def plain(self) -> str:
        """The name of the file that holds all of it as plain CSV, which what describes the files is about."""
        return f"{self.name}.csv"

    @property
    def rows_of(self) -> dict[Year, int]:
        """How many rows there are, of any year and of each."""
        return {(): self.rows, **{(year,): rows for year, rows in self.years}}

    def select(self, of_a_year: bool = False) -> str:
        """A statement for its rows in a fixed order; of one year, which is then its parameter."""
        condition = f" WHERE {YEARS[_year_column(self.names)].condition}" if of_a_year else ""
        names = ", ".join(map(_quoted, self.names))
        order = ", ".join(map(_quoted, self.key)) or "rowid"
        return f"SELECT {names} FROM {_quoted(self.name)}{condition} ORDER BY {order}"  # noqa: S608 - names of the schema


def tables(db: sqlite3.Connection, by_year: int = BY_YEAR.rows) -> tuple[Table, ...]:
    """Every published table that the dictionary of a database tells of, by name."""
    without = {left.table for left in LEFT_OUT if not left.column}
    listed = "SELECT table_name, meaning_zh, meaning_en FROM dictionary WHERE column_name = '' ORDER BY table_name"
    units = dict(db.execute("SELECT DISTINCT unit_en, unit_zh FROM form_figures").fetchall())
    found = [_table(db, Name(*row), units, by_year) for row in db.execute(listed).fetchall() if row[0] not in without]
    kept = {(table.name, name) for table in found for name in table.names}
    return tuple(
        table._replace(references=tuple(r for r in table.references if (r.table, r.target) in kept)) for table in found
    )


def _table(db: sqlite3.Connection, name: Name, units: Mapping[str, str], by_year: int) -> Table:
    without = {left.column for left in LEFT_OUT if left.table == name.name}
    listed = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?)'
    told = [column for column in db.execute(listed, (name.name,)).fetchall() if column[0] not in without]
    rows, types = _types(db, name.name, {column: declared for column, declared, *_ in told})
    key = tuple(column for column, *_, place in sorted(told, key=itemgetter(3)) if place) or _view_key(name.name)
    choices = dict(_choices(db, name.name))
    meant = {column.name: column for column in _meanings(db, name.name)}
    columns = []
    for column, _, required, _ in told:
        _, zh, en = meant.get(column, Name(column, "", ""))
        optional = not (required or column in key)
        columns.append(Column(column, types[column], optional, zh, en, _unit(en, units), choices.get(column, ())))
    years = _years(db, name.name, [column.name for column in columns]) if rows > by_year else ()
    return Table(*name, tuple(columns), key, tuple(_references(db, name.name)), rows, years)


def _meanings(db: sqlite3.Connection, table: str) -> Iterator[Name]:
    asked = "SELECT column_name, meaning_zh, meaning_en FROM dictionary WHERE table_name = ?"
    return (Name(*row) for row in db.execute(asked, (table,)))


def _view_key(name: str) -> tuple[str, ...]:
    return (VIEWS[name].column,) if name in VIEWS else ()


def _types(db: sqlite3.Connection, table: str, declared: Mapping[str, str]) -> tuple[int, dict[str, Type]]:
    """Number of rows, and what each column really holds: SQLite keeps 2.5 in a column of whole numbers as it is."""
    asked = ", ".join(_tests(column, kind) for column, kind in declared.items())
    rows, *found = db.execute(f"SELECT count(*), {asked} FROM {_quoted(table)}").fetchone()  # noqa: S608 - as above
    told = zip(declared.items(), zip(*[iter(found)] * 3, strict=True), strict=True)
    return rows, {column: _type(kind, *answers) for (column, kind), answers in told}


def _tests(column: str, declared: str) -> str:
    """What its last value is, as bytes come after texts and texts after numbers; whether there are fractions, days.

    The others are asked where the answer may be yes, since each takes a look at every row.
    """
    name = _quoted(column)
    fractions = "0" if declared in {"TEXT", "REAL", "BLOB"} else f"max(typeof({name}) = 'real')"
    days = f"min({name} IS date({name}))" if column.endswith(DAY) else "0"
    return f"typeof(max({name})), {fractions}, {days}"


def _type(declared: str, last: str, fractions: object, days: object) -> Type:
    if last == "blob" or declared == "BLOB":
        return "bytes"
    if last == "text" or declared == "TEXT":
        return "date" if days else "text"
    return "number" if fractions or declared == "REAL" else "integer"


def _choices(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists of values in the checks of a table."""
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    for column, listed in re.findall(r"CHECK \((\w+) IN \(([^)]*)\)\)", sql):
        yield column, tuple(re.findall(r"'([^']*)'", listed))


def _unit(meaning: str, units: Mapping[str, str]) -> tuple[str, str] | None:
    said = re.search(r"\bunit: ([^;]+)", meaning)
    return (units.get(said[1], said[1]), said[1]) if said else None


def _references(db: sqlite3.Connection, table: str) -> Iterator[Reference]:
    if table in VIEWS:
        yield from (Reference(*reference) for reference in VIEWS[table].references)
    for column, target, to in db.execute(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id', (table,)
    ):
        yield Reference(column, target, to)


def told_by(db: sqlite3.Connection, table: Table) -> tuple[int, dict[Any, Year]]:
    """The place of the column that tells the year of a row, and the year for each of its values."""
    column = _year_column(table.names)
    told = db.execute(YEARS[column].years.format(table=_quoted(table.name)))
    return table.names.index(column), {value: (year,) for value, year in told}


def _year_column(names: list[str]) -> str:
    return next((name for name in YEARS if name in names), "")


def _years(db: sqlite3.Connection, table: str, names: list[str]) -> tuple[tuple[int | None, int], ...]:
    column = _year_column(names)
    if not column:
        return ()
    counted = db.execute(YEARS[column].counting.format(table=_quoted(table))).fetchall()
    return tuple(sorted(map(tuple, counted), key=lambda year: (year[0] is None, year[0])))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
