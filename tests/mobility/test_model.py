"""Dose and range: against the trials, limits, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.mobility import desk, model
from course_lib.tables import load_rows

GROUPS = desk.desk_groups().group
DOSES = st.builds(model.Dose, st.floats(15, 60), st.integers(0, 8), st.floats(1, 7))
SD_DEG = desk.pooled_sd_deg(desk.desk_groups())


class TestDesk:
    """Source: heneghan2018."""

    def test_the_printed_means(self):
        assert desk.desk_groups().mean_deg.tolist() == [64.75, 68.44, 74.96]

    def test_the_printed_spread_fits_a_standard_error_and_no_standard_deviation(self):
        found = desk.spread_detective()
        # By hand: between groups 1665, within 3927 (as SE) or 130 (as SD); printed: 0.31.
        assert found["as standard errors"] == pytest.approx(1665 / (1665 + 3927), abs=0.002)
        assert found["as standard deviations"] == pytest.approx(1665 / (1665 + 130), abs=0.002)
        assert abs(found["as standard errors"] - found["printed"]) < 0.02
        assert abs(found["as standard deviations"] - found["printed"]) > 0.5

    def test_an_unknown_group(self):
        with pytest.raises(ValueError, match=r"There is no group 'me' in this study; choose sits"):
            model.stretch(group="me")


class TestAgainstTheTrials:
    def test_ingram2024_the_full_dose_gives_g_times_the_difference_between_people(self):
        full = model.gain_now(model.Dose(30, 8), sd_deg=10.0)
        assert (full.low, full.middle, full.high) == pytest.approx((5.2, 6.3, 7.5))
        weeks = model.gain_after_weeks(model.Dose(30, 4, 5), sd_deg=10.0)
        assert (weeks.low, weeks.middle, weeks.high) == pytest.approx((8.4, 9.6, 10.9))

    def test_ingram2024_more_than_4_minutes_adds_nothing(self):
        four, eight = (model.gain_now(model.Dose(60, n), sd_deg=1.0) for n in (4, 8))
        assert four == eight

    def test_depino2000_four_holds_of_30_s_are_gone_between_3_and_6_minutes_or_later(self):
        at_3, at_6 = model.left_after(3.0), model.left_after(6.0)
        assert at_3.low > model.LEFT_WHEN_GONE
        assert at_6.low == pytest.approx(model.LEFT_WHEN_GONE)

    def test_behm2016_after_30_minutes_at_most_5_percent_is_left(self):
        assert model.left_after(30.0).high == pytest.approx(model.LEFT_WHEN_GONE)

    def test_bandy1997_60_s_a_day_gives_no_more_than_30_s_at_the_upper_edge(self):
        short, long = (model.gain_after_weeks(model.Dose(s, 1, 5), sd_deg=1.0) for s in (30, 60))
        assert short.high == long.high
        assert short.low < long.low  # the other edge, ingram2024, says that more helps

    def test_bandy1994_15_s_gives_less_than_30_s(self):
        short, long = (model.gain_after_weeks(model.Dose(s, 1, 5), sd_deg=1.0) for s in (15, 30))
        assert short.high < long.high

    def test_behm2016_performance(self):
        changes = [model.performance_percent(model.Dose(30, n)) for n in (0, 1, 2)]
        assert changes == [0.0, -1.1, -4.6]

    def test_the_gain_in_degrees_lies_where_other_joints_lie(self):
        """acute_gains: 0.8 to 25.7 % of the range at hip and ankle; the model at its full dose."""
        measured = [row["gain_percent"] for row in load_rows("mobility/acute_gains")]
        measured = [value for value in measured if value == value]
        gain = model.gain_now(model.Dose(30, 8), sd_deg=SD_DEG)
        for edge in (gain.low, gain.middle, gain.high):
            assert min(measured) < 100 * edge / 64.75 < max(measured)


class TestInvariants:
    @given(dose=DOSES, minutes=st.floats(0, 60))
    def test_bands_are_ordered_and_gains_positive(self, dose, minutes):
        for band in (
            model.gain_now(dose, sd_deg=SD_DEG),
            model.gain_after_weeks(dose, sd_deg=SD_DEG),
            model.left_after(minutes),
        ):
            assert 0 <= band.low <= band.middle + 1e-12
            assert band.middle <= band.high + 1e-12

    @given(dose=DOSES, earlier=st.floats(0, 59), later=st.floats(0.1, 60))
    def test_the_gain_decays_to_nothing(self, dose, earlier, later):
        first, then = model.left_after(earlier), model.left_after(earlier + later)
        assert then.high < first.high
        assert model.left_after(600.0).high < 1e-9

    @given(hold_s=st.floats(15, 60), repeats=st.integers(0, 7))
    def test_a_longer_session_never_gains_less(self, hold_s, repeats):
        fewer, more = (
            model.gain_now(model.Dose(hold_s, n), sd_deg=1.0) for n in (repeats, repeats + 1)
        )
        assert more.low >= fewer.low
        assert more.high >= fewer.high

    @given(group=st.sampled_from(GROUPS), minutes=st.floats(0, 60))
    def test_no_stretch_changes_nothing(self, group, minutes):
        rest = model.stretch(group=group, repeats=0, minutes_since=minutes)
        for band in (rest.now_deg, rest.hour_deg, rest.weeks_deg):
            assert (band.low, band.high) == (rest.before_deg, rest.before_deg)
        assert rest.performance_percent == 0.0

    @given(group=st.sampled_from(GROUPS), minutes=st.floats(0, 60), repeats=st.integers(1, 8))
    def test_now_lies_on_the_curve(self, group, minutes, repeats):
        out = model.stretch(group=group, repeats=repeats, minutes_since=minutes)
        assert out.range_deg.middle[-1] <= out.now_deg.middle + 1e-9
        assert out.now_deg.middle <= out.range_deg.middle[0] + 1e-9
        assert out.hour_deg.high - out.before_deg < 0.02


@pytest.mark.parametrize(("name", "value"), [("hold_s", 10), ("repeats", 9), ("minutes_since", 61)])
def test_a_setting_outside_its_range(name, value):
    low, high = model.LIMITS[name]
    with pytest.raises(ValueError, match="was given as") as caught:
        model.stretch(group=GROUPS[0], **{name: value})
    assert str(caught.value) == (
        f"{name} was given as {value!r}, but it must be a number from {low:g} to {high:g}; "
        "choose a value in that range."
    )
