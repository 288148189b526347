"""Section 三, requests received and handled: rows, groups and columns of both editions. Unit: 件 (requests)."""

from govreports.form.model import Column, Edition, Group, Row, Text, Variant

_BOTH: tuple[Edition, ...] = ("2019", "2021")
_2019: tuple[Edition, ...] = ("2019",)
_2021: tuple[Edition, ...] = ("2021",)

REQUESTS = Text("件", "requests")


def _column(id: int, code: str, label: Text) -> Column:
    return Column(id, code, label, REQUESTS, "count", _BOTH, (Variant(label.zh, label.zh),))


COLUMNS: tuple[Column, ...] = (
    _column(1, "natural_person", Text("自然人", "Natural persons")),
    _column(2, "business", Text("商业企业", "Businesses")),
    _column(3, "research", Text("科研机构", "Research institutes")),
    _column(4, "public_interest", Text("社会公益组织", "Public-interest organisations")),
    _column(5, "legal_service", Text("法律服务机构", "Legal services")),
    _column(6, "other", Text("其他", "Other")),
    _column(7, "total", Text("总计", "Total")),
)

CORNER = Text(
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "(In each column, item 1 plus item 2 equals item 3 plus item 4)",
)
CORNER_VARIANTS = (
    Variant("本列数据的勾稽关系为", "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"),
    Variant("本列数据的钩稽关系为", "(本列数据的钩稽关系为:第一项加第二项之和,等于第三项加第四项之和)"),
    Variant("列数据的勾稽关系为", "列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"),
)
APPLICANTS = Group("applicants", Text("申请人情况", "Applicants"), _BOTH, None, (Variant("申请人情况", "申请人情况"),))
ORGANISATIONS = Group(
    "organisations",
    Text("法人或其他组织", "Legal persons and other organisations"),
    _BOTH,
    "applicants",
    (Variant("法人或其他组织", "法人或其他组织"),),
)

GROUPS: tuple[Group, ...] = (
    Group(
        "results",
        Text("三、本年度办理结果", "3. Outcomes this year"),
        _BOTH,
        None,
        (Variant("本年度办理结果", "三、本年度办理结果"),),
    ),
    Group(
        "denied",
        Text("（三）不予公开", "(3) Refused"),
        _BOTH,
        "results",
        (Variant("不予公开", "(三)不予公开"),),
    ),
    Group(
        "unavailable",
        Text("（四）无法提供", "(4) Cannot be provided"),
        _BOTH,
        "results",
        (Variant("无法提供", "(四)无法提供"),),
    ),
    Group(
        "unprocessed",
        Text("（五）不予处理", "(5) Not processed"),
        _BOTH,
        "results",
        (Variant("不予处理", "(五)不予处理"),),
    ),
    Group("otherwise", Text("（六）其他处理", "(6) Handled otherwise"), _2021, "results", ()),
)


def _row(
    id: int,
    code: str,
    number: str,
    label: Text,
    group: str | None,
    article: str | None,
    *variants: Variant,
    editions: tuple[Edition, ...] = _BOTH,
) -> Row:
    return Row(id, code, number, label, editions, group, article, variants or (Variant(label.zh, number + label.zh),))


