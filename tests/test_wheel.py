"""The wheel, put into an environment without this checkout, serves a database that was built elsewhere."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from tests.support.commands import govreports
from tests.support.places import ROOT, SAMPLES

VISIT = """
import asyncio, sys
import datasette_govreports
from datasette.app import Datasette
assert sys.argv[2] in datasette_govreports.__file__, datasette_govreports.__file__
async def visit():
    datasette = Datasette([], immutables=[sys.argv[1]])
    await datasette.invoke_startup()
    for path in sys.argv[3:]:
        response = await datasette.client.get(path)
        assert response.status_code == 200, (path, response.text)
    for database in datasette.databases.values():
        database.close()
asyncio.run(visit())
"""
PATHS = (
    *("/", "/en/", "/search?q=%E5%85%AC%E5%BC%80", "/govreports", "/govreports/reports", "/govreports/totals_by_year"),
    *("/govreports/reports.xlsx", "/-/static-plugins/datasette_govreports/govreports.css"),
    *(
        f"/-/static-plugins/datasette_govreports/bundle/{name}"
        for name in ("ask.js", "find.js", "worker.js", "ask.css", "sqlite3.wasm", "LICENSES.txt")
    ),
)


def test_wheel_works_without_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, stdout=sys.stderr)
    (wheel,) = tmp_path.glob("*.whl")
    database = tmp_path / "elsewhere" / "govreports.db"
    assert govreports("load", SAMPLES, "--db", database).code == 0
    venv.create(tmp_path / "fresh", with_pip=False)
    (site,) = (tmp_path / "fresh" / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(wheel) as packed:  # what pip would do; the dependencies come from the environment of the tests
        packed.extractall(site)
    dependencies = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("".join(f"{path}\n" for path in dependencies), encoding="utf-8")
    python = tmp_path / "fresh" / "bin" / "python"
    command = [str(python), "-I", "-c", VISIT, str(database), str(site), *PATHS]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
