"""How much is tried by tests of random forms and of damaged files: little in CI, as much as is asked for elsewhere.

GOVREPORTS_FORMS is how many random forms a format, GOVREPORTS_MUTATIONS how many damaged files. Where one is given, the
series differs from run to run, and each failure names what draws it again.
"""

from __future__ import annotations

import os
from typing import NamedTuple


class Volume(NamedTuple):
    """How many are tried, and the seed of their series."""

    tried: int
    seed: int


def _volume(variable: str, usual: int) -> Volume:
    asked = os.environ.get(variable)
    return Volume(int(asked), int.from_bytes(os.urandom(4))) if asked else Volume(usual, 1)


def forms(usual: int) -> Volume:
    """Random forms; as many as `usual` unless more are asked for."""
    return _volume("GOVREPORTS_FORMS", usual)


def mutations(usual: int) -> Volume:
    """Damaged files; as many as `usual` unless more are asked for."""
    return _volume("GOVREPORTS_MUTATIONS", usual)
