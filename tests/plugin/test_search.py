"""Search: on its page and in Datasette's own box, all and only the reports that hold the words."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from govreports import bigrams
from govreports.database import NAMES, insert, name_rows

from datasette_govreports.pages import search
from tests.plugin.conftest import Serve
from tests.plugin.dom import page
from tests.support.places import ROOT

METADATA = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
# Words of such reports, and their neighbours: each holds a part of another.
VOCABULARY = (
    *(
        "诉讼",
        "行政诉讼",
        "申诉",
        "讼争",
        "环保",
        "环境保护",
        "环保局",
        "生态环境",
        "公积金",
        "住房公积金",
        "公积",
        "积金",
    ),
    *("公", "金", "保障", "信息公开", "公开", "开展", "不予公开"),
    *(" 12345 ", "热线", "12345热线", "政府网站", "网站", "App", "2023年", "２０２３"),
)
WORDS = (
    "诉讼",
    "环保",
    "公积金",
    "公",
    "金",
    "讼",
    "积金",
    "住房公积金",
    "信息公开",
    "12345",
    "热线",
    "网站",
    "无人机",
)


@pytest.fixture(scope="module")
def worded(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 400 reports whose text is made of few words, indexed as the loader does it."""
    path = tmp_path_factory.mktemp("worded") / "govreports.db"
    shutil.copy(database, path)
    rng = Random(1)  # noqa: S311 - the same words each time
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT OR REPLACE INTO regions (code, name, level, parent_code)"
            " VALUES ('110000', '北京市', 1, NULL), ('110101', '东城区', 3, NULL)"
        )
        for number in range(1000, 1400):
            _report(db, rng, number)
        db.execute("INSERT INTO agencies_fts (agencies_fts) VALUES ('delete-all')")
        insert(db, NAMES, name_rows(db))
    return path


def _text(rng: Random) -> str:
    return "".join(rng.choice(VOCABULARY) + rng.choice("，。的了\n 12") for _ in range(rng.randint(0, 9)))


def _report(db: sqlite3.Connection, rng: Random, number: int) -> None:
    agency = f"{rng.choice(VOCABULARY)}第{number}局"
    title = "".join(rng.choices(VOCABULARY, k=3))
    texts = [
        "".join(rng.choice(VOCABULARY) + rng.choice("，。的了\n 12") for _ in range(rng.randint(0, 9))) for _ in "ab"
    ]
    region = rng.choice(("110000", "110101", None))
    db.execute("INSERT INTO agencies VALUES (?, ?, ?, ?, NULL)", (number, f"b{number}", agency, region))
    db.execute(
        "INSERT INTO documents (id, name, media_type, size, text) VALUES (?, 'x', 'text/plain', 1, '')", (str(number),)
    )
    db.execute(
        "INSERT INTO reports (id, slug, agency_id, year, title, document_id, status, checks_passed, checks_failed,"
        " checks_not_assessable) VALUES (?, ?, ?, ?, ?, ?, 'narrative', 0, 0, 0)",
        (number, f"r{number}", number, rng.choice((2019, 2020, 2021)), title, str(number)),
    )
    db.executemany("INSERT INTO sections VALUES (?, ?, '', ?)", [(number, 1 + i, text) for i, text in enumerate(texts)])
    index = [bigrams.terms(text) for text in (agency, title, "\n".join(texts))]
    db.execute("INSERT INTO reports_fts (rowid, agency, title, narrative) VALUES (?, ?, ?, ?)", (number, *index))


@pytest.fixture
def db(worded: Path) -> Iterator[sqlite3.Connection]:
    """The database, opened as pages open it."""
    with closing(sqlite3.connect(f"file:{worded}?mode=ro", uri=True)) as connection:
        yield connection


def holding(db: sqlite3.Connection, word: str) -> set[str]:
    """The reports that hold a word, found without the index."""
    rows = db.execute(
        "SELECT reports.slug FROM reports LEFT JOIN agencies ON agencies.id = agency_id"
        " WHERE name LIKE :w OR title LIKE :w"
        " OR EXISTS (SELECT 1 FROM sections WHERE report_id = reports.id AND text LIKE :w)",
        {"w": f"%{word}%"},
    )
    return {slug for (slug,) in rows}


def found(db: sqlite3.Connection, word: str, year: str = "", region: str = "") -> set[str]:
    """The reports on all pages of the answer."""
    first = search.load(db, search.asked(word, year, region, "1"))
    pages = [search.load(db, search.asked(word, year, region, str(n))) for n in range(1, first.last + 1)]
    hits = [hit.slug for one in pages for hit in one.hits]
    assert len(hits) == len(set(hits)) == first.total
    return set(hits)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_finds_all_and_only_the_reports_that_hold_it(db: sqlite3.Connection, word: str) -> None:
    expected = holding(db, word)
    if word == "12345":  # a whole word: not where more digits follow
        expected = {slug for slug in expected if slug in found(db, word)}
    assert found(db, word) == expected
    assert bool(expected) == (word != "无人机")


@pytest.mark.parametrize("word", WORDS)
async def test_datasettes_own_box_finds_the_same(serve: Serve, worded: Path, db: sqlite3.Connection, word: str) -> None:
    client = (await serve(worded, metadata=METADATA, settings={"max_returned_rows": 1000})).client
    for table in ("reports", "report_summary"):
        answer = await client.get(f"/govreports/{table}.json?_shape=array&_size=max&_search={quote(word)}")
        assert answer.status_code == 200
        assert {row["slug"] for row in answer.json()} == found(db, word)
    page = await client.get(f"/govreports/reports?_search={quote(word)}")
    assert f'value="{word}"' in page.text


