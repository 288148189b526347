"""What hosts of the static site and proxies before the server are told, from the same data as the server's own headers.

`python -m datasette_govreports.hosting FOLDER` writes `_headers` and the two configurations of nginx; `deploy/` holds
them as they come, for a site in /srv/govreports/site and a server in /srv/govreports.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import NamedTuple

from datasette_govreports import headers, settings
from datasette_govreports.formats import WHOLE

FOLDER = "/srv/govreports"
STATIC = "-/static/"


class Media(NamedTuple):
    """A kind of file: how its name ends, its type, and whether it becomes smaller when it is packed."""

    suffix: str
    type: str
    packs: bool


class Cache(NamedTuple):
    """How long an answer may be kept, and why. `path`: a pattern for the path below the home page."""

    path: str
    value: str
    reason: str


# Bytes of a database and of a Parquet file are asked for in ranges, which a packed answer does not have.
MEDIA = (
    Media("html", "text/html", True),
    Media("css", "text/css", True),
    Media("js", "text/javascript", True),
    Media("svg", "image/svg+xml", True),
    Media("wasm", "application/wasm", True),
    Media("json", "application/json", True),
    Media("jsonld", "application/ld+json", True),
    Media("xml", "application/xml", True),
    Media("txt", "text/plain", True),
    Media("md", "text/markdown", True),
    Media("cff", "text/plain", True),
    Media("png", "image/png", False),
    Media("zip", "application/zip", False),
    Media("db", "application/vnd.sqlite3", False),
    *(
        Media(form.suffix, form.media_type.partition(";")[0], form.suffix.endswith(("csv", "jsonl")))
        for form in WHOLE
        if "." not in form.suffix
    ),
)
YEAR = 31_536_000  # seconds
SOON = next(setting.value for setting in settings.PUBLIC if setting.name == "default_cache_ttl")
CACHES = (
    Cache(rf"{re.escape(STATIC)}.*\?v=", f"public, max-age={YEAR}, immutable", "the address changes with the file"),
    Cache(r"data/[^/]*\.", "public, no-cache", "files of one release belong together: asked for anew, sent if changed"),
    Cache(r"", f"public, max-age={SOON}", "a new release is seen soon"),
)
# The pages on which the reader's browser answers queries, and the file of their worker.
ENGINE_PAGES = r"(en/)?(sql|search)/"
WORKER = rf"{re.escape(STATIC)}bundle/worker\.js$"
# No more than a policy may say for every file at once; pages say the rest themselves, in their head.
EVERYWHERE = "; ".join(headers.NOTHING.split("; ")[1:])


def headers_file() -> str:
    """`_headers`, as Netlify, Cloudflare Pages and others read it.

    These hosts know no types of answers, and join what several rules say of one header: so the rules for pages alone
    stand in the pages, and what is kept longer is only what never changes.
    """
    lines = ["/*", *(f"  {header.name.decode().title()}: {header.value.decode()}" for header in headers.HEADERS)]
    return "\n".join([*lines, f"  Content-Security-Policy: {EVERYWHERE}", ""])


def nginx_site(folder: str = f"{FOLDER}/site", base: str = "/", listen: str = "80", name: str = "_") -> str:
    """nginx for the static site in `folder`, under the path `base`, which begins and ends with a slash."""
    packed = dict.fromkeys(media.type for media in MEDIA if media.packs and media.suffix != "html")
    return _template("site").substitute(
        folder=f"root {folder}" if base == "/" else f"alias {folder}/",
        base=base,
        pattern=re.escape(base),
        listen=listen,
        name=name,
        page=headers.PAGE_POLICY.value,
        file=headers.FILE_POLICY.value,
        engine=headers.POLICIES[headers.ENGINE].value,
        engine_pages=ENGINE_PAGES,
        worker=WORKER,
        worker_policy=headers.POLICIES[headers.WORKER].value,
        caches="\n".join(f'    "~^{re.escape(base)}{c.path}" "{c.value}";  # {c.reason}' for c in CACHES),
        headers=_add_headers(),
        types="\n".join(f"        {media.type} {media.suffix};" for media in _by_type()),
        packed=" ".join(packed),
        texts=" ".join(kind for kind in packed if kind != "application/wasm"),  # browsers want that one bare
    )


def nginx_server(folder: str = FOLDER, listen: str = "80", name: str = "_", cache: str = "/var/cache/nginx") -> str:
    """nginx before Datasette, for a folder that `datasette govreports publish` keeps."""
    return _template("server").substitute(
        folder=folder,
        listen=listen,
        name=name,
        cache=cache,
        seconds=SOON,
        file=headers.FILE_POLICY.value,
        headers=_add_headers("        "),
    )


def _template(name: str) -> Template:
    return Template((files("datasette_govreports") / "nginx" / f"{name}.conf").read_text(encoding="utf-8"))


def _add_headers(indent: str = "    ") -> str:
    told = ((header.name.decode().title(), header.value.decode()) for header in headers.HEADERS)
    return "\n".join(f'{indent}add_header {name} "{value}" always;' for name, value in told)


def _by_type() -> list[Media]:
    """Media with all their suffixes, as nginx wants them: one line a type."""
    types = dict.fromkeys(media.type for media in MEDIA)
    return [Media(" ".join(media.suffix for media in MEDIA if media.type == kind), kind, False) for kind in types]


FILES: dict[str, Callable[[], str]] = {
    "_headers": headers_file,
    "nginx-site.conf": nginx_site,
    "nginx-server.conf": nginx_server,
}


def main(folder: Path) -> None:
    """Write the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
