"""The generator itself: the same seed gives the same bytes, its forms add up, its layouts look as reports do."""

from __future__ import annotations

from pathlib import Path

import pytest
from govreports.form import EDITIONS, ID_OF, Edition, TableName, identities

from benchmarks.figures import BLANKS, STYLES, Blanks, Form, Recipe, dice, make
from benchmarks.generate import main, render, reports, write_reports
from benchmarks.layouts import LAYOUTS
from benchmarks.tables import QUIRKS, Pen, grid

NO_QUIRKS: frozenset[str] = frozenset()


def lines(form: Form, layout: str, table: TableName, quirks: frozenset[str] = NO_QUIRKS, seed: int = 1) -> list[str]:
    pen = Pen(dice(seed), quirks)
    return LAYOUTS[layout].write(grid(form, table, pen), table, pen.rng)


def small(proactive: Edition = "2021", blanks: Blanks = "none", **figures: int) -> Form:
    """An all-zero form, but for these figures of section 二."""
    form = make(Recipe(0, proactive, proactive, busy=0, blanks=blanks))
    for address, number in figures.items():
        row, _, column = address.partition("__")
        id = ID_OF["proactive", row, column]
        form.cells[id] = form.cells[id]._replace(text=str(number), value=number)
    return form


def test_same_seed_same_bytes() -> None:
    first, second = ([made.data for made in reports(40, seed=7)] for _ in range(2))
    assert first == second
    assert first != [made.data for made in reports(40, seed=8)]


def test_reports_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "5", "--into", str(tmp_path / "out"), "--seed", "7"]) == 0
    written = sorted((tmp_path / "out").iterdir())
    assert [path.read_bytes() for path in written] == [made.data for made in reports(5, seed=7)]
    assert write_reports(tmp_path / "out", 5, 7) == written
    assert "5 reports" in capsys.readouterr().out


@pytest.mark.parametrize("edition", EDITIONS)
def test_consistent_forms_add_up(edition: Edition) -> None:
    for seed in range(20):
        form = make(Recipe(seed, edition, edition, busy=60))
        assert form.sound
        value = {id: cell.value or 0 for id, cell in form.cells.items()}
        for table in ("requests", "reviews"):
            for identity in identities(table, edition):
                assert sum(value[id] for id in identity.left) == sum(value[id] for id in identity.right)


def test_figures_count_as_on_the_form() -> None:
    tables: tuple[TableName, ...] = ("proactive", "requests", "reviews")
    for edition, counts in (("2019", [22, 161, 15]), ("2021", [10, 175, 15])):
        form = make(Recipe(1, edition, edition))  # type: ignore[arg-type] # a literal in a tuple
        assert [len(form.of(table)) for table in tables] == counts


@pytest.mark.parametrize("blanks", BLANKS)
def test_blanks_are_known(blanks: Blanks) -> None:
    form = make(Recipe(3, busy=60, blanks=blanks))
    empty = [id for id, cell in form.cells.items() if not cell.text]
    assert bool(empty) == (blanks != "none")
    assert all(form.cells[id].statuses == {"blank"} and form.cells[id].value is None for id in empty)


def test_hidden_figures_make_a_form_unsound() -> None:
    assert make(Recipe(3, busy=60, blanks="zeros")).sound
    assert make(Recipe(3, busy=60, blanks="totals")).sound
    assert not make(Recipe(3, busy=60, blanks="some")).sound
    assert not make(Recipe(3, busy=60, consistent=False)).sound


def test_styles_keep_their_truth() -> None:
    plain = Recipe(0, "2019", consistent=False, busy=50, styles=frozenset(STYLES), amount_unit="元")
    cells = [cell for seed in range(9) for cell in make(plain._replace(seed=seed)).cells.values()]
    assert any("减" in cell.text and (cell.value or 0) < 0 for cell in cells)
    grouped = {cell.text: cell.value for cell in cells if "," in cell.text and cell.statuses == {"printed"}}
    assert grouped
    assert all(value == int(text.replace(",", "")) for text, value in grouped.items())
    assert {cell.text for cell in cells if cell.statuses == {"dash"}} == {"-", "/", "—", "无"}


