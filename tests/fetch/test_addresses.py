"""Which addresses may be asked: no trick of writing or of names leads to a host that is not public."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from govreports.fetch.addresses import address, hosts, is_public, redirected
from govreports.fetch.reasons import TransferError
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://example.gov.cn", "http://example.gov.cn/"),
        (" HTTPS://Example.GOV.cn:443/A?b=1#part ", "https://example.gov.cn/A?b=1"),
        (
            "http://www.南通.gov.cn/年报/2020 年.htm",
            "http://www.xn--6kry72l.gov.cn/%E5%B9%B4%E6%8A%A5/2020%20%E5%B9%B4.htm",
        ),
        ("http://example.gov.cn:8080/%E5%B9%B4?q=年", "http://example.gov.cn:8080/%E5%B9%B4?q=%E5%B9%B4"),
        ("http://[2001:4860:4860::8888]:80/", "http://[2001:4860:4860::8888]/"),
    ],
)
def test_an_address_is_read_as_people_write_it(written: str, url: str) -> None:
    assert address(written).url == url
    assert address(url).url == url


@pytest.mark.parametrize(
    "written",
    [
        "",
        "example.gov.cn/report",
        "file:///etc/passwd",
        "ftp://example.gov.cn/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://",
        "http:///path",
        "http://user:secret@example.gov.cn/",
        "http://user@example.gov.cn/",
        "http://example.gov.cn:99999/",
        "http://example.gov.cn:x/",
        "http://[::1/",
        "http://a..b/",
        "http://example.gov.cn/\r\nHost: other",
        "http://example.gov.cn/\x00",
    ],
)
def test_no_other_kind_of_address_is_taken(written: str) -> None:
    with pytest.raises(TransferError) as raised:
        address(written)
    assert raised.value.reason == "address"


@given(st.text(max_size=60))
def test_whatever_is_written_no_line_end_reaches_the_wire(written: str) -> None:
    try:
        asked = address(f"http://example.gov.cn/{written}")
    except TransferError:
        return
    assert asked.target.isascii()
    assert asked.target.isprintable()
    assert " " not in asked.target


@given(st.text(alphabet="/:[]?#@%. \r\nah年\xff", max_size=30))
def test_wherever_a_redirect_leads_it_is_an_address_or_an_error(location: str) -> None:
    try:
        asked = redirected(address("http://example.gov.cn/a/b"), location)
    except TransferError:
        return
    assert asked.scheme in ("http", "https")
    assert asked.target.isascii()
    assert not set(asked.target) & set(" \r\n")


SPECIAL = (
    *(
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104 - nothing is bound to it
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
    ),
    *("100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1"),
    *(
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
    ),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "2002:7f00:1::1"),
    *("2001::1", "2001:db8::1", "100::1"),
)


@pytest.mark.parametrize("ip", SPECIAL)
def test_special_addresses_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "1.1.1.1", "202.108.22.5", "172.32.0.1", "2001:4860:4860::8888", "240e::1"])
def test_addresses_of_the_internet_are_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0/",
        "http://１２７.0.0.1/",
    ],
)
def test_no_way_of_writing_it_leads_to_this_machine(url: str) -> None:
    with pytest.raises(TransferError) as raised:
        hosts(address(url), private=False)
    assert raised.value.reason in ("private", "no_host")


def test_a_name_that_leads_to_a_public_and_a_private_host_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(TransferError) as raised:
        hosts(address("http://two-faced.example/"), private=False)
    assert (raised.value.reason, raised.value.detail) == ("private", "10.0.0.1")
    assert hosts(address("http://two-faced.example/"), private=True) == ["8.8.8.8", "10.0.0.1"]
