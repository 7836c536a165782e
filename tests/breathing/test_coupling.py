"""Steps and breaths: parity, drift, and the two ways to count."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.breathing import coupling
from course_lib.breathing.coupling import breaths_until_back, couple, published_rhythms
from course_lib.breathing.facts import fact

RATE = st.floats(155.0, 203.0)
SHARE = st.floats(40.0, 50.0)
WHOLE = st.integers(2, 8)


class TestParity:
    @given(steps=st.sampled_from([2, 4, 6, 8]), rate=RATE, share=SHARE)
    def test_even_steps_keep_the_foot(self, steps, rate, share):
        run = couple(steps_min=rate, steps_per_breath=steps, in_percent=share)
        assert len(set(run.foot.tolist())) == 1
        assert run.kind == "same foot"
        assert breaths_until_back(run) == 1

    @given(steps=st.sampled_from([3, 5, 7]), rate=RATE, share=SHARE)
    def test_odd_steps_change_feet(self, steps, rate, share):
        run = couple(steps_min=rate, steps_per_breath=steps, in_percent=share)
        assert (np.abs(np.diff(run.foot)) == 1).all()
        assert run.left == 50
        assert run.kind == "changing feet"
        assert breaths_until_back(run) == 2

    @given(tenth=st.integers(20, 80).filter(lambda n: n % 10), rate=RATE)
    def test_anything_else_drifts_and_shares_the_feet(self, tenth, rate):
        run = couple(steps_min=rate, steps_per_breath=tenth / 10)
        assert run.kind == "drifting"
        assert 40 <= run.left <= 60
        assert breaths_until_back(run) in (4, 5, 10, 20)  # tenths of a step come round

    def test_a_rhythm_that_never_comes_back_says_so(self):
        run = couple(steps_min=165, steps_per_breath=2 * math.sqrt(3))
        assert breaths_until_back(run, within=1e-4) is None

    @given(whole=WHOLE, rate=RATE, share=SHARE)
    def test_the_phase_stays_where_it_is_when_locked(self, whole, rate, share):
        run = couple(steps_min=rate, steps_per_breath=whole, in_percent=share)
        np.testing.assert_allclose(run.phase, run.phase[0], atol=1e-6)
        assert ((run.phase >= 0) & (run.phase <= 1)).all()


class TestCounting:
    @given(steps=st.floats(2.0, 8.0), rate=RATE)
    def test_steps_strides_and_breaths_agree(self, steps, rate):
        run = couple(steps_min=rate, steps_per_breath=steps)
        assert run.breaths_min * run.steps_per_breath == pytest.approx(rate)
        assert 2 * run.strides_per_breath == pytest.approx(steps)

    def test_the_favourite_rhythm_at_a_comfortable_rate(self):
        # bramble1983: 2 strides to a breath; stepfreq2020: 165 steps a minute
        run = couple(steps_min=fact("steps_recreational").value, steps_per_breath=4)
        assert run.breaths_min == pytest.approx(41.25)
        assert run.measured

    def test_published_rhythms_are_in_strides(self):
        # bramble1983 writes strides:breaths; a stride is two steps
        rows = {row["strides_to_breaths"]: row for row in published_rhythms()}
        assert set(rows) == {"1:1", "3:2", "2:1", "5:2", "3:1", "4:1"}
        for name, row in rows.items():
            strides, breaths = map(int, name.split(":"))
            assert row["strides_per_breath"] == strides / breaths
            assert row["steps_in"] + row["steps_out"] == 2 * row["strides_per_breath"]

    def test_the_magazines_3_to_2_is_not_the_scientists(self):
        popular = 3 + 2  # steps in and out
        rows = {row["strides_to_breaths"]: row for row in published_rhythms()}
        assert popular == 2 * rows["5:2"]["strides_per_breath"]
        assert popular != 2 * rows["3:2"]["strides_per_breath"]

    @pytest.mark.parametrize(("rate", "steps", "inside"), [(165, 4, True), (203, 2, False)])
    def test_it_says_where_it_leaves_the_data(self, rate, steps, inside):
        assert couple(steps_min=rate, steps_per_breath=steps).measured is inside

    def test_the_ranges_are_the_published_ones(self):
        # burns2019: 155.4 to 203.1 steps a minute
        elite = fact("steps_elite")
        assert [round(x) for x in (elite.low, elite.high)] == list(coupling.LIMITS["steps_min"])


@pytest.mark.parametrize("value", [math.nan, -1, 1e9, "4", None, True])
@pytest.mark.parametrize("name", list(coupling.LIMITS))
def test_one_sentence_says_what_is_allowed(name, value):
    low, high = coupling.LIMITS[name]
    settings = {"steps_min": 165.0, "steps_per_breath": 4.0} | {name: value}
    with pytest.raises(ValueError, match=name) as caught:
        couple(**settings)
    assert f"must be a number from {low:g} to {high:g}" in caught.value.args[0]
