"""The examples of the rules as reports: what a rule says of its example is shown to readers, and is its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govreports.checks.area import area_results
from govreports.checks.copied import Repeated, copy_results
from govreports.checks.engine import arithmetic
from govreports.checks.rules import Example, Rule
from govreports.checks.series import Year, gap_results, year_results
from govreports.checks.single import single_results
from govreports.checks.subject import Result, Subject
from govreports.form import FIGURES, ID_OF, TABLE_NAMES, Edition, TableName, Text
from govreports.report import Finding, Value
from govreports.spans import Span


def subject_of(example: Example) -> Subject:
    """The report of an example: every figure 0 but those given."""
    editions = _editions(example)
    values: dict[int, Value] = {f.id: 0 for f in FIGURES if editions.get(f.table) in f.editions}
    values |= {ID_OF[table, row, column]: value for table, row, column, value in example.figures}
    amounts = {f.id: str(values[f.id]) for f in FIGURES if f.kind == "money" and values.get(f.id)}
    text = example.opening + example.closing
    return Subject(
        text,
        Span(0, len(example.opening)),
        Span(len(example.opening), len(text)),
        editions,
        values,
        amounts if example.without_unit else {},
        example.year,
        example.published_on,
        (example.name,) if example.name else (),
        example.kind,
        None,
    )


def year_of(example: Example) -> Year:
    """The same report as one of its body's reports over the years."""
    subject = subject_of(example)
    return Year(example.year, example.year, subject.editions.get("proactive"), subject.values)


def _editions(example: Example) -> dict[TableName, Edition | None]:
    return {
        table: (example.requests_edition if table == "requests" else None) or example.edition
        for table in TABLE_NAMES
        if table not in example.absent
    }


def given(example: Example) -> list[tuple[Text, str]]:
    """What an example's report holds and says, each with what it is; every figure that is not named is 0."""
    edition = f"{example.edition}/{example.requests_edition}" if example.requests_edition else example.edition
    said = (
        (Text("年度", "year"), str(example.year)),
        (Text("表样", "form"), edition),
        (Text("机关", "body"), example.name or example.kind),
        (Text("公布日期", "published on"), example.published_on),
        (Text("没有的表", "without"), ", ".join(example.absent)),
        (Text("金额的单位", "unit of the amounts"), "—" if example.without_unit else None),
        (Text("第一部分", "section 1"), example.opening),
        (Text("第六部分", "section 6"), example.closing),
        (
            Text("数", "figures"),
            ", ".join(f"{t}.{row}.{column} = {value:g}" for t, row, column, value in example.figures),
        ),
    )
    return [(what, words) for what, words in said if words]


def told(rule: Rule) -> Text:
    """The example of a rule in words: what is given, what it is held against, and what the rule finds."""
    found = findings_of(rule)[0]
    reports = [given(example) for example in (rule.example, *rule.example.beside)]
    zh = "；对照：".join("，".join(f"{what.zh} {said}" for what, said in report) for report in reports)
    en = "; beside it: ".join(", ".join(f"{what.en} {said}" for what, said in report) for report in reports)
    return Text(
        f"{zh}；未列的数均为 0。结果：{found.message_zh}",
        f"{en}; all other figures are 0. It finds: {found.message_en}",
    )


def findings_of(rule: Rule) -> list[Finding]:
    """What a rule finds in its own example."""
    results = _RESULTS.get(rule.id[0], _single)(rule.example)
    return [result.finding for result in results if result.check_id == rule.id and result.finding]


def _single(example: Example) -> Iterator[Result]:
    subject = subject_of(example)
    _, findings = arithmetic(subject.editions, subject.values)
    yield from (Result(finding.check_id, False, finding) for finding in findings)
    yield from single_results(subject)


def _over_years(example: Example) -> Iterator[Result]:
    if not example.beside:
        yield from _single(example)
        return
    (before,) = example.beside
    yield from (result for _, result in gap_results([before.year, example.year]))
    yield from year_results(year_of(before), year_of(example))


def _copied(example: Example) -> Iterator[Result]:
    (source,) = example.beside
    told = Text(f"{source.name} {source.year} 年的报告", f"the {source.year} report of {source.name}")
    left = source.name if source.name and source.name in example.opening else None
    return copy_results(Repeated(1.0, told, example.name == source.name, left))


def _of_area(example: Example) -> Iterator[Result]:
    return area_results(year_of(example).values, [year_of(part).values for part in example.beside], 0)


_RESULTS: dict[str, Callable[[Example], Iterator[Result]]] = {
    "R": _over_years,
    "Y": _over_years,
    "C": _copied,
    "A": _of_area,
}
