"""Pictures and labs of the treatment by breathing, without a browser."""

from __future__ import annotations

import pytest

from course_lib.breathing import rhythm_lab, rhythm_tasks
from course_lib.breathing.guidance import GUIDES, RUNNERS, guided
from course_lib.breathing.guide_figure import hundred_steps
from course_lib.breathing.rhythm import COUNTS, run
from course_lib.breathing.rhythm_figure import trainer
from course_lib.breathing.road_drawing import ROAD_M
from course_lib.breathing.talk_figure import talk
from course_lib.picture import Guess
from tests.lab_frame import LabFrame, close

LABS = [rhythm_lab.trainer_lab, rhythm_lab.guide_lab]
FREE, SOUND = GUIDES


def running(count="2 in, 2 out", pace_min_km=5.5, steps_min=165):
    return run(pace_min_km=pace_min_km, steps_min=steps_min, count=count)


def listened(guide=SOUND, runner="in the middle"):
    return guided(guide=guide, runner=runner)


PICTURES = {
    "trainer": lambda: trainer(running()),
    "trainer, nobody": lambda: trainer(running("1 in, 1 out")),
    "guide": lambda: hundred_steps(listened()),
    "talk": talk,
}


def symbols(figure, symbol):
    traces = [t for t in figure.data if t.type == "scatter" and t.marker.symbol == symbol]
    return [t for t in traces if t.x is not None and len(t.x)]


@pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)
def test_plotly_knows_every_attribute_and_axes_carry_a_unit(make):
    picture = make()
    figure = picture.figure
    titles = [axis.title.text for axis in figure.select_xaxes() if axis.title.text]
    titles += [axis.title.text for axis in figure.select_yaxes() if axis.title.text]
    assert titles
    assert all("(" in title or "a minute" in title for title in titles)
    assert picture.sentence.endswith(".")
    assert all(len(row) == len(picture.numbers.columns) for row in picture.numbers.rows)


class TestTrainer:
    def test_every_count_stands_at_its_rate_and_the_chosen_one_is_large(self):
        figure = trainer(running("3 in, 2 out")).figure
        small = next(t for t in figure.data if t.marker.size == 8)
        assert list(small.x) == [165 / sum(count) for count in COUNTS.values()]
        large = next(t for t in figure.data if t.marker.size == 17)
        assert (large.x[0], large.y[0]) == (33.0, small.y[list(COUNTS).index("3 in, 2 out")])

    def test_bars_are_the_ceilings_and_go_where_nobody_was_measured(self):
        bars = [t for t in trainer(running()).figure.data if t.type == "bar"]
        assert bars[0].y == pytest.approx((41.25 * 2.7, 41.25 * 1.92))
        assert not [t for t in trainer(running("1 in, 1 out")).figure.data if t.type == "bar"]

    def test_arrows_on_the_road_point_at_the_foot(self):
        shown = running("3 in, 2 out")
        arrows = symbols(trainer(shown).figure, "triangle-down")[0]
        # out begins after 3, 8, 13 steps: right, left, right
        assert list(arrows.y[:3]) == [0.3, 0.9, 0.3]
        assert arrows.x[:2] == pytest.approx((3 * shown.step_m, 8 * shown.step_m))
        assert max(arrows.x) <= ROAD_M

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ({}, "41 breaths a minute: about as often"),
            ({}, "enough for what they moved"),
            ({"count": "4 in, 4 out"}, "less than what they moved"),
            ({"count": "1 in, 1 out"}, "the model leaves the data"),
            ({"count": "3 in, 2 out"}, "on the left and the right foot in turn"),
            ({"pace_min_km": 7.5}, "Nobody in the sources was measured at that pace"),
            ({"pace_min_km": 7.5}, "At 7:30 a kilometre"),
        ],
    )
    def test_the_sentence_follows(self, settings, words):
        assert words in trainer(running(**settings)).sentence

    @pytest.mark.parametrize(("at", "axis"), [("breaths", "x"), ("ceiling", "x2")])
    def test_a_guess_stands_where_it_belongs(self, at, axis):
        marked = symbols(trainer(running(), guess=Guess(at, 60.0)).figure, "diamond")
        assert [t.xaxis for t in marked] == [axis]


