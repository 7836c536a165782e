"""What sound guidance changed: how many of 100 steps were in rhythm with the breath.

The whole idea in one sentence: *a rhythm can be learned with a sound as guide, people differ
widely in how well, and what it does to load or pain nobody has measured.*
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.breathing.facts import fact

GUIDES = {
    "no breath guide": "in_rhythm_free",  # the runners heard their step rate, no more
    "a sound that says when to breathe": "in_rhythm_guided",
}
RUNNERS = {
    "in the middle": "value",
    "one standard deviation below": "low",
    "one standard deviation above": "high",
}
OUTCOMES = ("rhythm_load", "rhythm_pain", "rhythm_odd")


@dataclass(frozen=True)
class Guided:
    """Sixteen runners with or without a breath guide, and where one of them would lie.

    Attributes
    ----------
    guide : a key of ``GUIDES``.
    runner : a key of ``RUNNERS``.
    of_100 : steps in rhythm of this runner, of 100.
    mean : mean of the 16 runners with this guide, percent of the steps.
    low, high : that mean less and plus 1 SD, percent.
    free_mean : mean without a breath guide, percent.
    people : who took part.
    """

    guide: str
    runner: str
    of_100: int
    mean: float
    low: float
    high: float
    free_mean: float
    people: str


def guided(*, guide: str, runner: str) -> Guided:
    """Count the steps in rhythm of a runner with or without sound guidance of the breath.

    Parameters
    ----------
    guide : one of ``GUIDES``.
    runner : one of ``RUNNERS``: where the runner lies among the 16.

    Returns
    -------
    Guided : percent of the steps, and the same rounded to whole steps of 100.

    Raises
    ------
    ValueError : a guide or a runner that is not in the list.

    Source: harbour2023 (mean and SD; the runners in between were not read one by one).

    Examples
    --------
    >>> guided(guide="a sound that says when to breathe", runner="in the middle").of_100
    70
    """
    for name, value, known in (("guide", guide, GUIDES), ("runner", runner, RUNNERS)):
        if value not in known:
            raise ValueError(
                f"{name} was given as {value!r}, but it must be one of: {'; '.join(known)}."
            )
    row = fact(GUIDES[guide])
    return Guided(
        guide=guide,
        runner=runner,
        of_100=round(getattr(row, RUNNERS[runner])),
        mean=row.value,
        low=row.low,
        high=row.high,
        free_mean=fact("in_rhythm_free").value,
        people=row.population,
    )


def measured_outcomes() -> int:
    """Count how many of load, pain and stitch were measured with a rhythm."""
    return sum(fact(name).known for name in OUTCOMES)
