"""What a plan can be made of: each exercise with its minutes, its days and what keeps it out."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.anatomy.exercises import Exercise, load_exercises
from course_lib.tables import load_rows

NEEDS = {
    "strength": "strength (chapter 05)",
    "mobility": "range (chapter 04)",
    "posture": "posture that varies (chapter 03)",
    "breathing": "breathing (chapter 06)",
}
EQUIPMENT = {
    "band": "an elastic band or tube",
    "dumbbell": "a dumbbell or a full bottle",
    "roller": "a foam roller",
    "doorway": "a doorway",
    "run": "an easy run on that day",
}


@dataclass(frozen=True)
class Block:
    """One exercise as a piece of a plan (data/plan/blocks).

    Attributes
    ----------
    exercise : the exercise itself, with its card.
    needs : what it is for, keys of ``NEEDS``.
    minutes : minutes a session.
    days_a_week : the most days in a week.
    rest_day : whether it needs a day of rest between two days.
    equipment : keys of ``EQUIPMENT``, one of which is needed; empty: none.
    avoid : cautions that keep it out, rows of data/plan/cautions.
    harder : whether its harder version takes no more time, so that the plan may offer it.
    estimated : whether ``minutes`` is our own estimate.
    """

    exercise: Exercise
    needs: tuple[str, ...]
    minutes: float
    days_a_week: int
    rest_day: bool
    equipment: frozenset[str]
    avoid: frozenset[str]
    harder: bool
    estimated: bool


def load_blocks() -> tuple[Block, ...]:
    """Give every block of the table ``plan/blocks``, in its order."""
    exercises = load_exercises()
    return tuple(
        Block(
            exercise=exercises[row["exercise"]],
            needs=tuple(row["needs"].split(";")),
            minutes=float(row["minutes"]),
            days_a_week=int(row["days_a_week"]),
            rest_day=row["spread"] == "rest_day",
            equipment=frozenset(filter(None, row["equipment"].split("|"))),
            avoid=frozenset(filter(None, row["avoid"].split(";"))),
            harder=row["harder"] == "yes",
            estimated=row["minutes_basis"] == "estimate",
        )
        for row in load_rows("plan/blocks")
    )


def load_cautions() -> dict[str, str]:
    """Give every caution by its short name, in the words that the learner reads."""
    return {row["caution"]: row["words"] for row in load_rows("plan/cautions")}
