"""Routes: find the database, check the permission, answer 404, render."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote

from datasette import Forbidden, NotFound, Response

from datasette_govreports import compat
from datasette_govreports.language import LANGUAGES, Language, words
from datasette_govreports.links import Links
from datasette_govreports.pages import changes, home, report

USUAL_NAME = "govreports"
TABLES = frozenset({"reports", "form_cells"})
STYLESHEET = "govreports.css"
OWN_STYLESHEET = "datasette.css"

Load = Callable[[sqlite3.Connection], object | None]


async def find_database(datasette: Any) -> Any:
    """The database that holds reports, or None: told by its tables, the usual name first."""
    for database in datasette.databases.values():
        if hasattr(database, "isolated"):  # found at start-up
            return database
    for name, database in sorted(datasette.databases.items(), key=lambda item: item[0] != USUAL_NAME):
        if not name.startswith("_") and set(await database.table_names()) >= TABLES:
            return database
    return None


def template_context(page: object, links: Links) -> dict[str, Any]:
    """What every template is given; the same for a server and for files."""
    catalogue = words(links.language)
    return {
        "page": page,
        "links": links,
        "lang": links.language,
        "stylesheet": links.file(f"{STYLESHEET}?v={_version(STYLESHEET)}"),
        "own_stylesheet": links.file(f"{OWN_STYLESHEET}?v={_version(OWN_STYLESHEET)}"),
        "_": catalogue.gettext,
        "ngettext": catalogue.ngettext,
    }


async def home_page(datasette: Any, request: Any, send: Any, language: Language) -> Any:
    """`/` and `/en/`. Where no database holds reports, `/` stays Datasette's."""
    if await find_database(datasette) is None:
        return await compat.stock_index(datasette, request, send)
    return await _answer(datasette, request, language, "", "home", home.load)


async def report_page(datasette: Any, request: Any, send: Any, language: Language) -> Any:
    """`/reports/<slug>` and `/en/reports/<slug>`; an earlier version's address shows what has changed since."""
    del send
    slug = unquote(request.url_vars["slug"])
    load = partial(changes.load_else, report.load, slug=slug, language=language)
    return await _answer(datasette, request, language, f"reports/{quote(slug, safe='')}", "report", load)


async def changes_page(datasette: Any, request: Any, send: Any, language: Language) -> Any:
    """`/reports/<slug>/changes` and `/en/reports/<slug>/changes`."""
    del send
    slug = unquote(request.url_vars["slug"])
    load = partial(changes.load, slug=slug, language=language)
    return await _answer(datasette, request, language, f"reports/{quote(slug, safe='')}/changes", "changes", load)


async def english_home(datasette: Any) -> Any:
    """`/en`, which people type."""
    return Response.redirect(str(datasette.urls.path("/en/")), status=301)


async def _answer(datasette: Any, request: Any, language: Language, path: str, name: str, load: Load) -> Any:
    database = await find_database(datasette)
    if database is None:
        raise NotFound("None of the databases served here holds reports")
    if not await compat.may_view(datasette, request.actor, database.name):
        raise Forbidden("view-database")
    page = await database.execute_fn(load)
    template = getattr(page, "template", name) if page is not None else "missing"
    html = await datasette.render_template(
        f"govreports/{template}.html",
        template_context(page, _links(datasette, database.name, language, path)),
        request=request,
    )
    return Response.html(html, status=200 if page is not None else 404)


def _links(datasette: Any, database: str, language: Language, page: str) -> Links:
    return Links(
        root=str(datasette.urls.path("/")),
        language=language,
        page=page,
        data=str(datasette.urls.database(database)),
        static=str(datasette.urls.static_plugins("datasette_govreports", "")),
    )


@cache
def _version(name: str) -> str:
    """Changes with the file, so that no browser keeps an old one."""
    return sha256(files(__package__).joinpath("static", name).read_bytes()).hexdigest()[:8]


def _in(view: Callable[..., Awaitable[Any]], language: Language) -> Callable[..., Awaitable[Any]]:
    # Datasette reads a view's parameters by name and passes no others, so a partial will not do.
    async def localised(datasette: Any, request: Any, send: Any) -> Any:
        return await view(datasette, request, send, language)

    return localised


def _routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    routes: list[tuple[str, Callable[..., Awaitable[Any]]]] = [(r"^/en$", english_home)]
    for language in LANGUAGES:
        routes.append((rf"^/{language.prefix}$", _in(home_page, language)))
        routes.append((rf"^/{language.prefix}reports/(?P<slug>[^/]+)$", _in(report_page, language)))
        routes.append((rf"^/{language.prefix}reports/(?P<slug>[^/]+)/changes$", _in(changes_page, language)))
    return routes


ROUTES = _routes()
