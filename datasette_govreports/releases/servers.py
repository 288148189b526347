"""Starting and stopping the server of a release: by systemd, or as a process of our own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from datasette_govreports import settings
from datasette_govreports.releases.folder import COUNTS, DATABASE, METADATA, SOCKET

PROCESS, LOG = "datasette.pid", "datasette.log"
GRACE = 60.0  # seconds for answers under way; a download takes 20 at most
PAUSE = 0.05


class Servers(Protocol):
    """What starts and stops the server of a release. Both may be asked for again."""

    def start(self, release: Path) -> None:
        """Start it; it need not answer yet."""

    def stop(self, release: Path) -> None:
        """End it, answers under way first."""


def command(release: Path, more: Sequence[str] = ()) -> list[str]:
    """What serves a release: Datasette with the settings for public use, listening at the release's own socket."""
    words = [sys.executable, "-m", "datasette", "serve", "--immutable", str(release / DATABASE)]
    words += ["--inspect-file", str(release / COUNTS), "--uds", str(release / SOCKET), *settings.options()]
    if (release / METADATA).exists():
        words += ["--metadata", str(release / METADATA)]
    return [*words, *more]


class Systemd:
    """An instance of a template unit, named by the release; it is also started when the machine starts."""

    def __init__(self, unit: str) -> None:
        self._unit = unit

    def start(self, release: Path) -> None:
        """Enable and start the instance."""
        self._systemctl("enable", "--now", release)

    def stop(self, release: Path) -> None:
        """Disable and stop the instance."""
        self._systemctl("disable", "--now", release)

    def _systemctl(self, *words: str | Path) -> None:
        *verb, release = words
        instance = f"{self._unit}@{Path(release).name}.service"
        subprocess.run(["systemctl", *map(str, verb), instance], check=True)  # noqa: S603, S607 - wherever systemd is


class Processes:
    """A process that outlives us, found again by the number that it left in its release."""

    def start(self, release: Path) -> None:
        """Start it unless it runs."""
        if _running(release):
            return
        words = command(release)
        log = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        process = os.posix_spawn(  # and not Popen, which would want to see it end
            words[0],
            words,
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, str(release / LOG), log, 0o644),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setsid=True,
        )
        (release / PROCESS).write_text(f"{process}\n", encoding="ascii")

    def stop(self, release: Path) -> None:
        """End it; if it does not end in time, without waiting for its answers."""
        deadline = time.monotonic() + GRACE
        sent = False
        while process := _running(release):
            with suppress(ProcessLookupError):
                if time.monotonic() > deadline:
                    os.kill(process, signal.SIGKILL)
                elif not sent:
                    os.kill(process, signal.SIGTERM)
            sent = True
            time.sleep(PAUSE)
        (release / PROCESS).unlink(missing_ok=True)


def _running(release: Path) -> int | None:
    """The number of the process that serves a release. Numbers are used again, so it must be at its work."""
    with suppress(OSError, ValueError):
        process = int((release / PROCESS).read_text(encoding="ascii"))
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        if os.fsencode(release / SOCKET) in words:
            return process
    return None
