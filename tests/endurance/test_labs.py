"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.endurance import agreement, lab
from course_lib.endurance.hold import hold_at, law_s, model_s
from course_lib.endurance.model import rates_of
from course_lib.endurance.running import run
from course_lib.record import Record

LABS = [lab.run_lab, lab.hold_lab]


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


TRUTHS = {
    "run-half-strength": 5.6,  # -ln(1 - 0.475 / 2.142) / 0.00075 = 334 s
    "run-standing-break": 0,
    "run-best-change": 2,
    "hold-half": 139.5,  # -ln(1 - 0.00075 x 0.5 / (0.00755 x 0.5)) / 0.00075
    "hold-double": 1,
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
        assert kept["model"] == pytest.approx(TRUTHS[prediction.id], rel=0.02)
        shown.next()
    assert len(record.events("prediction")) == len(shown.predictions)


def test_the_texts_of_the_predictions_hold():
    steady = run().gone_minutes[1]
    assert steady == pytest.approx(26, abs=0.5)
    assert run(strength_percent=50).gone_minutes[1] / steady == pytest.approx(1 / 5, abs=0.02)
    assert run(breaks="60 s standing").gone_minutes[1] - steady < 1.0
    assert float(law_s(0.5, "trunk")) == pytest.approx(109, abs=0.5)
    # twice the effort: the model to about a third, the law to about a fifth
    rates = rates_of("trunk")
    assert float(model_s(0.4, rates) / model_s(0.2, rates)) == pytest.approx(0.32, abs=0.01)
    assert float(law_s(0.4, "trunk") / law_s(0.2, "trunk")) == pytest.approx(0.21, abs=0.01)


class TestAgreementTable:
    def test_every_check_has_a_source_and_a_verdict(self):
        from course_lib.sources import get_source

        verdicts = [check.agrees for check in agreement.agreement()]
        assert all(get_source(check.source_key) for check in agreement.agreement())
        assert any(verdict.startswith("no") for verdict in verdicts)
        assert all(verdicts)

    def test_its_numbers_are_those_of_the_model(self):
        assert agreement.errors_percent("shoulder").min() == pytest.approx(-38, abs=1)
        assert agreement.errors_percent("trunk").max() == pytest.approx(28, abs=1)
        assert agreement.error_at_90_percent("trunk") == pytest.approx(
            hold_at(effort_percent=90).error_percent
        )
        assert agreement.rise_of_tired_lean_percent() == pytest.approx(8, abs=0.5)
