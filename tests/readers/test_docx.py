"""What a Word file shows is what is read: merged and nested cells, numbers that Word counts, changes, notes, boxes."""

from __future__ import annotations

import pytest
from govreports.readers import UnreadableError
from govreports.readers.docx import read_docx
from govreports.report import Document

from tests.support.office import NAMESPACES, p, r, relations, tbl, tc, tr, word, zipped


def text(body: str, more: dict[str, str] | None = None) -> str:
    """The text of a Word file with this body, of which nothing is said to be lost."""
    document = read_docx(word(body, more))
    assert document.problems == ()
    return document.text


def said(document: Document) -> str:
    """What a reader says of a document, in one language, both being there."""
    assert all(problem.message_zh.endswith("。") and problem.message_en.endswith(".") for problem in document.problems)
    return " ".join(problem.message_en for problem in document.problems)


SPAN_2, SPAN_3 = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEAD = tr("信息内容", "甲", "乙", "丙")

# --- tables -----------------------------------------------------------------------------------------------------------


def test_paragraphs_and_rows_become_lines() -> None:
    assert text(p("题目") + tbl(tr("规章", "1", "", "3")) + p() + p("完")) == "题目\n| 规章 | 1 | | 3 |\n\n完\n"


def test_labels_that_span_are_written_where_they_start() -> None:
    table = tbl(
        tr(tc("一、本年新收", SPAN_2), "1", "2"),
        tr(tc("三、办理结果", BEGINS), "（一）予以公开", "3", "4"),
        tr(tc("", GOES_ON), "（二）部分公开", "5", "6"),
    )
    assert text(table).splitlines() == [
        "| 一、本年新收 | 1 | 2 |",
        "| 三、办理结果 | （一）予以公开 | 3 | 4 |",
        "| （二）部分公开 | 5 | 6 |",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A figure over two columns is nobody's, and the one behind it stays in its own.
        ([tr("规章", tc("1", SPAN_2), "3")], ["| 规章 | 1 ↔ | ↔ | 3 |"]),
        ([tr("规章", tc("", SPAN_2), "3")], ["| 规章 | | | 3 |"]),
        ([tr("规章", tc("1", BEGINS), "2", "3"), tr("办法", tc("", GOES_ON), "5", "6")],
         ["| 规章 | 1 ↕ | 2 | 3 |", "| 办法 | ↕ | 5 | 6 |"]),
        ([tr("规章", tc("", BEGINS), "2", "3"), tr("办法", tc("", GOES_ON), "5", "6")],
         ["| 规章 | | 2 | 3 |", "| 办法 | | 5 | 6 |"]),
        # A row that lacks its first cell: the place shows.
        ([tr("2", "3", "4", properties='<w:gridBefore w:val="1"/>')], ["| | 2 | 3 | 4 |"]),
        ([tr("规章", "1", "2", properties='<w:gridAfter w:val="1"/>')], ["| 规章 | 1 | 2 |"]),
        # The only figure of a row takes what is left of the table, as its head does.
        ([tr("内容", tc("处理决定", SPAN_3)), tr("许可", tc("5", SPAN_3))], ["| 内容 | 处理决定 |", "| 许可 | 5 |"]),
        # Edges that are not quite in line merge nothing.
        ([tr(tc("规章", SPAN_2), "1", "2", "3")], ["| 规章 | 1 | 2 | 3 |"]),
        # A continued cell that holds text of its own, or begins nowhere, is a cell.
        ([tr("规章", tc("7", GOES_ON), "2", "3")], ["| 规章 | 7 | 2 | 3 |"]),
        ([tr(tc("规章"), tc("1", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), "3")],
         ["| 规章 | 1 ↔ | ↔ | 3 |"]),
        ([tr("规章", "1", "2", "3", properties="<w:hidden/>")], []),
        ([tr("规章", "1|2", "2", "3")], ["| 规章 | 1¦2 | 2 | 3 |"]),
        ([tr("规章", "<w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p>", "2", "3")],
         ["| 规章 | 1 2 | 2 | 3 |"]),
    ],
)  # fmt: skip
def test_merged_figures_move_no_other(rows: list[str], expected: list[str]) -> None:
    assert text(tbl(HEAD, *rows)).splitlines()[1:] == expected


