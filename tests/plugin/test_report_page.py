"""The page of a report: what was printed stands in it, in the form, and leads back to the source."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

import pytest

from datasette_govreports.language import CHINESE, ENGLISH
from datasette_govreports.pages import form
from datasette_govreports.pages.book import book
from datasette_govreports.pages.reading import read
from tests.plugin.conftest import SAMPLES
from tests.plugin.dom import grid, headers, page
from tests.plugin.extension import MADE, MIXED, NARRATIVE, STATES

APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
NUMBERING = r"^[\d一二三四五六七（）.、]+"
LATER_WORDING = r"行政(?=规范)|^本年(?=处)|administrative (?=norm)|(?<=decisions) this year"


def figures(golden: Mapping[str, Any]) -> dict[tuple[str, str, str], float]:
    """A golden's figures by table, row and column."""
    found: dict[tuple[str, str, str], float] = {}
    for row, printed in golden["requests"].items():
        found |= {("requests", row, column): v for column, v in zip(APPLICANTS, printed, strict=True)}
    for block, printed in golden["reviews"].items():
        found |= {("reviews", block, f"{block}_{c}"): v for c, v in zip(RESULTS, printed, strict=True)}
    return found | {("proactive", "", column): value for column, value in golden["proactive"].items()}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("sample", SAMPLES)
async def test_every_figure_stands_under_its_headers_and_leads_to_its_place(
    client: Any,
    connection: sqlite3.Connection,
    slugs: Mapping[str, str],
    goldens: Mapping[str, Any],
    sample: str,
    prefix: str,
) -> None:
    tree = await page(client, f"{prefix}/reports/{slugs[sample]}")
    expected = figures(goldens[sample])
    language = ENGLISH if prefix else CHINESE
    known = form.figures(connection, language)
    seen = set()
    for table in tree.all("table"):
        placed = grid(table) if "form" in table.classes else []
        for cell in placed:
            link = next((a for a in cell.element.all("a") if re.fullmatch(r"#f\d+", a.attributes["href"])), None)
            if link is None:
                continue
            figure = known[int(link.attributes["href"][2:])]
            row = "" if figure.table == "proactive" else figure.row
            value = float(link.text.replace(",", ""))
            assert value == expected[figure.table, row, figure.column]
            marked = tree.one("mark", id=f"f{figure.id}").text
            assert float(re.sub(r"[^\d.+-]", "", marked)) == value
            if "note" not in cell.element.classes:  # to the letter: 134,691 and +2, not 134691 and 2
                assert link.text == marked.strip()
            seen.add((figure.table, row, figure.column))
            named = headers(cell, placed)
            # A figure of both editions has the later one's label, so the row may be worded a little otherwise.
            row_label, column_label = figure.label.split(" · ")
            assert any(_alike(row_label, name) for name in named), (figure.label, named)
            assert any(_alike(column_label, name) for name in named), (figure.label, named)
    assert seen == set(expected)


def _alike(label: str, header: str) -> bool:
    plain = [re.sub(f"{NUMBERING}|{LATER_WORDING}", "", words.lower()) for words in (label, header)]
    return plain[0] == plain[1]


@pytest.mark.parametrize("slug", MADE)
@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_reports_in_every_state_have_their_page(client: Any, slug: str, prefix: str) -> None:
    tree = await page(client, f"{prefix}/reports/{slug}")
    for table in tree.all("table"):
        assert grid(table)


async def test_findings_come_first_and_are_marked_in_the_form(
    client: Any, slugs: Mapping[str, str], connection: sqlite3.Connection
) -> None:
    tree = await page(client, f"/reports/{slugs['nantong_emergency_2020.txt']}")
    ids = {(f.row, f.column): f.id for f in form.figures(connection, CHINESE).values() if f.table == "requests"}
    order = [e.attributes["id"] for e in tree.all() if e.attributes.get("id") in ("findings", "requests", "source")]
    assert order == ["findings", "requests", "source"]
    told = [item.text for item in tree.one("section", class_="findings").all("li")]
    assert len(told) == 4
    assert ["提示：" in one for one in told] == [False, False, True, True]
    heading = tree.one("h2", id="findings").text
    assert heading == "2 处数字对不上；2 处提示"
    assert "1 + 0 + 0 + 0 + 0 + 1 = 2" in told[0]
    suspect = tree.one("td", id=f"c{ids['denied_third_party', 'other']}")
    assert "suspect" in suspect.classes
    assert [a.attributes["href"] for a in suspect.all("a")] == [
        f"#f{ids['denied_third_party', 'other']}",
        "#finding-1",
        "#finding-2",
    ]
    assert [a.attributes["aria-label"] for a in suspect.one("sup").all("a")] == ["疑点 1", "疑点 2"]
    marked = {e.attributes["id"] for e in tree.all("td") if "wrong" in e.classes}
    assert marked == {
        f"c{ids[cell]}"
        for cell in (("denied_third_party", "natural_person"), ("denied_third_party", "total"), ("total", "other"))
    }


