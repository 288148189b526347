"""The rules as data. What a rule means never changes under its id: a change of meaning is a new version."""

from __future__ import annotations

from typing import Literal, NamedTuple

from govreports.form import Text


class Rule(NamedTuple):
    """One rule: its formula over the columns of the database, and what it rests on."""

    id: str
    title: Text
    formula: str
    severity: Literal["error", "warning", "note"]
    basis: str
    version: int


RULES: tuple[Rule, ...] = (
    Rule(
        "R1",
        Text("收到的申请等于办结加结转", "Requests received equal requests settled or carried forward"),
        "requests, each column: new + carried_over = total + carried_forward",
        "error",
        "printed on the form, section 3",
        1,
    ),
    Rule(
        "R2",
        Text("各类申请人相加等于总数", "The applicants add up to the row's total"),
        "requests, each row: natural_person + business + research + public_interest + legal_service + other = total",
        "error",
        "the form's columns, section 3",
        1,
    ),
    Rule(
        "R3",
        Text("各种办理结果相加等于结果总数", "The outcomes add up to the total of outcomes"),
        "requests, each column: sum of the 19 (2019) or 21 (2021) outcome rows = total",
        "error",
        "the form's rows, section 3",
        1,
    ),
    Rule(
        "R4",
        Text(
            "复议、诉讼的各种结果相加等于总数",
            "The results of reconsideration and of litigation add up to their totals",
        ),
        "reviews, each block: upheld + corrected + other + pending = total",
        "error",
        "the form's columns, section 4",
        1,
    ),
    Rule(
        "R5",
        Text("2019年版第二部分的数字相互相容", "The figures of section 2 of the 2019 form agree with each other"),
        "proactive, 2019: *_total >= *_disclosed; *_prior + *_change >= 0; "
        "procurement_projects > 0 exactly when procurement_amount > 0",
        "error",
        "the form's columns, section 2 of the 2019 edition",
        1,
    ),
)
