"""Section 三: what stands under item (六) tells the edition."""

from __future__ import annotations

from functools import lru_cache

from govreports.form import EDITIONS, Edition, requests
from govreports.match.align import unread
from govreports.match.cells import count_cells
from govreports.match.drafts import Draft, Plan, draft, plan, read
from govreports.match.heads import requests_in_order
from govreports.match.labels import LONGEST_ZONE, Found
from govreports.match.plan import request_row, request_rows
from govreports.match.runs import Placed, Run

_ONLY_2019 = tuple(row.code for row in requests.ROWS if row.editions == ("2019",))
_ONLY_2021 = tuple(row.code for row in requests.ROWS if row.editions == ("2021",))


def read_requests(text: str, found: Found, placed: Placed) -> Draft:
    """Read one printed table of section 三. Its edition is None where both editions' own rows hold figures, or none."""
    edition = _edition(found, placed)
    told = _plan(placed.run, edition)
    starts, rows = read(text, found, placed.first, told)
    if not requests_in_order(_above(found, placed)):
        rows = tuple(row and unread(row, "columns_in_another_order") for row in rows)
    return draft("requests", edition, found, placed.first, told, starts, rows)


def _above(found: Found, placed: Placed) -> str:
    """What is printed between the label before the table, or its first head, and its first row."""
    run, first = placed
    row = first + run.first_row
    begin = found.start(first) if row > first else found.end(first - 1) if first else 0
    return found.zeroed[begin : found.start(row)][-LONGEST_ZONE:]


def _edition(found: Found, placed: Placed) -> Edition | None:
    """In the 2021 form the label of row (六) heads three rows and holds no figures of its own."""
    run, first = placed
    newer, older = _printed(run)
    if newer and older:
        older = any(count_cells(found.zone(first + run.rows[code])) for code in _ONLY_2019 if code in run.rows)
    if newer == older:
        return None
    return "2021" if newer else "2019"


@lru_cache(maxsize=4096)
def _printed(run: Run) -> tuple[bool, bool]:
    """Whether labels are printed that only the newer edition has, and only the older one."""
    return any(code in run.rows for code in _ONLY_2021), any(code in run.rows for code in _ONLY_2019)


@lru_cache(maxsize=4096)
def _plan(run: Run, edition: Edition | None) -> Plan:
    codes = request_rows(edition)
    if edition is None:
        codes = tuple(row.code for row in requests.ROWS if row.code in run.rows or len(row.editions) == len(EDITIONS))
    return plan(map(request_row, codes), run.rows)
