"""The bytes of a page decide its encoding; a declaration is believed only where the bytes leave a choice."""

from __future__ import annotations

import codecs

import pytest
from govreports.readers import UnreadableError, read

TEXT = "政府信息公开工作年度报告，本年新收件数，规章"
TRADITIONAL = "政府資訊公開工作的年度報告，不是一份有效的公文，在年底發布，規章"


def page(declared: str, text: str = TEXT) -> str:
    return f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "nonsense", ""])
@pytest.mark.parametrize(
    ("mark", "encoding", "charset"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (b"", "gb18030", "gb18030"),
        (b"", "gb2312", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
    ],
)
def test_the_bytes_decide_whatever_is_declared(declared: str, mark: bytes, encoding: str, charset: str) -> None:
    document = read(mark + page(declared).encode(encoding))
    assert (document.text, document.charset, document.problems) == (TEXT, charset, ())


def test_big5_where_it_is_declared_and_makes_sense() -> None:
    document = read(page("big5", TRADITIONAL).encode("big5"))
    assert (document.text, document.charset) == (TRADITIONAL, "big5hkscs")


def test_characters_of_names_survive() -> None:
    assert read(page("gb2312", "㙍𠮷镇").encode("gb18030")).text == "㙍𠮷镇"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_cut_in_the_middle_of_a_character_is_read_and_the_loss_told(encoding: str) -> None:
    whole = page("utf-8", TEXT * 20).partition("</p>")[0].encode(encoding)
    document = read(whole[:-1])
    assert document.text.startswith(TEXT * 19)
    assert document.charset == encoding
    assert "1 places" in document.problems[0].message_en
    assert "1 处" in document.problems[0].message_zh


def test_what_is_in_no_encoding_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"<html><body>" + b"\xff\x00\xc3\x28" * 99)
    assert caught.value.message_en.endswith("save it as UTF-8.")
    assert caught.value.message_zh.endswith("另存为 UTF-8。")
