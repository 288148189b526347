"""A narrative that repeats an earlier one: C1 of another body, C2 with its name in it, C3 of the body itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govreports.checks.subject import Result, failed
from govreports.form import Text


class Repeated(NamedTuple):
    """A narrative that repeats an earlier one.

    `share` is how much of it, 0 to 1. `source` names the body and year of the other, `own` says that it is of the same
    body. `name` is a name of that other body which stands in the narrative, None where none does.
    """

    share: float
    source: Text
    own: bool
    name: str | None


def copy_results(repeated: Repeated | None) -> Iterator[Result]:
    """The results for a narrative that is long enough to be judged."""
    if repeated is None:
        yield Result("C1", True)
        yield Result("C2", None)
        yield Result("C3", True)
        return
    yield Result("C1", None) if repeated.own else _repeats("C1", repeated)
    yield _repeats("C3", repeated) if repeated.own else Result("C3", None)
    if repeated.own:
        yield Result("C2", None)
    else:
        yield _left_standing(repeated) if repeated.name else Result("C2", True)


def _repeats(check_id: str, repeated: Repeated) -> Result:
    share = f"{100 * repeated.share:.0f}%"
    message = Text(
        f"文字部分有 {share} 与{repeated.source.zh}逐字相同，标题、数字和通用的套话不计。",
        f"{share} of its prose is word for word that of {repeated.source.en}; headings, numbers and standard phrases"
        " are not counted.",
    )
    return failed(check_id, "report", "narrative", message)


def _left_standing(repeated: Repeated) -> Result:
    message = Text(
        f"文字与{repeated.source.zh}相同，其中还写着“{repeated.name}”。",
        f"Its prose is that of {repeated.source.en}, and still says “{repeated.name}”.",
    )
    return failed("C2", "report", "narrative", message)
