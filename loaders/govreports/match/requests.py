"""Section 三: what stands under item (六) tells the edition."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.form import EDITIONS, Edition, requests
from govreports.match.cells import split
from govreports.match.drafts import Draft, Found, absent, read, span_of, zone
from govreports.match.labels import Anchor
from govreports.match.plan import request_row, request_rows
from govreports.match.rows import Row
from govreports.match.runs import Run, rows_of

_ONLY_2019 = tuple(row.code for row in requests.ROWS if row.editions == ("2019",))
_ONLY_2021 = tuple(row.code for row in requests.ROWS if row.editions == ("2021",))


def read_requests(text: str, anchors: Sequence[Anchor], run: Run) -> Draft:
    """Read one printed table of section 三. Its edition is None where both editions' own rows hold figures, or none."""
    where = rows_of(anchors, run)
    edition = _edition(text, anchors, where)
    codes = list(request_rows(edition))
    if edition is None:
        codes = [row.code for row in requests.ROWS if row.code in where or len(row.editions) == len(EDITIONS)]
    rows: list[tuple[Found, Row | None]] = []
    for code in codes:
        shape = request_row(code)
        if code in where:
            rows.append(read(Found(code, shape, *zone(text, anchors, where[code]))))
        else:
            rows.append(absent(code, shape))
    return Draft("requests", edition, span_of(anchors, run[0], rows), tuple(rows))


def _edition(text: str, anchors: Sequence[Anchor], where: dict[str, int]) -> Edition | None:
    """In the 2021 form the label of row (六) heads three rows and holds no figures of its own."""
    newer = any(code in where for code in _ONLY_2021)
    older = any(code in where for code in _ONLY_2019)
    if newer and older:
        older = any(
            piece.raw
            for code in _ONLY_2019
            if code in where
            for piece in split(zone(text, anchors, where[code])[1]).pieces
        )
    if newer == older:
        return None
    return "2021" if newer else "2019"
