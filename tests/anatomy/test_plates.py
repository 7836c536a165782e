"""The plates as objects: what is drawn, said and asked; the quiz gives nothing away."""

from __future__ import annotations

import importlib
import json
import sys

import numpy as np
import pytest

from course_lib.anatomy import outlines, structures
from course_lib.anatomy.compare_figure import LEVELS, compare, two_levels, value
from course_lib.anatomy.find_lab import LETTERS, TASKS, find_quiz, meaning
from course_lib.anatomy.muscles import load_muscles, percent_by_muscle
from course_lib.anatomy.plate_drawing import PAINT
from course_lib.anatomy.plate_figure import PLATE_VIEWS, centre, plate
from course_lib.anatomy.plate_lab import NOTHING, compare_levels, plate_explorer
from course_lib.anatomy.shapes import load_shapes
from course_lib.anatomy.skeleton import KINDS, pose
from course_lib.live_figure import plain
from course_lib.record import Record
from course_lib.tables import data_folder
from tests.lab_frame import LabFrame
from tests.notebooks.pages import Page, walk
from tests.notebooks.sweep import sweep

REST, FINE = pose(), load_shapes(fine=True)
COMPARED = {  # myosim_meshes: 79.5, 47.2; -15.7, -1.0 mm
    "compare-bodies": pytest.approx(40.0 - 33.2),
    "compare-tips": "T1",
    "compare-spines": "T7",
}


@pytest.fixture(scope="module")
def tracing():
    folder = str(data_folder() / "anatomy")
    sys.path.insert(0, folder)
    yield importlib.import_module("making.tracing")
    sys.path.remove(folder)


def chosen_trace(picture):
    return picture.figure.data[-1]


def words_of(picture):
    return [note.text for note in picture.figure.layout.annotations]


def wound(points, loops):
    """Say how often loops go round each point (n, 2): 0 outside."""
    turns = np.zeros(len(points))
    for loop in loops:
        one = loop[None] - points[:, None]
        two = np.roll(loop, -1, axis=0)[None] - points[:, None]
        cross = one[..., 0] * two[..., 1] - one[..., 1] * two[..., 0]
        turns += np.arctan2(cross, (one * two).sum(axis=2)).sum(axis=1)
    return turns / (2 * np.pi)


def to_loops(points, loops):
    """Give the distance of points (n, 2) to the nearest loop."""
    best = np.full(len(points), np.inf)
    for loop in loops:
        along = np.roll(loop, -1, axis=0) - loop
        away = points[:, None] - loop[None]
        t = np.clip((away * along).sum(2) / np.maximum((along**2).sum(1), 1e-9), 0, 1)
        best = np.minimum(best, np.linalg.norm(away - t[..., None] * along, axis=2).min(axis=1))
    return best


