"""Reports as web pages: a form written as markup, in the ways in which the sites of offices and their editors write it.

Nothing here shares code with the reader; the cells of a table are those of `benchmarks.tables`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from random import Random
from typing import NamedTuple

from govreports.form import EDITIONS, SECTIONS, TableName

from benchmarks import words
from benchmarks.figures import BLANKS, STYLES, Form, Recipe, dice, make
from benchmarks.generate import NUMERALS, OPENING_TABLE
from benchmarks.tables import QUIRKS, WIDTHS, Cell, Grid, Pen, grid

LOOKS = (
    "nested",  # the tables stand in a cell of an outer table, beside a menu
    "one_table",  # the whole report stands in one cell of an outer table
    "word",  # as Microsoft Word writes it
    "heads",  # th and thead
    "split_figures",  # a figure over several spans
    "broken_labels",  # line breaks within labels
    "paragraphs",  # a paragraph in each cell
    "entities",  # characters written as numbers
    "upper_case",
    "unclosed",  # no end tags but for tables
    "no_rows",  # a table opens with cells, without a row
    "nbsp",  # a NBSP in empty cells
    "indented",  # white space round everything
    "menus",  # navigation and links to other reports
    "hidden",  # rows, cells and spans that nobody sees
    "scripts",  # scripts, styles and comments that hold markup
    "linked_figures",
    "bold_figures",
    "pictures",  # pictures that only push things apart
    "wide",  # columns of a grid that other tables share, so that labels and last columns span several
)
CHARSETS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")
DECLARED = ("utf-8", "gb2312", "gbk", "", "big5")

# Shares of figures that are not zero, in percent, from the emptiest report to a full one.
BUSY = (0, 0, 1, 3, 5, 20, 60)


class Page(NamedTuple):
    """One generated page and what is true of it."""

    name: str
    form: Form
    data: bytes


class Hand(NamedTuple):
    """How one page is written."""

    rng: Random
    looks: frozenset[str]

    def has(self, look: str) -> bool:
        """Whether the page looks like that."""
        return look in self.looks

    def text(self, text: str) -> str:
        """Text as markup."""
        if self.has("entities"):
            return "".join(
                f"&#{ord(character)};" if character > "\x7f" and self.rng.randrange(3) == 0 else escape(character)
                for character in text
            )
        return escape(text).replace("\u00a0", "&nbsp;")


def render(
    form: Form, looks: frozenset[str], quirks: frozenset[str], seed: int, charsets: tuple[str, ...] = CHARSETS
) -> bytes:
    """A whole report as the bytes of a page, in one of the charsets; what it declares is another matter."""
    rng = dice(seed)
    hand, pen = Hand(rng, looks), Pen(rng, quirks)
    markup = "\n".join(_page(form, hand, pen))
    if hand.has("upper_case"):
        markup = _upper(markup)
    charset = "utf-8" if "\u00a0" in markup else rng.choice(charsets)
    return markup.replace("CHARSET", rng.choice(DECLARED)).encode(charset)


def page(number: int, seed: int) -> Page:
    """The page of this number in the series that a seed begins: every look and quirk now and then."""
    rng = dice(seed * 1_000_003 + number)
    recipe = Recipe(
        seed=rng.getrandbits(32),
        proactive=rng.choice(EDITIONS),
        requests=rng.choice(EDITIONS),
        consistent=rng.randrange(10) > 0,
        busy=rng.choice(BUSY),
        styles=frozenset(style for style in STYLES if rng.randrange(12) == 0),
        blanks=rng.choice((*BLANKS, *BLANKS[:1] * 6)),
    )
    looks = frozenset(look for look in LOOKS if rng.randrange(5) == 0)
    quirks = frozenset(quirk for quirk in QUIRKS if rng.randrange(10) == 0)
    form = make(recipe)
    return Page(f"{number:06}.html", form, render(form, looks, quirks, rng.getrandbits(32)))


def write_pages(folder: Path, count: int, seed: int) -> list[Path]:
    """Write the first pages of a series into a folder; returns their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        made = page(number, seed)
        path = folder / made.name
        path.write_bytes(made.data)
        paths.append(path)
    return paths


# --- the page -------------------------------------------------------------------------------------------------------


