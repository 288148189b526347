"""Reports as PDF files, drawn by programs that are not ours: Chromium's print and ReportLab.

A generated form is laid out as paragraphs and ruled tables, in the styles in which offices print them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from random import Random
from shutil import which
from typing import Any, NamedTuple

from govreports.form import SECTIONS

from benchmarks import words
from benchmarks.figures import Form
from benchmarks.generate import NUMERALS, OPENING_TABLE
from benchmarks.tables import WIDTHS, Cell, Grid, Pen, grid

SHORT = 4  # letters that need no second line
UPRIGHT = 8  # a label that spans more rows is written downwards
HEAD_ROWS = {"proactive": 0, "requests": 3, "reviews": 3}


class Part(NamedTuple):
    """A paragraph, or rows of a table. `whole`: all its rows stand on one page, so that cells may span any of them."""

    text: str = ""
    heading: bool = False
    grid: Grid | None = None
    table: str = ""
    whole: bool = False


def parts(form: Form, pen: Pen) -> Iterator[Part]:
    """A whole report."""
    rng = pen.rng
    where = words.setting(rng, *((2019, 2021) if form.recipe.requests == "2019" else (2021, 2024)))
    yield Part(words.title(rng, where), heading=True)
    yield Part(words.introduction(where))
    for section in SECTIONS:
        yield Part(f"{NUMERALS[section.number - 1]}、{section.heading.zh}", heading=True)
        table = OPENING_TABLE.get(section.number)
        if table:
            yield Part(grid=grid(form, table, pen), table=table)
        elif section.number == 1:
            yield from (Part(text) for text in words.narrative(rng, pen.quirks))
        else:
            yield from (Part(text) for text in words.problems(rng, pen.quirks))
    yield from (Part(text) for text in words.signature(rng, where))


# --- Chromium -------------------------------------------------------------------------------------------------------

BORDERS = ("solid 1px", "solid 0.5px", "solid 2px", "double 3px", "dashed 1px", "solid 1pt")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")


def html(form: Form, pen: Pen) -> str:
    """A report as a page to print."""
    rng = pen.rng
    size = rng.choice((9, 10, 10.5, 12))
    border = rng.choice(BORDERS)
    collapse = rng.choice(("collapse", "collapse", "separate"))
    style = (
        f"@page {{ size: {rng.choice(('A4', 'A4', 'A4 landscape'))}; margin: {rng.choice((12, 20, 28))}mm }}"
        f"body {{ font: {size}pt '{rng.choice(FAMILIES)}'; }}"
        "p { text-indent: 2em; margin: 0.3em 0; text-align: justify }"
        f"table {{ border-collapse: {collapse}; border-spacing: 0; width: 100%;"
        f" font-size: {rng.choice((70, 80, 100))}% }}"
        f"td {{ border: {border} {rng.choice(('black', 'black', '#666'))}; padding: {rng.choice((1, 3, 6))}px;"
        f" text-align: {rng.choice(('center', 'left', 'right'))} }}"
        f"td:first-child {{ text-align: left }} .up {{ writing-mode: {rng.choice(('vertical-rl', 'horizontal-tb'))} }}"
        + ("tr { break-inside: avoid }" if rng.randrange(2) else "")
        + ("tr:nth-child(4n) td { background: #c6d9f1 }" if rng.randrange(2) else "")
    )
    body = "".join(_html_part(part, rng) for part in parts(form, pen))
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{body}"


def _html_part(part: Part, rng: Random) -> str:
    if part.grid is None:
        tag = "h3" if part.heading else "p"
        return f"<{tag}>{escape(part.text)}</{tag}>"
    head = HEAD_ROWS[part.table] if rng.randrange(2) else 0
    rows = ["<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in part.grid]
    return f"<table><thead>{''.join(rows[:head])}</thead><tbody>{''.join(rows[head:])}</tbody></table>"


def _html_cell(cell: Cell) -> str:
    upright = " class=up" if cell.height > UPRIGHT and cell.width == 1 and not cell.figure else ""
    return f"<td colspan={cell.width} rowspan={cell.height}{upright}>{escape(cell.text)}</td>"


@contextmanager
def chromium(executable: str) -> Iterator[Callable[[str], bytes]]:
    """A function that prints a page of HTML to PDF."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which(executable) or executable, args=ARGUMENTS)
        page = browser.new_page()

        def printed(text: str) -> bytes:
            page.set_content(text)
            return page.pdf(prefer_css_page_size=True, display_header_footer=False)

        yield printed
        browser.close()


