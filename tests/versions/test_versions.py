"""Several files of one report: one is current, the others lead to it, and no sum counts them twice."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from govreports.bigrams import match
from govreports.form import FIGURES
from govreports.versions import Key, superseded
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.commands import govreports
from tests.support.figures import opened
from tests.versions.reports import ANJU, FIGURE, NANTONG, File, built, elsewhere, headed

OLD = File("old.txt", headed(published="2024-01-20"))
NEW = File("new.txt", headed(ANJU.replace(FIGURE, "14299"), published="2024-02-28"))
LICENSING = next(figure.id for figure in FIGURES if figure.name == "licensing_decisions")


@pytest.mark.parametrize("files", [(OLD, NEW), (NEW, OLD)], ids=["old first", "new first"])
def test_the_later_version_is_current_and_the_earlier_stays_as_superseded(
    tmp_path: Path, files: tuple[File, ...]
) -> None:
    with built(tmp_path, files) as x:
        assert x.current == {NEW.slug}
        assert x.relations == {"old.txt": "superseded", "new.txt": "current"}
        assert x.counts == {"loaded": 1, "superseded": 1}
        assert dict(x.rows("SELECT name, outcome FROM load_log")) == {"old.txt": "superseded", "new.txt": "loaded"}
        assert x.rows("SELECT figure_id, before, before_status, after, after_status FROM changed_figures") == [
            (LICENSING, 14285, "printed", 14299, "printed")
        ]
        (told,) = x.told
        assert (told.name, told.outcome) == ("old.txt", "superseded")
        assert "new.txt" in told.message.message_en
        assert "1 figures" in told.message.message_en
        # Its address, date and text are kept; it is in no table of figures.
        rows = x.rows(
            "SELECT slug, report_sources.published_on, text FROM report_sources"
            " JOIN documents ON documents.id = document_id WHERE relation = 'superseded'"
        )
        assert rows == [(OLD.slug, "2024-01-20", OLD.text)]
        for table in ("proactive", "requests", "reviews", "sections", "evidence", "provenance"):
            assert x.rows(f"SELECT count(DISTINCT report_id) FROM {table}") == [(1,)]  # noqa: S608 - our own names
        assert x.rows("SELECT licensing_decisions FROM proactive") == [(14299,)]
        assert x.rows("SELECT agency, year, origin FROM report_summary") == [("遂宁市安居区人民政府", 2023, None)]


def test_figures_of_every_table_are_compared(tmp_path: Path) -> None:
    changes = {
        "信访举报投诉类申请 | 16 | 0 | 0 | 0 | 0 | 0 | 16": "信访举报投诉类申请 | 19 | 0 | 0 | 0 | 0 | - | 19",
        "\n3 | 1 | 0 | 0 | 4 | 0": "\n2 | 2 | 0 | 0 | 4 | 0",
        "行政事业性收费 | 2614": "行政事业性收费 | 2614.5",
    }
    text = ANJU
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    with built(tmp_path, [OLD, File("new.txt", headed(text, published="2024-03-01"))]) as x:
        rows = x.rows(
            "SELECT row_code, column_name, before, after, after_status FROM changed_figures"
            " JOIN form_figures ON form_figures.id = figure_id"
        )
        assert sorted(rows, key=str) == [
            ("fees", "fees_amount", 2614, 2614.5, "printed"),
            ("reconsideration", "reconsideration_corrected", 1, 2, "printed"),
            ("reconsideration", "reconsideration_upheld", 3, 2, "printed"),
            ("unprocessed_complaint", "natural_person", 16, 19, "printed"),
            ("unprocessed_complaint", "other", 0, None, "dash"),
            ("unprocessed_complaint", "total", 16, 19, "printed"),
        ]


def test_no_sum_counts_a_report_twice(tmp_path: Path) -> None:
    # The queries of the plugin, over one report and over the same with an earlier version, a copy and a doubtful copy.
    from datasette_govreports.queries import QUERIES

    copy = File("copy.txt", NEW.text.replace("\n", "\r\n"), url="http://mirror.example/1.txt")
    doubtful = File("doubtful.txt", NEW.text.replace("安居区人民政府", "澳门新葡京人民政府"), None, None)
    answers = []
    report = NEW._replace(retrieved="2024-03-01")
    for name, files in (("one", [report]), ("all", [OLD, report, copy, doubtful])):
        (tmp_path / name).mkdir()
        with built(tmp_path / name, files) as x:
            answers.append(
                {
                    query.name: x.db.execute(query.sql, {p.name: "" for p in query.parameters}).fetchall()
                    for query in QUERIES
                    if query.name != "not_read"  # which tells of the inputs that were left out
                }
                | {
                    table: x.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
                    for table in ("reports", "requests", "report_summary", "requests_tidy", "findings", "agencies")
                }
            )
            assert len(x.rows("SELECT * FROM report_sources")) == len(files)
    assert answers[0] == answers[1]


def test_of_two_of_one_day_the_one_retrieved_later_is_current(tmp_path: Path) -> None:
    early = File("a.txt", headed(published="2024-01-20"), retrieved="2024-02-01T00:00:00Z")
    late = File("b.txt", NEW.text.replace("2024-02-28", "2024-01-20"), retrieved="2024-09-01T00:00:00Z")
    with built(tmp_path, [early, late]) as x:
        assert x.current == {late.slug}
    with built(tmp_path, [early._replace(retrieved="2025-01-01"), late]) as x:
        assert x.current == {early.slug}


def test_the_same_text_elsewhere_is_one_report_with_two_sources(tmp_path: Path) -> None:
    there = File("there.txt", OLD.text.replace("\n", "\n\n"), None, None, None, url="http://mirror.example/")
    with built(tmp_path, [OLD._replace(url="http://www.example.gov.cn/"), there]) as x:
        assert x.relations == {"old.txt": "current", "there.txt": "same"}, "the one whose agency is known"
        assert x.current == {OLD.slug}
        assert x.counts == {"loaded": 1, "duplicate": 1}
        urls = x.rows("SELECT url FROM report_sources JOIN documents ON documents.id = document_id")
        assert {url for (url,) in urls} == {"http://www.example.gov.cn/", "http://mirror.example/"}
        assert x.rows("SELECT count(*) FROM changed_figures") == [(0,)]


def test_the_same_figures_in_other_words_are_another_source(tmp_path: Path) -> None:
    other = File("other.txt", OLD.text + "\n扫一扫在手机打开当前页\n主办：安居区人民政府办公室")
    with built(tmp_path, [OLD, other]) as x:
        assert sorted(x.relations.values()) == ["current", "same"]


def test_what_was_not_read_is_not_what_was_changed(tmp_path: Path) -> None:
    # A row that one of the files lost says nothing against the other; a cell that was emptied does.
    row = next(line for line in ANJU.split("\n") if line.startswith("行政强制"))
    lost = File("lost.txt", OLD.text.replace(row + "\n", ""))
    with built(tmp_path, [OLD, lost]) as x:
        assert x.relations == {"old.txt": "current", "lost.txt": "same"}, "the one with more to read is current"
    emptied = File("emptied.txt", OLD.text.replace(FIGURE, " ").replace("2024-01-20", "2024-03-01"))
    with built(tmp_path, [OLD, emptied]) as x:
        assert x.relations == {"old.txt": "superseded", "emptied.txt": "current"}
        assert x.rows("SELECT before, before_status, after, after_status FROM changed_figures") == [
            (14285, "printed", None, "blank")
        ]


def test_a_page_without_tables_does_not_take_the_place_of_the_report(tmp_path: Path) -> None:
    words = "\n".join(line for line in ANJU.split("\n") if "|" not in line)
    page = File("page.txt", headed(words, published="2024-06-01"))
    with built(tmp_path, [OLD, page]) as x:
        assert x.current == {OLD.slug}
        assert x.relations["page.txt"] == "same"


@pytest.mark.parametrize(
    "other",
    [
        NEW._replace(text=elsewhere(NEW.text), agency=None, region=None),
        NEW._replace(text=elsewhere(NEW.text), agency="朝阳区人民政府", region=None),
        NEW._replace(agency="安居区教育局"),
        NEW._replace(region="320600"),
        NEW._replace(year=2022),
        File("other.txt", headed(NANTONG, "南通市应急管理局2020年政府信息公开工作年度报告"), None, None, None),
    ],
    ids=["no agency", "no region", "another agency", "another region", "another year", "another report"],
)
def test_what_is_not_certainly_one_report_stays_two(tmp_path: Path, other: File) -> None:
    with built(tmp_path, [OLD, other]) as x:
        assert x.current == {OLD.slug, other.slug}
        assert set(x.relations.values()) == {"current"}


def test_agencies_that_are_only_alike_in_name_are_not_one(tmp_path: Path) -> None:
    # A bare name without a division may be that of a hundred bodies.
    with built(tmp_path, [file._replace(agency="教育局", region=None) for file in (OLD, NEW)]) as x:
        assert len(x.current) == 2


def test_unnamed_reports_are_one_only_when_their_text_is(tmp_path: Path) -> None:
    unnamed = [file._replace(agency=None, region=None, year=None) for file in (OLD, NEW)]
    unnamed = [file._replace(text=file.text.replace("安居区", "某区")) for file in unnamed]
    with built(tmp_path, [*unnamed, unnamed[0]._replace(name="again.txt", text=unnamed[0].text + "\n")]) as x:
        assert len(x.current) == 2
        assert sorted(x.relations.values()) == ["current", "current", "same"]


def test_one_page_at_two_times_is_one_report_whoever_it_is_from(tmp_path: Path) -> None:
    url = "http://www.example.gov.cn/report.html"
    first, second = (
        file._replace(
            text=elsewhere(file.text), agency=None, region=None, url=url, retrieved=f"2024-0{month}-01T00:00:00Z"
        )
        for month, file in ((3, OLD), (9, NEW))
    )
    with built(tmp_path, [first, second]) as x:
        assert x.relations == {"old.txt": "superseded", "new.txt": "current"}
    # Of one time, an address is that of several files: a page of downloads.
    with built(tmp_path, [first, second._replace(retrieved=first.retrieved)]) as x:
        assert len(x.current) == 2


def test_three_versions_lead_to_the_last(tmp_path: Path) -> None:
    last = File("last.txt", headed(ANJU.replace(FIGURE, "7"), published="2024-05-01"))
    for files in itertools.permutations((OLD, NEW, last)):
        with built(tmp_path, files) as x:
            assert x.current == {last.slug}
            sql = "SELECT slug, before, after FROM changed_figures JOIN report_sources USING (document_id)"
            assert set(x.rows(sql)) == {(OLD.slug, 14285, 7), (NEW.slug, 14299, 7)}


def test_search_finds_current_versions_only(tmp_path: Path) -> None:
    # The index keeps no text; a version is taken out by its terms, and what is left is as if it had never been there.
    other = File("other.txt", headed(NANTONG, "南通市应急管理局2020年政府信息公开工作年度报告"), None, None, None)
    found = []
    for name, files in (("all", [OLD, NEW, other]), ("current", [NEW, other])):
        (tmp_path / name).mkdir()
        with built(tmp_path / name, files) as x:
            found.append(
                {
                    word: x.rows(
                        "SELECT slug, bm25(reports_fts) FROM reports_fts"
                        " LEFT JOIN reports ON reports.id = reports_fts.rowid WHERE reports_fts MATCH ? ORDER BY 1",
                        match(word),
                    )
                    for word in ("安居区", "公开", "应急管理", "2023年", "报告")
                }
            )
    assert found[0] == found[1]
    assert {slug for slug, _ in found[0]["公开"]} == {NEW.slug, other.slug}


def test_names_of_files_do_not_decide(tmp_path: Path) -> None:
    # Inputs are handled in the order of their names: whatever they are called, the same report is current.
    spaced = NEW.text.replace("\n", "\r\n")
    found = set()
    for names in itertools.permutations(("1.txt", "2.txt", "3.txt")):
        files = [File(name, text) for name, text in zip(names, (OLD.text, NEW.text, spaced), strict=True)]
        with built(tmp_path, sorted(files)) as x:
            found.add(tuple(sorted(x.rows("SELECT slug, relation FROM report_sources"))))
            assert x.counts == {"loaded": 1, "duplicate": 1, "superseded": 1}
    assert len(found) == 1


def test_an_agency_that_no_current_report_names_is_not_there(tmp_path: Path) -> None:
    # The same text from a manifest that knows less, and from one that knows another name: three rows, one agency each.
    here = File("here.txt", OLD.text.replace("安居区人民政府", ""), None, None)
    with built(tmp_path, [here, File("named.txt", here.text + "\n")]) as x:
        (named,) = x.rows("SELECT count(*) FROM agencies")
        (known,) = x.rows("SELECT count(agency_id) FROM reports")
        assert named == known


def test_the_command_tells_of_versions_and_its_counts_add_up(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = ["file,agency,region_code,year"]
    for file in (OLD, NEW, File("copy.txt", NEW.text + " ")):
        (folder / file.name).write_text(file.text, encoding="utf-8")
        lines.append(f"{file.name},{file.agency},{file.region},{file.year}")
    (folder / "manifest.csv").write_text("\n".join(lines), encoding="utf-8")
    ran = govreports("load", folder, "--db", tmp_path / "x.db", "--lang", "en")
    assert ran.code == 0
    assert ran.out.startswith("3 files: 1 loaded, 1 duplicate, 1 superseded, 0 not_a_report, 0 quarantined.")
    assert sorted(line.split(":")[1].strip() for line in ran.err.splitlines()) == ["duplicate", "superseded"]
    with opened(tmp_path / "x.db") as db:
        for name, outcome, message in db.execute("SELECT name, outcome, message FROM load_log"):
            assert outcome == "loaded" or f"{name}: {outcome}: {message}" in ran.err.splitlines()


# --- properties -----------------------------------------------------------------------------------------------------

DATES = st.sampled_from([None, "2024-01-20", "2024-02-28"])
KEYS = st.builds(
    Key,
    slug=st.just(""),
    agency=st.sampled_from([None, None, "a1", "a2"]),
    name=st.sampled_from([None, "教育局", "柳北区教育局", "财政局"]),
    year=st.sampled_from([None, 2020, 2021]),
    scope=st.sampled_from([None, "own", "area"]),
    published_on=DATES,
    retrieved_at=DATES,
    url=st.sampled_from([None, "http://x/1", "http://x/2"]),
    text=st.sampled_from([b"1", b"2", b"3", b"4"]),
    figures=st.sampled_from([None, b"f", b"g"]),
    tables=st.sampled_from([0, 3]),
    unread=st.integers(0, 2),
    doubtful=st.booleans(),
)


def keyed(keys: list[Key]) -> list[Key]:
    """Keys with names of their own."""
    return [key._replace(slug=f"{number:02}") for number, key in enumerate(keys)]


def by_name(keys: list[Key]) -> dict[str, str]:
    """What is superseded by what, by name."""
    return {keys[old].slug: keys[new].slug for old, new in superseded(keys).items()}


@settings(max_examples=400)
@given(st.lists(KEYS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_inputs_does_not_matter(drawn: list[Key], dice: object) -> None:
    keys = keyed(drawn)
    shuffled = list(keys)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert by_name(shuffled) == by_name(keys)


@settings(max_examples=400)
@given(st.lists(KEYS, max_size=9))
def test_what_is_joined_is_one_report(drawn: list[Key]) -> None:
    keys = keyed(drawn)
    found = by_name(keys)
    named = {key.slug: key for key in keys}
    assert not set(found) & set(found.values()), "what others lead to is current"
    for current in set(found.values()):
        group = [named[current], *(named[old] for old, new in found.items() if new == current)]
        assert len({key.agency for key in group} - {None}) <= 1
        assert len({key.year for key in group} - {None}) <= 1
        assert named[current].doubtful <= all(key.doubtful for key in group), "a clean source comes first"
        for key in group:
            assert any(_related(key, other) for other in group if other is not key)


def _whose(key: Key) -> tuple[object, ...]:
    return key.agency, key.year, key.scope


def _related(one: Key, other: Key) -> bool:
    """Whether two reports have something in common by which they may be joined."""
    agency = one.agency is not None and _whose(one) == _whose(other)
    copy = one.doubtful != other.doubtful and one.figures is not None and one.figures == other.figures
    page = one.url is not None and (one.url, one.year) == (other.url, other.year)
    return one.text == other.text or agency or copy or page