def _page(form: Form, hand: Hand, pen: Pen) -> Iterator[str]:
    years = (2019, 2021) if form.recipe.requests == "2019" else (2021, 2024)
    where = words.setting(hand.rng, *years)
    title = words.title(hand.rng, where)
    yield from _head(hand, where, title)
    if hand.has("menus"):
        yield from _menus(hand, where)
    yield from _opened(hand)
    yield f"<h1>{hand.text(title)}</h1>"
    yield _paragraph(hand, words.introduction(where))
    yield from _sections(form, hand, pen)
    yield from (_paragraph(hand, line) for line in words.signature(hand.rng, where))
    yield from _closed(hand)
    if hand.has("menus"):
        yield from _related(hand, where)
    yield f"<div class=foot><p>主办：{where.agency}</p><p>{words.footer(hand.rng)[1]}</p></div></body></html>"


def _head(hand: Hand, where: words.Setting, title: str) -> Iterator[str]:
    if hand.has("word"):
        yield '<html xmlns:o="urn:schemas-microsoft-com:office:office">'
    else:
        yield "<!DOCTYPE html>\n<html>"
    yield '<head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET">'
    yield f'<meta name="ArticleTitle" content="{title}"><meta name="ContentSource" content="{where.agency}">'
    yield f"<title>{title}</title>"
    if hand.has("word"):
        yield "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Pages>3</o:Pages></o:DocumentProperties></xml>"
        yield "<![endif]-->"
    if hand.has("scripts"):
        yield "<style>.gone { display: none } @media print { .shown { display: none } } td { color: #333 }</style>"
        yield "<script>document.write('<table><tr><td>9</td></tr></table>'); if (1 < 2) { var a = '<!--'; }</script>"
    yield "</head><body>"


def _menus(hand: Hand, where: words.Setting) -> Iterator[str]:
    named = hand.rng.choice((' class="nav"', ""))
    links = "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(("首页", "政务公开", "互动交流")))
    yield f"<div{named}><ul>{links}</ul></div>"
    yield '<div><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; '
    yield f'<a href="/nb/">{where.year - 1}年年报</a></div>'


def _related(hand: Hand, where: words.Setting) -> Iterator[str]:
    yield "<div><b>相关信息</b><ul>"
    for back in range(1, 5):
        other = hand.rng.choice(words.PLACES) + hand.rng.choice(words.BODIES)
        title = f"{other}{where.year - back}年政府信息公开工作年度报告"
        yield f'<li><a href="{back}.html" title="{title}">{title}</a> <span>{where.year - back + 1}-01-20</span></li>'
    yield "</ul></div>"


def _opened(hand: Hand) -> Iterator[str]:
    if hand.has("one_table"):
        yield '<table width="1000" align="center"><tr><td>'
    elif hand.has("nested"):
        menu = "<br>".join(f'<a href="{n}.html">栏目{n}</a>' for n in range(6))
        yield f'<table width="1000"><tr><td width="200" valign="top">{menu}</td><td>'
    else:
        yield '<div class="content">'


def _closed(hand: Hand) -> Iterator[str]:
    yield "</td></tr></table>" if hand.has("one_table") or hand.has("nested") else "</div>"


def _paragraph(hand: Hand, text: str) -> str:
    if hand.has("word"):
        inside = f'<span style="font-family:仿宋">{hand.text(text)}<o:p></o:p></span>'
        return f'<p class=MsoNormal style="text-indent:32.0pt">{inside}</p>'
    end = "" if hand.has("unclosed") else "</p>"
    return f"<p>{hand.text(text)}{end}"


def _sections(form: Form, hand: Hand, pen: Pen) -> Iterator[str]:
    for section in SECTIONS:
        if not (section.number == 3 and pen.has("no_heading_three")):  # noqa: PLR2004 - section 三
            heading = NUMERALS[section.number - 1] + "、" + pen.marked(section.heading.zh)
            yield _paragraph(hand, f"{pen.spaced(heading)}")
        table = OPENING_TABLE.get(section.number)
        if table:
            yield from _table(grid(form, table, pen), table, hand)
        else:
            told = words.narrative(pen.rng, pen.quirks) if section.number == 1 else words.problems(pen.rng, pen.quirks)
            yield from (_paragraph(hand, pen.marked(paragraph)) for paragraph in told)


# --- tables ---------------------------------------------------------------------------------------------------------


