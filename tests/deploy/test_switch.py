"""A new database is published while the site is read: no failed request, no answer that mixes two releases."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from datasette_govreports import hosting
from datasette_govreports.releases.folder import current
from datasette_govreports.releases.servers import Processes, command
from tests.deploy.nginx import nginx

# A switch takes as long as Datasette takes to start. `GOVREPORTS_SWITCHES=20` is what the issue asks for.
SWITCHES = int(os.environ.get("GOVREPORTS_SWITCHES", "2"))
READERS = 3
DRAIN = 0.5
TITLE = "第{:03}次发布"
SHOWN = re.compile(r"第(\d{3})次发布")


class Seen(NamedTuple):
    """What one reader saw of one answer: when it asked and got it, which page, its status, and the releases named."""

    asked: float
    got: float
    page: str
    status: int
    releases: frozenset[int]


@pytest.fixture
def folder() -> Iterator[Path]:
    """The folder of a server, with a path short enough for a socket; nothing runs in it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="gr-", dir="/tmp"))
    yield folder
    for release in (folder / "releases").glob("*"):
        Processes().stop(release)
    shutil.rmtree(folder)


def numbered(database: Path, number: int, target: Path) -> str:
    """The same database with a number in the title and the text of every report; returns the slug of one."""
    shutil.copy(database, target)
    with closing(sqlite3.connect(target)) as db, db:
        db.execute("UPDATE reports SET title = ?", (TITLE.format(number),))
        db.execute("UPDATE agencies SET name = ?", (TITLE.format(number),))
        (slug,) = db.execute("SELECT slug FROM reports WHERE agency_id IS NOT NULL ORDER BY id LIMIT 1").fetchone()
    return str(slug)


