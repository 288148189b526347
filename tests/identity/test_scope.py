"""Whether a report counts the body itself or its whole area."""

import pytest

from tests.identity.pages import page, rows

SCOPES = [
    # title, introduction, opening; scope
    ("柳北区2020年政府信息公开工作年度报告", "本报告由柳北区各部门的报告汇总而成。", "", "area"),
    ("柳北区人民政府2020年政府信息公开工作年度报告", "数据包括所属部门和各镇。", "", "area"),
    ("柳北区2020年全区政府信息公开工作年度报告", "", "", "area"),
    ("柳北区2020年政府信息公开工作年度报告", "", "2020年,全区受理9件。", "area"),
    ("南通市人民政府2020年政府信息公开工作年度报告", "", "2020年,全市受理9件。", "area"),
    ("柳北区教育局2020年度本级政府信息公开年度报告", "", "", "own"),
    ("柳北区教育局2020年政府信息公开工作年度报告", "现公布本机关2020年度报告。", "", "own"),
    ("柳北区2020年政府信息公开工作年度报告", "现公布2019年本级机关信息公开年度报告。", "", "own"),
    # A bureau counts its bureau, a district is in a city, and the Regulations speak of an authority 本级.
    ("柳北区教育局2020年政府信息公开工作年度报告", "本报告由各科室的材料汇总而成。", "2020年,全区学校公开9件。", None),
    ("柳北区2020年政府信息公开工作年度报告", "", "2020年,在全市考核中居前。", None),
    ("柳北区教育局2020年政府信息公开工作年度报告", "按规定向本级政府信息公开工作主管部门提交。", "", None),
    ("柳北区教育局2020年政府信息公开工作年度报告", "", "", None),
    ("柳北区2020年政府信息公开工作年度报告", "本级机关的报告由各部门的材料汇总而成。", "", None),
]


@pytest.mark.parametrize(("title", "introduction", "opening", "scope"), SCOPES)
def test_the_words_of_a_report_say_its_scope(title: str, introduction: str, opening: str, scope: str | None) -> None:
    identity = page(f"{title}\n{introduction}\n", opening=opening or "机关各科室做好工作。")
    (row,) = rows(identity, "scope")

    assert identity.scope == scope
    assert (row.source == "none") == (scope is None)
    assert bool(row.note_zh) == (scope is None)
