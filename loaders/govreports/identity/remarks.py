"""What is said beside a fact that is not known, or not certain, in both languages."""

from govreports.form.model import Text

NO_TITLE = Text("正文之前没有找到报告的标题。", "No title of a report stands before the body.")
SEVERAL_TITLES = Text(
    "正文之前有几个不同的报告标题，不能确定哪一个是本报告的。",
    "Several titles of reports stand before the body; which is this one's is not certain.",
)

NO_YEAR = Text(
    "标题和引言没有写明年度，第一部分提到的年份也不能确定报告的年度。",
    "Neither title nor introduction names the year, and the years in section 1 do not settle it.",
)
YEAR_AND_DATE = Text(
    "所印的发布日期早于该年度结束。", "The printed date of publication lies before the end of that year."
)

NO_AGENCY = Text(
    "标题、引言、联系方式、来源、落款、网站和正文都没有写明是哪个机关。",
    "No title, introduction, contact line, source line, signature, site or body of the text says which body this is.",
)
NO_PLACE = Text(
    "名称中没有地名，网站也没有说明是哪里，不能确定是哪个机关。",
    "The name holds no place and no site says where: which body this is remains open.",
)
FROM_BODY = Text(
    "机关名称取自正文中的自称，标题和引言没有写明。",
    "The name is that by which the body of the text speaks of itself; title and introduction name none.",
)
OF_ITS_PLACE = Text(
    "只写了地名：政府信息公开条例规定由该地人民政府的主管部门公布本级年度报告，视为该地政府的报告。",
    "Only the place is named: under the Regulations this is then the report of its government.",
)
AGENCIES_DIFFER = Text(
    "几处写的机关不同，不能确定是哪一个。",
    "The places that name a body name different ones: which is right is not certain.",
)

NO_DATE = Text("没有找到发布日期。", "No date of publication was found.")
DATES_DIFFER = Text(
    "正文之前有几个不同的发布日期，不能确定是哪一个。",
    "Several dates of publication stand before the body; which is right is not certain.",
)
LATE = Text(
    "比规定的公布时间晚一年左右或更久，可能是网站迁移的日期。",
    "About a year or more after the report was due: it may be the date when the site was moved.",
)

NO_REGION = Text(
    "机关名称、网站和清单都没有说明属于哪个行政区划。",
    "Neither the name of the body nor its site nor a manifest says to which division it belongs.",
)
UNLISTED = Text(
    "名称开头的地名不是县级以上区划，或只凭地名不能确定是哪一个，也没有别的依据。",
    "The name holds no county or larger division, or one that its name alone does not settle; nothing else says where.",
)
SITES_DIFFER = Text(
    "网站名称、标识码和域名指向不同的地方，不能据以确定。",
    "Name, registration code and host of the site point to different places, so they settle nothing.",
)
NATIONAL = Text("国务院部门，不属于任何行政区划。", "A department of the State Council, which belongs to no division.")
NO_SCOPE = Text(
    "标题、引言和第一部分开头没有写明统计的是本机关还是全地区。",
    "Title, introduction and the opening of section 1 do not say whether the body alone or its whole area is counted.",
)
SCOPES_DIFFER = Text(
    "有的字句说只计本机关，有的说汇总全地区，不能确定。",
    "Some words say that the body alone is counted, others that its whole area is: the scope is not certain.",
)
NO_URL = Text("清单没有给出网址。", "No manifest gives the address.")


def place_only(place: str) -> Text:
    """The title names a division, and nothing names its government."""
    return Text(f"标题只写了“{place}”，没有写明机关。", f"The title names the place {place} and no body of it.")


def only_from(source: Text) -> Text:
    """A name that neither title nor introduction has."""
    return Text(
        f"标题和引言没有写明机关，名称取自{source.zh}。",
        f"Neither title nor introduction names the body; {source.en} does.",
    )


def several_places(place: str, count: int) -> Text:
    """A name that several divisions have, and nothing says which is meant."""
    return Text(
        f"“{place}”有{count}个，没有依据说明是哪一个。",
        f"{count} divisions are called {place}; nothing says which is meant.",
    )


def place_added(source: Text) -> Text:
    """Something else had to tell which place the printed name is about."""
    return Text(
        f"只凭印出的名称不能确定是哪里，按{source.zh}补上。",
        f"The printed name does not say which place; {source.en} does.",
    )


def by_alias(reason: str) -> Text:
    """The table of aliases says which body this is."""
    return Text(f"别名表：{reason}", f"The table of aliases: {reason}")


def not_a_name(words: str) -> Text:
    """What stands in a name's place cannot be taken for one."""
    return Text(f"标题中的“{words}”不是完整的机关名称。", f"{words} in the title is not the full name of a body.")


def not_a_date(words: str) -> Text:
    """What stands in a date's place cannot be read, or is no day of the calendar."""
    return Text(f"发布日期印作“{words}”，不是一个日期。", f"The date of publication is printed as {words}: not a date.")


def after_retrieval(day: str, retrieved: str) -> Text:
    """The date lies after the day on which the page was fetched."""
    return Text(
        f"所印日期{day}晚于取得日期{retrieved}，不可能是发布日期。",
        f"The printed date {day} lies after {retrieved}, when the page was fetched: it is not that of publication.",
    )


def too_early(day: str, year: int) -> Text:
    """The date lies before the end of the year that the report is about."""
    return Text(
        f"所印日期{day}早于{year}年度结束，不可能是本报告的发布日期。",
        f"The printed date {day} lies before the end of {year}: the report cannot have been published then.",
    )
