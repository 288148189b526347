"""The files of deploy/ and the commands of docs/deploy.md fit what is really there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
import yaml

from datasette_govreports.releases.folder import COUNTS, DATABASE, METADATA
from tests.support.places import ROOT

DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def shown(*words: str) -> str:
    """The help of a command of Datasette's."""
    command = [sys.executable, "-m", "datasette", *words, "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("words", [("publish", "cloudrun"), ("govreports", "publish"), ("govreports", "export")])
def test_options_of_the_page_exist(words: tuple[str, ...]) -> None:
    said = re.findall(rf"datasette {' '.join(words)}((?:[^\n]*\\\n)*[^\n]*)", PAGE)
    assert said
    known = set(re.findall(r"--[a-z-]+", shown(*words)))
    asked = {option for line in said for option in re.findall(r"(?<![\w-])--[a-z-]+", line)}
    assert asked
    assert asked <= known


def test_the_unit_serves_a_release_where_publish_puts_it() -> None:
    unit = (DEPLOY / "govreports@.service").read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    assert shlex.split(command)[1:] == ["govreports", "serve", "/srv/govreports/releases/%i"]
    assert "RELEASE" in shown("govreports", "serve")
    assert "ReadWritePaths=/srv/govreports/releases/%i" in unit


def test_the_image_serves_what_a_release_serves() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    (command,) = re.findall(r'^CMD \["sh", "-c", "(.*)"\]$', text, re.MULTILINE)
    for word in (f"--immutable {DATABASE}", f"--inspect-file {COUNTS}", f"--metadata {METADATA}"):
        assert word in command
    assert "$(python -m datasette_govreports.settings)" in command
    known = set(re.findall(r"--[a-z-]+", shown("serve")))
    assert set(re.findall(r"--[a-z-]+", command)) <= known
    for source in re.findall(r"^COPY ([\w./]+) ", text, re.MULTILINE):
        assert (ROOT / source).exists(), source


def test_the_image_installs_the_versions_that_are_tested() -> None:
    def pinned(name: str) -> set[str]:
        lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if re.match(r"[a-z]", line)}

    server = pinned("server.txt")
    assert server < pinned("stable.txt")
    names = {requirement.partition("==")[0] for requirement in server}
    assert {"datasette", "xlsxwriter", "pyarrow", "markdown", "nh3"} <= names
    assert not names & {"lxml", "selectolax", "pytest", "frictionless"}


def test_the_workflow_is_one() -> None:
    told = yaml.safe_load((DEPLOY / "github-pages.yml").read_text(encoding="utf-8"))
    steps = told["jobs"]["pages"]["steps"]
    assert [step for step in steps if "make site" in step.get("run", "")]
    assert all("@v" in step["uses"] for step in steps if "uses" in step)
    assert told["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


def test_every_file_is_told_of() -> None:
    for path in DEPLOY.iterdir():
        assert f"deploy/{path.name}" in PAGE
