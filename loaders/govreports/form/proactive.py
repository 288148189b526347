"""Section 二, information published proactively: rows, columns and blocks of both editions.

A block is one item of Article 20 of the Regulations with a header of its own. Row (八) counts items in the 2019
edition and gives money in the 2021 edition: the two are different columns and must never be compared.
"""

from govreports.form.model import Block, Column, Edition, FigureKind, Row, Text, Variant

_BOTH: tuple[Edition, ...] = ("2019", "2021")
_2019: tuple[Edition, ...] = ("2019",)
_2021: tuple[Edition, ...] = ("2021",)

PIECES = Text("件", "documents")
DECISIONS = Text("件", "decisions")
ITEMS = Text("项", "items")
PROJECTS = Text("个", "projects")
MONEY = Text("万元", "10,000 yuan")


def _row(id: int, code: str, label: Text, article: str, editions: tuple[Edition, ...], *variants: Variant) -> Row:
    return Row(id, code, "", label, editions, None, article, variants or (Variant(label.zh, label.zh),))


REGULATIONS = _row(1, "regulations", Text("规章", "Rules (guizhang)"), "20(1)", _BOTH)
NORMATIVE_2021 = _row(
    2,
    "normative_documents",
    Text("行政规范性文件", "Administrative normative documents"),
    "20(1)",
    _BOTH,
    Variant("行政规范性文件", "行政规范性文件"),
    Variant("规范性文件", "规范性文件"),
)
NORMATIVE_2019 = NORMATIVE_2021._replace(label=Text("规范性文件", "Normative documents"))
LICENSING = _row(3, "licensing", Text("行政许可", "Administrative licensing"), "20(5)", _BOTH)
OTHER_SERVICES = _row(
    4, "other_services", Text("其他对外管理服务事项", "Other management and service matters"), "20(5)", _2019
)
PENALTIES = _row(5, "penalties", Text("行政处罚", "Administrative penalties"), "20(6)", _BOTH)
COERCION = _row(6, "coercion", Text("行政强制", "Administrative coercion"), "20(6)", _BOTH)
FEES = _row(7, "fees", Text("行政事业性收费", "Administrative and institutional fees"), "20(8)", _BOTH)
PROCUREMENT = _row(8, "procurement", Text("政府集中采购", "Centralised government procurement"), "20(9)", _2019)

ROWS: tuple[Row, ...] = (
    REGULATIONS,
    NORMATIVE_2021,
    LICENSING,
    OTHER_SERVICES,
    PENALTIES,
    COERCION,
    FEES,
    PROCUREMENT,
)


def _column(
    id: int,
    code: str,
    label: Text,
    unit: Text,
    editions: tuple[Edition, ...],
    *variants: Variant,
    kind: FigureKind = "count",
) -> Column:
    return Column(id, code, label, unit, kind, editions, variants or (Variant(label.zh, label.zh),))


MADE = _column(1, "made", Text("本年新制作数量", "Newly made this year"), PIECES, _2019)
DISCLOSED = _column(2, "disclosed", Text("本年新公开数量", "Newly published this year"), PIECES, _2019)
TOTAL = _column(3, "total", Text("对外公开总数量", "Published in total"), PIECES, _2019)
ISSUED = _column(
    4,
    "issued",
    Text("本年制发件数", "Issued this year"),
    PIECES,
    _2021,
    Variant("本年制发件数", "本年制发件数"),
    Variant("本年(2023)制发件数", "本年(2023)制发件数"),
)
REPEALED = _column(5, "repealed", Text("本年废止件数", "Repealed this year"), PIECES, _2021)
IN_FORCE = _column(
    6, "in_force", Text("现行有效件数", "In force"), PIECES, _2021, Variant("现行有效件数", "现行有效件数 (历史累计)")
)
PRIOR = _column(7, "prior", Text("上一年项目数量", "Items in the previous year"), ITEMS, _2019)
CHANGE = _column(8, "change", Text("本年增/减", "Change this year"), ITEMS, _2019, kind="change")
DECISIONS_2019 = _column(9, "decisions", Text("处理决定数量", "Decisions"), DECISIONS, _2019)
DECISIONS_2021 = _column(
    9,
    "decisions",
    Text("本年处理决定数量", "Decisions this year"),
    DECISIONS,
    _2021,
    Variant("本年处理决定数量", "本年处理决定数量"),
    Variant("本年度处理决定数量", "本年度处理决定数量"),
)
AMOUNT_2021 = _column(
    10,
    "amount",
    Text("本年收费金额(单位：万元)", "Fees charged this year (10,000 yuan)"),
    MONEY,
    _2021,
    Variant("本年收费金额", "本年收费金额(单位:万元)"),
    kind="money",
)
PROJECT_COUNT = _column(11, "projects", Text("采购项目数量", "Procurement projects"), PROJECTS, _2019)
AMOUNT_2019 = _column(
    10,
    "amount",
    Text("采购总金额", "Total procurement amount"),
    MONEY,
    _2019,
    Variant("采购总金额", "采购总金额(单位:万元)"),
    kind="money",
)

ITEM_1 = Text("第二十条第（一）项", "Article 20, item 1")
ITEM_5 = Text("第二十条第（五）项", "Article 20, item 5")
ITEM_6 = Text("第二十条第（六）项", "Article 20, item 6")
ITEM_8 = Text("第二十条第（八）项", "Article 20, item 8")
ITEM_9 = Text("第二十条第（九）项", "Article 20, item 9")

BLOCKS: tuple[Block, ...] = (
    Block("item_1", "2019", ITEM_1, (REGULATIONS, NORMATIVE_2019), (MADE, DISCLOSED, TOTAL)),
    Block("item_5", "2019", ITEM_5, (LICENSING, OTHER_SERVICES), (PRIOR, CHANGE, DECISIONS_2019)),
    Block("item_6", "2019", ITEM_6, (PENALTIES, COERCION), (PRIOR, CHANGE, DECISIONS_2019)),
    Block("item_8", "2019", ITEM_8, (FEES,), (PRIOR, CHANGE)),
    Block("item_9", "2019", ITEM_9, (PROCUREMENT,), (PROJECT_COUNT, AMOUNT_2019)),
    Block("item_1", "2021", ITEM_1, (REGULATIONS, NORMATIVE_2021), (ISSUED, REPEALED, IN_FORCE)),
    Block("item_5", "2021", ITEM_5, (LICENSING,), (DECISIONS_2021,)),
    Block("item_6", "2021", ITEM_6, (PENALTIES, COERCION), (DECISIONS_2021,)),
    Block("item_8", "2021", ITEM_8, (FEES,), (AMOUNT_2021,)),
)

CORNER = Text("信息内容", "Content")