def publish(database: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    words = [sys.executable, "-m", "datasette", "govreports", "publish", str(database), "--to", str(folder)]
    words += ["--drain", str(DRAIN), "--lang", "en", *options]
    return subprocess.run(words, capture_output=True, text=True, check=False)


class Reader(threading.Thread):
    """Somebody who reads page after page, each over a connection of its own, as fast as they come."""

    def __init__(self, address: str, pages: list[str], over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.seen: list[Seen] = []
        self.failures: list[str] = []
        self._address, self._pages, self._over = address, pages, over

    def run(self) -> None:
        """Read until told that it is over."""
        number = 0
        with httpx.Client(base_url=self._address, timeout=60, headers={"connection": "close"}) as client:
            while not self._over.is_set():
                page = self._pages[number % len(self._pages)]
                # Some of what is asked for is in the cache, and some never is.
                address = f"{page}{'&' if '?' in page else '?'}n={number}" if number % 3 == 0 else page
                number += 1
                asked = time.monotonic()
                try:
                    response = client.get(address)
                except httpx.HTTPError as error:
                    self.failures.append(f"{address}: {error!r}")
                    continue
                named = frozenset(map(int, SHOWN.findall(response.text)))
                self.seen.append(Seen(asked, time.monotonic(), page, response.status_code, named))


def test_switches_under_load(database: Path, folder: Path, tmp_path: Path) -> None:
    slug = numbered(database, 0, tmp_path / "0.db")
    assert publish(tmp_path / "0.db", folder).returncode == 0
    pages = ["/", f"/reports/{slug}", f"/reports/{slug}.json", f"/en/reports/{slug}", "/govreports/reports.json"]
    over = threading.Event()
    with nginx(
        tmp_path / "nginx", lambda listen: hosting.nginx_server(str(folder), listen, cache=str(tmp_path))
    ) as address:
        readers = [Reader(address, pages, over) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        switched = [(0.0, time.monotonic())]
        try:
            for number in range(1, SWITCHES + 1):
                numbered(database, number, tmp_path / f"{number}.db")
                began = time.monotonic()
                ended = publish(tmp_path / f"{number}.db", folder)
                assert ended.returncode == 0, ended.stderr
                switched.append((began, time.monotonic()))
                assert TITLE.format(number) in httpx.get(f"{address}/reports/{slug}").text
        finally:
            over.set()
            for reader in readers:
                reader.join()
    assert [failure for reader in readers for failure in reader.failures] == []
    seen = [one for reader in readers for one in reader.seen]
    assert {one.page for one in seen} == set(pages)
    for one in seen:
        assert one.status == 200, one
        assert len(one.releases) == 1, f"an answer of two releases, or of none: {one}"
        (release,) = one.releases
        assert one.got > switched[release][0], "not before it was published"
        later = [number for number, (_, done) in enumerate(switched) if done < one.asked]
        assert release >= max(later, default=0), "not after the next one was published"
    for reader in readers:
        numbers = [release for one in reader.seen for release in one.releases]
        assert numbers == sorted(numbers), "who has seen a release sees none before it"
        assert set(numbers) >= {0, SWITCHES}
    assert len(list((folder / "releases").iterdir())) == 2, "the one that is served and the one before"


def test_what_is_not_well_is_not_served(database: Path, folder: Path, tmp_path: Path) -> None:
    assert publish(database, folder).returncode == 0
    served = current(folder)
    assert served
    (tmp_path / "text.db").write_bytes(b"no database")
    ended = publish(tmp_path / "text.db", folder)
    assert (ended.returncode, "Datasette cannot open the database" in ended.stderr) == (2, True)
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("CREATE TABLE reports (slug)")
    ended = publish(tmp_path / "other.db", folder, "--patience", "4")
    assert ended.returncode == 2
    assert "nothing was switched" in ended.stderr
    assert current(folder) == served
    running = [path.parent for path in (folder / "releases").glob("*/datasette.pid")]
    assert running == [served]
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(served / "datasette.sock"))) as client:
        assert client.get("http://localhost/").status_code == 200


def test_systemd_is_told(database: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A systemctl that starts and stops what the unit in deploy/ says, as far as the tests can follow it."""
    script = f"""#!{sys.executable}
import json, os, pathlib, sys
sys.path.insert(0, {str(Path.cwd())!r})
from datasette_govreports.releases.servers import Processes
verb, now, unit = sys.argv[1:]
name, _, version = unit.removesuffix(".service").partition("@")
with open({str(tmp_path / "told")!r}, "a") as told:
    told.write(json.dumps([verb, now, name]) + "\\n")
release = pathlib.Path({str(folder)!r}, "releases", version)
getattr(Processes(), dict(enable="start", disable="stop")[verb])(release)
"""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/systemctl").write_text(script, encoding="utf-8")
    (tmp_path / "bin/systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    numbered(database, 1, tmp_path / "1.db")
    for source in (database, tmp_path / "1.db"):
        ended = publish(source, folder, "--systemd", "govreports")
        assert ended.returncode == 0, ended.stderr
    told = [json.loads(line) for line in (tmp_path / "told").read_text(encoding="utf-8").splitlines()]
    assert told == [
        ["enable", "--now", "govreports"],
        ["enable", "--now", "govreports"],
        ["disable", "--now", "govreports"],
    ]


def test_a_number_that_is_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["/bin/sleep", "60"]) as stranger:
        (tmp_path / "datasette.pid").write_text(f"{stranger.pid}\n", encoding="ascii")
        Processes().stop(tmp_path)
        assert stranger.poll() is None
        stranger.kill()


def test_two_do_not_publish_at_once(database: Path, folder: Path) -> None:
    from datasette_govreports.releases.folder import alone

    with alone(folder):
        ended = publish(database, folder)
    assert (ended.returncode, "Another process is publishing" in ended.stderr) == (2, True)


def test_metadata_and_settings_go_along(tmp_path: Path) -> None:
    assert "--metadata" not in command(tmp_path)
    (tmp_path / "metadata.yml").touch()
    words = command(tmp_path, ["--setting", "force_https_urls", "on"])
    assert words[words.index("--metadata") + 1] == str(tmp_path / "metadata.yml")
    assert words[-3:] == ["--setting", "force_https_urls", "on"]
    assert "sql_time_limit_ms" in words
