"""Records of files → the frames of a dataset, each built once."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.checks.cross import cross_checks
from govreports.columns import CHECK_COLUMNS, TABLES, Check, frame
from govreports.dataset.agencies import AgencyNames, load_agencies
from govreports.dataset.corrected import apply_corrections
from govreports.dataset.corrections import CORRECTION_COLUMNS, CorrectionsError, load_corrections
from govreports.dataset.corrections import FILE as CORRECTIONS
from govreports.dataset.data import Dataset
from govreports.dataset.growing import Growing
from govreports.dataset.not_the_original import provenance_in
from govreports.dataset.records import FileRecord
from govreports.errors import Problem
from govreports.files.printable import readable_name

if TYPE_CHECKING:
    import pandas as pd

AGENCIES = "agencies.csv"


def build(folder: Path, records: Iterable[tuple[Path, FileRecord]]) -> Dataset:
    """Build a dataset.

    Parameters
    ----------
    folder : Path
        The folder that was read; ids of reports are paths below it without their ending.
    records : iterable of tuple of Path and FileRecord
        What each file gave, in the order that the frames shall have.

    Returns
    -------
    Dataset
    """
    import pandas as pd

    beside = Beside.of(folder)
    tables, stated = tables_of(folder, records, beside)
    data = Dataset(**tables, agencies=beside.agencies, corrections=beside.corrections)
    faults, refused = problems_beside(data, beside)
    return replace(
        data,
        checks=_in_order(data, cross_checks(data, stated)),
        problems=pd.concat([faults, data.problems, refused], ignore_index=True),
    )


class Beside(NamedTuple):
    """What lies beside the reports of a folder and is part of their dataset."""

    agencies: pd.DataFrame
    corrections: pd.DataFrame
    faults: list[Problem]  # of the file of corrections
    provenance: dict[str, str]  # by report (`govreports.dataset.not_the_original`)

    @classmethod
    def of(cls, folder: Path) -> Beside:
        """Load what lies beside a folder."""
        return cls(agencies_beside(folder), *corrections_beside(folder), provenance_in(folder))


def tables_of(
    folder: Path, records: Iterable[tuple[Path, FileRecord]], beside: Beside
) -> tuple[dict[str, pd.DataFrame], dict[str, list[Check]]]:
    """Gather what files gave, without what is to be said of several reports.

    Returns
    -------
    dict of str to DataFrame
        The frames of `TABLES`.
    dict of str to list of Check
        What each report's prose says against its tables.
    """
    names = AgencyNames(beside.agencies)
    rows = {name: Growing(columns) for name, columns in TABLES.items()}
    stated: dict[str, list[Check]] = {}
    taken: set[str] = set()
    for path, record in records:
        place = Path(readable_name(path.relative_to(folder).as_posix()))
        rows["problems"].add([readable_name(str(path)), *problem] for problem in record.problems)
        for report in record.reports:
            name = _name(place, report["suffix"], taken)
            key = [name, names.named(report["agency"], report["year"]), report["year"]]
            provenance = beside.provenance.get(name)
            rows["reports"].add([[*key, *_report_row(report, place.as_posix(), names), provenance]])
            stated[name] = [Check(*check) for check in report["stated"]]
            for table in ("cells", "checks", "sections"):
                rows[table].add(key + row for row in report[table])
    return {name: table.whole() for name, table in rows.items()}, stated


def problems_beside(data: Dataset, beside: Beside) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the faults of the file of corrections, and the corrections in it that are refused."""
    faults = [[one.path, one.page, one.code, one.reason, one.remedy] for one in beside.faults]
    named = list(beside.corrections.get("report", []))
    cells = data.of_reports("cells", named) if named else frame([], TABLES["cells"])
    refused = apply_corrections(Dataset(reports=data.reports, cells=cells, corrections=beside.corrections))
    return frame(faults, TABLES["problems"]), refused.problems


def _name(place: Path, suffix: str, taken: set[str]) -> str:
    """Return a report its id: its path without the ending; of two files alike but for that, the second keeps it."""
    name = place.with_suffix("").as_posix() + suffix
    if name in taken:
        name = place.as_posix() + suffix
    taken.add(name)
    return name


def _in_order(data: Dataset, cross: pd.DataFrame) -> pd.DataFrame:
    """Put the checks of each report together: first its own, then those against other years and agencies."""
    import pandas as pd

    checks = pd.concat([data.checks, cross], ignore_index=True)
    place = pd.Index(data.reports["report"]).get_indexer(pd.Index(checks["report"]))
    ordered: pd.DataFrame = checks.iloc[place.argsort(kind="stable")].reset_index(drop=True)
    return ordered


def _report_row(report: dict[str, Any], path: str, names: AgencyNames) -> list[Any]:
    """Return a report's row of `govreports.columns.REPORT_COLUMNS`, from its agency_id to its set_anew."""
    return [
        names.match(report["agency"], report["year"]),
        report["edition"],
        json.dumps(report["table_edition"], ensure_ascii=False, sort_keys=True),
        json.dumps(report["scope"], ensure_ascii=False, sort_keys=True) if report["scope"] else None,
        report["title"],
        path,
        report["sha256"],
        report["pages"],
        report["method"],
        len(report["cells"]),
        sum(cell[-1] is not None for cell in report["cells"]),
        sum(check[_STATUS] == "fail" for check in report["checks"]),
        report["published"],
        report["flag"],
        report["agency"],
        report["published_source"],
        report["set_anew"],
    ]


_STATUS = list(CHECK_COLUMNS).index("status")


def agencies_beside(folder: Path) -> pd.DataFrame:
    """Load ``agencies.csv`` from beside a folder of reports; an empty frame where there is none."""
    file = folder.resolve().parent / AGENCIES
    return load_agencies(file) if file.is_file() else frame([], {})


def corrections_beside(folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """Load ``corrections.csv`` from beside a folder of reports.

    Returns
    -------
    DataFrame, list of Problem
        An empty frame where there is none, or where it is not whole; then with the problem that says so.
    """
    file = folder.resolve().parent / CORRECTIONS
    if file.is_file():
        try:
            return load_corrections(file), []
        except CorrectionsError as error:
            # The problem names the file itself.
            said = str(error).removeprefix(f"{file}:").strip().replace("\n", "; ")
            return frame([], CORRECTION_COLUMNS), [Problem(str(file), None, "corrections_faulty", f"{said}.")]
    return frame([], CORRECTION_COLUMNS), []


def say_faults_beside(folder: Path) -> None:
    """Warn before the reading of what is wrong with the files beside a folder.

    Raises
    ------
    AgenciesError
        ``agencies.csv`` is not whole.
    """
    agencies_beside(folder)
    for problem in corrections_beside(folder)[1]:
        logging.getLogger("govreports").warning("%s", problem)
