"""Web pages: each way of writing one that real pages were seen to have, as small as it can be."""

from __future__ import annotations

import pytest
from govreports.parse import parse
from govreports.readers import UnreadableError
from govreports.readers.html.page import CUT_SHORT, read_html
from govreports.report import Input

from tests.readers.pages import document, text

# --- tables ---------------------------------------------------------------------------------------------------------

CELLS = {
    "plain": "<tr><td>规章</td><td>1</td><td>2</td></tr>",
    "heads": "<thead><tr><th>规章</th><th>1</th><th>2</th></tr></thead>",
    "unclosed": "<tr><td>规章<td>1<td>2",
    "without a row": "<td>规章<td>1<td>2",
    "upper case": "<TR><TD>规章</TD><TD>1</TD><TD>2</TD></TR>",
    "paragraphs": "<tr><td><p>规章</p></td><td><p align=center>1</p></td><td><div>2</div></td></tr>",
    "white space": "<tr>\n  <td>\n  规章\n </td>\n<td> 1\t</td> <td>\u3000 2 </td></tr>",
    "entities": "<tr><td>&#35268;&#x7AE0;<td>&#49;<td>&#50;&nbsp;",
    "bold": "<tr><td><b>规章</b><td><strong><em>1</em></strong><td><font color=red>2</font>",
    "links": "<tr><td><a href=x>规章</a><td><a href=x>1</a><td><a name=x>2</a>",
    "comments": "<tr><td>规<!-- x -->章<td><!--9-->1<td>2<!-- <td>3 -->",
    "word": "<tr><td><p class=Mso>规章<o:p></o:p></p><td><p><span>1<o:p></o:p></span></p><td>2<o:p>&nbsp;</o:p>",
    "scripts": "<tr><td>规章<script>'<td>9'</script><td>1<style>td{}</style><td>2",
    "spacers": "<tr><td>规章<td><img src=blank.gif width=1 height=1>1<td>2<img width=2px>",
    "hidden cell": "<tr><td>规章<td style='display:none'>7<td>1<td hidden>8<td>2<td style='DISPLAY: none;'>9",
    "hidden span": "<tr><td>规章<td>1<span style='color:red; display : none'>7</span><td>2<i hidden>8</i>",
    "hidden row": "<tr style='display:none'><td>规章<td>7<td>8</tr><tr><td>规章<td>1<td>2</tr>",
    "hidden for machines only": "<tr aria-hidden=true><td>规章<td>1<td aria-hidden=true>2",
    "spans": "<tr><td colspan=2>规章<td colspan='1'>1<td rowspan=1>2",
    "spans without sense": "<tr><td colspan=999999999>规章<td colspan=-3>1<td rowspan=abc>2",
    "a table in a cell": "<tr><td>规章<td><table><tr><td>1</table><td>2",
    "a form between": "<form><tr><td>规章<td>1<input type=hidden value=9><td>2</form>",
    "fields": "<tr><td>规章<td><input value=1><td><input type=text value='2'>",
    "foot first": "<tfoot></tfoot><tbody><tr><td>规章<td>1<td>2</tbody>",
}


@pytest.mark.parametrize("cells", CELLS.values(), ids=CELLS)
def test_a_row_is_a_line_with_bars(cells: str) -> None:
    assert text(f"<table>{cells}</table>") == "| 规章 | 1 | 2 |"


