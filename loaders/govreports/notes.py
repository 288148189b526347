"""What can be said about a cell that is not simply a printed number: the codes of `cell_notes.note`.

Each note belongs to exactly one status of `cell_notes`, so that a reader can count by either.
"""

from typing import NamedTuple

from govreports.form.model import Text


class Note(NamedTuple):
    """One reason why a cell is not simply a printed number, and the status that it gives the cell."""

    status: str
    message: Text


NOTES: dict[str, Note] = {
    "empty_cell": Note("blank", Text("原文此格为空。", "The cell is empty in the source.")),
    "dash_printed": Note(
        "dash",
        Text("原文此格是短横、斜线或“无”，不是数字。", "The source prints a dash, a slash or a word for nothing."),
    ),
    "row_not_found": Note(
        "missing", Text("原文的表中没有找到这一行。", "The row was not found in the source's table.")
    ),
    "cell_not_found": Note("missing", Text("原文这一行没有这一格。", "The source's row does not have this cell.")),
    "not_a_number": Note(
        "unreadable", Text("此格的文字读不成数字。", "What the cell holds cannot be read as a number.")
    ),
    "too_large": Note("unreadable", Text("数字过大，不像计数。", "The number is too large to be stored exactly.")),
    "words_beside": Note("annotated", Text("数字旁有文字，照录数字。", "Words stand beside the number.")),
    "unit_beside": Note("annotated", Text("数字带有单位。", "The number is printed with its unit.")),
    "unit_not_printed": Note(
        "annotated",
        Text(
            "原文没有写明金额单位，数字照录，未必是万元。",
            "No unit is printed: the number is as printed and need not be in 10,000 yuan.",
        ),
    ),
    "unit_unknown": Note(
        "unreadable",
        Text(
            "原文的金额单位不是元、万元或亿元，数字未录入。",
            "The unit printed is not yuan, 10,000 yuan or 100 million yuan: the number is not read.",
        ),
    ),
    "not_whole": Note("annotated", Text("计数却不是整数，照录。", "A count that is not a whole number, as printed.")),
    "sign_unexpected": Note(
        "annotated", Text("此格不应有正负号，照录。", "A sign is printed where the form has none.")
    ),
    "zeros_in_front": Note("annotated", Text("数字前有多余的零。", "The number is printed with zeros in front.")),
    "unit_converted": Note(
        "converted", Text("原文单位不是万元，已换算为万元。", "Converted to 10,000 yuan from the unit printed.")
    ),
    "sign_in_words": Note(
        "converted", Text("增减用文字写出，已换成正负号。", "Increase or decrease is given in words; stored as a sign.")
    ),
    "digits_apart": Note(
        "ambiguous",
        Text("数字被空格隔开，不能确定是一个数。", "Digits stand apart: it may be one number or several."),
    ),
    "two_readings": Note(
        "ambiguous",
        Text("数字的写法可有两种读法。", "The number can be read in two ways."),
    ),
    "cells_vanished": Note(
        "ambiguous",
        Text(
            "原文的空格没有留下痕迹，这一行的数字对不上各列。",
            "Empty cells left no trace in the source: the row's numbers cannot be matched to columns.",
        ),
    ),
    "cells_too_many": Note(
        "ambiguous",
        Text(
            "这一行的格数多于表样，数字对不上各列。",
            "The row holds more cells than the form: its numbers cannot be matched to columns.",
        ),
    ),
    "table_unsound": Note(
        "ambiguous",
        Text(
            "同一张表有空格消失或多出数字，而这一行自身对不上，列位不能确定。",
            "Cells vanish or intrude in this table and the row contradicts itself: its columns are not certain.",
        ),
    ),
    "edition_unknown": Note(
        "ambiguous",
        Text("不能确定表样版本，数字对不上各列。", "The edition of the form is not certain, nor are the columns."),
    ),
    "columns_in_another_order": Note(
        "ambiguous",
        Text(
            "原文各列的次序与表样不同，数字对不上各列。",
            "The columns stand in another order than the form's: the numbers are not matched to them.",
        ),
    ),
    "printed_twice": Note(
        "ambiguous",
        Text("原文有两张内容不同的同一种表。", "The source holds this table twice, with different figures."),
    ),
    "placed_by_arithmetic": Note(
        "annotated",
        Text(
            "原文的空格没有留下痕迹，按这一行自身的算术只有一种排法。",
            "Empty cells left no trace in the source; the row's own arithmetic leaves one way to place its numbers.",
        ),
    ),
    "recognised_confirmed": Note(
        "recognised",
        Text(
            "数字是从图片中识别的，报告自身的算术可以印证。",
            "The number was recognised in a picture, and the report's own arithmetic confirms it.",
        ),
    ),
    "recognised_unconfirmed": Note(
        "unreadable",
        Text(
            "文字是从图片中识别的，没有算术可以印证，不采用。",
            "The text was recognised in a picture and no arithmetic confirms it: it is not used.",
        ),
    ),
    "nothing_recognised": Note(
        "unreadable",
        Text(
            "图片的这一格没有识别出文字，不能断定是空格。",
            "Nothing was recognised in this cell of a picture; it need not be empty.",
        ),
    ),
}
