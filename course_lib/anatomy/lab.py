"""The labs of the anatomy room: each one named call."""

from __future__ import annotations

from course_lib.anatomy import figure, muscle_figure, tasks
from course_lib.anatomy.explorer_lab import Explorer, SceneLab
from course_lib.anatomy.skeleton import Pose, pose
from course_lib.lab import Lab
from course_lib.live_scene import LiveScene
from course_lib.record import Record
from course_lib.scene import ScenePicture


def stand(
    *, kyphosis_deg: float, lateral_deg: float, axial_deg: float, breath_percent: float
) -> Pose:
    """Pose the bones, for a lab whose breath is in percent.

    Parameters
    ----------
    kyphosis_deg : rounding of the upper back, T1 against T12, degrees, 20 to 75.
    lateral_deg : bend to the side, T1 against T12, degrees, -35 to 35; positive to the left.
    axial_deg : turn, T1 against T12, degrees, -26 to 26; positive to the left.
    breath_percent : share of a full breath in, percent, 0 to 100.

    Raises
    ------
    ValueError : a setting that is not a number or is outside ``skeleton.limits()``.
    """
    return pose(
        kyphosis_deg=kyphosis_deg,
        lateral_deg=lateral_deg,
        axial_deg=axial_deg,
        breath=breath_percent / 100,
    )


def spine_lab(record: Record | None = None) -> Lab:
    """Open the lab "How do the spine and the rib cage move?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """

    def stage(first: ScenePicture, *, name: str) -> LiveScene:
        breath = {"Play a breath": lambda: figure.one_breath(lab.result)}
        return LiveScene(figure.thorax_parts(muscles=False), first, name=name, motions=breath)

    lab = SceneLab(
        id="anatomy-spine",
        question="How do the spine and the rib cage move?",
        controls=tasks.SPINE_CONTROLS,
        model=stand,
        draw=figure.moving_thorax,
        presets=tasks.SPINE_PRESETS,
        predictions=tasks.SPINE_PREDICTIONS,
        leaves_out=tasks.SPINE_LEAVES_OUT,
        sources=tasks.SPINE_SOURCES,
        record=record,
        stage=stage,
    )
    return lab


def muscle_lab(record: Record | None = None) -> Lab:
    """Open the lab "Which muscle gets longer?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return SceneLab(
        id="anatomy-muscle",
        question="Which muscle gets longer when you move?",
        controls=tasks.MUSCLE_CONTROLS,
        model=muscle_figure.stretch,
        draw=muscle_figure.lit_muscle,
        presets=tasks.MUSCLE_PRESETS,
        predictions=tasks.MUSCLE_PREDICTIONS,
        leaves_out=tasks.MUSCLES_LEAVE_OUT,
        sources=tasks.MUSCLE_SOURCES,
        record=record,
        stage=lambda first, *, name: LiveScene(figure.thorax_parts(), first, name=name),
    )


def explorer() -> Explorer:
    """Open the explorer: every bone and muscle by list, search or click."""
    return Explorer(leaves_out=tasks.EXPLORER_LEAVES_OUT, sources=tasks.EXPLORER_SOURCES)
