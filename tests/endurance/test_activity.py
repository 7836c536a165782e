"""Muscle activity: the published percents, and what was not read stays empty."""

from __future__ import annotations

import math

import pytest

from course_lib.anatomy.exercises import load_exercises
from course_lib.endurance.activity import (
    activity,
    choose,
    exercise_names,
    muscle_names,
    quiet_exercises,
)
from course_lib.tables import load_rows

UPPER, MIDDLE, LOWER, SERRATUS = muscle_names()
Y_RAISE, T_RAISE, ROW, SHRUG, HIGH_RAISE, DIAGONAL = exercise_names()


@pytest.mark.parametrize(
    ("exercise", "muscle", "percent"),
    # Ekstrom 2003
    [
        (Y_RAISE, MIDDLE, 101),
        (Y_RAISE, UPPER, 79),
        (T_RAISE, MIDDLE, 87),
        (T_RAISE, UPPER, 66),
        (ROW, MIDDLE, 79),
        (ROW, UPPER, 63),
        (DIAGONAL, UPPER, 66),
    ],
)
def test_the_published_percents(exercise, muscle, percent):
    found = activity(exercise, muscle)
    assert found.percent == percent
    assert found.source_key == "ekstrom2003"


def test_numbers_from_a_secondary_list_say_so():
    assert activity(SHRUG, UPPER).confidence == "S"
    assert activity(SHRUG, UPPER).source_key == "lowe_ekstrom"


@pytest.mark.parametrize(
    ("exercise", "muscle", "told"),
    [
        (Y_RAISE, LOWER, "with the most of ten, number not read"),
        (HIGH_RAISE, SERRATUS, "with the most of ten, number not read"),
        (DIAGONAL, SERRATUS, "with the most of ten, number not read"),
        (ROW, SERRATUS, "not read"),
        (SHRUG, UPPER, "120 % (with the most of ten)"),
        (ROW, MIDDLE, "79 %"),
    ],
)
def test_what_is_told(exercise, muscle, told):
    assert activity(exercise, muscle).told == told


def test_names_are_those_of_the_cards_and_of_the_table_of_muscles():
    cards = {one.name for one in load_exercises().values()}
    assert set(exercise_names()) <= cards
    assert set(muscle_names()) <= {row["name"] for row in load_rows("anatomy/muscles")}


def test_the_most_comes_first_and_what_was_not_read_last():
    found = choose(exercise=ROW, muscle=MIDDLE)
    known = [one.percent for one in found.of_muscle if math.isfinite(one.percent)]
    assert known == sorted(known, reverse=True)
    assert found.of_muscle[-1].told == "not read"
    assert found.rank == (3, 5)
    lower = choose(exercise=ROW, muscle=LOWER)
    assert lower.of_muscle[0].exercise == Y_RAISE
    assert lower.rank == (0, 0)


def test_every_pair_can_be_chosen():
    for exercise in exercise_names():
        for muscle in muscle_names():
            found = choose(exercise=exercise, muscle=muscle)
            assert len(found.in_exercise) == 4
            assert len(found.of_muscle) == 6


def test_no_exercise_leaves_the_upper_part_below_half():
    # 120, 79, 79, 66, 66 and 63 %; of the middle part 49 % in the arm raise
    assert quiet_exercises(choose(exercise=ROW, muscle=UPPER)) == 0
    assert quiet_exercises(choose(exercise=ROW, muscle=MIDDLE)) == 1


@pytest.mark.parametrize("wrong", [{"exercise": "Push-up"}, {"muscle": "rhomboid major"}])
def test_bad_input(wrong):
    ((name, given),) = wrong.items()
    with pytest.raises(ValueError, match=f"^{name} was given as '{given}'; choose one of: "):
        choose(**{"exercise": ROW, "muscle": UPPER} | wrong)


def test_a_muscle_that_was_not_measured_is_one_sentence():
    with pytest.raises(ValueError, match=r"^muscle was given as 'biceps'") as caught:
        choose(exercise=ROW, muscle=UPPER).percent("biceps")
    assert str(caught.value) == (
        f"muscle was given as 'biceps'; choose one of: {'; '.join(muscle_names())}."
    )
