"""Pages for the tests of the reader: markup in, text out."""

from __future__ import annotations

from govreports.readers import read
from govreports.report import Document


def document(markup: str | bytes) -> Document:
    """What is read from a page. Markup that is no page yet becomes the body of one."""
    if isinstance(markup, bytes):
        return read(markup)
    whole = markup if "<html" in markup.lower() else f"<html><body>{markup}</body></html>"
    return read(whole.encode())


def text(markup: str | bytes) -> str:
    """The text that is read from a page."""
    return document(markup).text
