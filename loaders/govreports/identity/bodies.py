"""Kinds of bodies, their short names, and the bodies of the State Council, as data; a test reads every example back."""

from typing import Literal, NamedTuple

Kind = Literal["government", "department", "township", "institution", "other"]


class KindEnding(NamedTuple):
    """What the names of a kind of body end with."""

    text: str
    kind: Kind
    example: str


class Short(NamedTuple):
    """A short name, without its place, and what it is short for everywhere."""

    text: str
    full: str
    example: str


# The longest ending that fits decides. A body of a town or street is of the kind `township`, whatever its ending.
KINDS: tuple[KindEnding, ...] = (
    KindEnding("人民政府", "government", "遂宁市安居区人民政府"),
    KindEnding("行政公署", "government", "大兴安岭地区行政公署"),
    KindEnding("行政委员会", "government", "大柴旦行政委员会"),
    KindEnding("镇人民政府", "township", "白沙镇人民政府"),
    KindEnding("乡人民政府", "township", "长塘乡人民政府"),
    KindEnding("苏木人民政府", "township", "达来苏木人民政府"),
    KindEnding("街道办事处", "township", "雀儿山街道办事处"),
    KindEnding("局", "department", "柳州市柳北区工业和信息化局"),
    KindEnding("厅", "department", "江苏省财政厅"),
    KindEnding("部", "department", "财政部"),
    KindEnding("署", "department", "审计署"),
    KindEnding("委员会", "department", "南通市发展和改革委员会"),
    KindEnding("办公室", "department", "遂宁市安居区人民政府办公室"),
    KindEnding("办公厅", "department", "江苏省人民政府办公厅"),
    KindEnding("海关", "department", "中华人民共和国南通海关"),
    KindEnding("总队", "department", "江苏省消防救援总队"),
    KindEnding("支队", "department", "南通市消防救援支队"),
    KindEnding("大队", "department", "遂宁市安居区消防救援大队"),
    KindEnding("中国人民银行", "department", "中国人民银行"),
    KindEnding("中心", "institution", "柳州市柳北区政务网络服务中心"),
    KindEnding("管理处", "institution", "南通市狼山风景名胜区管理处"),
    KindEnding("馆", "institution", "南通市档案馆"),
    KindEnding("医院", "institution", "南通市第一人民医院"),
    KindEnding("学院", "institution", "南通市职业技术学院"),
    KindEnding("研究院", "institution", "江苏省农业科学研究院"),
    KindEnding("党校", "institution", "中共南通市委党校"),
    KindEnding("法院", "other", "南通市通州区人民法院"),
    KindEnding("检察院", "other", "南通市通州区人民检察院"),
    KindEnding("区管理委员会", "other", "苏州工业园区管理委员会"),
    KindEnding("联合会", "other", "南通市残疾人联合会"),
    KindEnding("总工会", "other", "南通市总工会"),
    KindEnding("红十字会", "other", "南通市红十字会"),
    KindEnding("合作社", "other", "驻马店市供销合作社"),
    KindEnding("联合社", "other", "遂宁市安居区供销合作社联合社"),
)

# Only what is short for one name everywhere: 城管局 and 文旅局 are short for several.
SHORT_NAMES: tuple[Short, ...] = (
    Short("政府", "人民政府", "安居区政府"),
    Short("政府办", "人民政府办公室", "安居区政府办"),
    Short("政府办公室", "人民政府办公室", "安居区政府办公室"),
    Short("人民政府办", "人民政府办公室", "安居区人民政府办"),
    Short("政府办公厅", "人民政府办公厅", "江苏省政府办公厅"),
    Short("发改委", "发展和改革委员会", "南通市发改委"),
    Short("发展改革委", "发展和改革委员会", "南通市发展改革委"),
    Short("发展改革委员会", "发展和改革委员会", "南通市发展改革委员会"),
    Short("发展和改革委", "发展和改革委员会", "南通市发展和改革委"),
    Short("发改局", "发展和改革局", "柳北区发改局"),
    Short("发展改革局", "发展和改革局", "柳北区发展改革局"),
    Short("工信局", "工业和信息化局", "柳北区工信局"),
    Short("工信委", "工业和信息化委员会", "柳州市工信委"),
    Short("工信厅", "工业和信息化厅", "江苏省工信厅"),
    Short("人社局", "人力资源和社会保障局", "南通市人社局"),
    Short("人力资源社会保障局", "人力资源和社会保障局", "南通市人力资源社会保障局"),
    Short("人社厅", "人力资源和社会保障厅", "江苏省人社厅"),
    Short("住建局", "住房和城乡建设局", "柳北区住建局"),
    Short("住房城乡建设局", "住房和城乡建设局", "柳北区住房城乡建设局"),
    Short("住建厅", "住房和城乡建设厅", "江苏省住建厅"),
    Short("卫健委", "卫生健康委员会", "南通市卫健委"),
    Short("卫生健康委", "卫生健康委员会", "南通市卫生健康委"),
    Short("卫健局", "卫生健康局", "柳北区卫健局"),
    Short("市监局", "市场监督管理局", "柳北区市监局"),
    Short("市场监管局", "市场监督管理局", "柳北区市场监管局"),
    Short("应急局", "应急管理局", "南通市应急局"),
    Short("应急厅", "应急管理厅", "江苏省应急厅"),
    Short("退役军人局", "退役军人事务局", "柳北区退役军人局"),
    Short("医保局", "医疗保障局", "南通市医保局"),
    Short("国资委", "国有资产监督管理委员会", "南通市国资委"),
    Short("扶贫办", "扶贫开发办公室", "安居区扶贫办"),
    Short("残联", "残疾人联合会", "南通市残联"),
)

# Departments of the State Council whose names say so themselves; some keep their place in `国家`.
NATIONAL: tuple[str, ...] = (
    *(
        "外交部",
        "教育部",
        "科学技术部",
        "工业和信息化部",
        "公安部",
        "民政部",
        "司法部",
        "财政部",
        "自然资源部",
        "水利部",
    ),
    *("人力资源和社会保障部", "生态环境部", "住房和城乡建设部", "交通运输部", "农业农村部", "商务部", "文化和旅游部"),
    *("退役军人事务部", "应急管理部", "审计署", "海关总署", "中国人民银行", "国家税务总局", "国家统计局", "国家能源局"),
    *("国家发展和改革委员会", "国家民族事务委员会", "国家卫生健康委员会", "国务院国有资产监督管理委员会", "国家数据局"),
    *("国家市场监督管理总局", "国家金融监督管理总局", "国家广播电视总局", "国家体育总局", "国家国际发展合作署"),
    *("中国证券监督管理委员会", "中国银行保险监督管理委员会", "国家医疗保障局", "国家知识产权局", "国家信访局"),
    *("国家粮食和物资储备局", "国家林业和草原局", "国家铁路局", "中国民用航空局", "国家邮政局", "国家文物局"),
    *("国家中医药管理局", "国家矿山安全监察局", "国家外汇管理局", "国家药品监督管理局", "国家疾病预防控制局"),
    *("中国气象局", "国家移民管理局", "国家烟草专卖局", "国务院办公厅"),
)
# What such a body puts before the place of a branch: 国家税务总局柳州市柳北区税务局.
BRANCHES: tuple[str, ...] = (
    *(
        "国家税务总局",
        "国家统计局",
        "中华人民共和国",
        "中国人民银行",
        "国家能源局",
        "国家外汇管理局",
        "国家矿山安全监察局",
    ),
    *("国家金融监督管理总局", "国家粮食和物资储备局", "中共"),
)
