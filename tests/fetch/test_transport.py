"""One request: what comes is to the byte what was sent, within every limit, or it is an error with its reason."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from govreports.fetch.addresses import address
from govreports.fetch.reasons import TransferError
from govreports.fetch.transport import Client, Limits

from tests.fetch.server import Server, content, failing

SIZE = 50_000
CLIENT = Client("tests", Limits(seconds=1.0, silence=0.4, size=SIZE), private=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that fails in every way."""
    with Server(failing(SIZE, "http://127.0.0.1:1/")).running() as started:
        yield started


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("reset", "reset"),
        ("stall", "stalled"),
        ("short", "cut_short"),
        ("chunks", "cut_short"),
        ("large", "too_large"),
        ("endless", "too_large"),
        ("bomb", "too_large"),
        ("drip", "too_slow"),
        ("head", "too_slow"),
        ("gzip", "encoding"),
        ("garbage", "not_http"),
    ],
)
def test_a_failure_has_its_reason_and_ends_in_time(server: Server, kind: str, reason: str) -> None:
    began = time.monotonic()
    with pytest.raises(TransferError) as raised:
        CLIENT.ask(address(server.url(f"/{kind}/1")), {})
    assert raised.value.reason == reason
    assert time.monotonic() - began < CLIENT.limits.seconds + 3


def test_what_comes_is_what_was_sent(server: Server) -> None:
    answer = CLIENT.ask(address(server.url("/good/报告 一?年=二〇二〇&x=%41")), {"X-Extra": "1"})
    (request,) = server.asked(answer.address.target)
    assert answer.address.target == (
        "/good/%E6%8A%A5%E5%91%8A%20%E4%B8%80?%E5%B9%B4=%E4%BA%8C%E3%80%87%E4%BA%8C%E3%80%87&x=%41"
    )
    assert answer.content == content(request.path)
    assert (answer.status, answer.ip) == (200, "127.0.0.1")
    assert answer.received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert len(answer.received) < len(answer.content), "as it went over the wire: packed"
    assert answer.sent.startswith(b"GET /good/")
    assert answer.sent.endswith(b"\r\n\r\n")
    assert request.headers["User-Agent"] == "tests"
    assert request.headers["X-Extra"] == "1"
    assert request.headers["Host"] == server.origins[0].removeprefix("http://")


def test_an_error_page_is_an_answer(server: Server) -> None:
    answer = CLIENT.ask(address(server.url("/500/1")), {})
    assert (answer.status, answer.content) == (500, b"sorry")


def test_nobody_listens() -> None:
    with Server(failing(SIZE, "")).running() as closed:
        url = closed.url("/")
    with pytest.raises(TransferError) as raised:
        CLIENT.ask(address(url), {})
    assert raised.value.reason == "no_connection"


def test_a_certificate_that_nobody_vouches_for_is_not_believed() -> None:
    with Server(failing(SIZE, ""), secure=True).running() as server, pytest.raises(TransferError) as raised:
        CLIENT.ask(address(server.url("/good/1")), {})
    assert raised.value.reason == "tls"
    assert server.requests == []


def test_tls_with_a_server_that_speaks_none(server: Server) -> None:
    with pytest.raises(TransferError) as raised:
        CLIENT.ask(address(server.url("/good/1").replace("http:", "https:")), {})
    assert raised.value.reason in ("tls", "stalled", "too_slow")


def test_no_host_of_that_name() -> None:
    with pytest.raises(TransferError) as raised:
        CLIENT.ask(address("http://no-such-host.invalid/"), {})
    assert raised.value.reason == "no_host"
