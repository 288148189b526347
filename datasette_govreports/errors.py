"""What went wrong, told to a visitor: in both languages, in our design, and without the inside of the server."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from datasette import Response

from datasette_govreports import compat, isolation, stock
from datasette_govreports.language import CHINESE, ENGLISH
from datasette_govreports.statuses import BUSY, BY_STATUS, INVALID, OURS, TOO_LONG, TOO_MUCH, Explained

RETRY_AFTER = {"Retry-After": "5"}


def explained(exception: BaseException) -> Explained:
    """What to say about an exception."""
    from datasette.database import QueryInterrupted
    from datasette.utils import InvalidSql
    from datasette.utils.asgi import Base400
    from datasette.views.base import DatasetteError

    table: tuple[tuple[Any, Callable[[Any], Explained]], ...] = (
        ((isolation.Interrupted, QueryInterrupted), lambda _: TOO_LONG),
        (isolation.BusyError, lambda _: BUSY),
        (MemoryError, lambda _: TOO_MUCH),
        ((sqlite3.Error, isolation.RefusedError), _refused),
        (InvalidSql, lambda error: INVALID._replace(detail=str(error))),
        (DatasetteError, _datasette_error),
        (Base400, lambda error: _with_status(error.status, str(error))),
    )
    return next((tell(exception) for kind, tell in table if isinstance(exception, kind)), OURS)


def _refused(error: Exception) -> Explained:
    if error.args == ("interrupted",):
        return TOO_LONG
    return TOO_MUCH if "out of memory" in str(error) else INVALID._replace(detail=str(error))


def _datasette_error(error: Any) -> Explained:
    if error.title == "SQL Interrupted":
        return TOO_LONG
    if error.title == "Invalid SQL":
        return _refused(sqlite3.OperationalError(error.message))
    # Where Datasette does not say whose mistake it is, as for a column that cannot be sorted by, it is the visitor's.
    return _with_status(400 if error.status == OURS.status else error.status, str(error.message))


def _with_status(status: int, detail: str) -> Explained:
    told = BY_STATUS.get(status, OURS)
    return told._replace(status=status, detail=detail if told.status in {400, 404} else "")


def instead(datasette: Any, request: Any, exception: BaseException, others: list[Any]) -> Callable[[], Awaitable[Any]]:
    """Our answer to a request that an exception ended; where no database holds reports, the first of others'."""

    async def respond() -> Any:
        told = explained(exception)
        response = await answer(datasette, request, told)
        if response is None:
            return await _first(others)
        if told is OURS:
            traceback.print_exception(exception)
        return response

    return respond


async def _first(answers: list[Any]) -> Any:
    for found in answers:
        value = found() if callable(found) else found
        value = await value if isawaitable(value) else value
        if value is not None:
            return value
    return None


async def answer(datasette: Any, request: Any, told: Explained) -> Any:
    """JSON where JSON was asked for, one line for files, else a page."""
    headers = RETRY_AFTER if told.status == BUSY.status else {}
    path = request.path
    if path.endswith(".json"):
        said = " ".join(filter(None, (told.title.en + ".", told.message.en, told.detail)))
        body = {"ok": False, "status": told.status, "title": told.title.en, "error": said}
        return Response.json(body, status=told.status, headers=headers)
    if "." in path.rsplit("/", 1)[-1]:
        said = "\n".join(filter(None, (*told.title, *told.message, told.detail)))
        return Response.text(said + "\n", status=told.status, headers=headers)
    language = ENGLISH if compat.path_below_root(datasette, request).startswith("en/") else CHINESE
    context = await stock.context_for(datasette, request, told, language)
    if context is None:
        return None
    page = await datasette.render_template("govreports/datasette/error.html", context, request=None)
    return Response.html(page, status=told.status, headers=headers)
