"""Nothing of a page gets lost in silence: text that a parser loses, in ways in which parsers have lost it, is told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from govreports.readers.html import page as reader
from govreports.readers.html.flow import Block, Line
from govreports.readers.html.tables import lines
from govreports.readers.loss import loss
from govreports.report import Problem
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from tests.readers.pages import document

TOLD = "".join(f"<p>第{n}段，全年工作平稳开展，各项任务按计划完成。</p>" for n in range(30))
ROWS = "".join(f"<tr><td>行政许可{n}</td><td>{n}</td></tr>" for n in range(20))
DEEP = "<div>" * 60 + "深处的文字，也是报告的一部分，共有二十多个字。" + "</div>" * 60
PAGE = f"<html><body><h1>年报</h1>{TOLD}<table>{ROWS}</table>{DEEP}<p>{'&#26032;&amp;&#25910;' * 9}</p></body></html>"

STAGED: dict[str, Callable[[str], str]] = {
    "what is nested deeply": lambda markup: markup.replace(DEEP, ""),
    "figures": lambda markup: re.sub(r"<td>\d+</td>", "<td></td>", markup),
    "entities": lambda markup: re.sub(r"&#?\w+;", "", markup),
    "the end": lambda markup: markup[: len(markup) * 3 // 4],
    "every second paragraph": lambda markup: re.sub(r"<p>(第\d*[13579]段)[^<]*</p>", "", markup),
}

# The same of what writes the lines: which of them it loses.
FORGOTTEN: dict[str, Callable[[Line], bool]] = {
    "a table": lambda line: line.text.startswith("|"),
    "rows": lambda line: line.text.startswith("| 行政许可1"),
    "a paragraph": lambda line: line.text.startswith("第7段"),
}


def missing(problems: tuple[Problem, ...]) -> list[Problem]:
    """What the loss check said."""
    return [problem for problem in problems if "visible characters" in problem.message_en]


def test_a_page_without_loss_says_nothing() -> None:
    assert missing(document(PAGE).problems) == []


@pytest.mark.parametrize("lose", STAGED.values(), ids=STAGED)
def test_what_a_parser_loses_is_told(lose: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    def parser(markup: str, options: LexborDocumentOptions) -> LexborHTMLParser:
        return LexborHTMLParser(lose(markup), options=options)

    assert lose(PAGE) != PAGE
    monkeypatch.setattr(reader, "LexborHTMLParser", parser)
    (problem,) = missing(document(PAGE).problems)
    assert "%" in problem.message_en
    assert "只读出" in problem.message_zh


@pytest.mark.parametrize("forget", FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_is_not_written_is_told(forget: Callable[[Line], bool], monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(blocks: list[Block]) -> list[Line]:
        return [line for line in lines(blocks) if not forget(line)]

    monkeypatch.setattr(reader, "lines", forgetful)
    (problem,) = missing(document(PAGE).problems)
    assert "%" in problem.message_en


def test_a_table_whose_tags_a_parser_does_not_know_is_read_as_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    def parser(markup: str, options: LexborDocumentOptions) -> LexborHTMLParser:
        return LexborHTMLParser(re.sub("</?(?:table|tr|td)>", "", markup), options=options)

    monkeypatch.setattr(reader, "LexborHTMLParser", parser)
    assert "行政许可7\n7\n行政许可8\n8\n" in document(PAGE).text


def test_what_stands_in_a_frame_is_told() -> None:
    framed = "<p>第二十条，规章、行政规范性文件，本年制发件数</p>".replace("<", "&lt;")
    (problem,) = missing(document(f'<p>年报</p><iframe srcdoc="{framed}"></iframe>').problems)
    assert "规" in problem.message_en


def test_what_is_left_out_on_purpose_is_no_loss() -> None:
    menu = "<ul>" + "".join(f"<li><a href={n}>栏目名称{n}</a></li>" for n in range(50)) + "</ul>"
    hidden = f"<div style='display:none'>{TOLD}</div><noscript>请打开脚本，否则不能浏览</noscript>"
    controls = "<select><option>二〇一九年<option>二〇二〇年</select><button>打印本页</button>"
    found = document(f"<html><body>{menu}{controls}{hidden}<p>{'正文' * 50}</p>{menu}</body></html>")
    assert found.text == "正文" * 50
    assert missing(found.problems) == []
    assert "characters of menus" in found.problems[0].message_en


@pytest.mark.parametrize(
    ("source", "kept", "lost"),
    [
        ("规章 1 2", "| 规章 | 1 | 2 |", False),
        ("规章 1|2", "| 规章 | 1¦2 |", False),
        ("一二三" * 200, "三二一" * 200, False),  # in another order
        ("一" * 1000, "一" * 996, False),
        ("一" * 1000, "一" * 994, True),
        ("一二", "一", True),
        ("", "", False),
    ],
)
def test_the_check_itself(source: str, kept: str, lost: bool) -> None:
    assert (loss(source, kept) is not None) == lost
