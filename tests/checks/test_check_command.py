"""`govreports check`: the findings of files that are not published yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from govreports.cli import main

from tests.support.places import ROOT

SAMPLE = ROOT / "samples" / "nantong_emergency_2020.txt"
CLEAN = ROOT / "samples" / "liubei_industry_2020.txt"


def check(*arguments: object) -> tuple[int, str]:
    """Exit code and output of the command."""
    ran = CliRunner().invoke(main, ["check", *map(str, arguments)])
    return ran.exit_code, ran.output


def test_each_finding_is_a_line_that_editors_understand() -> None:
    code, out = check(SAMPLE, "--format", "lines", "--lang", "en")
    assert code == 1
    lines = out.splitlines()
    assert [line.removeprefix(str(SAMPLE)).split(": ")[1] for line in lines] == [
        "error R2",
        "error R3",
        "note N4",
        "note N3",
    ]
    text = SAMPLE.read_text(encoding="utf-8").splitlines()
    for line in lines:
        number = int(line.removeprefix(f"{SAMPLE}:").split(":")[0])
        assert 1 <= number <= len(text)
        if "N4" in line:
            assert "2031.9" in text[number - 1]


def test_text_says_what_to_correct_in_the_language_asked_for() -> None:
    code, out = check(SAMPLE)
    assert code == 1
    assert "错误 R2" in out
    assert "请核对这一行的六类申请人与总数。" in out
    assert "相符 50，不符 2" in out


def test_data_has_every_file_and_finding() -> None:
    code, out = check(CLEAN, SAMPLE, "--format", "json", "--lang", "en")
    assert code == 1
    clean, sample = json.loads(out)
    assert (clean["outcome"], clean["findings"]) == ("loaded", [])
    assert [found["check_id"] for found in sample["findings"]] == ["R2", "R3", "N4", "N3"]
    assert sample["findings"][0]["suspects"] == ["denied_third_party.other"]
    assert sample["findings"][0]["severity"] == "error"


def test_a_report_without_errors_is_0() -> None:
    code, out = check(CLEAN, "--format", "lines")
    assert (code, out) == (0, "")


@pytest.mark.parametrize("form", ["text", "json", "lines"])
def test_what_is_no_report_is_told_and_the_others_are_checked(form: str, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("关于放假的通知\n", encoding="utf-8")
    code, out = check(notice, SAMPLE, "--format", form)
    assert code == 2
    assert "notice.txt" in out
    assert "R2" in out
