"""What Datasette's own pages are given so that they look like ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from datasette_govreports import compat, exports, headers, rendering, views, wording
from datasette_govreports.language import CHINESE, Language
from datasette_govreports.pages.sql import choices
from datasette_govreports.queries import BY_NAME, EXAMPLE_SQL

# Pages with rows enough to draw: the only ones that load datasette-vega, which is large and needs a wider policy.
CHARTED = frozenset(("table", "query", "database"))

# Where permanent names stand: in which table, or in a query, and in which column; and whose they are.
PAGES: Mapping[tuple[str | None, str], str] = {
    (None, "report"): "reports",
    ("reports", "slug"): "reports",
    ("report_summary", "slug"): "reports",
    ("agencies", "slug"): "agencies",
}


async def context_for(
    datasette: Any, request: Any, page: object, language: Language, path: str = ""
) -> dict[str, Any] | None:
    """What a template in our frame is given; None where no database holds reports."""
    database = await views.find_database(datasette)
    if database is None:
        return None
    return rendering.context_outside(page, views._links(datasette, request, database.name, language, path))


async def template_variables(
    datasette: Any, request: Any, template: str, view: str, name: str | None
) -> dict[str, Any]:
    """What Datasette's own templates are given besides what Datasette gives them."""
    if template.startswith("govreports/"):  # ours, and given what it needs
        return {}
    context = await context_for(datasette, request, None, CHINESE)
    if context is None:
        return {}
    database = await views.find_database(datasette)
    ours = name == database.name
    return {
        **context,
        "chart_scripts": _chart_scripts(datasette, request, view),
        "known_queries": BY_NAME if ours else {},
        "query_choices": await database.execute_fn(choices) if ours and view in CHARTED else {},
        "example_sql": EXAMPLE_SQL,
        "sql_page": lambda database: compat.sql_page(datasette, database),
        "sql_address": lambda database, sql, values: (
            f"{compat.sql_page(datasette, database)}?{urlencode({'sql': sql, **(values or {})})}"
        ),
        "table_descriptions": await compat.table_descriptions(datasette, database.name) if view == "database" else {},
        "export_formats": exports.AVAILABLE,
        "export_limit": exports.ROWS,
        "row_limit": datasette.setting("max_returned_rows"),
        "both": wording.both,
        "pair": wording.pair,
        "plain": wording.plain,
        "described": wording.described,
    }


def cell(datasette: Any, database: str, table: str | None, column: str, value: object) -> Markup | None:
    """The permanent name of a report or a body as a link to its page; None for any other cell."""
    kind = PAGES.get((table, column))
    if kind is None or not isinstance(value, str) or not hasattr(datasette.get_database(database), "isolated"):
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"/{kind}/{quote(value, safe='')}"), value)


def _chart_scripts(datasette: Any, request: Any, view: str) -> Callable[[], Markup]:
    """Datasette-vega's script and style, on the pages that show rows."""
    try:
        import datasette_vega  # type: ignore[import-untyped] # ships no types
    except ImportError:
        return Markup
    root = str(datasette.urls.path("/")).rstrip("/")
    style, script = (datasette_vega.cached_filepaths_for_extension(kind) for kind in ("css", "js"))
    elements = [
        *(Markup('<link rel="stylesheet" href="{}">').format(root + path) for path in style),
        *(Markup('<script defer src="{}"></script>').format(root + path) for path in script),
    ]

    def scripts() -> Markup:
        if request is None or view not in CHARTED:
            return Markup()
        headers.needs(request, headers.CHARTS)
        return Markup("\n").join(elements)

    return scripts
