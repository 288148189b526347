"""What differs between Datasette 0.65 and 1.0, and nothing else does."""

from __future__ import annotations

from typing import Any


async def may_view(datasette: Any, actor: Any, database: str) -> bool:
    """Whether an actor may see a database, by the instance's own rules."""
    if hasattr(datasette, "allowed"):
        from datasette.resources import DatabaseResource

        resource = DatabaseResource(database=database)
        return bool(await datasette.allowed(action="view-database", resource=resource, actor=actor))
    for action, resource in (("view-instance", None), ("view-database", database)):
        # Without default=True, 0.65 refuses whoever no rule speaks of: the public.
        if not await datasette.permission_allowed(actor, action, resource, default=True):
            return False
    return True


async def add_queries(datasette: Any, database: str, queries: dict[str, dict[str, Any]]) -> None:
    """Give a database its canned queries. 0.65 asks for them through a hook instead."""
    if not hasattr(datasette, "add_query"):
        return
    for name, query in queries.items():
        await datasette.add_query(
            database,
            name,
            query["sql"],
            title=query["title"],
            description=query["description"],
            parameters=query["params"],
            is_trusted=True,
        )


async def stock_index(datasette: Any, request: Any, send: Any) -> Any:
    """Datasette's own home page."""
    from datasette.views.index import IndexView

    request.scope = {**request.scope, "url_route": {"kwargs": {"format": None}}}  # what its own route would say
    return await IndexView.as_view(datasette)(request, send)
