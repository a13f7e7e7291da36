"""`Report`: what one agency printed for one year, with its checks, its prose and the way back to the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from govreports.columns import CELL_COLUMNS, CHECK_COLUMNS, SECTION_COLUMNS, frame
from govreports.form import Table, edition_for_year, editions
from govreports.report.read_from import ReadFrom
from govreports.words import table_named

if TYPE_CHECKING:
    import pandas as pd
    from PIL.Image import Image

LABELS = ("id", "zh", "en")


@dataclass(frozen=True, repr=False)
class Report(ReadFrom):
    """One report.

    Attributes
    ----------
    name : str
        The file's name without its ending, ``#2`` for the second report of a file.
    path : Path
        The file.
    sha256 : str
        The hash of the file's content.
    agency : str or None
        The agency as the title prints it.
    year : int or None
        The year that is reported on.
    edition : str or None
        The edition of table 二; where it prints none, that of the year.
    title : str
        The printed title.
    table_edition : dict of str to str
        The edition of each table that it prints.
    scope : dict of str to str
        口径 where the document says it: ``report`` and the ids of tables → ``agency``, ``own_level`` or ``whole``.
    method : str
        How most of it was read.
    pages : int
        Number of pages; 0 where the source has none.
    flag : str or None
        Reason codes why agency or year is in doubt, joined by ``;``.
    published : str or None
        The date of publication (ISO 8601) where the document says it.
    published_source : str or None
        ``page``, ``metadata``, ``page_and_metadata``, ``differ`` (page and metadata name two days; the later one is
        given), ``address`` or ``signed`` (published then or later).
    set_anew : bool
        The document says of itself that it is set anew and no original: its prose is not the agency's.
    problems : tuple of Problem
        What of it could not be read.

    Examples
    --------
    >>> import govreports as gr
    >>> report = gr.read_report("data/raw/huaian_shi_2024.pdf")
    >>> report.agency, report.year, report.edition
    ('淮安市人民政府', 2024, '2021')
    >>> int(report.applications.loc["received", "total"])
    3119
    """

    def __repr__(self) -> str:
        failing = f"{len(self.failed)} {'check fails' if len(self.failed) == 1 else 'checks fail'}"
        return (
            f"<Report: {self.agency} {self.year}, {len(self.cell_rows)} cells "
            f"({len(self.in_doubt)} in doubt), {failing}>"
        )

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Every printed cell, one row each; columns of `govreports.columns.CELL_COLUMNS`."""
        return frame(self.cell_rows, CELL_COLUMNS)

    @cached_property
    def checks(self) -> pd.DataFrame:
        """Every check with both sides; columns of `govreports.columns.CHECK_COLUMNS`."""
        return frame(self.check_rows, CHECK_COLUMNS)

    @cached_property
    def sections(self) -> pd.DataFrame:
        """The prose: ``section`` (一 … 六, "" before the first), ``title``, ``text``, where its pages begin."""
        return frame((section.row() for section in self.section_rows), SECTION_COLUMNS)

    @cached_property
    def prose_cells(self) -> pd.DataFrame:
        """The numbers that stand only in prose: ways of receipt, what was asked for, 信息处理费, 12345, publications.

        The columns are those of `cells`, and the table is ``prose``; they stand apart since `cells` holds what the
        form's tables print. The sentence is the `note`, `flag` is ``prose``.
        """
        from govreports.report.prose_numbers import cells_only_in_prose  # read only where it is asked for

        return frame(cells_only_in_prose(self.section_rows, self.year), CELL_COLUMNS)

    @property
    def disclosure(self) -> pd.DataFrame:
        """Table 二 主动公开政府信息情况, items × columns, indexed by ids."""
        return self.table("disclosure")

    @property
    def applications(self) -> pd.DataFrame:
        """Table 三 收到和处理政府信息公开申请情况, items × columns, indexed by ids."""
        return self.table("applications")

    @property
    def litigation(self) -> pd.DataFrame:
        """Table 四 行政复议、行政诉讼情况, 3 × 5, indexed by ids."""
        return self.table("litigation")

    def table(self, table: str, labels: str = "id") -> pd.DataFrame:
        """Return a table in its printed shape.

        Parameters
        ----------
        table : str
            ``disclosure``, ``applications`` or ``litigation``; 表二, 表三 or 表四.
        labels : str
            What names rows and columns: ``id``, ``zh`` (as the form prints them) or ``en``.

        Returns
        -------
        pandas.DataFrame
            Float64, NA where no number was printed. All rows and columns of the table's edition, whether printed or
            not; the units stand in `cells`, in ``attrs["units"]`` and above the table where it is shown.

        Raises
        ------
        ValueError
            The table or the labels are unknown.

        Examples
        --------
        >>> import govreports as gr
        >>> gr.read_report("data/raw/huaian_shi_2024.pdf").table("litigation", labels="zh").shape
        (3, 5)
        """
        import pandas as pd

        from govreports.report.printed_table import PrintedTable, units

        if labels not in LABELS:
            raise ValueError(f"labels must be one of {', '.join(LABELS)}, not {labels!r}")
        form = self._form(table_named(table))
        table = form.id
        values = {(cell.item, cell.column): cell.value for cell in self.cell_rows if cell.table == table}
        data = [[values.get((item.id, column.id)) for column in form.columns] for item in form.items]
        rows = pd.Index([getattr(item, labels) for item in form.items], name="item")
        columns = pd.Index([getattr(column, labels) for column in form.columns], name="column")
        shown = PrintedTable(pd.DataFrame(data, index=rows, columns=columns).astype("Float64"))
        printed = {(cell.item, cell.column): cell.unit for cell in self.cell_rows if cell.table == table}
        shown.attrs |= {"table": form.id, "title": f"{form.zh} {form.en}", "units": units(form, printed)}
        return shown

    def _form(self, table: str) -> Table:
        own = (self.table_edition.get(table), self.edition, edition_for_year(self.year or 0))
        in_order = [editions()[edition].tables for edition in (*own, *editions()) if edition is not None]
        return next(tables[table] for tables in in_order if table in tables)

    def show(self, table: str | None = None) -> Image:
        """Show the pages on which a table stands, with the cells that were read drawn over them.

        Parameters
        ----------
        table : str, optional
            ``disclosure``, ``applications`` or ``litigation``; all of them where it is left out.

        Returns
        -------
        PIL.Image.Image
            The pages one below the other. Read cells are framed, those in doubt in orange, those of failing checks
            in purple.

        Raises
        ------
        ValueError
            The table is unknown, the report prints none, or no cell of it was read from a page.
        """
        from govreports.report.overlay import draw_pages

        only = None if table is None else table_named(table)
        read = dict.fromkeys(cell.table for cell in self.cell_rows)
        if only is not None and only not in read:
            raise ValueError(f"{self.path}: no cell of {only} was read, but of {', '.join(read)}: name one of these.")
        failing = {(check.table, check.item, check.column) for check in self.failed}
        return draw_pages(self.path, [cell for cell in self.cell_rows if only in (None, cell.table)], failing)

    def _repr_html_(self) -> str:
        from govreports.report.card import report_card

        return report_card(self)
