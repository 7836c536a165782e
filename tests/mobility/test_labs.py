"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.mobility import agreement, hold_tasks, lab, outlook_tasks, reach_tasks
from course_lib.sources import get_source
from tests.lab_frame import LabFrame, close

LABS = [lab.reach_lab, lab.outlook_lab, lab.hold_lab]


TRUTH = {
    "side-bend": 13.4,  # 10.86 + 2.51
    "share-used": 1,  # 25.5 / 50 = 51 %
    "rib-cage": 1,  # 5.2 / 2.2 = 2.4
    "acute-gain": 3.14,  # g 0.63 x SD 6.64 x mean of 2/4 and 1
    "into-the-run": 2,  # slow edge: 0.05 ** (15 / 30) = 22 %
    "six-weeks": 6.38,  # g 0.96 x SD 6.64, 10 minutes a week
    "long-hold": 0,  # 25.8 against 25 %
    "minute-after": 2,
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = close(TRUTH, rel=0.005)


def test_the_other_options_can_be_right_elsewhere():
    """A truth that never changes would not be a prediction."""
    from course_lib.mobility.hold import HELD_PULL, hold_stretch
    from course_lib.mobility.ranges import RIB_CAGES, reach

    assert reach_tasks.used_choice(reach(own_deg=20)) == 2
    assert reach_tasks.used_choice(reach(own_deg=150)) == 0
    assert reach_tasks.rib_cage_choice(reach(rib_cage=RIB_CAGES[0])) == 0
    assert hold_tasks.left_a_minute_later(hold_stretch(kept=HELD_PULL)) == 2
    assert hold_tasks.more_in_a_long_hold(hold_stretch(hold_s=30)) == 0
    shown = lab.outlook_lab()
    at_once, soon = (shown.model(**{**shown.starts, "minutes_since": t}) for t in (0, 10))
    assert (outlook_tasks.left_now(at_once), outlook_tasks.left_now(soon)) == (0, 1)
    assert outlook_tasks.gain_right_after(at_once) > outlook_tasks.gain_right_after(soon)


def test_the_first_picture_does_not_give_a_prediction_away(record):
    told = {open_lab: open_lab(record=record).figure.picture.sentence for open_lab in LABS}
    assert "13°" not in told[lab.reach_lab]
    assert "5.2°" not in told[lab.reach_lab]
    assert "3.1°" not in told[lab.outlook_lab]
    assert "6.4°" not in told[lab.outlook_lab]
    assert "One minute after" not in told[lab.hold_lab]


def test_the_texts_of_the_predictions_hold():
    from course_lib.mobility.desk import desk_groups
    from course_lib.mobility.hold import hold_stretch
    from course_lib.mobility.model import left_after
    from course_lib.mobility.ranges import arcs

    assert arcs("turning").round().tolist() == [28, 23]
    means = desk_groups().mean_deg
    assert means[2] - means[0] == pytest.approx(10.2, abs=0.05)
    assert 25.5 / means[0] == pytest.approx(2 / 5, abs=0.02)
    assert hold_stretch(hold_s=90).first_change_percent.middle == pytest.approx(-26, abs=0.5)
    assert 0.2 < left_after(15.0).high < 0.25
    assert left_after(15.0).low < 0.001


class TestAgreementTable:
    def test_every_check_has_a_source_and_a_verdict(self):
        for check in agreement.agreement():
            assert get_source(check.source_key)
            assert check.agrees.split()[0].strip(",:") in ("yes", "no", "upper")

    def test_its_numbers_are_those_of_the_model(self):
        assert agreement.fall_done_by_45_s_percent() == pytest.approx(99.4, abs=0.5)
        assert agreement.first_of_four_percent() == pytest.approx(97.8, abs=0.5)
        assert agreement.left_after_a_minute_percent() == pytest.approx(2.5, abs=0.3)

    def test_it_admits_where_the_model_fails(self):
        verdicts = [check.agrees for check in agreement.agreement()]
        assert sum(verdict.startswith("no") for verdict in verdicts) >= 2
