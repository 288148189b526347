"""Divisions by name: the database's, that of a province, or the bare code where nothing names it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.pages.provinces import BY_CODE

COUNTY = 6
LONGEST = 9
Named = tuple[str, str | None]  # a code, and the name that the database gives it


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division.

    code: its code
    name: its name, or its code where no name is known
    named: whether a name is known
    """

    code: str
    name: str
    named: bool


LINEAGE = """
WITH RECURSIVE up (code, name, parent_code, depth) AS (
    SELECT code, name, parent_code, 0 FROM regions WHERE code = ?
    UNION ALL SELECT regions.code, regions.name, regions.parent_code, depth + 1 FROM regions
        JOIN up ON regions.code = up.parent_code WHERE depth < 4
) SELECT code, name FROM up ORDER BY depth DESC
"""


def place(code: str, name: str | None, language: Language) -> Place:
    """A division with the name that the database gives; provinces have names of their own in each language."""
    province = BY_CODE.get(code)
    known = province.name(language) if province else name
    return Place(code, known or code, bool(known))


def ancestors(db: sqlite3.Connection, code: str | None) -> tuple[Named, ...]:
    """Code and name of a division and of those that hold it, the largest first."""
    return tuple((row[0], row[1]) for row in db.execute(LINEAGE, (code,)))


def lineage(db: sqlite3.Connection, code: str | None, language: Language) -> tuple[Place, ...]:
    """A division and those that hold it, the largest first."""
    return tuple(place(*named, language) for named in ancestors(db, code))


def within(code: str) -> tuple[str, str]:
    """The codes of a division and of all inside it: from the first, up to but without the second.

    Two digits each name province, prefecture and county, and what ends in 00 holds everything that begins alike.
    """
    stem = code
    while len(stem) <= COUNTY and len(stem) > len("PP") and stem.endswith("00"):
        stem = stem[:-2]
    return stem, stem[:-1] + chr(ord(stem[-1]) + 1)


def is_code(text: str) -> bool:
    """Whether a text can be a division code."""
    return text.isascii() and text.isdigit() and len(text) in {COUNTY, LONGEST}