FIGURES = {
    "over several spans": ("<span>1</span><span>2</span>", "12"),
    "over several fonts": ("<font size=2>1</font><b>2</b>", "12"),
    "around a comment": ("1<!-- x -->2", "12"),
    "on two lines": ("1<br>2", "1 2"),
    "in two paragraphs": ("<p>1</p><p>2</p>", "1 2"),
    "with a note above": ("12<sup>1</sup>", "12 1"),
    "with a note below": ("12<sub>1</sub>", "12 1"),
    "struck out": ("<s>5</s>6", "5 6"),
    "deleted": ("<del>5</del>6", "5 6"),
    "struck out by its style": ("<span style='text-decoration:line-through'>5</span>6", "5 6"),
    "raised by its style": ("12<span style='vertical-align: super'>1</span>", "12 1"),
    "unseen for its colour": ("<span style='color:#FFF'>5</span>6<i style='color: transparent'>7</i>", "5 6 7"),
    "on a ground of some colour": ("<span style='background-color:yellow;color:red'>5</span>6", "56"),
    "set beside each other": ("<span style='float:left'>1</span><span>2</span>", "1 2"),
    "as blocks": ("<span style='display:inline-block'>1</span><span style='display:block'>2</span>", "1 2"),
    "two tables": ("<table><tr><td>1<td>2</table>", "1 2"),
    "turned round": ("<bdo dir=rtl>12</bdo>", "\u202e12"),
    "with a printed bar": ("1|2", "1¦2"),
    "empty": ("", ""),
    "a NBSP": ("&nbsp;", ""),
    "a line break": ("<br/>", ""),
    "seen by nobody": ("<span style='visibility:hidden'>5</span>", ""),
    "of no size": ("<span style='font-size:0px'>5</span>", ""),
    "a picture": ("<img src=5.png>", "〔图〕"),
    "a choice": ("<select><option>5</select>", "〔图〕"),
}


@pytest.mark.parametrize(("cell", "read"), FIGURES.values(), ids=FIGURES)
def test_what_a_cell_holds(cell: str, read: str) -> None:
    shown = f" {read} |" if read else " |"
    assert text(f"<table><tr><td>规章<td>{cell}<td>7</table>") == f"| 规章 |{shown} 7 |"


RULES = {
    "struck out": (".x { color: red; text-decoration: line-through }", "5 6"),
    "raised": ("a.no, td .x {vertical-align:super}", "5 6"),
    "unseen": ("i.x{visibility:hidden}", "5 6"),
    "hidden, by what stands around it": ("table td > .x {display:none}", "5 6"),
    "shown again": ("td .x {display:none} td .x {display:inline}", "56"),
    "hidden for certain": (".x {display:none}", "6"),
    "hidden on paper": ("@media print { .x {display:none} }", "56"),
    "hidden under the pointer": ("i:hover {display:none} i[x] {display:none} > > {display:none}", "56"),
}


@pytest.mark.parametrize(("rules", "read"), RULES.values(), ids=RULES)
def test_what_the_pages_own_rules_make_of_a_figure(rules: str, read: str) -> None:
    cell = "<td><i class=x>5</i>6"
    assert text(f"<style>{rules}</style><table><tr><td>规章{cell}<td>7</table>") == f"| 规章 | {read} | 7 |"


def test_a_cell_is_written_where_it_starts_and_nothing_for_the_places_it_spans() -> None:
    markup = """<table><tr><td rowspan=3>三、办理<td colspan=2>（一）公开<td>1<td>2
        <tr><td rowspan=2>（二）不公开<td>1.国家秘密<td>3<td>
        <tr><td>2.其他<td><td>4</table>"""
    assert text(markup).splitlines() == [
        "| 三、办理 | （一）公开 | 1 | 2 |",
        "| （二）不公开 | 1.国家秘密 | 3 | |",
        "| 2.其他 | | 4 |",
    ]


HEADS = "<tr><td>内容<td>甲<td>乙<td>丙"
MERGED = {
    "across columns": ("<tr><td>规章<td colspan=2>5<td>1", ["| 规章 | 5↔ | ↔ | 1 |"]),
    "across rows": (
        "<tr><td>规章<td rowspan=2>5<td>1<td>2<tr><td>许可<td>3<td>4",
        ["| 规章 | 5↕ | 1 | 2 |", "| 许可 | ↕ | 3 | 4 |"],
    ),
    "across the last of a row": (
        "<tr><td>规章<td>1<td>2<td rowspan=2>5<tr><td>许可<td>3<td>4",
        ["| 规章 | 1 | 2 | 5↕ |", "| 许可 | 3 | 4 | ↕ |"],
    ),
    "nothing across columns": ("<tr><td>规章<td colspan=2><td>1", ["| 规章 | | | 1 |"]),
    "both": (
        "<tr><td>规章<td colspan=2 rowspan=2>5<td>1<tr><td>许可<td>2",
        ["| 规章 | 5↔↕ | ↔ | 1 |", "| 许可 | ↕ | ↕ | 2 |"],
    ),
    "a dash": ("<tr><td>规章<td colspan=3>—", ["| 规章 | —↔ | ↔ | ↔ |"]),
    "a word": ("<tr><td>规章<td colspan=3>无", ["| 规章 | 无↔ | ↔ | ↔ |"]),
    "rows that hold nothing else": (
        "<tr><td rowspan=2>规章<td rowspan=2>1<td rowspan=2>2<td rowspan=2>3<tr>",
        ["| 规章 | 1 | 2 | 3 |"],
    ),
}


