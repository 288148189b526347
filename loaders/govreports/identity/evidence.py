"""What was found, and how several findings about one fact are weighed and written down."""

from collections.abc import Callable
from typing import NamedTuple

from govreports.form.model import Text
from govreports.report import Evidence
from govreports.spans import Span

SOURCES: dict[str, Text] = {
    "manifest": Text("清单", "the manifest"),
    "title": Text("标题", "the title"),
    "introduction": Text("引言", "the introduction"),
    "opening": Text("第一部分开头", "the opening of section 1"),
    "contact": Text("联系方式", "the contact line"),
    "unit_line": Text("“单位”一行", "the line that names a unit"),
    "source_line": Text("“来源”一行", "the line that names a source"),
    "date_line": Text("“发布日期”一行", "the line that names a date"),
    "signature": Text("落款", "the signature"),
    "metadata": Text("页面元数据", "the metadata of the page"),
    "site_name": Text("网站名称", "the name of the site"),
    "site_code": Text("网站标识码", "the registration code of the site"),
    "host": Text("网址的域名", "the host of the address"),
    "body": Text("正文", "the body"),
    "alias": Text("别名表", "the table of aliases"),
}


class Found(NamedTuple):
    """One thing that is said: its value as text, what kind of place says so, and where that stands if in the text."""

    value: str
    source: str
    span: Span | None


def nothing(field: str, why: Text, span: Span | None = None) -> Evidence:
    """The row that says why a fact is not known; `span` is the text that was refused, if any."""
    return Evidence(field, None, "none", span, why.zh, why.en)


def evidence(field: str, found: Found, note: Text | None = None) -> Evidence:
    """The row for something found in the text."""
    zh, en = note or (None, None)
    return Evidence(field, found.value, found.source, found.span, zh, en)


def joined(*notes: Text | None) -> Text | None:
    """Several remarks as one."""
    given = [note for note in notes if note]
    return Text("".join(n.zh for n in given), " ".join(n.en for n in given)) if given else None


def dissent(value: str, found: list[Found], agree: Callable[[str, str], bool]) -> Text | None:
    """The remark that some of the findings say something else."""
    others = [f for f in found if not agree(f.value, value)]
    if not others:
        return None
    zh = "，".join(f"{SOURCES[f.source].zh}写的是“{f.value}”" for f in others)
    en = ", ".join(f"{SOURCES[f.source].en} says {f.value}" for f in others)
    return Text(f"说法不一：{zh}。", f"Sources disagree: {en}.")


def weigh(field: str, found: list[Found], agree: Callable[[str, str], bool], note: Text | None) -> list[Evidence]:
    """Rows for findings in order of trust: the first decides, those that contradict it are kept beside it."""
    first, *rest = found
    others = [f for f in rest if not agree(f.value, first.value)]
    rows = [evidence(field, first, joined(dissent(first.value, others, agree), note))]
    return rows + [evidence(field, other) for other in others]


def override(field: str, value: str | None, rows: list[Evidence], agree: Callable[[str, str], bool]) -> list[Evidence]:
    """Put what the manifest says before what the text says, and remark where the two differ."""
    if value is None:
        return rows
    said = [Found(r.value, r.source, r.span) for r in rows if r.value is not None]
    zh, en = dissent(value, said, agree) or (None, None)
    return [Evidence(field, value, "manifest", None, zh, en), *(r for r in rows if r.value is not None)]
