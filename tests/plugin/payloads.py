"""Text that would run if any page or file took it for anything but text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.invalid/a.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//http://x",
    "data:text/html,<script>alert(1)</script>",
    'http://x.invalid/"onmouseover="alert(1)',
    "https://x.invalid/'><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "' onfocus=alert(1) autofocus='",
    '" onfocus=alert(1) autofocus="',
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<style>@import '//x.invalid/a.css';</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//x.invalid/>",
    "<form action=//x.invalid><button>x",
    "{{ 7 * 191 }}{% for x in (1,) %}alert{% endfor %}",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<mark><x onclick=alert(1)>公开",
    '=HYPERLINK("http://x.invalid","x")',
    "`${alert(1)}`",
    "\u2028alert(1)\u2029<!--<script>",
)
# Columns whose values the schema limits, or that other rows refer to.
FIXED = {("reports", "slug"), ("agencies", "slug"), ("documents", "id"), ("load_log", "document_id")}
TABLES = ("agencies", "documents", "evidence", "findings", "load_log", "regions", "reports", "sections", "cell_notes")


def poison(path: Path) -> int:
    """Put a payload into every text cell that holds what a report said; returns how many cells."""
    count = 0
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for table in TABLES:
            keys = [name for _, name, _, _, _, key in db.execute(f"PRAGMA table_info({table})") if key]
            refers = {row[3] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
            columns = [
                name
                for _, name, kind, *_ in db.execute(f"PRAGMA table_info({table})")
                if kind == "TEXT" and name not in refers | set(keys) and (table, name) not in FIXED
                if name not in {"cells", "suspects", "table_name", "status", "outcome", "scope"}
            ]
            for row in db.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall():
                values = [PAYLOADS[(count + i) % len(PAYLOADS)] for i in range(len(columns))]
                count += len(columns) or 0
                where = " AND ".join(f"{key} = ?" for key in keys)
                if columns:
                    db.execute(
                        f"UPDATE {table} SET {', '.join(f'{c} = ?' for c in columns)} WHERE {where}", [*values, *row]
                    )
    return count
