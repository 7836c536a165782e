"""Plans: gains against the published ones, loads by hand, limits, and what is warned about."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.endurance import responses, training
from course_lib.endurance.responses import START_NM, doses, gain, response
from course_lib.endurance.running import run
from course_lib.endurance.training import minutes_held, minutes_of, train

PLANS = st.fixed_dictionaries(
    {
        "minutes_a_week": st.floats(0.0, 180.0),
        "weeks": st.integers(0, 20),
        "load_percent": st.floats(40.0, 80.0),
        "rise_percent": st.floats(0.0, 15.0),
    }
)


class TestGain:
    @pytest.mark.parametrize(
        ("minutes", "middle", "low", "high"),
        # Andersen 2011, abstract: +2.0 (0.5 to 3.5) and +1.7 (0.2 to 3.3) N m after ten weeks
        [(10, 2.0, 0.5, 3.5), (60, 1.7, 0.2, 3.3)],
    )
    def test_at_the_measured_doses_it_is_what_was_measured(self, minutes, middle, low, high):
        found = gain(minutes, 10)
        for edge, newton_metres in zip(found, (middle, low, high), strict=True):
            assert edge * START_NM / 100 == pytest.approx(newton_metres)

    def test_the_strength_at_the_start_lies_where_the_second_paper_puts_it(self):
        # Jay 2013, abstract: "about 5-6 %", 2.5 and 2.2 N m
        assert 2.2 / 0.05 >= START_NM >= 2.5 / 0.06
        row = response("re03")
        assert (row["percent_low"], row["percent_high"]) == (5, 6)

    def test_another_trial_of_the_same_dose_lies_in_the_band(self):
        found, lidegaard = gain(10, 10), response("re04")
        assert float(found.low) < lidegaard["percent"] < float(found.high)

    def test_a_trial_that_answered_more_lies_outside(self):
        found, painful = gain(60, 10), response("re07")
        assert painful["percent_low"] > float(found.high)

    def test_an_id_that_no_row_has_is_one_sentence(self):
        known = "; ".join(row["id"] for row in responses.responses())
        with pytest.raises(ValueError, match=r"^name was given as 're99'") as caught:
            response("re99")
        assert str(caught.value) == f"name was given as 're99'; choose one of: {known}."

    def test_nothing_gives_nothing(self):
        assert [float(edge) for edge in gain(0, 10)] == [0, 0, 0]
        assert [float(edge) for edge in gain(60, 0)] == [0, 0, 0]

    def test_half_the_weeks_give_half_and_later_only_the_upper_end_goes_on(self):
        half, full, double = (gain(10, weeks) for weeks in (5, 10, 20))
        assert float(half.middle) == pytest.approx(float(full.middle) / 2)
        assert float(double.middle) == float(full.middle)
        assert float(double.low) == float(full.low)
        assert float(double.high) == pytest.approx(2 * float(full.high))

    def test_more_than_an_hour_a_week_is_held_flat(self):
        np.testing.assert_allclose(gain(180, 10), gain(60, 10))

    @given(minutes=st.floats(0, 180), weeks=st.floats(0, 20))
    def test_the_middle_lies_between_the_ends(self, minutes, weeks):
        found = gain(minutes, weeks)
        assert 0 <= found.low <= found.middle <= found.high

    def test_pain_of_the_two_doses(self):
        # Andersen 2011, abstract
        assert [dose.pain_points for dose in doses()] == [(-1.4, -2.0, -0.7), (-1.9, -2.5, -1.2)]

    def test_what_was_not_read_stays_missing(self):
        assert math.isnan(response("re07")["minutes_a_week"])
        assert math.isnan(response("re05")["percent"])
        assert all(row["found"] in ("number", "no difference") for row in responses.responses())

    def test_bad_input(self):
        with pytest.raises(ValueError, match=r"minutes_a_week was given as 200, .* from 0 to 180"):
            gain(200, 10)
        with pytest.raises(ValueError, match=r"weeks was given as 30.0, .* from 0 to 20"):
            gain(10, [0, 30])


class TestPlan:
    def test_two_minutes_a_day_by_hand(self):
        # 2.0 / 43 = 4.65 %; 81.8 x 1.0465 = 85.6 N m; load 60 x 1.02 ** 10 = 73.1 %
        plan = train()
        assert plan.gain_percent == pytest.approx(4.65, abs=0.01)
        assert plan.load_percent[-1] == pytest.approx(73.1, abs=0.05)
        assert plan.stops_week == math.inf
        assert plan.cautions == ()

    def test_a_load_that_outruns_the_strength_by_hand(self):
        # 60 x 1.05 ** 11 = 102.6 < 104.65 < 107.8 = 60 x 1.05 ** 12
        plan = train(rise_percent=5, weeks=20)
        assert plan.stops_week == 12
        assert plan.weeks[-1] == 12
        assert plan.load_percent[-1] == pytest.approx(107.75, abs=0.01)

    def test_a_plan_that_ends_early_gives_what_the_weeks_until_then_give(self):
        plan = train(rise_percent=15, weeks=20)
        assert plan.stops_week == 4
        assert plan.gain_percent == pytest.approx(float(gain(10, 4).middle))

    def test_the_form_of_the_run_lasts_as_in_chapter_05(self):
        assert minutes_held(100.0) == pytest.approx(run().gone_minutes[1])
        stronger = run(strength_percent=train().now_percent[0]).gone_minutes[1]
        assert train().held_minutes[0] == pytest.approx(stronger)

    @given(chosen=PLANS)
    @settings(max_examples=60, deadline=None)
    def test_what_holds_for_every_plan(self, chosen):
        plan = train(**chosen)
        middle, low, high = plan.now_percent
        assert 100 <= low <= middle <= high
        assert plan.held_minutes[1] <= plan.held_minutes[0] <= plan.held_minutes[2]
        assert len(plan.weeks) == len(plan.load_percent) == len(plan.strength.middle)
        before_the_end = plan.load_percent[:-1] if plan.stops_week < math.inf else plan.load_percent
        assert np.all(before_the_end <= plan.strength.middle[: len(before_the_end)])

    @given(chosen=PLANS, more=st.floats(0.5, 5.0))
    @settings(max_examples=40, deadline=None)
    def test_a_steeper_rise_never_ends_later(self, chosen, more):
        steeper = chosen | {"rise_percent": min(chosen["rise_percent"] + more, 15.0)}
        assert train(**steeper).stops_week <= train(**chosen).stops_week

    def test_no_weeks_change_nothing(self):
        plan = train(weeks=0)
        assert plan.now_percent == (100, 100, 100)
        assert plan.held_minutes[0] == pytest.approx(run().gone_minutes[1])

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"weeks": 40}, "weeks was given as 40, .* from 0 to 20"),
            ({"load_percent": 90}, "load_percent was given as 90, .* from 40 to 80"),
            ({"rise_percent": 30}, "rise_percent was given as 30, .* from 0 to 15"),
            ({"minutes_a_week": -1}, "minutes_a_week was given as -1, .* from 0 to 180"),
        ],
    )
    def test_bad_input(self, wrong, sentence):
        with pytest.raises(ValueError, match=sentence):
            train(**wrong)


class TestCautions:
    def test_a_load_above_the_strength(self):
        (said, _) = train(rise_percent=5, weeks=20).cautions
        assert said.startswith("Overload: in week 12 the load is more than you can lift once")

    def test_a_rise_above_the_advice(self):
        (said,) = train(rise_percent=11, weeks=3).cautions
        assert "11 % more every week is more than the largest step in the advice, 2 to 10 %" in said
        assert train(rise_percent=10, weeks=3).cautions == ()

    def test_minutes_nobody_tested_for_necks(self):
        (said,) = train(minutes_a_week=105).cautions
        assert said.startswith("Overload: no source here tested more than 100 minutes a week")

    def test_minutes_without_a_gain_in_newton_metres(self):
        (said,) = train(minutes_a_week=65).cautions
        assert "Above 60 minutes a week no gain in N m was read" in said
        assert train(minutes_a_week=60).cautions == ()

    def test_weeks_nobody_measured(self):
        (said,) = train(weeks=11).cautions
        assert "After week 10 nobody measured these doses" in said

    def test_nothing_rises(self):
        (said,) = train(rise_percent=0).cautions
        assert "progressive" in said
        assert train(rise_percent=0, weeks=0).cautions == ()


def test_sets_and_repetitions_as_minutes():
    # 3 sets of (10 x 3 s + 60 s) = 4.5 min; 4 exercises, 3 days: 54 min
    assert minutes_of(sets=3, repetitions=10, exercises=1, days=1) == pytest.approx(4.5)
    assert minutes_of(sets=3, repetitions=10, exercises=4, days=3) == pytest.approx(54)


@pytest.mark.parametrize(("minutes", "place"), [(10, 0), (60, 0), (180, 0)])
def test_no_dose_gives_much_more_than_two_minutes(minutes, place):
    assert training.gain_beside_two_minutes(train(minutes_a_week=minutes)) == place


def test_which_start_is_low_enough():
    # 1.02 ** 20 = 1.49: 60 reaches 89; 1.04 ** 20 = 2.19: 60 reaches 131, 40 reaches 88
    assert training.low_enough_start(train(rise_percent=2, weeks=20)) == 0
    assert training.low_enough_start(train(rise_percent=4, weeks=20)) == 1
    assert training.low_enough_start(train(rise_percent=5, weeks=20)) == 2
