"""What a manifest says overrules the text, and both are kept."""

from govreports.report import ManifestRow

from tests.identity.pages import TITLE, page, rows


def test_a_manifest_overrules_the_text_and_says_so() -> None:
    manifest = ManifestRow("a.txt", "https://example.org/a", "柳北区财政局", "450205", 2021, "2023-01-02T03:04:05Z")
    identity = page(TITLE, opening="2020年,我局公开9件。", manifest=manifest)

    assert (identity.year, identity.agency, identity.title) == (2021, "柳州市柳北区财政局", TITLE)
    assert (identity.region_code, identity.source_url) == ("450205", "https://example.org/a")
    assert identity.retrieved_at == "2023-01-02T03:04:05Z"
    years = rows(identity, "year")
    assert [(row.value, row.source) for row in years] == [("2021", "manifest"), ("2020", "title")]
    assert years[0].note_zh == "说法不一：标题写的是“2020”。"
    assert years[0].note_en == "Sources disagree: the title says 2020."
    agencies = rows(identity, "agency")
    assert [(row.value, row.source) for row in agencies] == [("柳北区财政局", "manifest"), ("柳北区教育局", "title")]
    assert agencies[0].note_zh == "说法不一：标题写的是“柳北区教育局”。"


def test_a_manifest_that_agrees_is_not_remarked_upon() -> None:
    manifest = ManifestRow("a.txt", agency="柳州市柳北区教育局", year=2020)
    identity = page(TITLE, manifest=manifest)

    assert identity.agency == "柳州市柳北区教育局"
    for field in ("year", "agency"):
        given, read = rows(identity, field)
        assert (given.source, given.span, given.note_zh, given.note_en) == ("manifest", None, None, None)
        assert (read.source, read.note_zh) == ("title", None)


def test_what_only_the_manifest_says_needs_no_other_row() -> None:
    identity = page(manifest=ManifestRow("a.txt", agency="柳北区教育局", year=2020))

    assert (identity.year, identity.agency) == (2020, "柳州市柳北区教育局")
    assert [row.source for row in rows(identity, "year")] == ["manifest"]
    assert [row.source for row in rows(identity, "agency")] == ["manifest"]


def test_a_date_is_held_against_the_year_of_the_manifest() -> None:
    head = f"{TITLE}\n发布日期:2021-01-15"

    assert page(head, manifest=ManifestRow("a.txt", year=2021)).published_on is None
    assert page(head, manifest=ManifestRow("a.txt", year=2019)).published_on == "2021-01-15"


def test_a_body_of_the_manifest_is_named_also_where_nothing_says_where_it_is() -> None:
    identity = page(manifest=ManifestRow("a.txt", agency="市财政局"))

    assert (identity.agency, identity.region_code) == ("市财政局", None)


def test_the_code_of_the_manifest_gives_a_name_its_place() -> None:
    assert page(manifest=ManifestRow("a.txt", agency="市财政局", region_code="450200")).agency == "柳州市财政局"
    assert (
        page(manifest=ManifestRow("a.txt", agency="朝阳区财政局", region_code="220104")).agency == "长春市朝阳区财政局"
    )
    assert (
        page("2020年政府信息公开工作年度报告\n来源:我局", manifest=ManifestRow("a.txt", region_code="450200")).agency
        is None
    )


def test_a_code_of_the_manifest_that_the_name_contradicts_wins_and_is_remarked_upon() -> None:
    identity = page(TITLE, manifest=ManifestRow("a.txt", region_code="320600"))
    first, second = rows(identity, "region_code")

    assert identity.region_code == "320600"
    assert (first.source, second.source, second.value) == ("manifest", "title", "450205")
    assert first.note_en == "Sources disagree: the title says 450205."


def test_without_a_manifest_and_a_name_region_and_address_are_not_known() -> None:
    identity = page("2020年政府信息公开工作年度报告")

    for field in ("region_code", "source_url"):
        (row,) = rows(identity, field)
        assert (row.value, row.source) == (None, "none")
        assert row.note_zh
        assert row.note_en
