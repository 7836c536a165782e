"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.posture import lab
from course_lib.record import Record

LABS = [lab.runner_lab, lab.step_lab, lab.lever_lab]


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.json")


@pytest.mark.parametrize("open_lab", LABS)
def test_the_frame(open_lab, record):
    shown = open_lab(record=record)
    assert len(shown.controls) <= 4
    assert all(control.description for control in shown.controls.values())
    assert all(control.tooltip for control in shown.controls.values())


@pytest.mark.parametrize("open_lab", LABS)
def test_every_preset_moves_the_figure_away_from_another(open_lab, record):
    shown = open_lab(record=record)
    shown.skip()
    seen = set()
    for button in shown.preset_buttons:
        button.click()
        seen.add(shown.figure.picture.sentence)
    assert len(seen) == len(shown.preset_buttons)


EXPLANATIONS = {
    "head-slide": 2.8,  # N m: 5.41 kg x 9.81 x 52 mm
    "step-peak": 21.5,
    "lever-force": 243.0,
}


@pytest.mark.parametrize("open_lab", LABS)
def test_every_prediction_can_be_made_and_is_explained(open_lab, record):
    shown = open_lab(record=record)
    for prediction in shown.predictions:
        if prediction.options:
            shown.answer.index = 0
        else:
            shown.answer.value = prediction.high
        shown.lock()
        assert prediction.explanation.split(".")[0][:30].replace("'", "&#x27;") in (
            shown.compared.value
        )
        kept = record.events("prediction")[-1]
        assert kept["prediction"] == prediction.id
        if prediction.id in EXPLANATIONS:
            assert kept["model"] == pytest.approx(EXPLANATIONS[prediction.id], rel=0.02)
        shown.next()
    assert len(record.events("prediction")) == len(shown.predictions)


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
