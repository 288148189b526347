"""The command as people use it: what it prints, in which language, and the exit codes that scripts rely on.

0: all loaded. 1: some files quarantined, the rest loaded. 2: nothing built, the old database as it was.
"""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from govreports.cli import main
from govreports.form import BY_ID

from tests.support.commands import GOVREPORTS, SECONDS, Ran, died, govreports, members, started, wait_until
from tests.support.damage import copies
from tests.support.figures import opened
from tests.support.goldens import ALL, Golden
from tests.support.places import SAMPLES

# --- load: exit codes and counts ------------------------------------------------------------------------------------

ZH = re.compile(r"(\d+) 个文件：录入 (\d+)，重复 (\d+)，已被取代 (\d+)，不是年报 (\d+)，隔离 (\d+)。数据库：(.+)\n")
EN = re.compile(
    r"(\d+) files: (\d+) loaded, (\d+) duplicate, (\d+) superseded, (\d+) not_a_report, (\d+) quarantined\."
    r" Database: (.+)\n"
)
OUTCOMES = ("loaded", "duplicate", "superseded", "not_a_report", "quarantined")


def summary(ran: Ran, pattern: re.Pattern[str]) -> tuple[int, dict[str, int], str]:
    """What a load printed: number of files, counts by outcome, the database."""
    told = pattern.fullmatch(ran.out)
    assert told, ran
    total, *counts = (int(number) for number in told.groups()[:-1])
    return total, {outcome: count for outcome, count in zip(OUTCOMES, counts, strict=True) if count}, told[7]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Reports, one of them twice, a notice, an empty file, a web page and a picture."""
    folder = copies(tmp_path / "inputs", 3)
    (folder / "again.txt").write_bytes((folder / "report_00001.txt").read_bytes())
    (folder / "notice.txt").write_text("关于报送年度报告的通知", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "page.txt").write_bytes(b"<html><body>")
    (folder / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


@pytest.mark.parametrize(("language", "pattern"), [("zh", ZH), ("en", EN)], ids=["zh", "en"])
def test_the_counts_add_up_on_screen_in_the_database_and_in_the_exit_code(
    inputs: Path, tmp_path: Path, language: str, pattern: re.Pattern[str]
) -> None:
    ran = govreports("load", inputs, "--db", tmp_path / "x.db", "--lang", language)
    total, counts, database = summary(ran, pattern)
    assert counts == {"loaded": 3, "duplicate": 1, "not_a_report": 2, "quarantined": 2}
    assert total == sum(counts.values()) == len(list(inputs.iterdir()))
    assert database == str(tmp_path / "x.db")
    assert ran.code == 1
    with opened(tmp_path / "x.db") as db:
        assert dict(db.execute("SELECT outcome, count(*) FROM load_log GROUP BY outcome")) == counts
        column = "message_zh" if language == "zh" else "message"
        messages = dict(db.execute(f"SELECT name, {column} FROM load_log WHERE outcome <> 'loaded'"))  # noqa: S608
    # Each file that is not loaded is told once, with the reason that the log keeps.
    lines = ran.err.splitlines()
    assert len(lines) == len(messages) == total - counts["loaded"]
    for name, message in messages.items():
        assert [line for line in lines if line.startswith(f"{name}: ") and line.endswith(f": {message}")], name


def test_exit_0_when_every_report_is_loaded(tmp_path: Path) -> None:
    ran = govreports("load", SAMPLES, "--db", tmp_path / "x.db")
    assert (ran.code, ran.err) == (0, "")
    assert summary(ran, ZH)[:2] == (5, {"loaded": 5})


def test_exit_0_when_what_is_no_report_is_told(tmp_path: Path) -> None:
    # Only a file that could not be read is a fault; a notice in a folder of reports is not.
    folder = copies(tmp_path / "inputs", 1)
    (folder / "notice.txt").write_text("通知", encoding="utf-8")
    ran = govreports("load", folder, "--db", tmp_path / "x.db", "--lang", "en")
    assert ran.code == 0
    assert summary(ran, EN)[1] == {"loaded": 1, "not_a_report": 1}


def test_a_load_does_not_take_its_own_database_for_a_report(tmp_path: Path) -> None:
    copies(tmp_path, 2)
    first = govreports("load", ".", "--db", "x.db", cwd=tmp_path)
    once = (tmp_path / "x.db").read_bytes()
    again = govreports("load", ".", "--db", "x.db", cwd=tmp_path)
    assert (again.code, again.out) == (first.code, first.out) == (0, first.out)
    assert (tmp_path / "x.db").read_bytes() == once


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere", "--db", "x.db"], "There is no nowhere; check the path."),
        ([".", "--db", "x.db"], "There is no file to load in ."),
        (["report", "--db", "."], "'--db'"),
        (["report"], "'--db'"),
        (["--db", "x.db"], "PATHS"),
        (["report", "--db", "x.db", "--jobs", "0"], "'--jobs'"),
        (["report", "--db", "x.db", "--manifest", "nowhere.csv"], "'--manifest'"),
        (["report", "--db", "x.db", "--lang", "fr"], "'--lang'"),
    ],
    ids=" ".join,
)
def test_exit_2_and_a_sentence_for_what_cannot_begin(tmp_path: Path, arguments: list[str], said: str) -> None:
    if arguments[0] == "report":
        (tmp_path / "report").write_bytes(b"x")
    language = [] if "--lang" in arguments else ["--lang", "en"]
    ran = govreports("load", *arguments, *language, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "x.db").exists()


def test_a_summary_that_nobody_takes_does_not_call_a_new_database_the_old_one(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [GOVREPORTS, "load", SAMPLES, "--db", tmp_path / "x.db"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )
    assert (tmp_path / "x.db").exists()
    assert "旧数据库未动" not in ended.stderr.decode()
    assert ended.returncode == 0


def test_a_load_whose_complaints_nobody_takes_goes_on(inputs: Path, tmp_path: Path) -> None:
    # A command started with `2>&-`, as some schedulers do: the bad files are then told in the database only.
    script = f'exec "$0" load "{inputs}" --db "{tmp_path / "x.db"}" 2>&-'
    ended = subprocess.run(["/bin/sh", "-c", script, GOVREPORTS], stdout=subprocess.PIPE, timeout=SECONDS, check=False)
    counts = ZH.fullmatch(ended.stdout.decode())
    assert counts
    assert ended.returncode == (1 if int(counts[6]) else 0)
    assert (tmp_path / "x.db").exists()


def test_messages_do_not_need_a_utf_8_locale(inputs: Path, tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert govreports("load", inputs, "--db", tmp_path / "x.db", "--lang", "en", env=plain).code == 1


# --- manifests ------------------------------------------------------------------------------------------------------

HEADER = "file,url,agency,region_code,year,retrieved_at\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,year\na.txt,2020\n", "must be file,url,agency,region_code,year,retrieved_at; it is name,year."),
        ("", "must be file,url,agency,region_code,year,retrieved_at; it is ."),
        (HEADER.replace("url", "link"), "it is file,link,"),
        (HEADER.replace("url", "file"), "it is file,file,"),
        (HEADER + "a.txt,,,,20,\n", "Line 2 of the manifest {path}: year is wrong, “20”"),
        (HEADER + "a.txt,,,,２０２０,\n", "Line 2 of the manifest {path}: year is wrong, “２０２０”"),
        (
            HEADER + "\na.txt,,,,2020,\nb.txt,,,32060,,\n",
            "Line 4 of the manifest {path}: region_code is wrong",
        ),
        (HEADER + "a.txt,,,32060000,,\n", "Line 2 of the manifest {path}: region_code is wrong"),
        (HEADER + "a.txt,,,,,\na.txt,,,,2020,\n", "Line 3 of the manifest {path}: file is wrong, “a.txt”"),
        (HEADER + ",,,,2020,\n", "Line 2 of the manifest {path}: file is wrong"),
        (HEADER + "a.txt,,,,,,more\n", "Line 2 of the manifest {path}: "),
        (HEADER + "a.txt,," + "局" * 200_000 + ",,,\n", "{path}"),
        ("PK\x03\x04\0", "The manifest {path} cannot be read"),
    ],
    ids=lambda value: ascii(value)[-40:],
)
def test_a_wrong_manifest_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    folder = copies(tmp_path / "inputs", 1)
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    ran = govreports("load", folder, "--db", tmp_path / "x.db", "--manifest", path, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert said.format(path=path) in ran.err
    assert "maintainers" not in ran.err  # it is the manifest that is wrong, not the program
    assert not (tmp_path / "x.db").exists()


def test_a_file_that_the_manifest_names_and_nobody_has_is_told(tmp_path: Path) -> None:
    folder = copies(tmp_path / "inputs", 1)
    (folder / "manifest.csv").write_text(HEADER + "gone.txt,,,,2020,\nreport_00000.txt,,,,,\n", encoding="utf-8")
    ran = govreports("load", folder, "--db", tmp_path / "x.db", "--lang", "en")
    assert (ran.code, ran.err) == (0, "gone.txt of the manifest is not among the inputs.\n")


def test_a_folder_brings_its_own_manifest_which_wins_and_says_so(tmp_path: Path) -> None:
    folder = copies(tmp_path / "inputs", 2)
    row = "report_00001.txt,http://www.example.gov.cn/1.html,遂宁市安居区财政局,510904,2022,2023-02-01\n"
    (folder / "manifest.csv").write_text(HEADER + row, encoding="utf-8")
    assert govreports("load", folder, "--db", tmp_path / "x.db").code == 0
    with opened(tmp_path / "x.db") as db:
        rows = db.execute(
            "SELECT documents.name, year, agencies.name, region_code, source_url, documents.url, retrieved_at"
            " FROM reports JOIN documents ON documents.id = document_id LEFT JOIN agencies ON agencies.id = agency_id"
            " ORDER BY 1"
        ).fetchall()
        url = "http://www.example.gov.cn/1.html"
        assert rows == [
            ("report_00000.txt", 2023, None, None, None, None, None),
            ("report_00001.txt", 2022, "遂宁市安居区财政局", "510904", url, url, "2023-02-01"),
        ]
        said = db.execute(
            "SELECT field FROM evidence JOIN reports ON reports.id = report_id"
            " WHERE source = 'manifest' AND year = 2022"
        )
        assert {field for (field,) in said} >= {"agency", "year", "region_code", "source_url"}
        held = db.execute("SELECT code, name, level, parent_code FROM regions ORDER BY code").fetchall()
        assert [row for row in held if row[2] > 1] == [
            ("510900", "遂宁市", 2, "510000"),
            ("510904", "安居区", 3, "510900"),
        ]
        assert len([row for row in held if row[2] == 1]) == 34


# --- explain --------------------------------------------------------------------------------------------------------

FIGURE = re.compile(r"  (?:L(\d+)|-) +(\S+) +(\S+)  (.*)")


def shown(ran: Ran) -> dict[str, tuple[int, str]]:
    """Figures of an explanation: address -> line and value."""
    found = [match for line in ran.out.splitlines() if (match := FIGURE.fullmatch(line))]
    return {match[2]: (int(match[1] or 0), match[3]) for match in found}


@pytest.mark.parametrize("golden", ALL, ids=lambda golden: golden.sample.removesuffix(".txt"))
def test_explain_shows_each_figure_with_its_line(golden: Golden) -> None:
    figures = shown(govreports("explain", SAMPLES / golden.sample))
    assert set(figures) == {BY_ID[id].address for id in golden.figures}
    lines = (SAMPLES / golden.sample).read_text(encoding="utf-8").split("\n")
    for id, value in golden.figures.items():
        line, said = figures[BY_ID[id].address]
        assert float(said) == value, BY_ID[id].address
        numbers = re.findall(r"[+-]?[0-9][0-9,.]*", lines[line - 1])
        assert value in [float(number.replace(",", "")) for number in numbers], (BY_ID[id].address, lines[line - 1])


@pytest.mark.parametrize(
    ("sample", "address", "printed"),
    [
        ("anju_2023.txt", "licensing_decisions", "14285"),
        ("anju_2023.txt", "unavailable_not_held.total", "本机关不掌握"),
        ("anonymous_bureau_2020.txt", "procurement_amount", "134,691"),
        ("nantong_emergency_2020.txt", "penalties_prior", "215"),
        ("nantong_emergency_2020.txt", "procurement_amount", "2031.9"),
    ],
)
def test_explain_names_the_line_that_grep_finds(sample: str, address: str, printed: str) -> None:
    lines = (SAMPLES / sample).read_text(encoding="utf-8").split("\n")
    (expected,) = (number for number, line in enumerate(lines, 1) if printed in line)
    assert shown(govreports("explain", SAMPLES / sample, "--lang", "en"))[address][0] == expected


def test_explain_tells_layout_editions_findings_and_notes() -> None:
    ran = govreports("explain", SAMPLES / "nantong_emergency_2020.txt", "--lang", "en")
    assert ran.code == 0
    assert re.search(r"^requests: 2019 · pipe_cell · L\d+-L\d+$", ran.out, re.MULTILINE)
    assert re.search(r"^  R2 .*\(denied_third_party\.other\?\)$", ran.out, re.MULTILINE)
    assert re.search(r"^checks: 50 passed, 2 failed, 7 not assessable; 2 notes$", ran.out, re.MULTILINE)
    assert "[annotated: “2031.9” No unit is printed" in ran.out
    zh = govreports("explain", SAMPLES / "nantong_emergency_2020.txt").out
    assert re.search(r"^核对：通过 50，不符 2，无法核对 7；提示 2$", zh, re.MULTILINE)
    assert "原文没有写明金额单位" in zh


def test_explain_what_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("通知", encoding="utf-8")
    ran = govreports("explain", path, "--lang", "en")
    assert ran.code == 1
    assert ran.out.startswith("not_a_report: ")
    assert govreports("explain", tmp_path / "nowhere").code == 2


# --- help -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["load", "explain"])
def test_help_lists_every_option(name: str) -> None:
    ran = govreports(name, "--help")
    assert ran.code == 0
    for parameter in main.commands[name].params:
        for option in parameter.opts if isinstance(parameter, click.Option) else [parameter.name or ""]:
            assert option in ran.out or option.upper() in ran.out
        assert not isinstance(parameter, click.Option) or parameter.help
    assert govreports(name, "-h").out == ran.out


def test_help_lists_the_commands() -> None:
    out = govreports("--help").out
    assert set(main.commands) == {"load", "check", "explain", "fetch"}
    assert all(name in out for name in main.commands)
    assert re.fullmatch(r"govreports, version \d+\.\d+\.\d+\n", govreports("--version").out)


# --- the progress bar -----------------------------------------------------------------------------------------------


def test_a_progress_bar_shows_on_a_terminal(tmp_path: Path) -> None:
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(
        [GOVREPORTS, "load", SAMPLES, "--db", tmp_path / "x.db"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(terminal, 4096):
            seen += chunk
    except OSError:
        pass  # how Linux tells that the other end of a terminal is closed
    finally:
        os.close(terminal)
        out, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert b"100%" in seen
    assert b"#" in seen
    assert out.decode().startswith("5 个文件")


def test_no_progress_bar_shows_in_a_pipe(tmp_path: Path) -> None:
    ran = govreports("load", SAMPLES, "--db", tmp_path / "x.db")
    assert (ran.err, ran.out.count("\n")) == ("", 1)


# --- interrupted ----------------------------------------------------------------------------------------------------

OLD = b"SQLite format 3\0, the database of yesterday"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many files that loading them takes a second or two."""
    return copies(tmp_path_factory.mktemp("many"), 3000)