ROWS: tuple[Row, ...] = (
    _row(1, "new", "一、", Text("本年新收政府信息公开申请数量", "Requests newly received this year"), None, "50"),
    _row(2, "carried_over", "二、", Text("上年结转政府信息公开申请数量", "Carried over from last year"), None, "50"),
    _row(3, "granted", "（一）", Text("予以公开", "Granted"), "results", "36(2)"),
    _row(
        4,
        "partly_granted",
        "（二）",
        Text(
            "部分公开（区分处理的，只计这一情形，不计其他情形）",
            "Partly granted (severed records are counted here only)",
        ),
        "results",
        "37",
        Variant("部分公开", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"),
        Variant("部分公开", "(二)部分公开(区分处理的,只计这一情况,不计其他情况)"),
    ),
    _row(5, "denied_state_secret", "1.", Text("属于国家秘密", "State secret"), "denied", "14"),
    _row(
        6,
        "denied_other_law",
        "2.",
        Text("其他法律行政法规禁止公开", "Disclosure forbidden by other laws or regulations"),
        "denied",
        "14",
        Variant("其他法律行政法规禁止公开", "2.其他法律行政法规禁止公开"),
        Variant("其他法律行政止公开", "2.其他法律行政止公开"),
    ),
    _row(
        7,
        "denied_public_security",
        "3.",
        Text("危及“三安全一稳定”", "Endangers national, public or economic security or social stability"),
        "denied",
        "14",
        Variant('危及"三安全一稳定"', "3.危及“三安全一稳定”"),
        Variant('危及"三安全一稳定"', '3.危及"三安全一稳定"'),
    ),
    _row(
        8,
        "denied_third_party",
        "4.",
        Text("保护第三方合法权益", "Protects the lawful rights of third parties"),
        "denied",
        "15",
    ),
    _row(
        9,
        "denied_internal_affairs",
        "5.",
        Text("属于三类内部事务信息", "Internal affairs (three kinds)"),
        "denied",
        "16",
        Variant("属于三类内部事务信息", "5.属于三类内部事务信息"),
        Variant("属于三类内容事务信息", "5.属于三类内容事务信息"),
    ),
    _row(
        10,
        "denied_deliberative",
        "6.",
        Text("属于四类过程性信息", "Deliberative records (four kinds)"),
        "denied",
        "16",
    ),
    _row(11, "denied_enforcement_file", "7.", Text("属于行政执法案卷", "Enforcement case file"), "denied", "16"),
    _row(
        12,
        "denied_register_query",
        "8.",
        Text("属于行政查询事项", "To be looked up in a register with rules of its own"),
        "denied",
        "36(7)",
    ),
    _row(
        13,
        "unavailable_not_held",
        "1.",
        Text("本机关不掌握相关政府信息", "Information not held"),
        "unavailable",
        "36(4), 36(5)",
    ),
    _row(
        14,
        "unavailable_needs_creation",
        "2.",
        Text("没有现成信息需要另行制作", "Would have to be created"),
        "unavailable",
        "38",
    ),
    _row(
        15,
        "unavailable_unclear",
        "3.",
        Text("补正后申请内容仍不明确", "Still unclear after correction"),
        "unavailable",
        "30",
    ),
    _row(
        16,
        "unprocessed_complaint",
        "1.",
        Text("信访举报投诉类申请", "Petition, report or complaint"),
        "unprocessed",
        "39",
    ),
    _row(17, "unprocessed_repeat", "2.", Text("重复申请", "Repeated request"), "unprocessed", "36(6)"),
    _row(
        18,
        "unprocessed_publication",
        "3.",
        Text("要求提供公开出版物", "Asks for a published work"),
        "unprocessed",
        "39",
    ),
    _row(
        19,
        "unprocessed_excessive",
        "4.",
        Text("无正当理由大量反复申请", "Excessive requests without good reason"),
        "unprocessed",
        "35",
    ),
    _row(
        20,
        "unprocessed_reissue",
        "5.",
        Text("要求行政机关确认或重新出具已获取信息", "Asks to confirm or reissue what was already obtained"),
        "unprocessed",
        None,
    ),
    _row(
        21,
        "other",
        "（六）",
        Text("其他处理", "Handled otherwise"),
        "results",
        None,
        editions=_2019,
    ),
    _row(
        22,
        "other_not_corrected",
        "1.",
        Text(
            "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "Applicant did not correct the request in time",
        ),
        "otherwise",
        "30",
        Variant(
            "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ),
        Variant("申请人无正当理由逾期不补正", "1.申请人无正当理由逾期不补正"),
        editions=_2021,
    ),
    _row(
        23,
        "other_fee_unpaid",
        "2.",
        Text(
            "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "Applicant did not pay the fee in time",
        ),
        "otherwise",
        "42",
        Variant(
            "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        Variant("申请人逾期未按收费通知要求缴纳费用", "2.申请人逾期未按收费通知要求缴纳费用"),
        editions=_2021,
    ),
    _row(24, "other_rest", "3.", Text("其他", "Other"), "otherwise", None, editions=_2021),
    _row(25, "total", "（七）", Text("总计", "Total outcomes"), "results", None),
    _row(
        26,
        "carried_forward",
        "四、",
        Text("结转下年度继续办理", "Carried forward to next year"),
        None,
        None,
    ),
)
