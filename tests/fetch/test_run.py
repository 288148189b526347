"""A run over a server that fails in every way: nothing is lost and nothing is asked for twice, whatever kills it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from govreports.fetch.addresses import address
from warcio.archiveiterator import ArchiveIterator

from tests.fetch.commands import listed, log, manifest, originals
from tests.fetch.server import Request, Server, content, failing
from tests.support.commands import wait_until

PAGES = int(os.environ.get("GOVREPORTS_PAGES_FETCHED", "500"))
HOSTS, JOBS, KILLS = 6, 6, 3
SIZE = 50_000
# What becomes of a page of each kind, and every how many pages there is one.
FATES = {
    "500": ("fetched", 25),
    "503": ("fetched", 120),
    "429": ("fetched", 25),
    "reset": ("fetched", 25),
    "stall": ("fetched", 60),
    "short": ("fetched", 25),
    "chunks": ("fetched", 25),
    "gzip": ("fetched", 25),
    "garbage": ("fetched", 25),
    "404": ("failed", 30),
    "loop": ("failed", 30),
    "large": ("failed", 30),
    "endless": ("failed", 90),
    "bomb": ("failed", 30),
    "drip": ("failed", 240),
    "head": ("failed", 240),
    "private": ("refused", 30),
    "file": ("refused", 30),
    "forbidden": ("forbidden", 30),
    "tls": ("failed", 60),
}
# The command, for which this machine's first loopback addresses are the public internet, and the others are not.
PROGRAM = """
import sys
from govreports.fetch import addresses
addresses.is_public = lambda ip: ip.startswith("127.0.0.")
from govreports.command import run
run()
"""


def paths() -> list[str]:
    """The kind and number of every page, the kinds strewn among the good ones."""
    kinds = [kind for kind, (_, every) in FATES.items() for _ in range(max(1, PAGES // every))]
    kinds += ["good"] * (PAGES - len(kinds))
    random.Random(7).shuffle(kinds)  # noqa: S311 - test data
    return [f"/{kind}/{number}" for number, kind in enumerate(kinds)]


def start(addresses: Path, into: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start the command with short patience."""
    limits = ("--delay", "0.002", "--jobs", str(JOBS), "--seconds", "1.2", "--megabytes", str(SIZE / 2**20))
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "fetch", addresses, "--into", into, *limits, "--lang", "en", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def test_three_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    dice = random.Random()  # noqa: S311 - a moment drawn anew in each run
    moments: list[tuple[set[str], int]] = []
    with (
        Server(failing(SIZE, ""), network="127.0.1").running() as private,
        Server(failing(SIZE, private.url("/secret")), HOSTS).running() as server,
    ):
        urls = [server.url(path, number) for number, path in enumerate(paths())]
        urls = [url.replace("http:", "https:") if "/tls/" in url else url for url in urls]
        addresses, into = listed(tmp_path / "urls.csv", urls), tmp_path / "fetched"
        for _ in range(KILLS):
            enough = len(log(into)) + dice.randint(5, PAGES // (KILLS + 2))
            process = start(addresses, into)
            wait_until(lambda enough=enough: len(log(into)) >= enough, "some are there", 60)  # type: ignore[misc]
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            moments.append(({said["url"] for said in log(into)}, len(server.requests)))
            assert len(read_so_far(into)) > 0
        process = start(addresses, into)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 1, err.decode()
        requests = list(server.requests)
        assert private.requests == []

    # What was done with at a kill is not asked for again, by the log of the server itself.
    for done, asked in moments:
        assert not done & {server_url(server, request) for request in requests[asked:]}
    # Between the last byte of a page and its line in the log there is an instant; a kill can fall into it.
    served = Counter((request.host, request.path) for request in requests if request.path.startswith("/good/"))
    assert sum(served.values()) - len(served) <= KILLS * JOBS

    settled = log(into)
    assert sorted(said["url"] for said in settled) == sorted(urls), "each address has one line"
    for said in settled:
        kind = said["url"].split("/")[3]
        assert said["outcome"] == FATES.get(kind, ("fetched",))[0], said
    counts = Counter(said["outcome"] for said in settled)
    assert counts["fetched"] > PAGES / 2
    assert out.decode().startswith(f"{len(urls)} addresses: {counts['fetched']} fetched, 0 unchanged, ")
    check_contents(into, urls)


def server_url(server: Server, request: Request) -> str:
    """The address of a request."""
    return next(origin for origin in server.origins if f"//{request.host}:" in origin) + request.path


def read_so_far(into: Path) -> list[str]:
    """The kinds of all records: the WARC files of a killed run can be read, but for a last record that is torn."""
    kinds = []
    for path in sorted((into / ".fetch" / "warc").iterdir()):
        with path.open("rb") as file:
            kinds += [record.rec_type for record in ArchiveIterator(file)]
    return kinds


def check_contents(into: Path, urls: list[str]) -> None:
    """Every file holds what was sent, stands in the manifest, and its original in the archive."""
    listed_files = {row["url"]: row for row in manifest(into)}
    kept = {(kind, url): data for kind, url, data in originals(into)}
    fetched = [said for said in log(into) if said["outcome"] == "fetched"]
    assert {said["url"] for said in fetched} == set(listed_files)
    for said in fetched:
        path = address(said["url"]).target
        row = listed_files[said["url"]]
        assert (into / row["file"]).read_bytes() == content(path)
        assert row["retrieved_at"] == said["retrieved_at"]
        assert kept["response", said["url"]] == content(path)
        assert ("request", said["url"]) in kept
    files = {path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()}
    visible = {name for name in files if not name.startswith(".fetch/")}
    assert visible == {row["file"] for row in listed_files.values()} | {"manifest.csv"}, "and no half of a file"
    assert set(urls) >= set(listed_files)
