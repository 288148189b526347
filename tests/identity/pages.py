"""Pages to identify: a head, a body, and what follows it."""

import re

from govreports.identity import identify
from govreports.report import Document, Evidence, Identity, ManifestRow
from govreports.spans import Span

_SECTION_1 = re.compile(r"^\s*一、[^\r\n]*", re.MULTILINE)
_SECTION_2 = re.compile(r"^\s*二、", re.MULTILINE)
NO_YEAR = "机关各科室按分工做好有关工作。"
TITLE = "柳北区教育局2020年政府信息公开工作年度报告"

# Pieces that real heads are made of, for texts put together at random.
MENU_WORDS = (
    *("\n", "\r\n", "\n\n", " ", "\u3000", "\xa0", "|", ">", ":", "：", ",", "，", "。", "(", ")", "《", "》"),
    *(
        "2020",
        "2020年",
        "2019年度",
        "２０２１年",
        "二〇二〇年",
        "202111日",
        "〔202130号",
        "2021-01-15",
        "2021年1月15日",
    ),
    *("柳北区", "教育局", "柳北区教育局", "柳州市柳北区人民政府", "白沙镇人民政府", "我局", "本报告", "办公室"),
    *("政府信息公开", "政府", "信息公开", "工作", "年度", "年度报告", "年报", "报告", "情况", "关于", "的通知", "的"),
    *("来源:", "发布日期:", "时间:", "请与", "联系", "由", "编制", "现公布", "1月1日", "至", "12月31日", TITLE),
)


def document(text: str, *metadata: tuple[str, str]) -> Document:
    """A text as a reader gives it, with what its source says of itself."""
    return Document(text, "text/plain", "utf-8", metadata)


def identified(text: str, manifest: ManifestRow | None = None, *metadata: tuple[str, str]) -> Identity:
    """Identify a text whose sections 一 and 二, if it has them, are told by their numbers."""
    page = document(text, *metadata)
    heading = _SECTION_1.search(text)
    if heading is None:
        return identify(page, len(text), Span(0, 0), manifest)
    following = _SECTION_2.search(text, heading.end())
    opening = Span(heading.end(), following.start() if following else len(text))
    return identify(page, heading.start(), opening, manifest)


def page(
    head: str = "",
    opening: str = NO_YEAR,
    tail: str = "",
    manifest: ManifestRow | None = None,
    metadata: tuple[tuple[str, str], ...] = (),
) -> Identity:
    """Identify a report made of a head, the narrative of section 一, and what stands at its end."""
    text = f"{head}\n一、总体情况\n{opening}\n二、主动公开政府信息情况\n六、其他需要报告的事项\n无。\n{tail}"
    return identified(text, manifest, *metadata)


def printed(identity: Identity) -> str | None:
    """The name of the body as printed where it was found."""
    return rows(identity, "agency")[0].value


def rows(identity: Identity, field: str) -> list[Evidence]:
    """The evidence about one fact, in order."""
    return [row for row in identity.evidence if row.field == field]
