"""The two national editions of the form, and the six sections of a report."""

from govreports.form.model import EditionFact, Section, Text, Variant

EDITION_FACTS: tuple[EditionFact, ...] = (
    EditionFact(
        "2019",
        Text("2019年版(试行)", "2019 edition (trial)"),
        "国办公开办函〔2019〕60号",
        None,
        2019,
        2020,
    ),
    EditionFact(
        "2021",
        Text("2021年版", "2021 edition"),
        "国办公开办函〔2021〕30号",
        "2021-09-26",
        2021,
        None,
    ),
)

SECTIONS: tuple[Section, ...] = (
    Section(
        1,
        Text("总体情况", "Overview"),
        None,
        (
            Variant("总体情况", "一、 总体情况"),
            Variant("政府信息公开工作总体情况", "一、政府信息公开工作总体情况"),
        ),
    ),
    Section(
        2,
        Text("主动公开政府信息情况", "Information published proactively"),
        "proactive",
        (Variant("主动公开政府信息情况", "二、主动公开政府信息情况"),),
    ),
    Section(
        3,
        Text("收到和处理政府信息公开申请情况", "Requests received and handled"),
        "requests",
        (Variant("收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请情 况"),),
    ),
    Section(
        4,
        Text("政府信息公开行政复议、行政诉讼情况", "Administrative reconsideration and litigation"),
        "reviews",
        (
            Variant("政府信息公开行政复议、行政诉讼情况", "四、政府信息公开行政复议、行政诉讼情 况"),
            Variant("政府信息公开行政复议和行政诉讼情况", "四、政府信息公开行政复议和行政诉讼情况"),
        ),
    ),
    Section(
        5,
        Text("存在的主要问题及改进情况", "Problems and improvements"),
        None,
        (
            Variant("存在的主要问题及改进情况", "五、存在的主要问题及改进情况"),
            Variant("存在主要问题及改进情况", "五、存在主要问题及改进情况"),
            Variant("政府信息公开存在的主要问题及改进措施", "五、政府信息公开存在的主要问题及改进措施"),
            Variant("政府信息公开工作存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
        ),
    ),
    Section(
        6,
        Text("其他需要报告的事项", "Other matters"),
        None,
        (Variant("其他需要报告的事项", "六、其他需要报告的事项"),),
    ),
)
