"""Datasette plugin: China's annual reports on open government information. Hooks only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from datasette_govreports import compat, originals, queries, views


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The public pages."""
    return [*views.ROUTES, *originals.ROUTES]


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Canned queries, on Datasette 1.0."""

    async def add() -> None:
        database = await views.find_database(datasette)
        if database is not None:
            await compat.add_queries(datasette, database.name, queries.for_datasette())

    return add


@hookimpl(optionalhook=True)  # gone from 1.0
def canned_queries(datasette: Any, database: str) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Canned queries, on Datasette 0.65."""

    async def find() -> dict[str, Any]:
        holder = await views.find_database(datasette)
        return queries.for_datasette() if holder is not None and holder.name == database else {}

    return find
