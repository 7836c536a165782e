"""How far the upper back moves, joint by joint and as a whole, against what a stride asks.

In one sentence: *tables of range disagree, because a joint alone moves further than one inside a
rib cage; even so, a stride asks for a small part of what living people can do.*

All ranges run from one end to the other, in degrees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band
from course_lib.checks import require_between, require_one_of
from course_lib.tables import load_rows

Array = NDArray[np.float64]

JOINTS = tuple(f"T{upper}/T{upper + 1}" for upper in range(1, 12))
PLANES = ("turning", "side bending", "bending forward and back")
RIB_CAGES = (
    "whole rib cage",
    "front of the rib cage cut",
    "single joint with its ribs",
    "single joint without ribs",
)
TEXTBOOK, CUT_SHORT = "textbook", "single joint, ribs cut short"
LIMITS = {"own_deg": (20.0, 150.0), "stride_percent": (50.0, 200.0)}


@dataclass(frozen=True)
class Whole:
    """A range of the whole upper back or trunk, with where it comes from.

    Attributes
    ----------
    label : words in the figure.
    low_deg, high_deg : lower and upper end, degrees.
    kind : "people" or "sum" (of joints).
    """

    label: str
    low_deg: float
    high_deg: float
    kind: str


@dataclass(frozen=True)
class Reach:
    """Ranges of one plane beside what a running stride asks.

    Attributes
    ----------
    plane : direction of movement, one of ``PLANES``.
    rib_cage : how much of the rib cage was there, one of ``RIB_CAGES``.
    textbook_deg : (11,) range of each joint in the textbook, degrees.
    cut_short_deg : (11,) joints alone with their ribs cut short, printed means, degrees.
    read_joints : (2,) the joints whose tables could be read.
    read_deg : (2,) median, smallest and largest specimen, degrees.
    wholes : ranges of the whole upper back or trunk.
    runners_deg : arc of the measured runners: mean, smallest, largest, degrees.
    stride_percent : the stride against the mean of the runners, percent.
    stride_deg : its arc, degrees.
    own_deg : your own range, degrees.
    """

    plane: str
    rib_cage: str
    textbook_deg: Array
    cut_short_deg: Band
    read_joints: tuple[str, ...]
    read_deg: Band
    wholes: tuple[Whole, ...]
    runners_deg: Band
    stride_percent: float
    stride_deg: float
    own_deg: float

    @property
    def times(self) -> float:
        """Say how many times the stride's arc fits into the own range."""
        return self.own_deg / self.stride_deg

    @property
    def leaves_the_data(self) -> bool:
        """Say whether the stride lies outside the measured runners."""
        return not self.runners_deg.low - 0.05 <= self.stride_deg <= self.runners_deg.high + 0.05


def _joint_rows(plane: str, condition: str) -> list[dict]:
    """Read the joints of one table, top to bottom."""
    rows = [
        row
        for row in load_rows("mobility/segments")
        if row["plane"] == plane and row["condition"] == condition
    ]
    return sorted(rows, key=lambda row: JOINTS.index(row["joint"]))


def _as_band(rows: list[dict]) -> Band:
    """Turn rows into a band over the joints; a value without a range has no width."""
    value, low, high = (
        np.array([row[c] for row in rows]) for c in ("value_deg", "low_deg", "high_deg")
    )
    return Band(value, np.where(np.isnan(low), value, low), np.where(np.isnan(high), value, high))


def arcs(plane: str) -> Array:
    """Read how far the trunk of each measured runner moved against the pelvis, in degrees.

    Parameters
    ----------
    plane : one of ``PLANES``.
    """
    return np.array([r["arc_deg"] for r in load_rows("mobility/stride") if r["plane"] == plane])