async def test_states_of_a_cell_all_differ(client: Any, connection: sqlite3.Connection) -> None:
    ids = {f.column: f.id for f in form.figures(connection, CHINESE).values() if f.row == "new"}
    told = book(connection, CHINESE)
    (reading,) = read(connection, told, [STATES])
    values = reading.values["requests"]
    states = {column: reading.remarks.cell(told.figures[id], values.get(id)).state for column, id in ids.items()}
    assert states == {
        "natural_person": "number",
        "business": "unreadable",
        "research": "dash",
        "public_interest": "blank",
        "legal_service": "ambiguous",
        "other": "missing",
        "total": "blank",
    }
    tree = await page(client, f"/reports/{STATES}")
    (row,) = (r for r in tree.one("table", class_="form requests").all("tr") if r.text.startswith("一、"))
    shown = [re.sub(r"[a-z]+$", "", td.text) for td in row.all("td")]
    assert shown == ["7", "读不出", "短横", "空白", "不能定", "缺格", "空白"]
    assert {c for td in row.all("td") for c in td.classes} >= {"unreadable", "dash", "blank", "ambiguous", "missing"}
    carried = next(r for r in tree.one("table", class_="form requests").all("tr") if r.text.startswith("二、"))
    assert [td.text for td in carried.all("td")] == ["0"] * 6 + ["未载"]
    assert "原文没有这张表" in tree.text


async def test_notes_are_explained_with_what_is_printed(client: Any, connection: sqlite3.Connection) -> None:
    tree = await page(client, f"/en/reports/{STATES}")
    explained = {e.attributes["id"]: e.text for e in tree.one("dl", class_="notes").all("div")}
    messages = dict(connection.execute("SELECT code, message_en FROM form_notes").fetchall())
    noted = connection.execute(
        "SELECT id, status, raw, note FROM cell_notes JOIN form_figures USING (table_name, row_code, column_name)"
        " WHERE report_id = (SELECT id FROM reports WHERE slug = ?)",
        (STATES,),
    ).fetchall()
    assert len(noted) == 9
    assert len(explained) == 7, "two empty cells share a note, and so do two dashes"
    for row in noted:
        told = [text for text in explained.values() if messages[row["note"]] in text and row["raw"] in text]
        assert told, row["note"]
    marks = {a.attributes["href"][1:] for a in tree.all("a") if a.attributes["href"].startswith("#note-")}
    assert marks == set(explained)


async def test_table_of_no_certain_edition_is_drawn_in_the_fuller_one(client: Any) -> None:
    tree = await page(client, f"/reports/{MIXED}")
    remarks = [p.text for p in tree.all("p", class_="remark")]
    assert "2021年版" in remarks[0]
    assert "33" in remarks[1]
    assert "2019年版" in remarks[2]
    assert "不符的算式交会于 8 格" in tree.one("section", class_="findings").text


async def test_report_without_tables_says_so(client: Any) -> None:
    tree = await page(client, f"/reports/{NARRATIVE}")
    assert [p.text for p in tree.all("p", class_="remark")] == ["原文没有这张表。"] * 3
    assert not list(tree.all("table"))
    assert "收到申请若干件。" in tree.text
    assert "没有可核对的数字" in tree.one("section", class_="verdict unsure").text


async def test_raw_rows_are_those_of_the_report(client: Any, slugs: Mapping[str, str]) -> None:
    tree = await page(client, f"/reports/{slugs['nantong_emergency_2020.txt']}")
    (address,) = {a.attributes["href"] for a in tree.all("a") if "/requests.json" in a.attributes["href"]}
    rows = (await client.get(address)).json()["rows"]
    assert len(rows) == 23
    assert len({row["report_id"] for row in rows}) == 1
    csv = (await client.get(address.replace(".json", ".csv"))).text
    assert len(csv.strip().splitlines()) == 24
