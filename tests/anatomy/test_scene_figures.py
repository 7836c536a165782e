"""The scene pictures: their parts, how bands follow bones, and that the words fit the pose."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.anatomy.band_drawing import DEPTHS, depth_of, muscle_bands, part_name
from course_lib.anatomy.figure import (
    LAYERS,
    depth_mm,
    moving_thorax,
    one_breath,
    rib_ends,
    thorax,
    thorax_parts,
    width_mm,
)
from course_lib.anatomy.muscle_table import load_muscles
from course_lib.anatomy.muscles import muscle_lines
from course_lib.anatomy.skeleton import NAMES, limits, pose

LIMITS = limits()
POSTURES = st.fixed_dictionaries(
    {name: st.floats(*LIMITS[name]) for name in ("kyphosis_deg", "lateral_deg", "axial_deg")}
)


def placed(part, stands):
    """Give the vertices of a soft part in the world."""
    matrices = np.array([stands.matrix(name) for name in part.carriers])
    return np.einsum("nij,nj->ni", matrices[:, :3, :3], part.vertices_mm) + matrices[:, :3, 3]


class TestParts:
    def test_bones_first_in_the_order_of_the_pose(self):
        rigid = [part.name for part in thorax_parts() if part.carriers is None]
        assert tuple(rigid) == NAMES

    @pytest.mark.parametrize("muscles", [True, False])
    def test_below_25_thousand_triangles(self, muscles):
        assert sum(len(part.faces) for part in thorax_parts(muscles=muscles)) <= 25_000

    def test_every_muscle_on_both_sides(self):
        names = [part.name for part in muscle_bands()]
        sides = [part_name(name, side) for side in ("right", "left") for name in load_muscles()]
        assert names == sides

    def test_every_muscle_has_a_depth(self):
        assert {depth_of(name) for name in load_muscles()} == set(DEPTHS)

    @given(POSTURES)
    @settings(max_examples=15, deadline=None)
    def test_the_middle_of_a_band_stays_on_its_line(self, posture):
        stands = pose(**posture)
        for part in muscle_bands()[::7]:
            muscle, _, side = part.name.rpartition("_")
            lines = [line for line in muscle_lines(stands, [muscle]) if line.side == side]
            edges = placed(part, stands).reshape(-1, 2, 3)
            points = np.concatenate([line.points_mm for line in lines])
            np.testing.assert_allclose(edges.mean(axis=1), points, atol=0.01)

    def test_no_band_is_wider_than_a_sheet(self):
        for part in muscle_bands():
            edges = placed(part, pose()).reshape(-1, 2, 3)
            width = np.linalg.norm(edges[:, 0] - edges[:, 1], axis=1)
            assert 3.9 <= width.min() <= width.max() <= 28.1


class TestThorax:
    def test_layers(self):
        picture = thorax(pose(), layers=("bones",))
        assert {n for n, p in picture.paints.items() if p.visible} == set(NAMES)
        assert picture.sentence.startswith("You see: bones.")

    def test_no_layer(self):
        assert "You see: nothing." in thorax(pose(), layers=()).sentence

    def test_the_chosen_part_is_labelled(self):
        picture = thorax(pose(), chosen="rib_7_left", layers=LAYERS)
        assert picture.paints["rib_7_left"].label == "Rib 7, left"
        assert picture.selected == "rib_7_left"


class TestMovingThorax:
    def test_the_sentence_says_the_posture(self):
        said = moving_thorax(pose(kyphosis_deg=62, lateral_deg=-10, axial_deg=8)).sentence
        assert "62 degrees" in said
        assert "bends 10 degrees to the right" in said
        assert "turns 8 degrees to the left" in said

    def test_the_sentence_gives_the_widening_that_the_bones_show(self):
        rest, full = pose(), pose(breath=1)
        said = moving_thorax(full).sentence
        assert f"{width_mm(full) - width_mm(rest):.0f} mm wider" in said
        assert f"{depth_mm(full) - depth_mm(rest):.0f} mm deeper" in said
        assert "no number for the widening" in said

    def test_at_rest_nothing_has_moved(self):
        cells = [cell for row in moving_thorax(pose()).numbers.rows for cell in row[1:]]
        assert set(cells) == {"0.0"}

    @given(POSTURES)
    @settings(max_examples=10, deadline=None)
    def test_a_breath_widens_and_deepens_in_every_posture(self, posture):
        rest, full = pose(**posture), pose(**posture, breath=1.0)
        assert width_mm(full) > width_mm(rest)
        assert depth_mm(full) > depth_mm(rest)

    def test_left_ribs_mirror_right_ones(self):
        full = pose(breath=1)
        np.testing.assert_allclose(
            rib_ends(full, "left"), rib_ends(full, "right") * [1, -1, 1], atol=1e-6
        )

    @given(POSTURES)
    @settings(max_examples=10, deadline=None)
    def test_a_breath_can_be_played_in_every_posture(self, posture):
        motion = one_breath(pose(**posture))
        assert len(motion.keys) == len(motion.captions)
        assert np.isfinite(motion.keys).all()
