"""One muscle in one posture: lit in the scene, its length beside it."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.anatomy.band_drawing import both, muscle_bands
from course_lib.anatomy.figure import HEAD, posture_words
from course_lib.anatomy.muscle_table import load_muscles
from course_lib.anatomy.muscles import in_percent, percent_by_muscle
from course_lib.anatomy.skeleton import Pose, pose
from course_lib.picture import Guess
from course_lib.quantities import Numbers
from course_lib.scene import Paint, ScenePicture


@dataclass(frozen=True)
class Stretch:
    """One muscle in one posture.

    Attributes
    ----------
    muscle : its id.
    stands : where the bones are.
    right_percent, left_percent : length, percent of neutral; None where it is not followed.
    """

    muscle: str
    stands: Pose
    right_percent: float | None
    left_percent: float | None


def stretch(*, muscle: str, kyphosis_deg: float, lateral_deg: float, axial_deg: float) -> Stretch:
    """Pose the bones and measure one muscle.

    Parameters
    ----------
    muscle : its name as in the table of muscles, such as "rhomboid major".
    kyphosis_deg : rounding of the upper back, T1 against T12, degrees, 20 to 75.
    lateral_deg : bend to the side, T1 against T12, degrees, -35 to 35; positive to the left.
    axial_deg : turn, T1 against T12, degrees, -26 to 26; positive to the left.

    Raises
    ------
    KeyError : no muscle has this name.
    ValueError : a setting that is not a number or is outside ``skeleton.limits()``.

    Examples
    --------
    >>> back = stretch(muscle="rhomboid major", kyphosis_deg=65, lateral_deg=0, axial_deg=0)
    >>> round(back.right_percent, 1)
    100.5
    """
    ids = {row.name: row.id for row in load_muscles().values()}
    stands = pose(kyphosis_deg=kyphosis_deg, lateral_deg=lateral_deg, axial_deg=axial_deg)
    shares = percent_by_muscle(stands)
    right, left = (shares.get((ids[muscle], side)) for side in ("right", "left"))
    return Stretch(ids[muscle], stands, right, left)


def lit_muscle(result: Stretch, guess: Guess | None = None) -> ScenePicture:
    """Show the bones and one muscle, and say how long it is against the neutral posture.

    Parameters
    ----------
    result : result of ``stretch``.
    guess : not drawn; the frame of every lab hands it on.
    """
    del guess
    paints = {part.name: Paint(part.color, visible=False) for part in muscle_bands()}
    paints["head"] = HEAD
    sides = zip(both(result.muscle), (result.right_percent, result.left_percent), strict=True)
    for name, share in sides:
        label = "" if share is None else in_percent(share)
        paints[name] = Paint("muscle", label=label)
    return ScenePicture(
        result.stands.matrices, _length_sentence(result), _length_table(result), paints, selected=""
    )


def _length_sentence(result: Stretch) -> str:
    said, posture = load_muscles()[result.muscle].name, posture_words(result.stands)
    if result.right_percent is None:
        return (
            f"{posture}. The model does not follow the dome of the {said}, so it shows no "
            "percentage."
        )
    right, left = in_percent(result.right_percent), in_percent(result.left_percent)
    return (
        f"{posture}: {said} has {right} of its neutral length on the right and {left} on the left. "
        "That is geometry: it does not say whether the muscle works, is tight or hurts."
    )


def _length_table(result: Stretch) -> Numbers:
    shares = percent_by_muscle(result.stands)
    rows = []
    for name, row in load_muscles().items():
        sides = [shares.get((name, side)) for side in ("right", "left")]
        mark = "shown" if name == result.muscle else ""
        rows.append(
            (row.name, *(("not followed" if s is None else f"{s:.1f}") for s in sides), mark)
        )
    rows.sort(key=lambda row: row[3] != "shown")
    return Numbers(("muscle", "right (% of neutral)", "left (% of neutral)", "here"), tuple(rows))