def interrupted(process: subprocess.Popen[bytes], target: Path) -> tuple[int, str]:
    """Wait for the end of a load that got a signal; nothing may be left but the old database."""
    died(process)
    wait_until(lambda: members(process.pid) == [], "no worker runs")
    _, err = process.communicate(timeout=SECONDS)
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    return process.returncode, err.decode()


@pytest.mark.parametrize("after", [0.0, 0.2, 0.8], ids=lambda seconds: f"{seconds}s")
@pytest.mark.parametrize("how", ["ctrl-c", "sigterm"])
def test_an_interrupted_load_leaves_the_old_database_and_no_debris(
    many: Path, tmp_path: Path, how: str, after: float
) -> None:
    target = tmp_path / "x.db"
    target.write_bytes(OLD)
    with started("load", many, "--db", target, "--lang", "en") as process:
        wait_until((tmp_path / ".x.db.building").exists, "the build has begun")
        time.sleep(after)
        if how == "ctrl-c":
            os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the whole group, workers too
        else:
            process.send_signal(signal.SIGTERM)
        code, err = interrupted(process, target)
    assert code == 2
    assert err.endswith("Interrupted; the old database is as it was.\n")
    assert "Traceback" not in err


def test_an_impatient_user_presses_twice(many: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.db"
    target.write_bytes(OLD)
    with started("load", many, "--db", target) as process:
        wait_until((tmp_path / ".x.db.building").exists, "the build has begun")
        for _ in range(2):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.05)
        code, _ = interrupted(process, target)
    assert code == 2


