"""Read the tables of the course: checked once against data/datapackage.json, then handed on.

The description is a Frictionless data package. Two things are added to the standard:
``"sourceKeys": true`` on a field says that its cells hold keys of references.json, separated
by ``;``; and a row may leave such a cell empty only when its ``confidence`` is GAP.
"""

import csv
import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_lib.cells import BadCellError, parse_cell
from course_lib.places import DataError, data_folder
from course_lib.sources import source_keys

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DataError", "data_folder", "load_columns", "load_rows", "load_table", "table_names"]


def table_names() -> list[str]:
    """Give the names of all tables, such as ``posture/evidence``."""
    return sorted(_package(data_folder()))


def load_table(name: str) -> "pd.DataFrame":
    """Load one table as a data frame.

    Parameters
    ----------
    name : name of the table without ending, such as ``"posture/evidence"``.

    Returns
    -------
    pandas.DataFrame : a fresh copy. Text that is missing is "", a number that is missing is NaN;
        dates stay text (year-month-day).

    Raises
    ------
    DataError : there is no such table, or it breaks its description: the sentence names file,
        line, column, what was found and what is allowed.

    Examples
    --------
    >>> load_table("posture/hansraj")[["tilt_deg", "stated_force_lbf"]].head(2)
       tilt_deg  stated_force_lbf
    0      15.0              27.0
    1      30.0              40.0
    """
    import pandas as pd

    return pd.DataFrame({key: list(values) for key, values in load_columns(name).items()})


def load_columns(name: str) -> dict[str, tuple]:
    """Load one table as columns; models use it, since it needs no pandas (a second to import).

    Parameters
    ----------
    name : name of the table, as for ``load_table``.

    Returns
    -------
    dict : one tuple for each column, in the order of the rows.

    Raises
    ------
    DataError : as ``load_table``.
    """
    return dict(_columns(data_folder(), name))


def load_rows(name: str) -> list[dict[str, Any]]:
    """Load one table as a dictionary for each row, without pandas.

    Parameters
    ----------
    name : of the table, as for ``load_table``.

    Raises
    ------
    DataError : as ``load_table``.
    """
    columns = load_columns(name)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@lru_cache
def _package(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / "datapackage.json"
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        return {r["name"]: r for r in resources if r["path"].endswith(".csv")}
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"datapackage.json in {folder} cannot be read ({error!r}); restore this file."
        ) from None


@lru_cache
def _columns(folder: Path, name: str) -> dict[str, tuple]:
    package = _package(folder)
    if name not in package:
        near = get_close_matches(str(name), package, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        known = ", ".join(sorted(package))
        raise DataError(f"There is no table {name!r}{hint}; the known tables are: {known}.")
    resource = package[name]
    fields = resource["schema"]["fields"]
    lines, rows = _read_rows(folder / resource["path"], f"data/{resource['path']}", fields)
    columns = {f["name"]: tuple(row[i] for row in rows) for i, f in enumerate(fields)}
    _check_keys(folder, resource, lines, columns)
    return columns


def _read_rows(path: Path, label: str, fields: list[dict]) -> tuple[list[int], list[list]]:
    if not path.is_file():
        raise DataError(f"{label} is missing: looked for {path}; restore this file.")
    numbered = _lines(path, label)
    _check_header(label, next(numbered, (1, []))[1], [field["name"] for field in fields])
    lines, rows = [], []
    for line, cells in numbered:
        if len(cells) != len(fields):
            raise DataError(
                f"{label}, line {line}: found {len(cells)} cells, but {len(fields)} are "
                "allowed, one for each column; text with a comma goes in double quotes."
            )
        lines.append(line)
        rows.append([_parse(label, line, f, c) for f, c in zip(fields, cells, strict=True)])
    return lines, rows


def _lines(path: Path, label: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of the line on which it starts."""
    # utf-8-sig: spreadsheet programs write an invisible mark before the first column name.
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader, line = csv.reader(file, strict=True), 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except (UnicodeDecodeError, csv.Error) as error:
            raise DataError(
                f"{label}, near line {line}: found text that cannot be read ({error}); "
                "save the table as CSV in UTF-8."
            ) from None


def _check_header(label: str, found: list[str], wanted: list[str]) -> None:
    missing = [name for name in wanted if name not in found]
    extra = [name for name in found if name not in wanted]
    if not missing and not extra and found == wanted:
        return
    problem = "the columns are in another order or repeated"
    if extra:
        problem = f"found the unknown column {extra[0]!r}"
    if missing:
        problem = f"the column {missing[0]!r} is missing"
    raise DataError(f"{label}, line 1: {problem}; the columns allowed are: {', '.join(wanted)}.")


def _parse(label: str, line: int, field: dict, cell: str) -> str | float:
    try:
        return parse_cell(field, cell)
    except BadCellError as error:
        raise _wrong(label, line, field["name"], cell, str(error)) from None


def _wrong(label: str, line: int, column: str, found: object, allowed: str) -> DataError:
    what = repr(found) if found != "" else "an empty cell"
    return DataError(f"{label}, line {line}, column {column!r}: found {what}; allowed: {allowed}.")


def _check_keys(folder: Path, resource: dict, lines: list[int], columns: dict[str, tuple]) -> None:
    label, schema = f"data/{resource['path']}", resource["schema"]
    unique = {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("unique")}
    primary = schema.get("primaryKey", [])
    for name in sorted(unique | set(primary if isinstance(primary, list) else [primary])):
        _check_unique(label, name, lines, columns[name])
    for field in schema["fields"]:
        if field.get("sourceKeys"):
            _check_sources(label, field["name"], lines, columns)
    for key in schema.get("foreignKeys", []):
        column, target = key["fields"][0], key["reference"]
        known = _columns(folder, target["resource"])[target["fields"][0]]
        for line, value in zip(lines, columns[column], strict=True):
            if value != "" and value not in known:
                allowed = f"a value of {target['fields'][0]!r} in table {target['resource']!r}"
                raise _wrong(label, line, column, value, allowed)


def _check_unique(label: str, column: str, lines: list[int], values: tuple) -> None:
    first: dict[object, int] = {}
    for line, value in zip(lines, values, strict=True):
        if value in first:
            allowed = f"each value once (line {first[value]} has it already)"
            raise _wrong(label, line, column, value, allowed)
        first[value] = line


def _check_sources(label: str, column: str, lines: list[int], columns: dict[str, tuple]) -> None:
    known = source_keys()
    grades = columns.get("confidence", [""] * len(lines))
    for line, cell, grade in zip(lines, columns[column], grades, strict=True):
        if cell == "" and grade == "GAP":
            continue
        for key in str(cell).split(";"):
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f" (nearest: {near[0]!r})" if near else ""
                allowed = f"a key of references.json{hint}, empty only where confidence is GAP"
                raise _wrong(label, line, column, key, allowed)
