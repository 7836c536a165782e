"""The closed form against the stepped equations, the published tables, and what must hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from course_lib.endurance import hold
from course_lib.endurance.model import REST_FACTOR, Block, follow, rates_of
from tests.endurance.exact import flows, stepped

REGIONS = st.sampled_from(["shoulder", "trunk", "general"])
LOADS = st.integers(0, 100).map(lambda percent: percent / 100)
BLOCKS = st.lists(
    st.builds(
        Block,
        seconds=st.floats(1.0, 900.0),
        load=LOADS,
        recovery_factor=st.sampled_from([1.0, 6.1, REST_FACTOR]),
    ),
    min_size=1,
    max_size=5,
)
EFFORTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
# myosuite documentation, table "Published 3CC fits": holding times in s at 10 to 90 %
PUBLISHED_MODEL_S = {
    "trunk": (2995, 675, 352, 215, 140, 91.4, 58.1, 33.6, 14.8),
    "shoulder": (1059, 274, 144, 88.8, 57.7, 37.9, 24.1, 13.9, 6.2),
    "general": (2045, 517, 272, 167, 108, 71.0, 45.1, 26.1, 11.5),
}
# the same page, table "Empirical ET (s), Frey-Law & Avin (2010), Table 2"
PUBLISHED_LAW_S = {
    "trunk": (4225, 876, 349, 182, 109, 72.3, 51.0, 37.7, 28.8),
    "shoulder": (1005, 283, 135, 79.5, 52.8, 37.8, 28.5, 22.4, 18.0),
    "general": (2093, 531, 238, 135, 86.5, 60.3, 44.4, 34.1, 27.0),
}


class TestAgainstTheSteppedEquations:
    @given(blocks=BLOCKS, region=REGIONS)
    @settings(max_examples=12, deadline=None)
    def test_the_closed_form_is_lsoda_at_its_finest(self, blocks, region):
        rates = rates_of(region)
        closed = follow(blocks, rates, points=121)
        with_lsoda = stepped(blocks, rates, closed.time_s, method="LSODA", rtol=1e-10)
        np.testing.assert_allclose(closed.active, with_lsoda[0], atol=2e-6)
        np.testing.assert_allclose(closed.fatigued, with_lsoda[1], atol=2e-6)

    def test_work_and_rest_to_a_hundred_millionth(self):
        blocks = [Block(240.0, 0.4), Block(60.0, 0.0, recovery_factor=REST_FACTOR)] * 2
        closed = follow(blocks, rates_of("shoulder"))
        stiff = stepped(blocks, rates_of("shoulder"), closed.time_s, method="Radau", rtol=1e-9)
        np.testing.assert_allclose(closed.fatigued, stiff[1], atol=1e-8)

    @pytest.mark.parametrize(("mean", "region"), [(0.11, "shoulder"), (0.2, "trunk")])
    def test_quick_pulses_tire_like_their_mean(self, mean, region):
        # half-sine landings, 0.35 s a step, foot down for 64 % of it; two minutes from fresh
        step_s, stance, rates = 0.35, 0.64, rates_of(region)
        peak = mean / stance * math.pi / 2

        def pulse(time_s):
            phase = (time_s % step_s) / step_s / stance
            return peak * math.sin(math.pi * phase) if phase < 1 else 0.0

        change, until = flows(rates, pulse), 120.0
        done = solve_ivp(change, (0, until), [0.0, 0.0], method="LSODA", max_step=0.02, rtol=1e-6)
        steady = follow([Block(until, mean)], rates, points=2)
        assert done.y[1, -1] == pytest.approx(steady.fatigued[-1], rel=5e-3)


class TestAgainstPublishedTables:
    @pytest.mark.parametrize("region", PUBLISHED_MODEL_S)
    def test_holding_times_of_the_model(self, region):
        times = hold.model_s(np.array(EFFORTS), rates_of(region))
        np.testing.assert_allclose(times, PUBLISHED_MODEL_S[region], rtol=0.011)

    @pytest.mark.parametrize("region", PUBLISHED_LAW_S)
    def test_holding_times_of_the_law(self, region):
        times = hold.law_s(np.array(EFFORTS), region)
        np.testing.assert_allclose(times, PUBLISHED_LAW_S[region], rtol=0.005)

    @pytest.mark.parametrize("region", ["trunk", "shoulder", "general"])
    def test_from_15_to_80_percent_the_model_follows_the_law(self, region):
        loads = np.linspace(0.15, 0.80, 66)
        ratio = hold.model_s(loads, rates_of(region)) / hold.law_s(loads, region)
        assert ratio.min() > 0.60
        assert ratio.max() < 1.30

    @pytest.mark.parametrize(("region", "percent"), [("trunk", -49), ("shoulder", -66)])
    def test_at_90_percent_it_gives_up_too_soon(self, region, percent):
        held = hold.hold_at(effort_percent=90, region=region)
        assert held.error_percent == pytest.approx(percent, abs=0.6)

    @pytest.mark.parametrize("load", [0.2, 0.5, 0.9])
    def test_the_controller_changes_a_holding_time_by_less_than_2_percent(self, load):
        # myosuite: the integrated time agrees with the closed form to within 2 %
        rates = rates_of("trunk")
        by_form = float(hold.model_s(load, rates))
        failed = follow([Block(2 * by_form, load)], rates).failed_s
        assert failed == pytest.approx(by_form, rel=0.02)


class TestLimits:
    def test_what_is_sustainable_lasts_for_ever(self):
        rates = rates_of("trunk")
        assert rates.sustainable == pytest.approx(0.0904, abs=1e-4)
        assert hold.model_s(rates.sustainable * 0.99, rates) == math.inf
        assert follow([Block(86400.0, rates.sustainable * 0.99)], rates).failed_s == math.inf

    def test_a_day_of_all_out_effort_ends_at_what_is_sustainable(self):
        rates = rates_of("shoulder")
        spent = follow([Block(86400.0, 1.0)], rates)
        assert spent.active[-1] == pytest.approx(rates.sustainable, rel=2e-3)

    def test_rest_gives_everything_back(self):
        spent = [Block(300.0, 0.5), Block(7200.0, 0.0, recovery_factor=REST_FACTOR)]
        assert follow(spent, rates_of("trunk")).left[-1] == pytest.approx(1.0, abs=1e-6)

    def test_nothing_asked_nothing_tired(self):
        idle = follow([Block(600.0, 0.0)], rates_of("trunk"))
        assert idle.failed_s == math.inf
        np.testing.assert_array_equal(idle.fatigued, 0.0)

    def test_a_peak_above_everything_fails_at_once(self):
        assert follow([Block(60.0, 0.3, peak=1.2)], rates_of("trunk")).failed_s == 0.0

    def test_a_heavier_block_fails_when_it_begins(self):
        blocks = [Block(100.0, 0.3), Block(60.0, 0.9)]
        assert follow(blocks, rates_of("shoulder")).failed_s == 100.0


class TestInvariants:
    @given(blocks=BLOCKS, region=REGIONS)
    def test_shares_add_up_to_one_and_none_is_negative(self, blocks, region):
        flow = follow(blocks, rates_of(region))
        total = flow.active + flow.fatigued + flow.resting
        np.testing.assert_allclose(total, 1.0, atol=1e-12)
        for share in (flow.active, flow.fatigued, flow.resting):
            assert share.min() > -1e-9

    @given(blocks=BLOCKS, region=REGIONS)
    def test_the_active_share_never_exceeds_what_was_asked(self, blocks, region):
        flow = follow(blocks, rates_of(region))
        assert flow.active.max() <= max(block.load for block in blocks) + 1e-9

    @given(load=st.floats(0.05, 0.9), more=st.floats(0.01, 0.1), region=REGIONS)
    def test_more_load_less_left_and_sooner_gone(self, load, more, region):
        easy, hard = (follow([Block(900.0, x)], rates_of(region)) for x in (load, load + more))
        assert (hard.left <= easy.left + 1e-12).all()
        assert hard.failed_s <= easy.failed_s

    @given(blocks=BLOCKS, region=REGIONS, cut=st.floats(0.1, 0.9))
    def test_cutting_a_block_in_two_changes_nothing(self, blocks, region, cut):
        whole = blocks[0]
        parts = [
            Block(share * whole.seconds, whole.load, recovery_factor=whole.recovery_factor)
            for share in (cut, 1.0 - cut)
        ]
        one, two = (follow(b, rates_of(region), points=2) for b in ([whole], parts))
        assert one.fatigued[-1] == pytest.approx(two.fatigued[-1], abs=1e-9)

    @given(blocks=BLOCKS, region=REGIONS)
    def test_the_time_of_failure_is_where_the_shares_say(self, blocks, region):
        flow = follow(blocks, rates_of(region), points=2001)
        if math.isfinite(flow.failed_s):
            ends = np.cumsum([block.seconds for block in blocks])
            number = int(np.searchsorted(ends, flow.failed_s, side="right"))
            asked = blocks[min(number, len(blocks) - 1)].load
            left = np.interp(flow.failed_s, flow.time_s, flow.left)
            assert left <= asked + 0.01


def test_the_rates_are_the_published_pairs_and_not_the_abstracts_misprint():
    trunk, shoulder = rates_of("trunk"), rates_of("shoulder")
    assert (trunk.fatigue_per_s, trunk.recovery_per_s) == (0.00755, 0.00075)
    assert (shoulder.fatigue_per_s, shoulder.recovery_per_s) == (0.01820, 0.00168)


@pytest.mark.parametrize("look_up", [rates_of, lambda region: hold.law_s(0.5, region)])
def test_there_is_no_neck_set(look_up):
    with pytest.raises(ValueError, match=r"no published rates for 'neck'; choose .*stands in\.$"):
        look_up("neck")


@pytest.mark.parametrize("block", [Block(10.0, -0.1), Block(10.0, 1.1), Block(-1.0, 0.5)])
def test_bad_blocks(block):
    with pytest.raises(ValueError, match=r"was given as .* must be a number from"):
        follow([block], rates_of("trunk"))


@pytest.mark.parametrize("effort", [5, 95, math.nan])
def test_an_effort_outside_the_data(effort):
    with pytest.raises(ValueError, match=r"effort_percent was given as .* from 10 to 90"):
        hold.hold_at(effort_percent=effort)


def test_half_the_effort_lasts_far_more_than_twice_as_long():
    assert hold.share_of_time(hold.hold_at(effort_percent=40)) == 1
