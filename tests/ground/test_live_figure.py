"""The live figure without a browser: what it would send, and how much."""

from __future__ import annotations

import gzip
from importlib.resources import files

import ipywidgets as widgets
import numpy as np
import plotly.graph_objects as go
import pytest

from course_lib.live_figure import (
    LiveFigure,
    PlotlyRuntime,
    difference,
    patch_between,
    plain,
    plotly_runtime,
)
from course_lib.manners import KeptBox
from course_lib.picture import Picture
from course_lib.posture import model
from course_lib.posture.figure import runner
from course_lib.quantities import Numbers


def picture(y, *, sentence="A line.", color="red", traces=1, title="force (N)"):
    y = np.asarray(y, dtype=float)
    data = [go.Scatter(x=np.arange(len(y)) * 1.0, y=y, line_color=color) for _ in range(traces)]
    return Picture(
        go.Figure(data, layout={"xaxis": {"title": {"text": title}}}),
        sentence,
        Numbers(("place", "force (N)"), tuple((str(i), float(v)) for i, v in enumerate(y))),
    )


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(
        widgets.Layout, "send", lambda self, content, buffers: messages.append((content, buffers))
    )
    return messages


class TestShow:
    def test_only_the_changed_array_travels_and_as_bytes_in_one_message(self, sent):
        figure = LiveFigure(picture([1, 2, 3]), name="A line")
        figure.show(picture([1, 2, 4]))
        ((content, buffers),) = sent
        assert content["traces"] == {"0": {"y": {"dtype": "f8", "raw": 0}}}
        np.testing.assert_array_equal(np.frombuffer(buffers[0]), [1.0, 2.0, 4.0])
        assert set(content) == {"traces", "numbers", "number", "large"}

    def test_nothing_is_sent_when_nothing_changed(self, sent):
        figure = LiveFigure(picture([1, 2, 3]), name="A line")
        figure.show(picture([1, 2, 3]))
        assert sent == []

    def test_sentence_style_and_layout_travel_as_paths(self, sent):
        figure = LiveFigure(picture([1, 2]), name="A line")
        figure.show(picture([1, 2], sentence="Another.", color="blue", title="mass (kg)"))
        ((content, buffers),) = sent
        assert content["sentence"] == "Another."
        assert content["traces"] == {"0": {"line.color": "blue"}}
        assert content["layout"] == {"xaxis.title.text": "mass (kg)"}
        assert buffers == []

    def test_another_number_of_traces_sends_the_whole(self, sent):
        figure = LiveFigure(picture([1, 2]), name="A line")
        figure.show(picture([1, 2], traces=2))
        ((content, buffers),) = sent
        assert len(content["whole"]["data"]) == 2
        assert len(buffers) == 4

    def test_the_python_side_stays_an_ordinary_figure(self):
        figure = LiveFigure(picture([1, 2]), name="A line")
        figure.show(picture([5, 6]))
        assert isinstance(figure.picture.figure, go.Figure)
        assert list(figure.picture.figure.data[0].y) == [5, 6]

    def test_a_page_that_comes_later_gets_the_picture_of_now(self):
        figure = LiveFigure(picture([1, 2]), name="A line")
        figure.show(picture([5, 6], sentence="Later."))
        state = figure.get_state()
        assert state["whole"]["sentence"] == "Later."
        assert np.frombuffer(state["whole"]["data"][0]["y"]["raw"]).tolist() == [5.0, 6.0]

    def test_a_page_that_has_missed_something_is_told_the_whole_and_others_nothing(self, sent):
        figure = LiveFigure(picture([1, 2]), name="A line")
        figure.show(picture([5, 6], sentence="Later."))
        figure.layout._handle_custom_msg({"number": 0}, [])
        figure.layout._handle_custom_msg({"number": figure._number}, [])
        assert len(sent) == 2
        assert sent[1][0]["whole"]["sentence"] == "Later."

    def test_a_step_of_the_runner_stays_small(self, sent):
        figure = LiveFigure(runner(model.hold(head_forward_mm=20)), name="A runner")
        figure.show(runner(model.hold(head_forward_mm=21)))
        ((content, buffers),) = sent
        assert "whole" not in content
        assert sum(map(len, buffers)) + len(str(content)) < 16_000


class TestOncePerPage:
    def test_ten_figures_share_one_copy_of_plotly(self):
        runtime = plotly_runtime()
        figures = [LiveFigure(picture([1, 2]), name=str(i)) for i in range(10)]
        assert plotly_runtime() is runtime
        assert all("plotly.js v" not in str(figure.get_state()) for figure in figures)

    def test_it_is_the_copy_of_the_installed_package(self):
        installed = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
        assert gzip.decompress(plotly_runtime().script) == installed
        assert len(plotly_runtime().script) < 0.36 * len(installed)

    def test_the_page_learns_the_version_that_the_script_says_of_itself(self):
        script = gzip.decompress(plotly_runtime().script).decode()
        assert f'"{plotly_runtime().version}"' in script  # what Plotly.version gives

    def test_nothing_is_loaded_from_a_network(self):
        for widget in (LiveFigure, PlotlyRuntime):
            assert "http" not in str(widget._esm)


class TestPlain:
    def test_gaps_stay_and_arrays_become_bytes(self):
        figure = go.Figure(go.Scatter(x=[1, None, 2], y=np.array([1.0, 2.0, 3.0])))
        (trace,) = plain(Picture(figure, "s", Numbers((), ())))["data"]
        assert trace["x"] == [1, None, 2]
        assert trace["y"]["dtype"] == "f8"

    def test_a_removed_attribute_is_sent_as_none(self):
        assert difference({"a": 1, "b": {"c": 2}}, {"a": 1}) == {"b": None}

    def test_a_trace_of_another_type_is_not_patched(self):
        line, bar = picture([1, 2]), picture([1, 2])
        bar = Picture(go.Figure(go.Bar(y=[1, 2])), bar.sentence, bar.numbers)
        assert "whole" in patch_between(plain(line), plain(bar))


@pytest.mark.parametrize(
    "widget",
    [
        lambda: LiveFigure(picture([1, 2]), name="A line"),
        lambda: KeptBox([], name="A line", sentence="A line."),
    ],
)
def test_a_notebook_reopened_without_its_kernel_keeps_the_words(widget, monkeypatch):
    shown = []
    monkeypatch.setattr("course_lib.manners.display", lambda data, **_: shown.append(data))
    widget()._ipython_display_()
    live, kept = shown
    assert "application/vnd.jupyter.widget-view+json" in live
    assert live["text/plain"] == "A line: A line."
    assert "run this cell again" in kept["text/html"]
    assert "“A line” A line." in kept["text/html"]