class TestOutlines:
    SOME = "T1 T7 T12 disc_T4_T5 rib_1_right rib_7_left cartilage_7_right sternal_body"
    SOME += " scapula_right scapula_left clavicle_left head"

    @pytest.mark.parametrize("bone", SOME.split())
    @pytest.mark.parametrize("view", PLATE_VIEWS)
    def test_a_stored_outline_agrees_with_the_mesh(self, bone, view):
        points = outlines.project(FINE[bone].placed(REST.matrix(bone)), view)[:, :2]
        loops = outlines.outline(REST, bone, view=view)
        drawn = np.vstack(loops)
        assert np.abs(drawn.min(axis=0) - points.min(axis=0)).max() < 1.5
        assert np.abs(drawn.max(axis=0) - points.max(axis=0)).max() < 1.5
        outside = points[np.abs(wound(points, loops)) < 0.5]
        assert len(outside) == 0 or to_loops(outside, loops).max() < 1.5

    @pytest.mark.parametrize("near", [0.42, 0.7])
    def test_the_near_part_lies_within_the_whole(self, near):
        whole = outlines.outline(REST, "T6", view="posterior")
        part = np.vstack(outlines.outline(REST, "T6", view="posterior", near=near))
        outside = part[np.abs(wound(part, whole)) < 0.5]
        assert len(outside) == 0 or to_loops(outside, whole).max() < 1.0

    @pytest.mark.parametrize(
        ("bone", "sight"),
        [
            ("T7", outlines.Sight("posterior", 0.42)),
            ("T7", outlines.Sight("superior", own=True)),
            ("rib_7_right", outlines.Sight("anterior", -0.5)),
            ("scapula_right", outlines.Sight("lateral")),
        ],
    )
    def test_an_outline_traced_again_is_the_stored_one(self, bone, sight, tracing):
        stored = [loop @ outlines.VIEWS[sight.view].T for loop in outlines._loops(bone, sight)]
        again = [
            loop @ outlines.VIEWS[sight.view].T for loop in tracing.trace(FINE[bone], bone, sight)
        ]
        assert len(again) == len(stored)
        for one, two in ((stored, again), (again, stored)):
            loops = [loop[:, :2] for loop in two]
            assert to_loops(np.vstack(one)[:, :2], loops).max() < 0.6

    def test_every_coat_of_the_plates_is_stored(self):
        for view, coats in PAINT.items():
            for kind, _, near, _ in coats:
                for bone in (n for n, k in KINDS.items() if k == kind):
                    assert outlines.outline(REST, bone, view=view, near=near), (bone, view, near)

    def test_what_is_not_stored_is_a_sentence(self):
        with pytest.raises(ValueError, match=r"No outline 'T7 posterior 0.3' .* T7 posterior 0.42"):
            outlines.outline(REST, "T7", view="posterior", near=0.3)

    def test_left_mirrors_right(self):
        left, right = (
            np.vstack(outlines.outline(REST, f"rib_6_{side}", view="posterior"))
            for side in ("left", "right")
        )
        assert left[:, 0].min() == pytest.approx(-right[:, 0].max(), abs=2)

    def test_an_outline_follows_the_pose(self):
        bent = pose(kyphosis_deg=70)
        move = np.linalg.norm(bent.matrix("T1")[[0, 2], 3] - REST.matrix("T1")[[0, 2], 3])
        before, after = (
            np.vstack(outlines.outline(p, "T1", view="lateral")).mean(axis=0) for p in (REST, bent)
        )
        assert np.linalg.norm(after - before) == pytest.approx(move, rel=0.35)

    def test_the_canal_of_a_vertebra_is_a_hole(self):
        def area(loop):
            x, y = loop.T
            return 0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))

        areas = [area(loop) for loop in outlines.own_outline("T6", view="superior")]
        assert max(areas) > 0 > min(areas)

    def test_an_unknown_view_lists_the_known(self):
        with pytest.raises(ValueError, match=r"choose one of: posterior; lateral; anterior"):
            outlines.project(np.zeros((1, 3)), "below")


class TestPlate:
    @pytest.mark.parametrize("view", PLATE_VIEWS)
    def test_every_structure_can_be_chosen_and_has_words_and_numbers(self, view):
        for name in structures.bones():
            picture = plate(REST, view=view, chosen=name)
            assert picture.numbers.rows, name
            assert all(len(row) == 4 and all(row) for row in picture.numbers.rows), name
            assert structures.structure(name).name.lower() in picture.sentence.lower()
            assert len(chosen_trace(picture).x) > 10, name
            assert chosen_trace(picture).line.width > 3

    def test_every_muscle_can_be_chosen_and_says_its_words(self):
        for name, muscle in load_muscles().items():
            picture = plate(REST, chosen=name, layer="breathing")
            assert muscle.in_words in picture.sentence
            assert ("%" in picture.sentence) == muscle.length_shown, name

    def test_every_muscle_stands_in_a_layer(self):
        layered = {name for layer in structures.LAYERS for name in structures.of_layer(layer)}
        assert layered == set(load_muscles())
        assert not structures.of_layer("bones")

    def test_the_chosen_part_alone_changes_when_another_is_chosen(self):
        one, two = (plate(REST, chosen=name).figure.data for name in ("T3", "T4"))
        same = [a.to_plotly_json() == b.to_plotly_json() for a, b in zip(one, two, strict=True)]
        assert same == [True] * (len(one) - 1) + [False]

    def test_labels_can_be_switched_off(self):
        assert {f"T{n}" for n in range(1, 13)} <= set(words_of(plate(REST)))
        assert words_of(plate(REST, labels=False)) == []
        assert words_of(plate(REST, labels=False, chosen="T7")) == ["<b>T7</b>"]

    @pytest.mark.parametrize("view", PLATE_VIEWS)
    def test_words_in_the_margin_stand_apart(self, view):
        notes = plate(REST, view=view, chosen="T7").figure.layout.annotations
        for side in {note.ax for note in notes}:
            heights = sorted(note.ay for note in notes if note.ax == side)
            assert np.diff(heights).min() >= 14.9

    def test_weak_sources_are_marked_and_disagreement_told(self):
        assert "(weak source)" in plate(REST, chosen="T12").sentence
        assert "Sources differ" in plate(REST, chosen="scapula").sentence
        rows = plate(REST, chosen="T7").numbers.rows
        assert any(row[3] == "weak source" for row in rows)
        assert any(row[1] == "37.0" and "myo_sim" in row[2] for row in rows)

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"view": "inside"}, r"'inside'; choose one of: posterior; lateral; anterior"),
            ({"layer": "skin"}, r"'skin'; choose one of: bones; superficial"),
            ({"chosen": "T13"}, r"no structure 'T13' in this model; choose a bone"),
        ],
    )
    def test_a_wrong_name_is_a_sentence(self, wrong, sentence):
        with pytest.raises(ValueError, match=sentence):
            plate(REST, **wrong)


