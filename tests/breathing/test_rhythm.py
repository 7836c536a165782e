"""Run by a rhythm: rates, lengths, ceilings, guidance, and what rests on what."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.breathing import guidance, rhythm
from course_lib.breathing.coupling import LIMITS as STEPS
from course_lib.breathing.facts import fact
from course_lib.breathing.guidance import guided, measured_outcomes
from course_lib.breathing.rhythm import COUNTS, ceilings, clock, rates, run, talk_pace_min_km
from course_lib.breathing.rhythm_agreement import (
    agreement,
    agreement_table,
    in_shares,
    offered_strides,
    published_strides,
)

PACE = st.floats(*rhythm.PACE_LIMITS_MIN_KM)
RATE = st.floats(*STEPS["steps_min"])
COUNT = st.sampled_from(list(COUNTS))


class TestArithmetic:
    def test_a_run_worked_out_by_hand(self):
        # 165 ÷ 4 = 41.25 breaths; 1000 m ÷ (5.5 × 165) steps = 1.102 m; × 4 = 4.408 m;
        # 1000 ÷ 4.408 = 226.9 breaths a kilometre; 1000 m ÷ 330 s = 3.03 m/s
        shown = run(pace_min_km=5.5, steps_min=165, count="2 in, 2 out")
        assert shown.breaths_min == pytest.approx(41.25)
        assert shown.step_m == pytest.approx(1.102, abs=0.001)
        assert shown.breath_m == pytest.approx(4.408, abs=0.001)
        assert shown.breaths_km == pytest.approx(226.9, abs=0.05)
        assert shown.speed_m_s == pytest.approx(3.03, abs=0.005)

    @given(pace=PACE, rate=RATE, count=COUNT)
    def test_the_way_is_kept(self, pace, rate, count):
        shown = run(pace_min_km=pace, steps_min=rate, count=count)
        assert shown.breath_m * shown.breaths_km == pytest.approx(1000.0)
        assert shown.step_m * rate / 60.0 == pytest.approx(shown.speed_m_s)
        assert shown.breaths_min * (shown.steps_in + shown.steps_out) == pytest.approx(rate)

    @given(slow=PACE, fast=PACE, rate=RATE, count=COUNT)
    def test_the_pace_changes_lengths_and_never_breaths(self, slow, fast, rate, count):
        one, two = (run(pace_min_km=pace, steps_min=rate, count=count) for pace in (slow, fast))
        assert one.breaths_min == two.breaths_min
        assert one.step_m * slow == pytest.approx(two.step_m * fast)

    def test_the_rate_follows_the_sum_of_in_and_out(self):
        settings = {"pace_min_km": 5.5, "steps_min": 165}
        popular = run(**settings, count="3 in, 2 out")
        turned = run(**settings, count="2 in, 3 out")
        assert popular.breaths_min == turned.breaths_min
        assert (popular.in_percent, turned.in_percent) == (60.0, 40.0)

    @pytest.mark.parametrize(("minutes", "text"), [(5.5, "5:30"), (6.999, "7:00"), (4, "4:00")])
    def test_a_pace_reads_like_a_watch(self, minutes, text):
        assert clock(minutes) == text


class TestAgainstPublishedRows:
    def test_the_counts_are_the_published_strides(self):
        # bramble1983: 1:1, 3:2, 2:1, 5:2, 3:1, 4:1 strides to breaths
        assert offered_strides() == published_strides() == (1, 1.5, 2, 2.5, 3, 4)

    def test_the_ceiling_at_the_mean_maximum_is_the_mean_maximum(self):
        # blackie1991: 97 L/min (SD 25) and 69 L/min (SD 22) at 36.1 breaths a minute
        for one, litres in zip(ceilings(36.1), (97.0, 69.0), strict=True):
            assert one.most_l == pytest.approx(litres, rel=0.01)
            assert one.low_l < one.most_l < one.high_l

    def test_what_was_moved_on_the_treadmill_lies_under_the_ceiling(self):
        # kasch1976: 143.3 L/min at 62.0 and, uphill, 145.2 at 56.4 breaths a minute
        for often, litres in ((62.0, 143.3), (56.4, 145.2)):
            assert litres < ceilings(often)[0].most_l

    def test_rates_are_the_published_ones(self):
        # wikilectures: 12 to 15; blackie1991: 36.1 (SD 9.2); kasch1976: 62
        assert rates()["at rest"] == (12.0, 15.0)
        assert rates()["maximum on a cycle"] == pytest.approx((26.9, 45.3))
        assert rhythm.fastest_min() == fact("frequency_treadmill").value == 62.0

    def test_the_popular_count_breathes_in_longer_than_was_measured(self):
        # takano1995: 41 to 49 % of the time breathing in
        least, most = in_shares()
        share = fact("breath_in_share")
        assert least < share.low < share.high < most

    @pytest.mark.parametrize(
        ("rate", "count", "place"),
        [
            (165, "4 in, 4 out", rhythm.REST),
            (165, "2 in, 2 out", rhythm.CYCLE),
            (175, "2 in, 1 out", rhythm.BEYOND),
            (165, "1 in, 1 out", rhythm.NOBODY),
        ],
    )
    def test_it_places_a_rhythm_among_the_published(self, rate, count, place):
        assert run(pace_min_km=5, steps_min=rate, count=count).place == place

    def test_a_long_count_cannot_carry_an_average_maximum(self):
        # 165 ÷ 8 × 2.7 = 55.7 L; 165 ÷ 4 × 2.7 = 111 L against 97
        long, usual = (
            ceilings(run(pace_min_km=5, steps_min=165, count=count).breaths_min)[0]
            for count in ("4 in, 4 out", "2 in, 2 out")
        )
        assert long.most_l == pytest.approx(55.7, abs=0.05)
        assert (long.carries_maximum, usual.carries_maximum) == (False, True)

    @pytest.mark.parametrize(("pace", "known"), [(5.5, True), (6.6, True), (7.0, False)])
    def test_it_says_which_paces_were_measured(self, pace, known):
        # munro1987: 2.5 to 5.5 m/s
        assert run(pace_min_km=pace, steps_min=165, count="2 in, 2 out").measured_speed is known


class TestTalk:
    def test_the_pace_of_comfortable_speech(self):
        # condello2014: 64 % of the fastest speed; 4:00 = 4.17 m/s; 2.67 m/s = 6:15
        assert clock(talk_pace_min_km(4.0)) == "6:15"

    def test_talking_pace_is_slower_than_both_thresholds(self):
        assert fact("talk_can").value < fact("threshold_first").value
        assert fact("threshold_second").value < fact("talk_cannot").value


class TestGuidance:
    def test_the_published_means_and_spreads(self):
        # harbour2023: 26.3 ± 10.7 and 69.9 ± 20.0 %
        free, sound = (guided(guide=g, runner="in the middle") for g in guidance.GUIDES)
        assert (free.of_100, sound.of_100) == (26, 70)
        assert (free.mean - free.low, sound.high - sound.mean) == pytest.approx((10.7, 20.0))
        assert free.people == "novice to intermediate women"

    def test_nobody_measured_load_pain_or_stitch(self):
        assert measured_outcomes() == 0


class TestWhatItRestsOn:
    def test_every_row_has_a_source_and_the_mismatch_is_told(self):
        checks = agreement()
        assert len(checks) == 9
        assert any(check.agrees.startswith("no:") for check in checks)
        assert any("not found" in check.published for check in checks)
        assert "What the numbers rest on" in agreement_table()._repr_html_()


RIGHT = {"pace_min_km": 5.5, "steps_min": 165, "count": "2 in, 2 out"}


class TestErrors:
    @pytest.mark.parametrize("value", [math.nan, 0, 9, "5:30", None, True])
    def test_pace(self, value):
        with pytest.raises(ValueError, match="pace_min_km") as caught:
            run(**RIGHT | {"pace_min_km": value})
        assert "must be a number from 3.1 to 8; choose a value" in caught.value.args[0]

    def test_count(self):
        with pytest.raises(ValueError, match="count was given as '3:2', but it must be one of"):
            run(**RIGHT | {"count": "3:2"})

    def test_guide(self):
        with pytest.raises(ValueError, match="guide was given as 'music', but it must be one of"):
            guided(guide="music", runner="in the middle")

    @pytest.mark.parametrize("value", [math.inf, 1.0, -4])
    def test_talk(self, value):
        with pytest.raises(ValueError, match=r"must be a number from 2\.5 to 8;"):
            talk_pace_min_km(value)

    def test_ceiling(self):
        with pytest.raises(ValueError, match="breaths_min was given as 0"):
            ceilings(0)
