"""Measure: `python -m benchmarks [SUBJECT|all] [--reports N] [--rounds N] [--seed N] [--database FILE]`.

Exit code 1 when a median misses its target. docs/benchmarks.md tells what the lines mean.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from govreports.executors import seldom_collect

from benchmarks import browser, downloads, pages, queries, rules, site, subjects, web_peers, word_peers
from benchmarks.generate import write_reports
from benchmarks.ratios import Measured, apart, children_time, compare, one_core, table
from benchmarks.web import write_pages

# What the project promises; a ratio is against the floor of the same round.
PARSE_AT_MOST = {subjects.TABLES_ONLY: 5.0}
RESOLVE_AT_MOST = 1.2
LOAD_AT_MOST = 1.5
RULES_AT_MOST = 0.5
COPIES_AT_LEAST = 98.0  # percent
COPIES_MS_AT_MOST = 6.0  # 100,000 narratives in ten minutes
NARRATIVES = 5000
WORD_AT_MOST = 1.5  # against bare lxml
PYTHON_DOCX_AT_LEAST = 6.0  # times as long as ours
WORD_FILES = 20  # a round; python-docx takes a second over them
PDF_AT_MOST = 1 / 3
LXML_AT_MOST = 1.5
PANDAS_AT_MOST = 1 / 3
PAGE_MS_AT_MOST = 10.0
PAGE_BYTES_AT_MOST = 50_000.0

REPORTS = 1000
REPORTS_BEHIND_PAGES = 5000
PAGES_A_ROUND = 10
REPORTS_OF_A_SITE = 500


class Run(NamedTuple):
    """One run: where it may write, how many reports a round (None: as many as is usual), rounds, and the series.

    `database`: where the database of many reports is kept from run to run.
    """

    folder: Path
    reports: int | None
    rounds: int
    seed: int
    database: Path | None = None

    def written(self, times: int = 1) -> list[Path]:
        """So many reports a round, written to files."""
        return write_reports(self.folder / "reports", times * (self.reports or REPORTS), self.seed)

    def many(self) -> Path:
        """The database of many reports: the one that was kept, or one that is made now."""
        return self._kept(lambda: queries.many(self.folder, self.reports or REPORTS, self.seed))

    def spread(self, usual: int) -> Path:
        """The same, its reports given to bodies of all provinces; one that was kept is taken as it is."""

        def made() -> Path:
            database = queries.many(self.folder, self.reports or usual, self.seed)
            pages.spread(database)
            return database

        return self._kept(made)

    def _kept(self, make: Callable[[], Path]) -> Path:
        if self.database and self.database.exists():
            return self.database
        return Path(shutil.move(make(), self.database)) if self.database else make()


def measure_parsing(run: Run) -> Iterator[Measured]:
    """Processor time on one core, so that other programs disturb little.

    Each round of each work has files of its own: a parser that remembers what it has read gains as much as in a real
    load, and no more.
    """
    works = list(subjects.PARSING.items())
    paths = run.written((run.rounds + 1) * len(works))
    for number, (name, work) in enumerate(works):
        own = paths[number :: len(works)]
        seldom_collect()  # as the workers of a load do
        with one_core():
            (ratios,) = compare(subjects.tokenise, [work], _dealt(own, run.rounds + 1), time.process_time)
        yield Measured(name, ratios, PARSE_AT_MOST.get(name))


def _dealt(paths: list[Path], hands: int) -> list[list[Path]]:
    return [paths[hand::hands] for hand in range(hands)]


def measure_pdf(run: Run) -> Iterator[Measured]:
    """Processor time of PDF tables, by this reader and by pdfplumber, and how many cells each has right."""
    kinds = (("PDF", subjects.pdf_batches), ("PDF with fonts", subjects.printed_batches))
    for kind, drawn in kinds:
        batches = drawn(run.rounds + 1, run.seed)
        with one_core():
            (ratios,) = compare(subjects.plumb, [subjects.read_pdfs], batches, time.process_time)
        yield Measured(f"{kind}, of pdfplumber's time", ratios, PDF_AT_MOST)
        for whose, rows in (("", subjects.our_rows), (", pdfplumber", subjects.plumbed_rows)):
            yield Measured(f"{kind}, cells right{whose}", (subjects.share_right(batches[0], rows),), None, "%")


def measure_resolving(run: Run) -> Iterator[Measured]:
    """Processor time on one core, from the same files to a database; each load in a process of its own."""
    target, paths = run.folder / "resolved.db", run.written()
    with one_core():
        (measured,) = compare(
            lambda some: apart(subjects.load_unresolved, target, some),
            [lambda some: apart(subjects.load_whole, target, some)],
            [paths[:1], *[paths] * run.rounds],
            children_time,
        )
    yield Measured("load, with regions", measured, RESOLVE_AT_MOST)


def measure_loading(run: Run) -> Iterator[Measured]:
    """Elapsed time: a build also waits for the disk."""
    entries = subjects.entries(run.written())
    target = run.folder / "built.db"
    subjects.build_anew(target, entries)
    rows = [*subjects.rows_of(target), subjects.searched(entries), subjects.named(target)]
    with rules.without_crosswise():
        (measured,) = compare(
            lambda _: subjects.insert_plainly(run.folder / "plain.db", rows),
            [lambda _: subjects.build_anew(target, entries)],
            [None] * (run.rounds + 1),
            time.perf_counter,
        )
    yield Measured("build", measured, LOAD_AT_MOST)


def measure_rules(run: Run) -> Iterator[Measured]:
    """Processor time on one core of the rules against parsing; then copies: time, and how many are found."""
    hands = rules.hands(run.folder, _dealt(run.written(run.rounds + 1), run.rounds + 1))
    number = max(run.reports or 0, NARRATIVES)
    with one_core():
        _, *rounds = map(rules.spent, hands)  # the first only warms up
        rules.planted_copies(NARRATIVES // 50, run.seed)  # the same: it imports what it needs
        found = rules.planted_copies(number, run.seed)
    single = tuple(each.single / each.parsing for each in rounds)
    many = tuple(each.many / each.parsing for each in rounds)
    copied = tuple(found.seconds * len(hands[0].paths) / each.parsing for each in rounds)
    yield Measured("rules over one report, of parsing", single)
    yield Measured("rules over years and areas, of parsing", many)
    yield Measured("copied narratives, of parsing", copied)
    yield Measured("all rules, of parsing", tuple(map(sum, zip(single, many, copied, strict=True))), RULES_AT_MOST)
    yield Measured("copied narratives", (1000 * found.seconds,), COPIES_MS_AT_MOST, "ms")
    # A share that must not be too small is told by what is lacking.
    yield Measured("copies not found", (100 - found.recall,), 100 - COPIES_AT_LEAST, "%")
    yield Measured("copies found wrongly", (100 - found.precision,), 100 - COPIES_AT_LEAST, "%")


def measure_word(run: Run) -> Iterator[Measured]:
    """Processor time of reading Word files: ours against bare lxml, and ours against python-docx."""
    files = word_peers.word_files(WORD_FILES, run.seed)
    batches = [files] * (run.rounds + 1)
    with one_core():
        (bare,) = compare(word_peers.bare_lxml, [word_peers.with_ours], batches, time.process_time)
        (ours,) = compare(word_peers.with_python_docx, [word_peers.with_ours], batches, time.process_time)
    yield Measured("Word file, against bare lxml", bare, WORD_AT_MOST)
    yield Measured("Word file, against python-docx", ours, round(1 / PYTHON_DOCX_AT_LEAST, 3))


def measure_size(run: Run) -> Iterator[Measured]:
    """Bytes a report in the built database."""
    database = run.folder / "built.db"
    subjects.build_anew(database, subjects.entries(run.written()))
    reports = subjects.report_count(database)
    for name, tables, target in subjects.SIZES:
        yield Measured(name, (subjects.bytes_of(database, *tables) / reports,), target, "bytes a report")


def measure_web(run: Run) -> Iterator[Measured]:
    """Web pages against other libraries, in processor time on one core; pandas takes a share, since it takes long."""
    count = max(1, (run.reports or REPORTS) // 10)
    hands = _dealt(write_pages(run.folder / "pages", count * (run.rounds + 1), run.seed), run.rounds + 1)
    with one_core():
        (lxml,) = compare(web_peers.lxml_with_spans, [subjects.read_files], hands, time.process_time)
        few = [hand[: max(1, count // 4)] for hand in hands]
        (pandas,) = compare(web_peers.pandas_tables, [subjects.read_files], few, time.process_time)
    yield Measured("web pages, against lxml", lxml, LXML_AT_MOST)
    yield Measured("web pages, against pandas", pandas, PANDAS_AT_MOST)


def measure_pages(run: Run) -> Iterator[Measured]:
    """Processor time and bytes of each type of page over so many reports; the page of a report against its rows."""
    database = run.spread(REPORTS_BEHIND_PAGES)
    with one_core():
        measured = list(pages.pages(database, run.rounds * PAGES_A_ROUND))
    for name in dict.fromkeys(page.name for page in measured):
        times = tuple(page.milliseconds for page in measured if page.name == name)
        sizes = tuple(float(page.size) for page in measured if page.name == name)
        yield Measured(f"page: {name}", times, PAGE_MS_AT_MOST if name == "report" else None, "ms")
        yield Measured(f"page: {name}, largest", (max(sizes),), PAGE_BYTES_AT_MOST, "bytes")
    yield Measured("page: report, over its rows", tuple(p.over_floor for p in measured if p.over_floor))


def measure_queries(run: Run) -> Iterator[Measured]:
    """Elapsed time of the queries and of searches."""
    yield from queries.measure_queries(run.many(), run.rounds)


def measure_site(run: Run) -> Iterator[Measured]:
    """Elapsed time of building the static site, and its memory."""
    yield from site.measure(run.spread(REPORTS_OF_A_SITE), run.folder, run.rounds)


def measure_browser(run: Run) -> Iterator[Measured]:
    """Bytes and elapsed time of questions in a reader's browser; `make bundle` comes before."""
    yield from browser.measure_browser(run.many(), run.rounds)


