"""Datasette's settings for a public site, in one place.

`python -m datasette_govreports.settings` prints them as options, and `make serve` uses these. The tests of hostile
requests run with them, and docs/operators.md lists them.
"""

from __future__ import annotations

import sys
from typing import NamedTuple


class Setting(NamedTuple):
    """A setting of Datasette's, its value, and what it is for."""

    name: str
    value: str
    reason: str


PUBLIC = (
    Setting("sql_time_limit_ms", "1000", "one statement; the queries that come with the site take a third of it"),
    Setting("facet_time_limit_ms", "200", "counting by a column is a help, not worth a wait"),
    Setting("suggest_facets", "off", "trying every column made the page of a large table 30 times slower"),
    Setting("max_returned_rows", "1000", "rows on a page; whole results are downloads"),
    Setting("allow_csv_stream", "off", "our own downloads are whole and quicker, or are not made at all"),
    Setting("allow_download", "on", "the database is public, and a copy of it costs less than its queries"),
    Setting("default_cache_ttl", "300", "the database does not change while it is served; a new one is seen soon"),
    Setting("num_sql_threads", "3", "for our own pages; what visitors write runs in processes of its own"),
)


def options(settings: tuple[Setting, ...] = PUBLIC) -> list[str]:
    """Settings as options of `datasette serve`."""
    return [word for setting in settings for word in ("--setting", setting.name, setting.value)]


if __name__ == "__main__":
    sys.stdout.write(" ".join(options()) + "\n")
