"""The labs of the treatment chapter without a browser, and its table of agreement."""

from __future__ import annotations

import pytest

from course_lib.mobility import dose_tasks, lab, rolling, rolling_tasks, treat_agreement
from course_lib.mobility.dose import plan_stretching
from course_lib.sources import get_source
from tests.lab_frame import LabFrame, close

LABS = [lab.dose_lab, lab.roll_lab]
# By hand: 3.139 x 0.05 ** (10 / sqrt(6 x 30)); bandy1997 against ingram2024; 20 against 10
# minutes; normal table at 0.74; at -1.2816 + 0.74; the interval -0.73 to 0.69.
TRUTH = {
    "ten-minutes-later": 0.3366,
    "thirty-or-sixty": 2,
    "twice-the-week": 0,
    "roll-from-the-middle": 77.04,
    "roll-from-behind": 29.41,
    "roll-or-stretch": 2,
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = close(TRUTH, rel=0.002)
    least_predictions = 3


@pytest.mark.parametrize("open_lab", LABS)
def test_the_first_picture_does_not_give_a_prediction_away(open_lab, record):
    sentence = open_lab(record=record).figure.picture.sentence
    for told in ("0.3°", "further than 77", "further than 29", "−0.02"):
        assert told not in sentence


def test_every_option_is_right_somewhere():
    """A truth that never changes would not be a prediction."""
    found = [
        dose_tasks.longer_holds(plan_stretching()),
        dose_tasks.longer_holds(plan_stretching(hold_s=60)),
        dose_tasks.longer_holds(plan_stretching(repeats=8)),
        dose_tasks.twice_the_week(plan_stretching(hold_s=60, repeats=4)),
    ]
    assert found == [0, 2, 2, 0]
    from course_lib.mobility.model import Dose

    over = Dose(15, 1, 1)
    assert dose_tasks.more_in_weeks(plan_stretching(hold_s=30, sessions=1), over=over) == 1
    judged = {
        name: rolling_tasks.how_sure(rolling.shift_along(comparison=name))
        for name in rolling_tasks.COMPARISONS
    }
    assert judged.pop(rolling_tasks.ROLL_OR_STRETCH) == 2
    assert set(judged.values()) == {0}


def test_the_texts_of_the_predictions_hold():
    four = plan_stretching(repeats=4)
    assert four.now_deg.middle == pytest.approx(3, abs=0.2)
    assert four.later_deg[0].high == pytest.approx(1.8, abs=0.05)
    assert four.dose.weekly_min == 10
    assert plan_stretching(hold_s=60, repeats=4).dose.weekly_min == 20
    middle = rolling.shift_along(comparison=rolling_tasks.ROLLING)
    assert middle.passed == pytest.approx(27, abs=0.1)
    places = rolling.shift_along(comparison=rolling_tasks.ROLL_OR_STRETCH).places
    assert (places.low, places.high) == pytest.approx((23, 75), abs=0.6)


class TestAgreement:
    checks = treat_agreement.treat_agreement()

    def test_every_check_has_a_source_and_a_verdict(self):
        for check in self.checks:
            assert get_source(check.source_key)
            assert check.agrees.split()[0].strip(",:") in ("yes", "no", "upper", "gymnasts", "the")

    def test_it_admits_where_the_model_fails(self):
        failing = [check.source_key for check in self.checks if " no" in check.agrees]
        assert failing == ["bandy1997", "bandy1997", "donti2020"]

    def test_its_numbers(self):
        told = {check.finding: check.model for check in self.checks}
        assert told["30 s against 15 s a day, six weeks"] == "2.0 times as much at both edges"
        assert told["60 s against 30 s a day, six weeks"] == (
            "1.0 times as much at the upper edge, 2.0 at the lower"
        )
        # 0.05 ** (3 / 6) and 0.05 ** (3 / 30); 0.05 and 0.05 ** (6 / 30)
        assert told["range 3 and 6 minutes after four 30 s stretches"] == (
            "22 to 74 % and 5 to 55 % of the gain left"
        )
        # 0.74, 0.42 and 1.01 x 6.64 degrees
        assert told["7 minutes of rolling the back"].endswith("+4.9 (2.8 to 6.7)")
        assert "12.1 of 100 divided by 26.7 of 100 is 0.45" in str(told)
        assert len(treat_agreement.agreement_table().numbers.rows) == len(self.checks) == 9
