"""Canned queries as data. The SQL of each stands beside this file in `sql/<name>.sql`.

Two rules hold in all of them, and the tests check both. Reports of an agency itself are never added to reports of a
whole area: `scope` is a column of every sum. NULL is never counted as 0: a sum stands beside the number of reports
that it rests on, and a share is left empty where its whole is 0 or smaller than asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from datasette_govreports.language import Language


class Text(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The words in one of them."""
        return self.zh if language.code == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something a reader may fill in. Left empty, it filters nothing or takes its default.

    name: name in the SQL
    kind: integer or text
    label: what it means
    default: what an empty one stands for; empty where that is no filter
    example: a value to try
    choices: name of the list that it is picked from, empty where anything may be typed
    """

    name: str
    kind: Literal["integer", "text"]
    label: Text
    default: str
    example: str
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """One canned query.

    name: name in addresses
    title: title
    description: what it shows, and what it leaves out
    parameters: what a reader may fill in
    question: the question it answers, where the home page asks it
    """

    name: str
    title: Text
    description: Text
    parameters: tuple[Parameter, ...] = ()
    question: Text | None = None

    @property
    def sql(self) -> str:
        """The query."""
        return _sql(self.name)

    def parameter(self, name: str) -> Parameter | None:
        """One of its parameters."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    @property
    def defaults(self) -> Mapping[str, str]:
        """A value for every parameter."""
        return {p.name: p.default for p in self.parameters}


YEAR = Parameter("year", "integer", Text("报告年度，空则全部", "report year, all if empty"), "", "2020", "years")
SCOPE = Parameter(
    "scope",
    "text",
    Text("统计范围：own 只计本机关，area 汇总全地区，unknown 不详；空则全部", "own, area or unknown; all if empty"),
    "",
    "own",
    "scopes",
)
MINIMUM = Parameter(
    "minimum",
    "integer",
    Text("至少多少件才计算比例，空则 10 件", "smallest number that a share is taken of, 10 if empty"),
    "10",
    "10",
)
AGENCY = Parameter(
    "agency",
    "text",
    Text("机关名称或其中几个字，空则全部", "name of a body or a part of it, all if empty"),
    "",
    "应急管理局",
)
CHECK = Parameter("check", "text", Text("规则代号，空则全部", "id of a check, all if empty"), "", "R2", "checks")
PROVINCE = Parameter(
    "province", "text", Text("省级区划代码，空则全国", "code of a province, all if empty"), "", "320000", "provinces"
)

# What may be picked, by name of the list: value and label, where the database knows all values.
CHOICES: Mapping[str, str] = {
    "years": "SELECT DISTINCT year, year FROM reports WHERE year IS NOT NULL ORDER BY year DESC",
    "checks": "SELECT id, id || ' ' || title_zh || ' · ' || title_en FROM checks ORDER BY id",
    "provinces": "SELECT code, code || ' ' || coalesce(name, '') FROM regions WHERE level = 1 ORDER BY code",
    "scopes": "VALUES ('own', 'own 只计本机关'), ('area', 'area 汇总全地区'), ('unknown', 'unknown 不详')",
}
EXAMPLE_SQL = """SELECT agency, year, requests_new, requests_granted, requests_denied
FROM report_summary
WHERE requests_new > 0
ORDER BY requests_new DESC
LIMIT 20"""

