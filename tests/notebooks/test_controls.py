"""Every live control of every notebook is operated; the sweep itself is shown to bite."""

from __future__ import annotations

import ipywidgets as widgets
import numpy as np
import plotly.graph_objects as go
import pytest

from course_lib.lab import Choice, Control, Lab, Prediction, Preset
from course_lib.picture import Picture
from course_lib.quantities import Numbers
from course_lib.record import Record
from tests.notebooks.pages import NOTEBOOKS, Page, run_notebook
from tests.notebooks.sweep import sweep


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_control_of_the_notebook(path):
    page = run_notebook(path)
    assert page.roots, f"{path.name} has nothing to operate"
    assert sweep(page) >= 5


def toy_lab(tmp_path, draw, unit="N"):
    control = Control("force_n", "Force", unit, 0, 10, 1, 2, "toy")
    return Lab(
        id="toy", question="A toy?", controls=[control], model=lambda force_n: force_n, draw=draw,
        presets=[], predictions=[], leaves_out=["all"], sources=[],
        record=Record(tmp_path / "r.json"),
    )  # fmt: skip


def lists_only(tmp_path, truth):
    """Make a lab whose controls and answers are lists, with predictions and a preset."""
    way = Choice("way", "Way", ("plain", "double", "triple"), "plain", "toy")
    options = ("one", "two", "three")
    asked = [
        Prediction("first", "Which?", {"way": "double"}, lambda _r: 1.0, "So.", options=options),
        Prediction("second", "Which?", {"way": "triple"}, truth, "So.", options=options),
        Prediction("third", "How much?", {"way": "triple"}, truth, "So.", "N", 0, 10),
    ]
    return Lab(
        id="lists", question="Lists?", controls=[way],
        model=lambda way: 1.0 + ("plain", "double", "triple").index(way),
        draw=lambda result, guess: picture(result, f"It is {result} N."),
        presets=[Preset("Plain", {})], predictions=asked, leaves_out=["all"], sources=[],
        record=Record(tmp_path / "r.json"),
    )  # fmt: skip


def picture(value, sentence, *, colour="#B34F00"):
    figure = go.Figure(go.Scatter(x=np.array([0.0, 1.0]), y=np.array([0.0, value])))
    figure.add_annotation(text="force", font={"color": colour})
    return Picture(figure, sentence, Numbers(("a", "b"), (("force", value),)))


def test_a_good_lab_passes(tmp_path):
    lab = toy_lab(tmp_path, lambda result, guess: picture(result, f"It is {result} N."))
    assert sweep(Page((lab,), ())) >= 3


def test_a_lab_of_lists_has_every_prediction_made(tmp_path):
    lab = lists_only(tmp_path, lambda _result: 2.0)
    assert sweep(Page((lab,), ())) >= 7
    kept = lab.record.events("prediction")
    assert [event["prediction"] for event in kept] == ["first", "second", "third"]


def test_a_prediction_that_fails_is_caught_though_it_is_not_the_first(tmp_path):
    lab = lists_only(tmp_path, lambda result: result.no_such_thing)
    with pytest.raises(AttributeError, match="no_such_thing"):
        sweep(Page((lab,), ()))


@pytest.mark.parametrize(
    ("draw", "complaint"),
    [
        (lambda result, guess: picture(1.0, "Always the same."), "dead"),
        (lambda result, guess: picture(result, "Always the same."), "does not change its sentence"),
        (lambda result, guess: picture(1.0, f"It is {result}."), "does not change its figure"),
        (lambda result, guess: picture(np.nan if result > 8 else result, f"{result}"), "holds"),
        (lambda result, guess: picture(1 / (result - 10), f"{result}"), "division by zero"),
        (lambda result, guess: picture(result, f"It is {result + 0.3} N."), "lacks"),
        (lambda result, guess: picture(result, f"{result}", colour="#E69F00"), "use INK"),
    ],
)
def test_a_faulty_lab_is_caught(tmp_path, draw, complaint):
    lab = toy_lab(tmp_path, draw)
    with pytest.raises((AssertionError, ZeroDivisionError), match=complaint):
        sweep(Page((lab,), ()))


def test_an_unlabelled_control_is_caught():
    page = Page((widgets.VBox([widgets.FloatSlider()]),), ())
    with pytest.raises(AssertionError, match="has no label"):
        sweep(page)


def test_text_shown_as_html_is_caught():
    text, shown = widgets.Text(description="Name"), widgets.HTML()
    text.observe(lambda change: setattr(shown, "value", change["new"]), "value")
    with pytest.raises(AssertionError, match="hostile text"):
        sweep(Page((widgets.VBox([text, shown]),), ()))


def test_a_dead_button_is_caught():
    with pytest.raises(AssertionError, match="is dead"):
        sweep(Page((widgets.VBox([widgets.Button(description="Nothing")]),), ()))
