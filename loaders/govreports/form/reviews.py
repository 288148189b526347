"""Section 四, administrative reconsideration and litigation: three blocks of five figures in one row.

Unit: 件 (cases).
"""

from govreports.form.model import Column, Edition, Group, Text, Variant

_BOTH: tuple[Edition, ...] = ("2019", "2021")

CASES = Text("件", "cases")

RECONSIDERATION = Group(
    "reconsideration",
    Text("行政复议", "Administrative reconsideration"),
    _BOTH,
    None,
    (Variant("行政复议", "行政复议"),),
)
LITIGATION = Group(
    "litigation", Text("行政诉讼", "Administrative litigation"), _BOTH, None, (Variant("行政诉讼", "行政诉讼"),)
)
DIRECT = Group(
    "litigation_direct",
    Text("未经复议直接起诉", "Without prior reconsideration"),
    _BOTH,
    "litigation",
    (Variant("未经复议直接起诉", "未经复议直接起诉"),),
)
AFTER = Group(
    "litigation_after_reconsideration",
    Text("复议后起诉", "After reconsideration"),
    _BOTH,
    "litigation",
    (Variant("复议后起诉", "复议后起诉"),),
)

# The blocks in printed order; the id is part of each figure's permanent id.
BLOCKS: tuple[tuple[int, Group], ...] = ((1, RECONSIDERATION), (2, DIRECT), (3, AFTER))


def _column(id: int, code: str, label: Text) -> Column:
    return Column(id, code, label, CASES, "count", _BOTH, (Variant(label.zh, label.zh),))


COLUMNS: tuple[Column, ...] = (
    _column(1, "upheld", Text("结果维持", "Upheld")),
    _column(2, "corrected", Text("结果纠正", "Corrected")),
    _column(3, "other", Text("其他结果", "Other result")),
    _column(4, "pending", Text("尚未审结", "Pending")),
    _column(5, "total", Text("总计", "Total")),
)
