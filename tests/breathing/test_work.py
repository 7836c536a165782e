"""The work of breathing: closed form against integration, least work against a search."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.breathing import agreement, work
from course_lib.breathing.facts import fact
from course_lib.breathing.model import Breaths
from course_lib.breathing.work import JOULE, SAME, Mechanics, choose, cost, least_work_min, usual

RHYTHM = st.floats(6.0, 62.0)
DEPTH = st.floats(0.15, 3.2)
MECHANICS = st.builds(Mechanics, st.floats(5.0, 15.0), st.floats(1.0, 8.0))


def one_breath_in(breaths_min, tidal_l, by):
    """Pull (cmH2O) and volume (L) over a breath in, straight from the equation of motion."""
    seconds = 60.0 / breaths_min
    time = np.linspace(0.0, seconds / 2.0, 4001)
    volume = tidal_l / 2.0 * (1.0 - np.cos(2.0 * np.pi * time / seconds))
    flow = np.gradient(volume, time)
    return by.stiffness * volume + by.resistance * flow, volume


class TestClosedForm:
    @given(breaths_min=RHYTHM, tidal_l=DEPTH, by=MECHANICS)
    def test_work_is_the_area_under_pull_and_volume(self, breaths_min, tidal_l, by):
        pull, volume = one_breath_in(breaths_min, tidal_l, by)
        joules_a_minute = np.trapezoid(pull, volume) * JOULE * breaths_min
        assert cost(breaths_min, tidal_l, by=by).total_j == pytest.approx(joules_a_minute, rel=1e-4)

    @given(breaths_min=RHYTHM, tidal_l=DEPTH, by=MECHANICS)
    def test_the_peak_is_the_highest_pull(self, breaths_min, tidal_l, by):
        pull, _ = one_breath_in(breaths_min, tidal_l, by)
        breaths = Breaths(breaths_min, tidal_l, 0.15, 50.0)
        assert work.peak_pull(breaths, by=by) == pytest.approx(pull.max(), rel=1e-4)

    @given(need_l=st.floats(2.0, 120.0), dead_l=st.floats(0.1, 0.3), by=MECHANICS)
    def test_least_work_is_where_a_search_finds_it(self, need_l, dead_l, by):
        least = least_work_min(need_l, dead_l, by=by)
        rhythm = least * np.linspace(0.5, 2.0, 3001)
        found = rhythm[np.argmin(cost(rhythm, dead_l + need_l / rhythm, by=by).total_j)]
        assert least == pytest.approx(found, rel=1.5e-3)

    @given(need_l=st.floats(2.0, 120.0), by=MECHANICS, stiffer=st.floats(1.05, 3.0))
    def test_stiff_lungs_breathe_faster_and_narrow_airways_slower(self, need_l, by, stiffer):
        # Miller's Anesthesia, figure 17-14 (miller_wob), says both
        usual_rhythm = least_work_min(need_l, 0.15, by=by)
        stiff = Mechanics(by.stiffness * stiffer, by.resistance)
        narrow = Mechanics(by.stiffness, by.resistance * stiffer)
        assert least_work_min(need_l, 0.15, by=stiff) > usual_rhythm
        assert least_work_min(need_l, 0.15, by=narrow) < usual_rhythm


class TestLimits:
    def test_without_stiffness_or_resistance_nothing_is_spent(self):
        assert cost(12.0, 0.5, by=Mechanics(0.0, 0.0)).total_j == 0.0

    @given(breaths_min=RHYTHM, litres=st.floats(6.0, 100.0))
    def test_the_airways_ask_by_the_air_moved_whatever_the_rhythm(self, breaths_min, litres):
        one = cost(breaths_min, litres / breaths_min, by=usual()).airways_j
        assert one == pytest.approx(cost(12.0, litres / 12.0, by=usual()).airways_j)

    def test_the_same_air_moved_costs_less_the_faster(self):
        curve = choose(same=SAME[0], litres_min=6, breaths_min=12).curve.total_j
        assert (np.diff(curve) < 0).all()

    def test_the_same_air_of_use_has_a_least(self):
        choice = choose(same=SAME[1], litres_min=4.2, breaths_min=12)
        slope = np.diff(choice.curve.total_j)
        assert slope[0] < 0 < slope[-1]
        assert (np.diff(np.sign(slope)) >= 0).all()


class TestAgainstOthers:
    def test_least_work_at_rest_is_near_the_textbook_drawing_and_the_rhythm_at_rest(self):
        # miller_wob: about 15; wikilectures: 12 to 15
        low, high = agreement.least_at_rest_min()
        rest = fact("frequency_rest")
        assert rest.low < low < high < fact("work_least_frequency").value
        assert low == pytest.approx(13.9, abs=0.05)

    def test_work_of_a_litre_at_rest(self):
        # respwork_normal: 0.47 J/L through the nose
        assert agreement.work_per_litre_j() == pytest.approx(0.47, rel=0.2)

    def test_work_at_maximum_is_short_of_what_was_measured(self):
        # margaria: 100 to 120 cal a minute; the agreement table says "about half"
        published = fact("work_max")
        middle = (published.low + published.high) / 2
        assert agreement.work_at_maximum_cal() / middle == pytest.approx(0.5, abs=0.08)

    def test_least_work_at_maximum_is_too_fast_as_the_table_says(self):
        assert agreement.least_at_maximum_min() > fact("frequency_treadmill").value

    def test_mechanics_are_the_published_ones(self):
        # compliance_normal: 0.119 L/cmH2O; rrs1991: 7.1 to 12.1 cmH2O/L and 3.07 to 4.43 cmH2O s/L
        easy, hard = work.band()
        assert easy.stiffness <= usual().stiffness <= hard.stiffness
        assert easy.resistance <= usual().resistance <= hard.resistance
        assert usual().stiffness == pytest.approx(8.4, abs=0.05)
        other = fact("compliance_other").value
        assert easy.stiffness < 1 / other < hard.stiffness

    def test_neck_muscles_rest_at_rest_and_help_at_maximum(self):
        # hudson2007: the sternomastoid joins in at 20 % of the hardest pull
        rest, *maxima = work.pulls()
        onset = fact("sternomastoid_onset").value
        assert max(rest.percent) < onset < min(min(m.percent) for m in maxima)
        assert [p.illustrative for p in work.pulls()] == [False, True, True, True]

    def test_a_deep_breath_pulls_harder_than_a_shallow_one_of_the_same_air(self):
        assert work.harder_pull(97, 36, fast_min=62) == 0
        assert work.harder_pull(97, 62, fast_min=36) == 2
        assert work.harder_pull(97, 36, fast_min=36) == 1

    def test_the_table_says_what_the_model_gives(self):
        rows = {c.finding: c for c in agreement.agreement()}
        assert len(rows) == 7
        assert rows["rhythm of least work at rest"].model == "14 to 15 breaths a minute"
        assert rows["rhythm at maximum"].model == "least work at 85"
        shown = str(agreement.movers_table())
        assert shown.count("not found") == 2


class TestChoice:
    @given(same=st.sampled_from(SAME), litres=st.floats(4.0, 145.0), breaths_min=RHYTHM)
    def test_what_stays_the_same_stays_the_same(self, same, litres, breaths_min):
        choice = choose(same=same, litres_min=litres, breaths_min=breaths_min)
        kept = choice.breaths.minute_l if same == SAME[0] else choice.breaths.alveolar_l
        assert kept == pytest.approx(litres)

    @given(same=st.sampled_from(SAME), litres=st.floats(4.0, 145.0), breaths_min=RHYTHM)
    def test_finite_and_inside_its_band(self, same, litres, breaths_min):
        choice = choose(same=same, litres_min=litres, breaths_min=breaths_min)
        assert choice.curve_min.size >= 1
        assert np.isfinite(choice.curve.total_j).all()
        assert (choice.curve_low_j <= choice.curve.total_j + 1e-9).all()
        assert (choice.curve.total_j <= choice.curve_high_j + 1e-9).all()
        assert choice.cost_band_j[0] <= choice.cost.total_j <= choice.cost_band_j[1]

    def test_rhythms_without_a_measured_depth_are_not_drawn(self):
        choice = choose(same=SAME[0], litres_min=97, breaths_min=36)
        depth = 97 / choice.curve_min
        assert depth.max() <= 3.2
        assert choice.curve_min[0] > 30

    @pytest.mark.parametrize(("litres", "illustrative"), [(27, False), (28, True)])
    def test_beyond_the_measured_mechanics_it_is_illustrative(self, litres, illustrative):
        # rrs1991: at most 36 breaths a minute of 0.75 L
        choice = choose(same=SAME[0], litres_min=litres, breaths_min=36)
        assert choice.illustrative is illustrative

    def test_something_else_to_keep_is_refused(self):
        with pytest.raises(ValueError, match="same") as caught:
            choose(same="oxygen", litres_min=6, breaths_min=12)
        assert caught.value.args[0] == (
            "same was given as 'oxygen', but it must be one of air moved or air that reaches the "
            "air sacs."
        )

    @pytest.mark.parametrize("value", [math.nan, -1, 1e9, "6", None])
    @pytest.mark.parametrize("name", ["litres_min", "breaths_min", "dead_space_ml"])
    def test_a_setting_out_of_range_is_refused(self, name, value):
        settings = {"litres_min": 6, "breaths_min": 12} | {name: value}
        with pytest.raises(ValueError, match=rf"^{name} was given as .* choose a value in"):
            choose(same=SAME[0], **settings)
