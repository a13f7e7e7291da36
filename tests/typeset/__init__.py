"""Set reports with known cells as PDF files, in the many ways in which agencies set them.

from tests.typeset import Layout, sample_report, typeset
done = typeset(sample_report("2021", seed=3), Layout(rules="rows", repeat_head=True))
done.pdf                # the file
done.cells              # (table, item, column) -> TrueCell(value, state, text, unit, page, box)
"""

from tests.typeset.cases import TABLES, editions, random_cells, sample_report, with_cells, without_items
from tests.typeset.cells import Key, ReportData, TrueCell, TrueReport, read_printed
from tests.typeset.gallery import BROKEN_TEXT, LAYOUTS, random_layout
from tests.typeset.layout import Layout
from tests.typeset.report import Typeset, title_of, typeset, typeset_many

__all__ = [
    "BROKEN_TEXT",
    "LAYOUTS",
    "TABLES",
    "Key",
    "Layout",
    "ReportData",
    "TrueCell",
    "TrueReport",
    "Typeset",
    "editions",
    "random_cells",
    "random_layout",
    "read_printed",
    "sample_report",
    "title_of",
    "typeset",
    "typeset_many",
    "with_cells",
    "without_items",
]
