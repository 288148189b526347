"""What a PDF can do to a table and to text, one case at a time; each file is drawn here."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from govreports.numbers import read as read_number
from govreports.readers import UnreadableError
from govreports.readers.pdf import read_pdf, reader
from govreports.readers.pdf.model import UNREADABLE
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.pdfs import turned
from tests.hostile.pdf import letters_without_words, locked
from tests.support.pdfs import HELVETICA, PAGE, pdf, stream, text

XS = (60, 200, 300, 400)
YS = (100, 130, 160, 190)
ROWS = (("first", "1", "2"), ("second", "33", "4.56"), ("third", "0", "789"))
SIZE = (595, 842)
Draw = Callable[[Canvas], object]
Rows = Sequence[Sequence[str]]

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def made(*pages: Draw, size: tuple[int, int] = SIZE, **options: int) -> bytes:
    """A file of some pages; a canvas counts from the bottom, and everything here from the top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, **options)
    for draw in pages:
        canvas.setFont("STSong-Light", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A stroke."""
    canvas.line(x0, SIZE[1] - y0, x1, SIZE[1] - y1)


def write(canvas: Canvas, x: float, y: float, words: str) -> Canvas:
    """Words that begin at a place."""
    canvas.drawString(x, SIZE[1] - y, words)
    return canvas


def ruled(canvas: Canvas, stroke: Callable[..., object] = line) -> Canvas:
    """The lines of a table of three by three cells."""
    for y in YS:
        stroke(canvas, XS[0], y, XS[-1], y)
    for x in XS:
        stroke(canvas, x, YS[0], x, YS[-1])
    return canvas


def filled(canvas: Canvas, rows: Rows = ROWS) -> Canvas:
    """The text of its cells."""
    for y, row in zip(YS, rows, strict=False):
        for x, words in zip(XS, row, strict=False):
            write(canvas, x + 5, y + 20, words)
    return canvas


def table(canvas: Canvas, rows: Rows = ROWS) -> Canvas:
    """The whole table."""
    return filled(ruled(canvas), rows)


def tables(*pages: Rows) -> bytes:
    """A file that has a table on each page, with these rows."""
    return made(*[partial(table, rows=rows) for rows in pages])


def lines(data: bytes) -> list[str]:
    """The text of a file, line by line, without any problem."""
    document = read_pdf(data)
    assert document.problems == ()
    return document.text.splitlines()


def row(*cells: str) -> str:
    """A row as it is written."""
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


WHOLE = [row(*cells) for cells in ROWS]


# --- ruling lines ---------------------------------------------------------------------------------------------------


def thin_boxes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A filled box that is no thicker than a line."""
    canvas.rect(x0, SIZE[1] - y1, max(x1 - x0, 0.5), max(y1 - y0, 0.5), stroke=0, fill=1)


def double(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Two strokes side by side."""
    for shift in (-1, 1):
        line(canvas, x0 + shift, y0 + shift, x1 + shift, y1 + shift)


def dashes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Short strokes in a row."""
    count = int(max(x1 - x0, y1 - y0) // 6)
    for n in range(count):
        dx, dy = (6, 0) if x1 > x0 else (0, 6)
        line(canvas, x0 + n * dx, y0 + n * dy, x0 + n * dx + dx / 2, y0 + n * dy + dy / 2)
    line(canvas, x1, y1, x1 - (x1 > x0) * 3, y1 - (y1 > y0) * 3)


def pictures(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A picture that is as thin as a line."""
    dot = Image.new("L", (1, 1))
    canvas.drawInlineImage(dot, x0, SIZE[1] - y1, max(x1 - x0, 0.7), max(y1 - y0, 0.7))


@pytest.mark.parametrize("stroke", [line, thin_boxes, double, dashes, pictures])
def test_lines_of_every_kind_part_cells(stroke: Callable[..., object]) -> None:
    assert lines(made(lambda canvas: (ruled(canvas, stroke), filled(canvas)))) == WHOLE


def test_frames_round_cells_part_them() -> None:
    def draw(canvas: Canvas) -> None:
        for y in YS[:-1]:
            for x0, x1 in itertools.pairwise(XS):
                canvas.rect(x0, SIZE[1] - y - 30, x1 - x0, 30)
        filled(canvas)

    assert lines(made(draw)) == WHOLE


def test_backgrounds_are_no_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(XS[0], SIZE[1] - YS[1], 150, 30, stroke=0, fill=1)
        canvas.setFillGray(0)
        table(canvas)

    assert lines(made(draw)) == WHOLE


def test_a_table_that_is_open_at_its_sides_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        for y in YS:
            line(canvas, XS[0], y, XS[-1], y)
        for x in XS[1:-1]:
            line(canvas, x, YS[0], x, YS[-1])
        filled(canvas)

    assert lines(made(draw)) == WHOLE


def test_two_tables_on_a_page_do_not_bend_each_others_columns() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.translate(2.4, -120)
        table(canvas)
        canvas.translate(2.4, -120)
        table(canvas)

    assert lines(made(draw)) == WHOLE * 3


def test_a_figure_over_two_columns_is_marked_and_keeps_their_places() -> None:
    def draw(canvas: Canvas) -> None:
        for y in YS:
            line(canvas, XS[0], y, XS[-1], y)
        for x in (XS[0], XS[1], XS[3]):
            line(canvas, x, YS[0], x, YS[-1])
        line(canvas, XS[2], YS[1], XS[2], YS[-1])
        filled(canvas)

    assert lines(made(draw)) == [row("first", "1 2 ↔", "↔"), *WHOLE[1:]]


def test_cells_merged_over_rows_hold_all_that_stands_in_them() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (YS[0], YS[3]):
            line(canvas, XS[0], y, XS[-1], y)
        for y in YS[1:3]:
            line(canvas, XS[0], y, XS[2], y)
        for x in XS:
            line(canvas, x, YS[0], x, YS[-1])
        filled(canvas)

    written = lines(made(draw))
    assert written == [row("first", "1", "2 4.56 789 ↕"), row("second", "33", "↕"), row("third", "0", "↕")]
    assert read_number("2 4.56 789").value is None


def test_where_a_line_is_missing_in_part_nothing_moves_to_another_column() -> None:
    def draw(canvas: Canvas) -> None:
        for y in YS:
            line(canvas, XS[0], y, XS[-1], y)
        for x in (XS[0], XS[1], XS[3]):
            line(canvas, x, YS[0], x, YS[-1])
        line(canvas, XS[2], YS[0], XS[2], YS[1] + 8)
        line(canvas, XS[2], YS[2], XS[2], YS[-1])
        filled(canvas)

    assert lines(made(draw)) == [WHOLE[0], row("second", "33 4.56 ↔", "↔"), WHOLE[2]]


# --- what stands in cells -------------------------------------------------------------------------------------------


def cell(*places: tuple[float, float, str]) -> str:
    """The text of the middle cell when words stand at these places of it."""

    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        for x, y, words in places:
            write(canvas, XS[1] + x, YS[1] + y, words)

    return read_pdf(made(draw)).text.splitlines()[1].split("|")[2].strip()


def test_the_decimal_point_stays_where_it_is_printed() -> None:
    assert cell((5, 20, "7730.28")) == "7730.28"
    assert cell((5, 20, "1"), (10.3, 20, "."), (12.9, 20, "5")) == "1.5"


def test_wrapped_words_are_joined_and_figures_are_not() -> None:
    assert cell((5, 10, "结果"), (5, 22, "维持")) == "结果维持"
    assert cell((5, 10, "12"), (5, 22, "34")) == "12 34"


def test_digits_far_apart_are_not_one_number() -> None:
    assert cell((5, 20, "1"), (20, 20, "2")) == "1 2"


def test_letters_written_downwards_are_one_word() -> None:
    assert cell((5, 7, "总"), (5, 17, "计"), (5, 27, "数")) == "总计数"


@pytest.mark.parametrize("shift", [0.0, 0.3, 0.8])
def test_fake_bold_is_read_once(shift: float) -> None:
    assert cell((5, 20, "118"), (5 + shift, 20, "118")) == "118"


def first_row(data: bytes) -> list[str]:
    """The cells of the first row that holds anything."""
    return [cell.strip() for cell in next(filter(str.strip, read_pdf(data).text.splitlines())).split("|")[1:-1]]


def coloured(canvas: Canvas, white: str, others: str, *, ground: bool = False) -> Canvas:
    """A white word and a black one behind it in the first cell, on white paper or on a dark ground."""
    if ground:
        canvas.rect(XS[1], SIZE[1] - YS[1], 100, YS[1] - YS[0], fill=1)
    canvas.setFillGray(1)
    write(canvas, XS[1] + 5, YS[0] + 20, white)
    canvas.setFillGray(0)
    return write(canvas, XS[1] + 5 + canvas.stringWidth(white), YS[0] + 20, others)


def test_white_digits_beside_others_make_no_number_with_them() -> None:
    def drawn(white: str, others: str, *, ground: bool) -> str:
        return first_row(
            made(lambda c: coloured(filled(ruled(c), (("first",), *ROWS[1:])), white, others, ground=ground))
        )[1]

    assert drawn("9", "12", ground=False) == f"{UNREADABLE}12"
    assert drawn("90", "", ground=True) == "90"


def test_digits_of_no_colour_are_not_read() -> None:
    def draw(canvas: Canvas) -> Canvas:
        canvas.setFillAlpha(0)
        write(ruled(canvas), XS[1] + 5, YS[0] + 20, "9")
        canvas.setFillAlpha(1)
        return write(canvas, XS[1] + 12, YS[0] + 20, "12")

    assert first_row(made(draw))[1] == "12"


@pytest.mark.parametrize(("rise", "size"), [(-2, 10), (2, 10), (0, 7), (-1.5, 7)])
def test_a_digit_that_is_lowered_raised_or_smaller_is_no_part_of_a_number(rise: float, size: int) -> None:
    def draw(canvas: Canvas) -> Canvas:
        write(ruled(canvas), XS[1] + 5, YS[0] + 20, "12")
        canvas.setFontSize(size)
        return write(canvas, XS[1] + 5 + canvas.stringWidth("12", fontSize=10), YS[0] + 20 - rise, "3")

    assert first_row(made(draw))[1] == "12 3"


@pytest.mark.parametrize("beyond", [0, 4])
def test_digits_that_a_line_strikes_out_are_unreadable(beyond: int) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas)
        write(canvas, XS[1] + 30, YS[0] + 20, "58")
        line(canvas, XS[1] + 30 - beyond, YS[0] + 17, XS[1] + 40 + beyond, YS[0] + 17)

    document = read_pdf(made(draw))
    assert document.text.splitlines() == [row("first", f"1 {UNREADABLE * 2}", "2"), *WHOLE[1:]]
    assert "a line runs through them" in document.problems[-1].message_en


def test_a_struck_figure_that_fills_its_cell_leaves_the_row_whole() -> None:
    def draw(canvas: Canvas) -> None:
        filled(ruled(canvas), (("first", "", "2"), *ROWS[1:]))
        write(canvas, XS[1] + 5, YS[0] + 20, "123456789012345678")
        line(canvas, XS[1] + 4, YS[0] + 17, XS[2] - 4, YS[0] + 17)

    assert first_row(made(draw)) == ["first", UNREADABLE * 18, "2"]


@pytest.mark.parametrize("height", [21.5, 12])
def test_underlined_digits_and_those_below_a_line_are_read(height: float) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas)
        line(canvas, XS[1] + 4, YS[0] + height, XS[1] + 12, YS[0] + height)

    assert first_row(made(draw)) == ["first", "1", "2"]


def test_what_is_typed_into_fields_of_a_page_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        write(ruled(canvas), XS[0] + 5, YS[0] + 20, "first")
        for x, typed in ((XS[1], "12"), (XS[2], "345")):
            canvas.acroForm.textfield(value=typed, x=x + 2, y=SIZE[1] - YS[1] + 2, width=90, height=24, borderWidth=0)

    assert first_row(made(draw)) == ["first", "12", "345"]


def test_different_digits_over_each_other_are_unreadable() -> None:
    written = cell((5, 20, "3"), (5.2, 20, "8"))
    assert set(written) == {UNREADABLE}
    assert read_number(written).value is None


def test_a_number_whose_first_digit_lies_over_another_figure_is_unreadable() -> None:
    written = cell((-8, 20, "0"), (-8, 20, "５９６３"))  # begins in the cell before
    assert UNREADABLE in written
    assert not any(map(str.isdigit, written))


def test_a_number_that_stands_on_a_line_is_unreadable() -> None:
    wide = "1234567890" * 2
    assert UNREADABLE in cell((40, 20, wide))
    written = read_pdf(made(lambda canvas: (ruled(canvas), write(canvas, XS[1] + 40, YS[1] + 20, wide)))).text
    assert not any(character.isdigit() for character in written)


def test_words_that_stand_on_a_line_stay_whole() -> None:
    assert cell((55, 20, "总计数量多")) == "总计数量多"


def test_full_width_digits_and_odd_spaces_stay_as_they_are() -> None:
    assert cell((5, 20, "１２３")) == "１２３"
    assert read_number("１２３").value == 123


def test_a_dash_at_the_end_of_a_line_is_a_dash() -> None:
    assert cell((5, 20, "-")) == "-"
    assert lines(made(lambda canvas: (ruled(canvas), filled(canvas, (("a", "1", "-"), ("b", "-", "2")))))) == [
        row("a", "1", "-"),
        row("b", "-", "2"),
        row("", "", ""),
    ]


def test_a_bar_inside_a_cell_is_none_between_cells() -> None:
    assert cell((5, 20, "a|b")) == "a¦b"


def test_ligatures_are_letters() -> None:
    font = HELVETICA.replace(b">>", b"/ToUnicode 6 0 R>>")
    map_ = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"1 beginbfchar <61> <00660069> endbfchar 1 beginbfrange <62> <7a> <0062> endbfrange endcmap end"
    )
    assert read_pdf(pdf(stream(text("axed")), more={5: font, 6: map_})).text == "fixed"


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_read_alike(turn: int) -> None:
    document = read_pdf(turned(made(table), turn))
    assert document.text.splitlines() == WHOLE
    boxes = {document.text[slice(*place.span)].strip(): place.box for place in document.places}
    seen = {0: (300, 130), 90: (842 - 160, 300), 180: (595 - 400, 842 - 160), 270: (130, 595 - 400)}
    assert boxes["4.56"][:2] == pytest.approx(seen[turn], abs=1)


@pytest.mark.parametrize("turn", [90, 270])
def test_text_turned_against_its_page_is_read_alike(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        if turn == 90:
            canvas.translate(842, 0)
        else:
            canvas.translate(0, 842)
        canvas.rotate(90 if turn == 90 else -90)
        table(canvas)

    data = made(draw, size=(842, 842))
    assert lines(data) == lines(turned(data, turn)) == WHOLE


def test_what_lies_beyond_the_crop_box_is_not_read_and_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((0, 0, 595, 800))
        write(canvas, 60, 20, "beyond the edge of what is shown")
        table(canvas)

    document = read_pdf(made(draw))
    assert document.text.splitlines() == WHOLE
    assert len(document.problems) == 1
    boxes = {document.text[slice(*place.span)].strip(): place.box for place in document.places}
    assert boxes["4.56"][:2] == pytest.approx((300, 130 - 42), abs=1)


def test_a_figure_that_the_edge_cuts_is_unreadable() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((0, 0, XS[2] + 16, 842))
        table(canvas)

    written = read_pdf(made(draw)).text.splitlines()
    assert read_number(written[2].split("|")[3].strip()).value is None
    assert written[0] == row("first", "1", "2")


def test_a_table_goes_on_over_a_page_without_number_and_repeated_head() -> None:
    head = (("item", "all", "some"),)

    def first(canvas: Canvas) -> None:
        ruled(canvas)
        filled(canvas, (*head, *ROWS[:2]))
        write(canvas, 290, 800, "- 1 -")

    def second(canvas: Canvas) -> None:
        ruled(canvas)
        filled(canvas, (*head, ROWS[2], ("fourth", "5", "6")))
        write(canvas, 290, 800, "- 2 -")

    assert lines(made(first, second)) == [row(*head[0]), *WHOLE, row("fourth", "5", "6")]


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    first, second = (*ROWS[:2], ("a label that", "7", "8")), (("goes on", "", ""), ROWS[2], ("5.last", "5", "6"))
    assert lines(tables(first, second)) == [
        *WHOLE[:2],
        row("a label that goes on", "7", "8"),
        WHOLE[2],
        row("5.last", "5", "6"),
    ]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (("third", "144", "8"), ("", "43", ""), ("third", "144 43", "8")),
        (("third", "8", "144"), ("", "", "43"), ("third", "8", "144 43")),
        (("144", "9", "8"), ("43", "", ""), ("144 43", "9", "8")),
        (("third", "144", "8(of"), ("", "", "them 5)"), ("third", "144", "8(of them 5)")),
        (("third", "144", ""), ("", "43", "7"), ("third", "144 43", "7\ufffd")),
    ],
)
def test_a_figure_that_a_page_cuts_is_not_read_as_its_first_part(
    above: tuple[str, ...], below: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    assert lines(tables((*ROWS[:2], above), (below, *ROWS[1:])))[2] == row(*whole)


def test_a_row_that_begins_with_two_labels_is_put_together_when_a_page_cuts_both() -> None:
    first, second = (
        (*ROWS[:2], ("(3)a group", "1.a row", "8")),
        (("of rows", "of it", ""), ROWS[2], ("5.last", "5", "6")),
    )
    assert lines(tables(first, second))[2:4] == [row("(3)a group of rows", "1.a row of it", "8"), WHOLE[2]]


def test_a_row_of_empty_cells_at_the_end_of_a_page_is_a_row() -> None:
    first, second = (*ROWS[:2], ("3.third", "", "")), (("4.fourth", "1", "2"), *ROWS[1:])
    assert lines(tables(first, second))[2:4] == [row("3.third", "", ""), row("4.fourth", "1", "2")]


def test_lines_of_a_paragraph_are_joined_over_pages() -> None:
    full = "这一行从左边的页边一直写到右边的页边没有停顿也没有句号所以下一行是它的继续"

    def first(canvas: Canvas) -> None:
        write(canvas, 60, 700, full)
        write(canvas, 60, 716, full)

    def second(canvas: Canvas) -> None:
        write(canvas, 60, 60, "到这里结束。")
        write(canvas, 80, 76, "一、标题")
        write(canvas, 60, 92, full)

    assert lines(made(first, second)) == [full * 2 + "到这里结束。", "一、标题", full]


def test_figures_without_ruling_lines_stand_on_the_line_of_their_label() -> None:
    assert lines(made(filled)) == ["first 1 2", "second 33 4.56", "third 0 789"]


# --- what is not printed --------------------------------------------------------------------------------------------


def invisible(canvas: Canvas, words: str = "7 8 9 unseen letters of a layer") -> Canvas:
    """Text that no reader of the page sees."""
    unseen = canvas.beginText(60, 400)
    unseen.setTextRenderMode(3)
    unseen.textOut(words)
    canvas.drawText(unseen)
    return canvas


def test_invisible_text_is_not_read() -> None:
    assert lines(made(lambda canvas: (table(canvas), invisible(canvas)))) == WHOLE


def picture_of_a_page(canvas: Canvas) -> Canvas:
    """A picture as large as the page."""
    canvas.drawInlineImage(Image.new("L", (60, 84), 255), 0, 0, *SIZE)
    return canvas


def test_a_layer_over_a_picture_is_recognised_text() -> None:
    document = read_pdf(made(lambda canvas: (picture_of_a_page(canvas), invisible(canvas))))
    assert (document.text, document.recognised) == ("7 8 9 unseen letters of a layer", True)
    document = read_pdf(made(lambda canvas: (table(canvas), picture_of_a_page(canvas))))
    assert document.recognised


def test_text_over_a_background_picture_is_printed() -> None:
    document = read_pdf(made(lambda canvas: (picture_of_a_page(canvas), table(canvas))))
    assert (document.text.splitlines(), document.recognised) == (WHOLE, False)


# --- what cannot be read --------------------------------------------------------------------------------------------


def told(data: bytes) -> tuple[str, str]:
    """What is said of a file that cannot be read."""
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data)
    return caught.value.message_zh, caught.value.message_en


def test_a_locked_file_is_told_so() -> None:
    assert "密码" in told(locked())[0]
    assert "password" in told(locked())[1]


def test_a_file_without_its_end_is_told_so() -> None:
    assert "download it again" in told(b"%PDF-1.7\n1 0 obj")[1]


def test_a_picture_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recogniser", lambda: None)
    for message in told(made(picture_of_a_page)):
        assert "pip install 'datasette-govreports[loaders,ocr]'" in message


def test_a_picture_among_printed_pages_is_a_problem_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recogniser", lambda: None)
    document = read_pdf(made(table, picture_of_a_page, table))
    assert document.text.splitlines() == WHOLE * 2
    (problem,) = document.problems
    assert problem.message_en.startswith("Page 2 is a picture without text")


def test_a_page_whose_letters_are_nobody_knows_which_is_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recogniser", lambda: None)
    assert "is a picture" in told(letters_without_words())[1]


def test_a_file_without_a_page_has_no_text() -> None:
    assert read_pdf(pdf(page=PAGE)).text == ""


def test_what_the_file_says_of_itself_is_metadata() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("A report")
        canvas.setAuthor("An office")
        table(canvas)

    said = dict(read_pdf(made(draw)).metadata)
    assert (said["title"], said["author"]) == ("A report", "An office")
