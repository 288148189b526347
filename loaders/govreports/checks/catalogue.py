"""Every rule, in the order shown.

Arithmetic (R), years (Y), narrative (T), figures (N), editions (E), the law (L), fees (F), copied texts (C), areas (A).
"""

from govreports.checks.rules import Example, Rule
from govreports.form import Text, requests
from govreports.form.proactive import NORMATIVE_2021

_NEW = ("requests", "new", "total")
_TOTAL = ("requests", "total", "total")

ARITHMETIC: tuple[Rule, ...] = (
    Rule(
        "R1",
        Text("收到的申请等于办结加结转", "Requests received equal requests settled or carried forward"),
        "requests, each column: new + carried_over = total + carried_forward; where these rows keep R2, the total"
        " column only follows the others: it is told with them and is no check of its own",
        "error",
        "printed on the form, section 3",
        2,
        Text(
            "收到、办结、结转三者中至少有一个数不对，用哪一个都可能算错。",
            "At least one of received, settled and carried forward is wrong, so a count based on any of them may be.",
        ),
        Text("请按第一项加第二项等于第三项加第四项逐列核对。", "Check the four items column by column."),
        Example(figures=(("requests", "new", "natural_person", 9), (*_NEW, 9))),
    ),
    Rule(
        "R2",
        Text("各类申请人相加等于总数", "The applicants add up to the row's total"),
        "requests, each row: natural_person + business + research + public_interest + legal_service + other = total",
        "error",
        "the form's columns, section 3",
        1,
        Text("这一行的总数或某一类申请人的数不对。", "The total of the row, or the figure of one applicant, is wrong."),
        Text("请核对这一行的六类申请人与总数。", "Check the row's six applicants against its total."),
        Example(figures=(("requests", "granted", "business", 1),)),
    ),
    Rule(
        "R3",
        Text("各种办理结果相加等于结果总数", "The outcomes add up to the total of outcomes"),
        "requests, each column: sum of the 19 (2019) or 21 (2021) outcome rows = total; where these rows keep R2, the"
        " total column only follows the others: it is told with them and is no check of its own",
        "error",
        "the form's rows, section 3",
        2,
        Text(
            "各种结果的比例若以总数为分母，会偏高或偏低。",
            "Shares of outcomes taken of this total come out too high or too low.",
        ),
        Text("请核对各种办理结果与其总数。", "Check the outcomes against their total."),
        Example(figures=(("requests", "granted", "other", 2), ("requests", "granted", "total", 2))),
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
        Text(
            "纠正的比例若以总数为分母，会偏高或偏低。",
            "A rate of correction taken of this total comes out too high or too low.",
        ),
        Text("请核对四种结果与其总数。", "Check the four results against their total."),
        Example(figures=(("reviews", "reconsideration", "upheld", 2), ("reviews", "reconsideration", "total", 3))),
    ),
    Rule(
        "R5",
        Text("2019年版第二部分的数字相互相容", "The figures of section 2 of the 2019 form agree with each other"),
        "proactive, 2019: *_total >= *_disclosed; *_prior + *_change >= 0; "
        "procurement_projects > 0 exactly when procurement_amount > 0",
        "error",
        "the form's columns, section 2 of the 2019 edition",
        1,
        Text(
            "这几个数中至少有一个填错，或填在了别的格里。", "One of these figures is wrong or stands in another cell."
        ),
        Text(
            "请核对增减的正负号和项目、金额是否都已填写。",
            "Check the sign of the change, and that both figures are given.",
        ),
        Example(edition="2019", figures=(("proactive", "regulations", "disclosed", 3),), year=2020),
    ),
)

_AGAINST_TABLE = Text(
    "正文与表格说法不一，不知哪个是对的。", "The text and the table disagree, and one cannot tell which is right."
)
_MEND_EITHER = Text("请核对第一部分的文字与表格。", "Check the text of section 1 against the table.")

