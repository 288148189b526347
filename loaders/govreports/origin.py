"""Signs that a text is a copy with replaced words, as sites on hijacked domains put up, and what follows from them.

Each sign is one that no published report was seen to bear: single words of gambling, a stray `**` or a traditional
character do occur in real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from govreports.form.model import Text
from govreports.identity.words import GAMBLING, NOT_PLACES, PLACE_ENDINGS, either
from govreports.report import Evidence, Identity
from govreports.spans import Span

FIELD = "origin"
MANIFEST = "manifest"

_HAN = r"[\u3400-\u9fff]"
# Words that bodies fighting gambling, running lotteries or dealing with Macao use as well: only in a title a sign.
_USED_BY_BODIES = frozenset(("博彩", "赌", "澳门", "投注"))
_GAMES = tuple(word.text for word in GAMBLING if word.text not in _USED_BY_BODIES)
_AUTHORITY = rf"(?!{either(NOT_PLACES)})(?:{either(PLACE_ENDINGS)}|人民政府|政府)"
_IN_A_NAME = re.compile(rf"(?:{'|'.join(_GAMES)})[人城网]?{_AUTHORITY}")
_MASKED_NAME = re.compile(rf"[*＊]{{2,}}(?={_AUTHORITY})")
# The letters first, so that a search runs at full speed from one to the next.
_LETTERS = re.compile(rf"[a-z](?<={_HAN}.)[a-z]{{0,5}}(?={_HAN})")
_SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)(?:[iu]?ang?|u?ai|i?ao|[eo]u|e[in]?|eng|ing?|i?ong|i[aeu]?|ian|u[aeino]?|uan|o)"
)
_TRADITIONAL = "開報請處數關訴訟議務結辦總複維糾條規機構業書執門題進無為與電訊網頁"
_SIMPLIFIED = "开报请处数关诉讼议务结办总复维纠条规机构业书执门题进无为与电讯网页"
_OLD_FORM, _NEW_FORM = (re.compile(f"[{characters}]") for characters in (_TRADITIONAL, _SIMPLIFIED))

# How often a sign must be there; in a title once is enough.
NAMES, SYLLABLES, OLD_FORMS = 2, 3, 30
LEFT_AS_THEY_WERE = 4  # new forms to an old one

SIGNS: dict[str, Text] = {
    "gambling_words": Text("地名换成了博彩字样。", "Words of gambling stand in place of place names."),
    "asterisks": Text("名称中的字换成了星号。", "Characters of names are replaced by asterisks."),
    "pinyin": Text("文中的字换成了拼音。", "Characters are replaced by their pinyin."),
    "traditional": Text("文字换成了繁体字。", "The text is turned into traditional characters."),
}
NO_AGENCY = Text(
    "来路可疑的副本：其中的名称可能被换过，不采用。",
    "A copy of doubtful origin: names in it may have been replaced and are not used.",
)


class Sign(NamedTuple):
    """A sign of replaced words, and the first place that bears it."""

    name: str
    span: Span


def signs(text: str, title: str | None) -> list[Sign]:
    """What speaks against a text being as it was published; `title` is the report's title as it stands there."""
    return [*_gambling(text, title or ""), *_asterisks(text, title or ""), *_pinyin(text, title or ""), *_old(text)]


def disowned(identity: Identity, found: list[Sign], text: str) -> Identity:
    """The identity of a doubtful copy: whose report it is and where, only a manifest can say."""
    if not found:
        return identity
    by_manifest = {said.field for said in identity.evidence if said.source == MANIFEST}
    lost = {"agency", "region_code"} - by_manifest
    kept = [said for said in identity.evidence if said.field not in lost]
    return identity._replace(
        agency=None if "agency" in lost else identity.agency,
        kind=None if "agency" in lost else identity.kind,
        region_code=None if "region_code" in lost else identity.region_code,
        evidence=(
            *kept,
            *(Evidence(field, None, "none", None, *NO_AGENCY) for field in sorted(lost)),
            *(Evidence(FIELD, text[slice(*sign.span)], sign.name, sign.span, *SIGNS[sign.name]) for sign in found),
        ),
    )


def is_doubtful(identity: Identity) -> bool:
    """Whether signs of replaced words were found."""
    return any(said.field == FIELD for said in identity.evidence)


def _gambling(text: str, title: str) -> Iterator[Sign]:
    in_title = next((word.text for word in GAMBLING if word.text in title), "")
    if in_title and in_title in text:
        start = text.index(in_title)
        yield Sign("gambling_words", Span(start, start + len(in_title)))
    elif any(word in text for word in _GAMES):
        yield from _first("gambling_words", list(_IN_A_NAME.finditer(text)), NAMES)


def _asterisks(text: str, title: str) -> Iterator[Sign]:
    if "**" in text or "＊" in text:
        yield from _first("asterisks", list(_MASKED_NAME.finditer(text)), 1 if _MASKED_NAME.search(title) else NAMES)


def _pinyin(text: str, title: str) -> Iterator[Sign]:
    yield from _first("pinyin", _syllables(text), 1 if _syllables(title) else SYLLABLES)


def _syllables(text: str) -> list[re.Match[str]]:
    """Single syllables among Chinese characters."""
    return [found for found in _LETTERS.finditer(text) if _SYLLABLE.fullmatch(found[0])]


def _old(text: str) -> Iterator[Sign]:
    """Many common characters in their old form, though not all: the tables of a copy are often left as they were."""
    if any(character in text for character in _TRADITIONAL):
        old = list(_OLD_FORM.finditer(text))
        if len(old) * LEFT_AS_THEY_WERE > len(_NEW_FORM.findall(text)):
            yield from _first("traditional", old, OLD_FORMS)


def _first(name: str, found: list[re.Match[str]], least: int) -> Iterator[Sign]:
    if len(found) >= least:
        yield Sign(name, Span(*found[0].span()))
