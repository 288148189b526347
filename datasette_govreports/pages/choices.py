"""What a list can be narrowed to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from datasette_govreports.language import Language
from datasette_govreports.pages.listing import Filter
from datasette_govreports.pages.places import Named, Place, ancestors, place
from datasette_govreports.pages.provinces import PROVINCES


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer.

    rules: ids and titles
    regions: divisions: the provinces, and what is asked for with all that holds it
    years: years that reports are of
    agency: name of the body that is asked for; empty where none is
    """

    rules: tuple[tuple[str, str], ...]
    regions: tuple[Place, ...]
    years: tuple[int, ...]
    agency: str


class Offered(NamedTuple):
    """The same in no language.

    inside: the division that is asked for, with all that holds it
    years: years that reports are of, the latest first
    agency: name of the body that is asked for
    """

    inside: tuple[Named, ...]
    years: tuple[int, ...]
    agency: str


YEARS = "SELECT DISTINCT year FROM region_totals WHERE year IS NOT NULL ORDER BY year DESC"


def offered(db: sqlite3.Connection, asked: Filter) -> Offered:
    """What a list of reports or findings can be narrowed to."""
    agency = db.execute("SELECT name FROM agencies WHERE slug = ?", (asked.agency,)).fetchone()
    return Offered(
        ancestors(db, asked.region) if asked.region else (),
        tuple(year for (year,) in db.execute(YEARS)),
        agency[0] if agency else asked.agency,
    )


def choices(offer: Offered, rules: Iterable[tuple[str, str]], language: Language) -> Choices:
    """The same in a language. `rules`: ids and titles, where the list can be narrowed to a rule."""
    named = {province.code: place(province.code, None, language) for province in PROVINCES}
    named |= {code: place(code, name, language) for code, name in offer.inside}
    return Choices(tuple(rules), tuple(named[code] for code in sorted(named)), offer.years, offer.agency)
