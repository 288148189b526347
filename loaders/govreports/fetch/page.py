"""What a page links to, and whether it holds the tables of a report: a pure function that a worker can run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from govreports.identity.title import candidates
from govreports.match import match
from govreports.spans import Span

ATTACHMENTS = (".docx", ".doc", ".pdf", ".xlsx", ".xls", ".zip")
MOST_ATTACHMENTS = 5  # of one page: more is a shelf of forms, not a report
# The attribute by which each element leads to another file.
LEADS = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
CELLS = frozenset(("td", "th"))
LINES = frozenset(("tr", "p", "div", "br", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6"))
_UNWRITTEN = re.compile(r"[\t\r\n]")  # browsers leave them out of an address
UNSEEN = frozenset(("script", "style"))


class Link(NamedTuple):
    """A link: where it leads, and what it says, in its text and in its tooltip."""

    url: str
    texts: tuple[str, ...]


class Page(NamedTuple):
    """What is to be known of a page before following its links."""

    tables: bool
    attachments: tuple[str, ...]
    listed: tuple[str, ...]


def look(content: bytes, url: str) -> Page:
    """Look through a page that was fetched from `url`."""
    parser = _Parser()
    parser.feed(_characters(content))
    parser.close()
    base = _joined(url, parser.base) or url
    links = [Link(_joined(base, link.url), link.texts) for link in parser.links]
    links = [link for link in links if link.url.startswith(("http://", "https://"))]
    attachments = [link.url for link in links if _is_attachment(link)]
    listed = [link.url for link in links if link.url.partition("#")[0] != url and any(map(_is_title, link.texts))]
    return Page(
        bool(match("".join(parser.text)).tables),
        tuple(dict.fromkeys(attachments))[:MOST_ATTACHMENTS],
        tuple(dict.fromkeys(listed)),
    )


def _joined(base: str, link: str) -> str:
    """Where a link leads, '' for what is no address at all."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _characters(content: bytes) -> str:
    """Nearly every page is in one of two encodings; what cannot be read is no label and no link."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _is_attachment(link: Link) -> bool:
    """Whether it leads to a document: by its path, by a name among its parameters, or by what it says."""
    parts = urlsplit(link.url)
    names = (parts.path, *(value for _, value in parse_qsl(parts.query)), *link.texts)
    return any(name.strip().lower().endswith(ATTACHMENTS) for name in names)


def _is_title(text: str) -> bool:
    return bool(candidates(text, Span(0, len(text)), lambda body: True))


class _Parser(HTMLParser):
    """Gathers links and text; cells end with a bar, rows and paragraphs with a line end."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.links: list[Link] = []
        self.text: list[str] = []
        self._unseen = 0
        self._open: tuple[str, str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, and what is not shown."""
        said = {name: value or "" for name, value in attrs}
        if tag == "base":
            self.base = said.get("href", "")
        elif tag in UNSEEN:
            self._unseen += 1
        elif tag in LINES:
            self.text.append("\n")
        if said.get(LEADS.get(tag, "")):
            self._close_link()
            self._open = (_UNWRITTEN.sub("", said[LEADS[tag]].strip()), said.get("title", ""), len(self.text))
            if tag != "a":
                self._close_link()

    def handle_endtag(self, tag: str) -> None:
        """End a cell, a line or a link."""
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in CELLS:
            self.text.append(" | ")
        elif tag in LINES:
            self.text.append("\n")
        elif tag == "a":
            self._close_link()

    def handle_data(self, data: str) -> None:
        """Text, unless it is not shown."""
        if not self._unseen:
            self.text.append(data)

    def close(self) -> None:
        """The end of the page ends a link as well."""
        super().close()
        self._close_link()

    def _close_link(self) -> None:
        if self._open:
            url, tooltip, since = self._open
            text = " ".join("".join(self.text[since:]).split())
            self.links.append(Link(url, tuple(filter(None, (text, tooltip.strip())))))
            self._open = None
