"""The table of muscles against its rules, and the lines against what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.anatomy import muscle_page, muscle_table, muscles, skeleton
from course_lib.tables import load_rows

MUSCLES = muscles.load_muscles()
ERECTOR_SPINAE = ("iliocostalis_thoracis", "longissimus_thoracis", "spinalis_thoracis")
BENDS = st.fixed_dictionaries(
    {
        "kyphosis_deg": st.floats(20.0, 75.0),
        "lateral_deg": st.floats(-30.0, 30.0),
        "axial_deg": st.floats(-25.0, 25.0),
        "breath": st.floats(0.0, 1.0),
    }
)


def percent(name, side="right", **settings):
    return muscles.percent_by_muscle(skeleton.pose(**settings))[name, side]


class TestTable:
    def test_every_muscle_of_the_list_is_there(self):
        wanted = "trapezius rhomboid levator serratus latissimus splenius semispinalis iliocostalis"
        wanted += " longissimus spinalis multifidus rotatores intercostals scalenus diaphragm"
        wanted += " sternocleidomastoid pectoralis"
        names = " ".join(MUSCLES)
        assert [word for word in wanted.split() if word not in names] == []
        assert len(MUSCLES) == 29

    def test_every_muscle_can_be_read_aloud_and_has_ends_and_sources(self):
        for muscle in MUSCLES.values():
            sentences = muscle.in_words.count(".")
            assert 1 <= sentences <= 2, muscle.id
            assert len(muscle.in_words.split()) <= 30, muscle.id
            assert muscle.origin, muscle.id
            assert muscle.insertion, muscle.id
            assert "zanatomy_text" in muscle.source_keys, muscle.id

    def test_what_is_not_stated_says_so(self):
        assert MUSCLES["rotatores"].jobs["breathing"] == muscle_table.NOT_STATED
        assert MUSCLES["diaphragm"].jobs["breathing"].startswith("the main muscle")
        assert MUSCLES["multifidus"].when_overworked == muscle_table.NOT_DESCRIBED
        assert "myalgia" in MUSCLES["trapezius_descending"].when_overworked

    def test_a_number_of_the_inventory_stands_once(self):
        numbers = [muscle.fma_id for muscle in MUSCLES.values() if muscle.fma_id]
        assert len(set(numbers)) == len(numbers)
        missing = {name for name, muscle in MUSCLES.items() if not muscle.fma_id}
        assert missing == {"latissimus_dorsi", "multifidus", "pectoralis_major"}

    def test_exercises_stand_in_numbers_and_in_words(self):
        for muscle in MUSCLES.values():
            for ids, words in (
                (muscle.strengthen_ids, muscle.strengthen),
                (muscle.stretch_ids, muscle.stretch),
            ):
                assert len(ids) == len(list(filter(None, words.split("; ")))), muscle.id

    def test_forces_are_those_of_the_model(self):
        # osim_ross: sums of max isometric force, right side, over all fascicles of the model
        force = {name: muscle.max_force_n for name, muscle in MUSCLES.items()}
        assert force["longissimus_thoracis"] == 1926.2
        assert force["sternocleidomastoid"] == 197.0 + 98.5 + 98.5
        assert force["rhomboid_major"] is None

    def test_an_unknown_muscle_names_the_nearest(self):
        with pytest.raises(ValueError, match=r"no muscle 'rhomboid' .* nearest is 'rhomboid_m"):
            muscles.get_muscle("rhomboid")


class TestPaths:
    def test_paths_agree_with_the_table_of_muscles(self):
        kinds: dict[str, set[str]] = {}
        for row in load_rows("anatomy/muscle_paths"):
            kinds.setdefault(row["muscle_id"], set()).add(row["path_from"])
        assert list(kinds) == list(MUSCLES)
        for name, found in kinds.items():
            stated = "both" if len(found) == 2 else next(iter(found))
            assert MUSCLES[name].path_from == stated, name

    def test_points_are_numbered_from_one_without_a_gap(self):
        before = ("", "", 0)
        for row in load_rows("anatomy/muscle_paths"):
            line = (row["muscle_id"], row["line"])
            expected = before[2] + 1 if line == before[:2] else 1
            assert row["point_no"] == expected, line
            before = (*line, row["point_no"])

    def test_every_bone_is_in_the_skeleton(self):
        bones = {row["bone"] for row in load_rows("anatomy/muscle_paths")}
        assert bones <= set(skeleton.pose().names)

    def test_a_fascicle_lies_where_the_source_puts_it(self):
        # osim_ross, LTpT_T7_r: from the sacrum to the transverse process of T7 (x, -z, y)
        lines = muscles.muscle_lines(skeleton.pose(), ["longissimus_thoracis"])
        line = next(x for x in lines if x.line == "LTpT_T7_r" and x.side == "right")
        np.testing.assert_allclose(line.points_mm[0], (-162.2, -7.3, 60.5), atol=0.1)
        np.testing.assert_allclose(line.points_mm[-1], (-206.1, -29.8, 404.9), atol=0.1)

    @pytest.mark.parametrize("name", MUSCLES)
    def test_attachments_lie_near_the_body(self, name):
        for line in muscles.muscle_lines(skeleton.pose(), [name]):
            x, y, z = line.points_mm.T
            assert (x > -250).all(), line.line
            assert (x < 60).all(), line.line
            assert (np.abs(y) < 200).all(), line.line
            assert (z > 0).all(), line.line
            assert (z < 720).all(), line.line


class TestLines:
    @given(BENDS)
    def test_lengths_are_finite_and_positive_everywhere(self, bends):
        for line in muscles.muscle_lines(skeleton.pose(**bends)):
            assert np.isfinite(line.points_mm).all()
            assert line.length_mm > 5.0
            assert 40.0 < line.percent_of_neutral < 200.0, (line.name, line.line)

    def test_the_neutral_posture_gives_100_percent(self):
        for line in muscles.muscle_lines(skeleton.pose()):
            assert line.percent_of_neutral == pytest.approx(100.0, abs=1e-9)

    @given(st.floats(85.0, 115.0))
    def test_a_taller_body_has_longer_lines_and_the_same_percent(self, stature):
        small, tall = skeleton.pose(kyphosis_deg=60), None
        tall = skeleton.pose(kyphosis_deg=60, stature_percent=stature)
        pairs = zip(muscles.muscle_lines(small), muscles.muscle_lines(tall), strict=True)
        for one, other in pairs:
            assert other.length_mm == pytest.approx(one.length_mm * stature / 100.0)
            assert other.percent_of_neutral == pytest.approx(one.percent_of_neutral)

    @given(BENDS)
    def test_left_mirrors_right(self, bends):
        turned = bends | {key: -bends[key] for key in ("lateral_deg", "axial_deg")}
        here = muscles.muscle_lines(skeleton.pose(**bends))
        there = muscles.muscle_lines(skeleton.pose(**turned))
        half = len(here) // 2
        for right, left in zip(here[:half], there[half:], strict=True):
            assert (right.side, left.side) == ("right", "left")
            assert (right.name, right.line) == (left.name, left.line)
            mirrored = left.points_mm * (1.0, -1.0, 1.0)
            np.testing.assert_allclose(right.points_mm, mirrored, atol=1e-6)

    def test_length_is_the_sum_of_the_steps(self):
        for line in muscles.muscle_lines(skeleton.pose(kyphosis_deg=30)):
            steps = np.diff(line.points_mm, axis=0)
            assert line.length_mm == pytest.approx(np.linalg.norm(steps, axis=1).sum())

    def test_only_the_muscles_asked_for(self):
        lines = muscles.muscle_lines(skeleton.pose(), ["levator_scapulae"])
        assert {(line.name, line.side) for line in lines} == {
            ("levator_scapulae", "right"),
            ("levator_scapulae", "left"),
        }
        with pytest.raises(ValueError, match="There is no muscle 'biceps'"):
            muscles.muscle_lines(skeleton.pose(), ["biceps"])


class TestWhatPosturesDo:
    """Directions that follow from where a muscle lies."""

    @given(st.floats(3.0, 30.0))
    def test_a_bend_to_the_right_shortens_the_right_longissimus(self, bend):
        sides = [percent("longissimus_thoracis", s, lateral_deg=-bend) for s in muscles.SIDES]
        assert sides[0] < 100.0 < sides[1]

    @pytest.mark.parametrize("name", [*ERECTOR_SPINAE, "multifidus", "semispinalis_thoracis"])
    def test_a_rounder_back_lengthens_what_lies_behind_the_joints(self, name):
        lengths = [percent(name, kyphosis_deg=k) for k in (30, 40, 50, 60, 70)]
        assert lengths == sorted(lengths)
        assert lengths[0] < 100.0 < lengths[-1]

    def test_the_head_stays_level_so_neck_extensors_shorten_with_a_rounder_back(self):
        for name in ("splenius_capitis", "semispinalis_capitis"):
            assert percent(name, kyphosis_deg=70) < 100.0

    def test_a_breath_in_shortens_what_lifts_the_first_ribs(self):
        for name in ("scalenus_anterior", "scalenus_medius", "scalenus_posterior"):
            assert percent(name, breath=1.0) < 100.0

    def test_a_breath_in_crosses_over_between_the_ribs(self):
        # zanatomy_text: the external ones lift the ribs, the internal ones lower them
        assert percent("external_intercostals", breath=1.0) < 100.0
        assert percent("internal_intercostals", breath=1.0) > 100.0

    def test_the_two_layers_between_the_ribs_slant_in_opposite_ways(self):
        names = ("external_intercostals", "internal_intercostals")
        for line in muscles.muscle_lines(skeleton.pose(), names):
            if line.line.endswith("side"):
                forward, _, up = line.points_mm[-1] - line.points_mm[0]
                assert up < 0, line.line
                assert (forward > 0) == (line.name == names[0]), line.line

    def test_the_diaphragm_is_drawn_without_a_percent(self):
        assert not MUSCLES["diaphragm"].length_shown
        assert not any(
            name == "diaphragm" for name, _ in muscles.percent_by_muscle(skeleton.pose())
        )


class TestPages:
    def test_jobs_stand_side_by_side_and_gaps_are_said(self):
        page = muscle_page.jobs_page("diaphragm", "rhomboid_major")
        assert page.numbers.columns == ("muscle", "upright", "breathing", "moving", "running")
        assert page.numbers.rows[0][2] == "the main muscle of breathing in"
        assert page.numbers.rows[1][4] == "not stated"

    def test_an_unknown_muscle_is_a_sentence(self):
        with pytest.raises(ValueError, match="There is no muscle 'biceps'"):
            muscle_page.jobs_page("biceps")

    def test_agreement_is_worked_out_from_the_lengths(self):
        page = muscle_page.muscle_truth_page()
        for check, row in zip(muscle_page.CHECKS, page.numbers.rows, strict=True):
            length = percent(check.muscle, **check.settings)
            assert row[3] == f"{length:.0f} %"
            assert ("✓" in row[4]) == ((length < 100) == check.shorter)
        agree = sum("✓" in row[4] for row in page.numbers.rows)
        assert page.caption.startswith(f"{agree} of {len(page.numbers.rows)} ")
        assert agree >= 5  # a table that mostly fails would be no model

    @pytest.mark.parametrize(
        ("name", "verb"),
        [
            ("external_intercostals", "lift"),
            ("internal_intercostals", "lower"),
            ("scalenus_anterior", "lifts rib 1"),
            ("scalenus_posterior", "lifts rib 2"),
            ("serratus_posterior_superior", "lifts ribs 2 to 5"),
            ("serratus_posterior_inferior", "draws the lower ribs"),
            ("serratus_anterior", "can lift the ribs"),
            ("iliocostalis_thoracis", "both sides"),
        ],
    )
    def test_a_statement_is_that_of_the_table(self, name, verb):
        check = next(check for check in muscle_page.CHECKS if check.muscle == name)
        assert verb in check.source_says
        assert verb in f"{MUSCLES[name].action} {MUSCLES[name].job_breathing}"
