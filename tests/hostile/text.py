"""Texts made to hang, exhaust or mislead whatever reads them."""

from __future__ import annotations

import codecs
from collections.abc import Callable

LABELS = ("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费", "总计", "其他", "结果维持")
HEADINGS = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
LINE = "规章 | 0 | 0 | 0 |\n"


def _utf8(text: str) -> bytes:
    return text.encode()


FILES: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "white_space.txt": lambda: b" \n\t" * 3_000_000,
    "one_line.txt": lambda: "全年收到申请若干件，".encode() * 300_000,
    "labels.txt": lambda: _utf8("\n".join(LABELS * 2_000)),
    "labels_without_an_end.txt": lambda: _utf8("".join(LABELS * 2_000)),
    "rows.txt": lambda: _utf8(LINE * 60_000),
    "bars.txt": lambda: _utf8(HEADINGS + "规章" + "|" * 3_000_000),
    "brackets.txt": lambda: _utf8(HEADINGS + "规章 " + "(" * 1_000_000 + "（" * 300_000),
    "digits.txt": lambda: _utf8(HEADINGS + "规章 | " + "9" * 3_000_000 + " | 0 | 0 |\n"),
    "numbers_apart.txt": lambda: _utf8(HEADINGS + "规章\n" + "1 " * 1_500_000),
    "spaces_in_labels.txt": lambda: _utf8(HEADINGS + "规" + " " * 3_000_000 + "章 | 0 | 0 | 0 |\n"),
    "titles.txt": lambda: "2023年政府信息公开工作年度报告 ".encode() * 60_000,
    "dates.txt": lambda: _utf8(HEADINGS + "2023年1月1日\n" * 200_000),
    "headings.txt": lambda: _utf8(HEADINGS * 30_000),
    "no_charset.txt": lambda: bytes(range(1, 256)) * 4_000,
    "nul.txt": lambda: b"\x00" * 5_000_000,
    "utf32.txt": lambda: codecs.BOM_UTF32_LE + (HEADINGS * 999).encode("utf-32-le"),
    "half_a_character.txt": lambda: codecs.BOM_UTF16_LE + b"\x00\xd8" * 99,
    "one_tag.txt": lambda: _utf8(HEADINGS + "<table> 规章 < 0 > 0 </p> & &amp; &#26032;\n"),
    "direction_turned.txt": lambda: _utf8(HEADINGS + "规章 | \u202e12\u202c | 0 | 0 |\n"),
    "magic_of_a_pdf_inside.txt": lambda: _utf8(HEADINGS + "%PDF-1.7 PK\x03\x04"),
    "too_large.txt": lambda: b"0\n" * (33 * 2**20),
}
