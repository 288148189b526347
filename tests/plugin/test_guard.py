"""Nothing that a visitor sends takes the site down: each hostile request ends soon, and the next is fine."""

from __future__ import annotations

import http.client
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from datasette.version import __version_info__

from datasette_govreports import guard, isolation
from tests.plugin.hostile import ATTACKS, ENDLESS, Attack, sql
from tests.plugin.serving import Memory, Server, served

SECONDS = 2.0
MEMORY = 512 * 2**20


@pytest.fixture(scope="module")
def server(extended: Path) -> Iterator[Server]:
    """The site as operators run it."""
    with served(extended) as started:
        yield started


def ask(server: Server, path: str) -> tuple[int, bytes, float]:
    """Status, body and seconds of an answer, whole."""
    if __version_info__[0] == "1":  # where 1.0 answers a visitor's SQL
        path = path.replace("/govreports.", "/govreports/-/query.", 1)
    started = time.monotonic()
    with closing(http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)) as connection:
        connection.request("GET", quote(path, safe="/?&=+%:;,.~-_()*'!"))
        response = connection.getresponse()
        return response.status, response.read(), time.monotonic() - started


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_a_hostile_request_ends_and_the_next_is_fine(server: Server, attack: Attack) -> None:
    with Memory(server.process) as memory:
        status, body, seconds = ask(server, attack.path)
    assert status in ({400, 503} if attack.refused else {200, 400, 503}), (attack.path[:200], body[:300])
    assert seconds <= SECONDS, attack.path[:200]
    assert memory.most <= MEMORY
    assert b"Traceback" not in body
    assert b"/site-packages/" not in body
    status, body, _ = ask(server, "/govreports/checks.json?_shape=array&_size=1")
    assert (status, body[:8]) == (200, b'[{"id": ')


def test_there_are_as_many_as_promised() -> None:
    assert len(set(ATTACKS)) >= 60


def test_readers_are_served_while_visitors_write_endless_queries(server: Server) -> None:
    endless = sql(f"{ENDLESS} SELECT count(*) FROM n").path
    with ThreadPoolExecutor(12) as visitors:
        asked = [visitors.submit(ask, server, endless) for _ in range(12)]
        time.sleep(0.2)
        took = []
        while not all(query.done() for query in asked):
            for path in ("/", "/search?q=%E5%85%AC%E5%BC%80", "/govreports/reports"):
                status, _, seconds = ask(server, path)
                assert status == 200
                took.append(seconds)
        statuses = [query.result()[0] for query in asked]
    assert len(took) >= 3
    assert max(took) <= SECONDS
    assert set(statuses) <= {400, 503}


def test_a_busy_server_says_when_to_come_back(server: Server) -> None:
    endless = sql(f"{ENDLESS} SELECT count(*) FROM n").path
    with ThreadPoolExecutor(40) as visitors:
        statuses = [status for status, _, _ in visitors.map(lambda _: ask(server, endless), range(40))]
    assert statuses.count(503) >= 20
    assert ask(server, "/govreports/checks.json")[0] == 200


@pytest.mark.parametrize("limit", guard.LIMITS, ids=lambda limit: str(limit.category))
def test_every_limit_is_set(limit: guard.Limit) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        guard.apply(connection, heap=guard.SERVER_HEAP)
        assert connection.getlimit(limit.category) == limit.most
    assert limit.reason


@pytest.mark.parametrize("refused", guard.FUNCTIONS, ids=lambda refused: str(refused.name))
def test_every_refused_function_is_refused(refused: guard.Refused) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        guard.apply(connection, heap=guard.SERVER_HEAP)
        with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|no such function|wrong number"):
            connection.execute(f"SELECT {refused.name.upper()}('1', 1)")


def test_the_longest_text_of_a_report_can_be_read(extended: Path) -> None:
    with closing(sqlite3.connect(extended)) as connection:
        (longest,) = connection.execute("SELECT max(length(CAST(text AS BLOB))) FROM documents").fetchone()
    (most,) = (limit.most for limit in guard.LIMITS if limit.category == sqlite3.SQLITE_LIMIT_LENGTH)
    assert longest < most


async def test_tables_are_counted_as_soon_as_there_is_a_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    async def table_counts(limit: int) -> dict[str, int]:
        tried.append(limit)
        if len(tried) < 3:
            raise isolation.BusyError
        return {"reports": 5}

    class Database:
        path, is_memory, is_mutable, ds, execute = "here.db", False, False, None, None

        def __init__(self) -> None:
            self.table_counts = table_counts

    monkeypatch.setattr(isolation, "PATIENCE", 0.0)
    database: Any = Database()
    isolation.isolate(database)
    assert await database.table_counts(7) == {"reports": 5}
    assert tried == [7, 7, 7]
