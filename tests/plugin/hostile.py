"""Requests that try to take a server down, or to see what is not theirs: each a door and what is pushed through it."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
DIGITS = "WITH d(x) AS (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9))"
BIG = f"replace(replace(replace('{'a' * 100}', 'a', '{'a' * 100}'), 'a', '{'a' * 50}'), 'a', 'aaa')"  # 1.5 million


class Attack(NamedTuple):
    """A request. `refused`: it must not be answered with 200."""

    path: str
    refused: bool = False


def sql(statement: str, refused: bool = False, extension: str = "json") -> Attack:
    """A statement of the visitor's own. The path is Datasette 0.65's; `newer` makes it that of 1.0."""
    return Attack(f"/govreports.{extension}?{urlencode({'sql': statement})}", refused)


def table(name: str, refused: bool = False, extension: str = "json", **parameters: str) -> Attack:
    """A page of a table, or its rows."""
    return Attack(f"/govreports/{name}.{extension}?{urlencode(parameters)}".replace(".html", ""), refused)


ATTACKS: tuple[Attack, ...] = (
    # Time: many steps.
    sql(f"{ENDLESS} SELECT x FROM n"),
    sql(f"{ENDLESS} SELECT count(*) FROM n", refused=True, extension="csv"),
    sql(f"{ENDLESS} SELECT sum(x * x) FROM n", refused=True),
    sql(f"{DIGITS} SELECT count(*) FROM d a, d b, d c, d e, d f, d g, d h, d i, d j, d k", refused=True),
    sql(
        f"{DIGITS} SELECT * FROM d a, d b, d c, d e, d f, d g, d h, d i, d j, d k ORDER BY 1, 2, 3, 4, 5", refused=True
    ),
    sql(
        f"{DIGITS} SELECT DISTINCT a.x || b.x || c.x || e.x || f.x || g.x || h.x FROM d a, d b, d c, d e, d f, d g, d h"
    ),
    sql("SELECT count(*) FROM form_cells a, form_cells b, form_cells c, form_cells e", refused=True),
    sql("SELECT a.label_zh FROM form_cells a, form_cells b, form_cells c ORDER BY random()", refused=True),
    sql(f"{ENDLESS} SELECT x, sum(x) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) FROM n", refused=True),
    sql("EXPLAIN QUERY PLAN " + " UNION ALL ".join(["SELECT 1"] * 400), refused=True),
    # Time: one long step.
    sql(f"SELECT instr({BIG}, {BIG} || 'b')"),
    sql(f"SELECT instr(x, substr(x, 1, 700000) || 'b') FROM (SELECT {BIG} AS x)", refused=True),
    sql(f"SELECT replace(x, substr(x, 1, 700000) || 'b', '') FROM (SELECT {BIG} AS x)", refused=True),
    sql(
        f"SELECT length(trim(x, substr(replace(x, 'a', 'b'), 1, 700000) || 'a')) FROM (SELECT {BIG} AS x)", refused=True
    ),
    sql(f"SELECT {BIG} LIKE '%a%a%a%a%a%a%a%a%b'"),
    sql(f"SELECT {BIG} GLOB '*a*a*a*a*a*a*a*a*b'"),
    sql(f"SELECT {BIG} LIKE '{'%a' * 150}b'", refused=True),
    sql(
        f"SELECT json_patch(x, x) FROM (SELECT '{{' || group_concat('\"' || y || '\":1') || '}}' AS x FROM"
        f" ({DIGITS} SELECT a.x || b.x || c.x || e.x || f.x AS y FROM d a, d b, d c, d e, d f))"
    ),
    sql(
        "SELECT count(*) FROM reports_fts WHERE reports_fts MATCH '"
        + " OR ".join(f"{c}*" for c in "abcdefghijklmnopq")
        + "'"
    ),
    sql("SELECT " + "(" * 2000 + "1" + ")" * 2000, refused=True),
    sql("SELECT " + "-" * 5000 + "1"),
    sql("SELECT " + " + ".join(["1"] * 5000), refused=True),
    sql("SELECT 1 WHERE 1 IN (" + ",".join(["1"] * 9000) + ")"),
    sql("SELECT 1 /* " + "x" * 30_000 + " */", refused=True),
    # Memory.
    sql("SELECT randomblob(1000000000)", refused=True),
    sql("SELECT zeroblob(2000000000)", refused=True),
    sql("SELECT hex(zeroblob(500000000))", refused=True),
    sql("SELECT printf('%.*c', 1000000000, 'x')", refused=True),
    sql("SELECT format('%1000000000d', 1)", refused=True),
    sql(f"SELECT replace({BIG}, 'a', {BIG})", refused=True),
    sql(f"{ENDLESS} SELECT group_concat(x) FROM n", refused=True),
    sql(f"{ENDLESS} SELECT json_group_array(x) FROM n", refused=True),
    sql(f"{ENDLESS} SELECT {BIG} FROM n LIMIT 5000", refused=True),
    sql(f"{ENDLESS} SELECT {BIG}, {BIG}, {BIG}, {BIG} FROM n LIMIT 5000", refused=True, extension="csv"),
    sql(f"SELECT {', '.join([BIG] * 60)}", refused=True),
    sql(f"SELECT {', '.join(['1'] * 1999)}", refused=True),
    sql(f"{ENDLESS} SELECT x || {BIG} FROM n ORDER BY 1 DESC LIMIT 100000", refused=True),
    sql(
        f"{ENDLESS} SELECT max(x || {BIG}) OVER (ORDER BY x ROWS BETWEEN 1000 PRECEDING AND CURRENT ROW) FROM n",
        refused=True,
    ),
    sql("SELECT text || text || text FROM documents, form_cells", refused=False),
    # What is not theirs.
    sql("SELECT load_extension('/tmp/x.so')", refused=True),
    sql("SELECT * FROM pragma_database_list", refused=True),
    sql("SELECT file FROM pragma_database_list()", refused=True),
    sql("SELECT fts3_tokenizer('simple')", refused=True),
    sql("SELECT * FROM dbstat", refused=True),
    sql("SELECT * FROM sqlite_dbpage", refused=True),
    sql("ATTACH DATABASE '/etc/passwd' AS x", refused=True),
    sql("SELECT 1; DROP TABLE reports", refused=True),
    sql("WITH x AS (SELECT 1) INSERT INTO reports_fts(reports_fts) VALUES ('delete-all')", refused=True),
    sql("PRAGMA writable_schema = 1", refused=True),
    sql("VACUUM INTO '/tmp/copy.db'", refused=True),
    # Conditions, facets, sort, search, parameters, files.
    table("reports", True, _where=f"({ENDLESS} SELECT count(*) FROM n) > 1"),
    table("reports", True, "html", _where=f"({ENDLESS} SELECT count(*) FROM n) > 1", _facet="year"),
    table("reports", True, _where="length(randomblob(1000000000)) > 1"),
    table("reports", False, _where=f"instr({BIG}, {BIG} || 'b')"),
    table(
        "form_cells",
        False,
        "html",
        _where="(SELECT count(*) FROM form_cells a, form_cells b WHERE a.y > b.x) > 1",
        _facet="label_zh",
    ),
    table("reports", False, _facet="title", _facet_array="title", _facet_date="title", _facet_size="max"),
    table("form_cells", False, _facet_array="label_zh", _facet="x", _size="max"),
    table("reports", True, _sort="(select 1)"),
    table("reports", True, _sort_desc="randomblob(1000000000)"),
    table("reports", False, _search='" OR "*' * 500),
    table("reports", True, _search="a NEAR(", _searchmode="raw"),
    table("reports", False, _search="公* OR 开* OR 政* OR a* OR 1*", _searchmode="raw"),
    table("reports", True, _fts_table="x](", _search="a"),
    table("most_requests", False, year="9" * 5000, scope="' OR 1 = 1 --"),
    table("one_agency", False, agency="a" * 50_000),
    table("share_refused", False, "csv", minimum="-1e999", year="\x00", scope="%" * 1000),
    table("reports", True, _timelimit="x", _size="-1"),
    table("reports", True, "full_csv", _where=f"({ENDLESS} SELECT count(*) FROM n) > 1"),
    sql(f"{ENDLESS} SELECT x FROM n", refused=True, extension="xlsx"),
    sql(f"{ENDLESS} SELECT {BIG} FROM n", refused=True, extension="full_json"),
)