def test_a_figure_that_nothing_places_is_marked_after_a_row_that_was_marked() -> None:
    rows = [tr("规章", tc("1", SPAN_2), "3"), tr("办法", tc("4", SPAN_2), "6")]
    assert text(tbl(HEAD, *rows)).splitlines()[1:] == ["| 规章 | 1 ↔ | ↔ | 3 |", "| 办法 | 4 ↔ | ↔ | 6 |"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # A table for layout is its content.
        (tbl(tr(tc(p("二、题") + tbl(tr("规章", "1")) + p("完")))), ["二、题", "| 规章 | 1 |", "完"]),
        (tbl(tr("", tc(p("甲") + tbl(tr("规章", "1")) + p()), "")), ["甲", "| 规章 | 1 |", ""]),
        (tbl(tr(tc(p("甲") + p("乙")))), ["甲", "乙"]),
        # A table of one row, or of one cell, is part of the row.
        (tbl(tr("规章", tc(tbl(tr("1", "2", "3")) + p()))), ["| 规章 | 1 | 2 | 3 |"]),
        (tbl(tr("规章", tc(tbl(tr("1")) + p()), "2")), ["| 规章 | 1 | 2 |"]),
        # Tables of equal height stand side by side.
        (tbl(tr(tc(tbl(tr("规章"), tr("办法")) + p()), tc(tbl(tr("1", "2"), tr("3", "4")) + p()))),
         ["| 规章 | 1 | 2 |", "| 办法 | 3 | 4 |"]),
        # What cannot be told apart is one cell, which nobody takes for a figure.
        (tbl(tr(tc(tbl(tr("规章"), tr("办法"), tr("条例")) + p()), tc(tbl(tr("1"), tr("2")) + p()))),
         ["| ¦ 规章 ¦ 办法 ¦ 条例 ¦ | ¦ 1 ¦ 2 ¦ |"]),
        (tbl(tr("规章", tc(p("说明如下") + tbl(tr("甲", "1"), tr("乙", "2")) + p()))),
         ["| 规章 |", "说明如下", "| 甲 | 1 |", "| 乙 | 2 |", ""]),
    ],
)  # fmt: skip
def test_tables_in_tables(table: str, expected: list[str]) -> None:
    assert text(table).splitlines() == expected


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (r("12") + r("3", "<w:b/>"), "123"),
        ("<w:r><w:t>12 </w:t></w:r><w:r><w:t>3</w:t></w:r>", "123"),  # white space that is not said to be kept
        (r("a") + "<w:r><w:tab/></w:r>" + r("b") + "<w:r><w:br/></w:r>" + r("c"), "a\tb\nc"),
        (r("1") + "<w:r><w:noBreakHyphen/></w:r>" + r("2") + "<w:r><w:softHyphen/></w:r>" + r("3"), "1-23"),
        (r("12") + r("99", "<w:vanish/>"), "12"),
        (r("12") + r("99", '<w:vanish w:val="0"/>'), "1299"),
        (r("12") + r("2", '<w:vertAlign w:val="superscript"/>'), "12²"),
        (r("12") + r("2", '<w:position w:val="6"/>') + r("3", '<w:position w:val="-6"/>'), "12²₃"),
        (r("12") + r("2", '<w:position w:val="0"/>'), "122"),
        (r("12") + r("99", "<w:strike/>") + r("13"), "12~~99~~13"),
        (r("12") + r("99", '<w:color w:val="ffffff"/>') + r("13"), "12 99 13"),
        (r("12") + r("99", '<w:color w:val="C00000"/>') + r("13"), "129913"),
        (r("12") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "12\uf0fe"),
        ('<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>', "5"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/><w:sym w:char="zz"/><w:sym w:char="D800"/></w:r>', "①��"),
        ('<w:hyperlink r:id="x">' + r("链接") + "</w:hyperlink><w:smartTag>" + r("标") + "</w:smartTag>", "链接标"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt>", "控件"),
        ('<w:fldSimple w:instr=" PAGE ">' + r("7") + "</w:fldSimple>", "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> IF </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("8") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "8",
        ),
        ("<w:r><w:ruby><w:rt>" + r("guī") + "</w:rt><w:rubyBase>" + r("规") + "</w:rubyBase></w:ruby></w:r>", "规"),
        ("<m:oMath><m:r><m:t>1</m:t></m:r><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num></m:f></m:oMath>", "1¦2"),
        (r("&lt;规章&gt; &amp; 12"), "<规章> & 12"),
    ],
)  # fmt: skip
def test_what_a_paragraph_shows(inside: str, expected: str) -> None:
    assert text(f"<w:p>{inside}</w:p>") == f"{expected}\n"
    # In a cell the same is read, line ends and tabs being spaces.
    assert text(tbl(tr(tc(f"<w:p>{inside}</w:p>"), "x"))) == f"| {' '.join(expected.split())} | x |\n"


