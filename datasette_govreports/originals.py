"""The originals that a load kept: a folder beside the database, each file named by the SHA-256 of its bytes.

They are other people's files, so a browser must not run anything in them: only what it shows in a viewer of its own,
PDF and pictures, is shown; everything else is a download.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from datasette import Forbidden, NotFound, Response

from datasette_govreports import compat
from datasette_govreports.views import find_database

SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})
_ID = re.compile("[0-9a-f]{64}")
DOCUMENT = "SELECT media_type FROM documents WHERE id = ? AND kept"


async def original(datasette: Any, request: Any) -> Any:
    """`/originals/<id>`: one kept file. Only an id that the database holds becomes a path."""
    id = request.url_vars["id"]
    database = await find_database(datasette)
    if database is None or not _ID.fullmatch(id):
        raise NotFound("No such original")
    if not await compat.may_view(datasette, request.actor, database.name):
        raise Forbidden("view-database")
    media_type = (await database.execute(DOCUMENT, (id,))).first()
    data = await asyncio.to_thread(_read, f"{database.path}.originals", id)
    if media_type is None or data is None:
        raise NotFound("No such original")
    shown = media_type[0] in SHOWN
    return Response(
        data,
        content_type=media_type[0] if shown else "application/octet-stream",
        headers={
            "Content-Disposition": "inline" if shown else "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _read(folder: str, id: str) -> bytes | None:
    try:
        return Path(folder, id).read_bytes()
    except OSError:
        return None


ROUTES = [(r"^/originals/(?P<id>[0-9a-f]{64})$", original)]
