"""The live scene without a browser: what it is made of, what it would send, and how much."""

from __future__ import annotations

import re

import ipywidgets as widgets
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.live_scene import LiveScene
from course_lib.quantities import Numbers
from course_lib.scene import CAMERAS, Camera, Motion, Paint, Part, ScenePicture, band, rgb

CORNERS = np.array([[0, 0, 0], [10, 0, 0], [0, 10, 0], [0, 0, 10]], dtype="f4")
FACES = np.array([[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]])


def bone(name, **options):
    return Part(name, CORNERS, FACES, **options)


def turned(deg, *, up=0.0):
    matrix = np.eye(4)
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    matrix[:3, :3] = [[c, -s, 0], [s, c, 0], [0, 0, 1]]
    matrix[2, 3] = up
    return matrix


def picture(*matrices, sentence="Two bones.", **options):
    numbers = Numbers(("bone", "mm"), (("T1", 1.0),))
    return ScenePicture(np.array(matrices), sentence, numbers, **options)


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(
        widgets.Layout, "send", lambda self, content, buffers: messages.append((content, buffers))
    )
    return messages


@pytest.fixture
def scene(sent):
    start = picture(turned(0), turned(0, up=20))
    breathe = {"Breathe": lambda: Motion([start.matrices, start.matrices], ("Out.", "In."))}
    return LiveScene([bone("T1"), bone("T2")], start, name="A spine", motions=breathe)


def said(error):
    return re.sub(r"\s+", " ", str(error.value))


class TestWhatTravels:
    def test_a_step_is_one_message_of_matrices_and_words(self, scene, sent):
        scene.show(picture(turned(0), turned(5, up=20), sentence="T2 turns."))
        ((content, buffers),) = sent
        assert set(content) == {"matrices", "sentence", "number", "large"}
        rows = np.frombuffer(buffers[content["matrices"]["raw"]], "<f4").reshape(2, 3, 4)
        np.testing.assert_allclose(rows, scene.matrices[:, :3], atol=1e-6)

    def test_a_step_of_seventy_bones_stays_under_eight_kilobytes(self, sent):
        parts = [bone(f"bone {i}") for i in range(70)]
        still = [turned(0)] * 70
        scene = LiveScene(parts, picture(*still), name="A rib cage")
        scene.show(picture(*[turned(i) for i in range(70)], sentence="All turn. " * 20))
        ((content, buffers),) = sent
        assert sum(map(len, buffers)) + len(str(content)) < 8_000

    def test_nothing_is_sent_when_nothing_changed(self, scene, sent):
        scene.show(picture(turned(0), turned(0, up=20)))
        assert sent == []

    def test_only_parts_that_look_otherwise_are_painted(self, scene, sent):
        scene.paint({"T2": {"opacity": 0.2, "label": "here"}})
        ((content, _buffers),) = sent
        assert content["paints"] == {"1": [*rgb("bone"), 51, "here"]}
        assert set(content) == {"paints", "number", "large"}

    def test_a_hidden_part_is_wholly_transparent_and_comes_back(self, scene, sent):
        scene.paint({"T1": {"visible": False}})
        scene.paint({"T1": {"visible": True}})
        assert [content["paints"]["0"][3] for content, _ in sent] == [0, 255]

    def test_a_picture_without_paints_shows_the_parts_as_made(self, scene, sent):
        scene.paint({"T1": {"color": "demand"}})
        scene.show(picture(turned(0), turned(0, up=20)))
        assert sent[-1][0]["paints"] == {"0": [*rgb("bone"), 255, ""]}

    def test_geometry_travels_with_the_first_picture_only(self, scene):
        whole = scene.get_state()["whole"]
        vertices = np.frombuffer(whole["solids"]["vertices"]["raw"], "<f4").reshape(-1, 3)
        np.testing.assert_array_equal(vertices, np.concatenate([CORNERS, CORNERS]))
        assert whole["solids"]["faces"]["dtype"] == "u2"
        assert whole["solids"]["counts"] == [[4, 4], [4, 4]]

    def test_names_of_parts_never_travel(self, scene, sent):
        scene.selected = "T2"
        scene.look("left", at="T2")
        scene.paint({"T2": {"opacity": 0.5}})
        state = {key: value for key, value in scene.get_state().items() if key != "whole"}
        travels = {**scene._now(), "numbers": None, "state": state, "sent": sent}
        assert "T2" not in str({k: v for k, v in travels.items() if k != "state"})
        assert "selected" not in scene.keys

    def test_a_page_that_has_missed_something_is_told_all_but_the_geometry(self, scene, sent):
        scene.move(np.array([turned(1), turned(2)]))
        scene._on_page(None, {"number": 0}, [])
        scene._on_page(None, {"number": scene._number}, [])
        assert len(sent) == 2
        assert {"matrices", "paints", "camera", "sentence"} <= set(sent[1][0])
        assert "solids" not in sent[1][0]

    def test_a_page_that_comes_later_gets_the_scene_of_now(self, scene):
        scene.move(np.array([turned(1), turned(2)]), sentence="Later.")
        whole = scene.get_state()["whole"]
        assert whole["sentence"] == "Later."
        rows = np.frombuffer(whole["matrices"]["raw"], "<f4").reshape(2, 3, 4)
        np.testing.assert_allclose(rows, scene.matrices[:, :3], atol=1e-6)