QUERIES: tuple[Query, ...] = (
    Query(
        "totals_by_year",
        Text("各年合计", "Totals by year"),
        Text(
            "各年的报告份数、收到与办结的申请件数。只计本机关的报告与汇总全地区的报告分开；每个合计旁是载有该数的报告份数。",
            "Reports, requests received and requests handled in each year. Reports of a body itself and of a whole area"
            " are kept apart; beside each sum stands the number of reports that give the figure.",
        ),
    ),
    Query(
        "outcomes_by_year",
        Text("申请的结果，按年", "Outcomes of requests by year"),
        Text(
            "每种结果的件数及其占办结申请的比例。只取该类各行都读出的报告；办结件数不足下限的，比例留空。",
            "Requests by outcome, and their share of all that were handled. Only reports in which every row of the"
            " outcome was read; the share is empty below the minimum.",
        ),
        (YEAR, MINIMUM),
    ),
    Query(
        "refusal_reasons_by_year",
        Text("拒绝公开的理由，按年", "Reasons for refusal by year"),
        Text(
            "每种理由的件数，及所依据的条例条款。只取各项理由都读出的报告；拒绝件数不足下限的，比例留空。",
            "Requests by reason for refusal, with the article of the Regulations behind it. Only reports in which every"
            " reason was read; the share is empty below the minimum.",
        ),
        (YEAR, MINIMUM),
    ),
    Query(
        "most_requests",
        Text("收到申请最多的机关", "Bodies that received most requests"),
        Text(
            "一行一份报告，按新收申请排列，前 200 份。汇总全地区的报告自然更多，比较时先看 scope 一列。",
            "One row a report, by requests newly received, the first 200. A report of a whole area naturally has more:"
            " compare within one scope.",
        ),
        (YEAR, SCOPE),
    ),
    Query(
        "share_refused",
        Text("拒绝公开的比例", "Share of requests refused"),
        Text(
            "拒绝公开的件数占办结申请的比例，一行一份报告，前 200 份。办结不足下限的不列：小数目的比例说明不了什么。",
            "Requests refused as a share of all that were handled, one row a report, the first 200. Reports below the"
            " minimum are left out: a share of a small number says little.",
        ),
        (MINIMUM, YEAR, SCOPE),
        Text("哪些机关拒绝得最多？", "Which bodies refuse most?"),
    ),
    Query(
        "review_outcomes",
        Text("复议与诉讼的结果", "Outcomes of reconsideration and litigation"),
        Text(
            "各年复议与诉讼的结果。纠正率是被纠正的占已有结果的比例，已有结果不足下限的留空；只取各项都读出的报告。",
            "Results by year. The rate of correction is the share of decided cases in which the body was corrected; it"
            " is empty below the minimum. Only reports in which every figure of the block was read.",
        ),
        (MINIMUM,),
        Text("告到复议机关和法院，机关被纠正的有多少？", "How often are bodies corrected on review or in court?"),
    ),
    Query(
        "findings_by_check",
        Text("疑点，按规则", "Findings by check"),
        Text("每条规则查出多少处，涉及多少份报告。", "What each check found, and in how many reports."),
    ),
    Query(
        "reports_with_findings",
        Text("有疑点的报告", "Reports with findings"),
        Text(
            "每一处疑点：按算式应得多少，报告写的是多少。",
            "Every finding: what the formula gives and what the report says.",
        ),
        (CHECK, YEAR, PROVINCE),
    ),
    Query(
        "requests_by_applicant",
        Text("谁在申请", "Who makes requests"),
        Text(
            "新收申请按申请人类别，按年。只取各类申请人都读出的报告。",
            "Requests newly received by kind of applicant and year. Only reports in which every kind was read.",
        ),
        (YEAR,),
        Text("谁在申请，个人还是单位？", "Who asks: individuals or organisations?"),
    ),
    Query(
        "one_agency",
        Text("一个机关历年的申请", "One body over the years"),
        Text(
            "一个机关历年收到、办结的申请和疑点，一行一份报告。空格表示没有读出，不是零。",
            "Requests received and handled and findings by year, one row a report. Empty means not read, not 0.",
        ),
        (AGENCY,),
    ),
    Query(
        "not_read",
        Text("没有读出的内容", "What could not be read"),
        Text(
            "没有数值的格，按原因；以及没有成为报告的输入文件，按结果。",
            "Cells without a value by reason, and inputs that did not become a report by outcome.",
        ),
    ),
)
BY_NAME: Mapping[str, Query] = {query.name: query for query in QUERIES}
FEATURED = tuple(query for query in QUERIES if query.question)


def for_datasette() -> dict[str, dict[str, Any]]:
    """The queries as Datasette's canned queries. It has room for one title, so that holds both languages."""
    return {
        query.name: {
            "sql": query.sql,
            "title": " · ".join(query.title),
            "description": " ".join((*query.description, *_explained(query))),
            "params": [parameter.name for parameter in query.parameters],
        }
        for query in QUERIES
    }


def _explained(query: Query) -> list[str]:
    return [f"{p.name}: {p.label.zh} · {p.label.en}." for p in query.parameters]


@cache
def _sql(name: str) -> str:
    return files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