def test_text_may_be_hidden_by_its_style() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="character" w:styleId="J"><w:basedOn w:val="J"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:basedOn w:val="H"/></w:style>'
    )
    runs = r("1", '<w:rStyle w:val="I"/>') + r("2", '<w:rStyle w:val="J"/>') + r("3", '<w:rStyle w:val="gone"/>')
    hidden = p("4", '<w:pStyle w:val="P"/>')
    assert text(f"<w:p>{runs}</w:p>{hidden}" + p("5"), {"styles": styles}) == "23\n5\n"


def test_changes_are_read_as_accepted_and_told() -> None:
    body = (
        f'<w:p>{r("规章")}<w:ins>{r("12")}</w:ins><w:del><w:r><w:delText>99</w:delText></w:r></w:del>'
        f"<w:moveFrom>{r('88')}</w:moveFrom><w:moveTo>{r('3')}</w:moveTo></w:p>"
         "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("前") + "</w:p>" + p("后")
        + tbl(tr("甲", "1"), tr("乙", "2", properties="<w:del/>"), tr("丙", "3", properties="<w:ins/>"))
    )  # fmt: skip
    document = read_docx(word(body))
    assert document.text == "规章123\n前后\n| 甲 | 1 |\n| 丙 | 3 |\n"
    assert said(document) == "The file holds tracked changes; it was read as if all were accepted."


def test_what_is_embedded_or_drawn_is_told() -> None:
    body = '<w:altChunk r:id="x"/><w:p><w:r><w:object/><w:drawing><c:chart r:id="y"/></w:drawing></w:r></w:p>'
    assert said(read_docx(word(body))) == (
        "Other files or objects are embedded in the file, and what they hold was not read. "
        "Charts or diagrams in the file were not read."
    )


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框内')}{tbl(tr('规章', '1'))}</w:txbxContent>"
    drawn = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    older = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        '<mc:AlternateContent><mc:Choice Requires="wps">' + drawn + "</mc:Choice>"
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>"
    )
    for boxes in (drawn, older, both):
        assert text(f"<w:p>{r('正文')}<w:r>{boxes}</w:r></w:p>") == "正文\n框内\n| 规章 | 1 |\n"
        hidden = f"<w:r><w:rPr><w:vanish/></w:rPr>{boxes}</w:r>"
        assert read_docx(word(f"<w:p>{r('正文')}{hidden}</w:p>")).text == "正文\n"
    assert text('<w:p><w:r><w:pict><v:textpath string="艺术字"/></w:pict></w:r></w:p>') == "\n艺术字\n"


def test_a_choice_without_text_leaves_the_fallback() -> None:
    fallback = f"<mc:Fallback>{r('有字')}</mc:Fallback>"
    assert text(f"<w:p><mc:AlternateContent><mc:Choice/>{fallback}</mc:AlternateContent></w:p>") == "有字\n"


