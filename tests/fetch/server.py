"""A server on loopback that answers as told, fails in every way that servers do, and keeps a log of its own."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import NamedTuple

CERTIFICATE = Path(__file__).with_name("self_signed.pem")  # and its key: for these tests, known to the world


class Request(NamedTuple):
    """One request as the server saw it, and when."""

    host: str
    path: str
    headers: Mapping[str, str]
    at: float


class Reply:
    """What goes out on one connection."""

    def __init__(self, connection: socket.socket, stopped: Event) -> None:
        self.connection, self.stopped = connection, stopped

    def send(self, data: bytes) -> None:
        """Send some bytes."""
        self.connection.sendall(data)

    def page(self, content: bytes, status: str = "200 OK", **headers: str) -> None:
        """Send a whole answer; `Content_Length` and the like are headers."""
        named = {"Content-Length": str(len(content)), "Content-Type": "text/plain; charset=utf-8"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        self.send(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content)

    def redirect(self, where: str) -> None:
        """Send somewhere else."""
        self.page(b"", "302 Found", Location=where)

    def stall(self, data: bytes) -> None:
        """Send some bytes, and then no more."""
        self.send(data)
        self.stopped.wait()

    def reset(self, data: bytes) -> None:
        """Break off after some bytes, so that the other side is told that it was no proper end."""
        self.send(data)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def flood(self, head: bytes, data: bytes) -> None:
        """Send the same again and again."""
        self.send(head)
        while not self.stopped.is_set():
            self.send(data)

    def drip(self, data: bytes, seconds: float) -> None:
        """Send one byte at a time."""
        for byte in data:
            self.send(bytes((byte,)))
            if self.stopped.wait(seconds):
                return


Site = Callable[[Reply, Request, int], None]


class Server:
    """Listens on several loopback addresses, one port each.

    `site` answers; it is told how often a path was asked. Before that the server thinks for `think` seconds;
    `most_at_once`: how many requests ever waited together at a host.
    """

    def __init__(
        self, site: Site, hosts: int = 1, secure: bool = False, network: str = "127.0.0", think: float = 0.0
    ) -> None:
        self._site, self._lock, self._stopped, self._think = site, Lock(), Event(), think
        self.requests: list[Request] = []
        self.most_at_once: Counter[str] = Counter()
        self._at_once: Counter[str] = Counter()
        self._asked: Counter[tuple[str, str]] = Counter()
        self._context = None
        if secure:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(CERTIFICATE)
        self._listening = [socket.create_server((f"{network}.{number}", 0)) for number in range(1, hosts + 1)]
        self.origins = [
            f"{'https' if secure else 'http'}://{host}:{port}"
            for host, port in (listening.getsockname() for listening in self._listening)
        ]

    def url(self, path: str, host: int = 0) -> str:
        """The address of a path."""
        return f"{self.origins[host % len(self.origins)]}{path}"

    def asked(self, path: str) -> list[Request]:
        """The requests for a path."""
        with self._lock:
            return [request for request in self.requests if request.path == path]

    @contextmanager
    def running(self) -> Iterator[Server]:
        """Serve until the end of the block."""
        threads = [Thread(target=self._listen, args=(listening,), daemon=True) for listening in self._listening]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._stopped.set()
            for listening in self._listening:
                with suppress(OSError):
                    listening.shutdown(socket.SHUT_RDWR)
                listening.close()
            for thread in threads:
                thread.join()

    def _listen(self, listening: socket.socket) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        host = plain.getsockname()[0]
        with suppress(OSError), plain:
            connection = self._context.wrap_socket(plain, server_side=True) if self._context else plain
            self._answer(connection, host)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)  # until the other side closes

    def _answer(self, connection: socket.socket, host: str) -> None:
        request = _request(connection, host)
        if request:
            with self._lock:
                self._asked[host, request.path] += 1
                times = self._asked[host, request.path]
                self.requests.append(request)
            with self._counted(host):
                self._stopped.wait(self._think)
            self._site(Reply(connection, self._stopped), request, times)

    @contextmanager
    def _counted(self, host: str) -> Iterator[None]:
        """Count a request that waits for its answer. Over before the answer begins: who asks cannot have gone on yet,
        however slow this thread is."""
        with self._lock:
            self._at_once[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._at_once[host])
        yield
        with self._lock:
            self._at_once[host] -= 1


def _request(connection: socket.socket, host: str) -> Request | None:
    received = b""
    while b"\r\n\r\n" not in received:
        data = connection.recv(65536)
        if not data:
            return None
        received += data
    first, *lines = received.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Request(host, first.split(" ")[1], headers, time.monotonic())


# --- pages and failures ---------------------------------------------------------------------------------------------

ROBOTS = b"User-agent: *\nDisallow: /forbidden/\nDisallow: /*.php$\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def content(path: str) -> bytes:
    """What a page holds: different for each path, and longer than one packet."""
    return f"{path} ".encode() * 400


LASTING = frozenset(("robots.txt", "404", "loop", "private", "file", "large", "endless", "bomb", "drip", "head"))


def failing(oversize: int, private: str) -> Site:
    """A site whose pages fail as the first part of their path says; those that fail at first are well when asked again.

    `private` is where `/private/` redirects to.
    """
    begun = b"HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n123"
    answers: dict[str, Callable[[Reply, str, bytes], object]] = {
        "robots.txt": lambda reply, path, page: reply.page(ROBOTS),
        "500": lambda reply, path, page: reply.page(b"sorry", "500 Internal Server Error"),
        "503": lambda reply, path, page: reply.page(b"busy", "503 Service Unavailable", Retry_After="1"),
        "429": lambda reply, path, page: reply.page(b"slower", "429 Too Many Requests"),
        "404": lambda reply, path, page: reply.page(b"none", "404 Not Found"),
        "reset": lambda reply, path, page: reply.reset(begun),
        "stall": lambda reply, path, page: reply.stall(begun),
        "short": lambda reply, path, page: reply.page(page, Content_Length=str(len(page) + 7)),
        "chunks": lambda reply, path, page: reply.send(CHUNKED + b"20\r\n" + page[:9]),
        "loop": lambda reply, path, page: reply.redirect(path),
        "private": lambda reply, path, page: reply.redirect(private),
        "file": lambda reply, path, page: reply.redirect("file:///etc/passwd"),
        "large": lambda reply, path, page: reply.page(page, Content_Length=str(oversize + 1)),
        "endless": lambda reply, path, page: reply.flood(b"HTTP/1.1 200 OK\r\n\r\n", page),
        "bomb": lambda reply, path, page: reply.page(gzip.compress(bytes(oversize + 1)), Content_Encoding="gzip"),
        "drip": lambda reply, path, page: reply.drip(begun + page, 0.05),
        "head": lambda reply, path, page: reply.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: 1\r\n" * 1000, 0.05),
        "gzip": lambda reply, path, page: reply.page(gzip.compress(page)[:-9], Content_Encoding="gzip"),
        "garbage": lambda reply, path, page: reply.send(b"\x00\xff" * 99),
    }

    def site(reply: Reply, request: Request, times: int) -> None:
        kind, page = request.path.split("/")[1], content(request.path)
        if kind in answers and (times == 1 or kind in LASTING):
            answers[kind](reply, request.path, page)
        else:
            reply.page(gzip.compress(page), Content_Encoding="gzip")

    return site
