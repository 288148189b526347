"""The command `govreports`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from govreports import interrupts
from govreports.checking import command as check_command
from govreports.corrections import Correction
from govreports.database import BuildError, Entry, build
from govreports.executors import MEGABYTES, SECONDS, LimitedExecutor
from govreports.explain import explain as explained
from govreports.fetching import command as fetch_command
from govreports.inputs import manifest_beside, read_aliases, read_corrections, read_manifest, sources
from govreports.loading import entries
from govreports.originals import folder_of, keeper
from govreports.parse import parse
from govreports.readers.recognition import installed
from govreports.records import process
from govreports.report import Input, Outcome, Problem
from govreports.terminal import Language, abort, language_option, said, say

# A page takes half a minute to recognise, and the models need room. Without them no file may take so much.
RECOGNISING_SECONDS, RECOGNISING_MEGABYTES = 900.0, 4096
OUTCOMES: dict[Outcome, str] = {
    "loaded": "录入",
    "duplicate": "重复",
    "superseded": "已被取代",
    "not_a_report": "不是年报",
    "quarantined": "隔离",
}


class Tables(NamedTuple):
    """The tables that an operator gives beside the reports, None for each that is not given."""

    manifest: Path | None
    aliases: Path | None
    corrections: Path | None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="datasette-govreports")
def main() -> None:
    """Turn China's annual reports on open government information into a database."""


main.add_command(fetch_command)
main.add_command(check_command)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--db", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Database to build."
)
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the columns file,url,agency,region_code,year,retrieved_at. "
    "A single folder that holds manifest.csv brings its own.",
)
@click.option(
    "--aliases",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of names that are one body, or stand for several, asked before the table that comes with the loaders; "
    "docs/agencies.md tells its columns.",
)
@click.option(
    "--corrections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the columns report,cell,note,link,date: what is told beside printed figures, "
    "which stay as they are; docs/operators.md tells more.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, help="Worker processes.  [default: all cores]"
)
@click.option(
    "--keep-originals",
    is_flag=True,
    help="Keep a copy of every file that is loaded, in FILE.originals beside the database.",
)
@language_option
def load(
    paths: tuple[Path, ...],
    target: Path,
    jobs: int,
    keep_originals: bool,
    language: Language,
    **tables: Path | None,
) -> None:
    """Load every file below PATHS into a new database, which replaces the old one at once or not at all.

    Exit code 0: every report was loaded. 1: some files were quarantined, the rest is loaded. 2: nothing was built,
    the old database is as it was.
    """
    interrupts.stop_in_order()
    try:
        counts = _load(paths, target, Tables(**tables), jobs, keep_originals, language)
    except BuildError as error:
        abort(said(error, language))
    except KeyboardInterrupt:
        abort(say(language, "已中断，旧数据库未动。", "Interrupted; the old database is as it was."))
    except Exception as error:  # noqa: BLE001 - exit code 1 means quarantined files, so no fault of ours may give it
        what = f"{type(error).__name__}: {error}"
        zh = f"程序出错（{what}），旧数据库未动；请报告给维护者。"
        en = f"The program failed ({what}); the old database is as it was. Report this to the maintainers."
        abort(say(language, zh, en))
    with suppress(OSError):  # the database is in place by now, whoever listens
        click.echo(_summary(counts, target, language))
    sys.exit(1 if counts["quarantined"] else 0)


def _load(
    paths: tuple[Path, ...],
    target: Path,
    tables: Tables,
    jobs: int,
    keep_originals: bool,
    language: Language,
) -> Counter[Outcome]:
    originals = folder_of(target)
    manifest = tables.manifest or manifest_beside(paths)
    found = sources(paths, {manifest, *tables, target, *originals.glob("*")})
    keep = keeper(originals) if keep_originals else None
    work = partial(process, aliases=read_aliases(tables.aliases)) if tables.aliases else process
    manifest_rows = read_manifest(manifest) if manifest else {}
    corrections = read_corrections(tables.corrections) if tables.corrections else []
    names = {source.name for source in found}
    limits = (RECOGNISING_SECONDS, RECOGNISING_MEGABYTES) if installed() else (SECONDS, MEGABYTES)
    executor = LimitedExecutor(jobs, *limits)
    finished = False
    try:
        with click.progressbar(
            length=len(found), file=sys.stderr, hidden=not (sys.stderr and sys.stderr.isatty())
        ) as bar:
            given = _reported(entries(found, manifest_rows, executor, work, keep), bar.update, language, names)
            counts = build(
                target,
                given,
                _replacing,
                lambda revised: _tell(*revised, language),
                corrections,
                lambda correction: _tell_left_out(correction, language),
            )
        finished = True
    finally:
        executor.shutdown(cancel_futures=not finished)
    for name in sorted(manifest_rows.keys() - names):
        zh, en = f"清单里的 {name} 不在输入中。", f"{name} of the manifest is not among the inputs."
        click.echo(say(language, zh, en), err=True)
    return counts


def _replacing() -> None:
    interrupts.ignore()
    interrupts.heed()


def _reported(
    found: Iterable[Entry], advance: Callable[[int], None], language: Language, names: set[str]
) -> Iterator[Entry]:
    """Pass the entries on and add their names, telling of each that is not loaded and moving the progress bar."""
    for entry in found:
        interrupts.heed()
        advance(1)
        names.add(entry.name)
        if entry.fate.outcome != "loaded":
            _tell(entry.name, entry.fate.outcome, entry.fate.message, language)
        yield entry


def _tell(name: str, outcome: Outcome, message: Problem, language: Language) -> None:
    told = said(message, language)
    click.echo(f"{name}: {OUTCOMES[outcome] if language == 'zh' else outcome}: {told}", err=True)


def _tell_left_out(correction: Correction, language: Language) -> None:
    told = say(
        language,
        f"更正表第 {correction.line} 行：这次录入的现行报告里没有 {correction.report}，未列出这条更正。",
        f"Line {correction.line} of the table of corrections: "
        f"{correction.report} is not among the current reports of this load; the correction is left out.",
    )
    click.echo(told, err=True)


def _summary(counts: Counter[Outcome], target: Path, language: Language) -> str:
    if language == "zh":
        parts = "，".join(f"{name} {counts[outcome]}" for outcome, name in OUTCOMES.items())
        return f"{counts.total()} 个文件：{parts}。数据库：{target}"
    parts = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
    return f"{counts.total()} files: {parts}. Database: {target}"


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@language_option
def explain(file: Path, language: Language) -> None:
    """Show what is read from one FILE: layout, editions, each figure with its line, problems."""
    parsed = parse(Input(file.name, file.read_bytes()))
    for line in explained(parsed, language):
        click.echo(line)
    sys.exit(0 if parsed.report else 1)