NARRATIVE: tuple[Rule, ...] = (
    Rule(
        "T1",
        Text("正文说的新收申请与表相同", "The text and the table give the same number of new requests"),
        "section 1, requests received this year = requests.new.total",
        "warning",
        "section 1 and section 3 tell of the same requests",
        1,
        _AGAINST_TABLE,
        _MEND_EITHER,
        Example(opening="全年共收到政府信息公开申请9件。"),
    ),
    Rule(
        "T2",
        Text("正文说的上年结转与表相同", "The text and the table give the same number of requests carried over"),
        "section 1, requests carried over from last year = requests.carried_over.total",
        "warning",
        "section 1 and section 3 tell of the same requests",
        1,
        _AGAINST_TABLE,
        _MEND_EITHER,
        Example(opening="今年政府信息公开申请上年结转2件。"),
    ),
    Rule(
        "T3",
        Text("正文说的办结数与表相同", "The text and the table give the same number of requests settled"),
        "section 1, requests settled or answered this year = requests.total.total",
        "warning",
        "section 1 and section 3 tell of the same requests",
        1,
        _AGAINST_TABLE,
        _MEND_EITHER,
        Example(opening="全年办结政府信息公开申请4件。"),
    ),
    Rule(
        "T4",
        Text("正文说的结转下年与表相同", "The text and the table give the same number of requests carried forward"),
        "section 1, requests carried forward to next year = requests.carried_forward.total",
        "warning",
        "section 1 and section 3 tell of the same requests",
        1,
        _AGAINST_TABLE,
        _MEND_EITHER,
        Example(opening="政府信息公开申请结转下年1件。"),
    ),
    Rule(
        "T5",
        Text("正文说的复议与表相同", "The text and the table give the same number of reconsiderations"),
        "section 1, reconsiderations over disclosure = reviews.reconsideration_total",
        "warning",
        "section 1 and section 4 tell of the same cases",
        1,
        _AGAINST_TABLE,
        _MEND_EITHER,
        Example(
            opening="未发生因政府信息公开引起的复议。",
            figures=(("reviews", "reconsideration", "upheld", 1), ("reviews", "reconsideration", "total", 1)),
        ),
    ),
    Rule(
        "T6",
        Text("正文说的诉讼与表相同", "The text and the table give the same number of suits"),
        "section 1, suits over disclosure = reviews.litigation_direct_total + "
        "reviews.litigation_after_reconsideration_total",
        "warning",
        "section 1 and section 4 tell of the same cases",
        1,
        _AGAINST_TABLE,
        _MEND_EITHER,
        Example(opening="因政府信息公开引起的诉讼2件。"),
    ),
    Rule(
        "T7",
        Text("正文说的制发文件数与表相同", "The text and the table give the same number of normative documents issued"),
        "section 1, normative documents issued this year = proactive.normative_documents_issued (2021 edition)",
        "note",
        "section 1 and section 2 tell of the same documents",
        1,
        _AGAINST_TABLE,
        _MEND_EITHER,
        Example(opening=f"今年制发{NORMATIVE_2021.label.zh}3件。"),
    ),
    Rule(
        "T8",
        Text("正文所列各部分合起来等于整体", "The parts that the text lists make up its whole"),
        "section 1: a whole = the sum of its parts, where they are all of one kind or end with the others",
        "warning",
        "arithmetic",
        1,
        Text("整体或某一部分的数不对。", "The whole or one of its parts is wrong."),
        Text("请重新相加正文所列各部分。", "Add up the parts in the text again."),
        Example(opening="全年公开政府信息10条，其中网站公开信息4条，微信公开信息5条，其他渠道公开信息2条。"),
    ),
    Rule(
        "T9",
        Text("正文的办结率与所说件数相符", "The rate of settlement in the text agrees with its counts"),
        "section 1, in one sentence: rate = settled / received, or / (received + carried over), as rounded in print",
        "note",
        "arithmetic",
        1,
        Text("所写比率不是由所写件数得出的。", "The rate does not follow from the counts beside it."),
        Text("请按件数重新计算比率。", "Work out the rate from the counts again."),
        Example(
            opening="今年收到政府信息公开申请8件，办结6件，办结率100%。",
            figures=((*_NEW, 8), (*_TOTAL, 6)),
        ),
    ),
)

