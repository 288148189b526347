"""Datasette plugin: China's annual reports on open government information. Hooks only.

Each hook imports what it needs: a process that makes pages or files imports this package too, and needs no Datasette.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

from pluggy import HookimplMarker

if TYPE_CHECKING:
    from markupsafe import Markup

    from datasette_govreports.headers import App

hookimpl = HookimplMarker("datasette")


@hookimpl
def register_commands(cli: Any) -> None:
    """`datasette govreports …`."""
    from datasette_govreports import commands

    cli.add_command(commands.govreports)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The public pages."""
    from datasette_govreports import exports, originals, search, views

    return [*exports.ROUTES, *search.ROUTES, *views.ROUTES, *originals.ROUTES]


@hookimpl
def register_output_renderer() -> list[dict[str, Any]]:
    """The formats of tables and queries that Datasette has not."""
    from datasette_govreports import exports

    return exports.RENDERERS


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Canned queries, on Datasette 1.0; and processes for visitors' SQL. Another release's database is told of."""
    import click
    from govreports.shape import refusal

    from datasette_govreports import compat, isolation, queries, views

    async def add() -> None:
        database = await views.find_database(datasette)
        if database is not None:
            isolation.isolate(database)
            await compat.add_queries(datasette, database.name, queries.for_datasette())
        for path in await views.other_releases(datasette):
            click.echo("\n".join(refusal(path)), err=True)

    return add


@hookimpl(optionalhook=True)  # gone from 1.0
def canned_queries(datasette: Any, database: str) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Canned queries, on Datasette 0.65."""
    from datasette_govreports import queries, views

    async def find() -> dict[str, Any]:
        holder = await views.find_database(datasette)
        return queries.for_datasette() if holder is not None and holder.name == database else {}

    return find


@hookimpl(trylast=True)  # after Datasette's own escape_fts, which ours replaces
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Bounds for whatever SQL reaches a connection of the server itself."""
    from datasette_govreports import guard

    if not database.startswith("_internal"):
        guard.apply(conn, heap=guard.SERVER_HEAP)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Headers on every response."""
    from datasette_govreports import headers

    return headers.wrap(str(datasette.urls.path("/")))


@hookimpl
def extra_template_vars(
    datasette: Any, request: Any, template: str, view_name: str, database: str | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What Datasette's own pages need to look like ours."""
    from datasette_govreports import stock

    async def find() -> dict[str, Any]:
        return await stock.template_variables(datasette, request, template, view_name, database)

    return find


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Reports and bodies lead to their pages."""
    from datasette_govreports import stock

    return stock.cell(datasette, database, table, column, value)


@hookimpl(hookwrapper=True)  # ours instead of Datasette's, which would also write each into the log
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Iterator[None]:
    """Error pages in our design."""
    from datasette_govreports import errors

    outcome: Any = yield
    outcome.force_result([errors.instead(datasette, request, exception, outcome.get_result())])


@hookimpl(hookwrapper=True)
def forbidden(datasette: Any, request: Any, message: str) -> Iterator[None]:
    """The same where something may not be seen."""
    from datasette import Forbidden

    from datasette_govreports import errors

    outcome: Any = yield
    outcome.force_result([errors.instead(datasette, request, Forbidden(message), outcome.get_result())])