def test_every_layout_holds_every_figure() -> None:
    form = make(Recipe(5, "2019", "2021", consistent=False, busy=100))
    numbers = sorted(cell.text for cell in form.cells.values())
    for name, layout in LAYOUTS.items():
        data = render(form, layout, frozenset(QUIRKS) - {"extra_row"}, 1).decode("gb18030")
        missing = [number for number in numbers if number not in data]
        assert not missing, name


def test_pipe_row() -> None:
    written = lines(small("2019", regulations__made=1, licensing__change=-2), "pipe_row", "proactive")
    assert written[:7] == [
        "第二十条第（一）项 | |||",
        "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |",
        "规章 | 1 | 0 | 0 |",
        "规范性文件 | 0 | 0 | 0 |",
        "第二十条第（五）项 | |||",
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |",
        "行政许可 | 0 | -2 | 0 |",
    ]
    assert "行政事业性收费 | 0 | 0 | |" in written


def test_rows_continue_without_merged_cells() -> None:
    written = lines(small(), "pipe_row_unpadded", "requests")
    assert written[2] == "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |"
    assert written[7] == "（三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert written[8] == "2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert lines(small(), "pipe_row_leading", "requests")[8].startswith("| 2.其他法律行政法规禁止公开 | 0 |")


def test_pipe_cell() -> None:
    form = small(blanks="zeros", regulations__in_force=3)
    written = lines(form, "pipe_cell", "proactive")
    assert written[:8] == [
        "第二十条第（一）项 |",
        "||||",
        "信息内容 |",
        "本年制发件数 |",
        "本年废止件数 |",
        "现行有效件数 |",
        "|",
        "规章 |",
    ]
    assert written[8:10] == ["||3 |", "|"]
    assert lines(form, "pipe_cell_apart", "proactive")[10:18] == [
        "规章",
        "|",
        "|",
        "|",
        "3",
        "|",
        "行政规范性文件",
        "|",
    ]
    assert lines(form, "pipe_cell_leading", "proactive")[:4] == ["|", "第二十条第（一）项 |", "|", "信息内容 |"]


def test_grids() -> None:
    written = lines(small(), "tab_grid", "requests")
    assert written[3] == "一、本年新收政府信息公开申请数量\t\t\t0\t0\t0\t0\t0\t0\t0"
    assert written[8] == "\t\t2.其他法律行政法规禁止公开\t0\t0\t0\t0\t0\t0\t0"
    assert written[1] == "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计"
    assert lines(small(), "tab", "requests")[3] == "一、本年新收政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0"
    table = lines(small(), "markdown_grid", "reviews", seed=3)
    assert set(table[1]) <= set("|:- ")
    assert [line.count("|") for line in table] == [16] * 5


def test_one_line() -> None:
    form = small()
    for name in ("flat", "outer_table"):
        assert b"\n" not in render(form, LAYOUTS[name], NO_QUIRKS, 1)
    assert " 规章 0 0 0 行政规范性文件 0 0 0 第二十条" in render(form, LAYOUTS["flat"], NO_QUIRKS, 1).decode()
    assert render(form, LAYOUTS["outer_table"], NO_QUIRKS, 1).count(b"|") > 200


def test_pdf_text() -> None:
    written = lines(small(), "pdf_text_paged", "requests", seed=4)
    assert "1.属于国家秘密 0 0 0 0 0 0 0" in " ".join(written)
    assert any(line.strip("-— 第页").isdigit() for line in written)


def test_quirks() -> None:
    form = small()
    assert "规范性文件" in lines(form, "bare_cell", "proactive", frozenset({"old_row_name"}))
    assert "其他主动公开文件" in lines(form, "bare_cell", "proactive", frozenset({"extra_row"}))
    short = lines(form, "bare_cell", "reviews", frozenset({"short_headers"}))
    assert short[2:7] == ["结果", "结果", "其他", "尚未", "总计"]
    text = render(form, LAYOUTS["pipe_row"], frozenset({"no_heading_three", "no_corner", "bom", "crlf"}), 1)
    assert text.startswith(b"\xef\xbb\xbf")
    assert "三、收到".encode() not in text
    assert b"\r\n| " in text
