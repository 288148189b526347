"""Ctrl-C and its kin: a command stops in order, once, or goes on to its end."""

from __future__ import annotations

import signal
from types import FrameType

INTERRUPTS = (signal.SIGINT, signal.SIGTERM)

_asked = False
_held_back = False


def stop_in_order() -> None:
    """From now on an interrupt raises KeyboardInterrupt, once: a second one must not interrupt the clearing up."""
    for number in INTERRUPTS:
        signal.signal(number, _raise)


def heed() -> None:
    """Raise KeyboardInterrupt if an interrupt came: what is raised in the interpreter's own callbacks gets lost."""
    if _asked:
        raise KeyboardInterrupt


def hold_back() -> None:
    """An interrupt from now on waits for `let_through`. Blocking the signal would not do: other threads take it."""
    global _held_back  # noqa: PLW0603 - as `_asked`
    _held_back = True


def let_through() -> None:
    """Raise KeyboardInterrupt if an interrupt was held back, and hold back no more."""
    global _held_back  # noqa: PLW0603 - as `_asked`
    _held_back = False
    heed()


def ignore() -> None:
    """From the point of no return on: what was to be done is done, and saying otherwise would be untrue."""
    for number in INTERRUPTS:
        signal.signal(number, signal.SIG_IGN)


def _raise(number: int, frame: FrameType | None) -> None:
    global _asked  # noqa: PLW0603 - a signal handler has nowhere else to leave word
    ignore()
    _asked = True
    if not _held_back:
        raise KeyboardInterrupt
