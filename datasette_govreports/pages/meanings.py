"""What the rows of section 3 mean, in a sentence each. The article of the law stands in the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from datasette_govreports.pages.book import Book
from datasette_govreports.pages.form import Value
from datasette_govreports.queries import Text

MEANINGS: Mapping[str, Text] = {
    "new": Text("这一年里收到的申请。", "Requests that came in during the year."),
    "carried_over": Text(
        "上一年收到、年底还没有答复的申请。应等于上一年报告的最后一行。",
        "Requests of the year before without an answer at its end. It should equal the last row of that year's report.",
    ),
    "granted": Text("要什么给了什么。", "The applicant got all that was asked for."),
    "partly_granted": Text(
        "把能给的和不能给的分开，只给了能给的。同一件不再计入别的行。",
        "What can be disclosed was separated from what cannot, and only that was given. It is counted in no other row.",
    ),
    "denied_state_secret": Text(
        "已经依法定为国家秘密，不能公开。", "Classified as a state secret by law, and so not disclosed."
    ),
    "denied_other_law": Text(
        "另有法律或行政法规规定不能公开。", "Another law or administrative regulation forbids disclosure."
    ),
    "denied_public_security": Text(
        "公开后可能危及国家安全、公共安全、经济安全或社会稳定。",
        "Disclosure could endanger national, public or economic security, or social stability.",
    ),
    "denied_third_party": Text(
        "会损害别人的商业秘密或隐私，而那个人不同意，公共利益也不足以压过。",
        "It would harm trade secrets or privacy of others, who do not agree, and public interest does not outweigh it.",
    ),
    "denied_internal_affairs": Text(
        "机关内部的人事、后勤和工作流程。条例写的是可以不公开，不是不得公开。",
        "Personnel, logistics and workflow inside the body. The Regulations say it may be withheld, not that it must.",
    ),
    "denied_deliberative": Text(
        "办事过程中形成的讨论记录、过程稿、磋商信函和请示报告。条例写的是可以不公开。",
        "Minutes, drafts, letters and requests for instructions. The Regulations say that they may be withheld.",
    ),
    "denied_enforcement_file": Text(
        "行政执法的案卷。条例写的是可以不公开。", "Case files of enforcement. The Regulations say they may be withheld."
    ),
    "denied_register_query": Text(
        "工商、不动产等登记资料，查询另有规定，申请人要照那些规定去查。",
        "Registers of companies, real estate and the like have rules of their own for looking things up.",
    ),
    "unavailable_not_held": Text(
        "这个机关没有这样的信息，或者该由别的机关负责。",
        "The body does not have such information, or another body is responsible for it.",
    ),
    "unavailable_needs_creation": Text(
        "没有现成的，要加工、分析才能给；条例不要求机关这样做。",
        "Nothing of the kind exists; it would have to be compiled or analysed, which the Regulations do not ask.",
    ),
    "unavailable_unclear": Text(
        "请申请人补充说明之后，还是看不出要的是什么。",
        "After the applicant was asked to be clearer, it is still unclear what is wanted.",
    ),
    "unprocessed_complaint": Text(
        "以申请信息的形式来反映问题、投诉或举报；机关告知走相应的渠道。",
        "A petition, complaint or report in the form of a request; the applicant is told of the proper channel.",
    ),
    "unprocessed_repeat": Text(
        "同一个人就同一件事已经得到过答复。", "The same applicant already got an answer to the same request."
    ),
    "unprocessed_publication": Text(
        "要的是已经出版、可以自己取得的东西。", "Asks for something published that anyone can obtain."
    ),
    "unprocessed_excessive": Text(
        "申请的数量和频次明显超出合理范围，又说不出正当的理由。",
        "Number and frequency clearly go beyond what is reasonable, and the applicant gave no good reason.",
    ),
    "unprocessed_reissue": Text(
        "已经拿到过，要求再确认一遍或重新出一份。", "Already has it, and wants it confirmed or issued again."
    ),
    "other": Text("不属于上面任何一种。", "None of the above."),
    "other_not_corrected": Text(
        "请申请人补充说明，到期没有补，也没有说明缘由。",
        "The applicant was asked to be clearer and did not reply in time.",
    ),
    "other_fee_unpaid": Text(
        "按规定收取信息处理费，到期没有交。", "A processing fee was due and was not paid in time."
    ),
    "other_rest": Text("不属于上面任何一种。", "None of the above."),
    "total": Text(
        "这一年办结的申请，应等于上面各种结果之和。", "Requests settled in the year: the sum of all outcomes above."
    ),
    "carried_forward": Text(
        "到年底还没有答复，下一年接着办。", "No answer by the end of the year; handled in the next."
    ),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one row means.

    label: what the form calls it
    article: article of the Regulations behind it, or None
    text: what it means
    """

    label: str
    article: str | None
    text: str


def meanings(book: Book, totals: Mapping[str, Value]) -> Iterator[Meaning]:
    """The meaning of each of these rows that holds a number other than 0."""
    for row in book.rows:
        if totals.get(row.code) and row.code in MEANINGS:
            yield Meaning(row.label, row.article, MEANINGS[row.code].in_(book.language))
