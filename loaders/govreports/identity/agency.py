"""Which body a report is from: the title, the introduction, the contact line, the source line or the signature."""

import re
from collections.abc import Iterable, Iterator

from govreports.divisions import is_listed
from govreports.form.model import Text
from govreports.identity import remarks
from govreports.identity.body import same_body
from govreports.identity.evidence import SOURCES, Found, evidence, nothing, weigh
from govreports.identity.head import Head
from govreports.identity.names import (
    fits,
    has_place,
    is_body,
    is_government_of_some_place,
    is_place,
    stands_for_another,
    without_office,
)
from govreports.identity.signature import Signature
from govreports.identity.spacing import squeeze, stretch
from govreports.identity.title import Title
from govreports.identity.told import compiled_for, told
from govreports.report import Evidence
from govreports.spans import Span

_WORD = r"[^,，。;；:：、!！?？]"
# In 由柳北区教育局根据要求负责编制: up to the words that end the name, and then the rest, so that no search is nested.
_WRITE = "编制|编写|编撰|编辑|起草|撰写|汇总"
_BY = re.compile(rf"由({_WORD}{{2,45}}?)(?=根据|按照|依照|依据|负责|组织|{_WRITE})")
_WRITTEN = re.compile(rf"(?:(?:根据|按照|依照|依据){_WORD}{{0,80}}?)?(?:负责)?(?:组织)?(?:{_WRITE})")
_CONTACT = re.compile(rf"请(?:直接)?(?:与|同|和|向)({_WORD}{{2,45}}?)(?:联系|咨询|反映)")
_SOURCE = re.compile(
    r"(?<!数据)来[^\S\r\n]*源[^\S\r\n]*[:：][^\S\r\n]*([^\s:：|｜]{2,45}?)(?=\s|[|｜]|发布|作者|时间|日期|浏览|点击|字体|\Z)"
)

# 单位 with what may stand before it; 主办单位 and the like are other bodies.
_UNIT = re.compile(
    r"(?:(?<![\u3400-\u9fff])|填报|编制|报告|填表)单[^\S\r\n]*位(?:名称)?[^\S\r\n]*[:：][^\S\r\n]*([^\s:：|｜]{2,45}?)(?=\s|[|｜]|\Z)"
)
NAME_REACH = 60  # characters before a year in which the name of a body can stand
# What ends before a name, and what leads up to it, in 现公布柳北区教育局2020年政府信息公开年度报告.
_NOT_OF_A_NAME = re.compile(r"[^\u3400-\u9fff（）()\s]|[\r\n]")
_LEADING_WORDS = re.compile(r".*(?:现将|公布|发布|编制了?|编写了?|形成了?|本报告[是为]|这是)", re.DOTALL)


def agency(
    where: Head, title: Title | None, title_source: str, sign: Signature | None, site: tuple[Found, ...]
) -> list[Evidence]:
    """Rows about the body that the report is from, the first holding its name if there is one.

    `title_source` is the kind of place where the title stands; `site` are the bodies that the site names as its own or
    as the source of the page.
    """
    text, opening = where.text, where.opening
    subject = title.subject if title else ""
    place = subject if is_place(subject) else None
    own = [Found(subject, title_source, title.subject_span if title_source == "title" else None)] if title else []
    strong = [*(f for f in own if _is_named(f.value)), *_in_introduction(where, place)]
    if strong:
        return weigh("agency", strong, same_body, None)
    if place and is_listed(place):
        return [evidence("agency", own[0], remarks.OF_ITS_PLACE)]
    weak = [f for f in _weak(where, sign, site) if fits(f.value, text, opening) and _of_place(f.value, place)]
    if not weak:
        return _at_last(where, subject, place)
    if all(same_body(found.value, weak[0].value) for found in weak):
        return [evidence("agency", weak[0], remarks.only_from(SOURCES[weak[0].source]))]
    return [nothing("agency", remarks.AGENCIES_DIFFER), *(evidence("agency", found) for found in weak)]


