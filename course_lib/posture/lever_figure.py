"""Pictures of the head lever: why "60 pounds" is a joint force and not a head."""

from __future__ import annotations

import numpy as np

from course_lib.picture import Guess, Picture, drawing
from course_lib.posture.lever import COM_HEIGHT_MM, NEWTON_PER_POUND, Lever
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, arrow_down, bare_axis, guess_mark, line, marks, note, words
from course_lib.strokes import lever as lever_stroke
from course_lib.style import TEMPLATE


def lever(result: Lever, guess: Guess | None = None) -> Picture:
    """Draw the see-saw of head and neck muscle beside the joint force at every tilt.

    Parameters
    ----------
    result : result of ``lever.tilt_head``.
    guess : a locked prediction of the joint force in N, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [*_seesaw(result), *_forces(result, guess), *_pulls(result)]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _seesaw(result: Lever) -> list[Stroke]:
    tilt = np.radians(result.tilt_deg)
    x, y = COM_HEIGHT_MM * np.sin(tilt), COM_HEIGHT_MM * np.cos(tilt)
    head = marks([x], [y], role="bone", size=74).update(
        marker_line={"color": "#8C8C8C", "width": 2}
    )
    weight_arm = ([0.0, result.lever_mm], [-12.0, -12.0])
    muscle_arm = ([-result.arm_mm, 0.0], [-12.0, -12.0])
    return [
        line([0.0, x], [0.0, y], role="bone_edge", width=8),
        head,
        lever_stroke(*weight_arm, role="demand", symbols=("triangle-up", "circle")),
        lever_stroke(*muscle_arm, role="muscle", symbols=("square", "triangle-up")),
    ]


def _forces(result: Lever, guess: Guess | None) -> list[Stroke]:
    stated = (result.stated_tilt_deg, result.stated_joint_n)
    curve = (result.curve_tilt_deg, result.curve_joint_n)
    weight = line([0.0, 60.0], [result.head_weight_n] * 2, role="body", width=2, axis="2")
    return [
        weight.update(line_dash="longdash"),
        line(*curve, role="demand", axis="2", hover="%{x:.0f}°: %{y:.0f} N"),
        marks(*stated, role="reference", size=10, axis="2", hover="stated for %{x}°: %{y:.0f} N"),
        marks([result.tilt_deg], [result.joint_n], role="demand", size=14, axis="2"),
        guess_mark(guess, (result.tilt_deg, guess and guess.value), axis="2"),
    ]


def _layout(result: Lever) -> dict:
    high = max(400.0, 1.1 * float(result.curve_joint_n.max()))
    force = {"text": "force on the joint (N)"}
    tilt = {"text": "head tilt (degrees)"}
    return {
        "template": TEMPLATE,
        "height": 400,
        "xaxis": bare_axis(domain=[0.0, 0.42], range=[-130, 230]),
        "yaxis": bare_axis(range=[-140, 240], scaleanchor="x", constrain="domain"),
        "xaxis2": {"domain": [0.53, 1.0], "anchor": "y2", "range": [-2, 62], "title": tilt},
        "yaxis2": {"anchor": "x2", "range": [0, high], "title": force},
        "annotations": _notes(result),
    }


def _pulls(result: Lever) -> list[Stroke]:
    tip = COM_HEIGHT_MM * np.cos(np.radians(result.tilt_deg))
    pull = min(110.0, 0.45 * result.muscle_n)
    head = f"head: {result.head_weight_n:.0f} N"
    muscle = f"muscle:<br>{round_to(result.muscle_n)} N"
    return [
        arrow_down(result.lever_mm, tip, length=70, role="demand"),
        arrow_down(-result.arm_mm, -14, length=pull, role="muscle"),
        words(head, (result.lever_mm, -38)),
        words(muscle, (-result.arm_mm - 6, 0), side="top left"),
    ]


def _notes(result: Lever) -> list[dict]:
    weight = "weight of the head, at every tilt"
    stated = {"xanchor": "right", "xshift": -8, "yshift": 12, "role": "reference"}
    place = (45, 49 * NEWTON_PER_POUND)
    return [
        note(weight, (0, result.head_weight_n), axis="2", yshift=-12, xanchor="left"),
        note("squares: as stated", place, axis="2", **stated),
    ]


def _sentence(result: Lever) -> str:
    pounds = result.joint_n / NEWTON_PER_POUND
    return (
        f"Tilted {result.tilt_deg:.0f}°, the head still weighs {result.head_weight_n:.0f} N. It "
        f"sits {result.lever_mm:.0f} mm in front of the joint, the muscle {result.arm_mm:.0f} mm "
        f"behind: the muscle pulls with {round_to(result.muscle_n)} N and the joint carries "
        f"{round_to(result.joint_n)} N ({pounds:.0f} lb)."
    )


def _numbers(result: Lever) -> Numbers:
    def cells(name: str, own_n: float, *, stated_n: float | None) -> tuple[str, ...]:
        forces = (own_n, own_n / NEWTON_PER_POUND)
        stated = ("", "") if stated_n is None else (stated_n, stated_n / NEWTON_PER_POUND)
        return (name, *(n if n == "" else round_to(float(n), 3) for n in (*forces, *stated)))

    own = np.interp(result.stated_tilt_deg, result.curve_tilt_deg, result.curve_joint_n)
    rows = zip(result.stated_tilt_deg, own, result.stated_joint_n, strict=True)
    table = tuple(cells(f"{tilt:.0f}°", mine, stated_n=stated) for tilt, mine, stated in rows)
    here = cells(f"now, {result.tilt_deg:.0f}°", result.joint_n, stated_n=None)
    columns = ("tilt", "lever model (N)", "lever model (lb)", "stated (N)", "stated (lb)")
    return Numbers(columns, (*table, here))
