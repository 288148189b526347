"""The functions of the scripts, called from tests."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.places import ROOT


def bundled(folder: Path) -> Path:
    """The functions as one file that Node.js runs."""
    out = folder / "call.mjs"
    esbuild = ROOT / "node_modules/.bin/esbuild"
    assert esbuild.exists(), "no esbuild: `make test` installs it"
    options = ["--bundle", "--format=esm", "--target=es2022", "--platform=neutral", "--loader:.sql=text"]
    command: list[str | Path] = [
        esbuild,
        ROOT / "frontend/tests/call.ts",
        *options,
        "--log-level=error",
        f"--outfile={out}",
    ]
    subprocess.run(command, check=True)
    return out


def call(script: Path, name: str, cases: Sequence[Sequence[object]]) -> list[Any]:
    """What a function gives for each case."""
    lines = "".join(json.dumps({"name": name, "arguments": list(case)}) + "\n" for case in cases)
    done = subprocess.run(["node", script], input=lines.encode(), capture_output=True, check=False)  # noqa: S607 - as PATH says
    assert done.returncode == 0, done.stderr.decode()
    told = [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]
    assert len(told) == len(cases)
    return told
