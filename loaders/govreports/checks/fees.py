"""Section 六 on the fee for processing information, against the row of section 三 that implies it.

That fee is not the one in section 二: the two are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreports.checks.subject import Address, Result, Subject, answer, failed
from govreports.claims import sentences
from govreports.claims.numerals import NUMBER, count
from govreports.form import Text
from govreports.spans import Span

_UNPAID: Address = ("requests", "other_fee_unpaid", "total")
_NOTICE = "收费通知"
_NOTICES = re.compile(rf"{_NOTICE}[书单]?的?(?:件数|数量|份数)?(?:共计|共|为|：|:|是|有)*\s*({NUMBER})\s*[件份个]")
_NO_NOTICE = re.compile(
    rf"(?:未|没有|无)(?:发出|制发|下达|作出|开具)?(?:任何|信息处理费|信息公开)*{_NOTICE}[书单]?(?=\s*$|[，,、])"
)


def fee_result(subject: Subject) -> Result:
    """F1: requests dropped because a fee was not paid are no more than the notices that asked for it."""
    unpaid = subject.value(_UNPAID)
    said = list(_notices(subject.text, subject.closing))
    if unpaid is None or len({number for number, _ in said}) != 1:
        return answer("F1", None)
    notices, sentence = said[0]
    if unpaid <= notices:
        return answer("F1", True)
    message = Text(
        f"第六部分说发出收费通知 {notices} 件，表中因逾期不缴费而不再处理的却有 {unpaid} 件。",
        f"Section 6 tells of {notices} fee notices, but {unpaid} requests were dropped because a fee was not paid.",
    )
    cells = ("other_fee_unpaid.total",)
    return failed(
        "F1", "requests", "other_fee_unpaid", message, values=(notices, unpaid), cells=cells, sentence=sentence
    )


def _notices(text: str, closing: Span) -> Iterator[tuple[int, Span]]:
    """How many fee notices section 六 says were sent, each with its sentence."""
    if text.find(_NOTICE, *closing) < 0:
        return
    for sentence in sentences(text, closing).holding(_NOTICE):
        for match in _NOTICES.finditer(sentence.words):
            number = count(match[1])
            if number is not None:
                yield number, sentence.span
        if _NO_NOTICE.search(sentence.words):
            yield 0, sentence.span
