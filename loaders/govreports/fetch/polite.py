"""Who is asked when: one request at a time to a host, a pause between, several hosts at once."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import heappop, heappush
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Host(Generic[T]):
    """What waits for one host: tasks that are due, and those that are due later, each with its moment."""

    pause: float
    waiting: deque[T] = field(default_factory=deque)
    later: list[tuple[float, int, T]] = field(default_factory=list)
    busy: bool = False
    ready_at: float = 0.0

    def next_at(self) -> float | None:
        """When the host's next task can begin, None when there is none or one is under way."""
        if self.busy or not (self.waiting or self.later):
            return None
        return self.ready_at if self.waiting else max(self.ready_at, self.later[0][0])

    def take(self, now: float) -> T:
        """Take a task that is due: one that was put off comes first."""
        if self.later and self.later[0][0] <= now:
            return heappop(self.later)[-1]
        return self.waiting.popleft()


class Queue(Generic[T]):
    """Tasks by host. A worker that takes one has the host to itself until it has done with it."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host[T]] = {}
        self._changed = Condition()
        self._under_way = self._put_off = 0
        self._closed = False

    def put(self, host: str, task: T, wait: float = 0.0) -> None:
        """Add a task that is due in so many seconds."""
        with self._changed:
            if wait:
                self._put_off += 1
                heappush(self._of(host).later, (time.monotonic() + wait, self._put_off, task))
            else:
                self._of(host).waiting.append(task)
            self._changed.notify()

    def take(self) -> tuple[Turn, T] | None:
        """The next task and the turn at its host, as soon as one is due; None when nothing is left or will come."""
        with self._changed:
            while not self._closed:
                moments = ((host.next_at(), name) for name, host in self._hosts.items())
                free = [(begin, name) for begin, name in moments if begin is not None]
                if not free and not self._under_way:
                    break
                begin, name = min(free, default=(None, ""))
                now = time.monotonic()
                if begin is not None and begin <= now:
                    self._hosts[name].busy = True
                    self._under_way += 1
                    return Turn(self._step, name), self._hosts[name].take(now)
                self._changed.wait(None if begin is None else begin - now)
            self._changed.notify_all()
            return None

    @contextmanager
    def finishing(self, turn: Turn) -> Iterator[None]:
        """What a worker does with a task that it took; afterwards the host is free for the next."""
        try:
            yield
        finally:
            with self._changed:
                self._free(turn.host, turn.asked)
                self._under_way -= 1
                self._changed.notify_all()

    def slow_down(self, host: str, pause: float) -> None:
        """Leave at least so many seconds between two requests to a host, as its robots.txt asks."""
        with self._changed:
            self._of(host).pause = max(self._pause, pause)

    def rest(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for so many seconds, as it asks itself."""
        with self._changed:
            self._of(host).ready_at = time.monotonic() + seconds

    def close(self) -> None:
        """Give out no more tasks."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _of(self, host: str) -> _Host[T]:
        return self._hosts.setdefault(host, _Host(self._pause))

    def _free(self, name: str, asked: bool) -> None:
        host = self._of(name)
        host.busy = False
        if asked:
            host.ready_at = max(host.ready_at, time.monotonic() + host.pause)

    def _step(self, left: str, asked: bool, entered: str) -> None:
        """Keep the turn at a host until it may be asked again, or leave it and wait for a turn at another."""
        stays = left == entered
        with self._changed:
            self._free(left, asked)
            host = self._of(entered)
            host.busy = host.busy or stays
            self._changed.notify_all()
            while (wait := host.ready_at - time.monotonic()) > 0 or (host.busy and not stays):
                self._changed.wait(wait if wait > 0 else None)
            host.busy = True


class Turn:
    """A worker's turn: the one host that it may ask at the moment, and whether it has."""

    def __init__(self, step: Callable[[str, bool, str], None], host: str) -> None:
        self._step = step
        self.host, self.asked = host, False

    def at(self, host: str) -> None:
        """Wait until one request may be made to this host."""
        if self.asked or host != self.host:
            self._step(self.host, self.asked, host)
        self.host, self.asked = host, True
