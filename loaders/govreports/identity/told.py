"""The body that the narrative speaks of as its own, where no title, introduction or signature names one."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from govreports.identity.bodies import SHORT_NAMES
from govreports.identity.body import body, same_body
from govreports.identity.evidence import Found
from govreports.identity.names import LEVELS, fits
from govreports.identity.words import OWN_CHANNELS, either
from govreports.places import read
from govreports.spans import Span

_HAN = r"[\u3400-\u9fff〇·]"
_LONGEST_NAME = 30
# 2020年,南通市应急管理局…: whom the first sentences after a heading speak of.
_SUBJECT = re.compile(
    rf"(?:^|[\r\n。])[^\S\r\n]*(?:在)?\d{{4}}年度?[^\S\r\n]*[,，]?[^\S\r\n]*(?P<name>{_HAN}{{3,{_LONGEST_NAME}}})"
)
_CHANNEL = re.compile(either(OWN_CHANNELS))
_RUN = re.compile(rf"{_HAN}+\Z")
_ITS_OWN = re.compile(f"[我本全]([{LEVELS}])")


@cache
def _department() -> re.Pattern[str]:
    """What departments are called after their place. In prose only these are taken for a name.

    Any words that end like a name would do harm here: 安居区坚持以人民为中心 names no body.
    """
    known = (files(__package__) / "departments.txt").read_text(encoding="utf-8").split()
    names = {*known, *(short.text for short in SHORT_NAMES)}
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))


def told(text: str, opening: Span) -> Found | None:
    """The one body that the opening of section 一 begins with or whose own channels it names; None when not certain."""
    found = [f for f in (*_subjects(text, opening), *_channel_owners(text, opening)) if _fits(f.value, text, opening)]
    if found and all(same_body(f.value, found[0].value) for f in found):
        return found[0]
    return None


def _fits(name: str, text: str, opening: Span) -> bool:
    """Whether the narrative's own words go with the name: 我局 with a bureau, 我区 or 全区 with a district."""
    parts = body(name)
    if not parts.rest:
        return fits("", text, opening) and parts.places[0].name[-1] in _ITS_OWN.findall(text, *opening)
    return fits(name, text, opening)


def _subjects(text: str, opening: Span) -> Iterator[Found]:
    for match in _SUBJECT.finditer(text, *opening):
        start = match.start("name")
        length = read(match["name"]).length
        if length:
            there = _department().match(match["name"], length)
            end = there.end() if there else length
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
        if length and _department().fullmatch(run, start + length):
            return run[start:]
    return None
