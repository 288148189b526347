"""What a site allows: its robots.txt, read as RFC 9309 says."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from threading import Lock

from protego import Protego

from govreports.fetch.addresses import Address, address
from govreports.fetch.reasons import TransferError
from govreports.fetch.transport import Answer

TRIES = 4
LONGEST_DELAY = 60.0
OK, GONE, BROKEN = HTTPStatus.OK, HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR

Visit = Callable[[Address], Answer]


class Robots:
    """The rules of every site that is asked, each fetched once. A site whose rules cannot be read allows nothing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rules: dict[str, Protego] = {}
        self._failed: dict[str, int] = {}
        self._lock = Lock()

    def check(self, asked: Address, visit: Visit) -> float:
        """The pause that the site asks for between two requests, 0 for none.

        `visit` fetches an address, redirects followed. Raises TransferError when the site forbids the address, or
        when its rules cannot be read; after that has happened a few times they are not asked for again.
        """
        rules = self._rules.get(asked.origin) or self._read(asked.origin, visit)
        if not rules.can_fetch(asked.url, self._name):
            raise TransferError("robots")
        return min(float(rules.crawl_delay(self._name) or 0), LONGEST_DELAY)

    def _read(self, origin: str, visit: Visit) -> Protego:
        if self._failed.get(origin, 0) >= TRIES:
            raise TransferError("site_down")
        try:
            rules = Protego.parse(_text(visit(address(f"{origin}/robots.txt"))))
        except TransferError as error:
            if error.reason in ("address", "private"):
                raise
            with self._lock:
                self._failed[origin] = self._failed.get(origin, 0) + 1
            raise TransferError("no_robots", " ".join(filter(None, (error.reason, error.detail)))) from error
        self._rules[origin] = rules
        return rules


def _text(answer: Answer) -> str:
    """The rules; none where the site has no such file. Raises TransferError when the site is not in order."""
    if answer.status == OK:
        return answer.content.decode("utf-8", "replace")
    if GONE <= answer.status < BROKEN and answer.status != HTTPStatus.TOO_MANY_REQUESTS:
        return ""
    raise TransferError("status", str(answer.status))
