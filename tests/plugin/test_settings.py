"""The settings for public use: documented as they are, used by `make serve`, and accepted by Datasette."""

from __future__ import annotations

import subprocess
import sys

from datasette.app import SETTINGS

from datasette_govreports import settings
from tests.support.places import ROOT


def test_operators_are_told_each_setting_and_why() -> None:
    page = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    rows = [f"| `{setting.name}` | {setting.value} | {setting.reason} |" for setting in settings.PUBLIC]
    assert "\n".join(rows) in page


def test_make_serve_uses_them_and_no_others() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "$$($(RUN)/python -m datasette_govreports.settings)" in makefile
    assert "--setting" not in makefile
    printed = subprocess.run(
        [sys.executable, "-m", "datasette_govreports.settings"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert printed.stdout.split() == settings.options()


def test_datasette_knows_them() -> None:
    assert {setting.name for setting in settings.PUBLIC} <= {setting.name for setting in SETTINGS}
