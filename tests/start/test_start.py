"""The smallest lab: its product, its limits, its picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.picture import Guess
from course_lib.start.figure import bag
from course_lib.start.lab import bag_lab
from course_lib.start.model import carry
from tests.lab_frame import LabFrame, close


def test_two_kilograms_at_twenty_centimetres():
    assert carry(bag_kg=2.0, distance_cm=20.0).moment_nm == pytest.approx(3.924)


@given(mass=st.floats(0, 5), far=st.floats(0, 30))
def test_twice_the_mass_or_twice_the_distance_is_twice_the_moment(mass, far):
    once = carry(bag_kg=mass, distance_cm=far).moment_nm
    assert carry(bag_kg=2 * mass, distance_cm=far).moment_nm == pytest.approx(2 * once)
    assert carry(bag_kg=mass, distance_cm=2 * far).moment_nm == pytest.approx(2 * once)


@pytest.mark.parametrize("bad", [{"bag_kg": 11}, {"distance_cm": -1}])
def test_bad_input(bad):
    with pytest.raises(ValueError, match=r"must be a number from 0 to \d+; choose a value"):
        carry(**{"bag_kg": 1, "distance_cm": 1} | bad)


def test_the_picture_tells_the_moment():
    picture = bag(carry(bag_kg=2, distance_cm=60), guess=Guess("moment", 7.0))
    assert "a moment of 12 N m" in picture.sentence
    assert picture.figure.layout.yaxis2.title.text == "moment (N m)"
    (mark,) = [t for t in picture.figure.data if getattr(t.marker, "symbol", "") == "diamond"]
    assert mark.y == (7.0,)


@pytest.mark.parametrize("open_lab", [bag_lab])
class TestFrame(LabFrame):
    truths = close({"bag-far": 2 * 9.81 * 0.6})


def test_a_prediction_near_the_model_is_close(record):
    lab = bag_lab(record=record)
    lab.answer.value = 12
    lab.lock()
    assert "the model gives 12 N m. Your prediction was close." in lab.compared.value