# The command, with a signal sent to it by itself at a moment too short to meet from outside.
AT_THE_VERY_MOMENT = """
import fcntl, os, signal, stat, sys
from govreports.cli import main

flock, fsync, ftruncate = fcntl.flock, os.fsync, os.ftruncate

def locked(descriptor, how):
    flock(descriptor, how)
    os.kill(os.getpid(), signal.{name})

def synced(descriptor):
    fsync(descriptor)
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        os.kill(os.getpid(), signal.{name})

class Swallowing:
    def __del__(self):  # what is raised here the interpreter only mentions
        os.kill(os.getpid(), signal.{name})

def truncated(descriptor, length):
    ftruncate(descriptor, length)
    sys.unraisablehook = lambda unraisable: None
    Swallowing()

{patch}
main()
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    ("patch", "code"),
    [
        pytest.param("fcntl.flock = locked", 2, id="the temporary file is there"),
        pytest.param("os.ftruncate = truncated", 2, id="the interpreter swallows it"),
        pytest.param("os.fsync = synced", 0, id="the old database is replaced"),
    ],
)
def test_a_signal_at_the_very_moment_is_answered_truly(tmp_path: Path, name: str, patch: str, code: int) -> None:
    target = tmp_path / "x.db"
    target.write_bytes(OLD)
    script = AT_THE_VERY_MOMENT.format(name=name, patch=patch)
    ended = subprocess.run(
        [sys.executable, "-c", script, "load", SAMPLES, "--db", target, "--lang", "en"],
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == code, ended.stderr.decode()
    assert (b"the old database is as it was" in ended.stderr) == (code == 2)
    assert (target.read_bytes() == OLD) == (code == 2)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
