"""One request and its answer over one connection, within limits, and to the byte as they went over the wire."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import closing
from email.message import Message
from typing import Any, NamedTuple

from govreports.fetch.addresses import Address, hosts
from govreports.fetch.content import decoded
from govreports.fetch.reasons import TransferError

HEAD = 256 * 2**10  # bytes that status line, headers and chunk sizes may take on top of the content
WITHOUT_CONTENT = frozenset((204, 304))


class Limits(NamedTuple):
    """What one request may take: seconds in all, seconds of silence, bytes as they come and again unpacked."""

    seconds: float
    silence: float
    size: int


class Answer(NamedTuple):
    """What a server answered. `sent` and `received` are the bytes that went over the wire, `ip` the host's address."""

    address: Address
    status: int
    headers: Message
    content: bytes
    sent: bytes
    received: bytes
    ip: str


class Client(NamedTuple):
    """How requests are made. `private`: whether hosts that are not public may be asked."""

    agent: str
    limits: Limits
    private: bool = False

    def ask(self, asked: Address, headers: Mapping[str, str]) -> Answer:
        """Ask for an address once, without following redirects. Raises TransferError."""
        deadline = time.monotonic() + self.limits.seconds
        try:
            wire = self._connect(asked, deadline)
            with closing(wire):
                return self._exchange(asked, wire, headers)
        except ssl.SSLEOFError as error:
            raise TransferError("reset") from error
        except ssl.SSLError as error:
            raise TransferError("tls", error.reason or str(error)) from error
        except TimeoutError as error:
            raise TransferError("stalled" if time.monotonic() < deadline else "too_slow") from error
        except http.client.IncompleteRead as error:
            raise TransferError("cut_short") from error
        except ConnectionError as error:
            raise TransferError("reset") from error
        except (http.client.HTTPException, ValueError) as error:
            raise TransferError("not_http", type(error).__name__) from error
        except OSError as error:
            raise TransferError("no_connection", error.strerror or "") from error

    def _connect(self, asked: Address, deadline: float) -> Wire:
        failed: OSError | None = None
        for ip in hosts(asked, self.private):
            try:
                plain = socket.create_connection((ip, asked.port), self._patience(deadline))
            except OSError as error:
                failed = error
                continue
            try:
                plain.settimeout(self._patience(deadline))
                return Wire(_secured(plain, asked), ip, self.limits, deadline)
            except BaseException:
                plain.close()
                raise
        raise TransferError("no_connection", (failed and failed.strerror) or "") from failed

    def _patience(self, deadline: float) -> float:
        return max(0.001, min(self.limits.silence, deadline - time.monotonic()))

    def _exchange(self, asked: Address, wire: Wire, headers: Mapping[str, str]) -> Answer:
        ours = {"Host": asked.authority, "User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        lines = [f"{name}: {value}" for name, value in {**ours, "Connection": "close", **headers}.items()]
        wire.sendall("\r\n".join((f"GET {asked.target} HTTP/1.1", *lines, "", "")).encode("latin-1", "replace"))
        response = http.client.HTTPResponse(wire, method="GET")  # type: ignore[arg-type]  # makefile is all it needs
        response.begin()
        if (response.length or 0) > self.limits.size:
            raise TransferError("too_large", f"{response.length} bytes")
        body = response.read()
        content = b"" if response.status in WITHOUT_CONTENT else self._decoded(response, body)
        sent, received = bytes(wire.sent), bytes(wire.received)
        return Answer(asked, response.status, response.headers, content, sent, received, wire.ip)

    def _decoded(self, response: http.client.HTTPResponse, body: bytes) -> bytes:
        return decoded(body, response.headers.get("Content-Encoding", ""), self.limits.size)


def _secured(plain: socket.socket, asked: Address) -> socket.socket:
    if asked.scheme != "https":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=asked.host)


class Wire(io.RawIOBase):
    """A connected socket as http.client wants one, which keeps to the limits and a copy of all that passes."""

    def __init__(self, connected: socket.socket, ip: str, limits: Limits, deadline: float) -> None:
        self._socket, self._limits, self._deadline = connected, limits, deadline
        self.ip = ip
        self.sent, self.received = bytearray(), bytearray()

    def sendall(self, data: bytes) -> None:
        """Send, as a socket does."""
        self._hurry()
        self.sent += data
        self._socket.sendall(data)

    def makefile(self, *_: object) -> io.BufferedReader:
        """What http.client reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """It can be read from."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Receive, however little comes."""
        self._hurry()
        count = self._socket.recv_into(buffer)
        self.received += memoryview(buffer)[:count]
        if len(self.received) > self._limits.size + HEAD:
            raise TransferError("too_large", f"more than {self._limits.size} bytes")
        return count

    def close(self) -> None:
        """Close the socket when nothing reads from it any more."""
        if not self.closed:
            self._socket.close()
        super().close()

    def _hurry(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TransferError("too_slow", f"{self._limits.seconds:g} s")
        self._socket.settimeout(min(self._limits.silence, left))
