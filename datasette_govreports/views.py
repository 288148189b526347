"""Routes: find the database, check the permission, answer 404, render."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode
from weakref import WeakKeyDictionary

from datasette import Forbidden, NotFound, Response
from govreports.shape import is_ours

from datasette_govreports import compat, headers, rendering
from datasette_govreports.language import LANGUAGES, Language
from datasette_govreports.links import Links
from datasette_govreports.pages import about, agency, changes, coverage, data, findings, home, region, report, sql
from datasette_govreports.pages.book import Book, book
from datasette_govreports.pages.listing import Filter, asked
from datasette_govreports.queries import BY_NAME

USUAL_NAME = "govreports"
TABLES = frozenset({"reports", "form_cells"})  # which any release's database has

Load = Callable[[sqlite3.Connection, Book], object | None]
FORMS: WeakKeyDictionary[Any, dict[Language, Book]] = WeakKeyDictionary()


async def find_database(datasette: Any) -> Any:
    """The database that holds reports, or None: told by its mark, the usual name first."""
    for database in datasette.databases.values():
        if hasattr(database, "isolated"):  # found at start-up
            return database
    for _, database in sorted(datasette.databases.items(), key=lambda item: item[0] != USUAL_NAME):
        if database.path and is_ours(Path(database.path)):
            return database
    return None


async def other_releases(datasette: Any) -> list[Path]:
    """Databases that hold reports in another release's shape: our pages would ask them for what they have not."""
    found = [database for database in datasette.databases.values() if database.path]
    looking = [Path(database.path) for database in found if set(await database.table_names()) >= TABLES]
    return [path for path in looking if not is_ours(path)]


async def home_page(datasette: Any, request: Any, send: Any, language: Language) -> Any:
    """`/` and `/en/`. Where no database holds reports, `/` stays Datasette's."""
    if await find_database(datasette) is None:
        return await compat.stock_index(datasette, request, send)
    return await _answer(datasette, request, language, "", "home", home.load)


async def report_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/reports/<slug>`; an earlier version's address shows what has changed since."""
    slug = unquote(request.url_vars["slug"])
    load = partial(changes.load_else, report.load, slug=slug)
    return await _answer(datasette, request, language, f"reports/{quote(slug, safe='')}", "report", load)


async def changes_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/reports/<slug>/changes`."""
    slug = unquote(request.url_vars["slug"])
    load = partial(changes.load, slug=slug)
    return await _answer(datasette, request, language, f"reports/{quote(slug, safe='')}/changes", "changes", load)


async def report_citation(datasette: Any, request: Any, language: Language) -> Any:
    """`/reports/<slug>.jsonld`: the report as a schema.org Dataset."""
    slug = unquote(request.url_vars["slug"])
    database, page = await _page(datasette, request, language, partial(report.load, slug=slug))
    if page is None:
        raise NotFound("No such report")
    links = _links(datasette, request, database.name, language, f"reports/{quote(slug, safe='')}")
    citation = page.citation(links.whole, page.title or page.agency or slug)
    return Response(citation.json_ld, content_type="application/ld+json; charset=utf-8")


async def agency_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/agencies/<slug>`."""
    slug = unquote(request.url_vars["slug"])
    load = partial(agency.load, slug=slug)
    return await _answer(datasette, request, language, f"agencies/{quote(slug, safe='')}", "agency", load)


async def region_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/regions/<code>`, its bodies a page at a time."""
    code = request.url_vars["code"]
    wanted = Filter(region=code, page=asked(request.args).page)
    path = f"regions/{code}{Filter(page=wanted.page).query}"
    return await _answer(datasette, request, language, path, "region", partial(region.load, asked=wanted))


async def findings_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/findings`, narrowed by rule, region, year or body."""
    wanted = asked(request.args)
    load = partial(findings.load, asked=wanted)
    return await _answer(datasette, request, language, f"findings{wanted.query}", "findings", load)


async def check_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/checks/<id>`, narrowed by region, year or body."""
    id, wanted = unquote(request.url_vars["id"]), replace(asked(request.args), check="")
    load = partial(findings.load_check, id=id, asked=wanted)
    return await _answer(datasette, request, language, f"checks/{quote(id, safe='')}{wanted.query}", "check", load)


async def coverage_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/coverage`, narrowed by region and year; its inputs by outcome."""
    wanted = asked(request.args)
    load = partial(coverage.load, asked=wanted, outcome=request.args.get("outcome", ""))
    return await _answer(datasette, request, language, f"coverage{wanted.query}", "coverage", load)


async def data_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/data`: what there is and how to take it away."""
    return await _answer(datasette, request, language, "data", "data", data.load)


async def table_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/data/<table>`: what one table holds."""
    name = request.url_vars["table"]
    return await _answer(datasette, request, language, f"data/{name}", "table", partial(data.load_table, name=name))


