"""Going to an address: in turn, as its site allows, after every redirect to where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from govreports.fetch.addresses import Address, redirected
from govreports.fetch.polite import Queue, Turn
from govreports.fetch.reasons import TransferError
from govreports.fetch.robots import Robots
from govreports.fetch.transport import Answer, Client

REDIRECTS = frozenset((301, 302, 303, 307, 308))
MOST_REDIRECTS = 5


class Visitor:
    """Everything that one visit needs. `keep` is given each answer as it comes, redirects and robots.txt included."""

    def __init__(self, client: Client, robots: Robots, queue: Queue[Any], keep: Callable[[Answer], None]) -> None:
        self._client, self._robots, self._queue, self._keep = client, robots, queue, keep

    def visit(self, turn: Turn, asked: Address, headers: Mapping[str, str]) -> Answer:
        """The answer at the end of all redirects. Raises TransferError."""
        return self._follow(turn, asked, headers, ruled=True)

    def _follow(self, turn: Turn, asked: Address, headers: Mapping[str, str], ruled: bool) -> Answer:
        seen = [asked.url]
        while True:
            if ruled:
                pause = self._robots.check(asked, partial(self._follow, turn, headers={}, ruled=False))
                self._queue.slow_down(asked.host, pause)
            turn.at(asked.host)
            answer = self._client.ask(asked, headers)
            self._keep(answer)
            where = answer.headers.get("Location") if answer.status in REDIRECTS else None
            if not where:
                return answer
            asked = redirected(asked, where)
            if asked.url in seen or len(seen) > MOST_REDIRECTS:
                raise TransferError("redirects", asked.url)
            seen.append(asked.url)
