"""A plan of stretching: against the published doses, limits, what must hold, and its picture."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.mobility import dose, dose_figure, model
from course_lib.picture import Guess
from course_lib.style import PALETTE
from course_lib.tables import load_rows

PLANS = st.builds(
    dose.plan_stretching,
    hold_s=st.floats(15, 60),
    repeats=st.integers(1, 8),
    sessions=st.integers(1, 14),
)
ONCE_A_DAY = model.Dose(30, 1, 5)


def edges(band):
    return (band.low, band.middle, band.high)


class TestAgainstTheTrials:
    def test_ingram2024_four_minutes_give_g_times_the_difference_between_people(self):
        plan = dose.plan_stretching(hold_s=60, repeats=4)
        by_hand = [g * plan.sd_deg for g in (0.52, 0.63, 0.75)]
        assert edges(plan.now_deg) == pytest.approx(by_hand)

    def test_ingram2024_ten_minutes_a_week_give_the_most(self):
        ten = dose.plan_stretching(hold_s=30, repeats=4, sessions=5)
        most = dose.plan_stretching(hold_s=60, repeats=8, sessions=14)
        assert edges(ten.weeks_deg) == pytest.approx([g * ten.sd_deg for g in (0.84, 0.96, 1.09)])
        assert edges(most.weeks_deg) == edges(ten.weeks_deg)

    def test_bandy1997_more_than_30_s_a_day_adds_nothing_at_the_upper_edge_only(self):
        for longer in (model.Dose(60, 1, 5), model.Dose(30, 3, 5)):
            ratio = dose.weeks_ratio(longer, over=ONCE_A_DAY)
            assert ratio.high == pytest.approx(1.0)
            assert ratio.low == pytest.approx(longer.weekly_min / 2.5)

    def test_bandy1994_30_s_beats_15_s_at_both_edges(self):
        ratio = dose.weeks_ratio(ONCE_A_DAY, over=model.Dose(15, 1, 5))
        assert (ratio.low, ratio.high) == pytest.approx((2.0, 2.0))

    def test_behm2016_half_an_hour_later_at_most_a_twentieth_is_left(self):
        plan = dose.plan_stretching(repeats=4)
        assert plan.later_deg[1].high == pytest.approx(0.05 * plan.now_deg.high)

    def test_donti2020_is_where_counting_minutes_fails(self):
        gains = {row["id"]: row["gain_percent"] for row in load_rows("mobility/acute_gains")}
        six, one = (dose.plan_stretching(hold_s=s, repeats=n) for s, n in ((30, 6), (60, 3)))
        assert edges(six.now_deg) == edges(one.now_deg)
        assert gains["ag01"] == pytest.approx(gains["ag02"], abs=0.5)  # gymnasts: alike
        assert gains["ag03"] > 10 * gains["ag04"]  # team players: not

    def test_gains_with_a_printed_range_are_computed_from_it(self):
        rows = [row for row in load_rows("mobility/acute_gains") if row["after_deg"] > 0]
        computed = [100 * (row["after_deg"] / row["before_deg"] - 1) for row in rows]
        assert [row["gain_percent"] for row in rows] == pytest.approx(computed, abs=0.051)
        assert len(rows) == 4

    def test_peixoto2015_a_30_s_hold_has_yielded_nearly_all_of_its_25_percent(self):
        held = dose.yielded_percent(30)
        # 25 of the 25.8 % that an endless hold would lose
        assert held.middle == pytest.approx(100 * 25 / 25.83, abs=0.2)


class TestWhatMustHold:
    @given(plan=PLANS)
    def test_bands_are_ordered_and_a_gain_only_fades(self, plan):
        for band in (plan.now_deg, *plan.later_deg, plan.weeks_deg, plan.yielded_percent):
            assert 0 <= band.low <= band.middle <= band.high
        soon, late = plan.later_deg
        for edge in ("low", "middle", "high"):
            assert getattr(plan.now_deg, edge) > getattr(soon, edge) > getattr(late, edge)

    @given(plan=PLANS)
    def test_the_curves_pass_through_the_plan(self, plan):
        minutes = (plan.dose.session_min, min(plan.dose.weekly_min, dose.LONGEST_WEEK_MIN))
        for at, curve, gain in zip(
            minutes, (plan.by_session, plan.by_week), (plan.now_deg, plan.weeks_deg), strict=True
        ):
            for edge in ("low", "middle", "high"):
                drawn = np.interp(at, curve.minutes, getattr(curve.gain_deg, edge))
                assert drawn == pytest.approx(getattr(gain, edge))
        assert plan.by_time.gain_deg.middle[0] == pytest.approx(plan.now_deg.middle)
        assert plan.by_time.gain_deg.middle[-1] == pytest.approx(plan.later_deg[1].middle)

    @given(plan=PLANS)
    def test_the_days_of_the_week_do_not_change_a_session(self, plan):
        once = dose.plan_stretching(hold_s=plan.dose.hold_s, repeats=plan.dose.repeats, sessions=1)
        assert edges(once.now_deg) == edges(plan.now_deg)
        assert once.weeks_deg.middle <= plan.weeks_deg.middle

    @pytest.mark.parametrize(
        ("name", "value"), [("hold_s", 5), ("hold_s", 90), ("repeats", 0), ("sessions", 15)]
    )
    def test_a_setting_outside_its_range(self, name, value):
        low, high = dose.LIMITS[name]
        with pytest.raises(ValueError, match="was given as") as caught:
            dose.plan_stretching(**{name: value})
        assert str(caught.value) == (
            f"{name} was given as {value!r}, but it must be a number from {low:g} to {high:g}; "
            "choose a value in that range."
        )


class TestPicture:
    plan = dose.plan_stretching(hold_s=30, repeats=4, sessions=5)

    def points(self, fig):
        return [
            t for t in fig.data
            if t.mode == "markers" and t.marker.color == PALETTE["mobility"]
        ]  # fmt: skip

    def test_one_point_a_panel_at_the_plan(self):
        fig = dose_figure.plan_picture(self.plan).figure
        found = {point.xaxis: (point.x[0], point.y[0]) for point in self.points(fig)}
        assert found["x"] == pytest.approx((2.0, self.plan.now_deg.middle))
        assert found["x2"] == pytest.approx((10.0, self.plan.later_deg[0].middle))
        assert found["x3"] == pytest.approx((10.0, self.plan.weeks_deg.middle))
        assert {trace.yaxis for trace in fig.data} == {"y"}

    def test_a_week_beyond_the_picture_stands_at_its_edge_and_says_so(self):
        fig = dose_figure.plan_picture(
            dose.plan_stretching(hold_s=60, repeats=8, sessions=14)
        ).figure
        assert max(point.x[0] for point in self.points(fig)) == dose.LONGEST_WEEK_MIN
        assert "112 min a week →" in str(fig.data)
        assert "min a week →" not in str(dose_figure.plan_picture(self.plan).figure.data)

    def test_axes_carry_units_and_the_published_volumes_are_dotted(self):
        layout = dose_figure.plan_picture(self.plan).figure.layout
        titles = (layout.xaxis.title.text, layout.xaxis2.title.text, layout.xaxis3.title.text)
        assert titles == ("minutes in a session", "minutes since", "minutes a week")
        assert layout.yaxis.title.text == "range gained (degrees)"
        assert [(s.x0, s.xref, s.line.dash) for s in layout.shapes] == [
            (4, "x", "dot"), (10, "x3", "dot"),
        ]  # fmt: skip

    @given(plan=PLANS)
    def test_everything_fits_into_the_fixed_axis(self, plan):
        highest = max(edge.high for edge in (plan.now_deg, plan.weeks_deg))
        assert highest + 0.8 < dose_figure.TOP_DEG
        lowest = min(plan.by_session.gain_deg.low[2], plan.by_week.gain_deg.low[2])
        assert lowest > dose_figure.STOP_DEG

    def test_the_sentence_tells_the_numbers_of_the_table(self):
        picture = dose_figure.plan_picture(self.plan)
        table = [row[1] for row in picture.numbers.rows[:2]] + [picture.numbers.rows[3][1]]
        assert re.findall(r"(\d\.\d)° \(", picture.sentence) == table
        assert "4 × 30 s, 5 times a week: 2 minutes a session, 10 a week." in picture.sentence
        assert "30 minutes later at most 0.2°" in picture.sentence
        assert "No trial has measured these degrees for the upper back." in picture.sentence

    def test_one_minute_is_singular_and_once_is_once(self):
        plan = dose.plan_stretching(hold_s=60, repeats=1, sessions=1)
        sentence = dose_figure.plan_picture(plan).sentence
        assert sentence.startswith("1 × 60 s, once a week: 1 minute a session, 1 a week.")

    def test_a_guess_stands_in_the_middle_panel(self):
        fig = dose_figure.plan_picture(self.plan, Guess("10 min", 1.5)).figure
        (mark,) = [t for t in fig.data if t.marker.symbol == "diamond"]
        assert (list(mark.x), list(mark.y), mark.xaxis) == ([10.0], [1.5], "x2")
