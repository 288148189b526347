"""`datasette govreports build`: the static site."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click
from govreports.terminal import Language, abort, language_option, said, say

from datasette_govreports.commands.arguments import database_argument


@click.command()
@database_argument
@click.option(
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder to write, replaced as a whole: a new or empty one, or a site of this command.",
)
@click.option(
    "--base-url",
    default="/",
    show_default=True,
    help="Where the site will stand, such as https://example.org/govreports/; without scheme and host there are no"
    " sitemap, feeds and canonical links.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, help="Worker processes.  [default: all cores]"
)
@language_option
def build(database: Path, target: Path, base_url: str, jobs: int, language: Language) -> None:
    """Write the database DB as a static site, in both languages.

    The new site replaces the old one at once or not at all. Exit code 0: it is there. 2: nothing was built, and the
    old site is as it was.
    """
    from datasette_govreports.site import build as site
    from datasette_govreports.site.address import address
    from datasette_govreports.site.errors import SiteError

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with click.progressbar(length=1, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

            def progress(done: int, of: int) -> None:
                bar.length = of
                bar.update(done)

            counts = site.build(database, target, address(base_url), jobs, progress, _replacing)
    except SiteError as error:
        abort(said(error, language))
    except KeyboardInterrupt:
        abort(say(language, "已中断，旧网站未动。", "Interrupted; the old site is as it was."))
    except OSError as error:
        zh = f"无法写成网站（{error}），旧网站未动。"
        en = f"Cannot write the site ({error}); the old one is as it was."
        abort(say(language, zh, en))
    click.echo(
        say(
            language,
            f"网站：{target}。写了 {counts.written:,} 个文件，{counts.kept:,} 个未变，去掉 {counts.removed:,} 个。",
            f"Site: {target}. {counts.written:,} files written, {counts.kept:,} unchanged, {counts.removed:,} removed.",
        )
    )


def _replacing() -> None:
    """From here on, saying that nothing was done would be untrue."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