FIGURES: tuple[Rule, ...] = (
    Rule(
        "N1",
        Text("件数是零或正整数", "Counts are whole numbers, zero or above"),
        "every figure whose kind is count: value >= 0 and whole",
        "error",
        "a count of cases, documents or decisions",
        1,
        Text("这个数不可能是件数，多半填错了格或单位。", "This cannot be a count: it is in the wrong cell or unit."),
        Text("请核对这一格。", "Check this cell."),
        Example(figures=(("proactive", "penalties", "decisions", -2),)),
    ),
    Rule(
        "N2",
        Text("三张表齐全", "The three tables are all there"),
        "a report with one of proactive, requests and reviews has all three",
        "note",
        "the form, sections 2 to 4",
        1,
        Text("缺表不等于零。", "A table that is missing does not mean zero."),
        Text("请补上缺少的表，没有发生的也应填零。", "Add the missing table; what did not happen is zero there."),
        Example(absent=("reviews",)),
    ),
    Rule(
        "N3",
        Text("复议之后的诉讼以复议为前提", "Suits after reconsideration follow a reconsideration"),
        "reviews: litigation_after_reconsideration_total > 0 requires reconsideration_total > 0",
        "note",
        "the form's columns, section 4",
        1,
        Text(
            "复议可能在上一年，也可能有一个数填错了位置。",
            "The reconsideration may be of the year before, or a figure stands in the wrong block.",
        ),
        Text(
            "请核对诉讼是否应填在未经复议的一栏。", "Check whether the suit belongs to those without reconsideration."
        ),
        Example(
            figures=(
                ("reviews", "litigation_after_reconsideration", "upheld", 1),
                ("reviews", "litigation_after_reconsideration", "total", 1),
            )
        ),
    ),
    Rule(
        "N4",
        Text("金额写明单位", "Amounts of money are printed with their unit"),
        "proactive: an amount above zero has a unit in its cell or header",
        "note",
        "the form, section 2: 10,000 yuan",
        1,
        Text("可能是元，也可能是万元，相差一万倍。", "It may be yuan or 10,000 yuan: a factor of ten thousand."),
        Text("请写明单位。", "Print the unit."),
        Example(
            edition="2019",
            figures=(("proactive", "procurement", "projects", 2), ("proactive", "procurement", "amount", 2031.9)),
            year=2020,
            without_unit=True,
        ),
    ),
)

EDITIONS: tuple[Rule, ...] = (
    Rule(
        "E1",
        Text("表样版本与报告年度相符", "The edition of the form fits the report's year"),
        "proactive_edition and requests_edition are those made for the year",
        "warning",
        "the notices that issued the two editions of the form",
        1,
        Text(
            "两版表样的栏目含义不同，不能逐年直接比较。",
            "The two editions count different things: do not compare years.",
        ),
        Text("请改用当年适用的表样。", "Use the form made for the year."),
        Example(edition="2019", year=2022),
    ),
    Rule(
        "E2",
        Text("各表用同一版表样", "The tables are of one edition of the form"),
        "proactive_edition = requests_edition",
        "note",
        "the notices that issued the two editions of the form",
        1,
        Text("逐年比较前要看清每张表的版本。", "Look at each table's edition before comparing years."),
        Text("请统一使用当年适用的表样。", "Use the form made for the year throughout."),
        Example(edition="2021", requests_edition="2019"),
    ),
)

