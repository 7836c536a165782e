"""The question bank of the room: enough of every kind, fair options, numbers that add up."""

import numpy as np
import pytest

from course_lib.anatomy import muscles
from course_lib.anatomy.shapes import load_shapes
from course_lib.anatomy.skeleton import pose
from course_lib.questions import load_questions
from course_lib.tables import load_columns

BANK = load_questions("anatomy")
NOTEBOOKS = ("01_spine_and_ribs", "02_muscles")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_each_notebook_has_all_types_and_enough_to_check(notebook):
    bank = [q for q in BANK if q.notebook == notebook]
    assert {q.type for q in bank} == {"single", "multiple", "numeric", "order"}
    assert len(bank) >= 10
    assert sum(q.use == "check" for q in bank) >= 6


def test_every_claim_of_the_section_is_tested():
    tested = {claim for q in BANK for claim in q.claim}
    assert tested == {f"C{i:02d}" for i in range(5, 13)}
    assert {q.notebook for q in BANK} == set(NOTEBOOKS)


@pytest.mark.parametrize("pick", [max, min])
def test_length_does_not_give_the_right_option_away(pick):
    choices = [q for q in BANK if q.type == "single"]
    hits = 0
    for q in choices:
        edge = pick(len(o.text) for o in q.options)
        hits += [o.right for o in q.options if len(o.text) == edge] == [True]
    assert hits / len(choices) < 0.5


def test_numbers_are_those_of_the_tables():
    answers = {q.id: q.answer for q in BANK if q.type == "numeric"}
    joints = load_columns("posture/joints")
    moment_nm = joints["static_moment_nm"][joints["joint"].index("T7/T8")]
    assert answers["anatomy-longissimus-force"] == pytest.approx(moment_nm / 0.0352, abs=3)
    bends = joints["segment_angle_deg"][1:12]
    assert answers["anatomy-bend-per-joint"] == pytest.approx(sum(bends) / len(bends), abs=0.01)
    assert answers["anatomy-cage-rotation"] == pytest.approx(20 * 1.944, abs=0.1)
    assert answers["anatomy-count-ribs"] == 2 * 12


def test_the_tip_of_t7_ends_in_front_of_the_next_body():
    stands, shapes = pose(), load_shapes(fine=True)
    own = shapes["T7"].placed(stands.matrix("T7"))
    tip_mm = own[own[:, 0].argmin(), 2]
    foot = {}
    for level in ("T7", "T8"):
        vertices = shapes[level].vertices_mm
        low, high = (edge(vertices[vertices[:, 0] > 0, 2]) for edge in (np.min, np.max))
        ends = np.array([[0, 0, low, 1], [0, 0, high, 1]]) @ stands.matrix(level).T
        foot[level] = ends[:, 2]
    said = next(q for q in BANK if q.id == "anatomy-spinous-lower").explanation
    assert foot["T7"][0] - tip_mm == pytest.approx(11, abs=1.5)
    assert "about 11 mm below its own body" in said
    assert foot["T8"][0] < tip_mm < foot["T8"][1]


def test_the_layers_in_the_order_question_are_those_of_the_table():
    items = next(q for q in BANK if q.id == "anatomy-layers").items[1:]
    ids = ["trapezius_ascending", "longissimus_thoracis", "multifidus", "rotatores"]
    layers = [muscles.get_muscle(name).layer for name in ids]
    assert layers == sorted(layers)
    assert [word.split()[0].lower() for word in items] == [name.split("_")[0] for name in ids]
