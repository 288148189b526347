"""Which body a report is from: the title, the introduction, the contact line, the source line or the signature."""

import re

from govreports.form.model import Text
from govreports.identity import remarks
from govreports.identity.evidence import Found, evidence, nothing, weigh
from govreports.identity.names import (
    fits,
    has_place,
    is_body,
    is_place,
    same_body,
    squeeze,
    stands_for_another,
    without_office,
)
from govreports.identity.numerals import YEAR
from govreports.identity.signature import Signature
from govreports.identity.title import Title
from govreports.report import Evidence
from govreports.spans import Span

_WORD = r"[^,，。;；:：、!！?？]"
_WRITE = r"(?:编制|编写|编撰|编辑|起草|撰写|汇总)"
_WRITTEN_BY = re.compile(
    rf"由({_WORD}{{2,45}}?)(?:(?:根据|按照|依照|依据){_WORD}{{0,80}}?)?(?:负责)?(?:组织)?{_WRITE}"
)
_REPORT_OF = re.compile(
    rf"([\u3400-\u9fff（）()\s]{{3,60}}?)\s*{YEAR}\s*年度?\s*(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
)
# What comes before the name in such a sentence.
_LEADING_WORDS = re.compile(r".*(?:现将|公布|发布|编制了?|编写了?|形成了?|本报告[是为]|这是)", re.DOTALL)
_CONTACT = re.compile(rf"请(?:直接)?(?:与|同|和|向)({_WORD}{{2,45}}?)(?:联系|咨询|反映)")
_SOURCE = re.compile(r"来[^\S\r\n]*源[^\S\r\n]*[:：][^\S\r\n]*([^\s:：|｜]{2,45})")


def agency(
    text: str, introduction: Span, titles: list[Title], title: Title | None, sign: Signature | None, own: frozenset[str]
) -> list[Evidence]:
    """Rows about the body that the report is from, the first holding its name if there is one."""
    subject = title.subject if title else ""
    place = subject if is_place(subject) else None
    strong = _usable([*_from_title(title), *_from_introduction(text, introduction, titles)], place, frozenset())
    if strong:
        return weigh("agency", strong, same_body, None if has_place(strong[0].value) else remarks.NO_PLACE)
    weak = _usable([f for f in _weak(text, introduction, sign) if has_place(f.value)], place, own)
    if not weak:
        return [nothing("agency", _why(subject, place))]
    if all(same_body(found.value, weak[0].value) for found in weak):
        return [evidence("agency", weak[0])]
    return [nothing("agency", remarks.AGENCIES_DIFFER), *(evidence("agency", found) for found in weak)]
