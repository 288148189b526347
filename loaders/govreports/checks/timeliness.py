"""The law's dates: departments publish by 31 January, governments by 31 March of the year after."""

from __future__ import annotations

from datetime import date

from govreports.checks.subject import Result, Subject
from govreports.report import Finding

DEPARTMENTS_BY = (1, 31)
GOVERNMENTS_BY = (3, 31)


def timeliness_result(subject: Subject) -> Result:
    """L1. The law names departments and governments from the county up, so nothing is said of towns and streets.

    A date of publication can be that of a page moved to a new site, which is why the rule is no more than a note.
    """
    if subject.year is None or subject.published_on is None:
        return Result("L1", None)
    published = date.fromisoformat(subject.published_on)
    limits = {_limit(name) for name in subject.names}
    if published <= date(subject.year + 1, *DEPARTMENTS_BY):
        return Result("L1", True)  # in time for whatever body it is
    limit = limits.pop() if len(limits) == 1 else None
    if limit is None:
        return Result("L1", None)
    by = date(subject.year + 1, *limit)
    return Result("L1", True) if published <= by else Result("L1", False, _finding(published, by))


def _limit(name: str) -> tuple[int, int] | None:
    """Month and day by which a body of this name publishes; None where the law names none or the name tells none."""
    body = name.removesuffix("办公室").removesuffix("办公厅") if "政府" in name else name
    if body.endswith("政府"):
        place = body.removesuffix("政府").removesuffix("人民")
        return None if place.endswith(("镇", "乡", "街道")) else GOVERNMENTS_BY
    return DEPARTMENTS_BY if name.endswith(("局", "厅", "委员会", "委")) and "管理委员会" not in name else None


def _finding(published: date, limit: date) -> Finding:
    return Finding(
        "L1",
        "report",
        "published_on",
        None,
        None,
        (),
        (),
        f"公布日期是 {published}，条例规定的期限是 {limit}。",
        f"It was published on {published}; the Regulations ask for it by {limit}.",
    )