def _table(rows: Grid, table: TableName, hand: Hand) -> Iterator[str]:
    yield '<table border="1" cellspacing="0">'
    if hand.has("hidden"):
        yield '<tr style="display:none"><td>规章</td><td>7</td><td>7</td><td>7</td></tr>'
    last_head = next((y for y, row in enumerate(rows) if any(cell.figure for cell in row)), 0) - 1
    for y, row in enumerate(rows):
        if y == 0 and hand.has("heads") and table != "proactive":
            yield "<thead>"
        yield from _row(row, y, table, hand)
        if y == last_head and hand.has("heads") and table != "proactive":
            yield "</thead><tbody>"
    if hand.has("word"):  # the widths of the columns, in a row without height
        empty = "<td width=64></td>" * WIDTHS[table]
        yield f"<![if !supportMisalignedColumns]><tr height=0>{empty}</tr><![endif]>"
    yield "</table>"


def _row(row: list[Cell], y: int, table: TableName, hand: Hand) -> Iterator[str]:
    if not (hand.has("no_rows") and y == 0):
        yield '<tr style="height:30px">' if hand.has("word") else "<tr>"
    for cell in row:
        yield _cell(cell, table, hand)
    if hand.has("hidden") and row[-1].figure:
        yield '<td style="display:none">99</td>'
    if not hand.has("unclosed"):
        yield "</tr>"


def _cell(cell: Cell, table: TableName, hand: Hand) -> str:
    width = cell.width * ((hand.has("wide") and table == "proactive" and 3) or 1)
    spans = f' colspan="{width}"' * (width > 1) + f" rowspan={cell.height}" * (cell.height > 1)
    style = ' width=64 style="border:solid 1px;mso-border-alt:solid windowtext .5pt"' if hand.has("word") else ""
    name = "th" if hand.has("heads") and not cell.figure else "td"
    end = "" if hand.has("unclosed") else f"</{name}>"
    return f"<{name}{spans}{style}>{_inside(cell, hand)}{end}"


def _inside(cell: Cell, hand: Hand) -> str:
    text = _figure(cell.text, hand) if cell.figure else _label(cell.text, hand)
    if hand.has("hidden") and hand.rng.randrange(6) == 0:
        text += '<span style="display: none">8</span><!-- 5 -->'
    if hand.has("pictures") and hand.rng.randrange(9) == 0:
        text += '<img src="blank.gif" width="1" height="1" alt="">'
    if hand.has("word"):
        text = f'<p class=MsoNormal align=center><span lang=EN-US style="font-size:9.0pt">{text}<o:p></o:p></span></p>'
    elif hand.has("paragraphs"):
        text = f'<p style="text-align:center">{text}</p>'
    return f"\n      {text}\n    " if hand.has("indented") else text


def _figure(text: str, hand: Hand) -> str:
    if not text.strip():
        return "&nbsp;" if hand.has("nbsp") else hand.text(text)
    if hand.has("split_figures") and len(text) > 1:
        at = hand.rng.randrange(1, len(text))
        return f"<span>{hand.text(text[:at])}</span><span><font size=2>{hand.text(text[at:])}</font></span>"
    shown = hand.text(text)
    if hand.has("linked_figures") and hand.rng.randrange(3) == 0:
        return f'<a href="javascript:void(0)">{shown}</a>'
    return f"<strong>{shown}</strong>" if hand.has("bold_figures") else shown


def _label(text: str, hand: Hand) -> str:
    if hand.has("broken_labels") and len(text) > 4 and hand.rng.randrange(2):  # noqa: PLR2004 - short ones stay whole
        at = hand.rng.randrange(2, len(text) - 1)
        joint = hand.rng.choice(("<br>", "<br/>\n", "</p><p>" if hand.has("paragraphs") else "<br />"))
        return hand.text(text[:at]) + joint + hand.text(text[at:])
    return hand.text(text)


def _upper(markup: str) -> str:
    """Names of tags in capitals; end tags alone are enough to see that case does not matter to them."""
    for name in ("table", "tr", "td", "th", "p", "span", "div", "br"):
        markup = markup.replace(f"</{name}>", f"</{name.upper()}>").replace(f"<{name}>", f"<{name.upper()}>")
        markup = markup.replace(f"<{name} ", f"<{name.upper()} ")
    return markup
