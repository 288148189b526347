"""Words of Datasette's pages. They have one address each, so they are in both languages at once."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from datasette_govreports.queries import Text

WORDS: Mapping[str, Text] = {
    "data": Text("数据与 SQL", "Data and SQL"),
    "site": Text("政府信息公开年报库", "Annual reports on open government information"),
    "next": Text("下一页", "Next page"),
    "no_rows": Text("没有符合条件的行。", "No rows match."),
    "download": Text("下载：", "Download:"),
    "database_file": Text("下载整个数据库", "Download the whole database"),
    "descending": Text("从大到小", "descending"),
    "edit_query": Text("修改这条查询", "Edit this query"),
    "edit_sql": Text("查看并修改 SQL", "View and edit SQL"),
    "facets_late": Text("分组统计超时：", "These facets timed out:"),
    "remove": Text("去掉", "remove"),
    "columns": Text("各列的含义", "What the columns mean"),
    "rows": Text("行", "rows"),
    "tables": Text("各表", "Tables"),
    "table": Text("表", "Table"),
    "count": Text("行数", "Rows"),
    "meaning": Text("含义", "What it holds"),
    "definition": Text("定义", "Definition"),
    "links": Text("引用本行的表", "Links from other tables"),
    "sort": Text("排序", "Sort by"),
    "search": Text("搜索", "Search"),
    "condition": Text("条件", "Condition"),
    "column": Text("列", "column"),
    "relation": Text("关系", "relation"),
    "value": Text("值", "value"),
    "all": Text("全部", "all"),
    "apply": Text("筛选", "Apply"),
    "run": Text("查询", "Run"),
    "not_run": Text("查询没有执行：", "The query was not run:"),
    "statement": Text("查询语句", "SQL"),
    "result": Text("查询结果", "result"),
    "queries": Text("现成的查询", "Queries ready to run"),
    "write": Text("自己写查询", "Write a query"),
    "view": Text("视图", "view"),
    "first_rows": Text("前 {number:,} 行", "First {number:,} rows"),
    "table_too_long": Text(
        "下载的文件最多 {number:,} 行，本表更多，不会生成：请先筛选，或下载整个数据库。",
        "A file holds at most {number:,} rows, and there are more: none is made. Filter first, or download the whole"
        " database.",
    ),
    "page_cut": Text(
        "结果不止这些行，本页到此为止。下面的文件载有全部结果（至多 {number:,} 行，更多则不生成）；"
        "JSON 接口同本页一样截断。",
        "There are more rows than this page shows. The files below hold all of them (none is made above {number:,});"
        " the JSON interface is cut as this page is.",
    ),
}


def both(name: str, **values: object) -> Markup:
    """Some words in Chinese, and in English marked as such."""
    words = WORDS[name]
    return pair(Text(words.zh.format(**values), words.en.format(**values)))


def pair(words: Text) -> Markup:
    """The same for words from elsewhere."""
    return Markup('{} <span lang="en">{}</span>').format(*words)


def plain(name: str) -> str:
    """Some words where no markup can stand."""
    return " ".join(WORDS[name])


def described(text: str) -> Markup:
    """A description from metadata.yml: Chinese, a dash, English."""
    chinese, _, english = (text or "").partition(" — ")
    return pair(Text(chinese, english)) if english else Markup("{}").format(chinese)
