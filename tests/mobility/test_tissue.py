"""The standard linear solid: against what it was fitted to, limits, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.mobility import hold, tissue

SHARES = st.floats(0.05, 0.8)
SECONDS = st.floats(2.0, 60.0)
PROTOCOLS = st.fixed_dictionaries(
    {"hold_s": st.floats(5.0, 90.0), "rest_s": st.floats(5.0, 60.0), "repeats": st.integers(1, 6)}
)
MIDDLE = tissue.tissues()[0]


def stepped_memory(time_s, *, hold_s, rest_s, repeats, constant_s):
    """Integrate the memory step by step, as a check on the closed form."""
    step_s, yielded, found, now_s = 0.002, 0.0, [], 0.0
    for wanted_s in time_s:
        while now_s < wanted_s - step_s / 2:
            cycle, within_s = divmod(now_s + step_s / 2, hold_s + rest_s)
            target = 1.0 if cycle < repeats and within_s < hold_s else 0.0
            yielded += (target - yielded) * step_s / constant_s
            now_s += step_s
        found.append(yielded)
    return np.array(found)


class TestAgainstThePublishedHolds:
    def test_peixoto2015_the_force_falls_by_25_percent_in_30_s(self):
        assert MIDDLE.yielding_share * -np.expm1(-30 / MIDDLE.relax_s) == pytest.approx(0.25)

    def test_peixoto2015_after_training_by_21_percent(self):
        falls = [t.yielding_share * -np.expm1(-30 / t.relax_s) for t in tissue.tissues()[3:]]
        assert falls == pytest.approx([0.21, 0.21])

    @pytest.mark.parametrize(("place", "after_s"), [(0, 17.5), (1, 15), (2, 20), (3, 15), (4, 20)])
    def test_ryan2012_84_percent_of_the_creep_after_15_to_20_s(self, place, after_s):
        creep_s = tissue.tissues()[place].creep_s
        share = np.expm1(-after_s / creep_s) / np.expm1(-30 / creep_s)
        assert share == pytest.approx(0.84, abs=1e-6)

    def test_magnusson1995_by_45_s_hardly_any_force_is_left_to_lose(self):
        for one in tissue.tissues():
            left_at_45 = one.yielding_share * np.exp(-45 / one.relax_s)
            assert left_at_45 < 0.01

    def test_ryan2012_the_model_reaches_its_plateau_too_early(self):
        # Measured: no further change after the third of four stretches. The model: after the first.
        pulled = hold.hold_stretch(kept=hold.HELD_PULL, hold_s=30, rest_s=15, repeats=4)
        first, last = pulled.first_change_percent.middle, pulled.last_change_percent.middle
        assert 1.0 < last / first < 1.05


class TestLimits:
    def test_a_hold_without_end_reaches_the_soft_spring(self):
        s = tissue.memory(
            np.array([899.0]), hold_s=900.0, rest_s=5.0, repeats=1, constant_s=MIDDLE.relax_s
        )
        force = tissue.force_share(MIDDLE, s, held=np.array([True]))
        assert force[0] == pytest.approx(1 - MIDDLE.yielding_share)

    def test_a_share_of_zero_is_a_plain_spring(self):
        spring = tissue.Tissue(0.0, 10.0)
        s, held = np.array([0.0, 0.5, 1.0]), np.array([True, True, True])
        assert tissue.force_share(spring, s, held=held).tolist() == [1.0, 1.0, 1.0]
        assert tissue.length_share(spring, s, held=held).tolist() == [1.0, 1.0, 1.0]

    @given(share=SHARES, relax_s=SECONDS)
    def test_creep_is_slower_than_relaxation(self, share, relax_s):
        one = tissue.Tissue(share, relax_s)
        assert one.creep_s > one.relax_s
        # Endless relaxation and endless creep lead to the same soft spring.
        assert (1 - one.yielding_share) * (1 + one.creep_share) == pytest.approx(1.0)


class TestInvariants:
    @given(protocol=PROTOCOLS, constant_s=SECONDS)
    def test_memory_stays_between_0_and_1_and_fades_after(self, protocol, constant_s):
        end_s = protocol["repeats"] * (protocol["hold_s"] + protocol["rest_s"])
        time_s = np.linspace(0.0, end_s + 60 * constant_s, 400)
        s = tissue.memory(time_s, constant_s=constant_s, **protocol)
        assert (s >= -1e-12).all()
        assert (s <= 1 + 1e-12).all()
        assert s[-1] < 1e-9

    @given(protocol=PROTOCOLS, share=SHARES, relax_s=SECONDS)
    def test_force_falls_in_a_hold_between_the_stiff_and_the_soft_spring(
        self, protocol, share, relax_s
    ):
        one = tissue.Tissue(share, relax_s)
        time_s = np.linspace(0.0, protocol["hold_s"], 50)
        s = tissue.memory(time_s, constant_s=relax_s, **protocol)
        force = tissue.force_share(one, s, held=np.full(50, True))
        assert (np.diff(force) <= 1e-9).all()
        assert force[0] == pytest.approx(1.0)
        assert (force >= 1 - share - 1e-9).all()

    @given(protocol=PROTOCOLS, constant_s=SECONDS)
    def test_each_repeat_starts_where_the_last_rest_ended(self, protocol, constant_s):
        cycle = protocol["hold_s"] + protocol["rest_s"]
        edges = cycle * np.arange(1, protocol["repeats"])
        before, after = (
            tissue.memory(edges + gap, constant_s=constant_s, **protocol) for gap in (-1e-7, 1e-7)
        )
        np.testing.assert_allclose(before, after, atol=1e-6)

    @given(first_s=st.floats(0, 40), share=SHARES, relax_s=SECONDS)
    def test_superposition_a_hold_is_a_pull_plus_a_later_let_go(self, first_s, share, relax_s):
        """Boltzmann: memory of one hold = step on at 0, minus the same step at its end."""
        hold_s, later_s = 40.0, 40.0 + first_s
        on = -np.expm1(-later_s / relax_s)
        off = -np.expm1(-(later_s - hold_s) / relax_s)
        one = tissue.memory(
            np.array([later_s]), hold_s=hold_s, rest_s=500.0, repeats=1, constant_s=relax_s
        )
        assert one[0] == pytest.approx(on - off, abs=1e-9)

    def test_the_closed_form_agrees_with_a_step_by_step_solution(self):
        protocol = {"hold_s": 20.0, "rest_s": 10.0, "repeats": 3, "constant_s": 9.0}
        time_s = np.array([5.0, 19.0, 25.0, 34.0, 58.0, 75.0, 85.0, 100.0])
        np.testing.assert_allclose(
            tissue.memory(time_s, **protocol), stepped_memory(time_s, **protocol), atol=2e-4
        )


class TestHold:
    def test_the_two_ways_to_hold(self):
        falling = hold.hold_stretch(kept=hold.HELD_LENGTH)
        growing = hold.hold_stretch(kept=hold.HELD_PULL)
        assert falling.first_change_percent.middle == pytest.approx(-25.0, abs=0.01)
        assert growing.first_change_percent.middle > 0
        for held in (falling, growing):
            assert (held.percent.low <= held.percent.middle + 1e-9).all()
            assert (held.percent.middle <= held.percent.high + 1e-9).all()
            assert abs(held.left_percent.middle) < 1.0

    def test_between_the_holds_a_slack_muscle_does_not_pull(self):
        held = hold.hold_stretch(hold_s=30, rest_s=15, repeats=2)
        at_35_s = int(np.argmin(np.abs(held.time_s - 37)))
        assert held.percent.middle[at_35_s] == 0.0

    @pytest.mark.parametrize(
        ("name", "value"), [("hold_s", 91), ("rest_s", 5), ("repeats", 7), ("repeats", 0)]
    )
    def test_a_setting_outside_its_range(self, name, value):
        low, high = hold.LIMITS[name]
        sentence = (
            f"{name} was given as {value!r}, but it must be a number from {low:g} to {high:g}; "
            "choose a value in that range."
        )
        with pytest.raises(ValueError, match="was given as") as caught:
            hold.hold_stretch(**{name: value})
        assert str(caught.value) == sentence

    def test_another_word_for_what_is_kept(self):
        with pytest.raises(ValueError, match="was given as 'speed'; choose one of: the same"):
            hold.hold_stretch(kept="speed")
