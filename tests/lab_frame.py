"""What is true of every lab; the tests of a room hold their labs to it.

A room writes a class of its own below ``LabFrame``, gives it ``truths`` and marks it with
``pytest.mark.parametrize("open_lab", ...)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pytest


def close(truths: Mapping[str, float], **gap: float) -> dict[str, object]:
    """Let every truth be missed by ``rel`` of it or ``abs`` of its own unit."""
    return {name: pytest.approx(truth, **gap) for name, truth in truths.items()}


class LabFrame:
    """The tests.

    Attributes
    ----------
    truths : what the model must say to each prediction: a number, the place of the right option,
        or that option's words.
    least_predictions : of one lab.
    """

    truths: Mapping[str, object]
    least_predictions = 1

    def test_controls_are_few_and_named_and_say_why(self, open_lab, record):
        controls = open_lab(record=record).controls.values()
        assert 1 <= len(controls) <= 4
        assert all(control.description and control.tooltip for control in controls)

    def test_every_preset_tells_something_else(self, open_lab, record):
        shown = open_lab(record=record)
        shown.skip()
        seen = set()
        for button in shown.preset_buttons:
            button.click()
            assert shown.notice.value == ""
            seen.add(shown.figure.picture.sentence)
        assert len(seen) == len(shown.preset_buttons)

    def test_every_prediction_can_be_made_and_is_true_and_explained(self, open_lab, record):
        shown = open_lab(record=record)
        for prediction in shown.predictions:
            if prediction.options:
                shown.answer.index = 0
            else:
                shown.answer.value = prediction.high
            shown.lock()
            assert shown.compared.value.endswith(f"{escape(prediction.explanation)}</p>")
            kept = record.events("prediction")[-1]
            assert kept["prediction"] == prediction.id
            model, truth = kept["model"], self.truths[prediction.id]
            in_words = isinstance(truth, str)
            assert (prediction.options[int(model)] if in_words else model) == truth
            assert prediction.options or prediction.low <= model <= prediction.high
            shown.next()
        assert len(record.events("prediction")) == len(shown.predictions)
        assert len(shown.predictions) >= self.least_predictions
