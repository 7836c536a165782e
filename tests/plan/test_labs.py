"""The planning desk and the spike lab, without a browser."""

from __future__ import annotations

from base64 import b64decode
from re import findall

import pytest

from course_lib.picture import Guess
from course_lib.plan.lab import plan_desk, spike_lab
from course_lib.plan.spike_figure import spike
from course_lib.plan.spikes import next_run
from tests.lab_frame import LabFrame


def test_the_desk_is_closed_until_the_safety_check_is_answered():
    desk = plan_desk()
    assert "Go through the safety check" in desk.shown.value
    assert desk.files.value == ""
    assert [card.layout.display for card in desk.later] == ["none", "none"]
    desk.safety.value = "sign"
    assert "A sign comes before any plan" in desk.shown.value
    desk.safety.value = "clear"
    assert "Your week" in desk.shown.value
    assert [card.layout.display for card in desk.later] == [None, None]


def test_every_answer_changes_the_plan():
    desk = plan_desk()
    desk.safety.value = "clear"
    seen = {desk.shown.value}
    for change in (
        lambda: setattr(desk.minutes, "value", 20),
        lambda: setattr(desk.days[5], "value", True),
        lambda: setattr(desk.equipment["band"], "value", True),
        lambda: setattr(desk.needs["strength"], "value", True),
        lambda: setattr(desk.cautions["arm_symptoms"], "value", True),
        lambda: setattr(desk.longest, "value", 20),
        lambda: setattr(desk.wished, "value", 40),
        lambda: setattr(next(iter(desk.leave_out.values())), "value", True),
    ):
        change()
        assert desk.shown.value not in seen
        seen.add(desk.shown.value)
    desk.reset()
    desk.safety.value = "clear"
    assert desk.wishes().needs == ()
    assert desk.wishes().leave_out == ()


def test_what_is_left_out_stays_on_offer_to_bring_back():
    desk = plan_desk()
    desk.safety.value = "clear"
    name, box = next(iter(desk.leave_out.items()))
    box.value = True
    assert name not in {b.exercise.id for s in desk.plan.week for b in s.blocks}
    desk.leave_out[name].value = False
    assert name in {b.exercise.id for s in desk.plan.week for b in s.blocks}


def test_the_files_are_inside_the_links():
    desk = plan_desk()
    desk.safety.value = "asked"
    files = dict(findall(r" download='([^']+)' href='data:[^,]+;base64,([^']+)'", desk.files.value))
    assert set(files) == {"my_six_weeks.html", "my_six_weeks.md", "my_six_weeks.ics"}
    assert b64decode(files["my_six_weeks.ics"]).startswith(b"BEGIN:VCALENDAR")
    assert b64decode(files["my_six_weeks.html"]).startswith(b"<!doctype html>")
    assert b64decode(files["my_six_weeks.md"]).startswith(b"# My six weeks")


# frandsen2025: rate ratios of overuse injury by spike, read in the abstract.
@pytest.mark.parametrize(
    ("longest", "following", "ratio"),
    [(20, 24, 1.64), (20, 26, 1.64), (30, 45, 1.52), (20, 40, 1.52), (10, 25, 2.28)],
)
def test_the_groups_of_the_study(longest, following, ratio):
    result = next_run(longest_km=longest, next_km=following)
    assert result.group >= 0
    assert result.groups[result.group].ratio == ratio


@pytest.mark.parametrize(("longest", "following"), [(20, 20), (20, 22), (20, 10)])
def test_up_to_ten_percent_is_no_spike(longest, following):
    result = next_run(longest_km=longest, next_km=following)
    assert result.group == -1
    assert "no spike" in spike(result).sentence


TRUTHS = {"spike-small": 1.64, "spike-order": 1, "spike-double": 2.28}  # frandsen2025, above


@pytest.mark.parametrize("open_lab", [spike_lab])
class TestFrame(LabFrame):
    truths = TRUTHS


def test_the_picture_has_intervals_units_and_a_sentence():
    picture = spike(next_run(longest_km=10, next_km=25), Guess("ratio", 3.0))
    assert "(times)" in picture.figure.layout.xaxis.title.text
    assert "2.28 times as frequent" in picture.sentence
    assert picture.numbers.rows == (("more than twice as long", 2.28, 1.5, 3.48),)
    spans = [t for t in picture.figure.data if t.mode == "lines" and len(t.x) == 2]
    assert [tuple(t.x) for t in spans[1:]] == [(1.5, 3.48)]


def test_the_first_picture_gives_no_prediction_away():
    picture = spike_lab().figure.picture
    text = str(picture.drawn) + picture.sentence + str(picture.numbers)
    assert not [number for number in ("1.64", "1.52", "2.28") if number in text]


def test_a_control_changes_the_sentence():
    lab = spike_lab()
    lab.skip_button.click()
    before = lab.figure.picture.sentence
    lab.controls["next_km"].value = 30
    assert lab.figure.picture.sentence != before


def test_a_distance_out_of_range_is_refused():
    with pytest.raises(ValueError, match="longest_km was given as 0, but it must be a number from"):
        next_run(longest_km=0, next_km=10)