class TestExplorer:
    @pytest.mark.parametrize("room", ["bones", "muscles"])
    def test_every_control_is_labelled_and_alive(self, room):
        assert sweep(Page((plate_explorer(room),), ())) >= 4

    def test_choosing_changes_figure_and_sentence(self):
        explorer = plate_explorer("bones")
        explorer.list.value = "rib_12"
        assert "it floats" in explorer.figure.picture.sentence

    def test_search_narrows_and_chooses(self):
        explorer = plate_explorer("bones")
        explorer.find.value = "SHOULDER"
        assert [text for text, _ in explorer.list.options][1:] == ["shoulder blade (scapula)"]
        assert explorer.list.value == "scapula"
        explorer.find.value = "<b>knee</b>"
        assert len(explorer.list.options) == len(structures.bones()) + 1
        assert "&lt;b&gt;knee" in explorer.found.value
        explorer.reset.click()
        assert explorer.find.value == ""
        assert explorer.list.value == "T7"

    def test_nothing_chosen_says_so(self):
        explorer = plate_explorer("bones")
        explorer.list.value = ""
        assert explorer.list.options[0][0] == NOTHING
        assert explorer.figure.picture.sentence.endswith("Choose a structure from the list.")

    def test_rounding_lengthens_a_back_muscle(self):
        explorer = plate_explorer("muscles")
        explorer.layer.value, explorer.list.value = "deep", "spinalis_thoracis"
        explorer.posture.value = 65.0
        assert "gives it 104 %" in explorer.figure.picture.sentence

    def test_an_unknown_room_is_a_sentence(self):
        with pytest.raises(ValueError, match="'skin'; choose bones or muscles"):
            plate_explorer("skin")


@pytest.mark.parametrize("open_lab", [compare_levels])
class TestCompareFrame(LabFrame):
    truths = COMPARED
    least_predictions = 3


class TestCompare:
    def test_measures_and_sentence(self):
        picture = compare(two_levels("T1", "T12"))
        assert ("body width (mm)", "33.2", "40.0") in [row[:3] for row in picture.numbers.rows]
        assert "its body is 6.8 mm wider" in picture.sentence

    def test_the_drawn_sizes_keep_one_scale(self):
        layout = compare(two_levels("T1", "T12")).figure.layout
        assert layout.yaxis.scaleanchor == "x"

    @pytest.mark.parametrize("level", LEVELS)
    def test_four_views_do_not_overlap(self, level):
        data = compare(two_levels(level, "T12")).figure.data
        first = [x for trace in data[:4] for x in trace.x if x is not None]
        second = [x for trace in data[4:8] for x in trace.x if x is not None]
        assert max(first) < min(second)

    def test_the_lab_is_alive(self, record):
        assert sweep(Page((compare_levels(record),), ())) >= 3

    def test_the_shares_in_the_explanation_hold(self):
        wide, high = (
            value("T12", key) / value("T1", key) for key in ("body_width_mm", "body_height_mm")
        )
        assert wide == pytest.approx(1.2, abs=0.01)
        assert high == pytest.approx(1.5, abs=0.02)

    def test_two_alike_are_said_to_be_alike(self):
        said = compare(two_levels("T5", "T6")).sentence
        assert "its body is as wide and as high" in said

    def test_a_prediction_is_compared(self, record):
        lab = compare_levels(record)
        lab.answer.value = 20
        lab.lock()
        assert "too high" in lab.compared.value
        assert lab.result == two_levels("T1", "T12")

    def test_a_wrong_level_is_a_sentence(self):
        with pytest.raises(ValueError, match="no level 'T13'; choose one of T1 to T12"):
            two_levels("T13")


