"""A minute of breathing: volumes balance, limits hold, textbook rows come back."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.breathing import model
from course_lib.breathing.facts import fact
from course_lib.breathing.model import Breaths, breathe, oxygen_cost_ml, trace, wave

WAYS = st.fixed_dictionaries(
    {
        name: st.floats(*model.LIMITS[name])
        for name in ("breaths_min", "tidal_l", "dead_space_l", "in_percent")
    }
)


class TestAgainstPublishedRows:
    def test_rest_of_the_textbook(self):
        # wikilectures: 12 breaths of 0.5 L are 6 L; with 0.15 L of dead space 4.2 L are of use
        rest = breathe(breaths_min=12, tidal_l=0.5)
        assert rest.minute_l == pytest.approx(fact("minute_rest").value)
        assert rest.alveolar_l == pytest.approx(fact("alveolar_rest").value)
        assert rest.wasted_percent == pytest.approx(30.0)

    def test_mean_breath_times_mean_rhythm_is_the_mean_maximum_of_men(self):
        # blackie1991: 2.7 L x 36.1 a minute against 97 L a minute (SD 25)
        top = breathe(breaths_min=fact("frequency_max").value, tidal_l=fact("tidal_max_men").value)
        assert top.minute_l == pytest.approx(fact("minute_max_men").value, rel=0.02)

    def test_women_lie_within_one_standard_deviation(self):
        # blackie1991: 1.92 L x 36.1 (both sexes) against 69 L a minute (SD 22)
        own = fact("minute_max_women")
        top = breathe(breaths_min=36.1, tidal_l=fact("tidal_max_women").value)
        assert own.low < top.minute_l < own.high

    def test_oxygen_cost_at_sixty_litres(self):
        # lorenzo2012: 1.17 and 1.21 mL a litre
        assert oxygen_cost_ml(60.0) == pytest.approx((70.2, 72.6))

    def test_what_was_not_found_stays_missing(self):
        missing = ("running_easy_tempo", "diaphragm_share", "neck_share")
        assert not any(fact(name).known for name in missing)
        assert fact("elastance_band").known


class TestLimits:
    def test_a_breath_as_small_as_the_airways_brings_nothing(self):
        none = breathe(breaths_min=40, tidal_l=0.15, dead_space_l=0.15)
        assert none.alveolar_l == 0.0
        assert none.wasted_l == pytest.approx(none.minute_l)
        assert none.wasted_percent == 100.0

    def test_a_breath_smaller_than_the_airways_brings_nothing_and_not_less(self):
        less = Breaths(40.0, 0.1, 0.15, 50.0)
        assert less.alveolar_l == 0.0
        assert less.wasted_l == pytest.approx(4.0)
        assert not less.measured

    def test_deep_breaths_waste_a_vanishing_share(self):
        shares = [Breaths(10.0, depth, 0.15, 50.0).wasted_percent for depth in (1.0, 10.0, 1e6)]
        assert shares == sorted(shares, reverse=True)
        assert shares[-1] < 1e-4

    @pytest.mark.parametrize(("tidal_l", "inside"), [(0.5, True), (3.2, True), (3.3, False)])
    def test_it_says_where_it_leaves_the_data(self, tidal_l, inside):
        assert Breaths(12.0, tidal_l, 0.15, 50.0).measured is inside


class TestInvariants:
    @given(way=WAYS)
    def test_volumes_balance(self, way):
        breaths = breathe(**way)
        assert breaths.alveolar_l + breaths.wasted_l == pytest.approx(breaths.minute_l)
        assert 0.0 <= breaths.alveolar_l <= breaths.minute_l
        assert 0.0 <= breaths.wasted_percent <= 100.0

    @given(way=WAYS, slower=st.floats(1.01, 3.0))
    def test_the_same_air_in_fewer_breaths_reaches_further(self, way, slower):
        quick = Breaths(**way)
        slow = Breaths(**way | {"breaths_min": way["breaths_min"] / slower,
                                "tidal_l": way["tidal_l"] * slower})  # fmt: skip
        assert slow.minute_l == pytest.approx(quick.minute_l)
        assert slow.alveolar_l >= quick.alveolar_l - 1e-9

    @given(way=WAYS)
    def test_a_trace_stays_between_empty_and_full_and_holds_its_breaths(self, way):
        breaths = breathe(**way)
        drawn = trace(breaths)
        assert drawn.volume_l.min() >= 0.0
        assert drawn.volume_l.max() <= breaths.tidal_l + 1e-12
        if breaths.breaths_min * drawn.time_s[-1] / 60.0 >= 1.0:
            assert drawn.volume_l.max() > 0.97 * breaths.tidal_l

    @given(share=st.floats(40.0, 50.0))
    def test_a_breath_is_empty_at_its_ends_and_full_when_it_turns(self, share):
        turning = np.array([0.0, share / 100.0, 1.0])
        np.testing.assert_allclose(wave(turning, in_percent=share), [0.0, 1.0, 0.0], atol=1e-12)

    @given(share=st.floats(40.0, 50.0))
    def test_breathing_in_takes_its_share_of_the_time(self, share):
        phase = np.linspace(0.0, 1.0, 20001)
        rising = np.diff(wave(phase, in_percent=share)) > 0
        assert rising.mean() == pytest.approx(share / 100.0, abs=2e-4)


class TestBadInput:
    @pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, 1e9, "12", None, True])
    @pytest.mark.parametrize("name", ["breaths_min", "tidal_l", "dead_space_l", "in_percent"])
    def test_one_sentence_says_what_is_allowed(self, name, value):
        low, high = model.LIMITS[name]
        settings = {"breaths_min": 12.0, "tidal_l": 0.5} | {name: value}
        with pytest.raises(ValueError, match=name) as caught:
            breathe(**settings)
        assert caught.value.args[0] == (
            f"{name} was given as {value!r}, but it must be a number from {low:g} to {high:g}; "
            "choose a value in that range."
        )
