"""Rows of evidence: one finding each, read from the evidence table of a room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import isnan
from typing import TYPE_CHECKING, Any, TypeVar

from course_lib.places import DataError
from course_lib.scales import number, scale_label

if TYPE_CHECKING:
    import pandas as pd

Row = TypeVar("Row", bound="EvidenceRow")


@dataclass(frozen=True)
class EvidenceRow:
    """One finding.

    The fields are the columns of an evidence table, which data/datapackage.json describes.

    Attributes
    ----------
    value, low, high : estimate and ends of its interval, in ``unit``; None when missing.
    n : people studied; None when missing.
    """

    id: str
    claim_id: str
    statement: str
    direction: str
    scale: str
    value: float | None
    low: float | None
    high: float | None
    n: float | None
    population: str
    design: str
    region_match: str
    unit: str
    source_key: str
    confidence: str
    read_level: str
    flag: str
    note: str

    @property
    def words(self) -> str:
        """What a label says beside the author: the finding, and who was studied."""
        return f"{self.statement.rstrip('.')} ({self.population})"

    @property
    def when(self) -> str:
        """When it was measured, where one source tells several times."""
        return ""

    @property
    def result(self) -> str:
        """The number with its interval, scale and unit, or that there is none."""
        numbers = interval_text(self.value, low=self.low, high=self.high)
        return f"{scale_label(self.scale, self.unit)} {numbers}" if numbers else "no number"


def evidence_rows(
    rows: "pd.DataFrame | Iterable[Mapping[str, Any] | EvidenceRow]",
) -> list[EvidenceRow]:
    """Turn a table, or rows of one, into EvidenceRow records.

    Parameters
    ----------
    rows : a table from ``load_evidence``, or rows of one; records stay as they are.

    Raises
    ------
    DataError : a column is missing.
    """
    if hasattr(rows, "to_dict"):
        rows = rows.to_dict("records")
    return [row if isinstance(row, EvidenceRow) else make_row(row, EvidenceRow) for row in rows]


def interval_text(value: float | None, *, low: float | None, high: float | None) -> str:
    """Write an estimate with its interval; "" when there is no number.

    Parameters
    ----------
    value : the estimate, or None.
    low, high : ends of its interval, in the same unit, or None.
    """
    span = "" if low is None or high is None else f"{number(low)} to {number(high)}"
    if value is None:
        return span
    return f"{number(value)} ({span})" if span else number(value)


def make_row(row: Mapping[str, Any], kind: type[Row]) -> Row:
    """Make one record of a row of a table.

    Parameters
    ----------
    row : cells by the name of their column.
    kind : ``EvidenceRow`` or a child of it; each of its fields is a column.

    Raises
    ------
    DataError : a column is missing.
    """
    names = [field.name for field in fields(kind)]
    missing = [name for name in names if name not in row]
    if missing:
        raise DataError(
            f"An evidence row needs the column {missing[0]!r}; take rows from load_evidence(room)."
        )
    return kind(**{name: _value(row[name]) for name in names})


def _value(value: object) -> Any:  # noqa: ANN401 - a cell is text or a number
    return None if isinstance(value, float) and isnan(value) else value
