"""Statuses other than success, in words for a visitor."""

from __future__ import annotations

from typing import NamedTuple

from datasette_govreports.queries import Text


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
