"""How a sheet is printed: as wide as the paper, its heads on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet


def fit_to_paper(sheet: WriteOnlyWorksheet, *, heads: bool = True) -> None:
    """Let a printed sheet be as wide as a landscape A4, with its first row on every page where that holds the heads."""
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    if heads:
        sheet.print_title_rows = "1:1"
