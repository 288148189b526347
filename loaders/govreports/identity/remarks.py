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
    "标题、引言、联系方式、来源和落款都没有写明机关的名称。",
    "No title, introduction, contact line, source line or signature names the body.",
)
NO_PLACE = Text(
    "名称中没有地名，只凭名称不能确定是哪里的机关。",
    "The name holds no place: by itself it does not say where the body is.",
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

NO_REGION = Text("清单没有给出行政区划代码。", "No manifest gives the region code.")
NO_URL = Text("清单没有给出网址。", "No manifest gives the address.")


def place_only(place: str) -> Text:
    """The title names a division, and nothing names its government."""
    return Text(f"标题只写了“{place}”，没有写明机关。", f"The title names the place {place} and no body of it.")


def not_a_name(words: str) -> Text:
    """What stands in a name's place cannot be taken for one."""
    return Text(f"标题中的“{words}”不是完整的机关名称。", f"{words} in the title is not the full name of a body.")


def not_a_date(words: str) -> Text:
    """What stands in a date's place cannot be read, or is no day of the calendar."""
    return Text(f"发布日期印作“{words}”，不是一个日期。", f"The date of publication is printed as {words}: not a date.")


def too_early(day: str, year: int) -> Text:
    """The date lies before the end of the year that the report is about."""
    return Text(
        f"所印日期{day}早于{year}年度结束，不可能是本报告的发布日期。",
        f"The printed date {day} lies before the end of {year}: the report cannot have been published then.",
    )
