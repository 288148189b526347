"""Pages of words: written in Markdown, shown as HTML that holds nothing but text, tables and links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from datasette_govreports.language import Language

TAGS = frozenset(
    {"a", "abbr", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre"}
    | {"strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "th": {"scope"}}
SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class WordsPage:
    """A page of words.

    title: its heading
    body: what stands below it
    contents: headings inside, with their ids
    """

    title: str
    body: Markup
    contents: tuple[tuple[str, str], ...]


def load(name: str, language: Language) -> WordsPage:
    """A page of words by name: about or data."""
    return _read(name, language.code)


@cache
def _read(name: str, code: str) -> WordsPage:
    text = (files("datasette_govreports") / "docs" / f"{name}.{code}.md").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    return render(title.removeprefix("# "), rest)


def render(title: str, text: str) -> WordsPage:
    """Markdown as a page. Whatever HTML or address it holds that is not wanted here is left out."""
    import nh3
    from markdown import Markdown

    reader = Markdown(
        extensions=["tables", "attr_list", "toc", "sane_lists"], extension_configs={"toc": {"slugify": _slug}}
    )
    html = nh3.clean(
        reader.convert(text),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )
    html = html.replace("<table>", '<div class="frame"><table class="list">').replace("</table>", "</table></div>")
    contents = tuple((token["id"], token["name"]) for token in reader.toc_tokens)  # type: ignore[attr-defined]
    return WordsPage(title, Markup(html), contents)  # noqa: S704 - sanitised above


def _slug(heading: str, separator: str) -> str:
    return separator.join("".join(c if c.isalnum() else " " for c in heading.lower()).split()) or "part"
