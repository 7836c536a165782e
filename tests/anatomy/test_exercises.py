"""The table of exercises: every name it is known by elsewhere exists, and gaps stay gaps."""

from __future__ import annotations

import pytest

from course_lib.anatomy import exercises, skeleton
from course_lib.anatomy.exercises import find_exercises, load_exercises
from course_lib.anatomy.muscle_table import load_muscles
from course_lib.sources import source_keys
from tests.repository.test_words import DISCOURAGING

ALL = load_exercises()
MUSCLES = load_muscles()
STRENGTHEN = {"strength", "endurance", "breathing"}
STRETCH = {"stretch", "mobility", "self-massage"}
UNSOURCED = ("cue", "easier", "harder", "caution", "target_ids")


class TestTable:
    def test_there_are_enough_cards_of_every_kind(self):
        assert len(ALL) >= 16
        assert {one.kind for one in ALL.values()} == set(exercises.KINDS)

    def test_every_exercise_of_the_table_of_muscles_exists(self):
        named = {i for m in MUSCLES.values() for i in (*m.strengthen_ids, *m.stretch_ids)}
        assert named
        assert named <= set(ALL)

    @pytest.mark.parametrize("one", ALL.values(), ids=ALL)
    def test_every_target_exists(self, one):
        assert set(one.target_ids) <= set(MUSCLES)
        assert set(one.lit_bones) <= set(skeleton.NAMES)

    @pytest.mark.parametrize("muscle", MUSCLES.values(), ids=MUSCLES)
    def test_the_table_of_muscles_names_the_same_exercises(self, muscle):
        mine = [one for one in ALL.values() if muscle.id in one.target_ids]
        for kinds, ids, words in (
            (STRENGTHEN, muscle.strengthen_ids, muscle.strengthen),
            (STRETCH, muscle.stretch_ids, muscle.stretch),
        ):
            wanted = [one for one in mine if one.kind in kinds]
            assert list(ids) == [one.id for one in wanted]
            assert words == "; ".join(one.name for one in wanted)

    @pytest.mark.parametrize("one", ALL.values(), ids=ALL)
    def test_what_no_source_supports_is_marked(self, one):
        assert set(one.not_reviewed) == {name for name in UNSOURCED if getattr(one, name)}

    @pytest.mark.parametrize("one", ALL.values(), ids=ALL)
    def test_a_dose_has_a_source_and_a_gap_has_no_dose(self, one):
        assert bool(one.dose) == bool(one.dose_source) == (one.dose_confidence != "GAP")
        assert set(one.source_keys) == {*one.dose_source, one.evidence_source} - {""}
        assert set(one.source_keys) <= source_keys()
        if one.evidence_confidence == "GAP":
            assert "known" in one.evidence

    def test_a_dose_from_memory_is_not_shown(self):
        # The reference table has "hold to 60-120 s" from memory only.
        assert ALL["ex10"].how_much == exercises.NOT_KNOWN

    @pytest.mark.parametrize("one", ALL.values(), ids=ALL)
    def test_the_words_do_not_discourage(self, one):
        told = " ".join((one.name, one.cue, one.dose, one.evidence, one.easier, one.harder,
                         one.caution, one.note))  # fmt: skip
        assert not DISCOURAGING.search(told)
        assert "%" not in one.cue


class TestNumbers:
    """Each number once more, by hand from the reference table."""

    @pytest.mark.parametrize(
        ("name", "field", "numbers"),
        [
            ("ex01", "evidence", ("101 %", "79 %")),
            ("ex02", "evidence", ("87 %", "66 %")),
            ("ex03", "evidence", ("79 %", "63 %")),
            ("ex05", "dose", ("2 minutes", "5 days", "10 weeks")),
            ("ex05", "evidence", ("1.4 of 10", "0.7 to 2.0", "198")),
            ("ex11", "evidence", ("1.4 of 10", "0.7 to 2.2", "96")),
            ("ex14", "dose", ("1 to 3 sets", "30 to 120 seconds")),
            ("ex17", "evidence", ("5 trials", "−0.80, interval −1.49 to −0.11")),
            ("ex18", "evidence", ("70 %", "26 %", "16 women")),
            ("ex19", "evidence", ("16 of 100", "6 to 26", "50 adults")),
            ("ex20", "evidence", ("1.00, 0.74 to 1.35", "3352")),
        ],
    )
    def test_numbers_stand_in_the_words(self, name, field, numbers):
        assert all(number in getattr(ALL[name], field) for number in numbers)


class TestFind:
    def test_a_kind(self):
        assert [one.id for one in find_exercises("stretch")] == ["ex11", "ex12"]

    def test_several_kinds_keep_the_order_of_the_table(self):
        found = [one.id for one in find_exercises(["endurance", "strength"])]
        assert found == [f"ex{n:02d}" for n in range(1, 11)]

    def test_ids_keep_their_own_order_and_stand_once(self):
        found = find_exercises(ids=["ex14", "ex01", "ex14"])
        assert [one.id for one in found] == ["ex14", "ex01"]

    def test_nothing_asked_for_gives_all(self):
        assert find_exercises() == tuple(ALL.values())

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"kind": "strengthy"}, "There is no kind of exercise 'strengthy'; the nearest is 'st"),
            ({"kind": "yoga"}, "There is no kind of exercise 'yoga'; choose one of strength, end"),
            ({"ids": ["ex99"]}, "There is no exercise 'ex99'; the nearest is 'ex"),
            ({"kind": "heat", "ids": ["ex01"]}, "No exercise has both this kind and one of these"),
            ({"ids": []}, "No exercise has both this kind and one of these ids; leave one of the"),
        ],
    )
    def test_errors_say_what_to_do(self, asked, sentence):
        with pytest.raises(ValueError, match=sentence):
            find_exercises(asked.get("kind"), ids=asked.get("ids"))