def state_of(widget):
    """Write down all that travels to the page, figures included."""
    states = [w.get_state() for w in walk(widget)]
    return json.dumps(states, default=str) + str(plain(widget.figure.picture))


class TestFind:
    def test_every_control_is_alive(self, record):
        assert sweep(Page((find_quiz(record=record),), ())) >= 3

    def test_bones_and_muscles_can_be_asked_apart(self, record):
        parts = [find_quiz(part, record=record)._tasks for part in ("bones", "muscles")]
        assert [len(part) for part in parts] == [6, 4]
        assert set(parts[0] + parts[1]) == set(TASKS)
        with pytest.raises(ValueError, match="'skin'; choose bones or muscles"):
            find_quiz("skin")

    def test_nothing_names_a_structure_before_the_attempt(self, record):
        quiz = find_quiz(record=record)
        for task in TASKS:
            page = state_of(quiz).replace(task.question, "")
            for name in task.names:
                assert name not in page, f"{task.id} shows {name}"
                assert structures.structure(name).name not in page, f"{task.id} shows {name}"
            quiz.next.click()

    def test_the_right_letter_differs_from_task_to_task(self):
        right = [task.letters()[task.names[0]] for task in TASKS]
        assert len(set(right)) >= 3
        assert len({task.id for task in TASKS}) == len(TASKS) >= 6

    @pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
    def test_letters_stand_apart(self, task):
        places = np.array([centre(REST, name, view=task.view) for name in task.names])
        gaps = np.linalg.norm(places[:, None] - places[None], axis=2)
        assert gaps[np.triu_indices(len(LETTERS), 1)].min() > 12

    @pytest.mark.parametrize("number", range(len(TASKS)), ids=lambda n: TASKS[n].id)
    def test_each_letter_is_told_what_it_is_and_recorded(self, number, tmp_path):
        task, right = TASKS[number], TASKS[number].names[0]
        for name, letter in task.letters().items():
            record = Record(tmp_path / f"{letter}.json")
            quiz = find_quiz(record=record)
            for _ in range(number):
                quiz.next.click()
            quiz.answer.value = letter
            quiz.check.click()
            assert f"{letter} is {structures.structure(name).name}" in quiz.said.value
            assert ("✓" in quiz.said.value) == (name == right)
            assert ("Why:" in quiz.said.value) == (name == right)
            (event,) = record.events("answer")
            facts = {"question": task.id, "right": name == right, "attempt": 1, "place": "find"}
            assert facts.items() <= event.items()

    def test_after_two_attempts_the_answer_is_shown(self, record):
        quiz, task = find_quiz(record=record), TASKS[0]
        wrong = [letter for name, letter in task.letters().items() if name != task.names[0]]
        for letter in wrong[:2]:
            quiz.answer.value = letter
            quiz.check.click()
        assert "What fits: " in quiz.said.value
        assert "T7, seen" in quiz.figure.picture.sentence
        assert quiz.answer.disabled

    def test_one_muscle_alone_gets_longer(self):
        task = next(task for task in TASKS if task.lengths)
        rounded = percent_by_muscle(pose(kyphosis_deg=65))
        changes = {name: rounded[name, "right"] for name in task.names}
        assert [name for name, percent in changes.items() if percent >= 102] == [task.names[0]]
        assert max(p for name, p in changes.items() if name != task.names[0]) < 101.5
        assert "% of its length" in meaning(task, task.names[1])