class TestGuide:
    @pytest.mark.parametrize("guide", GUIDES)
    @pytest.mark.parametrize("runner", RUNNERS)
    def test_the_marks_are_a_hundred(self, guide, runner):
        shown = listened(guide, runner)
        figure = hundred_steps(shown).figure
        inside = next(t for t in figure.data if t.marker.size == 14)
        outside = [t for t in figure.data if t.marker.size == 14][1]
        assert (len(inside.x), len(inside.x) + len(outside.x)) == (shown.of_100, 100)

    def test_without_a_guide_the_answer_with_one_is_not_given_away(self):
        picture = hundred_steps(listened(FREE))
        told = picture.sentence + str(picture.numbers.rows) + str(picture.drawn)
        assert "69.9" not in told
        assert "69.9" in hundred_steps(listened()).sentence


def test_the_talk_picture_shows_two_speeds_and_two_thresholds():
    figure = talk().figure
    assert [t.x[0] for t in symbols(figure, "x")] == [86.0]
    assert [tuple(t.x) for t in symbols(figure, "square")] == [(58, 67, 76), (78, 84, 90)]


@pytest.mark.parametrize("open_lab", LABS)
def test_every_control_changes_figure_and_sentence(open_lab, record):
    shown = open_lab(record=record)
    shown.skip()
    for control in shown.controls.values():
        before, told = repr(shown.figure.picture.drawn), shown.figure.picture.sentence
        if hasattr(control, "options"):
            control.index = len(control.options) - 1
        else:
            control.value = control.max
        assert repr(shown.figure.picture.drawn) != before
        assert shown.figure.picture.sentence != told
        shown.reset()


TRUTHS = {
    "rhythm-breaths": 49.0,  # 196 ÷ 4
    "rhythm-pace": 1,  # the same
    "rhythm-ceiling": 55.7,  # 165 ÷ 8 × 2.7
    "guide-with": 69.9,
    "guide-spread": 50,  # 69.9 − 20.0
    "guide-pain": 2,  # nobody measured it
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = close(TRUTHS, abs=0.05)
    least_predictions = 3


def test_every_truth_is_checked():
    every = (*rhythm_tasks.TRAINER_PREDICTIONS, *rhythm_tasks.GUIDE_PREDICTIONS)
    assert {p.id for p in every} == set(TRUTHS)


def test_the_answer_on_pain_stops_being_given_once_somebody_measured_it(monkeypatch):
    monkeypatch.setattr(rhythm_tasks, "measured_outcomes", lambda: 1)
    with pytest.raises(ValueError, match="rewrite the prediction"):
        rhythm_tasks.pain_answer(listened())


class TestBeat:
    @pytest.mark.parametrize("count", COUNTS)
    def test_the_beat_keeps_count_and_rate(self, count, record):
        shown = rhythm_lab.trainer_lab(record=record)
        shown.skip()
        shown.controls["count"].value = count
        beat = shown.metronome.beat
        steps_in, steps_out = COUNTS[count]
        feet = [cue for cue in beat.cues if cue.lane == "step"]
        ins, outs = (sorted(c.at for c in beat.cues if c.word == w) for w in ("in", "out"))
        assert 60 * len(feet) / beat.cycle_s == pytest.approx(165)
        assert 60 * len(ins) / beat.cycle_s == pytest.approx(165 / (steps_in + steps_out))
        assert (outs[0] - ins[0]) * len(feet) == pytest.approx(steps_in)

    def test_pace_leaves_the_beat_alone(self, record):
        shown = rhythm_lab.trainer_lab(record=record)
        shown.skip()
        before = shown.metronome.beat.plain()
        shown.controls["pace_min_km"].value = 4.0
        assert shown.metronome.beat.plain() == before
