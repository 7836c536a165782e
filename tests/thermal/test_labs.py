"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.record import Record
from course_lib.thermal import lab, tasks
from course_lib.thermal.cooling import time_to_cool
from course_lib.thermal.model import POINTS, apply_pack

LABS = [lab.pack_lab, lab.cooling_lab]


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.json")


@pytest.mark.parametrize("open_lab", LABS)
def test_the_frame(open_lab, record):
    shown = open_lab(record=record)
    assert len(shown.controls) == 4
    assert all(control.description for control in shown.controls.values())
    assert all(control.tooltip for control in shown.controls.values())


@pytest.mark.parametrize("open_lab", LABS)
def test_every_preset_moves_the_figure_away_from_another(open_lab, record):
    shown = open_lab(record=record)
    shown.skip()
    seen = set()
    for button in shown.preset_buttons:
        button.click()
        seen.add(shown.figure.picture.sentence)
    assert len(seen) == len(shown.preset_buttons)


TRUTHS = {
    "ice-two-cm": (31.4, 0.3),  # degrees C: 35.9 before, 4.5 cooler
    "coldest-when": (2, 0),  # long after the ice
    "wrap-three-cm": (0, 0),  # less than 1 degree
    "fold-35": (70, 3),  # minutes
    "towel-20": (1, 0),  # no
}


@pytest.mark.parametrize("open_lab", LABS)
def test_every_prediction_can_be_made_and_is_explained(open_lab, record):
    shown = open_lab(record=record)
    for prediction in shown.predictions:
        if prediction.options:
            shown.answer.index = 0
        else:
            shown.answer.value = prediction.high
        shown.lock()
        assert prediction.explanation.split(".")[0][:30] in shown.compared.value
        kept = record.events("prediction")[-1]
        assert kept["prediction"] == prediction.id
        truth, gap = TRUTHS[prediction.id]
        assert kept["model"] == pytest.approx(truth, abs=gap)
        shown.next()
    assert len(record.events("prediction")) == len(shown.predictions)


def test_the_texts_of_the_predictions_hold():
    ice = apply_pack()
    assert ice.resting_c.middle[2] == pytest.approx(36, abs=0.5)
    assert -ice.change_c.middle[POINTS - 1, 2] == pytest.approx(4.5, abs=0.3)
    wrap = apply_pack(pack="heat wrap", minutes=30)
    assert wrap.change_c.middle[POINTS - 1, 3] < 1
    towel = time_to_cool(contact="towel", skinfold_mm=15)
    assert float(towel.minutes.middle) > 60


def test_the_sorting_of_answers_by_hand():
    assert tasks.towel_reaches(time_to_cool(skinfold_mm=5)) == 0
    assert tasks.coldest_when(apply_pack(rewarm_minutes=0)) == 1
    assert tasks.warms_by(apply_pack(pack="heat wrap", pack_c=60.0, minutes=120)) == 1
