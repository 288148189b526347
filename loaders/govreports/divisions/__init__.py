"""Administrative divisions: what they are called, where they belong, since when, and what became of them.

The lists are data files, built by `tools/divisions.py` and read when they are first needed.
"""

from govreports.divisions.divisions import Division, current, division, lineage, parent, provinces, successors
from govreports.divisions.hosts import host_of, of_host
from govreports.divisions.names import Place, Read, full_name, gone_by, is_listed, is_zone, read, town

__all__ = [
    "Division",
    "Place",
    "Read",
    "current",
    "division",
    "full_name",
    "gone_by",
    "host_of",
    "is_listed",
    "is_zone",
    "lineage",
    "of_host",
    "parent",
    "provinces",
    "read",
    "successors",
    "town",
]
