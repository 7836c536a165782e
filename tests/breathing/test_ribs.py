"""The drawn rib cage moves as its source says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.breathing.ribs import breathing_lines, outline


def test_a_breath_makes_the_cage_wider_and_deeper():
    out, full = outline(0.0), outline(1.0)
    wider, deeper = (
        np.ptp(np.vstack(getattr(full, view))[:, 0]) - np.ptp(np.vstack(getattr(out, view))[:, 0])
        for view in ("front", "side")
    )
    assert 0 < deeper < wider


def test_a_full_breath_turns_the_ribs_by_what_was_measured():
    # wilson1987: rib 7 turns by 7 degrees pump and 10 degrees bucket, together 12.2 degrees
    out, full = outline(0.0).side[6], outline(1.0).side[6]
    assert np.linalg.norm(full[-1] - out[-1]) > 20
    np.testing.assert_allclose(full[0], out[0], atol=1e-9)  # it turns about its head


def test_both_sides_are_mirrored():
    front = outline(1.0).front
    np.testing.assert_allclose(front[3], front[13] * [-1, 1], atol=1e-6)


def test_the_breastbone_rises_and_comes_forward():
    step = outline(1.0).side[-1].mean(axis=0) - outline(0.0).side[-1].mean(axis=0)
    assert (step > 5).all()


@given(share=st.floats(0.0, 1.0))
def test_between_the_two_states_points_go_straight(share):
    low, high = breathing_lines(share)
    _, full = breathing_lines(1.0)
    for rest, now, top in zip(low, high, full, strict=True):
        np.testing.assert_allclose(now, rest + share * (top - rest), atol=1e-9)


def test_straight_is_near_enough_to_turning():
    _, half = breathing_lines(0.5)
    true = outline(0.5).front
    gap = max(np.abs(a - b).max() for a, b in zip(half, true, strict=False))
    assert gap == pytest.approx(0.0, abs=2.0)  # mm
