"""The table of aliases: names of bodies that are one body, or names that stand for several, with the reason of each."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from govreports.divisions import host_of

COLUMNS = ("name", "region_code", "host", "first_year", "last_year", "agency", "agency_region_code", "reason")


class Alias(NamedTuple):
    """One decision: a body of this name, in this division, is that agency, for the reason given.

    `name` and `region_code` are what the loader comes to without the table; a division of None stands for one that is
    not known. `host` and the years narrow the decision where one name stands for several bodies; None narrows nothing.
    """

    name: str
    region_code: str | None
    host: str | None
    first_year: int | None
    last_year: int | None
    agency: str
    agency_region_code: str | None
    reason: str


class Aliases(NamedTuple):
    """Decisions by the name they are about, in the order of the table; the first that fits counts."""

    by_name: dict[str, tuple[Alias, ...]]

    def of(self, name: str, region_code: str | None, url: str | None, year: int | None) -> Alias | None:
        """The decision about a body, None when there is none."""
        known = self.by_name.get(name)
        if not known:
            return None
        host = host_of(url) if url else None
        return next((alias for alias in known if _fits(alias, region_code, host, year)), None)


def _fits(alias: Alias, region_code: str | None, host: str | None, year: int | None) -> bool:
    if alias.region_code != region_code or alias.host not in (None, host):
        return False
    if alias.first_year is None and alias.last_year is None:
        return True
    return year is not None and (alias.first_year or year) <= year <= (alias.last_year or year)


def table(rows: list[Alias]) -> Aliases:
    """The decisions arranged for look-up."""
    names = dict.fromkeys(alias.name for alias in rows)
    return Aliases({name: tuple(alias for alias in rows if alias.name == name) for name in names})


def own_rows() -> list[Alias]:
    """The decisions that come with the loaders, in order."""
    text = (files(__package__) / "aliases.csv").read_text(encoding="utf-8")
    return [alias(row) for row in csv.DictReader(io.StringIO(text))]


@cache
def own_aliases() -> Aliases:
    """The decisions that come with the loaders."""
    return table(own_rows())


def alias(row: dict[str, str]) -> Alias:
    """One row of the table. Raises ValueError with the column that is wrong."""
    said = {column: (row.get(column) or "").strip() or None for column in COLUMNS}
    for column in ("name", "agency", "reason"):
        if said[column] is None:
            raise ValueError(column)
    return Alias(
        said["name"] or "",
        _code("region_code", said["region_code"]),
        said["host"],
        _year("first_year", said["first_year"]),
        _year("last_year", said["last_year"]),
        said["agency"] or "",
        _code("agency_region_code", said["agency_region_code"]),
        said["reason"] or "",
    )


def _code(column: str, printed: str | None) -> str | None:
    if printed and not (printed.isascii() and printed.isdigit() and len(printed) in (6, 9)):
        raise ValueError(column)
    return printed


def _year(column: str, printed: str | None) -> int | None:
    if printed is None:
        return None
    if not (printed.isascii() and printed.isdigit() and len(printed) == len("2020")):
        raise ValueError(column)
    return int(printed)
