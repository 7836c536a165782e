"""Muscles as tables to read: their jobs side by side, and how true their lines are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_lib.anatomy.muscle_table import NOT_STATED, get_muscle
from course_lib.anatomy.muscles import percent_by_muscle
from course_lib.anatomy.skeleton import pose
from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers


@dataclass(frozen=True)
class Check:
    """What a source says a muscle does, and so what its line must do in a movement.

    Attributes
    ----------
    muscle : its id.
    source_says : the statement, in our words.
    movement : the movement, in words.
    shorter : whether the line must get shorter in it; if not, longer.
    settings : the movement, as settings of ``skeleton.pose``.
    """

    muscle: str
    source_says: str
    movement: str
    shorter: bool
    settings: Mapping[str, float] = field(default_factory=lambda: {"breath": 1.0})

    @property
    def percent(self) -> float:
        """Length of the right one after the movement, in percent of neutral."""
        return percent_by_muscle(pose(**self.settings))[self.muscle, "right"]

    @property
    def agrees(self) -> bool:
        """Whether the line does what the statement asks."""
        return (self.percent < 100.0) == self.shorter


BREATH, ROUNDING = "a full breath in", "rounding to 70 degrees"
CHECKS = (
    Check("external_intercostals", "they lift the ribs", BREATH, shorter=True),
    Check(
        "internal_intercostals", "between the bony ribs they lower the ribs", BREATH, shorter=False
    ),
    Check("scalenus_anterior", "it lifts rib 1", BREATH, shorter=True),
    Check("scalenus_posterior", "it lifts rib 2", BREATH, shorter=True),
    Check("serratus_posterior_superior", "it lifts ribs 2 to 5", BREATH, shorter=True),
    Check("serratus_posterior_inferior", "it draws the lower ribs down", BREATH, shorter=False),
    Check("serratus_anterior", "it can lift the ribs, shoulder held still", BREATH, shorter=True),
    Check(
        "iliocostalis_thoracis",
        "both sides together straighten the spine",
        ROUNDING,
        shorter=False,
        settings={"kyphosis_deg": 70.0},
    ),
)


def jobs_page(*names: str) -> HtmlTable:
    """Show the jobs of some muscles side by side, as far as our sources state them.

    Parameters
    ----------
    names : ids such as "rhomboid_major".

    Raises
    ------
    ValueError : there is no such muscle.
    """
    muscles = [get_muscle(name) for name in names]
    columns = ("muscle", *muscles[0].jobs) if muscles else ("muscle",)
    rows = tuple(
        (muscle.name, *("not stated" if text == NOT_STATED else text for text in jobs))
        for muscle in muscles
        for jobs in (muscle.jobs.values(),)
    )
    return HtmlTable("Jobs that our sources state", Numbers(columns, rows))


def muscle_truth_page() -> HtmlTable:
    """Show, for lines whose muscle is said to move a rib or the spine, whether they could.

    A muscle that moves a bone must get shorter when the bone goes that way: zanatomy_text says
    which way, the model gives the length.
    """
    rows = tuple(
        (
            get_muscle(check.muscle).name,
            check.source_says,
            f"{'shorter' if check.shorter else 'longer'} in {check.movement}",
            f"{check.percent:.0f} %",
            "✓ agrees" if check.agrees else "✗ does not",
        )
        for check in CHECKS
    )
    count = sum(check.agrees for check in CHECKS)
    columns = ("muscle", "the source says", "so its line must get", "in the model", "agreement")
    caption = f"{count} of {len(CHECKS)} lines do what their muscle is said to do"
    return HtmlTable(caption, Numbers(columns, rows), ("zanatomy_text",) * len(rows))
