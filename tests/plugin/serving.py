"""Datasette as operators run it: a process of its own, with the settings for public use."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from datasette_govreports import settings
from tests.support.places import ROOT


class Server(NamedTuple):
    """A server that runs."""

    address: str
    process: int

    def url(self, path: str) -> str:
        """Where a page is."""
        return self.address + path


@contextmanager
def served(database: Path, *options: str) -> Iterator[Server]:
    """Serve a database, and end the server by its own process afterwards."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(database), "--port", str(port)]
    command += ["--metadata", str(ROOT / "metadata.yml"), *settings.options(), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) as server:
        try:
            _wait(port, server)
            yield Server(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.terminate()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "datasette serve ended"
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("datasette serve does not answer")


class Memory:
    """The most memory that a process and its children held together while it was watched."""

    def __init__(self, process: int) -> None:
        self.most = 0
        self._process = process
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, sum(map(_resident, [self._process, *children(self._process)])))


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(word) for word in task.read_text().split()]
    return found


def _resident(process: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
