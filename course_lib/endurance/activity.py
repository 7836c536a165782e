"""Which exercise calls up which muscle: published activity from electrodes on the skin.

In one sentence: *an exercise meant for one part of the trapezius keeps the other parts busy too.*
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from course_lib.anatomy.exercises import load_exercises
from course_lib.checks import require_one_of
from course_lib.tables import load_rows

STILL_PULL_PERCENT = 100.0  # what activity is compared with


@dataclass(frozen=True)
class Activity:
    """How busy one muscle is in one exercise.

    Attributes
    ----------
    exercise, muscle : names as on the cards and in the table of muscles.
    percent : activity in percent of a strongest still pull; nan where no number was read.
    most : named as one with the most activity of ten exercises.
    source_key : a key of references.json; "" where nothing was read.
    confidence : how far the row may be trusted, as in endurance/emg.
    """

    exercise: str
    muscle: str
    percent: float
    most: bool
    source_key: str
    confidence: str

    @property
    def told(self) -> str:
        """Say it in a few words."""
        if math.isfinite(self.percent):
            return f"{self.percent:.0f} %" + (" (with the most of ten)" if self.most else "")
        return "with the most of ten, number not read" if self.most else "not read"


@dataclass(frozen=True)
class Choice:
    """One exercise over all measured muscles, and one muscle over all exercises.

    Attributes
    ----------
    exercise, muscle : what was chosen.
    in_exercise : the exercise over all muscles.
    of_muscle : the muscle over all exercises, most first, those without a number last.
    """

    exercise: str
    muscle: str
    in_exercise: tuple[Activity, ...]
    of_muscle: tuple[Activity, ...]

    def percent(self, muscle: str) -> float:
        """Give the activity of a muscle in the chosen exercise, in percent; nan: not read.

        Parameters
        ----------
        muscle : from ``muscle_names``.

        Raises
        ------
        ValueError : another muscle; the sentence lists those that were measured.
        """
        percents = {one.muscle: one.percent for one in self.in_exercise}
        require_one_of("muscle", muscle, allowed=percents)
        return percents[muscle]

    @property
    def rank(self) -> tuple[int, int]:
        """Give the place of the exercise among those with a number, and how many these are."""
        known = [one.exercise for one in self.of_muscle if math.isfinite(one.percent)]
        place = known.index(self.exercise) + 1 if self.exercise in known else 0
        return place, len(known)


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], Activity]:
    names, muscles = (
        load_exercises(),
        {row["id"]: row["name"] for row in load_rows("anatomy/muscles")},
    )
    found = {}
    for row in load_rows("endurance/emg"):
        key = (names[row["exercise_id"]].name, muscles[row["muscle_id"]])
        facts = (row["percent_mvic"], row["most"] == "yes", row["source_key"], row["confidence"])
        found[key] = Activity(*key, *facts)
    return found


def exercise_names() -> tuple[str, ...]:
    """List the exercises with at least one finding, named as on their cards."""
    return tuple(dict.fromkeys(exercise for exercise, _ in _table()))


def muscle_names() -> tuple[str, ...]:
    """List the muscles that were measured, named as in the table of muscles."""
    return tuple(dict.fromkeys(muscle for _, muscle in _table()))


def activity(exercise: str, muscle: str) -> Activity:
    """Look up one pair; a pair that nobody's number was read for is "not read".

    Parameters
    ----------
    exercise : from ``exercise_names``.
    muscle : from ``muscle_names``.
    """
    nothing = Activity(exercise, muscle, math.nan, most=False, source_key="", confidence="GAP")
    return _table().get((exercise, muscle), nothing)


def choose(*, exercise: str, muscle: str) -> Choice:
    """Choose an exercise and a muscle, and see both sides of the table.

    Parameters
    ----------
    exercise, muscle : names from ``exercise_names`` and ``muscle_names``.

    Returns
    -------
    Choice : activity in percent of a strongest still pull.

    Raises
    ------
    ValueError : a name that is not in the list.

    Sources: ekstrom2003; lowe_ekstrom, a secondary list of its numbers.

    Examples
    --------
    >>> shrug = choose(exercise="One-arm shrug", muscle=muscle_names()[0])
    >>> shrug.of_muscle[0].exercise, shrug.of_muscle[0].told
    ('One-arm shrug', '120 % (with the most of ten)')
    """
    require_one_of("exercise", exercise, allowed=exercise_names())
    require_one_of("muscle", muscle, allowed=muscle_names())
    return Choice(
        exercise=exercise,
        muscle=muscle,
        in_exercise=tuple(activity(exercise, one) for one in muscle_names()),
        of_muscle=_most_first([activity(one, muscle) for one in exercise_names()]),
    )


def _most_first(found: list[Activity]) -> tuple[Activity, ...]:
    """Put numbers first, then "most of ten" without a number, then what was not read."""
    known = [one for one in found if math.isfinite(one.percent)]
    named = [one for one in found if math.isnan(one.percent) and one.most]
    rest = [one for one in found if math.isnan(one.percent) and not one.most]
    return (*sorted(known, key=lambda one: -one.percent), *named, *rest)


def quiet_exercises(choice: Choice) -> int:
    """Count the exercises that keep the chosen muscle below half of its strongest still pull.

    Parameters
    ----------
    choice : result of ``choose``.
    """
    return sum(one.percent < STILL_PULL_PERCENT / 2.0 for one in choice.of_muscle)
