"""The statutory form as data. The only place in this project that knows its labels.

Both editions (2019 and 2021) are written down once, as values: `editions` (editions and sections), `proactive`,
`requests` and `reviews` (rows, columns, groups, label variants), `figures` (every figure with its permanent id),
`identities` (the form's own arithmetic) and `layout` (the tables as printed).
"""

from govreports.form.editions import EDITION_FACTS, SECTIONS
from govreports.form.figures import BY_ID, FIGURES, ID_OF
from govreports.form.identities import identities
from govreports.form.layout import all_cells, layout
from govreports.form.model import (
    EDITIONS,
    TABLE_NAMES,
    Block,
    Column,
    Edition,
    EditionFact,
    Figure,
    FormCell,
    Group,
    Identity,
    Row,
    Section,
    TableName,
    Text,
    Variant,
)

__all__ = [
    "BY_ID",
    "EDITIONS",
    "EDITION_FACTS",
    "FIGURES",
    "ID_OF",
    "SECTIONS",
    "TABLE_NAMES",
    "Block",
    "Column",
    "Edition",
    "EditionFact",
    "Figure",
    "FormCell",
    "Group",
    "Identity",
    "Row",
    "Section",
    "TableName",
    "Text",
    "Variant",
    "all_cells",
    "identities",
    "layout",
]
