"""A body is its normalised name in its place: printed names are taken apart, and put together in one way."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from govreports.divisions import Place, Read, full_name, is_zone, read, town
from govreports.identity.bodies import BRANCHES, KINDS, NATIONAL, SHORT_NAMES, Kind

_BRANCH = re.compile("|".join(BRANCHES))
_FULL = {short.text: short.full for short in SHORT_NAMES}
_ENDINGS = sorted(KINDS, key=lambda ending: -len(ending.text))
_NATIONAL = frozenset(NATIONAL)
_ASCII_BRACKETS = str.maketrans("()", "（）")
_TOWN = len("PPCCAATTT")
_GOVERNMENT, _OFFICE, _COMMISSION, _COMMITTEE = "人民政府", "办事处", "行政公署", "管理委员会"
GOVERNMENTS = (_GOVERNMENT, _COMMISSION)
_COMMITTEE_SHORT = "管委会"  # also at the end of a longer name, as in 两江新区管委会
_BODIES_THEMSELVES = ("委员会", "管委会", "兵团")  # 大柴旦行政委员会 is the name of the place and of what runs it
# 地区 and 盟 are run by an office of the province's government.
_COMMISSIONED = ("地区", "盟")


class Body(NamedTuple):
    """A name taken apart: what stands before the place, the places that it can mean, and what the body is called there.

    Without a place that is listed, `rest` is the whole name; it is empty when the name is only that of a place.
    """

    branch: str
    places: tuple[Place, ...]
    rest: str


@lru_cache(maxsize=8192)
def body(name: str) -> Body:
    """Take a squeezed name apart, its short forms written out."""
    printed = name.translate(_ASCII_BRACKETS)
    national = printed.removeprefix("中华人民共和国")
    if national in _NATIONAL:
        return Body("", (), national)
    branch = _BRANCH.match(printed)
    start = branch.end() if branch else 0
    places, length = read(printed[start:])
    if not places:
        return Body("", (), _written_out(printed))
    rest = printed[start + length :]
    street = _street(rest, places)
    if street:
        places, rest = street.places, rest[len(_GOVERNMENT) + street.length :]
    if rest == "办" and len(places[0].code) == _TOWN:
        rest = _OFFICE
    return Body(branch[0] if branch else "", places, _written_out(rest))


def _street(rest: str, places: tuple[Place, ...]) -> Read | None:
    """In 柳北区人民政府雀儿山街道办事处 the street, whose office is one of the district's government."""
    inside = rest.removeprefix(_GOVERNMENT)
    if len(places) != 1 or inside in ("", rest):
        return None
    found = town(inside, places[0].code)
    return found if found.places else None


def _written_out(name: str) -> str:
    """The name without its place, in full."""
    committee = name.removesuffix(_COMMITTEE_SHORT)
    return _FULL.get(name) or (name if committee == name else committee + _COMMITTEE)


def is_national(name: str) -> bool:
    """Whether this is a department of the State Council, which has no division."""
    return name.removeprefix("中华人民共和国") in _NATIONAL


def named(found: Body, place: Place | None) -> str:
    """The one name of a body; with no place certain, the name as printed with its short forms written out."""
    if place is None:
        where = found.places[0].name if found.places else ""
        return found.branch + where + (found.rest or (_authority(found.places[0]) if where else ""))
    return found.branch + full_name(place) + (found.rest or _authority(place))


def kind(name: str) -> Kind | None:
    """What kind of body has this normalised name; None when its ending does not say."""
    return next((ending.kind for ending in _ENDINGS if name.endswith(ending.text)), None)


def _authority(place: Place) -> str:
    """What governs a place."""
    if place.name.endswith(_BODIES_THEMSELVES):
        return ""
    if is_zone(place.code):
        return _COMMITTEE
    if place.name.endswith(_COMMISSIONED):
        return _COMMISSION
    return _OFFICE if place.name.endswith("街道") else _GOVERNMENT


@cache
def departments() -> re.Pattern[str]:
    """What departments are called after their place, the longest first.

    In prose only these are taken for names, since 安居区坚持以人民为中心 ends like one.
    """
    known = (files(__package__) / "departments.txt").read_text(encoding="utf-8").split()
    return re.compile("|".join(sorted({*known, *_FULL}, key=lambda name: (-len(name), name))))


def same_body(one: str, other: str) -> bool:
    """Whether two printed names can be of one body, differing in how much of the place they print or in short forms."""
    if one.endswith(other) or other.endswith(one):
        return True
    first, second = body(one), body(other)
    places = set(first.places) & set(second.places)
    return any(named(first, place) == named(second, place) for place in places)
