"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.thermal import lab, tasks
from course_lib.thermal.cooling import time_to_cool
from course_lib.thermal.model import POINTS, apply_pack
from tests.lab_frame import LabFrame

LABS = [lab.pack_lab, lab.cooling_lab]


TRUTHS = {
    "ice-two-cm": pytest.approx(31.4, abs=0.3),  # degrees C: 35.9 before, 4.5 cooler
    "coldest-when": 2,  # long after the ice
    "wrap-three-cm": 0,  # less than 1 degree
    "fold-35": pytest.approx(70, abs=3),  # minutes
    "towel-20": 1,  # no
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = TRUTHS


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
