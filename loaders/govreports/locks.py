"""One process at a time, by a lock on a file or folder that whoever holds it may move away or remove."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def locked(path: Path, opened: Callable[[], int]) -> int | None:
    """A descriptor that holds the lock until it is closed, however the process ends; None where another holds it.

    `opened` opens the path, and makes it where it is not there.
    """
    while True:
        descriptor = opened()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        # Who held the lock may have moved the path away, or removed it, between our two steps.
        with suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(descriptor).st_ino:
                return descriptor
        os.close(descriptor)
