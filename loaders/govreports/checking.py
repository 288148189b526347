"""The command `govreports check`: what the rules find in single files, for whoever is about to publish them."""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import click

from govreports.checks import RULES, Rule, counts
from govreports.form import BY_ID
from govreports.parse import parse
from govreports.report import Document, Finding, Input, Parsed, Report
from govreports.terminal import Language, language_option, said, say

Format = Literal["text", "json", "lines"]

ERRORS, UNREADABLE = 1, 2
_RULE = {rule.id: rule for rule in RULES}
_SEVERITIES = {"error": "错误", "warning": "警示", "note": "提示"}


class Found(NamedTuple):
    """A finding in a file: the line that it points to, from 1, and its rule."""

    line: int
    rule: Rule
    finding: Finding


class Checked(NamedTuple):
    """A file and what was found in it, in the order of the rules' severity and of the text."""

    name: str
    parsed: Parsed
    found: tuple[Found, ...]


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "lines"]),
    default="text",
    show_default=True,
    help="text: to be read, with what to correct; json: one list; lines: file:line: severity id: message.",
)
@language_option
def command(files: tuple[Path, ...], form: Format, language: Language) -> None:
    """Check each of FILES by itself before it is published: the form's arithmetic, text against tables, the law.

    Nothing is loaded. Rules over several reports are not applied. Exit code 0: no error, though
    there may be warnings and notes. 1: an error was found. 2: one of the files is not a report that can be read.
    """
    checked = [_checked(file) for file in files]
    for line in _FORMATS[form](checked, language):
        click.echo(line)
    if not all(one.parsed.report for one in checked):
        sys.exit(UNREADABLE)
    sys.exit(ERRORS if any(found.rule.severity == "error" for one in checked for found in one.found) else 0)


def _checked(file: Path) -> Checked:
    parsed = parse(Input(file.name, file.read_bytes()))
    if parsed.report is None or parsed.document is None:
        return Checked(str(file), parsed, ())
    lines = _line_of(parsed.document)
    places = {
        BY_ID[id].address: cell.span.start
        for table in parsed.report.tables.values()
        for id, cell in table.cells.items()
        if cell.span
    }
    found = [
        Found(lines(_start(finding, parsed.report, places)), _RULE[finding.check_id], finding)
        for finding in parsed.report.checked.findings
    ]
    found.sort(key=lambda one: (list(_SEVERITIES).index(one.rule.severity), one.line, one.rule.id))
    return Checked(str(file), parsed, tuple(found))


def _line_of(document: Document) -> Callable[[int], int]:
    ends = [i for i, character in enumerate(document.text) if character == "\n"]
    return lambda offset: bisect_right(ends, offset - 1) + 1


def _start(finding: Finding, report: Report, places: dict[str, int]) -> int:
    """Where a finding points: its sentence, the figure that it suspects, the first that it is about, or its table."""
    if finding.sentence:
        return finding.sentence.start
    named = [places[cell] for cell in (*finding.suspects, *finding.cells) if cell in places]
    tables = [table.span.start for name, table in report.tables.items() if name == finding.table]
    return next(iter((*named, *tables)), 0)


def _message(finding: Finding, language: Language) -> str:
    return said(finding, language)


def _text(checked: list[Checked], language: Language) -> Iterator[str]:
    for one in checked:
        if one.parsed.report is None:
            yield f"{one.name}: {said(one.parsed.message, language)}"
            continue
        yield f"{one.name}: {_summary(one.parsed.report, language)}"
        for line, rule, finding in one.found:
            what = say(language, _SEVERITIES[rule.severity], rule.severity)
            where = say(language, f"第 {line} 行", f"line {line}")
            yield f"  {what} {rule.id}  {where}  {_message(finding, language)}"
            yield f"      {say(language, *rule.correction)}"


def _summary(report: Report, language: Language) -> str:
    passed, failed, undecided, noted = counts(report.checked.tallies)
    if language == "zh":
        return f"相符 {passed}，不符 {failed}，无法核对 {undecided}；提示 {noted}"
    return f"{passed} passed, {failed} failed, {undecided} not assessable; {noted} notes"


def _json(checked: list[Checked], language: Language) -> Iterator[str]:
    told = [
        {
            "file": one.name,
            "outcome": one.parsed.outcome,
            "message": said(one.parsed.message, language),
            "findings": [_as_data(found, language) for found in one.found],
        }
        for one in checked
    ]
    yield json.dumps(told, ensure_ascii=False, indent=2)


def _as_data(found: Found, language: Language) -> dict[str, object]:
    line, rule, finding = found
    return {
        "line": line,
        "check_id": rule.id,
        "severity": rule.severity,
        "table_name": finding.table,
        "location": finding.location,
        "expected": finding.expected,
        "actual": finding.actual,
        "cells": finding.cells,
        "suspects": finding.suspects,
        "message": _message(finding, language),
        "correction": say(language, *rule.correction),
    }


def _lines(checked: list[Checked], language: Language) -> Iterator[str]:
    for one in checked:
        if one.parsed.report is None:
            yield f"{one.name}:1: error {one.parsed.outcome}: {said(one.parsed.message, language)}"
        for line, rule, finding in one.found:
            yield f"{one.name}:{line}: {rule.severity} {rule.id}: {_message(finding, language)}"


_FORMATS: dict[Format, Callable[[list[Checked], Language], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "lines": _lines,
}