def added_up(plane: str, rib_cage: str) -> tuple[Whole, ...]:
    """Add the joints T1/T2 to T11/T12 of each table to a range of the whole upper back.

    For liebsch2020 only two joints could be read: eleven times the smaller and eleven times the
    larger of the two medians, which is an extrapolation.

    Parameters
    ----------
    plane : one of ``PLANES``.
    rib_cage : one of ``RIB_CAGES``.
    """
    textbook, short = (_as_band(_joint_rows(plane, c)) for c in (TEXTBOOK, CUT_SHORT))
    read = _as_band(_joint_rows(plane, rib_cage)).middle * len(JOINTS)
    book = float(textbook.middle.sum())
    return (
        Whole("textbook, 11 joints added", book, book, "sum"),
        Whole(
            "joints alone, ribs cut short", float(short.low.sum()), float(short.high.sum()), "sum"
        ),
        Whole(rib_cage, float(read.min()), float(read.max()), "sum"),
    )


def people(plane: str) -> tuple[Whole, ...]:
    """Read what living people did; only turning could be found.

    Parameters
    ----------
    plane : one of ``PLANES``.
    """
    rows = [row for row in load_rows("mobility/people") if row["plane"] == plane]
    return tuple(Whole(r["label"], r["low_deg"], r["high_deg"], "people") for r in rows)


def reach(
    *,
    plane: str = "turning",
    rib_cage: str = "whole rib cage",
    own_deg: float = 65.0,
    stride_percent: float = 100.0,
) -> Reach:
    """Set ranges of the upper back beside what a running stride asks of the trunk.

    Parameters
    ----------
    plane : "turning", "side bending" or "bending forward and back".
    rib_cage : how much of the rib cage was there when the joints were tested, one of ``RIB_CAGES``.
    own_deg : your own range from end to end, 20 to 150 degrees.
    stride_percent : arc of your stride against the mean of the measured runners, 50 to 200.

    Returns
    -------
    Reach : the ranges, and the arc of the stride.

    Raises
    ------
    ValueError : a word or a number that is not offered.

    Sources: whitepanjabi_via_code, wilke2017, liebsch2020 (joints); montgomery2011, heneghan2018
    (people); hamner2010_data, rajagopal2016_data (two runners, trunk against pelvis).

    Examples
    --------
    >>> usual, long = reach(), reach(stride_percent=120)
    >>> round(usual.stride_deg, 1), round(long.stride_deg, 1)  # of the 65 you have
    (25.5, 30.6)
    """
    for name, given, offered in (("plane", plane, PLANES), ("rib_cage", rib_cage, RIB_CAGES)):
        require_one_of(name, given, allowed=offered)
    for name, value in (("own_deg", own_deg), ("stride_percent", stride_percent)):
        require_between(name, value, low=LIMITS[name][0], high=LIMITS[name][1])
    measured, read = arcs(plane), _joint_rows(plane, rib_cage)
    return Reach(
        plane=plane,
        rib_cage=rib_cage,
        textbook_deg=_as_band(_joint_rows(plane, TEXTBOOK)).middle,
        cut_short_deg=_as_band(_joint_rows(plane, CUT_SHORT)),
        read_joints=tuple(row["joint"] for row in read),
        read_deg=_as_band(read),
        wholes=(*people(plane), *added_up(plane, rib_cage)),
        runners_deg=Band(float(measured.mean()), float(measured.min()), float(measured.max())),
        stride_percent=stride_percent,
        stride_deg=float(measured.mean()) * stride_percent / 100.0,
        own_deg=own_deg,
    )


def rib_cage_change_percent(plane: str) -> dict[str, float]:
    """Compare the front of the rib cage cut with the whole one, joint by joint (liebsch2020).

    Parameters
    ----------
    plane : one of ``PLANES``.

    Returns
    -------
    dict : joint, such as "T3/T4", to the change of its median, percent.
    """
    whole, cut = (_joint_rows(plane, condition) for condition in RIB_CAGES[:2])
    return {
        before["joint"]: 100.0 * (after["value_deg"] / before["value_deg"] - 1.0)
        for before, after in zip(whole, cut, strict=True)
    }