LAW: tuple[Rule, ...] = (
    Rule(
        "L1",
        Text("按期公布", "Published in time"),
        "published_on <= 31 January (departments) or 31 March (governments) of the year after",
        "note",
        "Regulations, article 49",
        1,
        Text(
            "公布日期也可能是网站搬迁后的日期，不一定真是逾期。",
            "The date may be that of a page moved to a new site, so the report need not have been late.",
        ),
        Text("请按期公布，搬迁网站时保留原来的日期。", "Publish in time, and keep the date when a site is moved."),
        Example(kind="department", published_on="2024-02-20"),
    ),
)

FEES: tuple[Rule, ...] = (
    Rule(
        "F1",
        Text("因未缴费而终止的不多于收费通知", "Requests dropped for an unpaid fee are no more than fee notices"),
        "requests.other_fee_unpaid.total <= fee notices told of in section 6",
        "warning",
        "the fee for processing information, reported in section 6; not the fees of section 2",
        1,
        Text("第三部分这一行或第六部分的件数不对。", "This row of section 3, or the count in section 6, is wrong."),
        Text("请核对发出的收费通知件数。", "Check how many fee notices were sent."),
        Example(
            closing="本年度未发出收费通知。",
            figures=(
                ("requests", "other_fee_unpaid", "natural_person", 1),
                ("requests", "other_fee_unpaid", "total", 1),
            ),
        ),
    ),
)

_LAST_YEAR = Text(
    "两年的报告说法不一，不知哪一年的数是对的。", "The two years disagree, and one cannot tell which is right."
)

_BUSY = tuple(("requests", "granted", column.code, 2) for column in requests.COLUMNS) + tuple(
    ("proactive", row, "decisions", 7) for row in ("licensing", "penalties", "coercion")
)

YEARS: tuple[Rule, ...] = (
    Rule(
        "R6",
        Text("上年结转等于上年报告的结转", "Requests carried over are those that the year before carried forward"),
        "requests, each column: carried_over(year) = carried_forward(year - 1); columns that differ are one"
        " check, told as one",
        "warning",
        "the form's rows, section 3, of two years",
        1,
        _LAST_YEAR,
        Text("请核对上年报告的结转数。", "Check the figure in last year's report."),
        Example(beside=(Example(year=2022, figures=(("requests", "carried_forward", "total", 1),)),)),
    ),
    Rule(
        "R7",
        Text("现行有效的文件数前后衔接", "Documents in force follow from the year before"),
        "proactive, 2021 edition: *_in_force(year) = *_in_force(year - 1) + *_issued(year) - *_repealed(year)",
        "warning",
        "the form's columns, section 2, of two years",
        1,
        _LAST_YEAR,
        Text("请核对现行有效的件数，或说明为何不衔接。", "Check the number in force, or say why it does not follow."),
        Example(beside=(Example(year=2022, figures=(("proactive", "normative_documents", "in_force", 3),)),)),
    ),
    Rule(
        "R8",
        Text("上一年的项目数前后衔接", "Items in the previous year follow from the report before"),
        "proactive, 2019 edition: *_prior(year) = *_prior(year - 1) + *_change(year - 1)",
        "warning",
        "the form's columns, section 2, of two years",
        1,
        _LAST_YEAR,
        Text("请核对上年报告的项目数量与增减。", "Check the items and the change in last year's report."),
        Example(
            edition="2019",
            year=2020,
            beside=(Example(edition="2019", year=2019, figures=(("proactive", "licensing", "prior", 5),)),),
        ),
    ),
    Rule(
        "Y1",
        Text("年度之间没有空缺", "No year is missing in between"),
        "a report for every year between a body's first and last",
        "note",
        "Regulations, article 49",
        1,
        Text(
            "缺少的年度可能没有公布，也可能只是没有收进本库。",
            "The year may not have been published, or may only not be in this database.",
        ),
        Text("请公布缺少年度的报告。", "Publish the report that is missing."),
        Example(beside=(Example(year=2021),)),
    ),
    Rule(
        "Y2",
        Text("金额没有千倍之变", "No amount of money changes a thousandfold"),
        "proactive, amounts above zero in both years: 1/1000 < amount(year) / amount(year - 1) < 1000",
        "note",
        "the form, section 2: 10,000 yuan",
        1,
        Text("两年的单位可能不同，一年是元，一年是万元。", "One year may be in yuan and the other in 10,000 yuan."),
        Text("请核对金额的单位。", "Check the unit of the amount."),
        Example(
            figures=(("proactive", "fees", "amount", 3.5),),
            beside=(Example(year=2022, figures=(("proactive", "fees", "amount", 35000),)),),
        ),
    ),
    Rule(
        "Y3",
        Text("各数不与上年完全相同", "The figures are not all those of the year before"),
        "all figures of the year = all figures of the year before, at least 10 of them above zero",
        "warning",
        "each report tells of its own year",
        1,
        Text("多半是误用了上年的表，本年的数不可用。", "Last year's tables were probably used again by mistake."),
        Text("请换上本年的表。", "Put in this year's tables."),
        Example(figures=_BUSY, beside=(Example(year=2022, figures=_BUSY),)),
    ),
)

