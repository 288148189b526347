"""The list of divisions: codes, names, years of validity, what belongs to what."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

# The corps of Xinjiang governs land all over the region. It is no division and has a code of its own.
CORPS, XINJIANG = "660000", "650000"
_COUNTY = len("PPCCAA")  # two digits each for province, prefecture and county; towns and streets have three more
_PROVINCE, _PREFECTURE, _COUNTY_LEVEL, _TOWN = 1, 2, 3, 4


class Listed(NamedTuple):
    """One name of one division, as the list has it.

    `short` is the name without the peoples of an autonomous division, `pinyin` the name as host names spell it; both
    may be empty. `since` and `until` are the first and the last year at whose end the name is known to have been valid.
    """

    code: str
    name: str
    short: str
    pinyin: str
    since: int | None
    until: int | None
    successors: tuple[str, ...]


class Division(NamedTuple):
    """A division with its latest name; `until` is None while it exists. Levels: 1 province to 4 town or street."""

    code: str
    name: str
    level: int
    parent: str | None
    since: int | None
    until: int | None
    former: tuple[Listed, ...] = ()


@cache
def listed() -> dict[str, tuple[Listed, ...]]:
    """Code -> its names above the towns, the latest last."""
    names: dict[str, list[Listed]] = defaultdict(list)
    text = (files(__package__) / "divisions.csv").read_text(encoding="utf-8")
    for code, name, short, pinyin, since, until, after in list(csv.reader(io.StringIO(text)))[1:]:
        names[code].append(Listed(code, name, short, pinyin, _year(since), _year(until), tuple(after.split())))
    return {code: tuple(known) for code, known in names.items()}


@cache
def towns() -> dict[str, dict[str, str]]:
    """Code of a county, or of a city without counties -> name of a town or street -> its code."""
    text = (files(__package__) / "towns.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        county, *named = line.split(" ")
        found[county] = {entry[3:]: county + entry[:3] for entry in named}
    return found


def division(code: str) -> Division | None:
    """The division of this code, of six digits or nine; None when the list does not have it."""
    if len(code) > _COUNTY:
        name = next((name for name, known in towns().get(code[:_COUNTY], {}).items() if known == code), None)
        return Division(code, name, _TOWN, parent(code), None, None) if name else None
    names = listed().get(code)
    if not names:
        return None
    latest = names[-1]
    return Division(code, latest.name, level(code), parent(code), names[0].since, latest.until, names[:-1])


def level(code: str) -> int:
    """1 province, 2 prefecture, 3 county, 4 town or street, as the digits of a code say."""
    if len(code) > _COUNTY:
        return _TOWN
    if not code.endswith("00"):
        return _COUNTY_LEVEL
    return _PROVINCE if code.endswith("0000") and code != CORPS else _PREFECTURE


@lru_cache(maxsize=8192)
def parent(code: str) -> str | None:
    """The division that one belongs to: a county without a prefecture belongs to its province."""
    if code == CORPS:
        return XINJIANG
    if len(code) > _COUNTY:
        return code[:_COUNTY]
    if code.endswith("0000"):
        return None
    prefecture, province = code[:4] + "00", code[:2] + "0000"
    return prefecture if code != prefecture and (prefecture in listed() or code not in listed()) else province


@lru_cache(maxsize=8192)
def lineage(code: str) -> tuple[str, ...]:
    """A code and those of the divisions that hold it, the smallest first."""
    above = parent(code)
    return (code, *lineage(above)) if above else (code,)


def provinces() -> list[str]:
    """The codes of the 34 province-level units."""
    return [code for code in listed() if level(code) == _PROVINCE]


def successors(code: str) -> tuple[str, ...]:
    """What a division that is gone became; empty for one that exists or is not listed."""
    names = listed().get(code)
    return names[-1].successors if names else ()


@lru_cache(maxsize=8192)
def current(code: str) -> str:
    """The code that a division of the same name has by now: codes change with a merger or a move, names need not."""
    names, after = listed().get(code), successors(code)
    if names and len(after) == 1 and listed()[after[0]][-1].name == names[-1].name:
        return current(after[0])
    return code


def _year(printed: str) -> int | None:
    return int(printed) if printed else None
