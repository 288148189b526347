"""The parts of a text that say whose it is and when."""

import re
from typing import NamedTuple

from govreports.spans import Span


class Head(NamedTuple):
    """A text and its parts: what stands before section 一, and in that what follows the title.

    `mentioned` are the places where the introduction speaks of the report; in `opening` the body speaks of itself.
    """

    text: str
    head: Span
    introduction: Span
    mentioned: list[re.Match[str]]
    opening: Span
