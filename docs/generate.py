"""Write the generated documentation: metadata.yml, docs/data-dictionary.md, docs/rules.md, docs/cli.md.

python docs/generate.py          write them
python docs/generate.py --check  fail when one of them is not what would be written
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import metadata
from govreports.checks import RULES, Rule
from govreports.checks.examples import findings_of, given
from govreports.checks.rules import Example
from govreports.cli import main as govreports
from govreports.dictionary import described
from govreports.form import EDITION_FACTS, SECTIONS, requests
from govreports.notes import NOTES

from datasette_govreports.commands import govreports as plugin

DOCS = Path(__file__).resolve().parent
WIDTH = 100


def dictionary() -> Iterator[str]:
    """Every table, view, column and code, from the comments of the schema and from the form."""
    yield "# 数据字典 · Data dictionary"
    yield ""
    yield "由 `python docs/generate.py` 写成，请勿手改。 Written by `python docs/generate.py`; do not edit."
    for table in described():
        yield from ("", f"## `{table.name}`", "", metadata.bilingual(table.meaning), "")
        yield from _rows("column", "meaning")
        for column, meaning in table.columns.items():
            yield f"| `{column}` | {metadata.bilingual(meaning)} |"
    yield from _codes()


def _codes() -> Iterator[str]:
    yield from ("", "# 代码 · Codes", "", "## 表样 · Editions", "")
    yield from _rows("edition", "document", "report years")
    for edition in EDITION_FACTS:
        yield f"| `{edition.id}` | {edition.document} | {edition.first_year}–{edition.last_year or ''} |"
    yield from ("", "## 部分 · Sections", "")
    yield from _rows("number", "heading", "English", "table")
    for section in SECTIONS:
        table = f"`{section.table}`" if section.table else ""
        yield f"| {section.number} | {section.heading.zh} | {section.heading.en} | {table} |"
    yield from ("", "## 申请表的行 · Rows of `requests`", "")
    yield from _rows("id", "code", "label", "English", "editions", "article")
    for row in requests.ROWS:
        editions, article = ", ".join(row.editions), row.article or ""
        yield f"| {row.id} | `{row.code}` | {row.number}{row.label.zh} | {row.label.en} | {editions} | {article} |"
    yield from ("", "## 格的说明 · Notes on cells", "")
    yield from _rows("note", "status", "meaning")
    for code, note in NOTES.items():
        yield f"| `{code}` | `{note.status}` | {note.message.zh} {note.message.en} |"
    yield from ("", "## 核对规则 · Checks", "")
    yield from _rows("rule", "severity", "formula", "basis", "meaning")
    for rule in RULES:
        meaning = f"{rule.title.zh} — {rule.title.en}"
        yield f"| `{rule.id}` v{rule.version} | {rule.severity} | {rule.formula} | {rule.basis} | {meaning} |"


def _rows(*heads: str) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)


SEVERITIES = {"error": "错误 error", "warning": "存疑 warning", "note": "提示 note"}


def rules() -> Iterator[str]:
    """Every rule with all that is said of it, and what it finds in its example."""
    yield "# 核对规则一览 · Reference of rules"
    yield ""
    yield "由 `python docs/generate.py` 写成，请勿手改。 Written by `python docs/generate.py`; do not edit."
    yield "[checks.md](checks.md) 说明结果的含义。 It tells what a result means, and how a rule is added."
    yield ""
    yield from _rows("rule", "severity", "title")
    for rule in RULES:
        yield f"| [{rule.id}](#{rule.id.lower()}) | {SEVERITIES[rule.severity]} | {rule.title.zh} {rule.title.en} |"
    for rule in RULES:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield from ("", f"## {rule.id}", "", f"**{rule.title.zh}** · **{rule.title.en}**", "")
    yield from _rows("", "")
    yield f"| 版本 Version | {rule.version} |"
    yield f"| 程度 Severity | {SEVERITIES[rule.severity]} |"
    yield f"| 公式 Formula | {rule.formula} |"
    yield f"| 依据 Basis | {rule.basis} |"
    yield f"| 读者 What a reader would get wrong | {rule.meaning.zh}<br>{rule.meaning.en} |"
    yield f"| 发布者 What to correct | {rule.correction.zh}<br>{rule.correction.en} |"
    yield from ("", "例 Example: 未列的数均为 0，every figure not named is 0.", "")
    yield from (f"- {part}" for part in _example(rule.example))
    yield from (f"- 对照 beside: {'; '.join(_example(other))}" for other in rule.example.beside)
    yield ""
    for found in findings_of(rule):
        yield from (f"> {found.message_zh}<br>", f"> {found.message_en}", "")


def _example(example: Example) -> Iterator[str]:
    yield from (f"{what.zh} {what.en}: {said}" for what, said in given(example))


def commands() -> Iterator[str]:
    """The help of every command."""
    yield "# Commands"
    yield ""
    yield "Written by `python docs/generate.py`; do not edit."
    for program, group in (("govreports", govreports), ("datasette govreports", plugin)):
        for name, command in (("", group), *group.commands.items()):
            whole = f"{program} {name}".rstrip()
            context = click.Context(command, info_name=whole, terminal_width=WIDTH, max_content_width=WIDTH)
            yield from ("", f"## `{whole}`", "", "```text", command.get_help(context), "```")


def generated() -> dict[Path, str]:
    """Each generated file and what it should hold."""
    return {
        metadata.TARGET: metadata.text(),
        DOCS / "data-dictionary.md": "\n".join(dictionary()) + "\n",
        DOCS / "rules.md": re.sub("\n{3,}", "\n\n", "\n".join(rules())).rstrip() + "\n",
        DOCS / "cli.md": "\n".join(commands()) + "\n",
    }


def main() -> None:
    """Write the files, or check them."""
    for path, text in generated().items():
        if sys.argv[1:] != ["--check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.relative_to(DOCS.parent)} is stale: run `make docs`")


if __name__ == "__main__":
    main()
