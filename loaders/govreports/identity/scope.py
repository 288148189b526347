"""Whether a report counts the body itself or its whole area, as its own words say."""

import re
from typing import NamedTuple

from govreports.identity import remarks
from govreports.identity.evidence import Found, evidence, nothing
from govreports.identity.words import AREA_SCOPE, OWN_SCOPE, WHOLE_AREA, either
from govreports.report import Evidence
from govreports.spans import Span

# 本级政府信息公开工作主管部门 is whom the Regulations have the report sent to.
_OWN = re.compile(rf"(?:{either(OWN_SCOPE)})(?!政府信息公开工作主管)")
_AREA = re.compile(either(AREA_SCOPE))
_WHOLE = frozenset(word.text for word in WHOLE_AREA)


class Part(NamedTuple):
    """A part of the text that can say the scope, and what kind of place it is."""

    source: str
    span: Span


def scope(text: str, title: Part, introduction: Part, opening: Part, area: str | None) -> list[Evidence]:
    """The row about the scope: from title and introduction, else from the opening of section 一.

    `area` is the last character of the place that a government governs, None for any other body. Words that count a
    whole area, as 全区 does, say the scope only of such a government: a bureau too speaks of all its district, and a
    district of all its city.
    """
    whole = f"全{area}" if f"全{area}" in _WHOLE else None
    found = [f for part in (title, introduction) for f in _said(text, part, area is not None, whole)]
    if not found and whole:
        found = list(_whole(text, opening, whole))
    if not found:
        return [nothing("scope", remarks.NO_SCOPE)]
    if len({f.value for f in found}) > 1:
        return [nothing("scope", remarks.SCOPES_DIFFER)]
    return [evidence("scope", found[0])]


def _said(text: str, part: Part, governs: bool, whole: str | None) -> list[Found]:
    own = _OWN.search(text, *part.span)
    area = _AREA.search(text, *part.span) if governs else None
    found = [Found(value, part.source, Span(*match.span())) for value, match in (("own", own), ("area", area)) if match]
    return found + (_whole(text, part, whole) if whole else [])


def _whole(text: str, part: Part, whole: str) -> list[Found]:
    at = text.find(whole, *part.span)
    return [Found("area", part.source, Span(at, at + len(whole)))] if at >= 0 else []