class TestLooking:
    def test_the_start_is_from_behind(self, scene):
        assert scene._now()["camera"] == [180.0, 0.0, -1]

    def test_a_named_camera_moves_nothing_else_and_is_sent_even_twice(self, scene, sent):
        scene.look("left")
        scene.look("left")
        assert [set(content) for content, _ in sent] == [{"camera", "number", "large"}] * 2
        assert sent[0][0]["camera"] == [90.0, 0.0, -1]

    def test_a_close_up_names_its_part_by_number(self, scene, sent):
        scene.look("superior", at="T2")
        assert sent[0][0]["camera"] == [180.0, 90.0, 1]

    def test_a_step_keeps_the_camera(self, scene, sent):
        scene.look(Camera(30, 10))
        scene.show(picture(turned(3), turned(0, up=20)))
        assert "camera" not in sent[-1][0]
        assert scene.picture.camera == Camera(30, 10)

    def test_an_unknown_view_names_the_known_ones(self, scene):
        with pytest.raises(ValueError, match="sideways") as error:
            scene.look("sideways")
        assert all(name in said(error) for name in CAMERAS)


class TestSelecting:
    def test_a_click_in_the_page_reaches_python_and_comes_back_as_a_mark(self, scene, sent):
        heard = []
        scene.observe(lambda change: heard.append(change["new"]), "selected")
        scene._on_page(None, {"selected": 1}, [])
        assert heard == ["T2"]
        assert sent[-1][0]["selected"] == 1

    @pytest.mark.parametrize("number", [-1, 2, 99])
    def test_a_click_beside_every_part_selects_none(self, scene, number):
        scene.selected = "T1"
        scene._on_page(None, {"selected": number}, [])
        assert scene.selected == ""

    def test_a_step_keeps_what_is_selected(self, scene):
        scene.selected = "T1"
        scene.show(picture(turned(3), turned(0, up=20)))
        assert scene.selected == scene.picture.selected == "T1"

    def test_a_picture_can_select(self, scene, sent):
        scene.show(picture(turned(0), turned(0, up=20), selected="T2"))
        assert scene.selected == "T2"
        assert len(sent) == 1

    def test_a_part_that_is_not_there_is_refused_and_nothing_changes(self, scene, sent):
        scene.selected = "T1"
        with pytest.raises(ValueError, match=r"no part 'T9': its parts are T1, T2"):
            scene.selected = "T9"
        assert (scene.selected, len(sent)) == ("T1", 1)


class TestMotion:
    def test_the_key_poses_are_asked_for_once_and_made_from_where_things_stand(self, scene, sent):
        scene._on_page(None, {"play": "Breathe"}, [])
        ((content, buffers),) = sent
        motion = content["motion"]
        assert len(buffers[motion["keys"]["raw"]]) == 2 * 2 * 12 * 4
        assert (motion["captions"], motion["closed"]) == (["Out.", "In."], False)
        assert scene._now()["solids"]["motions"] == ["Breathe"]

    @given(st.floats(0, 60), st.floats(0.5, 2))
    def test_the_limit_is_on_how_much_a_turning_part_shrinks(self, deg, size):
        keys = [[turned(0) * size], [turned(deg) * size]]
        shrinking = 1 - np.cos(np.radians(deg / 2))
        if shrinking < 0.0159:
            assert Motion(keys, ("a", "b")).seconds > 0
        elif shrinking > 0.0161:
            with pytest.raises(ValueError, match="give more key poses"):
                Motion(keys, ("a", "b"))

    def test_a_closed_motion_also_minds_the_way_home(self):
        keys = [[turned(0)], [turned(15)], [turned(30)]]
        Motion(keys, ("a", "b", "c"))
        with pytest.raises(ValueError, match=r"shrink by 3.4 %"):
            Motion(keys, ("a", "b", "c"), closed=True)

    @pytest.mark.parametrize(
        ("keys", "captions"),
        [([[turned(0)]], ("a",)), ([[turned(0)]] * 2, ("a",)), (np.zeros((2, 3)), ("a", "b"))],
    )
    def test_poses_and_captions_come_in_pairs(self, keys, captions):
        with pytest.raises(ValueError, match="two or more poses of 4 by 4 matrices, and a caption"):
            Motion(keys, captions)


