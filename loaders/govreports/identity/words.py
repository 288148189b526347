"""The words by which bodies, places and titles are told from prose, as data; a test reads every example back."""

from govreports.form.model import Variant

# What the name of a body ends with.
BODY_ENDINGS: tuple[Variant, ...] = (
    Variant("局", "柳北区工业和信息化局"),
    Variant("委员会", "南通市发展和改革委员会"),
    Variant("管委会", "苏州工业园区管委会"),
    Variant("委", "江苏省卫生健康委"),
    Variant("政府", "柳州市柳北区人民政府"),
    Variant("办公室", "安居区人民政府办公室"),
    Variant("办公厅", "江苏省人民政府办公厅"),
    Variant("办事处", "雀儿山街道办事处"),
    Variant("办", "安居区扶贫办"),
    Variant("厅", "江苏省财政厅"),
    Variant("院", "南通市通州区人民法院"),
    Variant("中心", "柳北区政务网络服务中心"),
    Variant("署", "深圳市规划土地监察署"),
    Variant("公署", "大兴安岭地区行政公署"),
    Variant("海关", "中华人民共和国南通海关"),
    Variant("总队", "江苏省消防救援总队"),
    Variant("支队", "南通市消防救援支队"),
    Variant("大队", "安居区消防救援大队"),
    Variant("管理处", "南通市狼山风景名胜区管理处"),
    Variant("联合会", "南通市残疾人联合会"),
    Variant("总工会", "南通市总工会"),
    Variant("红十字会", "南通市红十字会"),
    Variant("合作社", "驻马店市供销合作社"),
    Variant("联合社", "安居区供销合作社联合社"),
    Variant("档案馆", "南通市档案馆"),
    Variant("党校", "中共南通市委党校"),
)

# What a title ends its subject with when it names a division and no body.
PLACE_ENDINGS: tuple[Variant, ...] = (
    Variant("省", "江苏省"),
    Variant("市", "南通市"),
    Variant("区", "安居区"),
    Variant("县", "融水苗族自治县"),
    Variant("州", "恩施土家族苗族自治州"),
    Variant("旗", "科尔沁左翼中旗"),
    Variant("盟", "锡林郭勒盟"),
    Variant("镇", "白沙镇"),
    Variant("乡", "长塘乡"),
    Variant("街道", "雀儿山街道"),
)

# Words that hold a character of PLACE_ENDINGS and name no place.
NOT_PLACES: tuple[Variant, ...] = (
    Variant("城市", "城市管理局"),
    Variant("城乡", "住房和城乡建设局"),
    Variant("城镇", "城镇化工作办公室"),
    Variant("城区", "城区管理办公室"),
    Variant("乡镇", "乡镇企业局"),
    Variant("乡村", "乡村振兴局"),
    Variant("社区", "社区建设办公室"),
    Variant("区域", "区域合作办公室"),
    Variant("市场", "市场监督管理局"),
    Variant("市政", "市政管理局"),
    Variant("市容", "市容环境卫生管理局"),
)

# Words of a sentence, or of the office inside a body that handles disclosure: no name of a reporting body holds them.
NOT_NAMES: tuple[Variant, ...] = (
    Variant("的", "负责此项工作的办公室"),
    Variant("了", "成立了领导机构办公室"),
    Variant("我", "我区教育局"),
    Variant("请", "请联系柳北区教育局"),
    Variant("关于", "关于柳北区教育局"),
    Variant("根据", "根据柳北区人民政府"),
    Variant("按照", "按照柳北区人民政府"),
    Variant("要求", "要求柳北区教育局"),
    Variant("结合", "结合市招商局"),
    Variant("公开", "柳北区政务公开办公室"),
    Variant("报告", "报告柳北区人民政府"),
    Variant("公告", "特公告柳北区教育局"),
    Variant("公示", "特公示柳北区教育局"),
    Variant("通告", "特通告柳北区教育局"),
    Variant("向社会", "向社会通报柳北区教育局"),
    Variant("小组", "柳北区政务工作领导小组办公室"),
    Variant("主办", "柳北区教育局主办"),
    Variant("承办", "柳北区教育局承办"),
    Variant("媒体", "柳北区融媒体中心"),
    Variant("新闻", "柳北区新闻中心"),
)