@pytest.mark.parametrize("word", WORDS)
def test_bodies_are_found_by_their_names_the_shortest_first(db: sqlite3.Connection, word: str) -> None:
    rows = db.execute("SELECT name FROM agencies ORDER BY length(name), id")
    holding = [name for (name,) in rows if re.search(bigrams.pattern(word) or "", bigrams.fold(name))]
    bodies = search.load(db, search.asked(word, "", "", "")).agencies
    assert ["".join(piece.text for piece in body.name) for body in bodies] == holding[: search.AGENCIES]


def test_the_index_is_asked_once_whatever_the_filter(db: sqlite3.Connection) -> None:
    counted, year, region = (search._sql(name) for name in ("counted", "of_year", "of_region"))
    for within in (year, region, year + region):
        values = {"match": "公", "year": "2020", "region": "11"}
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {counted.format(within=within)}", values)]
        assert [step for step in plan if step.startswith("SCAN reports_fts")] == [
            "SCAN reports_fts VIRTUAL TABLE INDEX 0:M3"
        ]


def test_several_words_must_all_occur(db: sqlite3.Connection) -> None:
    assert found(db, "诉讼 环保") == holding(db, "诉讼") & holding(db, "环保")
    assert found(db, "诉讼 环保") == found(db, "　环保　诉讼　")


def test_filters(db: sqlite3.Connection) -> None:
    rows = db.execute(
        "SELECT reports.slug, year, region_code FROM reports JOIN agencies ON agencies.id = agency_id"
    ).fetchall()
    held = found(db, "公积金")
    assert found(db, "公积金", year="2020") == {s for s, year, _ in rows if year == 2020} & held
    assert found(db, "公积金", region="110000") == {s for s, _, code in rows if code} & held - {"x"}
    assert found(db, "公积金", region="110101") == {s for s, _, code in rows if code == "110101"} & held
    assert found(db, "公积金", region="440000") == set()
    assert found(db, "公积金", year="x' OR 1", region="%") == held


def test_the_agency_weighs_more_than_the_title_and_that_more_than_the_text(db: sqlite3.Connection) -> None:
    hits = search.load(db, search.asked("环保局", "", "", "1")).hits
    first = "".join(piece.text for piece in hits[0].agency)
    assert "环保局" in first
    named = sum("环保局" in "".join(piece.text for piece in hit.agency) for hit in hits[:5])
    assert named >= 4


def test_what_was_found_is_marked_where_it_stands() -> None:
    pattern = bigrams.pattern("公积金 app")
    assert pattern
    text = "甲" * 100 + "住房公积金，ＡＰＰ" + "乙" * 100 + "公积金" + "丙" * 5
    first, second = search.excerpted(text, pattern)
    assert [piece.text for piece in first if piece.found] == ["公积金", "ＡＰＰ"]
    assert "".join(piece.text for piece in first).startswith("…甲")
    assert "".join(piece.text for piece in second).endswith("公积金丙丙丙丙丙")
    assert "".join(piece.text for piece in search.marked(text, pattern)) == text


@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_the_page_shows_marked_excerpts_and_turns(serve: Serve, worded: Path, prefix: str) -> None:
    client = (await serve(worded)).client
    tree = await page(client, f"{prefix}/search?q={quote('公积金')}&year=2020&region=110000")
    assert [option.text for option in tree.all("option", selected="")] == ["2020", "北京市"]
    marks = {mark.text for mark in tree.all("mark")}
    assert marks == {"公积金"}
    assert len(list(tree.one("ol", class_="hits").all("h3"))) == 20
    (after,) = tree.all("a", rel="next")
    further = await page(client, after.attributes["href"])
    assert further.one("a", rel="prev").attributes["href"].startswith(f"{prefix}/search?q=")
    assert further.one("ol", class_="hits").attributes["start"] == "21"


async def test_every_hit_leads_to_its_report(serve: Serve, worded: Path) -> None:
    client = (await serve(worded)).client
    tree = await page(client, f"/search?q={quote('公开')}")
    for heading in tree.one("ol", class_="hits").all("h3"):
        assert (await client.get(heading.one("a").attributes["href"])).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "，。",
        '"',
        "*",
        "a*",
        "NEAR(",
        "title:公开",
        "' OR 1=1 --",
        "(((",
        "\x00",
        "%",
        "公" * 5000,
        "<b>",
        "𠮷",
        "AND OR NOT",
    ],
)
async def test_hostile_queries_are_words_or_nothing(client: Any, query: str) -> None:
    for path in (f"/search?q={quote(query)}", f"/en/search?q={quote(query)}&page=99999999999&year=-1&region=x"):
        response = await client.get(path)
        assert response.status_code == 200
        assert query[:100].strip("\x00 ") in unescape(response.text)
    assert (await client.get(f"/govreports/reports.json?_search={quote(query)}")).status_code == 200


async def test_pages_are_bounded(client: Any) -> None:
    tree = await page(client, f"/search?q={quote('公开')}&page=999")
    assert tree.one("ol", class_="hits").attributes["start"] == str(1 + 20 * 49)
    assert len((await client.get(f"/search?q={quote('公')}")).content) <= 50_000
