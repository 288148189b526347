"""Downloads: tables and queries as whole files, and a report or a body as JSON or CSV at its page's own address."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from datasette import Forbidden, NotFound, Response

from datasette_govreports import compat, isolation, records, views
from datasette_govreports.formats import BY_EXTENSION, FORMATS, ROWS, SECONDS, Export, Format
from datasette_govreports.language import LANGUAGES
from datasette_govreports.sandbox import Statement

__all__ = ["AVAILABLE", "RENDERERS", "ROUTES", "ROWS"]

PIECE = 2**16
# A page's own bounds, which a file does not have; and what an export of it is not asked.
_PAGE = re.compile(r"\s+limit\s+\d+(\s+offset\s+\d+)?\s*$", re.IGNORECASE)
_PAGING = frozenset(("_next", "_size", "_shape", "_labels", "_facet", "_extra", "_nl", "_col", "_nocol"))

AVAILABLE = {form.extension: form for form in FORMATS if form.available}


class Download(Response):  # type: ignore[misc] # Datasette ships no types
    """A temporary file as a response; the file is gone once it is sent, or the visitor is."""

    def __init__(self, path: Path, name: str, media_type: str) -> None:
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        super().__init__(content_type=media_type, headers={"Content-Disposition": disposition})
        self._path = path

    async def asgi_send(self, send: Any) -> None:
        """Send the file piece by piece."""
        try:
            headers = {**self.headers, "content-type": self.content_type, "content-length": self._path.stat().st_size}
            raw = [[name.lower().encode(), str(value).encode("latin-1")] for name, value in headers.items()]
            await send({"type": "http.response.start", "status": self.status, "headers": raw})
            with self._path.open("rb") as file:
                while piece := file.read(PIECE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._path.unlink(missing_ok=True)


def _renderer(form: Format) -> dict[str, Any]:
    async def render(
        datasette: Any, database: str, table: str | None, query_name: str | None, sql: str | None, request: Any
    ) -> Any:
        isolated = getattr(datasette.get_database(database), "isolated", None)
        if isolated is None or sql is None:
            return None
        find = _table_statement(datasette, database, table, request) if table else None
        text, parameters = await find if find else (sql, _asked(sql, request))
        return await _download(isolated, form, text, parameters, table or query_name or database)

    def can_render(datasette: Any, database: str, view_name: str) -> bool:
        return view_name != "row" and hasattr(datasette.get_database(database), "isolated")

    return {"extension": form.extension, "render": render, "can_render": can_render}


async def _download(isolated: Any, form: Format, sql: str, parameters: Any, name: str) -> Download:
    with tempfile.NamedTemporaryFile(prefix="govreports-", delete=False) as file:
        path = Path(file.name)
    try:
        await isolated.run(
            lambda _: Export(
                Statement(sql, isolation.named(sql, parameters), isolated.seconds), form.extension, str(path)
            ),
            SECONDS,
            "exports",
        )
    except BaseException:
        _remove(path)
        raise
    return Download(path, f"{name}.{form.suffix}", form.media_type)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _asked(sql: str, request: Any) -> dict[str, str]:
    """A value for each parameter of a query, empty where the visitor gave none, as Datasette has it."""
    return {name: request.args.get(name) or "" for name in isolation.PARAMETER.findall(sql)}


async def _table_statement(datasette: Any, database: str, table: str, request: Any) -> tuple[str, dict[str, Any]]:
    """What Datasette would ask the table for with the filters of a request, without the bounds of a page.

    Only Datasette knows how it reads filters, so it is asked for one row and says what it asked itself.
    """
    kept = [(name, value) for name, value in parse_qsl(request.query_string, keep_blank_values=True)]
    wanted = [pair for pair in kept if pair[0] not in _PAGING]
    wanted += [("_size", "1"), ("_extra", "query"), ("_shape", "objects"), ("_nofacet", "1"), ("_nocount", "1")]
    address = datasette.urls.table(database, table, format="json") + "?" + urlencode(wanted)
    headers = {name: request.headers[name] for name in ("authorization", "cookie") if name in request.headers}
    response = await datasette.client.get(address, headers=headers)
    told = response.json()
    if response.status_code != 200:  # noqa: PLR2004 - as HTTP has it
        raise compat.bad_request(told.get("error") or "the table cannot be read")
    return _PAGE.sub("", told["query"]["sql"]), told["query"]["params"]


RENDERERS = [_renderer(form) for form in AVAILABLE.values()]


# --- one report, one body ---------------------------------------------------------------------------------------------


async def _record(datasette: Any, request: Any) -> Any:
    """`/reports/<slug>.json`, `/reports/<slug>.csv`, and the same for `/agencies/`."""
    kind, slug, extension = (unquote(request.url_vars[name]) for name in ("kind", "slug", "extension"))
    database = await views.find_database(datasette)
    if database is None:
        raise NotFound("None of the databases served here holds reports")
    if not await compat.may_view(datasette, request.actor, database.name):
        raise Forbidden("view-database")
    load = records.LOAD[kind, extension]
    found = await database.execute_fn(lambda db: load(db, views.books(database, db), slug))
    if found is None:
        raise NotFound("There is no such record")
    if extension == "json":
        return Response(found, content_type="application/json; charset=utf-8")
    return Response(
        found,
        content_type=BY_EXTENSION["full_csv"].media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(slug, safe='')}.csv"},
    )


ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [
    (rf"^/{language.prefix}(?P<kind>reports|agencies)/(?P<slug>[^/]+)\.(?P<extension>json|csv)$", _record)
    for language in LANGUAGES
]
