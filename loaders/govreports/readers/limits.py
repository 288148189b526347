"""How much a file may hold before a reader gives it up: named limits, shared by all readers.

A published report stays far below every one of them. What exceeds one is refused before it is parsed where that can
be told, and in one sentence; what slips through is ended by the limits of the worker process.
"""

from typing import NoReturn

from govreports.form.model import Text
from govreports.readers.kinds import UnreadableError

# Characters of markup. Pages with pictures inside reach a few million; a parser takes some 40 bytes for each.
MARKUP = 12_000_000
# Tags of one page. A report has a few thousand, and each costs a parser about 250 bytes.
TAGS = 300_000
# Elements inside each other. Pages that an editor made stay below 60; the time of parsers grows with the square.
DEPTH = 500
# Attributes of one tag. Parsers compare each with all before it: 200,000 hung four of them.
ATTRIBUTES = 1_000
# Cells of one table. The largest table of the form has some 230.
CELLS = 20_000
# Places that one cell may span; the HTML standard stops at the same number of columns.
SPAN = 1_000
# Parts of a saved page that hold parts themselves: a browser writes one or two, and each is read by recursion.
NESTED_PARTS = 20
# Entries of an archive: each costs a kilobyte to list.
MEMBERS = 10_000
# What a page says of itself: fields, and the characters of each.
FIELDS = 100
FIELD = 1_000


def refuse(what: Text, limit: int) -> NoReturn:
    """Raise UnreadableError: the file holds more of something than a report does."""
    raise UnreadableError(
        f"文件的{what.zh}超过 {limit:,}，不像一份报告，未予解析。",
        f"The file has more than {limit:,} {what.en}, which no report has; it was not parsed.",
    )
