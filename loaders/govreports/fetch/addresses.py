"""Which addresses may be fetched: http and https, on hosts of the public internet."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from govreports.fetch.reasons import TransferError

PORTS = {"http": 80, "https": 443}
# What stays as it stands in a path or a query: what the standard reserves, and what is escaped already.
_SAFE = "/%:=&?~+!$,;'@()*[]|"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Protocol assignments, which Python 3.11 takes for public in part.
_ASSIGNED = ip_network("192.0.0.0/24")
_UNICAST = IPv6Network("2000::/3")


class Address(NamedTuple):
    """An address in the form in which it is asked for. `host` is in ASCII; `target` is its path and query."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """What robots.txt speaks for."""
        return self.url[: len(self.url) - len(self.target)]

    @property
    def authority(self) -> str:
        """What the Host header says."""
        return self.origin.partition("//")[2]


def address(url: str) -> Address:
    """Read an address as people write it, Chinese in host or path included. Raises TransferError for any other kind."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except ValueError as error:  # UnicodeError among them
        raise TransferError("address", str(error)) from error
    if parts.scheme not in PORTS or not host or parts.username is not None or _CONTROL.search(url.strip()):
        raise TransferError("address")
    usual = PORTS[parts.scheme]
    bracketed = f"[{host}]" if ":" in host else host
    authority = bracketed if port in (None, usual) else f"{bracketed}:{port}"
    target = urlunsplit(("", "", quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), ""))
    return Address(f"{parts.scheme}://{authority}{target}", parts.scheme, host, usual if port is None else port, target)


def redirected(asked: Address, location: str) -> Address:
    """Where a Location header leads. It comes as Latin-1, whatever it is: its bytes are sent back as they are."""
    try:
        where = urljoin(asked.url, quote(location.encode("latin-1", "replace").strip(), _SAFE + "#"))
    except ValueError as error:
        raise TransferError("address", str(error)) from error
    return address(where)


def hosts(asked: Address, private: bool) -> list[str]:
    """The IP addresses of an address's host, to be connected to as they are: a second look-up could answer otherwise.

    Raises TransferError when there is none, or when one of them is not public and `private` ones are not allowed.
    """
    try:
        found = socket.getaddrinfo(asked.host, asked.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise TransferError("no_host", error.strerror or "") from error
    ips = list(dict.fromkeys(str(place[4][0]) for place in found))
    special = [] if private else [ip for ip in ips if not is_public(ip)]
    if special:
        raise TransferError("private", special[0])
    return ips


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the public internet's, and does not carry another one within."""
    number = ip_address(ip.partition("%")[0])
    if isinstance(number, IPv4Address):
        return number.is_global and not number.is_multicast and not number.is_reserved and number not in _ASSIGNED
    return number.is_global and number in _UNICAST and number.sixtofour is None
