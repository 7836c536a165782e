"""The first lab: how every lab of the course works, on the smallest example."""

from __future__ import annotations

from course_lib.lab import Control, Lab, Prediction, Preset
from course_lib.record import Record
from course_lib.start.figure import bag
from course_lib.start.model import carry

CONTROLS = (
    Control("bag_kg", "Bag", "kg", 0, 10, 0.5, 2, "0 to 10 kg: what a runner carries home."),
    Control("distance_cm", "Distance", "cm", 0, 60, 1, 20, "60 cm is about an arm's reach."),
)
PRESETS = (
    Preset("Close to you", {"distance_cm": 5}),
    Preset("At arm's length", {"distance_cm": 60}),
)
FAR = Prediction(
    id="bag-far",
    question=(
        "The bag of 2 kg makes 3.9 N m at 20 cm. You move it out to 60 cm. What is the moment now?"
    ),
    settings={"distance_cm": 60},
    truth=lambda result: result.moment_nm,
    explanation=(
        "The bag weighs the same. It is three times as far away, so the moment is three times as "
        "large."
    ),
    unit="N m",
    high=30,
    step=0.5,
    at="moment",
)


def bag_lab(record: Record | None = None) -> Lab:
    """Open the lab "Near or far: does it matter where you hold a bag?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="start-bag",
        question="Near or far: does it matter where you hold a bag?",
        controls=CONTROLS,
        model=carry,
        draw=bag,
        presets=PRESETS,
        predictions=(FAR,),
        leaves_out=("The weight of your arm, and how your body stands against the bag.",),
        sources=(),
        record=record,
    )