@pytest.mark.parametrize(("rows", "read"), MERGED.values(), ids=MERGED)
def test_a_figure_across_columns_or_rows_belongs_to_none_of_them(rows: str, read: list[str]) -> None:
    # Whatever is padded beside it, nothing moves into another column, and the marked figure is no number.
    assert text(f"<table>{HEADS}{rows}</table>").splitlines()[1:] == read


def test_a_figure_as_wide_as_its_head_is_read() -> None:
    # Section 二 shares one grid, so that the last column of a block is as wide as what is left of it.
    assert text("<table><tr><td>内容<td>甲<td colspan=2>乙<tr><td>规章<td>1<td colspan=2>2</table>").endswith(
        "| 规章 | 1 | 2 |"
    )


def test_remarks_in_brackets_do_not_hide_a_merged_figure() -> None:
    assert "| 22(其中修订16件)↔ | ↔ |" in text(f"<table>{HEADS}<tr><td>规章<td colspan=2>22(其中修订16件)<td>1</table>")


# --- layout ---------------------------------------------------------------------------------------------------------

FORM = "<table><tr><td>内容<td>甲<td>乙<tr><td>规章<td>1<td>2</table>"
FORM_TEXT = "| 内容 | 甲 | 乙 |\n| 规章 | 1 | 2 |"
LAYOUTS = {
    "bare": FORM,
    "in one cell": f"<table><tr><td>{FORM}</td></tr></table>",
    "in two tables": f"<table><tr><td><table><tr><td>{FORM}</table></table>",
    "beside a menu": f"<table><tr><td><a href=a>首页</a><br><a href=b>新闻</a><td>{FORM}</table>",
    "below a menu": f"<table><tr><td><a href=a>首页</a><td><a href=b>新闻</a><tr><td colspan=2>{FORM}</table>",
    "in a form": f"<form><fieldset><div><section>{FORM}</section></div></fieldset></form>",
    "never closed": f"<div><center><table><tr><td>{FORM.removesuffix('</table>')}",
    "in a link": f"<a href=#top>{FORM}",
    "with closing tags too many": f"</p></div></td></table>{FORM}</table></div></body></html>",
}


@pytest.mark.parametrize("markup", LAYOUTS.values(), ids=LAYOUTS)
def test_tables_that_only_lay_out_the_page_leave_no_trace(markup: str) -> None:
    assert text(markup) == FORM_TEXT


def test_lines_and_headings() -> None:
    markup = "<h1>标题</h1><p>一、总体<b>情况</b></p>第一行<br>第二行<div>甲<div>乙</div>丙</div><ul><li>子<li>丑</ul>"
    assert text(markup).split("\n") == ["标题", "一、总体情况", "第一行", "第二行", "甲", "乙", "丙", "子", "丑"]


def test_a_table_in_plain_text_inside_a_page_keeps_its_lines() -> None:
    lines = "规章 | 0 | 1 |\n规范性文件 |  | 2 |"
    assert text(f"<p>二</p><pre>\n{lines}\n</pre><p>三</p>") == f"二\n{lines}\n三"


def test_a_long_cell_beside_a_menu_is_a_part_of_the_page() -> None:
    told = "".join(f"<p>第{n}段，全年工作平稳开展，各项任务按计划完成。</p>" for n in range(20))
    assert text(f"<table><tr><td><a href=a>首页</a><td>{told}</table>").startswith(
        "第0段，全年工作平稳开展，各项任务按计划完成。\n第1段"
    )


