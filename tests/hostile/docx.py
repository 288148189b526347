"""Word files made to hang, exhaust or mislead whatever reads them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.support.office import NAMESPACES, p, relations, tbl, tc, tr, word, zipped

MAIN = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = word(p("2023年某局政府信息公开工作年度报告") + tbl(tr("规章", "0", "0", "0")))
BODY = f"<w:document {NAMESPACES}><w:body>{{}}</w:body></w:document>"


def main(xml: str | bytes) -> bytes:
    """A file whose main part is this."""
    return zipped({MAIN: xml, "[Content_Types].xml": "<Types/>"})


def _doctype(declared: str, used: str) -> bytes:
    return main(f"<!DOCTYPE w:document [{declared}]>" + BODY.format(p(used)))


def _laughs() -> bytes:
    entities = '<!ENTITY a0 "哈">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return _doctype(entities, "&a11;")


def _nested_tables(depth: int) -> bytes:
    return main(BODY.format("<w:tbl><w:tr><w:tc>" * depth + p("1") + "</w:tc></w:tr></w:tbl>" * depth))


def _bomb() -> bytes:
    """Seventy megabytes of one paragraph, which deflate to a thousandth."""
    made = io.BytesIO()
    part_of = zipfile.ZipInfo(MAIN)
    part_of.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w") as archive, archive.open(part_of, "w", force_zip64=True) as part:
        part.write(BODY.split("{}", maxsplit=1)[0].encode())
        for _ in range(70):
            part.write(b"<w:p><w:r><w:t>0</w:t></w:r></w:p>" * 30_840)
        part.write(b"</w:body></w:document>")
    return made.getvalue()


def _styles_bomb() -> bytes:
    body = p("甲", '<w:pStyle w:val="a"/>')
    return word(body, {"styles": '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>' * 900_000})


def _lying(field: int, value: int) -> bytes:
    """Another number in every entry of the directory at the end: at 20 the packed size, at 24 the size unpacked."""
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + field : at + field + 4] = struct.pack("<I", value)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def _doubled() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(MAIN, BODY.format(p("甲")))
        archive.writestr(MAIN.replace("word", "Word"), BODY.format(p("乙")))
    return made.getvalue()


def _traversal() -> bytes:
    out = relations('<Relationship Id="a" Type="x/officeDocument" Target="../../../../etc/passwd"/>')
    return zipped({"../../../tmp/govreports-was-here": "x", "/etc/passwd": "root", "_rels/.rels": out, MAIN: BODY})


def _encrypted_entry() -> bytes:
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 1)
    return bytes(data)


def _many_parts() -> bytes:
    return zipped({MAIN: BODY.format(p("甲")), **{f"customXml/item{number}.xml": "" for number in range(20_000)}})


def _overlapping() -> bytes:
    """A directory of many entries for one and the same data."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"0" * 10_000_000
    body = packed.compress(content) + packed.flush()
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, zlib.crc32(content), len(body), len(content), 17, 0)
    directory = b"".join(
        struct.pack(
            "<IHHHHHHIIIHHHHHII",
            *(0x02014B50, 20, 20, 0, 8, 0, 0, zlib.crc32(content), len(body), len(content)),
            *(17, 0, 0, 0, 0, 0, 0),
        )
        + (MAIN.encode() if number == 0 else b"word/part%08d" % number)
        for number in range(1_000)
    )
    start = len(head) + 17 + len(body)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1_000, 1_000, len(directory), start, 0)
    return head + MAIN.encode() + body + directory + end


FILES: dict[str, Callable[[], bytes]] = {
    "billion_laughs.docx": _laughs,
    "external_entity.docx": lambda: _doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
    "external_dtd.docx": lambda: main('<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">' + BODY.format(p("1"))),
    "undefined_entity.docx": lambda: main(BODY.format(p("&nbsp;1"))),
    "tables_in_tables.docx": lambda: _nested_tables(60),
    "tables_in_tables_deep.docx": lambda: _nested_tables(100_000),
    "runs_deep.docx": lambda: main(BODY.format("<w:p>" + "<w:ins>" * 99_999 + "</w:ins>" * 99_999 + "</w:p>")),
    "bomb.docx": _bomb,
    "bomb_of_styles.docx": _styles_bomb,
    "bomb_overlapping.docx": _overlapping,
    "one_paragraph.docx": lambda: main(BODY.format(p("规章" * 4_000_000))),
    "paragraphs.docx": lambda: main(BODY.format(p("规章 | 0 | 0 | 0 |") * 45_000)),
    "cells.docx": lambda: main(BODY.format(tbl(tr(*["0"] * 1_000) * 200))),
    "attributes.docx": lambda: main(BODY.format("<w:p " + "".join(f'a{n}="" ' for n in range(200_000)) + "/>")),
    "span_of_a_billion.docx": lambda: word(
        tbl(*[tr(tc("规章", '<w:gridSpan w:val="1000000000"/>'), tc("0", '<w:gridSpan w:val="-7"/>'))] * 999)
    ),
    "merged_for_ever.docx": lambda: word(tbl(*[tr(tc("规章", "<w:vMerge/>"), tc("1", "<w:vMerge/>"))] * 9_999)),
    "list_of_a_billion.docx": lambda: word(
        p("题", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>') * 9,
        {
            "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="8"><w:start w:val="99999999999999999999"/>'
            '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%9%9%9"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        },
    ),
    "note_in_itself.docx": lambda: word(
        '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
        {"footnotes": '<w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>'},
    ),
    "style_on_itself.docx": lambda: word(
        p("题", '<w:pStyle w:val="a"/>'),
        {"styles": '<w:style w:styleId="a"><w:basedOn w:val="b"/><w:pPr><w:numPr/></w:pPr></w:style>'
                   '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'},
    ),
    "field_without_an_end.docx": lambda: word('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p("规章")),
    "doubled_part.docx": _doubled,
    "traversal.docx": _traversal,
    "lying_sizes.docx": lambda: _lying(24, 0x7FFFFFFF),
    "lying_packed_sizes.docx": lambda: _lying(20, 5),
    "lying_offsets.docx": lambda: _lying(42, 0x7FFFFFFF),
    "encrypted.docx": _encrypted_entry,
    "encrypted_package.docx": lambda: OLE + bytes(1_000) + "EncryptedPackage".encode("utf-16-le"),
    "parts.docx": _many_parts,
    "cut_short.docx": lambda: GOOD[: len(GOOD) // 2],
    "without_an_end.docx": lambda: GOOD[:-8],
    "no_main_part.docx": lambda: zipped({"word/document.xml.bak": "", "word/_rels/document.xml.rels": "", MAIN: ""}),
    "not_xml.docx": lambda: main(b"\x00\xff" * 9_999),
    "other_root.docx": lambda: main("<html><body>规章 | 0 | 0 | 0 |</body></html>"),
}  # fmt: skip
