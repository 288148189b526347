"""Which division a body belongs to and what it is then called: by its name, or by the site where that is not enough."""

from collections.abc import Iterable
from typing import NamedTuple

from govreports.divisions import Place, current, division, gone_by, lineage, parent, town
from govreports.form.model import Text
from govreports.identity import remarks
from govreports.identity.body import Body, body, departments, is_national, named
from govreports.identity.evidence import SOURCES, Found, dissent, evidence, nothing
from govreports.identity.names import has_place, is_generic_zone, without_level
from govreports.report import Evidence
from govreports.spans import Span

FIELD = "region_code"


class Settled(NamedTuple):
    """What a printed name comes to: the body's one name, None when it is not certain whose it is, and its division.

    `found` says what the division rests on, the first deciding; `added` is the sign that told which place is meant
    where the printed name does not; `why` is what is left open.
    """

    name: str | None
    found: tuple[Found, ...] = ()
    added: Found | None = None
    why: Text | None = None


def settle(printed: Found, given: str | None, signs: tuple[Found, ...], text: str, year: int | None) -> Settled:
    """Find the division of a body named in print; `given` is a manifest's code of it, `signs` are those of the site.

    Of places of one name, those that were gone by the report's `year` are not meant.
    """
    parts = body(printed.value)
    codes = (Found(current(given), "manifest", None), *signs) if given else signs
    if len(parts.places) == 1:
        (place,) = parts.places
        return Settled(named(parts, place), (printed._replace(value=place.code),))
    if parts.places:
        there = tuple(place for place in parts.places if year is None or not gone_by(place, year)) or parts.places
        if len(there) == 1:
            return Settled(named(parts, there[0]), (printed._replace(value=there[0].code),))
        return _one_of(parts._replace(places=there), codes, text)
    if is_national(parts.rest):
        return Settled(parts.rest, why=remarks.NATIONAL)
    return _placed(parts.rest, codes)


def region(settled: Settled, given: str | None, signs: tuple[Found, ...]) -> list[Evidence]:
    """Rows about the division: the deciding one, and every other sign beside it, with a remark where they differ."""
    found = list(settled.found) or _of_signs(settled, signs)
    if given:
        found.insert(0, Found(current(given), "manifest", None))
    if not found:
        return [nothing(FIELD, settled.why or remarks.NO_REGION)]
    first = found[0]
    others = _each_source_once(first, (*found[1:], *signs))
    rows = [evidence(FIELD, first, dissent(first.value, others, in_one_line))]
    return rows + [evidence(FIELD, other) for other in others]


def in_one_line(one: str, other: str) -> bool:
    """Whether one division lies in the other, or is it."""
    return one in lineage(other) or other in lineage(one)


def _each_source_once(first: Found, others: Iterable[Found]) -> list[Found]:
    once = {first.source: first}
    for other in others:
        once.setdefault(other.source, other)
    return list(once.values())[1:]


def _of_signs(settled: Settled, signs: tuple[Found, ...]) -> list[Found]:
    """Where no body is named, the smallest division that the site stands for: that much is certain of the report."""
    return [] if settled.why or not _agree(signs) else [_smallest(signs)]


def _one_of(parts: Body, codes: tuple[Found, ...], text: str) -> Settled:
    """Which of several places of one name is meant: the one that a sign or the text points to, if only one."""
    left = parts.places
    for sign in codes:
        left = tuple(place for place in left if in_one_line(place.code, sign.value)) or left
        if len(left) == 1:
            return Settled(named(parts, left[0]), (sign._replace(value=left[0].code),), sign)
    spoken_of = [place for place in left if _above(place) in text]
    if len(spoken_of) == 1:
        found = _where_spoken_of(spoken_of[0], text)
        return Settled(named(parts, spoken_of[0]), (found,), found)
    return Settled(named(parts, None), why=remarks.several_places(parts.places[0].name, len(parts.places)))


def _above(place: Place) -> str:
    """The name of what a place lies in."""
    above = parent(place.code)
    holder = division(above) if above else None
    return holder.name if holder else place.name


def _where_spoken_of(place: Place, text: str) -> Found:
    above = _above(place)
    at = text.index(above)
    return Found(place.code, "body", Span(at, at + len(above)))


def _placed(name: str, codes: tuple[Found, ...]) -> Settled:
    """A name that begins with no listed place above the towns: of a town of the site's division, or without a place."""
    if codes and not _agree(codes):
        return Settled(name if has_place(name) else None, why=remarks.SITES_DIFFER)
    for sign in codes:
        here = _in_division(name, sign.value)
        if here:
            place = here.places[0]
            return Settled(named(here, place), (sign._replace(value=place.code),), sign)
    if has_place(name):
        return Settled(name, why=remarks.UNLISTED)
    return _completed(name, codes)


def _in_division(name: str, code: str) -> Body | None:
    """A name that begins with the site's own division, or with a town or street of it."""
    held = division(code)
    if held and name.startswith(held.name):
        return body(held.name)._replace(branch="", places=(Place(code, held.name),), rest=name[len(held.name) :])
    found = town(name, code)
    return Body("", found.places, name[found.length :]) if found.places else None


def _completed(name: str, codes: tuple[Found, ...]) -> Settled:
    """Add the place to 市财政局 or 财政局, where the site is that of a division of this kind."""
    kind_of_place, bare = without_level(name)
    for sign in sorted(codes, key=_depth, reverse=True):
        held = division(sign.value)
        if held and held.name.endswith(kind_of_place) and (kind_of_place or _is_bare(name)):
            place = Place(held.code, held.name)
            return Settled(named(body(held.name)._replace(rest=body(bare).rest), place), (sign,), sign)
    return Settled(None, why=remarks.NO_PLACE)


def _is_bare(name: str) -> bool:
    """Whether a name is that of a department or zone without its place, and not of a place that is misspelt."""
    return bool(departments().fullmatch(name) or is_generic_zone(name))


def _agree(codes: tuple[Found, ...]) -> bool:
    return bool(codes) and all(in_one_line(_smallest(codes).value, sign.value) for sign in codes)


def _smallest(codes: tuple[Found, ...]) -> Found:
    return max(codes, key=_depth)


def _depth(sign: Found) -> int:
    return len(lineage(sign.value))


def added(settled: Settled) -> Text | None:
    """The remark on a name whose place something else had to tell."""
    return remarks.place_added(SOURCES[settled.added.source]) if settled.added else None