def test_a_row_with_figures_stays_a_row_however_long_a_remark_is() -> None:
    remark = "<p>说明</p>" + "<p>未产生此类信息。</p>" * 40
    assert text(f"<table><tr><td>规章<td><td>3<td>{remark}</table>").startswith("| 规章 | | 3 | 说明 未产生")


def test_captions_stand_before_their_table_and_feet_behind() -> None:
    markup = "<table><caption>表一</caption><tfoot><tr><td>总计<td>3</tfoot><tr><td>规章<td>1</table>"
    assert text(markup) == "表一\n| 规章 | 1 |\n| 总计 | 3 |"


# --- what is not the report -----------------------------------------------------------------------------------------


def test_what_is_never_shown_is_not_read() -> None:
    markup = (
        "<html><head><title>题</title><script>var 甲 = '<p>乙</p>'</script></head><body>正文"
        "<template><p>丙</p></template>"
        "<!--[if gte mso 9]><p>丁</p><![endif]--><style>.戊{}</style>"
        "<noscript>己</noscript><p hidden>庚</p></body></html>"
    )
    assert text(markup) == "正文"


def test_a_conditional_comment_that_browsers_see_is_read() -> None:
    assert text("<p><![if !supportLists]>1.<![endif]>行政许可</p>") == "1.行政许可"


def test_rules_of_the_page_hide_what_holds_no_table() -> None:
    rules = ".a, #b { display: none } @media print { .c { display: none } } .d { display:none } .d { display: block }"
    markup = (
        f"<html><style>{rules}</style><p class=a>1<p id=b>2<p class=c>3<p class=d>4<div class=a>{FORM}</div></html>"
    )
    assert text(markup) == f"3\n4\n{FORM_TEXT}"


MENUS = {
    "links": "<ul><li><a href=a>首页</a><li><a href=b>2019年甲局政府信息公开年度报告</a> 2020-01-03</ul>",
    "a nav": "<nav>2019年甲局政府信息公开年度报告</nav>",
    "a class": "<div class='left-nav'><span>2019年甲局政府信息公开年度报告</span></div>",
    "an id": "<div id=menu>2019年甲局政府信息公开年度报告</div>",
    "related": "<div class=related><p>2019年甲局政府信息公开年度报告</p></div>",
    "a crumb": "<p><a href=a>首页</a>&gt;<a href=b>年报</a>&gt;<a href=c>2019年甲局政府信息公开年度报告</a></p>",
    "rows": "<table><tr><td><a href=a>2019年甲局政府信息公开年度报告</a><td>2020-01-03"
    "<tr><td><a href=a>2018年甲局</a><td>2019-01-03</table>",
    "rows with other dates": "<table><tr><td><a href=a>2019年甲局政府信息公开年度报告</a><td>2020.1.3"
    "<tr><td><a href=a>2018年甲局</a><td>[01/03 09:30]</table>",
    "the next page": "<p>上一篇：<a href=a>2019年甲局政府信息公开年度报告</a></p>",
    "years to choose": "<select><option>2019年甲局政府信息公开年度报告</select>",
}


@pytest.mark.parametrize("menu", MENUS.values(), ids=MENUS)
def test_menus_and_lists_of_other_reports_are_left_out_and_counted(menu: str) -> None:
    told = "<h1>乙局2023年政府信息公开工作年度报告</h1><p>乙局的报告，数据统计期为2023年1月1日至2023年12月31日。</p>"
    page = document(f"{menu}{told}{FORM}{menu}")
    assert page.text.startswith("乙局2023年")
    assert "甲局" not in page.text
    (problem,) = page.problems
    assert "menus and lists of links" in problem.message_en
    assert "导航" in problem.message_zh


KEPT = {
    "a title that is a link": ("<h1><a href=x>乙局2023年年报</a></h1>", "乙局2023年年报"),
    "a paragraph with a link": (
        "<p>全文可在政府网站（<a href=x>www.example.gov.cn</a>）查阅，欢迎批评指正。</p>",
        "欢迎批评指正",
    ),
    "the website's code": ("<div class=foot><a href=x>网站标识码：4502050001</a></div>", "网站标识码：4502050001"),
    "a figure": ("<p><a href=x>12</a></p>", "12"),
    "a row whose figure is a link, with a remark": (
        "<table><tr><td>处罚<td><a href=x>24(其中修订 9 件)</a></table>",
        "| 处罚 | 24(其中修订 9 件) |",
    ),
    "a row whose figure is a link, with a word": (
        "<table><tr><td>许可<td><a href=x>减44</a></table>",
        "| 许可 | 减44 |",
    ),
    "a menu that is the page": (f"<div id=menu>{'全年工作平稳开展。' * 9}</div>", "全年工作平稳开展"),
}


