"""What the scripts work out is what Python works out: search terms, excerpts, files; and how the database is read."""

from __future__ import annotations

import math
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from govreports import bigrams

from datasette_govreports.formats import harmless
from datasette_govreports.pages import search
from tests.frontend.scripts import bundled, call

CHUNK = 4 * 1024
# Chinese in several blocks, look-alikes, letters whose case is odd, marks, signs, digits, blanks of all kinds.
CHARACTERS = (
    *"公开信息政府行政诉讼复议环境保护局年度报告一二三〇々龥㐀\U00020000\U0002a6d6⼀⾦カナ力ー",
    *"AaZzßẞſıİΣσςŉǅﬁＡｚÀàꭰᏰᎠé\u0301µ",
    *"0123456789０９①½٣",
    *" \t\n\u3000\u00a0\u2002\x1c\x85\ufeff，。、·（）“”—-_%\"'*:^!|&",
)
QUERIES = (
    "公",
    "公开",
    "诉讼 公开",
    "信息公开 12",
    "局12345",
    "app公开",
    "a b",
    "公。开",
    "＋",
    "",
    "　",
    "ß",
    "ΣΣ 公",
)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The functions, bundled once."""
    return bundled(tmp_path_factory.mktemp("scripts"))


def texts(number: int, longest: int) -> list[str]:
    """Texts of any characters, the same each time."""
    rng = Random(20)  # noqa: S311 - no secret
    return ["".join(rng.choices(CHARACTERS, k=rng.randint(0, longest))) for _ in range(number)]


def test_every_character_is_folded_as_in_python(script: Path) -> None:
    # Node.js may know a later Unicode than Python: what Python does not know is left out.
    known = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in {"Cn", "Cs"}]
    lines = ["".join(known[at : at + 5000]) for at in range(0, len(known), 5000)]
    assert call(script, "fold", [[line] for line in lines]) == list(map(bigrams.fold, lines))
    apart = ["。".join(line) for line in lines]
    assert call(script, "terms", [[line] for line in apart]) == list(map(bigrams.terms, apart))


def test_terms_and_queries_are_those_of_python(script: Path) -> None:
    some = texts(3000, 40)
    assert call(script, "terms", [[text] for text in some]) == list(map(bigrams.terms, some))
    asked = [*QUERIES, *texts(3000, 8), "公开" * 80]
    assert call(script, "match", [[query] for query in asked]) == list(map(bigrams.match, asked))
    assert call(script, "split", [[query] for query in asked]) == [query.split() for query in asked]


def test_what_was_found_is_marked_as_on_the_server(script: Path) -> None:
    rng = Random(21)  # noqa: S311 - no secret
    cases = [(rng.choice(QUERIES), text) for text in texts(2000, 300)]
    # A query that is cut out of the text is found in it.
    cases += [(text[at : at + 3], text) for _, text in cases[:500] for at in [rng.randrange(len(text) + 1)]]
    expected: list[object] = []
    for query, text in cases:
        pattern = bigrams.pattern(query)
        if pattern is None:
            expected.append(None)
            continue
        pieces = [list(piece) for piece in search.marked(text, pattern)]
        excerpts = [[list(piece) for piece in excerpt] for excerpt in search.excerpted(text, pattern)]
        expected.append({"marked": pieces, "excerpts": excerpts})
    found = call(script, "found", cases)
    assert found == expected
    assert sum(bool(one and one["excerpts"]) for one in found) > 500


def test_text_is_made_harmless_as_on_the_server(script: Path) -> None:
    some = [
        *(
            "=1+1",
            "＝1",
            " =1",
            "\t1",
            "\r1",
            "-5",
            "+5.5",
            "-5x",
            "- 5",
            "@a",
            "+",
            "a=1",
            "",
            "−5",
            "－5",
            "+٣",
            "\x1c=1",
        ),
        *texts(2000, 4),
    ]
    assert call(script, "harmless", [[text] for text in some]) == list(map(harmless, some))


def test_numbers_are_written_as_python_writes_them(script: Path) -> None:
    rng = Random(22)  # noqa: S311 - no secret
    reals = [0.0, 1.0, -2.5, 1e15, 1e16, 1.5e16, 1e-4, 1e-5, 123456.789, 2031.9, 1e22, 1e300, 5e-324]
    reals += [rng.uniform(-1, 1) * math.pow(10, rng.randint(-20, 20)) for _ in range(2000)]
    assert call(script, "plain", [[number, True] for number in reals]) == list(map(repr, reals))
    whole = [0, 7, -7, 2**53 - 1]
    assert call(script, "plain", [[number, False] for number in whole]) == list(map(str, whole))
    assert call(script, "plain", [[None, False], ["a", False]]) == ["", "a"]


def test_parameters_are_those_outside_quotes(script: Path) -> None:
    cases = {
        "SELECT :a, @b, $c, :a": ["a", "b", "c"],
        "SELECT ':no', \":no\", [:no], `:no` -- :no\n, :yes": ["yes"],
        "/* :no */ SELECT '12:30', 'it''s :no' || :yes": ["yes"],
        "SELECT 1": [],
    }
    assert call(script, "parameters", [[sql] for sql in cases]) == list(cases.values())


def test_a_place_is_told_in_characters(script: Path) -> None:
    statement = "SELECT '公开'\n  , 𠀀 nothing"
    at = len(statement[: statement.index("nothing")].encode())
    found, nowhere = call(script, "place", [[statement, at], [statement, -1]])
    assert (found["line"], found["column"]) == (2, 7)
    assert nowhere is None


def test_an_address_holds_a_question(script: Path) -> None:
    canned = [["refused", "SELECT :year"]]
    asked = [
        ["?query=refused&year=2020&other=1", canned],
        ["?query=refused", canned],
        ["?sql=SELECT+%3Aa%2C+%27%E5%85%AC%27&a=x", canned],
        ["?query=unknown", canned],
        ["", canned],
    ]
    given, empty, typed, *nothing = call(script, "asked", asked)
    assert (given["query"], given["values"], given["address"]) == (
        "refused",
        {"year": "2020"},
        "?query=refused&year=2020",
    )
    assert empty["values"] == {"year": ""}, "what is not filled in is empty and not NULL"
    assert (typed["sql"], typed["values"]) == ("SELECT :a, '公'", {"a": "x"})
    assert nothing == [None, None]


def test_a_scan_takes_few_requests_and_a_jump_one_chunk(script: Path) -> None:
    size = 800 * CHUNK - 1000
    pages = [[at, 4096] for at in range(0, size, 4096)]
    far = [[number * 7 % 800 * CHUNK, 4096] for number in range(10)]
    two = [[at + start, 4096] for at in range(0, 160 * CHUNK, 4096) for start in (0, 400 * CHUNK)]
    scan, jumps, join, again, end = call(
        script, "reads", [[size, pages], [size, far], [size, two], [size, pages * 2], [size, [[size - 10, 4096]]]]
    )
    for told in (scan, jumps, join, again, end):
        assert told["right"]
    assert len(scan["requests"]) < 12
    assert [last - first for first, last in jumps["requests"]] == [1] * 10
    assert len(join["requests"]) < 24, "two scans in turn are two scans"
    assert again["requests"] == scan["requests"], "what is kept is not asked for again"
    assert scan["requests"][-1][1] == 800


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_where_the_definitions_lie_is_told_from_the_first_page(script: Path, tmp_path: Path, page_size: int) -> None:
    path = tmp_path / "some.db"
    for tables in (1, 60):
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA page_size = {page_size}")
            for number in range(tables):
                columns = ", ".join(f"column_{n}" for n in range(6 * page_size // 512))
                db.execute(f"CREATE TABLE IF NOT EXISTS table_{number} ({columns})")
            leaf = "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' AND pagetype = 'leaf' AND pageno > 1"
            lying = sorted((number - 1) * page_size for (number,) in db.execute(leaf))
        assert bool(lying) == (tables > 1)
        (told,) = call(script, "leaves", [[list(path.read_bytes()[:page_size])]])
        assert sorted(told) == lying


def test_a_database_is_told_from_what_a_host_compressed(script: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    head, size = list(path.read_bytes()[:100]), path.stat().st_size
    cases = [[head, size], [head, size + 1], [[31, 139, *head[2:]], size], [head[:50], size]]
    assert call(script, "head", cases) == [True, False, False, False]
