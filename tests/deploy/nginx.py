"""Debian's nginx with a configuration of ours: a process and a folder of its own, ended by its own number."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

MAIN = """
daemon off;
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@contextmanager
def nginx(folder: Path, configure: Callable[[str], str]) -> Iterator[str]:
    """Run nginx with a configuration, which is given what to listen at; yields the address."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "no nginx: `make test` installs Debian's nginx-light as root"
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""  # what the tests write is nobody else's to read
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    (folder / "site.conf").write_text(configure(listen), encoding="utf-8")
    command = [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            _wait(listen, process, folder)
            yield f"http://{listen}"
        finally:
            process.terminate()
    assert " [emerg] " not in (folder / "error.log").read_text(encoding="utf-8")


def _wait(listen: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    host, port = listen.split(":")
    for _ in range(600):
        assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
        with closing(socket.socket()) as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")
