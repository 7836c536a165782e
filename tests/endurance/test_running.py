"""A run: what drives it, what it hangs on, and its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.endurance import running
from course_lib.endurance.model import REST_FACTOR
from course_lib.endurance.running import run
from course_lib.posture.model import hold, moment_at

RUNS = st.fixed_dictionaries(
    {
        "speed_m_s": st.floats(2.5, 5.5),
        "lean_deg": st.floats(0.0, 25.0),
        "strength_percent": st.floats(40.0, 160.0),
        "breaks": st.sampled_from(list(running.BREAKS)),
    }
)


def test_the_steady_runner_by_hand():
    # mean 8.7 N m of 81.8; peak 2.47 times that: 0.262. Tired share to F m / R = 1.071 (trunk):
    # -ln(1 - 0.738 / 1.071) / 0.00075 = 1560 s = 26 min; shoulder 10.2 min
    result = run()
    assert result.mean_share == pytest.approx(0.1064, abs=5e-4)
    assert result.peak_share == pytest.approx(0.2626, abs=5e-4)
    assert result.gone_minutes[0] == pytest.approx(10.2, abs=0.1)
    assert result.gone_minutes[1] == pytest.approx(26.0, abs=0.2)
    assert result.gone_minutes[2] == math.inf


def test_the_mean_is_standing_and_speed_moves_the_peak_only():
    slow, fast = run(speed_m_s=2.5), run(speed_m_s=5.5)
    standing = moment_at(hold(lean_deg=3.5, head_forward_mm=20.0), "T4/T5")
    for result in (slow, fast):
        assert result.demand.mean_nm == pytest.approx(standing, rel=2e-3)
    assert fast.demand.peak_nm > slow.demand.peak_nm
    np.testing.assert_allclose(fast.fatigue[0].fatigued, slow.fatigue[0].fatigued, atol=1e-9)


def test_strength_is_the_denominator():
    weak, strong = run(strength_percent=50), run(strength_percent=100)
    assert weak.mean_share == pytest.approx(2 * strong.mean_share)
    assert weak.peak_share == pytest.approx(2 * strong.peak_share)
    assert weak.demand.peak_nm == strong.demand.peak_nm


def test_standing_is_no_rest_but_support_is():
    plain, tall, held = (
        run(breaks=b).gone_minutes[1] for b in ("none", "60 s standing", "60 s supported")
    )
    assert tall / plain < 1.1
    assert held == math.inf


def test_pauses_in_the_air_multiply_the_recovery_by_their_share():
    demand = run().demand
    rest = {"rest_s": 0.0, "supported": False}
    (plain, *_), (air, *_) = (
        running.blocks_of(demand, 82.0, **rest, air_rests=a) for a in (False, True)
    )
    share = 1 - demand.step.stance_percent / 100
    assert plain.recovery_factor == 1.0
    assert air.recovery_factor == pytest.approx(1 + (REST_FACTOR - 1) * share)
    assert air.load == plain.load


@given(settings_of_run=RUNS)
@settings(max_examples=40, deadline=None)
def test_what_is_left_stays_between_nothing_and_fresh(settings_of_run):
    result = run(**settings_of_run)
    assert result.left_nm.min() > 0
    assert result.left_nm.max() <= result.fresh_nm * (1 + 1e-9)
    for one in result.fatigue:
        np.testing.assert_allclose(one.active + one.fatigued + one.resting, 1.0, atol=1e-12)


@given(settings_of_run=RUNS, more=st.floats(1.0, 20.0))
@settings(max_examples=40, deadline=None)
def test_stronger_lasts_longer_and_leaning_shorter(settings_of_run, more):
    base = run(**settings_of_run)
    stronger = {"strength_percent": min(settings_of_run["strength_percent"] + more, 160.0)}
    leaning = {"lean_deg": min(settings_of_run["lean_deg"] + more, 25.0)}
    for row in range(3):
        later = run(**settings_of_run | stronger).gone_minutes[row]
        sooner = run(**settings_of_run | leaning).gone_minutes[row]
        assert later >= base.gone_minutes[row] - 1e-6
        assert sooner <= base.gone_minutes[row] + 1e-6


@given(settings_of_run=RUNS)
@settings(max_examples=40, deadline=None)
def test_the_peak_is_what_is_left_when_the_form_goes(settings_of_run):
    result = run(**settings_of_run | {"breaks": "none"})
    for row, gone in enumerate(result.gone_minutes):
        if 0 < gone < math.inf:
            left = np.interp(gone, result.minutes, result.left_nm[row])
            assert left == pytest.approx(result.demand.peak_nm, rel=0.05)


def test_what_the_predictions_ask():
    assert running.best_change() == 2
    assert running.gain_of_break(run(breaks="60 s standing")) == 0
    assert running.gain_of_break(run(breaks="15 s supported")) == 2
    assert running.trunk_minutes(run(strength_percent=50)) == pytest.approx(5.6, abs=0.1)
    assert running.trunk_minutes(run(strength_percent=160)) == 60.0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"strength_percent": 20}, "strength_percent was given as 20, .* from 40 to 160"),
        ({"lean_deg": 40}, "lean_deg was given as 40, .* from 0 to 25"),
        ({"speed_m_s": 9}, "speed_m_s was given as 9, .* from 2.5 to 5.5"),
        ({"breaks": "tea"}, "breaks was given as 'tea'; choose one of: none; 60 s standing"),
    ],
)
def test_bad_input(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        run(**wrong)
