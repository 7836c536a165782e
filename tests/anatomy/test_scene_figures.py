"""The scene pictures: their parts, how bands follow bones, and that the words fit the pose."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.anatomy.band_drawing import muscle_bands, part_name
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
from course_lib.anatomy.muscle_table import DEPTHS, depth_of, load_muscles
from course_lib.anatomy.muscles import SIDES, muscle_lines
from course_lib.anatomy.sheet_drawing import AXIS_MM, BELOW, ENDS_MM, FARTHEST_MM, _cells, outermost
from course_lib.anatomy.sheets import BROAD, sheet_rows, zipped
from course_lib.anatomy.skeleton import NAMES, limits, pose

LIMITS = limits()
POSTURES = st.fixed_dictionaries(
    {name: st.floats(*LIMITS[name]) for name in ("kyphosis_deg", "lateral_deg", "axial_deg")}
)


def placed(part, stands):
    """Give the vertices of a soft part in the world."""
    matrices = np.array([stands.matrix(name) for name in part.carriers])
    return np.einsum("nij,nj->ni", matrices[:, :3, :3], part.vertices_mm) + matrices[:, :3, 3]


def muscle_of(part):
    muscle, _, side = part.name.rpartition("_")
    return muscle, side


def lines_of(part, stands):
    muscle, side = muscle_of(part)
    return [line for line in muscle_lines(stands, [muscle]) if line.side == side]


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
    def test_the_middle_of_a_strip_stays_on_its_line(self, posture):
        stands = pose(**posture)
        for part in [part for part in muscle_bands() if muscle_of(part)[0] not in BROAD][::4]:
            edges = placed(part, stands).reshape(-1, 2, 3)
            points = np.concatenate([line.points_mm for line in lines_of(part, stands)])
            np.testing.assert_allclose(edges.mean(axis=1), points, atol=0.01)

    def test_no_strip_is_wider_than_a_sheet(self):
        for part in muscle_bands():
            if muscle_of(part)[0] not in BROAD:
                edges = placed(part, pose()).reshape(-1, 2, 3)
                width = np.linalg.norm(edges[:, 0] - edges[:, 1], axis=1)
                assert 3.9 <= width.min() <= width.max() <= 28.1


class TestSheets:
    @given(POSTURES)
    @settings(max_examples=10, deadline=None)
    def test_a_sheet_is_held_where_its_lines_are_attached(self, posture):
        stands = pose(**posture)
        for part in [part for part in muscle_bands() if muscle_of(part)[0] in BROAD][::3]:
            points = placed(part, stands)
            for line in lines_of(part, stands):
                for end in line.points_mm[[0, -1]]:
                    gap = np.linalg.norm(points - end, axis=1).min()
                    assert gap < ENDS_MM + 0.01, (part.name, line.line)

    @pytest.mark.parametrize("name", BROAD)
    def test_a_sheet_is_one_piece_and_its_sides_mirror_each_other(self, name):
        right, left = (
            next(p for p in muscle_bands() if p.name == part_name(name, s)) for s in SIDES
        )
        np.testing.assert_array_equal(right.faces, left.faces)
        mirrored = placed(left, pose()) * [1, -1, 1]
        np.testing.assert_allclose(placed(right, pose()), mirrored, atol=0.01)
        reached = {int(right.faces[0][0])}
        for _ in range(len(right.faces)):
            more = right.faces[np.isin(right.faces, list(reached)).any(axis=1)]
            if set(more.ravel().tolist()) == reached:
                break
            reached = set(more.ravel().tolist())
        assert reached == set(right.faces.ravel().tolist())

    @pytest.mark.parametrize("name", BELOW)
    def test_a_sheet_lies_on_the_bones_and_near_its_lines(self, name):
        part = next(p for p in muscle_bands() if p.name == part_name(name, "right"))
        points = placed(part, pose())
        rows = np.concatenate([row.points_mm for row in sheet_rows(pose(), name, side="right")])
        assert (points > rows.min(axis=0) - FARTHEST_MM).all()
        assert (points < rows.max(axis=0) + FARTHEST_MM).all()
        radius = np.linalg.norm(points[:, :2] - AXIS_MM, axis=1)
        cover = outermost(BELOW[name])
        turn, rise = _cells(points, cover.shape)
        clear = radius - np.minimum(cover[turn, rise], radius + 100)
        assert np.mean(clear > 0) > 0.5  # lines end below other bones; most of it is clear

    def test_triangles_join_two_lines_from_end_to_end(self):
        one, two = np.eye(3)[[0, 0, 0]] * [[1], [2], [4]], np.ones((2, 3)) * [[0], [3]]
        faces = zipped(one, two)
        assert faces.tolist() == [[0, 1, 3], [1, 2, 3], [2, 4, 3]]

    def test_parts_of_one_sheet_share_a_line(self):
        upper, lower = (
            sheet_rows(pose(), f"trapezius_{part}", side="left")
            for part in ("transverse", "ascending")
        )
        ends = (np.sort(row.points_mm, axis=0) for row in (upper[-1], lower[0]))
        np.testing.assert_array_equal(*ends)

    def test_a_slender_muscle_is_no_sheet(self):
        with pytest.raises(ValueError, match=r"'multifidus' is drawn as strips; sheets are trap"):
            sheet_rows(pose(), "multifidus", side="left")


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