async def sql_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/sql`: what can be asked. A link that holds a question is answered, by Datasette or by the reader's browser."""
    file = (datasette.plugin_config("datasette-govreports") or {}).get("database_url", "")
    answer = None if file else await _datasettes_answer(datasette, request)
    return answer or await _answer(datasette, request, language, "sql", "sql", sql.load, file)


async def _datasettes_answer(datasette: Any, request: Any) -> Any:
    """A redirect to Datasette's page with the answer to the question in an address, if there is one."""
    database = await find_database(datasette)
    values = dict(parse_qsl(request.query_string, keep_blank_values=True))
    name = values.pop("query", "")
    if database is None or not (name in BY_NAME or values.get("sql")):
        return None
    page = compat.sql_page(datasette, database.name) if values.get("sql") else datasette.urls.query(database.name, name)
    return Response.redirect(f"{page}?{urlencode(values)}")


async def about_page(datasette: Any, request: Any, language: Language) -> Any:
    """`/about`: the method, in words."""
    return await _answer(
        datasette, request, language, "about", "about", lambda _, form: about.load("about", form.language)
    )


async def english_home(datasette: Any) -> Any:
    """`/en`, which people type."""
    return Response.redirect(str(datasette.urls.path("/en/")), status=301)


async def _page(datasette: Any, request: Any, language: Language, load: Load) -> tuple[Any, Any]:
    """The database that holds reports, for those who may see it, and a page loaded from it."""
    database = await find_database(datasette)
    if database is None:
        raise NotFound("None of the databases served here holds reports")
    if not await compat.may_view(datasette, request.actor, database.name):
        raise Forbidden("view-database")
    return database, await database.execute_fn(lambda db: load(db, _form(database, db, language)))


async def _answer(
    datasette: Any, request: Any, language: Language, path: str, name: str, load: Load, file: str = ""
) -> Any:
    """A page. `file` is the address of the database as a file, where the page asks it instead of the server."""
    database, page = await _page(datasette, request, language, load)
    if file:
        headers.needs(request, headers.ENGINE)
    template = getattr(page, "template", name) if page is not None else "missing"
    links = replace(_links(datasette, request, database.name, language, path), database=file)
    html = rendering.html(rendering.templates(compat.environment(datasette)), template, page, links)
    return Response.html(html, status=200 if page is not None else 404)


def _form(database: Any, connection: sqlite3.Connection, language: Language) -> Book:
    """The form that a database holds; read once where the database cannot change."""
    if database.is_mutable:
        return book(connection, language)
    forms = FORMS.setdefault(database, {})
    if language not in forms:
        forms[language] = book(connection, language)
    return forms[language]


def books(database: Any, connection: sqlite3.Connection) -> dict[Language, Book]:
    """The form in each language."""
    return {language: _form(database, connection, language) for language in LANGUAGES}


def _links(datasette: Any, request: Any, database: str, language: Language, page: str) -> Links:
    root = str(datasette.urls.path("/"))
    return Links(
        root=root,
        language=language,
        page=page,
        data=str(datasette.urls.database(database)),
        static=str(datasette.urls.static_plugins("datasette_govreports", "")),
        origin=str(datasette.absolute_url(request, root)).removesuffix(root),
    )


def _in(view: Callable[..., Awaitable[Any]], language: Language) -> Callable[..., Awaitable[Any]]:
    # Datasette reads a view's parameters by name and passes no others, so a partial will not do.
    async def localised(datasette: Any, request: Any) -> Any:
        return await view(datasette, request, language)

    return localised


def _home(language: Language) -> Callable[..., Awaitable[Any]]:
    async def localised(datasette: Any, request: Any, send: Any) -> Any:
        return await home_page(datasette, request, send, language)

    return localised


def _routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    routes: list[tuple[str, Callable[..., Awaitable[Any]]]] = [(r"^/en$", english_home)]
    for language in LANGUAGES:
        routes.append((rf"^/{language.prefix}$", _home(language)))
        routes += [(rf"^/{language.prefix}{pattern}$", _in(view, language)) for pattern, view in PAGES]
    return routes


PAGES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (r"reports/(?P<slug>[^/]+)\.jsonld", report_citation),
    (r"reports/(?P<slug>[^/]+)/changes", changes_page),
    (r"reports/(?P<slug>[^/]+)", report_page),
    (r"agencies/(?P<slug>[^/]+)", agency_page),
    (r"regions/(?P<code>\d{1,12})", region_page),
    (r"findings", findings_page),
    (r"checks/(?P<id>[^/]+)", check_page),
    (r"coverage", coverage_page),
    (r"data", data_page),
    (r"data/(?P<table>\w{1,64})", table_page),
    (r"sql", sql_page),
    (r"about", about_page),
)
ROUTES = _routes()