_COPIED = "全年梳理事项清单，逐项标明依据和时限，编成手册放在各服务窗口，群众随手可取。"

COPIES: tuple[Rule, ...] = (
    Rule(
        "C1",
        Text("文字不是别的机关的", "The prose is not that of another body"),
        "sections: less than half of the prose stands word for word in an earlier report of another body; headings,"
        " numbers, and phrases that more than 12 bodies and one in a hundred use are not counted",
        "note",
        "a report tells of its own body",
        1,
        Text("文字说的未必是这个机关的事。", "What the prose tells may not be of this body."),
        Text("请写本机关自己的情况。", "Tell of your own body."),
        Example(opening=_COPIED, beside=(Example(name="甲市教育局", opening=_COPIED),)),
    ),
    Rule(
        "C2",
        Text("文字里没有留着别的机关的名称", "No other body's name was left in the prose"),
        "sections: where C1 fails, the name of the other body does not stand in the prose",
        "warning",
        "a report tells of its own body",
        1,
        Text("文字多半是照搬的，没有改完。", "The prose was probably taken over and not adapted."),
        Text("请把名称和所说的情况都改成本机关的。", "Put in your own body's name, and what is true of it."),
        Example(opening="甲市教育局" + _COPIED, beside=(Example(name="甲市教育局", opening="甲市教育局" + _COPIED),)),
    ),
    Rule(
        "C3",
        Text("文字不是以前年度的", "The prose is not that of an earlier year"),
        "sections: less than half of the prose stands word for word in an earlier report of the same body, counted as"
        " for C1",
        "note",
        "each report tells of its own year",
        1,
        Text("文字说的未必是这一年的事。", "What the prose tells may not be of this year."),
        Text("请写本年的情况。", "Tell of the year reported on."),
        Example(name="甲市教育局", opening=_COPIED, beside=(Example(name="甲市教育局", opening=_COPIED, year=2022),)),
    ),
)

AREA: tuple[Rule, ...] = (
    Rule(
        "A1",
        Text("全地区的报告不少于各部分之和", "The report of an area is no less than its parts"),
        "requests.new.total, requests.total.total and the totals of reviews: area report >= sum of the area's bodies"
        " and the area reports of the divisions below it, where every one that is known has its report",
        "warning",
        "a report of a whole area adds up those of its bodies",
        1,
        Text(
            "全地区的数少算了，或某个机关的数多报了。",
            "The area's figure leaves something out, or a body's is too high.",
        ),
        Text("请把各机关、各地区的数重新相加。", "Add up the bodies and divisions again."),
        Example(figures=((*_NEW, 3),), beside=(Example(figures=((*_NEW, 2),)), Example(figures=((*_NEW, 2),)))),
    ),
)

RULES: tuple[Rule, ...] = (*ARITHMETIC, *YEARS, *NARRATIVE, *FIGURES, *EDITIONS, *LAW, *FEES, *COPIES, *AREA)
