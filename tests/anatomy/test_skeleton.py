"""The bones as rigid bodies: against the published body, limits, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.anatomy import cage, skeleton, spine
from course_lib.anatomy.turning import MIRROR, affine, between, rotation
from course_lib.posture import model
from course_lib.tables import load_columns

JOINTS = load_columns("posture/joints")
LIMITS = skeleton.limits()
POSES = st.fixed_dictionaries({name: st.floats(*limits) for name, limits in LIMITS.items()})
RIGID = ("vertebra", "rib", "sternum", "scapula", "clavicle", "head")


def rows(kind):
    return [i for i, name in enumerate(skeleton.NAMES) if skeleton.KINDS[name] == kind]


def world(posed, name, point):
    return posed.matrix(name)[:3, :3] @ point + posed.matrix(name)[:3, 3]


class TestAgainstThePublishedBody:
    """Source: osim_ross, joint centres and costovertebral joints."""

    def test_joint_centres_equal_the_table(self):
        centres = skeleton.pose().matrices[:13, :3, 3]
        published = np.column_stack([JOINTS["x_mm"], np.zeros(13), JOINTS["y_mm"]])
        np.testing.assert_allclose(centres, published, atol=1e-9)

    @given(kyphosis_deg=st.floats(*LIMITS["kyphosis_deg"]))
    def test_the_side_view_is_the_chain_of_the_posture_room(self, kyphosis_deg):
        centres = skeleton.pose(kyphosis_deg=kyphosis_deg).matrices[:13, :3, 3]
        load = model.hold(kyphosis_deg=kyphosis_deg)
        np.testing.assert_allclose(centres[:, [0, 2]], load.joint_mm, atol=1e-9)
        np.testing.assert_allclose(centres[:, 1], 0.0, atol=1e-9)

    def test_the_head_of_rib_7_lies_where_the_source_puts_it(self):
        # rib7_R in the pelvis frame of osim_ross: forward -167.7, up 411.4, right 15.7
        head = skeleton.pose().matrix("rib_7_right")[:3, 3]
        np.testing.assert_allclose(head, [-167.7, -15.7, 411.4], atol=0.1)

    def test_each_rib_is_as_long_as_published(self):
        curves, ribs = load_columns("anatomy/rib_curves"), load_columns("anatomy/ribs")
        line = np.column_stack([curves["forward_mm"], curves["side_mm"], curves["up_mm"]])
        steps = np.linalg.norm(np.diff(line.reshape(12, 21, 3), axis=1), axis=2).sum(axis=1)
        np.testing.assert_allclose(steps, ribs["arc_mm"], rtol=0.01)

    def test_the_ranges_are_the_sums_of_the_joints(self):
        joints = load_columns("anatomy/joints")
        lateral, axial = LIMITS["lateral_deg"][1], LIMITS["axial_deg"][1]
        assert (
            sum(joints["lateral_one_side_deg"]) - 1 < lateral <= sum(joints["lateral_one_side_deg"])
        )
        assert sum(joints["axial_one_side_deg"]) - 1 < axial <= sum(joints["axial_one_side_deg"])


class TestBreath:
    """Source: wilson1987, ribs 3 and 7 of two men."""

    @pytest.mark.parametrize(("rib", "degrees"), [(3, math.hypot(11, 13)), (7, math.hypot(7, 10))])
    def test_a_full_breath_turns_the_rib_as_read(self, rib, degrees):
        rest, full = skeleton.pose(), skeleton.pose(breath=1.0)
        name = f"rib_{rib}_left"
        turn = full.matrix(name)[:3, :3] @ rest.matrix(name)[:3, :3].T
        assert math.degrees(math.acos((np.trace(turn) - 1) / 2)) == pytest.approx(degrees, abs=1e-6)

    def test_breath_0_is_the_rest_shape(self):
        np.testing.assert_array_equal(skeleton.pose(breath=0.0).matrices, skeleton.pose().matrices)
        turn = skeleton.pose().matrix("manubrium")[:3, :3]
        np.testing.assert_allclose(turn, np.eye(3), atol=1e-9)

    def test_the_front_rises_more_above_and_the_side_more_below(self):
        axis = np.abs(cage.cage().axis[:10])
        share = axis[:, 1] / axis[:, 0]  # turning about the side-to-side axis over front-to-back
        assert (np.diff(share) < 0).all()

    @given(breath=st.floats(0.05, 1.0))
    def test_the_sternum_rises_and_comes_forward(self, breath):
        move = skeleton.pose(breath=breath).matrix("sternal_body") - skeleton.pose().matrix(
            "sternal_body"
        )
        assert move[0, 3] > 0
        assert move[2, 3] > 0


class TestAlways:
    @given(setting=POSES)
    def test_bones_are_rigid_but_for_stature(self, setting):
        posed = skeleton.pose(**setting)
        scale = setting["stature_percent"] / 100.0
        chosen = posed.matrices[[i for kind in RIGID for i in rows(kind)], :3, :3] / scale
        np.testing.assert_allclose(
            chosen @ chosen.transpose(0, 2, 1), np.tile(np.eye(3), (len(chosen), 1, 1)), atol=1e-9
        )
        assert (np.linalg.det(chosen) > 0).all()

    @given(setting=POSES)
    def test_left_mirrors_right(self, setting):
        flipped = {**setting, **{k: -setting[k] for k in ("lateral_deg", "axial_deg")}}
        one, other = skeleton.pose(**setting), skeleton.pose(**flipped)
        flip = np.diag([1.0, -1.0, 1.0, 1.0])
        for name in skeleton.NAMES:
            partner = (
                name.replace("_left", "_LEFT").replace("_right", "_left").replace("_LEFT", "_right")
            )
            np.testing.assert_allclose(
                flip @ one.matrix(name) @ flip, other.matrix(partner), atol=1e-7, err_msg=name
            )

    @given(setting=POSES)
    def test_rib_heads_stay_on_their_facets(self, setting):
        posed, rest = skeleton.pose(**setting), cage.cage()
        for i, name in enumerate(cage.RIBS):
            facet = world(posed, f"T{rest.level[i]}", rest.head_mm[i])
            np.testing.assert_allclose(posed.matrix(name)[:3, 3], facet, atol=1e-7)

    @given(setting=POSES)
    def test_cartilages_stay_joined_at_both_ends(self, setting):
        posed, rest = skeleton.pose(**setting), cage.cage()
        start, end = cage.cartilage_ends()
        origin = skeleton.rest_origins()[0]
        for i, name in enumerate(cage.CARTILAGES):
            rib = cage.RIBS[cage.TO_MARGIN[i]]
            front = world(posed, rib, rest.end_mm[cage.TO_MARGIN[i]])
            np.testing.assert_allclose(posed.matrix(name)[:3, 3], front, atol=1e-7)
            inner = world(posed, name, end[i] - start[i])
            if i % 10 < 7:
                goal = world(posed, "sternal_body", end[i] - origin)
            else:
                goal = world(posed, cage.CARTILAGES[i - 1], end[i] - start[i - 1])
            np.testing.assert_allclose(inner, goal, atol=1e-7)

    @staticmethod
    def stretches(**setting):
        posed = skeleton.pose(**setting)
        sizes = np.linalg.svd(posed.matrices[rows("cartilage"), :3, :3])[1]
        return sizes / (posed.settings["stature_percent"] / 100.0)

    @pytest.mark.parametrize("name", sorted(set(LIMITS) - {"stature_percent"}))
    def test_one_setting_alone_stretches_a_cartilage_by_less_than_a_quarter(self, name):
        for end in LIMITS[name]:
            sizes = self.stretches(**{name: end})
            assert 0.75 < sizes.min() <= sizes.max() < 1.25

    @given(setting=POSES)
    def test_all_settings_together_stretch_a_cartilage_by_less_than_two_thirds(self, setting):
        sizes = self.stretches(**setting)
        assert 0.55 < sizes.min() <= sizes.max() < 1.65

    @given(setting=POSES)
    def test_clavicles_join_sternum_and_scapula(self, setting):
        posed, origins = skeleton.pose(**setting), skeleton.rest_origins()
        for side, row in (("right", 0), ("left", 1)):
            outer, inner = origins[3 + row], origins[5 + row]
            tip = world(posed, f"clavicle_{side}", outer - inner)
            np.testing.assert_allclose(tip, posed.matrix(f"scapula_{side}")[:3, 3], atol=1e-7)
            hinge = world(posed, "manubrium", inner - origins[0])
            np.testing.assert_allclose(hinge, posed.matrix(f"clavicle_{side}")[:3, 3], atol=1e-7)

    @given(setting=POSES)
    def test_the_whole_kyphosis_bend_and_turn_arrive_at_t1(self, setting):
        posed = skeleton.pose(**{**setting, "lateral_deg": 0.0, "axial_deg": 0.0})
        top, bottom = (posed.matrix(level)[:3, 2] for level in ("T1", "T12"))
        tilt = [math.degrees(math.atan2(v[0], v[2])) for v in (top, bottom)]
        assert tilt[0] - tilt[1] == pytest.approx(setting["kyphosis_deg"], abs=1e-6)

    @given(side=st.floats(1.0, LIMITS["lateral_deg"][1]))
    def test_a_bend_to_the_left_takes_t1_to_the_left(self, side):
        assert skeleton.pose(lateral_deg=side).matrix("T1")[1, 3] > 0

    @given(turn=st.floats(1.0, LIMITS["axial_deg"][1]))
    def test_a_turn_to_the_left_brings_the_right_shoulder_forward(self, turn):
        posed = skeleton.pose(axial_deg=turn)
        assert posed.matrix("scapula_right")[0, 3] > posed.matrix("scapula_left")[0, 3]

    @given(percent=st.floats(*LIMITS["stature_percent"]))
    def test_stature_scales_every_bone_alike(self, percent):
        small, whole = skeleton.pose(stature_percent=percent), skeleton.pose()
        expected = whole.matrices.copy()
        expected[:, :3] *= percent / 100.0
        np.testing.assert_allclose(small.matrices, expected)


class TestRefusals:
    @pytest.mark.parametrize("name", sorted(LIMITS))
    def test_a_setting_out_of_range_is_refused_in_one_sentence(self, name):
        low, high = LIMITS[name]
        for wrong in (low - 1, high + 1, math.nan, "much", None, True):
            with pytest.raises(ValueError, match=f"{name} was given as .* must be a number from"):
                skeleton.pose(**{name: wrong})

    def test_an_unknown_bone_is_refused(self):
        with pytest.raises(ValueError, match="There is no bone 'T13' in this model; choose"):
            skeleton.pose().matrix("T13")

    def test_names_are_unique_and_every_bone_has_a_kind(self):
        assert len(set(skeleton.NAMES)) == len(skeleton.NAMES) == len(skeleton.KINDS) == 79
        assert {"C7", "T12", "disc_C7_T1", "rib_12_left", "cartilage_10_right"} <= set(
            skeleton.NAMES
        )


class TestTurning:
    vectors = st.tuples(*[st.floats(-10, 10)] * 3).filter(lambda v: np.linalg.norm(v) > 0.5)

    @given(start=vectors, end=vectors)
    @settings(max_examples=60)
    def test_the_smallest_turn_reaches_its_goal(self, start, end):
        a, b = (np.array([v]) / np.linalg.norm(v) for v in (start, end))
        if (a * b).sum() > -0.999:
            np.testing.assert_allclose((between(a, b)[0] @ a[0]), b[0], atol=1e-6)

    def test_a_quarter_turn_about_up_takes_forward_to_left(self):
        turn = rotation(np.array([[0.0, 0.0, 1.0]]), np.array([90.0]))[0]
        np.testing.assert_allclose(turn @ [1, 0, 0], [0, 1, 0], atol=1e-12)

    def test_affine_puts_the_parts_in_place(self):
        matrix = affine(2 * np.eye(3)[None], np.array([[1.0, 2.0, 3.0]]))[0]
        np.testing.assert_array_equal(matrix @ [1, 1, 1, 1], [3, 4, 5, 1])

    def test_the_mirror_swaps_left_and_right_only(self):
        np.testing.assert_array_equal(MIRROR, [1, -1, 1])
        assert spine.LEVELS[0] == "C7"
