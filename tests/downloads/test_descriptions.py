"""What describes the files is true of them, and known tools think so too."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sysconfig
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import frictionless
import pytest
import yaml

from datasette_govreports.downloads import csvw, facts
from tests.downloads.conftest import Written


def read(written: Written, name: str) -> Any:
    """A file of JSON."""
    return json.loads((written.folder / name).read_text(encoding="utf-8"))


def problems(folder: Path) -> list[str]:
    """What frictionless finds wrong with a package: types, keys, references, sizes, hashes, rows."""
    found = frictionless.validate(str(folder / "datapackage.json")).flatten(["title", "note"])
    return [f"{title}: {note}" for title, note in found]


def test_frictionless_finds_nothing_wrong(written: Written) -> None:
    command = [f"{sysconfig.get_path('scripts')}/frictionless", "validate", "datapackage.json", "--json"]
    ended = subprocess.run(command, cwd=written.folder, capture_output=True, check=False)
    report = json.loads(ended.stdout)
    assert (ended.returncode, report["valid"]) == (0, True), report
    assert {task["name"] for task in report["tasks"]} > set(written.tables)


@pytest.mark.parametrize(
    ("table", "column", "value", "kind"),
    [
        ("requests", "total", "many", "Type Error"),
        ("reports", "agency_id", "999", "ForeignKey Error"),
        ("reports", "id", "2", "PrimaryKey Error"),
        ("reports", "status", "whole", "Constraint Error"),
        ("regions", "name", "某地", "Hash Count Error"),
    ],
)
def test_frictionless_would_notice(
    written: Written, tmp_path: Path, table: str, column: str, value: str, kind: str
) -> None:
    kept = {"datapackage.json"}
    told = read(written, "datapackage.json")
    told["resources"] = [r for r in told["resources"] if r["name"] in {table, "agencies", "documents", "form_editions"}]
    for resource in told["resources"]:
        keys = resource["schema"].get("foreignKeys", [])
        names = {r["name"] for r in told["resources"]} | {""}
        resource["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in names]
        kept.add(resource["path"])
        if kind != "Hash Count Error":
            del resource["hash"], resource["bytes"]
    for name in kept - {"datapackage.json"}:
        shutil.copy(written.folder / name, tmp_path)
    (tmp_path / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    path = tmp_path / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = problems(tmp_path)
    assert [problem for problem in found if problem.startswith(kind)], found


def test_columns_are_described_in_both_languages_with_their_units(written: Written) -> None:
    resources = {resource["name"]: resource for resource in read(written, "datapackage.json")["resources"]}
    with closing(sqlite3.connect(written.database)) as db:
        meanings = {(t, c): f"{zh} — {en}" for t, c, zh, en in db.execute("SELECT * FROM dictionary")}
    for name, table in written.tables.items():
        fields = resources[name]["schema"]["fields"]
        assert resources[name]["description"] == meanings[name, ""]
        assert [field["name"] for field in fields] == table.names
        for field in fields:
            assert field["description"] == meanings[name, field["name"]]
            if "unit: " in field["description"]:
                assert field["unit"]["en"] in field["description"]
    fields = {field["name"]: field for field in resources["proactive"]["schema"]["fields"]}
    assert fields["fees_amount"]["unit"] == {"zh": "万元", "en": "10,000 yuan"}
    assert fields["fees_amount"]["type"] == "number"
    assert fields["licensing_decisions"]["type"] == "integer"
    assert {field["name"]: field for field in resources["requests"]["schema"]["fields"]}["total"]["unit"]["zh"] == "件"


def test_every_reference_of_the_schema_is_told(written: Written) -> None:
    told = {
        (resource["name"], key["fields"][0], key["reference"]["resource"] or resource["name"])
        for resource in read(written, "datapackage.json")["resources"]
        for key in resource.get("schema", {}).get("foreignKeys", [])
    }
    with closing(sqlite3.connect(written.database)) as db:
        for table in written.tables:
            for column, target in db.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,)):
                assert (table, column, target) in told
    assert ("report_summary", "region_code", "regions") in told


def test_numbers_and_days_are_what_they_are_declared_to_be(written: Written) -> None:
    summary = {column.name: column for column in written.tables["report_summary"].columns}
    assert summary["requests_denied"].type == "integer", "an expression of a view"
    assert summary["published_on"].type == "text", "one report has a day that is none"
    assert {column.name: column.type for column in written.tables["form_editions"].columns}["issued_on"] == "date"
    assert {column.name: column.type for column in written.tables["changed_figures"].columns}["before"] == "integer"


def test_files_are_listed_with_their_rows(written: Written) -> None:
    resources = {resource["name"]: resource for resource in read(written, "datapackage.json")["resources"]}
    for name in written.tables:
        listed = {file["path"]: (file["rows"], file["bytes"], file["hash"]) for file in resources[name]["files"]}
        expected = {file.name: (file.rows, file.size, f"sha256:{file.sha256}") for file in written.of(name)}
        assert listed == expected


def test_csv_on_the_web(written: Written) -> None:
    whole = read(written, csvw.GROUP)
    urls = {table["url"] for table in whole["tables"]}
    assert urls == {f"{name}.csv" for name in written.tables}
    for table in whole["tables"]:
        name = table["url"].removesuffix(".csv")
        own = read(written, csvw.name(name))
        assert own["@context"] == whole["@context"] == "http://www.w3.org/ns/csvw"
        assert own["tableSchema"]["columns"] == table["tableSchema"]["columns"]
        with (written.folder / table["url"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        columns = table["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == header
        assert {text["@language"] for column in columns for text in column["dc:description"]} == {"zh", "en"}
        assert set(table["tableSchema"].get("primaryKey", [])) <= set(header)
        for key in table["tableSchema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in urls
            assert key["columnReference"] in header
        for key in own["tableSchema"].get("foreignKeys", []):
            assert key["reference"]["resource"] == own["url"]


def test_the_zip_stands_alone(written: Written, tmp_path: Path) -> None:
    with zipfile.ZipFile(written.folder / "govreports-csv.zip") as archive:
        assert archive.testzip() is None
        days = {entry.date_time[:3] for entry in archive.infolist()}
        archive.extractall(tmp_path)
    folder = tmp_path / "govreports"
    names = {path.name for path in folder.iterdir()}
    assert names == {"README.md", "LICENSE.txt", "CITATION.cff", "datapackage.json"} | {
        f"{t}.csv" for t in written.tables
    }
    assert problems(folder) == []
    with closing(sqlite3.connect(written.database)) as db:
        (day,) = db.execute("SELECT max(published_on) FROM reports WHERE published_on GLOB '????-??-??'").fetchone()
    assert days == {tuple(map(int, day.split("-")))}


def test_words(written: Written) -> None:
    readme = (written.folder / "README.md").read_text(encoding="utf-8")
    assert "$" not in readme
    for name, table in written.tables.items():
        assert f"| `{name}.csv` | {table.rows:,} |" in readme
    assert "CC BY 4.0" in readme
    assert "`documents.text`" in readme
    cited = yaml.safe_load((written.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["url"] == "https://example.org/data/"
    assert cited["version"] == written.files[0].sha256[:12]
    assert cited["license"] == "CC-BY-4.0"


def test_a_database_without_days_has_one_all_the_same(written: Written) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE reports (published_on, agency_id, year)")
        about = facts.facts(db, "0" * 64, "")
    assert about.made_on == facts.NO_DAY
    assert (about.reports, about.years) == (0, "")
