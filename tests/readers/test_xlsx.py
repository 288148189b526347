"""What a workbook shows is what is read: numbers by their formats, merged cells, nothing that is hidden."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from govreports.readers.xlsx import read_xlsx
from govreports.readers.xlsx.formats import shown, shown_text

from tests.support.office import excel


def cell(at: str, value: str | int, kind: str = "", style: int | None = None, formula: str = "") -> str:
    """A cell as a sheet keeps it."""
    attributes = (f' t="{kind}"' if kind else "") + (f' s="{style}"' if style is not None else "")
    inside = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>" if value != "" else ""
    return f'<c r="{at}"{attributes}>{formula and f"<f>{formula}</f>"}{inside}</c>'


def word(at: str, text: str, style: int | None = None) -> str:
    """A cell of text."""
    return cell(at, text, "inlineStr", style)


def rows(*made: str, hidden: int | None = None) -> str:
    """Rows from 1 on."""
    lines = (
        f'<row r="{number}" hidden="{int(number == hidden)}">{row}</row>'
        for number, row in enumerate(made, start=1)
        if row
    )
    return f"<sheetData>{''.join(lines)}</sheetData>"


def text(sheet: str, more: Mapping[str, str] | None = None, after: str = "") -> str:
    """The text of a workbook with this sheet, of which nothing is said to be missing."""
    document = read_xlsx(excel(sheet, more, after))
    assert document.problems == ()
    return document.text


# --- numbers as shown -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("3.0000000000000004", "General", "3"),
        ("18.871", "General", "18.871"),
        ("1234567.8912345", "General", "1234567.891"),
        ("0.1", "General", "0.1"),
        ("1E+3", "General", "1000"),
        ("123456789012", "General", "1.23457E+11"),
        ("-5", "General", "-5"),
        ("12.5", "0.00", "12.50"),
        ("0.125", "0.00", "0.13"),
        ("2.675", "0.00", "2.68"),
        ("1.005", "0.00", "1.01"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("999", "#,##0", "999"),
        ("5", "000", "005"),
        ("1.5", "#.##", "1.5"),
        ("0", "#", ""),
        ("0", "0;-0;;@", ""),
        ("0", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        ("-3", "0", "-3"),
        ("-3", "0;(0)", "(3)"),
        ("-1234.5", "#,##0.0_);[Red]\\(#,##0.0\\)", "(1,234.5)"),
        ("-0.001", "0.00", "0.00"),
        ("0.1234", "0.0%", "12.3%"),
        ("5", '0"件"', "5件"),
        ("12345", "0.0,", "12.3"),
        ("251000", "[$¥-804]#,##0.00", "¥251,000.00"),
        ("5", "@", "5"),
        ("5", ";;;", ""),
        ("45292", "yyyy/m/d", "2024/1/1"),
        ("45292.75", 'yyyy"年"m"月"d"日" h:mm', "2024年1月1日 18:00"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        # Formats that are not known here.
        ("60", "yyyy-mm-dd", None),
        ("-1", "yyyy", None),
        ("12345", "0!.0,", None),
        ("5", "[DBNum1]General", None),
        ("5", "[>3]0;0", None),
        ("1.5", "0.00E+00", None),
        ("1.5", "# ?/?", None),
        ("5", "0;0;0;@;0", None),
        ("NaN", "0", None),
        ("1E+999", "0", None),
        ("x", "0", None),
    ],
)
def test_numbers_are_shown_as_their_format_does(value: str, code: str, expected: str | None) -> None:
    assert shown(value, code, since_1904=False) == expected


def test_days_can_be_counted_from_1904() -> None:
    assert shown("0", "yyyy-mm-dd", since_1904=True) == "1904-01-01"
    assert shown("43830", "yyyy-mm-dd", since_1904=True) == "2024-01-01"


def test_a_format_can_hide_text() -> None:
    assert shown_text("规章", "General") == shown_text("规章", "0;0;0;@") == "规章"
    assert shown_text("规章", ";;;") == ""


STYLES = (
    '<root><numFmts><numFmt numFmtId="164" formatCode="0!.0,"/><numFmt numFmtId="165" formatCode="0.00"/></numFmts>'
    "<fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
    '<borders><border/><border><left style="thin"/></border></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/>'
    '<xf numFmtId="164"/><xf numFmtId="165" borderId="1"/><xf numFmtId="14"/><xf numFmtId="0" borderId="1"/>'
    '<xf numFmtId="177"/><xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/></cellXfs></root>'
)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (cell("B1", "12.5", style=1), "12.50"),
        (cell("B1", "12345", style=2), "12345 ⟨0!.0,⟩"),  # nobody takes this for the figure that is shown
        (cell("B1", "5", style=6), "5 ⟨[177]⟩"),
        (cell("B1", "45292", style=4), "2024/1/1"),
        (cell("B1", "7", style=99), "7"),
        (cell("B1", "1", "b"), "TRUE"),
        (cell("B1", "#REF!", "e"), "#REF!"),
        (cell("B1", "总计", "str", formula="A1"), "总计"),
        (cell("B1", "9", formula="SUM(A1:A2)"), "9"),
        (cell("B1", "", formula="SUM(A1:A2)"), "=SUM(A1:A2)"),  # never calculated
        (cell("B1", "0", "s"), "规章"),
        (cell("B1", "1", "s"), "行 政许可"),
        (cell("B1", "9", "s"), "#?"),
        (cell("B1", "2", "s"), "12~~9~~⁸"),
        (cell("B1", "12", style=7), "~~12~~"),
        (cell("B1", "12", style=8), "12"),
        (cell("B1", "约九", "n"), "约九 ¦"),
        (word("B1", "a_x000A_b"), "a b"),
        (word("B1", "7") + word("B1", "8"), "7 ¦ 8"),
        ("<c><v>5</v></c>", "5"),
    ],
)
def test_what_a_cell_shows(cells: str, expected: str) -> None:
    strings = (
        "<root><si><t>规章</t><rPh><t>guī</t></rPh></si><si><r><t>行 政</t></r><r><t>许可</t></r></si>"
        "<si><r><t>12</t></r><r><rPr><strike/></rPr><t>9</t></r>"
        '<r><rPr><vertAlign val="superscript"/></rPr><t>8</t></r></si></root>'
    )
    sheet = rows(word("A1", "标") + cells)
    more = {"xl/styles.xml": STYLES, "xl/sharedStrings.xml": strings}
    document = read_xlsx(excel(sheet, more))
    assert document.text == f"| 标 | {expected} |\n"


def test_zeros_that_the_sheet_hides_are_empty() -> None:
    sheet = '<sheetViews><sheetView showZeros="0"/></sheetViews>' + rows(
        word("A1", "规章") + cell("B1", 0) + cell("C1", 5)
    )
    assert text(sheet) == "| 规章 | | 5 |\n"


# --- rows -------------------------------------------------------------------------------------------------------------


def merged(*ranges: str) -> str:
    """The list of merged cells."""
    return "<mergeCells>" + "".join(f'<mergeCell ref="{each}"/>' for each in ranges) + "</mergeCells>"


def test_merged_labels_and_figures() -> None:
    sheet = rows(
        word("A1", "一、本年新收") + cell("C1", 1) + cell("D1", 2) + cell("E1", 3),
        word("A2", "三、结果") + word("B2", "公开") + cell("C2", 4) + cell("D2", 5) + cell("E2", 6),
        word("B3", "部分公开") + cell("C3", 7) + cell("E3", 9),
        word("A4", "总计") + cell("C4", 8) + cell("E4", 9),
    )
    found = text(sheet, after=merged("A1:B1", "A2:A3", "C3:D3", "A4:B4", "E3:E4", "nonsense"))
    # The 9 of row 3 is shown over that of row 4, which nobody sees.
    assert found.splitlines() == [
        "| 一、本年新收 | 1 | 2 | 3 |",
        "| 三、结果 | 公开 | 4 | 5 | 6 |",
        "| 部分公开 | 7 ↔ | ↔ | 9 ↕ |",
        "| 总计 | 8 | | ↕ |",
    ]


def test_blank_rows_and_borders_part_tables_from_text() -> None:
    sheet = rows(
        word("A1", "题目"),
        word("A2", "规章", 5) + cell("B2", 1, style=3) + cell("C2", "", style=5),
        word("A3", "办法", 5) + cell("B3", 2, style=3),
        word("A4", "说明"),
        "",
        word("A6", "甲", 5) + word("E6", "乙", 5),
    )
    assert text(sheet, more={"xl/styles.xml": STYLES}).splitlines() == [
        "题目", "| 规章 | 1.00 | |", "| 办法 | 2.00 | |", "说明", "| 甲 | | | | 乙 |",
    ]  # fmt: skip


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    sheet = '<cols><col min="2" max="2" hidden="1"/></cols>' + rows(
        word("A1", "规章") + cell("B1", 8) + cell("C1", 1), word("A2", "密") + cell("C2", 9),
        word("A3", "办法") + cell("C3", 2), hidden=2,
    )  # fmt: skip
    document = read_xlsx(excel(sheet))
    assert document.text == "| 规章 | 1 |\n| 办法 | 2 |\n"
    (problem,) = document.problems
    assert problem.message_en == "Sheets, rows or columns that the workbook hides were not read."
    assert problem.message_zh.endswith("。")
