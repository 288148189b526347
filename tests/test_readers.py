"""Bytes to text: the encodings of published files, and a sentence for what is no text."""

from __future__ import annotations

import codecs

import pytest
from govreports.readers import UnreadableError, read

TEXT = "政府信息公开工作年度报告\r\n规章 | 0 | 〇 |\n\u3000\u00a0\u2002完"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (TEXT.replace("\u2002", "").encode("gb18030"), "gb18030"),
        (TEXT.replace("\u00a0", "").replace("\u2002", "").encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"", "utf-8"),
        (b"plain", "utf-8"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "gbk", "utf-16-le", "utf-16-be", "empty", "ascii"],
)
def test_text_is_decoded_exactly(data: bytes, charset: str) -> None:
    document = read(data)
    assert (document.charset, document.media_type) == (charset, "text/plain")
    assert document.text.encode(charset) == data.removeprefix(codecs.BOM_UTF8)[2 * charset.startswith("utf-16") :]


def test_line_ends_and_spaces_stay_as_they_are() -> None:
    # Offsets count the characters of the file, so nothing may be tidied up on the way in.
    assert read(TEXT.encode()).text == TEXT


def test_characters_outside_gbk_survive_gb18030() -> None:
    # Names of places and people: 㙍 and 𠮷 are in no older Chinese encoding.
    assert read("㙍𠮷镇".encode("gb18030")).text == "㙍𠮷镇"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "The PDF is damaged"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a zip archive"),
        (codecs.BOM_UTF8 + b'<?xml version="1.0"?><a/>', "an XML file"),
        ("规章\0 | 0".encode(), "NUL"),
        (TEXT.encode("utf-32"), "NUL"),
        (TEXT.encode("utf-16-le"), "neither UTF-8 nor GB18030"),  # without its mark nothing tells
        (b"\xff" * 20, "neither UTF-8 nor GB18030"),
        (TEXT.encode()[:-1] + b"\xff", "neither UTF-8 nor GB18030"),
        (codecs.BOM_UTF8 + TEXT.encode("gb18030"), "neither UTF-8 nor GB18030"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "neither UTF-8 nor GB18030"),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert said in caught.value.message_en
    assert caught.value.message_en.endswith(".")
    assert caught.value.message_zh.endswith("。")


@pytest.mark.parametrize("text", ["5 < 6 且 7 > 6", "a <b 表", "<规章>", "100%PDF", "PK"])
def test_an_odd_character_does_not_make_a_text_something_else(text: str) -> None:
    assert read(text.encode()).text == text