def test_notes_follow_what_refers_to_them_and_join_no_figure() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
        f'<w:footnote w:id="1">{p("含旧件")}</w:footnote><w:footnote w:id="2">{p("另计")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{p("尾注")}</w:endnote>'
    figure = f'<w:p>{r("12")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    body = tbl(tr("规章", tc(figure))) + f'<w:p>{r("文")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>' + p("末")
    document = read_docx(word(body, {"footnotes": notes, "endnotes": ends}))
    assert document.text.splitlines() == [
        "| 规章 | 12（注①） |", "（注①）含旧件", "文（注②）", "（注②）尾注", "末",
    ]  # fmt: skip
    assert "missing are such as" in said(document)  # the second note, which nothing refers to


# --- numbers that Word counts -----------------------------------------------------------------------------------------


def level(number: int, style: str, shown: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def item(text: str, list_id: int = 1, depth: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


LIST = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def numbered(levels: str, lists: str = LIST) -> dict[str, str]:
    """The parts that keep one pattern of lists."""
    return {"numbering": f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}'}


@pytest.mark.parametrize(
    ("style", "shown", "third"),
    [
        ("chineseCounting", "%1、", "三、总体"),
        ("chineseCountingThousand", "（%1）", "（三）总体"),
        ("japaneseCounting", "第%1章", "第三章 总体"),
        ("decimal", "%1.", "3.总体"),
        ("decimal", "%1", "3 总体"),
        ("decimalEnclosedCircleChinese", "%1", "③ 总体"),
        ("chineseLegalSimplified", "%1、", "叁、总体"),
        ("ideographTraditional", "%1.", "丙.总体"),
        ("upperRoman", "%1.", "III.总体"),
        ("lowerLetter", "%1)", "c)总体"),
        ("decimalFullWidth", "%1．", "３．总体"),
        ("bullet", "\uf06c", "总体"),
        ("none", "", "总体"),
        ("unheardOf", "%1.", "3.总体"),
    ],
)
def test_numbers_of_lists_are_written(style: str, shown: str, third: str) -> None:
    body = item("甲") + p("正文") + item("乙") + item("总体")
    assert text(body, numbered(level(0, style, shown))).splitlines()[3] == third


def test_levels_restart_and_show_those_above() -> None:
    levels = (
        level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "decimal", "%3)")
    )
    body = item("a") + item("b", depth=1) + item("c", depth=1) + item("d") + item("e", depth=1) + item("f", depth=2)
    assert text(body, numbered(levels)).splitlines() == ["一、 a", "1.1 b", "1.2 c", "二、 d", "2.1 e", "1) f"]


def test_lists_of_one_pattern_count_on_unless_they_start_anew() -> None:
    lists = LIST + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(item("项", list_id) for list_id in (1, 2, 3, 3, 9, 0))
    found = text(body, numbered(level(0, "decimal", "%1、"), lists)).splitlines()
    assert found == ["1、项", "2、项", "5、项", "6、项", "项", "项"]


def test_styles_number_their_paragraphs() -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="{}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        p("题", '<w:pStyle w:val="H1"/>')
        + p("节", '<w:pStyle w:val="H2"/>')
        + p("文")
        + p("题", '<w:pStyle w:val="H1"/>')
    )
    more = {**numbered(levels), "styles": style.format("H1") + style.format("H2")}
    assert text(body, more).splitlines() == ["一、题", "（一）节", "文", "二、题"]


def test_a_number_and_a_figure_are_not_one_figure() -> None:
    cell = item("5")
    assert text(tbl(tr("规章", tc(cell))), numbered(level(0, "decimal", "%1."))) == "| 规章 | 1. 5 |\n"


# --- the file ---------------------------------------------------------------------------------------------------------


def test_metadata_are_title_and_dates_and_no_persons() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>2023年 年报</dc:title><dc:creator>张三</dc:creator><dc:subject/>"
        "<dcterms:created>2024-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"
    )
    data = zipped({"word/document.xml": f"<w:document {NAMESPACES}><w:body/></w:document>", "docProps/core.xml": core})
    document = read_docx(data)
    assert document.metadata == (("title", "2023年 年报"), ("dcterms.created", "2024-01-02T03:04:05Z"))
    assert document.media_type.endswith("wordprocessingml.document")


def test_the_main_part_may_have_another_name() -> None:
    main = '<Relationship Id="a" Type="x/officeDocument" Target="/word/document2.xml"/>'
    body = f"<w:document {NAMESPACES}><w:body>{p('甲')}</w:body></w:document>"
    decoy = body.replace("甲", "乙")
    parts = {"_rels/.rels": relations(main), "word/document2.xml": body, "word/document.xml": decoy}
    assert read_docx(zipped(parts)).text == "甲\n"


def test_utf_16_is_read() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMESPACES}><w:body>{p("甲")}</w:body></w:document>'
    assert read_docx(zipped({"word/document.xml": xml.encode("utf-16")})).text == "甲\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_in_any_encoding(encoding: str) -> None:
    body = f"<w:document {NAMESPACES}><w:body>{p('1')}</w:body></w:document>"
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w:document [<!ENTITY a "9">]>{body}'
    with pytest.raises(UnreadableError, match="DOCTYPE"):
        read_docx(zipped({"word/document.xml": xml.encode(encoding)}))
