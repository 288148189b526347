"""What went wrong, told to a visitor: in both languages, in our design, and without the inside of the server."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any, NamedTuple

from datasette import Response

from datasette_govreports import compat, isolation, stock
from datasette_govreports.language import CHINESE, ENGLISH
from datasette_govreports.queries import Text

RETRY_AFTER = {"Retry-After": "5"}


class Explained(NamedTuple):
    """A status with its words. `detail`: what SQLite or Datasette says about the visitor's own input."""

    status: int
    title: Text
    message: Text
    detail: str = ""


TOO_LONG = Explained(
    400,
    Text("查询用时过长", "The query took too long"),
    Text(
        "查询在时限内没有算完，已停止。请加上年度等条件缩小范围，或下载整个数据库在自己的电脑上查询。",
        "The query was stopped at its time limit. Narrow it down, by year for instance, or download the whole database"
        " and query it on your own computer.",
    ),
)
TOO_MUCH = Explained(
    503,
    Text("查询占用内存过多", "The query needed too much memory"),
    Text(
        "查询需要的内存超过限额，已停止。请减少行数、列数或文字的长度。",
        "The query was stopped at its memory limit. Ask for fewer rows, fewer columns or shorter text.",
    ),
)
BUSY = Explained(
    503,
    Text("查询的人太多", "Too many queries at once"),
    Text("请过几秒钟再试。其他页面不受影响。", "Try again in a few seconds. Other pages are not affected."),
)
INVALID = Explained(
    400,
    Text("查询不能执行", "The query cannot be run"),
    Text("数据库不接受这条查询，原因如下。", "The database does not accept this query; the reason is below."),
)
OURS = Explained(
    500,
    Text("服务器出错了", "Something went wrong on the server"),
    Text(
        "这是我们的错误，已记入服务器的日志。请稍后再试，或把网址告诉维护者。",
        "This is our mistake, and it is in the server's log. Try again later, or tell the maintainers the address.",
    ),
)
BY_STATUS = {
    400: INVALID._replace(
        title=Text("请求有误", "Bad request"),
        message=Text("服务器看不懂这个请求，原因如下。", "The server does not understand this request."),
    ),
    403: Explained(
        403,
        Text("不能查看", "Not for everybody"),
        Text("这一页没有对公众开放。", "This page is not open to the public."),
    ),
    404: Explained(
        404,
        Text("没有这一页", "There is no such page"),
        Text("地址可能抄错了，或者这一页已不在。", "The address may be mistyped, or the page is gone."),
    ),
    405: Explained(
        405,
        Text("只能阅读", "For reading only"),
        Text("本站只供阅读，不接受这种请求。", "This site is for reading and does not take such requests."),
    ),
}


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
    context = await stock.context_for(datasette, told, language)
    if context is None:
        return None
    page = await datasette.render_template("govreports/datasette/error.html", context, request=None)
    return Response.html(page, status=told.status, headers=headers)
