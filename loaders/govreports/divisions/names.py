"""Which division a name begins with: 四川省遂宁市安居区人民政府 -> 安居区 of 510904, and 人民政府 is left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from govreports.divisions.divisions import Listed, current, level, lineage, listed, parent, towns

_SUFFIX = re.compile(r"(?:自治区|特别行政区|地区|新区|林区|[省市区县州旗盟])$")
_DISTRICT = re.compile(r".+区$")
_ZONE = re.compile(r"\d{4}7\d")  # a code that statisticians give to a development zone
_SHORTEST, _COUNTIES, _TOWNS = 2, 3, 4
_LONGEST_TOWN = 15
# What shows that the words before it were the beginning of another name: 东区街道 is a street, not the district.
_GOES_ON = re.compile(r"街道|[镇乡](?![村镇土贤])|村(?!镇)")
# A farm or a zone without its county before it is too likely another's: 高新区 is in every city.
_TOWN = re.compile(r"(?:[镇乡]|街道|苏木)$")
_ROADS = re.compile(r"街道|[路镇]|乡(?!村)|村(?!镇)")
_AUTONOMOUS = "州县旗"
# Names that many cities use for a part of their own: alone they say nothing.
_EVERYWHERE = frozenset({"东区", "西区", "南区", "北区", "城区", "郊区", "矿区", "新区"})


class Place(NamedTuple):
    """A division by one of its names: its code, and the official name that was meant, which may be a former one."""

    code: str
    name: str


class Read(NamedTuple):
    """The divisions that the beginning of a name can mean, and how many characters that is; none and 0 without one."""

    places: tuple[Place, ...]
    length: int


class _Index(NamedTuple):
    """Printed name -> what it can mean; stems need a smaller division behind them. `longest` counts characters."""

    full: dict[str, tuple[Place, ...]]
    stems: dict[str, tuple[Place, ...]]
    longest: int


NOWHERE = Read((), 0)


@cache
def _index() -> _Index:
    full: dict[str, list[Place]] = defaultdict(list)
    stems: dict[str, list[Place]] = defaultdict(list)
    for known in (name for names in listed().values() for name in names):
        place = Place(known.code, known.name)
        for printed in _printed(known):
            full[printed].append(place)
        stem = _SUFFIX.sub("", known.short or known.name)
        if len(stem) >= _SHORTEST and level(known.code) < _COUNTIES:
            stems[stem].append(place)
    return _Index(_frozen(full), _frozen(stems), max(map(len, full)))


def _printed(known: Listed) -> set[str]:
    """The ways in which a name is printed: whole, without the peoples, and of a zone with its city as a city."""
    ways = {known.name, known.short} - {""}
    if known.short and "自治" in known.name and known.short[-1] in _AUTONOMOUS:
        ways.add(f"{known.short[:-1]}自治{known.short[-1]}")
    if is_zone(known.code):
        city = listed()[parent(known.code) or known.code][-1].name
        stem = _SUFFIX.sub("", city)
        if known.name.startswith(stem) and not known.name.startswith(city):
            ways.add(city + known.name.removeprefix(stem))
    return ways


def is_zone(code: str) -> bool:
    """Whether this is the code that statisticians give to a development zone."""
    return bool(_ZONE.fullmatch(code))


def _frozen(table: dict[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    return {printed: tuple(places) for printed, places in table.items()}


@lru_cache(maxsize=4096)
def read(name: str) -> Read:
    """What division a name begins with, the smallest of those it prints one after the other.

    Where several divisions have the name, all are told, each by the code that it has by now.
    """
    found = _walk(name, 0, None)
    return Read(_by_now(found.places), found.length)


def _walk(name: str, at: int, within: Collection[str] | None) -> Read:
    index = _index()
    for length in range(min(index.longest, len(name) - at), _SHORTEST - 1, -1):
        printed = name[at : at + length]
        places = _inside(index.full.get(printed, ()), within)
        if places and (within is not None or printed not in _EVERYWHERE):
            deeper = _deeper(name, at + length, places)
            if deeper.places:
                return deeper
            if not _goes_on(name, printed, at + length):
                return Read(places, at + length)
        stems = _inside(index.stems.get(printed, ()), within)
        if stems and (deeper := _deeper(name, at + length, stems)).places:
            return deeper
    return NOWHERE


def _goes_on(name: str, printed: str, end: int) -> bool:
    """Whether a place was only the beginning of another name: without its kind, as 西藏, it may also be a road's."""
    return bool(_GOES_ON.match(name, end) or (not _SUFFIX.search(printed) and _ROADS.search(name, end)))


def _deeper(name: str, at: int, places: tuple[Place, ...]) -> Read:
    """The division inside one of these that follows in the name, a town or street among them."""
    codes = frozenset(place.code for place in places)
    found = _walk(name, at, codes) if at < len(name) else NOWHERE
    return found if found.places else _town_at(name, at, codes)


def _town_at(name: str, at: int, within: Iterable[str]) -> Read:
    known = [towns()[current(code)] for code in within if current(code) in towns()]
    for length in range(min(_LONGEST_TOWN, len(name) - at), _SHORTEST - 1, -1):
        printed = name[at : at + length]
        found = tuple(Place(names[printed], printed) for names in known if printed in names)
        if found:
            return Read(found, at + length)
    return NOWHERE


def _inside(places: tuple[Place, ...], within: Collection[str] | None) -> tuple[Place, ...]:
    if within is None or not places:
        return places
    return tuple(place for place in places if any(code in within for code in lineage(place.code)[1:]))


def _by_now(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Each place once. One that is gone gives way to another of the same name that took its place."""
    return tuple(dict.fromkeys(Place(current(place.code), place.name) for place in places))


@cache
def _with_towns(within: str) -> tuple[str, ...]:
    return tuple(county for county in towns() if within in lineage(county))


@lru_cache(maxsize=4096)
def town(beginning: str, within: str) -> Read:
    """The town or street of a division that a name begins with; none when there is none, or more than one."""
    found = [_town_at(beginning, 0, (county,)) for county in _with_towns(within)]
    named = [read for read in found if read.places and _TOWN.search(read.places[0].name)]
    return named[0] if len(named) == 1 else NOWHERE


@cache
def _town_names() -> frozenset[str]:
    return frozenset(name for named in towns().values() for name in named)


def is_listed(name: str) -> bool:
    """Whether a name is all that of a division, also where several have it."""
    return 0 < read(name).length == len(name) or name in _town_names()


def gone_by(place: Place, year: int) -> bool:
    """Whether a division had lost its name or its being well before a year; one year is not held against the list."""
    known = next((known for known in listed().get(place.code, ()) if known.name == place.name), None)
    return known is not None and known.until is not None and known.until + 1 < year


@lru_cache(maxsize=4096)
def full_name(place: Place) -> str:
    """The name as a body of the place bears it: a district with its city before it, a town with its county."""
    above = parent(place.code)
    if above is None or not (_above_belongs(place) or level(place.code) == _TOWNS):
        return place.name
    return full_name(Place(above, listed()[above][-1].name)) + place.name


def _above_belongs(place: Place) -> bool:
    return level(place.code) == _COUNTIES and bool(_DISTRICT.match(place.name)) and not is_zone(place.code)
