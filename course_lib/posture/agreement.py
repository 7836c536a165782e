"""How true is this model? Each published finding beside what the model gives."""

from __future__ import annotations

import numpy as np

from course_lib.agreement import Check, check_table
from course_lib.html_table import HtmlTable
from course_lib.posture.lever import NEWTON_PER_POUND, joint_force_n
from course_lib.posture.model import hold, moment_at
from course_lib.quantities import round_to
from course_lib.tables import load_columns

NEUTRAL_HEAD_MM = 20.0  # oakley2024: neck alignment that goes with an average upright head


def static_gap_nm() -> float:
    """Give the largest gap between the model and the source's own moments (osim_ross), N m."""
    published = np.array(load_columns("posture/joints")["static_moment_nm"])
    return float(np.abs(hold().moment_nm.middle - published).max())


def demand_ratio(neck_flexion_deg: float) -> float:
    """Compare the moment at C7/T1 with the head nodded to the neutral posture's (vasavada2015).

    Parameters
    ----------
    neck_flexion_deg : how far the head is nodded, degrees, 0 to 60.

    Raises
    ------
    ValueError : a nod outside its range.
    """
    nodded = hold(head_forward_mm=NEUTRAL_HEAD_MM, neck_flexion_deg=neck_flexion_deg)
    return moment_at(nodded, "C7/T1") / moment_at(hold(head_forward_mm=NEUTRAL_HEAD_MM), "C7/T1")


def compression_rise_n(joint: str, *, lean_deg: float = 0.0) -> float:
    """Give the rise of compression from 50 to 75 degrees of kyphosis (bruno2012's change), N.

    Parameters
    ----------
    joint : where to read, "C7/T1" to "T12/L1".
    lean_deg : lean of the trunk after the rise, degrees, -5 to 25; negative leans back.

    Raises
    ------
    ValueError : a joint that the model does not have, or a lean outside its range.
    """
    before, after = hold(), hold(kyphosis_deg=75.0, lean_deg=lean_deg)
    row = before.at(joint)
    return float(after.compression_n.middle[row] - before.compression_n.middle[row])


def _lever_pounds(tilt_deg: float) -> float:
    """Give the joint force of the head lever with a 39 mm arm, in pounds-force."""
    return float(joint_force_n(tilt_deg, 39.0)) / NEWTON_PER_POUND


def agreement() -> tuple[Check, ...]:
    """Check the model against six published findings.

    Returns
    -------
    Checks, each with the source of the finding.
    """
    pounds = " / ".join(f"{_lever_pounds(tilt):.0f}" for tilt in (15, 30, 45, 60))
    return (
        Check("flexion moment at 13 joints, reference posture", "0 to 11.9 N m",
              f"the same within {round_to(static_gap_nm(), 1)} N m", "yes", "osim_ross"),
        Check("force on the lowest neck joint, head tilted 15 / 30 / 45 / 60 degrees",
              "27 / 40 / 49 / 60 lb", f"{pounds} lb with a lever arm of 39 mm",
              "yes to 45 degrees, 5 lb less at 60", "hansraj2014"),
        Check("demand on the neck, tablet against neutral", "3 to 5 times",
              f"{round_to(demand_ratio(20))} times nodded 20 degrees, "
              f"{round_to(demand_ratio(45))} times nodded 45", "yes", "vasavada2015"),
        Check("whole thorax moved forward over the pelvis", "more disc load, but only below T9",
              "no change at any joint from C7/T1 to T12/L1",
              "yes above T9; from T9 down the model misses the rise", "harrison2005"),
        Check("curve of the upper back from 50 to 75 degrees", "compression rises, "
              "more at the thoracolumbar joints than in mid-thorax; less if the body leans back",
              f"+{round_to(compression_rise_n('T6/T7'))} N at T6/T7, "
              f"+{round_to(compression_rise_n('T12/L1'))} N at T12/L1; leaning back 5 degrees: "
              f"+{round_to(compression_rise_n('T12/L1', lean_deg=-5.0))} N", "yes", "bruno2012"),
        Check("ribs and breastbone included, bending forward", "33 % less compression",
              "no ribs in this model", "no: expect the real compression to be lower", "iyer2010"),
    )  # fmt: skip


def agreement_table() -> HtmlTable:
    """Put the checks into a table to read."""
    return check_table(agreement())