# Words that copies on hijacked domains put in place of place names. 彩票 alone is not among them: two kinds of real
# bodies run lotteries.
GAMBLING: tuple[Variant, ...] = (
    Variant("博彩", "博彩平台教育局"),
    Variant("赌", "网上赌场财政局"),
    Variant("澳门", "澳门新葡京人民政府"),
    Variant("葡京", "新葡京市教育局"),
    Variant("娱乐城", "太阳城娱乐城财政局"),
    Variant("娱乐平台", "金沙娱乐平台教育局"),
    Variant("百家乐", "百家乐市人民政府"),
    Variant("威尼斯", "威尼斯人财政局"),
    Variant("棋牌", "开元棋牌市教育局"),
    Variant("老虎机", "老虎机区人民政府"),
    Variant("六合彩", "六合彩区教育局"),
    Variant("时时彩", "时时彩县财政局"),
    Variant("彩票网", "大发彩票网教育局"),
    Variant("投注", "体育投注局"),
)

# Words that make a line about a report something other than the title of one.
NOT_TITLES: tuple[Variant, ...] = (
    Variant("做好", "关于做好2020年政府信息公开工作年度报告"),
    Variant("印发", "关于印发柳北区教育局2020年政府信息公开工作年度报告"),
    Variant("编制", "关于编制2020年政府信息公开工作年度报告"),
    Variant("编写", "认真编写2020年政府信息公开工作年度报告"),
    Variant("公布", "现公布柳北区教育局2020年政府信息公开工作年度报告"),
    Variant("发布", "柳北区教育局发布2020年政府信息公开工作年度报告"),
    Variant("报送", "关于报送2020年政府信息公开工作年度报告"),
    Variant("填报", "关于填报2020年政府信息公开工作年度报告"),
    Variant("现将", "现将2020年政府信息公开工作年度报告"),
    Variant("图解", "图解柳北区教育局2020年政府信息公开工作年度报告"),
    Variant("一图", "一图读懂2020年政府信息公开工作年度报告"),
    Variant("解读", "解读2020年政府信息公开工作年度报告"),
    Variant("模板", "模板2020年政府信息公开工作年度报告"),
    Variant("范文", "范文2020年政府信息公开工作年度报告"),
    Variant("通知", "通知2020年政府信息公开工作年度报告"),
    Variant("有关", "有关2020年政府信息公开工作年度报告"),
    Variant("季度", "柳北区教育局2020年第一季度政府信息公开工作报告"),
    Variant("上半年", "柳北区教育局2020年上半年政府信息公开工作报告"),
)

# What follows on the same or the next line when the words before are not a title after all.
GOES_ON: tuple[Variant, ...] = (
    Variant("的", "关于2020年政府信息公开工作年度报告\n的通知"),
    Variant("有关", "关于2020年政府信息公开工作年度报告\n有关事项的通知"),
    Variant("编制", "2020年政府信息公开工作年度报告\n编制工作的通知"),
    Variant("编写", "2020年政府信息公开工作年度报告 编写要求"),
    Variant("公布", "2020年政府信息公开工作年度报告\n公布如下"),
    Variant("发布", "2020年政府信息公开工作年度报告\n发布工作情况"),
    Variant("填报", "2020年政府信息公开工作年度报告 填报说明"),
    Variant("报送", "2020年政府信息公开工作年度报告 报送要求"),
    Variant("解读", "2020年政府信息公开工作年度报告 解读"),
    Variant("图解", "2020年政府信息公开工作年度报告 图解"),
)

# What stands before a link to another page.
LINKS: tuple[Variant, ...] = (
    Variant("上一篇", "上一篇:柳北区教育局2019年政府信息公开工作年度报告"),
    Variant("下一篇", "下一篇: 柳北区教育局2021年政府信息公开工作年度报告"),
    Variant("上一条", "上一条:柳北区教育局2019年政府信息公开工作年度报告"),
    Variant("下一条", "下一条:柳北区教育局2021年政府信息公开工作年度报告"),
    Variant("相关链接", "相关链接:柳北区教育局2019年政府信息公开工作年度报告"),
    Variant("相关文章", "相关文章 柳北区教育局2019年政府信息公开工作年度报告"),
    Variant("相关阅读", "相关阅读:柳北区教育局2019年政府信息公开工作年度报告"),
    Variant("相关信息", "相关信息:柳北区教育局2019年政府信息公开工作年度报告"),
)

