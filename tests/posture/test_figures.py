"""Figures as objects: traces, units, sentences and tables that tell the same numbers."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_lib.picture import Guess
from course_lib.posture import figure, lever, lever_figure, model, running, step_figure
from course_lib.style import PALETTE

SLUMP = {"head_forward_mm": 52.0, "kyphosis_deg": 65.0}


def trace_with(fig, color):
    (found,) = [
        t for t in fig.data if getattr(t, "line", None) and t.line.color == color and not t.fill
    ]
    return found


def diamond(fig):
    (found,) = [t for t in fig.data if t.type == "scatter" and t.marker.symbol == "diamond"]
    return found


class TestRunner:
    def test_the_levels_are_the_model_in_the_demand_colour(self):
        load = model.hold(**SLUMP)
        fig = figure.runner(load).figure
        levels = [t for t in fig.data if t.xaxis == "x2" and t.text is not None]
        np.testing.assert_allclose(levels[0].x, load.moment_nm.middle)
        assert levels[0].line.color == PALETTE["demand"]

    def test_the_published_posture_stands_beside_it_dotted_with_squares(self):
        fig = figure.runner(model.hold(**SLUMP)).figure
        published = trace_with(fig, PALETTE["reference"])
        np.testing.assert_allclose(published.x, model.hold().moment_nm.middle)
        assert (published.line.dash, published.marker.symbol) == ("dot", "square")

    def test_axes_carry_units_and_every_joint(self):
        layout = figure.runner(model.hold()).figure.layout
        assert layout.xaxis2.title.text == "flexion moment (N m)"
        assert "(N m)" in layout.yaxis3.title.text
        assert tuple(layout.yaxis2.ticktext) == model.hold().joints

    def test_the_bars_show_demand_with_its_band_and_capacity(self):
        load = model.hold(**SLUMP)
        row = load.at(figure.SHOWN_JOINT)
        asked, most = (t for t in figure.runner(load).figure.data if t.type == "bar")
        assert asked.y[0] == pytest.approx(load.moment_nm.middle[row])
        assert asked.y[0] + asked.error_y.array[0] == pytest.approx(load.moment_nm.high[row])
        assert most.y[0] == pytest.approx(load.capacity_nm[row])
        assert most.marker.pattern.shape == "/"

    def test_the_sentence_tells_the_numbers_of_the_table(self):
        load = model.hold(**SLUMP)
        picture = figure.runner(load)
        row = next(r for r in picture.numbers.rows if r[0] == "T4/T5")
        told = [float(n) for n in re.findall(r"\d+\.?\d*", picture.sentence.split(")", 1)[1])]
        assert told[0] == pytest.approx(float(row[1]), rel=0.05)  # mass above
        assert told[1] == pytest.approx(float(row[2]), rel=0.05)  # lever arm
        assert told[2] == pytest.approx(float(row[3]), rel=0.05)  # moment

    def test_a_weight_behind_the_joint_gets_its_own_sentence(self):
        picture = figure.runner(model.hold(kyphosis_deg=20, head_forward_mm=-20, lean_deg=-5))
        assert "sits behind the joint" in picture.sentence

    def test_a_guess_is_an_orange_diamond_at_its_joint(self):
        fig = figure.runner(model.hold(), guess=Guess("C7/T1", 5.5)).figure
        mark = diamond(fig)
        assert (list(mark.x), list(mark.y)) == ([5.5], [0.0])
        assert mark.marker.color == PALETTE["prediction"]

    def test_the_drawing_moves_with_the_model(self):
        a = figure.runner(model.hold()).figure
        b = figure.runner(model.hold(lean_deg=20)).figure
        assert a.data[1].x != b.data[1].x


class TestStep:
    demand = running.run_with(speed_m_s=3.0, lean_deg=3.5, head_forward_mm=20.0)

    def test_the_wave_the_standing_line_and_the_bars(self):
        fig = step_figure.step(self.demand).figure
        wave = trace_with(fig, PALETTE["demand"])
        np.testing.assert_allclose(wave.y, self.demand.moment_nm.middle)
        standing = trace_with(fig, PALETTE["reference"])
        assert set(standing.y) == {self.demand.standing_nm}
        assert fig.layout.xaxis.title.text == "one step (% of its time)"
        assert "(N m)" in fig.layout.yaxis.title.text

    def test_the_sentence(self):
        sentence = step_figure.step(self.demand).sentence
        assert sentence.startswith("At 3.0 m/s the foot is down for 64 % of each step")
        assert "Its mean over the step is 8.7 N m: the same as standing." in sentence

    def test_a_guess_stands_at_the_peak(self):
        fig = step_figure.step(self.demand, guess=Guess("peak", 17.0)).figure
        mark = diamond(fig)
        assert list(mark.y) == [17.0]
        assert 25 < mark.x[0] < 40


class TestLever:
    def test_curve_stated_points_and_head_weight(self):
        fig = lever_figure.lever(lever.tilt_head(45)).figure
        curve = [t for t in fig.data if t.xaxis == "x2" and t.mode == "lines"]
        assert set(curve[0].y) == {60.0}
        assert curve[1].y[0] == pytest.approx(60.0)
        (stated,) = [t for t in fig.data if t.marker.color == PALETTE["reference"]]
        np.testing.assert_allclose(stated.y, np.array([27, 40, 49, 60]) * lever.NEWTON_PER_POUND)
        assert fig.layout.yaxis2.title.text == "force on the joint (N)"

    def test_the_sentence_says_weight_and_force_apart(self):
        sentence = lever_figure.lever(lever.tilt_head(45)).sentence
        assert "the head still weighs 60 N" in sentence
        assert sentence.endswith("(49 lb).")
