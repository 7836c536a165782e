"""The frame of a lab: closed, predicted, locked, run, compared, explained; reset; faults told."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from course_lib.faults import FALLBACK
from course_lib.lab import Choice, Control, Lab, Prediction, Preset
from course_lib.picture import Guess, Picture
from course_lib.quantities import Numbers
from course_lib.record import Record


def model(*, force_n, way):
    if force_n == 9:
        raise ValueError("9 N is not allowed here; choose another force.")
    if force_n == 8:
        raise KeyError("a bug")
    return force_n * (2 if way == "double" else 1)


def draw(result, guess: Guess | None = None):
    data = [go.Scatter(x=[0.0, 1.0], y=[0.0, float(result)])]
    if guess:
        data.append(go.Scatter(x=[1.0], y=[guess.value]))
    return Picture(go.Figure(data), f"It is {result:g} N.", Numbers(("a",), ((float(result),),)))


NUMBER = Prediction(
    "p1", "How much <b>?", {"force_n": 5}, lambda r: r, "Because.", "N", 0, 10, 1, "end"
)
WORDS = Prediction(
    "p2", "Which?", {"way": "double"}, lambda r: 1.0, "So it is.", options=("one", "two")
)


@pytest.fixture
def make(tmp_path):
    def make(*predictions, record=None):
        return Lab(
            id="toy",
            question="What <i>is</i> it?",
            controls=[
                Control("force_n", "Force", "N", 0, 10, 1, 2, "why"),
                Choice("way", "Way", ("single", "double"), "single", "why"),
            ],
            model=model,
            draw=draw,
            presets=[Preset("Strong", {"force_n": 7})],
            predictions=predictions,
            leaves_out=["everything <else>"],
            sources=["hansraj2014"],
            record=record or Record(tmp_path / "record.json"),
        )

    return make


def disabled(lab):
    return {widget.disabled for widget in (*lab.controls.values(), *lab.preset_buttons)}


class TestPredictLockRunCompareExplain:
    def test_the_controls_wait_for_the_prediction_but_the_picture_is_there(self, make):
        lab = make(NUMBER)
        assert disabled(lab) == {True}
        assert lab.lock_button.disabled
        assert lab.figure.picture.sentence == "It is 2 N."
        assert lab.compared.value == ""

    def test_locking_runs_compares_explains_and_keeps(self, make):
        lab = make(NUMBER)
        lab.answer.value = 3
        lab.lock_button.click()
        assert lab.settings() == {"force_n": 5, "way": "single"}
        assert "You predicted 3 N; the model gives 5.0 N" in lab.compared.value
        assert "too low. Because." in lab.compared.value
        assert lab.figure.picture.figure.data[1].y == (3.0,)
        assert lab.answer.disabled
        assert disabled(lab) == {False}
        (kept,) = lab.record.events("prediction")
        assert (kept["lab"], kept["prediction"], kept["given"], kept["model"]) == (
            "toy", "p1", 3.0, 5.0,
        )  # fmt: skip

    def test_a_locked_prediction_cannot_be_locked_again(self, make):
        lab = make(NUMBER)
        lab.answer.value = 3
        lab.lock_button.click()
        assert lab.lock_button.layout.display == "none"

    @pytest.mark.parametrize(("given", "word"), [(1, "too low"), (5, "close"), (9, "too high")])
    def test_the_verdict(self, make, given, word):
        lab = make(NUMBER)
        lab.answer.value = given
        lab.lock()
        assert f"Your prediction was {word}." in lab.compared.value

    def test_a_choice(self, make):
        lab = make(WORDS)
        lab.answer.index = 0
        lab.lock()
        assert "You predicted: one; the model says: two. So it is." in lab.compared.value

    def test_locking_nothing_does_nothing(self, make):
        lab = make(WORDS)
        lab.lock()
        assert lab.compared.value == ""
        assert lab.record.events("prediction") == []

    def test_exploring_without_predicting_is_kept(self, make):
        lab = make(NUMBER)
        lab.skip_button.click()
        assert disabled(lab) == {False}
        (kept,) = lab.record.events("explored")
        assert kept["prediction"] == "p1"

    def test_next_asks_the_next_from_the_start_and_closes_again(self, make):
        lab = make(NUMBER, WORDS)
        lab.answer.value = 3
        lab.lock()
        lab.next_button.click()
        assert "(2 of 2)" in lab.ask.value
        assert lab.settings() == {"force_n": 2, "way": "single"}
        assert disabled(lab) == {True}
        assert len(lab.figure.picture.figure.data) == 1

    def test_after_the_last_all_is_open(self, make):
        lab = make(NUMBER)
        lab.answer.value = 3
        lab.lock()
        lab.next()
        assert "every prediction" in lab.ask.value
        assert disabled(lab) == {False}

    def test_a_lab_without_predictions_is_open_and_asks_nothing(self, make):
        lab = make()
        assert disabled(lab) == {False}
        (strip,) = [part for part in lab.children if "course-predict" in part._dom_classes]
        assert strip.layout.display == "none"

    def test_a_lab_with_predictions_shows_what_it_asks(self, make):
        (strip,) = [part for part in make(NUMBER).children if "course-predict" in part._dom_classes]
        assert strip.layout.display is None


@pytest.mark.parametrize(("step", "shown"), [(5, ".0f"), (1.0, ".0f"), (0.5, ".1f"), (0.05, ".2f")])
def test_the_number_beside_a_slider_shows_every_step(step, shown):
    asked = Prediction("p", "?", {}, float, "", "N", 0, 10, step).widget()
    control = Control("n", "N", "N", 0, 10, step, 0, "why").widget()
    assert asked.readout_format == control.readout_format == shown


class TestControls:
    def test_a_move_changes_figure_and_sentence_at_once(self, make):
        lab = make()
        lab.controls["force_n"].value = 6
        assert lab.figure.picture.sentence == "It is 6 N."

    def test_a_preset_draws_once_and_leaves_the_rest_at_the_start(self, make, monkeypatch):
        lab = make()
        lab.controls["way"].value = "double"
        shown = []
        monkeypatch.setattr(lab.figure, "show", shown.append)
        lab.preset_buttons[0].click()
        assert lab.settings() == {"force_n": 7, "way": "single"}
        assert len(shown) == 1

    def test_reset(self, make):
        lab = make()
        lab.controls["force_n"].value = 6
        lab.reset_button.click()
        assert lab.settings() == {"force_n": 2, "way": "single"}

    def test_moving_on_takes_the_prediction_mark_away(self, make):
        lab = make(NUMBER)
        lab.answer.value = 3
        lab.lock()
        lab.controls["force_n"].value = 6
        assert len(lab.figure.picture.figure.data) == 1

    def test_large_type(self, make):
        lab = make()
        lab.large.value = True
        assert lab.figure.large
        assert "course-large" in lab._dom_classes

    def test_text_is_never_markup(self, make):
        lab = make(NUMBER)
        html = lab.ask.value + "".join(w.value for w in lab.children if hasattr(w, "value"))
        assert "How much &lt;b&gt;?" in html
        assert "everything &lt;else&gt;" in html


class TestFaults:
    def test_in_tests_a_fault_raises(self, make):
        lab = make()
        with pytest.raises(KeyError, match="a bug"):
            lab.controls["force_n"].value = 8

    def test_a_learner_sees_one_plain_sentence_and_goes_on(self, make, monkeypatch):
        monkeypatch.delenv("COURSE_STRICT")
        lab = make()
        lab.controls["force_n"].value = 8
        assert FALLBACK in lab.notice.value
        assert "Traceback" not in lab.notice.value
        lab.controls["force_n"].value = 3
        assert lab.notice.value == ""
        assert lab.figure.picture.sentence == "It is 3 N."

    def test_a_sentence_of_the_model_is_passed_on(self, make, monkeypatch):
        monkeypatch.delenv("COURSE_STRICT")
        lab = make()
        lab.controls["force_n"].value = 9
        assert "9 N is not allowed here; choose another force." in lab.notice.value

    def test_a_record_that_cannot_be_written_is_told_and_the_lab_goes_on(self, make, tmp_path):
        blocked = tmp_path / "file"
        blocked.write_text("not a folder")
        lab = make(NUMBER, record=Record(blocked / "record.json"))
        lab.answer.value = 3
        lab.lock()
        assert "role='alert'" in lab.notice.value
        assert "the model gives" in lab.compared.value
