"""1,000 people: counts that add up, and the published low-back numbers (henschke2009)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.picture import Guess
from course_lib.screening import tasks
from course_lib.screening.frequencies import PEOPLE, count_people
from course_lib.screening.frequency_figure import dots
from course_lib.screening.lab import sign_lab
from course_lib.tables import load_rows
from tests.lab_frame import LabFrame

PERCENT = st.floats(0, 100)


@given(ill=st.floats(0, 100), caught=PERCENT, alarmed=PERCENT)
def test_the_four_groups_are_1000_people(ill, caught, alarmed):
    result = count_people(
        ill_per_1000=ill, sign_in_ill_percent=caught, sign_in_well_percent=alarmed
    )
    groups = (
        result.ill_with_sign,
        result.ill_without,
        result.well_with_sign,
        result.well_without,
    )
    assert sum(groups) == PEOPLE
    assert min(groups) >= 0


def test_the_start_is_the_published_low_back_study():
    rows = {(row["id"], row["metric"]): row["value"] for row in load_rows("screening/signs")}
    result = count_people(**{control.name: control.start for control in tasks.SIGN_CONTROLS})
    assert result.with_sign == round(10 * rows["rf27", "people with the sign of 100"])
    assert result.ill == round(10 * rows["rf28", "ill people of 100"])


@pytest.mark.parametrize(("row", "settings"), [("rf46", tasks.FIRST), ("rf47", tasks.SECOND)])
def test_the_presets_are_the_published_samples(row, settings):
    rows = {(r["id"], r["metric"]): r["value"] for r in load_rows("screening/signs")}
    sensitivity = rows[row, "sensitivity of 100"]
    specificity = rows[row, "specificity of 100"]
    assert settings["sign_in_ill_percent"] == pytest.approx(sensitivity, abs=0.5)
    assert settings["sign_in_well_percent"] == pytest.approx(100 - specificity)


def test_limits():
    nobody = count_people(ill_per_1000=9, sign_in_ill_percent=0, sign_in_well_percent=0)
    assert nobody.with_sign == 0
    assert "points to nobody" in dots(nobody).sentence
    everybody = count_people(ill_per_1000=9, sign_in_ill_percent=100, sign_in_well_percent=100)
    assert everybody.with_sign == PEOPLE


def test_every_person_is_one_dot():
    result = count_people(ill_per_1000=9, sign_in_ill_percent=77, sign_in_well_percent=8.3)
    picture = dots(result, Guess("people", 30))
    people = [t for t in picture.figure.data if t.mode == "markers"][:4]
    assert [len(t.x) for t in people] == [7, 82, 2, 909]
    places = {(x, y) for t in people for x, y in zip(t.x, t.y, strict=True)}
    assert len(places) == PEOPLE
    assert "89 carry the sign; 7 of them are ill, and 82 are not" in picture.sentence
    assert picture.numbers.rows[2] == ("together", 89, 911, 1000)


TRUTHS = {
    "sign-clean": 99,  # 991 x 0.10 = 99.1
    "sign-second": 274,  # 991 x 0.276 = 273.5
    "sign-better": 1,  # ill 14 and well 271 of 18 and 982, against ill 7 and well 82
}


@pytest.mark.parametrize("open_lab", [sign_lab])
class TestFrame(LabFrame):
    truths = TRUTHS


def test_a_control_changes_figure_and_sentence():
    lab = sign_lab()
    lab.skip_button.click()
    before = lab.figure.picture
    lab.controls["sign_in_well_percent"].value = 10
    assert lab.figure.picture.sentence != before.sentence
    assert lab.figure.picture.numbers != before.numbers


def test_a_setting_out_of_range_is_refused():
    with pytest.raises(ValueError, match="ill_per_1000 was given as 200, but it must be a number"):
        count_people(ill_per_1000=200, sign_in_ill_percent=50, sign_in_well_percent=50)