@pytest.mark.parametrize(("markup", "kept"), KEPT.values(), ids=KEPT)
def test_what_only_looks_like_a_menu_stays(markup: str, kept: str) -> None:
    assert kept in text(f"<p>正文</p>{markup}")


def test_a_page_within_a_link_left_open_is_not_a_menu() -> None:
    assert text("<a href=#><p>一、总体情况</p><p>二、主动公开</p>") == "一、总体情况\n二、主动公开"


# --- damage ---------------------------------------------------------------------------------------------------------

STRAY = {
    "no table": "<div><tr><td>规章</td><td>1</td><td>2</td></tr></div>",
    "a tag misspelt": "<tabel><tr><td>规章<td>1<td>2</tabel>",
    "cells alone": "<p>规章<td>1<td>2",
}


@pytest.mark.parametrize("markup", STRAY.values(), ids=STRAY)
def test_cells_outside_of_a_table_do_not_run_together(markup: str) -> None:
    assert "12" not in "".join(text(markup).split())


def test_cells_that_no_table_can_take_become_lines() -> None:
    assert "12" not in text("<svg><desc>规章<td>1<td>2</desc></svg>").replace(" ", "")


def test_a_figure_in_which_the_page_ends_is_not_read() -> None:
    row = "<table><tr><td>规章<td>3<td><p>12"
    cut, whole = read_html(row.encode()), read_html(f"{row}</table>".encode())
    assert (cut.text.strip(), cut.problems) == ("| 规章 | 3 | 12¦ |", (CUT_SHORT,))
    assert (whole.text.strip(), whole.problems) == ("| 规章 | 3 | 12 |", ())
    words = read_html(f"{row}</table><p>2024年1月5日，电话：0513-123".encode())
    assert (words.text.splitlines()[-1], words.problems) == ("2024年1月5日，电话：0513-123", ())


def test_nul_characters_are_shown() -> None:
    assert text("<p>1\x002</p>") == "1\ufffd2"


# --- what is no page with a report ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<html><frameset cols='1,2'><frame src=a><frame src=b></frameset></html>", "frame"),
        ("<html><body><iframe src='report.html'></iframe></body></html>", "frame"),
        ("<html><body><script>document.write('x')</script></body></html>", "no text"),
        ("<html></html>", "no text"),
        ("<html><style>p{display:none}.a{display:none}</style><p class=a>x</p></html>", "no text"),
        ("<html>" + "<i>" * 501 + "x</html>", "levels of nested tags"),
        ("<html>" + "<div>" * 9_999 + "x</html>", "levels of nested tags"),
        ("<html>" + "<table><tr><td>" * 99 + "x</html>", "levels of nested tags"),
        ("<html><p " + "a " * 9_999 + ">x</html>", "attributes in one tag"),
        ("<html><table>" + "<td>1" * 20_001 + "</html>", "cells in one table"),
        ("<html>" + "<br>" * 600_001, "tags"),
        ("<html>" + "x" * 12_000_001, "characters of markup"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(markup: str, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        document(markup)
    assert said in caught.value.message_en
    assert caught.value.message_en.endswith(".")
    assert caught.value.message_zh.endswith("。")


def test_a_deep_page_within_the_limit_loses_nothing() -> None:
    assert text("<div>" * 490 + "规章" + "</div>" * 490) == "规章"


def test_a_login_page_saved_as_a_report_is_none() -> None:
    login = "<form><p>用户名 <input name=u></p><p>密码 <input type=password></p><button>登录</button></form>"
    parsed = parse(Input("report.html", f"<html><title>乙局2023年年报</title><body>{login}</body></html>".encode()))
    assert parsed.outcome == "not_a_report"
    assert "not a report" in parsed.message.message_en
