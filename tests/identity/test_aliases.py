"""The table of aliases: which names are of one body, which stand for several, and why."""

import csv
from pathlib import Path

import pytest
from govreports.database import BuildError
from govreports.identity import Aliases, identify
from govreports.identity.aliases import COLUMNS, Alias, own_rows, table
from govreports.inputs import read_aliases
from govreports.report import Identity, ManifestRow
from govreports.spans import Span

from tests.identity.pages import document, rows
from tests.support.commands import govreports
from tests.support.figures import opened
from tests.support.places import SAMPLES

MERGED = Alias("柳州市柳北区教育局", "450205", None, None, None, "柳州市柳北区教育体育局", "450205", "2021年更名。")
LATER = Alias("柳州市柳北区教育局", "450205", None, 2021, None, "柳州市柳北区教育体育局", "450205", "2021年更名。")
SPLIT = Alias("朝阳区财政局", None, "a.example.gov.cn", None, None, "长春市朝阳区财政局", "220104", "该站属长春。")


def told(aliases: Aliases, name: str, year: int = 2020, url: str | None = None) -> Identity:
    """A report with a title, under a table of aliases."""
    text = f"{name}{year}年政府信息公开工作年度报告\n"
    return identify(document(text), len(text), Span(0, 0), ManifestRow("a.txt", url=url), aliases)


def test_an_alias_names_the_agency_and_says_why() -> None:
    identity = told(table([MERGED]), "柳北区教育局")
    first, second = rows(identity, "agency")

    assert (identity.agency, identity.region_code, identity.kind) == ("柳州市柳北区教育体育局", "450205", "department")
    assert (first.source, first.value, first.note_zh) == ("alias", "柳州市柳北区教育体育局", "别名表：2021年更名。")
    assert (second.source, second.value) == ("title", "柳北区教育局")
    assert [row.source for row in rows(identity, "region_code")] == ["alias", "title"]


def test_years_and_hosts_narrow_an_alias() -> None:
    assert told(table([LATER]), "柳北区教育局", 2020).agency == "柳州市柳北区教育局"
    assert told(table([LATER]), "柳北区教育局", 2021).agency == "柳州市柳北区教育体育局"
    assert told(table([SPLIT]), "朝阳区财政局", url="http://a.example.gov.cn/1").region_code == "220104"
    assert told(table([SPLIT]), "朝阳区财政局", url="http://b.example.gov.cn/1").region_code is None
    assert told(table([SPLIT]), "朝阳区财政局").agency == "朝阳区财政局"


def test_the_first_alias_that_fits_counts() -> None:
    assert told(table([LATER, MERGED]), "柳北区教育局", 2020).agency == "柳州市柳北区教育体育局"
    other = MERGED._replace(agency="柳州市柳北区文教局")
    assert told(table([other, MERGED]), "柳北区教育局").agency == "柳州市柳北区文教局"


def test_an_alias_to_an_unknown_division_leaves_it_open() -> None:
    identity = told(table([MERGED._replace(agency_region_code=None)]), "柳北区教育局")

    assert identity.region_code is None
    assert rows(identity, "region_code")[0].note_en == "The table of aliases: 2021年更名。"


def test_the_table_that_comes_with_the_loaders_is_sound() -> None:
    assert own_rows()
    for row in own_rows():
        assert row.reason
        assert (row.name, row.region_code) != (row.agency, row.agency_region_code)


HEADER = ",".join(COLUMNS) + "\n"
WRONG = [
    ("name,agency\n柳北区教育局,柳北区教体局\n", "The header of the table of aliases"),
    (HEADER + ",,,,,某局,,原因\n", "Line 2 of the table of aliases {path}: name is wrong"),
    (HEADER + "某局,,,,,某局,,\n", "Line 2 of the table of aliases {path}: reason is wrong"),
    (HEADER + "某局,45,,,,某局,,原因\n", "Line 2 of the table of aliases {path}: region_code is wrong"),
    (HEADER + "某局,,,20,,某局,,原因\n", "Line 2 of the table of aliases {path}: first_year is wrong"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_wrong_table_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as error:
        read_aliases(path)
    assert error.value.message_en.startswith(said.format(path=path))
    assert error.value.message_zh


def test_an_operator_s_table_is_asked_before_our_own(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    name = "zhumadian_investment_2019.txt"
    (folder / name).write_bytes((SAMPLES / name).read_bytes())
    path = folder / "aliases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [COLUMNS, ("驻马店市招商投资促进局", "411700", "", "", "", "驻马店市商务局", "411700", "机构改革并入。")]
        )
    ran = govreports("load", folder, "--db", tmp_path / "x.db", "--aliases", path)
    assert ran.code == 0, ran.err
    with opened(tmp_path / "x.db") as db:
        assert db.execute("SELECT name, region_code, kind FROM agencies").fetchall() == [
            ("驻马店市商务局", "411700", "department")
        ]
        said = db.execute("SELECT value, note_zh FROM evidence WHERE field = 'agency' AND source = 'alias'").fetchall()
        assert said == [("驻马店市商务局", "别名表：机构改革并入。")]
        # The table itself is no input, though it stands in the folder.
        assert db.execute("SELECT name FROM load_log").fetchall() == [(name,)]


def test_a_table_that_is_wrong_stops_the_load(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("name\n", encoding="utf-8")
    ran = govreports("load", SAMPLES, "--db", tmp_path / "x.db", "--aliases", path, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "header of the table of aliases" in ran.err
