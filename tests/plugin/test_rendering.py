"""Templates in two languages, and the form drawn from its stencil: escaped, whole, not too large."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup, escape

from benchmarks import subjects
from benchmarks.generate import write_reports
from datasette_govreports import rendering
from datasette_govreports.language import CHINESE, ENGLISH, LANGUAGES, Language
from datasette_govreports.links import Links
from datasette_govreports.pages import report
from datasette_govreports.pages.amounts import amount, three
from datasette_govreports.pages.book import book
from datasette_govreports.pages.cells import Cell, as_html
from datasette_govreports.pages.form import Slot
from datasette_govreports.pages.reading import read
from datasette_govreports.pages.stencil import filled, stencil
from datasette_govreports.site.address import Address
from datasette_govreports.site.painter import Painter

REPORTS = 30
MOST = 50_000
TEXT = st.text(st.sampled_from("a0<>&\"'% 中"), max_size=8)


def links(language: Language) -> Links:
    """Addresses of some page."""
    return Links("/", language, "", "/data", "/static/")


def drawn(language: Language, template: str, page: object = None, **others: str) -> str:
    """A page by a template given as text."""
    texts = {**dict.fromkeys(rendering.MACROS, ""), **others, "t": template}
    sources = {f"govreports/{name}.html": text for name, text in texts.items()}
    known = rendering.templates(Environment(loader=DictLoader(sources), autoescape=True))
    return rendering.html(known, "t", page, links(language))


# --- templates -------------------------------------------------------------------------------------------------------


def test_words_are_put_in_by_language() -> None:
    template = '{{ _("数据") }} {% set told = {"a": _("数据")} %}{{ told.get("a") }} {{ _("%(year)s 年", year=2021) }}'
    assert drawn(CHINESE, template) == "数据 数据 2021 年"
    assert drawn(ENGLISH, template) == "Data Data 2021"


def test_a_value_is_put_into_words_and_escaped() -> None:
    template = '{% set year = "<1>" %}{{ _("%(year)s 年", year=year) }} {{ _("%(date)s 发布", date=year ~ "2") }}'
    assert drawn(CHINESE, template) == "&lt;1&gt; 年 &lt;1&gt;2 发布"
    assert drawn(ENGLISH, template) == "&lt;1&gt; published &lt;1&gt;2"


def test_a_code_without_words_is_shown_as_it_is() -> None:
    template = '{% set told = codes({"a": _("数据")}, other) %}{{ told["a"] }} {{ told["<b>"] }} {{ told[none] }}'
    assert drawn(ENGLISH, '{% set other = _("疑点") %}' + template) == "Data Findings Findings"
    assert drawn(ENGLISH, "{% set other = none %}" + template) == "Data &lt;b&gt; None"


@given(st.lists(st.tuples(TEXT, TEXT)), TEXT)
def test_each_row_is_escaped(rows: list[tuple[str, str]], one: str) -> None:
    html = "".join(f'<a href="{escape(first)}">{escape(second)}</a> 100%; ' for first, second in rows)
    assert rendering.each('<a href="%s">%s</a> 100%%; ', rows) == html
    marked = Markup("<i>%s</i>") % one
    assert rendering.each("<b>%s</b>", [one, marked], "<>") == f"<b>{escape(one)}</b><><b>{marked}</b>"


def test_numbers_in_rows_stand_as_they_are() -> None:
    assert rendering.each("%s %s %s;", [(1, -2.5, "<"), (0, 1e-7, Markup("<b>"))]) == "1 -2.5 &lt;;0 1e-07 <b>;"


def test_what_all_pages_of_a_list_have_is_drawn_once() -> None:
    page = SimpleNamespace(drawn={}, turns=iter("abc"))
    template = '{% call once(page.drawn, "x") %}<{{ page.turns|first }}>{% endcall %}{{ page.turns|first }}'
    assert [drawn(CHINESE, template, page) for _ in "12"] == ["<a>b", "<a>c"]


@pytest.mark.parametrize(("number", "expected"), [(None, "—"), (0, "0"), (1234567, "1,234,567")])
def test_amounts(number: int | None, expected: str) -> None:
    assert amount(number) == expected


def test_three_numbers_stand_beside_each_other() -> None:
    assert three(1000, 0, 2) == '<td class="num">1,000</td><td class="num">0</td><td class="num unsure">2</td>'
    assert 'class="num bad">1<' in three(0, 1, 0)


def test_macros_need_no_context() -> None:
    macros = '{% macro to(links, n) %}{{ links.home }}{% if n %} {{ _("数据") }}{{ n }}{% endif %}{% endmacro %}'
    template = '{% import "govreports/m.html" as m %}{% for n in (0, 1) %}{{ m.to(links, n) }};{% endfor %}'
    assert drawn(ENGLISH, template, m=macros) == "/en/;/en/ Data1;"


def test_blocks_and_what_they_override() -> None:
    base = "<{% block a %}base{% endblock %}>{% block b %}{{ self['a']() }}{% endblock %}"
    inside = "{% for n in (1, 2) %}{{ n }}{{ super() }}{% endfor %}"
    template = '{% extends "govreports/base.html" %}{% block a %}' + inside + "{% endblock %}"
    assert drawn(CHINESE, template, base=base) == "<1base2base>1base2base"


def test_a_name_that_a_page_does_not_have_is_a_mistake() -> None:
    with pytest.raises(UndefinedError):
        drawn(CHINESE, "{{ page.titel }}", 1)


async def test_an_operators_own_template_comes_first(serve: Any, tmp_path: Path) -> None:
    (tmp_path / "govreports").mkdir()
    (tmp_path / "govreports" / "about.html").write_text('<p>{{ _("数据") }} {{ links.page }}', encoding="utf-8")
    client = (await serve(template_dir=str(tmp_path))).client
    assert [(await client.get(f"/{prefix}about")).text for prefix in ("", "en/")] == ["<p>数据 about", "<p>Data about"]


# --- the form --------------------------------------------------------------------------------------------------------


@given(TEXT, st.lists(TEXT, min_size=1, max_size=4))
def test_a_stencil_is_filled_with_what_is_escaped(label: str, texts: list[str]) -> None:
    line = [Slot(0, 0, 1, 1, "row", label, None)]
    line += [Slot(0, 1 + n, 1, 1, "figure", "", n + 1) for n in range(len(texts))]
    cells = [Cell(n, text, "number", n % 2 == 1) for n, text in enumerate(texts, 1)]
    holes = [part for cell in cells for part in as_html(cell, {"number": "-"}, lambda _: "")]
    html = filled(stencil("requests", [], [[line]], {}, {len(texts)}), holes)
    inside = "".join(
        f'<td class="{cell.classes}"><a href="#f{n}">{escape(cell.text or "-")}</a></td>'
        if cell.placed
        else f'<td class="{cell.classes}"><span>{escape(cell.text or "-")}</span></td>'
        for n, cell in enumerate(cells, 1)
    )
    assert html == f'<tbody>\n<tr class="sum"><th scope="row">{escape(label)}</th>{inside}</tr>\n</tbody>\n'


# --- size ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated reports in every layout."""
    folder = tmp_path_factory.mktemp("sizes")
    path = folder / "govreports.db"
    subjects.build_anew(path, subjects.entries(write_reports(folder / "reports", REPORTS, 8)))
    return path


def test_no_page_of_a_report_is_too_large(generated: Path, tmp_path: Path) -> None:
    painter = Painter(generated, tmp_path, Address("https://example.org", "/"))
    slugs = [slug for (slug,) in painter.connection.execute("SELECT slug FROM reports")]
    sizes: dict[tuple[str, str], int] = {}
    for reading in read(painter.connection, painter.books[CHINESE], slugs):
        slug = reading.row["slug"]
        for language in LANGUAGES:
            page = report.page(reading, painter.books[language])
            at = painter.links(language, f"reports/{slug}", f"reports/{slug}/")
            sizes[slug, language.code] = len(painter.html("report", page, at))
    assert len(sizes) == REPORTS * len(LANGUAGES)
    assert {key: size for key, size in sizes.items() if size > MOST} == {}


def test_many_reports_are_read_as_one_is(connection: sqlite3.Connection, slugs: Mapping[str, str]) -> None:
    for language in LANGUAGES:
        form = book(connection, language)
        together = [report.page(reading, form) for reading in read(connection, form, list(slugs.values()))]
        alone = [report.load(connection, form, page.slug) for page in together]
        assert {page.slug for page in together} == set(slugs.values())
        assert together == alone
