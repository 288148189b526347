"""Runs LibreOffice for a worker, in a folder of its own, and ends it and clears up whatever becomes of the worker.

A worker may be killed at any moment, and would leave LibreOffice running and its folder behind. So this file is run as
a program between the two (`python -I lifeline.py …`). It needs nothing but the standard library. It takes

    lifeline.py SECONDS NAME COMMAND…

and the bytes of the file on standard input, eight of them to say how many follow; then standard input has to stay open,
and as soon as it ends, so does everything here. Every {} in COMMAND becomes the folder, in which the file lies as NAME.
The first file that COMMAND leaves in the folder's subfolder `out` goes to standard output.

Exit code 0: converted. 3: nothing came out. 4: it took longer than SECONDS. 5: the worker is gone.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

CONVERTED, NOTHING, TOO_LONG, ALONE = 0, 3, 4, 5
LENGTH_BYTES = 8
A_MOMENT = 0.02

# What a converter is told of the world: no home, no display, no network to ask.
_NOWHERE = "http://127.0.0.1:9"
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": os.environ.get("PATH", os.defpath),
    "SAL_USE_VCLPLUGIN": "svp",
    **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NOWHERE),
}
# Macros are off, links to other files are not followed, and what asks for the network meets a closed door.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def main(seconds: str, name: str, *command: str) -> int:
    """Convert what comes in; the exit code."""
    folder = Path(tempfile.mkdtemp(prefix="govreports-"))
    try:
        source = sys.stdin.buffer
        length = int.from_bytes(source.read(LENGTH_BYTES), "big")
        (folder / name).write_bytes(source.read(length))
        (folder / "out").mkdir()
        _settle(folder / "profile" / "user")
        code = _run([part.replace("{}", str(folder)) for part in command], folder, float(seconds))
        made = sorted((folder / "out").iterdir())
        if code == CONVERTED and made:
            sys.stdout.buffer.write(made[0].read_bytes())
        return code if code or made else NOTHING
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settle(user: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, seconds: float) -> int:
    """Run a command in a session of its own; nothing of it is left afterwards."""
    with subprocess.Popen(  # noqa: S603 - the command is this package's own
        command,
        cwd=folder,
        env={**_ENVIRONMENT, "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as converter:
        try:
            return _watched(converter, time.monotonic() + seconds)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(converter.pid, signal.SIGKILL)


def _watched(converter: subprocess.Popen[bytes], deadline: float) -> int:
    while not _ended(converter.pid):
        if select.select([sys.stdin], [], [], A_MOMENT)[0]:
            return ALONE
        if time.monotonic() > deadline:
            return TOO_LONG
    return CONVERTED


def _ended(pid: int) -> bool:
    """Whether a process has ended; it is left to be reaped, so that its group keeps its number until all of it is."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
