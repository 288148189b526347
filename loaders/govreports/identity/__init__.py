"""Who, when and what a report is about: read from its text, or taken from a manifest, never guessed.

`identify` is a pure function. What the text does not say plainly stays None, with a row of evidence that says why.
"""

from govreports.identity.aliases import Aliases
from govreports.identity.assemble import identify

__all__ = ["Aliases", "identify"]
