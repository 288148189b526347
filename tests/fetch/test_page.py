"""What is seen on a page: its tables, its attachments, its links to reports; and no page breaks it."""

from __future__ import annotations

import pytest
from govreports.fetch.page import MOST_ATTACHMENTS, look
from hypothesis import given
from hypothesis import strategies as st

URL = "http://www.example.gov.cn/a/b/page.html"
TITLE = "柳北区教育局2020年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("html", "where"),
    [
        ('<a href="../files/1.pdf">下载</a>', "http://www.example.gov.cn/a/files/1.pdf"),
        ("<a href='/1.DOC'>x</a>", "http://www.example.gov.cn/1.DOC"),
        ('<base href="http://other.gov.cn/x/"><a href=1.xlsx>x</a>', "http://other.gov.cn/x/1.xlsx"),
        ('<iframe src="//f.gov.cn/v?file=/p/年报.pdf"></iframe>', "http://f.gov.cn/v?file=/p/年报.pdf"),
        ('<embed src="r.pdf">', "http://www.example.gov.cn/a/b/r.pdf"),
        ('<object data="r.zip"></object>', "http://www.example.gov.cn/a/b/r.zip"),
        ('<a href="down?id=7">年报.docx</a>', "http://www.example.gov.cn/a/b/down?id=7"),
        ('<a href="down?id=7" title="年报.docx">点击</a>', "http://www.example.gov.cn/a/b/down?id=7"),
        ('<a href="\n 1\n.pdf ">x', "http://www.example.gov.cn/a/b/1.pdf"),
    ],
)
def test_an_attachment_is_known_by_its_name(html: str, where: str) -> None:
    assert look(html.encode(), URL).attachments == (where,)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="page.html">pdf</a>',
        '<a href="mailto:a@b.pdf">x</a>',
        "<a href=\"javascript:open('1.pdf')\">x</a>",
        '<a name="1.pdf">x</a>',
        '<img src="1.pdf">',
        "<!-- <a href='1.pdf'>x</a> -->",
        "<script>document.write('<a href=\"1.pdf\">x</a>')</script>",
    ],
)
def test_what_is_no_attachment(html: str) -> None:
    assert look(html.encode(), URL).attachments == ()


def test_a_shelf_of_files_is_not_emptied() -> None:
    shelf = "".join(f'<a href="{number}.pdf">x</a>' * 2 for number in range(30))
    assert look(shelf.encode(), URL).attachments == tuple(
        f"http://www.example.gov.cn/a/b/{number}.pdf" for number in range(MOST_ATTACHMENTS)
    )


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_links_that_read_as_titles_are_reports(charset: str) -> None:
    html = f"""<a href="1">{TITLE}</a><a href="2"><span>{TITLE[:6]}</span>\n<b>{TITLE[6:]}</b></a>
        <a href="page.html#x">{TITLE}</a><a href="3">关于印发{TITLE}的通知</a><a href="4">政府信息公开年报</a>"""
    page = look(html.encode(charset), URL)
    assert page.listed == ("http://www.example.gov.cn/a/b/1", "http://www.example.gov.cn/a/b/2")


@given(st.binary(max_size=300) | st.text(alphabet="<>/\"'=&;! -a年\n", max_size=300).map(str.encode))
def test_no_page_breaks_it(content: bytes) -> None:
    page = look(content, URL)
    assert not page.tables
    assert all(url.startswith(("http://", "https://")) for url in (*page.attachments, *page.listed))


@given(
    st.lists(
        st.sampled_from(["<a href='", "'>", "</a>", "1.pdf", "http://[", "//", "<base href='", "\n", "年"]), max_size=12
    )
)
def test_no_link_breaks_it(parts: list[str]) -> None:
    assert not look("".join(parts).encode(), URL).tables
