"""The command `govreports fetch`."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import click

from govreports import interrupts
from govreports.fetch import Entry, FetchError, Folder, Settings, fetch, read_wanted, sentence
from govreports.fetch.log import OUTCOMES, Outcome
from govreports.terminal import Language, abort, language_option, said, say

DEFAULTS = Settings()
FETCHED: frozenset[Outcome] = frozenset(("fetched", "unchanged"))
WORDS: dict[Outcome, str] = {
    "fetched": "取得",
    "unchanged": "未变",
    "forbidden": "禁取",
    "refused": "不取",
    "failed": "未成",
}


@click.command("fetch")
@click.argument("addresses", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to fetch into.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=DEFAULTS.delay,
    show_default=True,
    help="Seconds between two requests to a host; a longer Crawl-delay of its robots.txt is kept to.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=DEFAULTS.jobs, show_default=True, help="Hosts asked at a time."
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULTS.seconds,
    show_default=True,
    help="Time limit of one request.",
)
@click.option(
    "--megabytes",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULTS.megabytes,
    show_default=True,
    help="Size limit of one file.",
)
@click.option("--allow-private", "private", is_flag=True, help="Ask private, loopback and other special hosts as well.")
@click.option("--expand", is_flag=True, help="Follow links that read as titles of reports.")
@click.option("--contact", default="", help="Address or page that the sites' operators can turn to; they see it.")
@language_option
def command(addresses: Path, into: Path, language: Language, **settings: object) -> None:
    """Fetch the reports at the ADDRESSES of a CSV into a folder that `govreports load` reads.

    The CSV has the column url, and may have agency, region_code and year. The same command goes on where it was
    stopped; after it has come to its end, it asks again only for what has changed.

    Exit code 0: everything is there. 1: some addresses were not fetched, and the log says why. 2: stopped; what was
    fetched is kept.
    """
    interrupts.stop_in_order()
    try:
        wanted = read_wanted(addresses)
        with click.progressbar(
            length=len(wanted), file=sys.stderr, hidden=not (sys.stderr and sys.stderr.isatty())
        ) as bar:

            def tell(entry: Entry, known: int) -> None:
                bar.length = known
                bar.update(1)
                _tell(entry, language)

            counts = fetch(wanted, Folder(into), Settings(**settings), tell)  # type: ignore[arg-type]  # as click checked
    except FetchError as error:
        abort(said(error, language))
    except KeyboardInterrupt:
        abort(
            say(
                language,
                "已中断；再运行同一条命令就接着取。",
                "Interrupted; the same command goes on where it stopped.",
            )
        )
    except Exception as error:  # noqa: BLE001 - exit code 1 means addresses that were not fetched
        what = f"{type(error).__name__}: {error}"
        zh = f"程序出错（{what}）；已取的都在，请报告给维护者。"
        en = f"The program failed ({what}); what was fetched is kept. Report this to the maintainers."
        abort(say(language, zh, en))
    with suppress(OSError):
        click.echo(_summary(counts, into, language))
    sys.exit(0 if set(counts) <= FETCHED else 1)


def _tell(entry: Entry, language: Language) -> None:
    """Say why an address was not fetched."""
    if entry.reason:
        message = said(sentence(entry.reason, entry.detail), language)
        outcome = say(language, WORDS[entry.outcome], entry.outcome)
        click.echo(f"{entry.url}: {outcome}: {message}", err=True)


def _summary(counts: Counter[Outcome], into: Path, language: Language) -> str:
    if language == "zh":
        parts = "，".join(f"{WORDS[outcome]} {counts[outcome]}" for outcome in OUTCOMES)
        return f"{counts.total()} 个网址：{parts}。文件夹：{into}"
    parts = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
    return f"{counts.total()} addresses: {parts}. Folder: {into}"
