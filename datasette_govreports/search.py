"""The route of the search page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from datasette_govreports import views
from datasette_govreports.language import LANGUAGES, Language
from datasette_govreports.pages import search


async def search_page(datasette: Any, request: Any, send: Any, language: Language) -> Any:
    """`/search` and `/en/search`."""
    del send
    asked = search.asked(*(request.args.get(name) or "" for name in ("q", "year", "region", "page")))
    load = partial(search.load, asked=asked)
    return await views._answer(datasette, request, language, asked.turned(asked.page), "search", load)


ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [
    (rf"^/{language.prefix}search$", views._in(search_page, language)) for language in LANGUAGES
]
