"""The body that the narrative speaks of as its own, where no title, introduction or signature names one."""

import re
from collections.abc import Iterator

from govreports.divisions import read
from govreports.identity.body import body, departments, same_body
from govreports.identity.evidence import Found
from govreports.identity.names import LEVELS, fits, is_government_of_some_place
from govreports.identity.words import ACTS, OWN_CHANNELS, either
from govreports.spans import Span

_HAN = r"[\u3400-\u9fff〇·]"
_LONGEST_NAME = 30
# 和县 is a county, and in prose more often 和 and 县.
SHORTEST_PLACE = 3
# 2020年,南通市应急管理局…: whom the first sentences after a heading speak of.
_SUBJECT = re.compile(
    rf"(?:^|[\r\n。])[^\S\r\n]*(?:在)?\d{{4}}年度?[^\S\r\n]*[,，]?[^\S\r\n]*(?P<name>{_HAN}{{3,{_LONGEST_NAME}}})"
)
_CHANNEL = re.compile(either(OWN_CHANNELS))
_ACTS = re.compile(either(ACTS))
_RUN = re.compile(rf"{_HAN}+\Z")
_OFFICE_OF = re.compile(r"(.+政府)(?:办公室|办公厅|办)")
_ITS_OWN = re.compile(f"[我本全]([{LEVELS}])")


def told(text: str, opening: Span) -> Found | None:
    """The one body that the opening of section 一 begins with or whose own channels it names; None when not certain."""
    found = [f for f in (*_subjects(text, opening), *_channel_owners(text, opening)) if suits(f.value, text, opening)]
    if found and all(same_body(f.value, found[0].value) for f in found):
        return found[0]
    return None


def compiled_for(office: str, text: str, opening: Span) -> str | None:
    """The government whose office compiled its report, where the narrative speaks for the whole place."""
    match = _OFFICE_OF.fullmatch(office)
    if not match:
        return None
    places = read(match[1]).places
    if not places and not is_government_of_some_place(match[1]):
        return None
    return match[1] if _speaks_for(places[0].name[-1] if places else office[0], text, opening) else None


def suits(name: str, text: str, opening: Span) -> bool:
    """Whether the narrative's own words go with the name: 我局 with a bureau, 我区 or 全区 with a district."""
    parts = body(name)
    return fits(name, text, opening) if parts.rest else _speaks_for(parts.places[0].name[-1], text, opening)


def _speaks_for(area: str, text: str, opening: Span) -> bool:
    """Whether the narrative speaks of 全区 or 我区, where 区 is the kind of place, and of no office as its own."""
    return fits("", text, opening) and area in _ITS_OWN.findall(text, *opening)


def _subjects(text: str, opening: Span) -> Iterator[Found]:
    for match in _SUBJECT.finditer(text, *opening):
        start = match.start("name")
        length = read(match["name"]).length
        there = departments().match(match["name"], length)
        end = there.end() if there else length
        # 柳北区教育系统 is no government that does something.
        if length >= SHORTEST_PLACE and (there or _ACTS.match(match["name"], length)):
            yield Found(match["name"][:end], "body", Span(start, start + end))


def _channel_owners(text: str, opening: Span) -> Iterator[Found]:
    """Bodies named directly before 网站, 微信公众号 and the like: a body above the towns that is no government."""
    for channel in _CHANNEL.finditer(text, *opening):
        run = _RUN.search(text, max(opening.start, channel.start() - _LONGEST_NAME), channel.start())
        name = _at_end(run[0]) if run else None
        if name and not name.endswith("政府"):
            yield Found(name, "body", Span(channel.start() - len(name), channel.start()))


def _at_end(run: str) -> str | None:
    """The longest name of a body in a listed place that a run of characters ends with."""
    for start in range(len(run) - 3):
        length = read(run[start:]).length
        if length >= SHORTEST_PLACE and departments().fullmatch(run, start + length):
            return run[start:]
    return None
