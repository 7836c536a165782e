"""Rows of treatments: one finding each, with what it was compared with and on which scale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from course_lib.evidence_rows import EvidenceRow, make_row
from course_lib.scales import RATIO_SCALES, ScaleError, scale_label
from course_lib.tables import load_rows

TABLE = "treatments/evidence"
Z_95 = 1.959964  # the printed intervals are 95 % intervals
# Two names that chapters use for a pair.
PAIRS = {"stretch and roll": ("stretching", "foam rolling"), "heat and ice": ("heat", "cold")}


@dataclass(frozen=True)
class Axis:
    """What one axis can carry: one outcome, one scale, one unit, one direction that is better.

    Attributes
    ----------
    outcome : such as "pain".
    scale : such as "SMD".
    unit : "" for a pure number.
    better : "lower" or "higher".
    """

    outcome: str
    scale: str
    unit: str
    better: str

    def __str__(self) -> str:
        """Name the axis."""
        return f"{self.outcome}: {scale_label(self.scale, self.unit)}, {self.better} is better"


@dataclass(frozen=True)
class TreatmentRow(EvidenceRow):
    """One finding on a treatment; the columns are described in data/datapackage.json."""

    treatment: str
    what: str
    comparison: str
    against: str
    outcome: str
    interval: str
    better: str
    studies: str
    kind: str
    sample: str
    certainty: str
    follow_up: str
    dose: str
    trouble: str

    @property
    def axis(self) -> Axis | None:
        """The axis on which the number may stand; None when there is no number or no scale."""
        if self.scale in ("statement", "unclear") or (self.value is None and self.low is None):
            return None
        return Axis(self.outcome, self.scale, self.unit, self.better)

    @property
    def words(self) -> str:
        """What was done, against what, in whom, and when it was measured."""
        when = f", {self.follow_up}" if self.follow_up else ""
        people = f" (n {self.n:.0f})" if self.n is not None else ""
        return f"{self.what} against {self.against}: {self.population}{people}{when}"

    @property
    def when(self) -> str:
        """When it was measured."""
        return f" ({self.follow_up})" if self.follow_up else ""

    @property
    def effect(self) -> float:
        """The estimate as it is pooled: for ratios its natural logarithm."""
        return log(self.value) if self.scale in RATIO_SCALES else float(self.value)

    @property
    def standard_error(self) -> float:
        """Half the printed interval, divided by 1.96; for ratios on the logarithm."""
        low, high = self.low, self.high
        if self.scale in RATIO_SCALES:
            low, high = log(low), log(high)
        return (high - low) / (2 * Z_95)


def load_treatments(wanted: str | Sequence[str] | None = None) -> list[TreatmentRow]:
    """Load the rows of one treatment, of several, or of all.

    Parameters
    ----------
    wanted : a treatment such as ``"massage"``, a pair such as ``"heat and ice"``, several names, or
        None for all.

    Raises
    ------
    ValueError : there is no such treatment; the sentence lists them.
    """
    rows = treatment_rows(load_rows(TABLE))
    known = list(dict.fromkeys(row.treatment for row in rows))
    names = _treatment_names(wanted) or known
    for name in names:
        if name not in known:
            raise ValueError(
                f"There is no evidence on {name!r}; choose one of: "
                f"{', '.join([*known, *PAIRS])}, or leave it out to see all side by side."
            )
    return [row for row in rows if row.treatment in names]


def treatment_rows(rows: Iterable[Mapping[str, Any]]) -> list[TreatmentRow]:
    """Turn rows of the table of treatments into records.

    Parameters
    ----------
    rows : of treatments/evidence, from ``load_rows``.

    Raises
    ------
    DataError : a column is missing.
    """
    return [make_row(row, TreatmentRow) for row in rows]


def _treatment_names(wanted: str | Sequence[str] | None) -> tuple[str, ...]:
    """Turn what a notebook asks for into names of treatments; () stands for all."""
    if wanted is None:
        return ()
    if isinstance(wanted, str):
        return PAIRS.get(wanted, (wanted,))
    return tuple(wanted)


def axes_of(rows: Iterable[TreatmentRow]) -> list[Axis]:
    """List the axes of some rows, those with most numbers first.

    Parameters
    ----------
    rows : from ``treatment_rows``; those without an axis are left out.
    """
    found = [row.axis for row in rows if row.axis]
    return sorted(dict.fromkeys(found), key=lambda axis: (-found.count(axis), str(axis)))


def on_axis(rows: Iterable[TreatmentRow], axis: Axis | None) -> list[TreatmentRow]:
    """Keep the rows that may stand on one axis.

    Parameters
    ----------
    rows : from ``treatment_rows``.
    axis : one of ``axes_of``; with None no row fits.
    """
    return [row for row in rows if axis is not None and row.axis == axis]


def one_axis(rows: Iterable[TreatmentRow]) -> Axis:
    """Give the one axis that all rows share.

    Parameters
    ----------
    rows : from ``treatment_rows``.

    Raises
    ------
    ScaleError : there is none, or there are two; the sentence names both.
    """
    seen = list(dict.fromkeys(row.axis for row in rows))
    if len(seen) == 1 and seen[0]:
        return seen[0]
    names = " and ".join(f"“{axis}”" if axis else "a row without a number" for axis in seen[:2])
    raise ScaleError(
        f"{names or 'no row at all'} cannot stand on one axis; choose rows with one outcome, one "
        "scale and one direction."
    )
