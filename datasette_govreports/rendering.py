"""A page's dataclass in, its HTML out: one way for the server and for files.

Each language has its own copy of the templates, with its words put in before they are compiled. So a page asks no
catalogue for what never changes, and macros need no context: they are read once, and are given `links` where they lead
somewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from datasette_govreports.escaping import escaped
from datasette_govreports.language import LANGUAGES, Language, words
from datasette_govreports.links import Links
from datasette_govreports.pages.amounts import amount, three

STYLESHEET = "govreports.css"
OWN_STYLESHEET = "datasette.css"

Templates = Mapping[Language, Environment]

MACROS = ("words", "parts", "charts")  # what every page has: to import one costs as much as twenty expressions


class Codes(dict[str, str]):
    """Words by code of the database; one that has none is shown as it is, or as `other`."""

    def __init__(self, told: Mapping[str, str], other: str | None = None) -> None:
        super().__init__(told)
        self._other = other

    def __missing__(self, code: str) -> str:
        """What stands for a code without words."""
        return code if self._other is None else self._other


def each(html: str, rows: Iterable[str | Sequence[str | float]], between: str = "") -> Markup:
    """The same HTML for each of these rows: every `%s` in it is one of its texts or numbers. For long lists.

    A row of one text is that text.
    """
    once = str(html)  # what is Markup would look at each text again
    drawn = str(between).join(
        [once % (_escaped(row) if isinstance(row, str) else tuple(map(_escaped, row))) for row in rows]
    )
    return Markup(drawn)  # noqa: S704 - the texts are escaped, the rest is a template's


PLAIN = frozenset((Markup, int, float))  # what holds nothing to be escaped


def _escaped(value: str | float) -> str | float:
    return value if type(value) in PLAIN else escaped(str(value))


def once(drawn: dict[str, Markup], name: str, caller: Callable[[], Markup]) -> Markup:
    """What all pages of a list have, drawn for the first: `{% call once(page.drawn, "above") %}…{% endcall %}`."""
    if name not in drawn:
        drawn[name] = caller()
    return drawn[name]


class Worded(Extension):
    """Puts a language's words into a template: what stands in `_("…")` and needs no values, or one that has a name."""

    _message = re.compile(r'(?<!\w)_\(("[^"\\]*")(?:, (\w+)=([\w.]+))?\)')

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template with its messages in the language."""
        return self._message.sub(self._told, source)

    def _told(self, found: re.Match[str]) -> str:
        told: Any = self.environment.globals["_"]
        message, name, value = found.groups()
        words = json.dumps(told(message[1:-1]), ensure_ascii=False)
        return f'({words} % {{"{name}": {value}}})' if name else words


def templates(environment: Any) -> Templates:
    """The templates of an environment, such as Datasette's, in each language; made once, and kept with it."""
    if not hasattr(environment, "worded"):
        environment.extend(worded={language: _worded(environment, language) for language in LANGUAGES})
    known: Templates = environment.worded
    return known


def packaged() -> Templates:
    """The templates as they come with the package."""
    loader = PackageLoader("datasette_govreports")
    return templates(Environment(loader=loader, autoescape=True, auto_reload=False))


def _worded(environment: Environment, language: Language) -> Environment:
    # A name that a page does not have is a mistake, and no empty string.
    own = environment.overlay(extensions=[Worded], enable_async=False, cache_size=-1, undefined=StrictUndefined)
    own.globals = {**environment.globals, **_said(language), "codes": Codes, "once": once}
    own.filters = {**environment.filters, "each": each, "amount": amount, "three": three}
    return own


def _said(language: Language) -> dict[str, Any]:
    catalogue = words(language)
    return {"lang": language, "_": catalogue.gettext, "ngettext": catalogue.ngettext}


def html(known: Templates, template: str, page: object, links: Links, **more: object) -> str:
    """A page as HTML, in the language of its links."""
    own = known[links.language]
    macros = {name: own.get_template(f"govreports/{name}.html").module for name in MACROS}
    drawn = own.get_template(f"govreports/{template}.html")
    return drawn.render(page=page, links=links, **macros, **assets(links), **more)


def context_outside(page: object, links: Links) -> dict[str, Any]:
    """What a template in our frame is given when Datasette renders it."""
    return {"page": page, "links": links, **assets(links), **_said(links.language)}


def assets(links: Links) -> dict[str, Any]:
    """Addresses of our own files."""
    return {
        "stylesheet": links.file(f"{STYLESHEET}?v={_version(STYLESHEET)}"),
        "own_stylesheet": links.file(f"{OWN_STYLESHEET}?v={_version(OWN_STYLESHEET)}"),
        "asset": lambda name: links.file(f"{name}?v={_version(name)}"),
    }


@cache
def _version(name: str) -> str:
    """Changes with the file, so that no browser keeps an old one."""
    return sha256(files(__package__).joinpath("static", name).read_bytes()).hexdigest()[:8]