# What a body names after itself when it means its own channels.
OWN_CHANNELS: tuple[Variant, ...] = (
    Variant("门户网站", "南通市应急管理局门户网站"),
    Variant("官方网站", "南通市应急管理局官方网站"),
    Variant("政务网站", "南通市应急管理局政务网站"),
    Variant("网站", "南通市应急管理局网站"),
    Variant("官方微信", "南通市应急管理局官方微信"),
    Variant("政务微信", "南通市应急管理局政务微信"),
    Variant("微信公众号", "南通市应急管理局微信公众号"),
    Variant("官方微博", "南通市应急管理局官方微博"),
    Variant("政务微博", "南通市应急管理局政务微博"),
)

# How a sentence about what a place does goes on after its name.
ACTS: tuple[Variant, ...] = (
    Variant("严格", "安居区严格按照部署"),
    Variant("认真", "安居区认真落实部署"),
    Variant("落实", "安居区落实部署"),
    Variant("坚持", "安居区坚持以公开为常态"),
    Variant("深入", "安居区深入贯彻部署"),
    Variant("全面", "安居区全面推进公开"),
    Variant("积极", "安居区积极推进公开"),
    Variant("紧紧", "安居区紧紧围绕部署"),
    Variant("紧扣", "安居区紧扣部署"),
    Variant("持续", "安居区持续推进公开"),
    Variant("按照", "安居区按照部署"),
    Variant("贯彻", "安居区贯彻部署"),
    Variant("围绕", "安居区围绕部署"),
    Variant("高度", "安居区高度重视公开"),
    Variant("不断", "安居区不断推进公开"),
    Variant("扎实", "安居区扎实推进公开"),
    Variant("切实", "安居区切实推进公开"),
    Variant("始终", "安居区始终重视公开"),
    Variant("进一步", "安居区进一步推进公开"),
    Variant("着力", "安居区着力推进公开"),
    Variant("聚焦", "安居区聚焦重点"),
    Variant("立足", "安居区立足实际"),
    Variant("大力", "安居区大力推进公开"),
    Variant("加强", "安居区加强公开"),
    Variant("推进", "安居区推进公开"),
)

# What a zone's name begins with when it does not say which zone.
GENERIC_ZONES: tuple[Variant, ...] = (
    Variant("高新", "高新区管委会"),
    Variant("经济", "经济技术开发区管委会"),
    Variant("经开区", "经开区管委会"),
    Variant("开发区", "开发区管委会"),
    Variant("工业", "工业园区管委会"),
    Variant("产业", "产业园区管委会"),
    Variant("新区", "新区管委会"),
    Variant("园区", "园区管委会"),
    Variant("旅游", "旅游度假区管委会"),
    Variant("风景", "风景名胜区管理处"),
    Variant("综合保税区", "综合保税区管委会"),
    Variant("保税区", "保税区管委会"),
)

# By which title or introduction say that a report counts its body alone.
OWN_SCOPE: tuple[Variant, ...] = (
    Variant("本级", "特向社会公布2019年本级机关信息公开年度报告"),
    Variant("本机关", "现公布本机关2020年度报告"),
    Variant("本部门", "柳北区教育局2020年本部门政府信息公开年度报告"),
    Variant("本单位", "现公布本单位2020年度报告"),
)

# By which the title or introduction of a government's report say that it counts its departments and towns too.
AREA_SCOPE: tuple[Variant, ...] = (
    Variant("汇总", "本报告由柳北区各部门的报告汇总而成"),
    Variant("所属部门", "数据包括柳北区人民政府所属部门"),
    Variant("各部门", "数据包括柳北区各部门"),
    Variant("各镇", "数据包括各镇和街道"),
    Variant("各乡镇", "数据包括各乡镇"),
)

# The same of a government's report, where the character is that of what it governs.
WHOLE_AREA: tuple[Variant, ...] = (
    Variant("全省", "全省受理申请9件"),
    Variant("全市", "全市受理申请9件"),
    Variant("全区", "全区受理申请9件"),
    Variant("全县", "全县受理申请9件"),
    Variant("全州", "全州受理申请9件"),
    Variant("全旗", "全旗受理申请9件"),
    Variant("全盟", "全盟受理申请9件"),
    Variant("全镇", "全镇受理申请9件"),
    Variant("全乡", "全乡受理申请9件"),
)


def either(words: tuple[Variant, ...]) -> str:
    """The words as one alternation for a regular expression."""
    return "|".join(word.text for word in words)
