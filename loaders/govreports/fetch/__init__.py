"""Fetching published reports: politely, within limits, resumably, and with their originals kept.

`fetch` works off a list of addresses into a folder that `govreports load` reads. What it has done stands in the
folder's log, so that it goes on after any interruption without asking for anything twice.
"""

from govreports.fetch.folder import Folder
from govreports.fetch.log import Entry
from govreports.fetch.reasons import FetchError, sentence
from govreports.fetch.run import Settings, fetch
from govreports.fetch.wanted import Wanted, read_wanted

__all__ = ["Entry", "FetchError", "Folder", "Settings", "Wanted", "fetch", "read_wanted", "sentence"]
