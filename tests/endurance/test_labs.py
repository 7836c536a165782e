"""The labs without a browser: presets, predictions and what they say."""

from __future__ import annotations

import pytest

from course_lib.endurance import agreement, lab
from course_lib.endurance.hold import hold_at, law_s, model_s
from course_lib.endurance.model import rates_of
from course_lib.endurance.running import run
from tests.lab_frame import LabFrame, close

LABS = [lab.run_lab, lab.hold_lab]


TRUTHS = {
    "run-half-strength": 5.6,  # -ln(1 - 0.475 / 2.142) / 0.00075 = 334 s
    "run-standing-break": 0,
    "run-best-change": 2,
    "hold-half": 139.5,  # -ln(1 - 0.00075 x 0.5 / (0.00755 x 0.5)) / 0.00075
    "hold-double": 1,
}


@pytest.mark.parametrize("open_lab", LABS)
class TestFrame(LabFrame):
    truths = close(TRUTHS, rel=0.02)


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
