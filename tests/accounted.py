"""Whether every cell of the form is accounted for: read, or named by a problem."""

from __future__ import annotations

from govreports.form import CellId, printed_forms, required_tables
from govreports.report.report import Report


def unaccounted(report: Report) -> list[CellId]:
    """Return the cells of a report's form that have neither a row in `cells` nor a problem that names them.

    The form is the tables that the report prints, each in its edition, and those that the reports of its year must
    print; beside a list of 2018 or before none must be.
    """
    forms = {form.id: form for form in printed_forms(report.table_edition)}
    if all(form.layout != "list" for form in forms.values()):
        forms = required_tables(None if forms else report.year) | forms
    read = {(cell.table, cell.item, cell.column) for cell in report.cell_rows}
    kept = [form.place(*place) for form in forms.values() for place in form.cells]
    return [cell for cell in kept if cell not in read and not any(one.names(*cell) for one in report.problems)]
