"""The tables as a workbook and as a described data package."""
