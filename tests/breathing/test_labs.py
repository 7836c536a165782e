"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.breathing import lab, tasks
from course_lib.breathing.beat_lab import breath_beat, step_beat
from course_lib.breathing.coupling import couple
from course_lib.breathing.model import breathe_trace
from tests.lab_frame import LabFrame, close

LABS = [lab.breathe_lab, lab.pattern_lab, lab.feet_lab]


TRUTHS = {
    "breathe-minute": 4.2,  # 12 x (0.5 - 0.15)
    "pattern-shallow": 0.0,  # 40 x (0.15 - 0.15)
    "pattern-least": 13.9,  # the root of the quadratic at 4.2 L
    "pattern-pull": 0,  # in the deep breaths
    "feet-odd": 1,  # left and right in turn
    "feet-strides": 2.5,  # 5 steps
    "feet-drift": 50,  # ten rounds of ten breaths, five on each foot
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = close(TRUTHS, abs=0.05)


def test_every_truth_is_checked_and_there_are_enough():
    every = (*tasks.BREATHE_PREDICTIONS, *tasks.PATTERN_PREDICTIONS, *tasks.FEET_PREDICTIONS)
    assert {p.id for p in every} == set(TRUTHS)


def test_the_three_quiet_presets_move_the_same_air():
    for preset in tasks.BREATHE_PRESETS[:3]:
        settings = {"breaths_min": 12, "tidal_l": 0.5} | dict(preset.settings)
        assert settings["breaths_min"] * settings["tidal_l"] == pytest.approx(6.0)


def test_presets_between_rest_and_maximum_say_illustrative():
    # there is no published table of breathing at easy and tempo speeds
    published = (6, 4.2, 97)
    for preset in tasks.PATTERN_PRESETS:
        litres = preset.settings.get("litres_min", 6)
        assert litres in published or "illustrative" in preset.label


class TestBeats:
    def test_a_breath_has_two_cues_at_the_right_time(self):
        beat = breath_beat(breathe_trace(breaths_min=15, tidal_l=0.5, in_percent=40))
        assert beat.cycle_s == pytest.approx(4.0)
        assert [(cue.word, cue.at) for cue in beat.cues] == [("in", 0.0), ("out", 0.4)]

    def test_deeper_breaths_move_the_ribs_further(self):
        shallow, deep = (
            breath_beat(breathe_trace(breaths_min=12, tidal_l=litres, in_percent=45))
            for litres in (0.5, 3.2)
        )
        reach = [max(abs(b.high[6] - b.low[6]).max(), 0) for b in (shallow, deep)]
        assert reach[1] == pytest.approx(6.4 * reach[0])

    @pytest.mark.parametrize(("steps", "breaths"), [(4, 1), (5, 2), (3, 2), (8, 1)])
    def test_the_feet_come_round_in_one_cycle(self, steps, breaths):
        run = couple(steps_min=180, steps_per_breath=steps)
        beat = step_beat(run)
        feet = [cue.word for cue in beat.cues if cue.lane == "step"]
        assert feet == ["L", "R"] * (steps * breaths // 2)
        assert 60 * len(feet) / beat.cycle_s == pytest.approx(180)
        outs = [cue.at * len(feet) for cue in beat.cues if cue.word == "out"]
        assert outs == pytest.approx(run.out_at_step[:breaths])

    def test_a_drifting_rhythm_is_played_at_the_nearest_whole_number(self):
        beat = step_beat(couple(steps_min=165, steps_per_breath=4.2))
        assert "nearest whole number" in beat.says
        assert sum(cue.lane == "step" for cue in beat.cues) == 4

    def test_the_metronome_follows_the_controls(self, record):
        shown = lab.breathe_lab(record=record)
        shown.skip()
        shown.controls["breaths_min"].value = 20
        assert shown.metronome.beat.cycle_s == pytest.approx(3.0)
        assert shown.metronome in shown.children