def measure_downloads(run: Run) -> Iterator[Measured]:
    """Processor time of whole tables in every format."""
    yield from downloads.measure_downloads(run.many(), run.folder, run.rounds)


SUBJECTS: dict[str, Callable[[Run], Iterator[Measured]]] = {
    "parse": measure_parsing,
    "resolve": measure_resolving,
    "web": measure_web,
    "word": measure_word,
    "pdf": measure_pdf,
    "rules": measure_rules,
    "load": measure_loading,
    "size": measure_size,
    "queries": measure_queries,
    "pages": measure_pages,
    "site": measure_site,
    "browser": measure_browser,
    "downloads": measure_downloads,
}


def measure(what: str, reports: int | None, rounds: int, seed: int, database: Path | None = None) -> list[Measured]:
    """Measure one subject or all, each in a temporary folder of its own; nothing is left behind."""
    lines: list[Measured] = []
    for subject in SUBJECTS if what == "all" else [what]:
        with tempfile.TemporaryDirectory(prefix="govreports-") as folder:
            lines += SUBJECTS[subject](Run(Path(folder), reports, rounds, seed, database))
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure loaders, readers, queries and pages."
    )
    parser.add_argument("what", nargs="?", choices=(*SUBJECTS, "all"), default="all")
    parser.add_argument(
        "--reports",
        type=int,
        help=f"how many reports a round (default {REPORTS}), or behind the pages (default {REPORTS_BEHIND_PAGES})"
        f" or in the site (default {REPORTS_OF_A_SITE})",
    )
    parser.add_argument("--rounds", type=int, default=7, help="how many rounds (default 7)")
    parser.add_argument("--seed", type=int, default=1, help="which series of reports (default 1)")
    parser.add_argument("--database", type=Path, help="where the database of many reports is kept, made if need be")
    options = parser.parse_args(arguments)
    lines = measure(options.what, options.reports, options.rounds, options.seed, options.database)
    print(f"{options.reports or REPORTS} generated reports a round, {options.rounds} rounds")
    print(table(lines))
    return 0 if all(line.passed for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