# --- ReportLab ------------------------------------------------------------------------------------------------------


FONT = "STSong-Light"


def reportlab(form: Form, pen: Pen) -> bytes:
    """A report as ReportLab draws it, with a font of Adobe's that the reader has to know."""
    from reportlab.lib.pagesizes import A4, landscape

    rng = pen.rng
    page = rng.choice((A4, A4, landscape(A4)))
    return reportlab_pages(
        parts(form, pen), rng, page, turn=rng.choice((0, 0, 90)), foot=rng.choice(("- {} -", "{}", "第 {} 页", ""))
    )


def reportlab_pages(
    printed: Iterable[Part], rng: Random, page: tuple[float, float], *, turn: int = 0, foot: str = ""
) -> bytes:
    """Parts on pages of a size, turned by so many degrees, with a number at the foot. An empty part ends a page."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    size = rng.choice((8, 9, 10.5))
    style = ParagraphStyle("text", fontName=FONT, fontSize=size, leading=size * 1.4, wordWrap="CJK")
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=page, leftMargin=50, rightMargin=50)
    flow: list[Any] = []
    for part in printed:
        if part.grid is not None:
            flow += [_reportlab_table(part, style, page[0] - 100, rng), Spacer(1, 8)]
        elif part.text:
            flow += [Paragraph(escape(part.text), style), Spacer(1, 4)]
        else:
            flow.append(PageBreak())

    def at_the_foot(canvas: Any, _: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(page[0] / 2, 30, foot.format(canvas.getPageNumber()))

    document.build(flow, onFirstPage=at_the_foot, onLaterPages=at_the_foot)
    return turned(out.getvalue(), turn) if turn else out.getvalue()


def turned(data: bytes, turn: int) -> bytes:
    """A file whose pages a viewer turns by so many degrees."""
    from pypdfium2 import PdfDocument

    out = io.BytesIO()
    with PdfDocument(data) as document:
        for page in document:
            page.set_rotation(turn)
        document.save(out)
    return out.getvalue()


def _reportlab_table(part: Part, style: Any, width: float, rng: Random) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table

    grid = part.grid or []
    columns = WIDTHS[part.table]  # type: ignore[index]
    spans, texts = [], [[""] * columns for _ in grid]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(grid):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            upright = part.whole and cell.height > UPRIGHT and cell.width == 1
            shown = Paragraph(escape(cell.text), style) if len(cell.text) > SHORT else cell.text
            texts[y][x] = "\n".join(cell.text) if upright else shown
            # ReportLab breaks no page inside a cell, so only cells of the head span rows.
            high = min(cell.height, len(grid) - y) if part.whole or y < HEAD_ROWS[part.table] else 1
            spans.append(("SPAN", (x, y), (x + cell.width - 1, y + high - 1)))
            taken |= {(x + dx, y + dy) for dx in range(cell.width) for dy in range(cell.height)}
            x += cell.width
    labels = {"proactive": 1, "requests": 3}.get(part.table, 0)
    wide = 0.12 if labels > 1 else 0.4
    rest = (1 - wide * labels) / (columns - labels)
    return Table(
        texts,
        colWidths=[width * (wide if x < labels else rest) for x in range(columns)],
        repeatRows=HEAD_ROWS[part.table] if not part.whole and rng.randrange(2) else 0,
        style=[
            ("GRID", (0, 0), (-1, -1), rng.choice((0.25, 0.5, 1.0)), colors.black),
            ("FONT", (0, 0), (-1, -1), style.fontName, style.fontSize),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ALIGN", (0, 0), (-1, -1), rng.choice(("CENTER", "LEFT", "RIGHT"))),
            *spans,
        ],
    )
