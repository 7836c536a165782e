"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.posture import lab
from tests.lab_frame import LabFrame, close

LABS = [lab.runner_lab, lab.step_lab, lab.lever_lab]


TRUTHS = {
    "head-slide": 2.8,  # N m: 5.41 kg x 9.81 x 52 mm
    "round-back": 2,  # low in the rib cage
    "lean-neck": 0,  # it stays the same
    "step-peak": 21.5,
    "step-mean": 1,  # the same
    "step-speed": 1,  # the lean
    "lever-force": 243.0,
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = close(TRUTHS, rel=0.02)


def test_the_texts_of_the_predictions_hold():
    from course_lib.posture.model import hold, moment_at
    from course_lib.posture.running import run_with

    assert moment_at(hold(head_forward_mm=20), "C7/T1") == pytest.approx(1.1, abs=0.05)
    standing = run_with(speed_m_s=3, lean_deg=3.5, head_forward_mm=20).standing_nm
    assert standing == pytest.approx(8.7, abs=0.05)
    base, fast, lean = (
        run_with(speed_m_s=v, lean_deg=a, head_forward_mm=20, joint="T10/T11").peak_nm
        for v, a in ((3, 3.5), (5, 3.5), (3, 10.8))
    )
    assert fast / base == pytest.approx(1 + 1 / 8, abs=0.02)
    assert lean / base == pytest.approx(1 + 1 / 3, abs=0.02)


def test_the_right_options():
    shown = lab.runner_lab()
    from course_lib.posture.model import hold

    by_id = {p.id: p for p in shown.predictions}
    round_back = by_id["round-back"]
    assert round_back.options[int(round_back.truth(hold(kyphosis_deg=75)))].startswith("low")
    lean = by_id["lean-neck"]
    assert (
        lean.options[int(lean.truth(hold(lean_deg=15, head_forward_mm=20)))] == "it stays the same"
    )
