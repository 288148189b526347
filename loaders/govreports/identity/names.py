"""What is the name of a body, what only of a place, and what of neither."""

import re

from govreports.divisions import read
from govreports.identity.body import is_national
from govreports.identity.words import (
    BODY_ENDINGS,
    GAMBLING,
    GENERIC_ZONES,
    NOT_NAMES,
    NOT_PLACES,
    PLACE_ENDINGS,
    either,
)
from govreports.spans import Span

_HAN = r"[\u3400-\u9fff〇·]"
_BODY = re.compile(rf"{_HAN}(?:{_HAN}|[（(]{_HAN}+[）)]){{1,40}}?(?:{either(BODY_ENDINGS)})(?:[（(]{_HAN}+[）)])?")
_PLACE = re.compile(rf"{_HAN}+(?:{either(PLACE_ENDINGS)})")
LEVELS = "省市区县州旗盟镇乡"
_LEVEL = f"[{LEVELS}]"

# Words by which a text speaks of its own body, or of any body of a kind: 我局, 市局, 县人民政府办公室.
# 本溪 is a city; no place begins with the others. And words that begin a sentence, not a name.
_GENERIC = re.compile(
    rf"(?:现(?!代)|兹|就(?!业)|把|是|以|在|按|据)"
    rf"|(?:我|本(?!溪)|该|各|贵[局委办]|全{_LEVEL}|上级)"
    rf"|{_LEVEL}?(?:人民|党政|政府|局|委|综合|行政|机关|街道)*(?:{either(BODY_ENDINGS)})$"
)
_NOT_NAMES = re.compile(either((*NOT_NAMES, *GAMBLING)))
_NOT_PLACES = re.compile(either(NOT_PLACES))
_OF_TOWN = re.compile(rf"{_HAN}+(?:[镇乡]|街道)(?:(?:人民)?政府|办事处|办)")
_GENERIC_ZONE = re.compile(rf"(?:{either(GENERIC_ZONES)}).*区")
_GOVERNMENT = ("政府", "人民政府")
_WITH_PLACE = re.compile(rf"{_HAN}(?:{either(PLACE_ENDINGS)})|国家|中华|中国|海关$|兵团")

# The office inside a body that one is asked to call. The office of a committee can be a body of its own, as that of
# a 机构编制委员会 is, and so can that of a government above the towns; 白沙镇党政办公室 does not say whose it is.
_INSIDE = "党政|党群|党建|综合|行政|机关|秘书|政务公开|信息公开|政务|局"
_OFFICE = re.compile(rf"(.*(?:局|厅|[镇乡](?:人民)?政府|街道办事处))(?:{_INSIDE})*(?:办公室|办|科|股|处)")
_UNCLEAR_OFFICE = re.compile(rf".*(?:政府|委员会|委|{_INSIDE})(?:办公室|办公厅|办)")

# By which word of its own a text speaks of the body that wrote it.
_OWN_WORDS = {
    "局": "局",
    "委员会": "委",
    "委": "委",
    "厅": "厅",
    "院": "院",
    "中心": "中心",
    "办公室": "办",
    "办": "办",
}
_SELF = re.compile("[我本](局|委(?!托)|厅|院|中心|办(?!法|理|公))")


def is_body(name: str) -> bool:
    """Whether squeezed text is the name of one particular body, with or without the place it belongs to."""
    if not _BODY.fullmatch(name) or _NOT_NAMES.search(name):
        return is_national(name)
    return not _GENERIC.match(name) or read(name).length > 0  # 全州 is a county, 全市 no name


def is_place(name: str) -> bool:
    """Whether squeezed text can be the name of a division, and is not that of a body."""
    return bool(_PLACE.fullmatch(name)) and not _NOT_NAMES.search(name)


def has_place(name: str) -> bool:
    """Whether the name of a body says where it is: 柳北区财政局 does, 市财政局 and 财政局 do not."""
    if read(name).length or _OF_TOWN.fullmatch(name):
        return True
    return bool(_WITH_PLACE.search(_NOT_PLACES.sub("", name))) and not is_generic_zone(name)


def is_generic_zone(name: str) -> bool:
    """Whether this is a body of a zone that is not named: 高新区管委会."""
    return bool(_GENERIC_ZONE.match(name))


def is_government_of_some_place(name: str) -> bool:
    """Whether this is 市政府 or the like, which says of what kind of place it is the government, and not of which."""
    return name[:1] in LEVELS and name[1:] in _GOVERNMENT


def without_level(name: str) -> tuple[str, str]:
    """市财政局 -> 市 and 财政局: of what kind of place a body is, if its name says just that; else '' and the name."""
    generic = name[:1] in LEVELS and (name[1:] in _GOVERNMENT or not _NOT_PLACES.match(name))
    return (name[:1], name[1:]) if generic else ("", name)


def without_office(name: str) -> str:
    """The body that an office belongs to, when the name is that of an office inside it."""
    office = _OFFICE.fullmatch(name)
    return office[1] if office else name


def stands_for_another(name: str) -> bool:
    """Whether the name is that of an office that may speak for a body above it."""
    return bool(_UNCLEAR_OFFICE.fullmatch(name))


def fits(name: str, text: str, narrative: Span) -> bool:
    """Whether a body of this name can be the one that says 我局 or the like in the narrative, if any does."""
    words = _SELF.findall(text, *narrative)
    return not words or next((word for ending, word in _OWN_WORDS.items() if name.endswith(ending)), None) in words
