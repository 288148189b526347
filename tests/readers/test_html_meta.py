"""What a page says of itself outside its text, and pages saved in one file with their pictures."""

from __future__ import annotations

import base64
import quopri

import pytest
from govreports.readers import UnreadableError, read

from tests.readers.pages import document

PAGE = (
    "<html><head><title> 乙局年报\n</title>"
    '<META NAME="ArticleTitle" CONTENT="乙局2023年年报"><meta name="PubDate" content="2024-01-20 10:00">'
    '<meta name="ContentSource" content="乙局"><meta name="SiteName" content="乙区人民政府">'
    '<meta property="og:site_name" content="乙区"><meta name="viewport" content="width=device-width">'
    '<meta name="Empty" content=""><meta http-equiv="refresh" content="5"></head><body><p>规章</p>'
    "<p>网站标识码：4502050001　ICP备1号</p></body></html>"
)


def test_fields_in_the_order_of_the_page() -> None:
    assert document(PAGE).metadata == (
        ("title", "乙局年报"),
        ("website_code", "4502050001"),
        ("articletitle", "乙局2023年年报"),
        ("pubdate", "2024-01-20 10:00"),
        ("contentsource", "乙局"),
        ("sitename", "乙区人民政府"),
        ("og:site_name", "乙区"),
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("网站标识码：4502050001", "4502050001"),
        ("网站标识码:bm12345678", "bm12345678"),
        ("网站标识码 1100000123 京ICP备", "1100000123"),
        ("网站标识码：45020500012", None),
        ("网站标识码：", None),
    ],
)
def test_the_code_of_the_website_also_from_a_menu(line: str, code: str | None) -> None:
    found = dict(document(f"<p>规章</p><nav>{line}</nav>").metadata)
    assert found.get("website_code") == code


def test_footers_stay_behind_the_text() -> None:
    assert document(
        "<p>六、其他</p><div class=footer>主办：乙局<br>网站标识码：4502050001</div>"
    ).text.splitlines() == [
        "六、其他",
        "主办：乙局",
        "网站标识码：4502050001",
    ]


def test_a_page_that_says_too_much_of_itself_is_cut_short() -> None:
    fields = "".join(f"<meta name=n{n} content={'x' * 2_000}>" for n in range(300))
    found = document(f"<html><head>{fields}</head><body>x</body></html>").metadata
    assert len(found) == 100
    assert max(len(value) for _, value in found) == 1_000


def test_where_a_browser_saved_it_from() -> None:
    markup = f"<!-- saved from url=(0030)http://www.example.gov.cn/a.html -->\n{PAGE}"
    assert document(markup).metadata[0] == ("saved_from", "http://www.example.gov.cn/a.html")


# --- saved in one file ----------------------------------------------------------------------------------------------


def archive(*parts: tuple[str, str, bytes], head: str = "") -> bytes:
    """A MIME message of parts: content type, transfer encoding, body."""
    lines = [
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/a.html\r\n"
        b"Subject: =?utf-8?Q?x?=\r\nMIME-Version: 1.0\r\n" + head.encode() + b"Content-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n'
    ]
    for kind, encoding, body in parts:
        lines.append(
            f"------B----\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body
        )
    return b"\r\n".join([*lines, b"------B------\r\n"])


def quoted(markup: str, charset: str = "utf-8") -> bytes:
    return quopri.encodestring(markup.encode(charset))


def based(markup: str, charset: str = "utf-8") -> bytes:
    return base64.encodebytes(markup.encode(charset))


@pytest.mark.parametrize(
    "data",
    [
        archive(("text/html", "quoted-printable", quoted(PAGE)), ("image/png", "base64", b"iVBORw0KGgo=")),
        archive(("text/html; charset=gb2312", "base64", based(PAGE, "gb18030"))),
        archive(("text/html", "8bit", PAGE.encode())),
        archive(("image/png", "base64", b"iVBORw0KGgo="), ("text/html", "quoted-printable", quoted(PAGE))),
    ],
    ids=["quoted", "base64", "as it is", "picture first"],
)
def test_a_saved_page_is_the_page_in_it(data: bytes) -> None:
    found = read(data)
    assert found.text == document(PAGE).text
    assert found.media_type == "multipart/related"
    assert found.metadata == (("saved_from", "http://www.example.gov.cn/a.html"), *document(PAGE).metadata)


def test_of_frames_saved_together_the_one_with_the_tables_is_read() -> None:
    frame = "<html><frameset cols='1,2'><frame src=a><frame src=b></frameset></html>"
    table = "<html><table><tr><td>规章<td>1</table></html>"
    found = read(
        archive(*(("text/html", "quoted-printable", quoted(markup)) for markup in (frame, "<p>菜单</p>", table)))
    )
    assert found.text == "| 规章 | 1 |"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive(("image/png", "base64", b"iVBORw0KGgo=")), "no web page in the archive"),
        (archive(), "no web page in the archive"),
        (archive(("text/html", "8bit", b"<html><frameset><frame src=a></frameset></html>")), "frame"),
        (archive() + b"Content-Type: multipart/mixed\r\n" * 99, "parts inside each other"),
    ],
)
def test_a_saved_page_without_one_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert said in caught.value.message_en