def _is_named(subject: str) -> bool:
    return is_body(subject) or is_government_of_some_place(subject)


def _at_last(where: Head, subject: str, place: str | None) -> list[Evidence]:
    """The body by which the narrative calls itself, where the title does not speak of another."""
    found = None if subject and not subject.startswith(("我", "本")) else told(where.text, where.opening)
    return [evidence("agency", found, remarks.FROM_BODY)] if found else [nothing("agency", _why(subject, place))]


def _in_introduction(where: Head, place: str | None) -> list[Found]:
    """The one body that the introduction says wrote the report, or whose report it says this is."""
    text, introduction = where.text, where.introduction
    spans = [*_writers(text, introduction), *(_owner(text, introduction, match) for match in where.mentioned)]
    named = (f for span in spans for f in _named(text, span, "introduction", where.opening))
    found = [f for f in named if _of_place(f.value, place)]
    return found[:1] if all(same_body(f.value, found[0].value) for f in found) else []


def _writers(text: str, introduction: Span) -> Iterator[Span]:
    """Whoever a sentence about a report says wrote it."""
    for match in _BY.finditer(text, *introduction):
        if not _WRITTEN.match(text, match.end(), introduction.end):
            continue
        start = text.rfind("。", introduction.start, match.start()) + 1
        end = text.find("。", match.end(), introduction.end)
        if text.find("报告", max(start, introduction.start), end if end >= 0 else introduction.end) >= 0:
            yield Span(*match.span(1))


def _owner(text: str, introduction: Span, mention: re.Match[str]) -> Span:
    """What stands before the year in 现公布柳北区教育局2020年政府信息公开年度报告."""
    end = mention.start()
    start = max(introduction.start, end - NAME_REACH)
    for stop in _NOT_OF_A_NAME.finditer(text, start, end):
        start = stop.end()
    leading = _LEADING_WORDS.match(text, start, end)
    return Span(leading.end() if leading else start, end)


def _weak(where: Head, sign: Signature | None, site: tuple[Found, ...]) -> Iterator[Found]:
    """What lines about something else say in passing: who signed, whom to call, who filled it in, where it is from."""
    text, head = where.text, where.head
    if sign and sign.name:
        yield from _placed(_named(text, sign.name, "signature", where.opening))
    contact = _CONTACT.search(text, *head)
    if contact:
        yield from _placed(_named(text, Span(*contact.span(1)), "contact", where.opening))
    unit = _UNIT.search(text, *head)
    if unit:
        yield from _placed(_named(text, Span(*unit.span(1)), "unit_line", where.opening))
    source = _SOURCE.search(text, *head)
    if source and not _is_site(source[1]):
        yield from _placed(_named(text, Span(*source.span(1)), "source_line", where.opening))
    yield from _placed(f for f in site if not _is_site(f.value) and not stands_for_another(f.value))


def _is_site(name: str) -> bool:
    """Whether 来源 names the government whose site it is: above the towns that says nothing about the page."""
    return name.endswith("政府") and not name.removesuffix("政府").removesuffix("人民").endswith(("镇", "乡"))


def _placed(found: Iterable[Found]) -> Iterator[Found]:
    return (f for f in found if has_place(f.value))


def _named(text: str, span: Span, source: str, opening: Span) -> Iterator[Found]:
    """The body that a stretch of text names, when it names one and nothing else; for a government's office, that."""
    printed = squeeze(text[span.start : span.end])
    name = compiled_for(printed, text, opening) or without_office(printed)
    if _is_named(name) and not stands_for_another(name):
        yield Found(name, source, stretch(text, span.start, 0, len(name)))


def _of_place(name: str, place: str | None) -> bool:
    """Whether the name is that of the authority of the place that the title names, if it names one."""
    authorities = (f"{place}人民政府", f"{place}政府", f"{place}办事处")
    return place is None or name.endswith(authorities)


def _why(subject: str, place: str | None) -> Text:
    if place:
        return remarks.place_only(place)
    return remarks.not_a_name(subject) if subject else remarks.NO_AGENCY
