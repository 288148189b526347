"""The 34 units at province level: names, and where each stands in a map of equal tiles.

Codes and letters are those of GB/T 2260. The tiles keep about the order of the map; they are no map of borders.
"""

from __future__ import annotations

from typing import NamedTuple

from datasette_govreports.language import Language


class Province(NamedTuple):
    """A unit at province level.

    code: division code
    zh, en: full name
    short_zh, letters: what fits into a tile
    x, y: place of the tile from the left and from the top, from 0
    """

    code: str
    zh: str
    en: str
    short_zh: str
    letters: str
    x: int
    y: int

    def name(self, language: Language) -> str:
        """Its name in a language."""
        return self.zh if language.code == "zh" else self.en

    def short(self, language: Language) -> str:
        """The name on its tile."""
        return self.short_zh if language.code == "zh" else self.letters


PROVINCES = (
    Province("110000", "北京市", "Beijing", "北京", "BJ", 4, 2),
    Province("120000", "天津市", "Tianjin", "天津", "TJ", 5, 2),
    Province("130000", "河北省", "Hebei", "河北", "HE", 4, 3),
    Province("140000", "山西省", "Shanxi", "山西", "SX", 3, 3),
    Province("150000", "内蒙古自治区", "Inner Mongolia", "内蒙古", "NM", 3, 2),
    Province("210000", "辽宁省", "Liaoning", "辽宁", "LN", 6, 2),
    Province("220000", "吉林省", "Jilin", "吉林", "JL", 6, 1),
    Province("230000", "黑龙江省", "Heilongjiang", "黑龙江", "HL", 6, 0),
    Province("310000", "上海市", "Shanghai", "上海", "SH", 6, 4),
    Province("320000", "江苏省", "Jiangsu", "江苏", "JS", 5, 4),
    Province("330000", "浙江省", "Zhejiang", "浙江", "ZJ", 6, 5),
    Province("340000", "安徽省", "Anhui", "安徽", "AH", 4, 5),
    Province("350000", "福建省", "Fujian", "福建", "FJ", 5, 6),
    Province("360000", "江西省", "Jiangxi", "江西", "JX", 5, 5),
    Province("370000", "山东省", "Shandong", "山东", "SD", 5, 3),
    Province("410000", "河南省", "Henan", "河南", "HA", 4, 4),
    Province("420000", "湖北省", "Hubei", "湖北", "HB", 3, 5),
    Province("430000", "湖南省", "Hunan", "湖南", "HN", 3, 6),
    Province("440000", "广东省", "Guangdong", "广东", "GD", 4, 7),
    Province("450000", "广西壮族自治区", "Guangxi", "广西", "GX", 3, 7),
    Province("460000", "海南省", "Hainan", "海南", "HI", 3, 8),
    Province("500000", "重庆市", "Chongqing", "重庆", "CQ", 2, 5),
    Province("510000", "四川省", "Sichuan", "四川", "SC", 1, 5),
    Province("520000", "贵州省", "Guizhou", "贵州", "GZ", 2, 6),
    Province("530000", "云南省", "Yunnan", "云南", "YN", 1, 6),
    Province("540000", "西藏自治区", "Tibet", "西藏", "XZ", 0, 5),
    Province("610000", "陕西省", "Shaanxi", "陕西", "SN", 3, 4),
    Province("620000", "甘肃省", "Gansu", "甘肃", "GS", 1, 4),
    Province("630000", "青海省", "Qinghai", "青海", "QH", 0, 4),
    Province("640000", "宁夏回族自治区", "Ningxia", "宁夏", "NX", 2, 4),
    Province("650000", "新疆维吾尔自治区", "Xinjiang", "新疆", "XJ", 0, 3),
    Province("710000", "台湾省", "Taiwan", "台湾", "TW", 6, 6),
    Province("810000", "香港特别行政区", "Hong Kong", "香港", "HK", 5, 7),
    Province("820000", "澳门特别行政区", "Macao", "澳门", "MO", 4, 8),
)
BY_CODE = {province.code: province for province in PROVINCES}
