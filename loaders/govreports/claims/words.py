"""The words in which section 一 speaks of requests, reconsiderations and suits, as data; a test reads each example.

A statement is taken only when every word of its clause is known here: one unknown word can make it a statement about
something else (已受理信访举报12件) or about a part of the whole (网上收到9件).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from govreports.form import proactive

Role = Literal[
    "year",  # this year, so that the figure is that of the report
    "area",  # a whole area, so that the figure may not be the body's own
    "own",  # the body itself
    "received",
    "handled",
    "answered",  # a reply, which not every settled request gets
    "in_time",  # of those settled, the ones settled in time
    "from_last_year",
    "to_next_year",
    "request",
    "disclosure",
    "reconsideration",
    "suit",
    "made",
    "normative",
    "none",  # that there is nothing of what follows
    "",  # changes nothing
]


class Word(NamedTuple):
    """A word of such a clause, what it tells, and a clause that holds it."""

    text: str
    role: Role
    example: str


_DOCUMENTS = proactive.NORMATIVE_2019.label.zh

WORDS: tuple[Word, ...] = (
    # when
    Word("今年", "year", "今年收到信息公开申请3件"),
    Word("本年", "year", "本年收到信息公开申请3件"),
    Word("当年", "year", "当年收到信息公开申请3件"),
    Word("全年", "year", "全年收到信息公开申请3件"),
    Word("年内", "year", "年内收到信息公开申请3件"),
    Word("年度", "year", "年度收到信息公开申请3件"),
    Word("度", "", "本年度收到信息公开申请3件"),
    Word("现", "", "现已办结信息公开申请3件"),
    Word("内", "", "本年度内收到信息公开申请3件"),
    # who
    Word("我", "own", "我局收到信息公开申请3件"),
    Word("本", "own", "本机关收到信息公开申请3件"),
    Word("机关", "", "本机关收到信息公开申请3件"),
    Word("单位", "", "我单位收到信息公开申请3件"),
    Word("中心", "", "我中心收到信息公开申请3件"),
    Word("街道", "", "我街道收到信息公开申请3件"),
    Word("办事处", "", "我办事处收到信息公开申请3件"),
    Word("局", "", "我局收到信息公开申请3件"),
    Word("委", "", "我委收到信息公开申请3件"),
    Word("办", "", "我办收到信息公开申请3件"),
    Word("厅", "", "我厅收到信息公开申请3件"),
    Word("镇", "", "我镇收到信息公开申请3件"),
    Word("乡", "", "我乡收到信息公开申请3件"),
    Word("全省", "area", "全省收到信息公开申请3件"),
    Word("全市", "area", "全市收到信息公开申请3件"),
    Word("全区", "area", "全区收到信息公开申请3件"),
    Word("全县", "area", "全县收到信息公开申请3件"),
    Word("全州", "area", "全州收到信息公开申请3件"),
    Word("全旗", "area", "全旗收到信息公开申请3件"),
    Word("我市", "area", "我市收到信息公开申请3件"),
    Word("我区", "area", "我区收到信息公开申请3件"),
    Word("我县", "area", "我县收到信息公开申请3件"),
    Word("我省", "area", "我省收到信息公开申请3件"),
    # what was done
    Word("收到", "received", "收到信息公开申请3件"),
    Word("收", "received", "新收信息公开申请3件"),
    Word("接到", "received", "接到信息公开申请3件"),
    Word("接收", "received", "接收信息公开申请3件"),
    Word("办结", "handled", "办结信息公开申请3件"),
    Word("答复", "answered", "不服信息公开答复产生的诉讼3件"),
    Word("上年结转", "from_last_year", "上年结转信息公开申请3件"),
    Word("上年度结转", "from_last_year", "上年度结转信息公开申请3件"),
    Word("上一年度结转", "from_last_year", "上一年度结转信息公开申请3件"),
    Word("结转下年", "to_next_year", "结转下年信息公开申请3件"),
    Word("结转下年度", "to_next_year", "结转下年度信息公开申请3件"),
    Word("结转至下年", "to_next_year", "结转至下年信息公开申请3件"),
    Word("结转至下年度", "to_next_year", "结转至下年度信息公开申请3件"),
    Word("结转到下年度", "to_next_year", "结转到下年度信息公开申请3件"),
    Word("结转下一年度", "to_next_year", "结转下一年度信息公开申请3件"),
    Word("结转至下一年度", "to_next_year", "结转至下一年度信息公开申请3件"),
    Word("继续办理", "", "结转下年继续办理信息公开申请3件"),
    # of what
    Word("申请", "request", "收到信息公开申请3件"),
    Word("依申请公开", "request", "依申请公开3件"),
    Word("政府", "", "收到政府信息公开申请3件"),
    Word("信息", "", "收到信息公开申请3件"),
    Word("信息公开", "disclosure", "收到信息公开3件"),
    Word("公开", "", "收到申请公开政府信息3件"),
    Word("复议", "reconsideration", "收到因信息公开引起的复议3件"),
    Word("诉讼", "suit", "收到因信息公开引起的诉讼3件"),
    Word("行政诉", "suit", "收到因信息公开引起的行政诉3件"),
    Word("行政", "", "行政机关收到信息公开申请3件"),
    Word(_DOCUMENTS, "normative", f"制发{_DOCUMENTS}3件"),
    Word("制发", "made", f"制发{_DOCUMENTS}3件"),
    Word("制定", "made", f"制定{_DOCUMENTS}3件"),
    Word("出台", "made", f"出台{_DOCUMENTS}3件"),
    # that there is none
    Word("未", "none", "未收到信息公开申请"),
    Word("没有", "none", "没有收到信息公开申请"),
    Word("无", "none", "无因信息公开引起的复议"),
    # by and for whom, how
    Word("公民", "", "收到公民信息公开申请3件"),
    Word("法人", "", "收到公民和法人信息公开申请3件"),
    Word("其他组织", "", "收到公民、法人和其他组织信息公开申请3件"),
    Word("其它组织", "", "收到公民、法人和其它组织信息公开申请3件"),
    Word("社会公众", "", "收到社会公众信息公开申请3件"),
    Word("群众", "", "收到群众信息公开申请3件"),
    Word("任何", "", "未收到任何信息公开申请"),
    Word("各类", "", "收到各类信息公开申请3件"),
    Word("有关", "", "收到有关信息公开申请3件"),
    Word("相关", "", "未收到相关信息公开申请"),
    Word("事项", "", "收到信息公开申请事项3件"),
    Word("数量", "", "收到信息公开申请数量3件"),
    Word("案件", "", "收到因信息公开引起的复议案件3件"),
    Word("案", "", "收到因信息公开引起的复议案3件"),
    Word("情况", "", "无因信息公开引起的复议情况"),
    Word("情形", "", "无因信息公开引起的复议情形"),
    Word("因", "", "收到因信息公开引起的复议3件"),
    Word("不服", "", "不服信息公开答复产生的诉讼3件"),
    Word("引起", "", "收到因信息公开引起的复议3件"),
    Word("引发", "", "收到因信息公开引发的复议3件"),
    Word("产生", "", "收到因信息公开产生的复议3件"),
    Word("导致", "", "收到因信息公开导致的复议3件"),
    Word("涉及", "", "涉及信息公开的复议3件"),
    Word("提起", "", "因信息公开提起诉讼3件"),
    Word("提出", "", "收到公民提出的信息公开申请3件"),
    Word("提交", "", "收到公民提交的信息公开申请3件"),
    Word("发生", "", "未发生因信息公开引起的复议"),
    Word("出现", "", "未出现因信息公开引起的复议"),
    Word("工作", "", "因信息公开工作引起的复议3件"),
    Word("被", "", "因信息公开被提起诉讼3件"),
    Word("已", "", "现已办结信息公开申请3件"),
    Word("均", "", "均未收到信息公开申请"),
    Word("新", "", "新收信息公开申请3件"),
    Word("共", "", "共收到信息公开申请3件"),
    Word("计", "", "共计收到信息公开申请3件"),
    Word("总", "", "总共收到信息公开申请3件"),
    Word("一共", "", "一共收到信息公开申请3件"),
    Word("合计", "", "合计收到信息公开申请3件"),
    Word("依法", "", "依法办结信息公开申请3件"),
    Word("按时", "in_time", "按时办结信息公开申请3件"),
    Word("按期", "in_time", "按期办结信息公开申请3件"),
    Word("及时", "in_time", "及时办结信息公开申请3件"),
    Word("对", "", "因对信息公开答复不服引起的诉讼3件"),
    Word("不满意", "", "因对信息公开答复不满意引起的诉讼3件"),
    Word("而", "", "因对信息公开答复不服而引起的诉讼3件"),
    Word("有", "", "因信息公开引起的诉讼有3件"),
    Word("了", "", "收到了信息公开申请3件"),
    Word("的", "", "收到的信息公开申请3件"),
    Word("为", "", "收到信息公开申请数量为3件"),
    Word("和", "", "未发生因信息公开引起的复议和诉讼"),
    Word("或", "", "未发生因信息公开引起的复议或诉讼"),
    Word("及", "", "未发生因信息公开引起的复议及诉讼"),
    Word("与", "", "未发生因信息公开引起的复议与诉讼"),
    Word("、", "", "未发生因信息公开引起的复议、诉讼"),
    Word("：", "", "收到信息公开申请：3件"),
    Word(":", "", "收到信息公开申请:3件"),
)

# What counts cases, and what after a number makes it a rough one.
UNITS = "件条项次起宗份个例"
ROUGH = "余多来几"
BEFORE_ROUGH = ("近", "约", "超", "超过", "逾", "大约", "将近", "累计")

# Where one of these stands earlier in a sentence, what follows is not the whole of this year.
NOT_THE_WHOLE = (
    "其中",
    "包括",
    "上半年",
    "下半年",
    "季度",
    "以来",
    "截至",
    "截止",
    "同比",
    "比上年",
    "较上年",
    "比去年",
    "历年",
    "近年",
    "信访",
    "投诉",
    "提案",
    "建议",
    "咨询",
    "留言",
)
