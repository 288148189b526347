"""Where the site will stand, as far as that is known when it is built."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from datasette_govreports.site.errors import SiteError


class Address(NamedTuple):
    """The address of the home page.

    origin: scheme and host, without a slash; empty where they are not known
    root: the path, from slash to slash
    """

    origin: str = ""
    root: str = "/"


def address(text: str) -> Address:
    """An address as people write it: `https://example.org/reports`, or only `/reports/`. Raises SiteError.

    `example.org/reports` is refused: whether it means a host or a path cannot be known.
    """
    parts = urlsplit(text)
    whole = parts.scheme in {"http", "https"} and parts.netloc
    path_only = not parts.scheme and not parts.netloc and (not text or text.startswith("/"))
    if not (whole or path_only) or parts.query or parts.fragment or "\\" in text:
        raise SiteError(
            f"网址 {text} 不能用：请写成 https://example.org/、https://example.org/a/ 或 /a/ 的样子。",
            f"The address {text} cannot be used: write it as https://example.org/, https://example.org/a/ or /a/.",
        )
    path = parts.path.strip("/")
    return Address(f"{parts.scheme}://{parts.netloc}" if whole else "", f"/{path}/" if path else "/")
