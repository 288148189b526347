"""The command answers with a sentence where the loaders' own dependencies are not installed."""

from __future__ import annotations

import subprocess
import sys


def test_a_viewer_without_loaders_is_told_what_to_install() -> None:
    program = "import sys; sys.modules['sqlite_utils'] = None\nfrom govreports.command import run\nrun()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install 'datasette-govreports[loaders]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_runs() -> None:
    program = "import sys; sys.argv = ['govreports', '--help']\nfrom govreports.command import run\nrun()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "explain" in done.stdout
