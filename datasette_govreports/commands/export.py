"""`datasette govreports export`: the files that readers take away, without the site around them."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import click
from govreports.shape import is_ours, refusal
from govreports.terminal import Language, abort, language_option, say

from datasette_govreports.commands.arguments import database_argument


@click.command()
@database_argument
@click.option(
    "--output",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to make; it must not be there, or be empty.",
)
@click.option("--address", default="", help="Where the folder will be on the web, to be named in its files.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes.")
@language_option
def export(database: Path, folder: Path, address: str, jobs: int, language: Language) -> None:
    """Write every table as CSV, Excel-safe CSV, JSON Lines, Parquet and XLSX, and what describes them.

    Exit code 2 when nothing was written.
    """
    from datasette_govreports import downloads

    if not is_ours(database):
        abort(say(language, *refusal(database)))
    if folder.exists() and any(folder.iterdir()):
        abort(say(language, f"{folder} 不是空的；请另选一个文件夹。", f"{folder} is not empty; name another folder."))
    unfinished = folder.with_name(f".{folder.name}.writing")
    try:
        unfinished.mkdir(parents=True)
    except OSError as error:
        zh = f"不能建立 {unfinished}：{error.strerror}。如果是上次导出中断留下的，请删除它。"
        en = f"Cannot make {unfinished}: {error.strerror}. Delete it if an export that was cut short left it."
        abort(say(language, zh, en))
    try:
        files = downloads.write(database, unfinished, address=f"{address.rstrip('/')}/" if address else "", jobs=jobs)
        unfinished.replace(folder)
    except (OSError, sqlite3.Error) as error:
        abort(say(language, f"没有导出：{error}", f"Nothing was exported: {error}"))
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    size = sum(file.size for file in files)
    click.echo(
        say(
            language,
            f"{folder}：{len(files)} 个文件，{size:,} 字节。",
            f"{folder}: {len(files)} files, {size:,} bytes.",
        )
    )
