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


def sql_page(datasette: Any, database: str) -> str:
    """Where a visitor's own SQL is answered."""
    page = str(datasette.urls.database(database))
    return f"{page}/-/query" if hasattr(datasette, "add_query") else page


def path_below_root(datasette: Any, request: Any) -> str:
    """The path of a request below the address that the site hangs under, without its first slash."""
    root = str(datasette.urls.path("/"))
    return str(request.path).removeprefix(root.rstrip("/")).lstrip("/")


def environment(datasette: Any) -> Any:
    """Where Datasette finds its templates and what it gives to them."""
    return datasette.get_jinja_environment() if hasattr(datasette, "get_jinja_environment") else datasette.jinja_env


def bad_request(message: str) -> Exception:
    """An exception that is answered with 400."""
    from datasette.utils.asgi import BadRequest

    return BadRequest(message)  # type: ignore[no-any-return]


async def table_descriptions(datasette: Any, database: str) -> dict[str, str]:
    """What the operator's metadata says of each table."""
    if hasattr(datasette, "get_resource_metadata"):
        names = await datasette.get_database(database).table_names()
        names += await datasette.get_database(database).view_names()
        told = {name: await datasette.get_resource_metadata(database, name) for name in names}
    else:
        told = ((datasette.metadata("databases") or {}).get(database) or {}).get("tables") or {}
    return {name: about.get("description") or "" for name, about in told.items()}


async def stock_index(datasette: Any, request: Any, send: Any) -> Any:
    """Datasette's own home page."""
    from datasette.views.index import IndexView

    request.scope = {**request.scope, "url_route": {"kwargs": {"format": None}}}  # what its own route would say
    return await IndexView.as_view(datasette)(request, send)
