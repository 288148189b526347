"""The law's dates: departments publish by 31 January, governments by 31 March of the year after."""

from __future__ import annotations

from datetime import date

from govreports.checks.subject import Result, Subject, answer, failed
from govreports.form import Text

DEPARTMENTS_BY = (1, 31)
GOVERNMENTS_BY = (3, 31)


def timeliness_result(subject: Subject) -> Result:
    """L1. The law names departments and governments from the county up, so nothing is said of towns and others.

    A date of publication can be that of a page moved to a new site, which is why the rule is no more than a note.
    """
    if subject.year is None or subject.published_on is None:
        return answer("L1", None)
    published = date.fromisoformat(subject.published_on)
    if published <= date(subject.year + 1, *DEPARTMENTS_BY):
        return answer("L1", True)  # in time for whatever body it is
    limit = _limit(subject)
    if limit is None:
        return answer("L1", None)
    by = date(subject.year + 1, *limit)
    if published > by:
        return _late(published, by)
    return answer("L1", None if _is_office(subject) else True)


def _limit(subject: Subject) -> tuple[int, int] | None:
    """Month and day by which the body publishes at the latest; None where the law names none or the kind is not known.

    The office of a government reports for itself or for its government: it is late only when it is so for both.
    """
    if subject.kind == "government" or _is_office(subject):
        return GOVERNMENTS_BY
    return DEPARTMENTS_BY if subject.kind == "department" else None


def _is_office(subject: Subject) -> bool:
    return any(name.endswith(("政府办公室", "政府办公厅")) for name in subject.names)


def _late(published: date, limit: date) -> Result:
    message = Text(
        f"公布日期是 {published}，条例规定的期限是 {limit}。",
        f"It was published on {published}; the Regulations ask for it by {limit}.",
    )
    return failed("L1", "report", "published_on", message)