class TestRefused:
    def test_matrices_of_another_number_leave_the_scene_as_it_was(self, scene, sent):
        before = scene.matrices
        with pytest.raises(ValueError, match=r"\(2, 4, 4\): one matrix for each rigid part"):
            scene.move(np.eye(4)[None])
        assert scene.matrices is before
        assert sent == []

    def test_a_number_that_is_not_finite(self, scene):
        with pytest.raises(ValueError, match="finite numbers"):
            scene.move(np.full((2, 4, 4), np.nan))

    def test_two_parts_of_one_name(self):
        with pytest.raises(ValueError, match="a name of its own"):
            LiveScene([bone("T1"), bone("T1")], picture(turned(0), turned(0)), name="x")

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            ({"faces": FACES + 1}, "has 4 vertices, so its faces must use the numbers from 0 to 3"),
            ({"vertices_mm": CORNERS + np.inf}, "finite vertices"),
            ({"vertices_mm": CORNERS[:, :2]}, "three numbers a row"),
            ({"shade": np.ones(3)}, "has 4 vertices and 3 values of shade"),
            ({"carriers": ["T1"]}, "has 4 vertices and 1 values of carriers"),
        ],
    )
    def test_a_mesh_that_does_not_hold_together(self, options, sentence):
        with pytest.raises(ValueError, match="Part 'T4'") as error:
            Part(**{"name": "T4", "vertices_mm": CORNERS, "faces": FACES, **options})
        assert sentence in said(error)

    def test_a_colour_nobody_knows(self):
        with pytest.raises(ValueError, match=r"given as 'bonne': use one of demand, .*bone"):
            Paint("bonne")

    def test_an_opacity_outside_its_range(self):
        with pytest.raises(ValueError, match="opacity was given as 2"):
            Paint(opacity=2)


class TestSoftParts:
    def test_each_vertex_knows_the_bone_that_carries_it(self, sent):
        muscle = bone("trapezius", carriers=["T2", "T1", "T1", "T2"])
        start = picture(turned(0), turned(0, up=20))
        scene = LiveScene([bone("T1"), muscle, bone("T2")], start, name="A muscle")
        carriers = np.frombuffer(scene._now()["solids"]["carriers"]["raw"], "<u2")
        assert carriers.tolist() == [0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1]
        assert scene.rigid == ("T1", "T2")

    def test_a_carrier_that_is_not_there(self):
        with pytest.raises(ValueError, match="carried by T9, but no rigid part"):
            LiveScene([bone("m", carriers=["T9"] * 4), bone("T1")], picture(turned(0)), name="x")


class TestBand:
    frames = {"T1": turned(30), "T2": turned(-10, up=40)}  # noqa: RUF012
    points = np.array([[0, 0, 0], [5, 2, 20], [0, 0, 40]])

    def band(self, **options):
        held = {"carriers": ["T1", "T1", "T2"], "frames": self.frames, "radius_mm": 3.0}
        return band("m", self.points, **{**held, **options})

    def world(self, part, frames):
        carried = zip(part.vertices_mm, part.carriers, strict=True)
        return np.array([frames[c][:3, :3] @ v + frames[c][:3, 3] for v, c in carried])

    def test_its_skin_is_as_far_from_the_line_as_was_asked(self):
        rings = self.world(self.band(), self.frames).reshape(3, 6, 3)
        away = np.linalg.norm(rings - self.points[:, None], axis=2)
        np.testing.assert_allclose(away, 3.0, atol=1e-9)

    def test_its_skin_is_closed(self):
        edges = [tuple(e) for f in self.band().faces for e in zip(f, np.roll(f, -1), strict=True)]
        assert len(set(edges)) == len(edges)
        assert {(b, a) for a, b in edges} == set(edges)

    def test_an_end_goes_where_its_carrier_goes(self):
        part, lifted = self.band(), {**self.frames, "T2": turned(-10, up=50)}
        moved = self.world(part, lifted) - self.world(part, self.frames)
        np.testing.assert_allclose(moved[:12], 0, atol=1e-9)
        np.testing.assert_allclose(moved[12:], [[0, 0, 10]] * 6, atol=1e-9)

    def test_a_point_without_a_carrier(self):
        with pytest.raises(ValueError, match="3 points and 1 carriers: give two or more points"):
            self.band(carriers=["T1"])


def test_a_notebook_reopened_without_its_kernel_keeps_the_words(scene, monkeypatch):
    shown = []
    monkeypatch.setattr("course_lib.manners.display", lambda data, **_: shown.append(data))
    scene._ipython_display_()
    live, kept = shown
    assert live["text/plain"] == "A spine: Two bones."
    assert "“A spine” Two bones." in kept["text/html"]


def test_nothing_is_loaded_from_a_network(scene):
    assert "http" not in scene._esm + scene._css
