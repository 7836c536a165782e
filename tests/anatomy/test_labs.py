"""The labs and the explorer without a browser: swept, predicted, chosen by list, search, click."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_lib.anatomy import lab, structures, tasks, words
from course_lib.anatomy.band_drawing import both
from course_lib.anatomy.explorer_lab import LEVELS, WHOLE
from course_lib.anatomy.landmarks import landmarks
from course_lib.anatomy.muscles import percent_by_muscle
from course_lib.anatomy.skeleton import limits, pose
from course_lib.anatomy.truth import truth_table
from course_lib.anatomy.truth_page import PLAIN, truth_page
from course_lib.live_scene import LiveScene
from tests.lab_frame import LabFrame
from tests.notebooks.pages import Page
from tests.notebooks.sweep import sweep

LABS = [lab.spine_lab, lab.muscle_lab]
TRUTHS = {
    "pump-handle": "ribs 3 to 5",
    "bucket-handle": "ribs 8 to 10",
    "turn-range": limits()["axial_deg"][1],
    "rounding-stretches": "spinalis thoracis",
    "bend-latissimus": "the right one",
    "turn-trapezius": "the left one",
    "round-longissimus": pytest.approx(102.5, abs=0.5),  # "a few per cent"
}


@pytest.fixture
def explorer():
    return lab.explorer()


def shown(explorer):
    """Give the names of all parts that can be seen."""
    names = [part.name for part in explorer.figure.parts]
    return {name for name in names if explorer.figure.picture.paints[name].visible}


@pytest.mark.parametrize("open_lab", LABS)
def test_every_control_of_the_lab_works(open_lab, record):
    assert sweep(Page((open_lab(record=record),), ())) >= 12


def test_every_control_of_the_explorer_works(explorer):
    assert sweep(Page((explorer,), ())) >= 12


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = TRUTHS
    least_predictions = 3

    def test_a_level_can_be_looked_at_closely_and_left_again(self, open_lab, record):
        opened = open_lab(record=record)
        assert opened.near.options == (WHOLE, *LEVELS)
        opened.near.value = "T7"
        assert opened.figure.picture.camera.at == "T7"
        opened.near.value = WHOLE
        assert opened.figure.picture.camera.at == ""


def test_the_numbers_in_the_explanations_hold():
    turn = tasks.SPINE_PREDICTIONS[2]
    widest = limits()["axial_deg"][1]
    assert turn.truth(pose(axial_deg=-widest)) == widest
    assert 2 <= widest / 11 <= 3  # "about 2 to 3 degrees each"
    longissimus = percent_by_muscle(pose(kyphosis_deg=75))["longissimus_thoracis", "right"]
    assert longissimus == pytest.approx(102.5, abs=0.5)  # "a few per cent"


class TestSpineLab:
    def test_the_breath_is_played_from_where_the_bones_stand(self, record):
        opened = lab.spine_lab(record=record)
        opened.controls["kyphosis_deg"].value = 65
        motion = opened.figure.motions["Play a breath"]()
        np.testing.assert_allclose(motion.keys[0], pose(kyphosis_deg=65).matrices)
        np.testing.assert_allclose(motion.keys[-1], pose(kyphosis_deg=65, breath=1).matrices)

    def test_a_step_is_matrices_and_words_only(self, record, monkeypatch):
        opened, sent = lab.spine_lab(record=record), []
        monkeypatch.setattr(opened.figure, "_tell", sent.append)
        opened.controls["kyphosis_deg"].value = 60
        assert [set(patch) for patch in sent] == [{"matrices", "sentence", "numbers"}]

    def test_the_figure_is_a_scene_of_bones_below_25_thousand_triangles(self, record):
        scene = lab.spine_lab(record=record).figure
        assert isinstance(scene, LiveScene)
        assert scene.triangles <= 25_000


class TestMuscleLab:
    def test_both_sides_are_labelled_with_their_length(self, record):
        opened = lab.muscle_lab(record=record)
        opened.set(muscle="latissimus dorsi", lateral_deg=30)
        paints = opened.figure.picture.paints
        right, left = (paints[name] for name in both("latissimus_dorsi"))
        assert float(right.label[:-2]) == pytest.approx(109.5, abs=1)
        assert float(left.label[:-2]) == pytest.approx(93, abs=1)
        assert right.visible
        assert "% on the left" in opened.figure.sentence

    def test_the_other_muscles_are_hidden(self, record):
        paints = lab.muscle_lab(record=record).figure.picture.paints
        assert [n for n, p in paints.items() if p.visible and n != "head"] == list(
            both("longissimus_thoracis")
        )

    def test_the_diaphragm_shows_no_percentage(self, record):
        opened = lab.muscle_lab(record=record)
        opened.set(muscle="diaphragm", kyphosis_deg=60)
        assert "no percentage" in opened.figure.sentence
        assert "%" not in opened.figure.sentence
        first = opened.figure.picture.numbers.rows[0]
        assert first[:3] == ("diaphragm", "not followed", "not followed")


class TestExplorer:
    def test_every_structure_can_be_reached_by_the_list_and_is_told(self, explorer):
        names = [name for _, name in explorer.structure.options]
        assert set(names) == {part.name for part in explorer.figure.parts} - {"head"}
        told = set()
        for name in names:
            explorer.structure.value = name
            assert explorer.figure.selected == name
            told.add(explorer.figure.sentence)
        assert len(told) == len(names)

    def test_a_click_chooses_in_the_list_and_tells(self, explorer):
        row = [part.name for part in explorer.figure.parts].index("rhomboid_major_left")
        explorer.figure._on_page(None, {"selected": row}, [])
        assert explorer.structure.value == "rhomboid_major_left"
        assert "holds the shoulder blade" in explorer.figure.sentence
        told = {row[0]: row[1] for row in explorer.figure.picture.numbers.rows}
        assert told["nerve"] == "dorsal scapular nerve"

    def test_a_click_on_what_the_list_does_not_hold_opens_the_list(self, explorer):
        explorer.kind.value = "Ribs"
        row = [part.name for part in explorer.figure.parts].index("T7")
        explorer.figure._on_page(None, {"selected": row}, [])
        assert explorer.structure.value == "T7"
        assert explorer.kind.value == "Everything"

    def test_a_click_beside_everything_chooses_nothing(self, explorer):
        explorer.choose("T4")
        explorer.figure._on_page(None, {"selected": -1}, [])
        assert explorer.structure.value is None
        assert explorer.figure.sentence.startswith("You see: bones")

    @pytest.mark.parametrize("name", ["head", "T13", "<b>"])
    def test_what_is_no_structure_chooses_nothing(self, explorer, name):
        explorer.choose(name)
        assert explorer.figure.selected == ""

    @pytest.mark.parametrize(
        ("words_given", "found"),
        [
            ("rib 7", {f"{p}_7_{s}" for p in ("rib", "cartilage") for s in ("left", "right")}),
            ("RHOMBOID minor left", {"rhomboid_minor_left"}),
            ("shoulder blade", {"scapula_left", "scapula_right"}),
        ],
    )
    def test_the_search(self, explorer, words_given, found):
        explorer.search.value = words_given
        assert {name for _, name in explorer.structure.options} == found

    def test_a_search_without_a_find_keeps_the_list_and_says_so(self, explorer):
        before = explorer.structure.options
        explorer.search.value = "knee"
        assert explorer.structure.options == before
        assert "Nothing has this name" in explorer.notice.value

    def test_layers_hide_and_a_chosen_part_stays(self, explorer):
        explorer.choose("trapezius_ascending_left")
        explorer.layers["superficial"].value = False
        assert "trapezius_ascending_left" in shown(explorer)
        assert "trapezius_ascending_right" not in shown(explorer)

    def test_alone(self, explorer):
        explorer.choose("T7")
        explorer.alone.value = True
        assert shown(explorer) == {"T7"}

    def test_fading_leaves_the_chosen_part_solid(self, explorer):
        explorer.choose("T7")
        explorer.faded.value = True
        paints = explorer.figure.picture.paints
        assert paints["T7"].opacity == 1
        assert max(p.opacity for n, p in paints.items() if n != "T7") < 0.5

    def test_coming_close_needs_a_structure(self, explorer):
        explorer.near_button.click()
        assert "Choose a structure" in explorer.notice.value
        explorer.choose("rib_1_left")
        explorer.near_button.click()
        assert explorer.figure.picture.camera.at == "rib_1_left"

    def test_reset(self, explorer):
        explorer.choose("T7")
        explorer.alone.value, explorer.search.value = True, "rib"
        explorer.layers["bones"].value = False
        explorer.nothing.click()
        assert len(shown(explorer)) == len(explorer.figure.parts)
        assert len(explorer.structure.options) == len(structures.kinds())
        assert explorer.figure.selected == ""


class TestTruthPage:
    def test_every_measure_has_plain_words_and_a_source(self):
        page = truth_page()
        assert {row.measure for row in truth_table()} <= set(PLAIN)
        assert len(page.sources) == len(page.numbers.rows) >= 15
        assert all(len(row) == 6 for row in page.numbers.rows)

    def test_the_worst_bone_is_named(self):
        rows = [row for row in truth_table() if row.measure == "whole bone, top to bottom"]
        worst = max(rows, key=lambda row: abs(row.difference))
        line = next(row for row in truth_page().numbers.rows if row[0] == "whole height (mm)")
        assert line[1] == "12 vertebrae"
        assert f"({worst.bone}, {abs(worst.percent):.0f}\u00a0%)" in line[5]

    def test_a_single_value_stands_alone(self):
        line = next(row for row in truth_page().numbers.rows if row[0].startswith("curve"))
        assert line[2] == "50.0"


def test_sources_that_disagree_are_told_beside_each_other():
    differ = words.about("T8").partition("Sources differ on what lies here: ")[2]
    assert "the lower tip of the shoulder blade" in differ
    rows = [row for row in words.facts("scapula_left").rows if "lower tip" in row[0]]
    assert {row[2] for row in rows} >= {"Ellis (year not seen)", "Haneline et al. 2008"}
    assert len(rows) == 3


def test_what_a_landmark_is_about_is_told_in_plain_words():
    latin = r"scapula|stern|xiph|manubri|costal|dermatome|process(?!.* of [CT]\d)|transverse"
    assert [mark.topic for mark in landmarks() if re.search(latin, mark.topic)] == []
