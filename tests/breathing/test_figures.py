"""The pictures as objects: traces, units in titles, sentences that change with what is shown."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.breathing.coupling import couple
from course_lib.breathing.coupling_figure import feet
from course_lib.breathing.model import breathe_trace
from course_lib.breathing.pattern_figure import pattern
from course_lib.breathing.pull_figure import who_pulls
from course_lib.breathing.trace_figure import steady
from course_lib.breathing.work import SAME, choose, pulls
from course_lib.picture import Guess


def rest():
    return breathe_trace(breaths_min=12, tidal_l=0.5, in_percent=45)


def chosen(same=SAME[0], litres_min=6, breaths_min=12, **more):
    return choose(same=same, litres_min=litres_min, breaths_min=breaths_min, **more)


PICTURES = {
    "steady": lambda: steady(rest()),
    "pattern": lambda: pattern(chosen()),
    "feet": lambda: feet(couple(steps_min=165, steps_per_breath=4)),
    "pulls": lambda: who_pulls(pulls()),
}


@pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)
def test_plotly_knows_every_attribute_and_axes_carry_a_unit(make):
    figure = make().figure
    titles = [axis.title.text for axis in figure.select_xaxes() if axis.title.text]
    titles += [axis.title.text for axis in figure.select_yaxes() if axis.title.text]
    assert len(titles) >= 1
    units = ("(", "minute", "steps", "number")
    assert all(any(unit in title for unit in units) for title in titles)


@pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)
def test_there_are_words_and_numbers(make):
    picture = make()
    assert picture.sentence.endswith(".")
    assert all(len(row) == len(picture.numbers.columns) for row in picture.numbers.rows)


def symbols(figure, symbol):
    """List the scatter traces drawn with a symbol that hold a point."""
    traces = [t for t in figure.data if t.type == "scatter" and t.marker.symbol == symbol]
    return [t for t in traces if t.x is not None and len(t.x)]


SACS, AIRWAYS = 0, 1  # from the bottom of the stack


def bar(picture, place):
    return [t for t in picture.figure.data if t.type == "bar"][place].y[0]


class TestSteady:
    def test_the_bars_are_the_model(self):
        picture = steady(rest())
        assert bar(picture, SACS) == pytest.approx(4.2)
        assert bar(picture, AIRWAYS) == pytest.approx(1.8)

    def test_the_sentence_tells_the_numbers(self):
        sentence = steady(rest()).sentence
        for part in ("12 breaths of 0.50 L", "6.0 L a minute", "1.8 L of it (30 %)", "4.2 L reach"):
            assert part in sentence

    def test_a_guess_stands_at_the_bar(self):
        marked = steady(rest(), guess=Guess("air sacs", 9.0)).figure
        assert [t.y[0] for t in symbols(marked, "diamond")] == [9.0]
        assert marked.layout.yaxis2.range[1] > 9.0


class TestPattern:
    def test_nothing_arrives(self):
        picture = pattern(chosen(breaths_min=40))
        assert "None of it gets past the airways" in picture.sentence
        assert bar(picture, SACS) == 0.0

    def test_the_least_is_marked_only_where_there_is_one(self):
        def marked(same):
            figure = pattern(chosen(same, 4.2, 12)).figure
            return [t.x[0] for t in symbols(figure, "square") if t.xaxis == "x3"]

        assert marked(SAME[0]) == []
        assert marked(SAME[1]) == pytest.approx([13.9], abs=0.1)

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ({"litres_min": 97, "breaths_min": 36}, "sternomastoid"),
            ({"litres_min": 97, "breaths_min": 10}, "Nobody in the sources breathes that deep"),
            ({"breaths_min": 60}, "Nobody in the sources breathes that shallow"),
        ],
    )
    def test_the_sentence_says_what_is_special(self, settings, words):
        assert words in pattern(chosen(**settings)).sentence
        assert words not in pattern(chosen()).sentence

    @pytest.mark.parametrize(("litres", "shown"), [(6, False), (60, True)])
    def test_beyond_the_measured_mechanics_the_picture_says_illustrative(self, litres, shown):
        figure = pattern(chosen(litres_min=litres, breaths_min=36)).figure
        assert any("illustrative" in note.text for note in figure.layout.annotations) is shown

    @pytest.mark.parametrize(("at", "axis"), [("rhythm", "x3"), ("air sacs", "x2")])
    def test_a_guess_stands_where_it_belongs(self, at, axis):
        figure = pattern(chosen(SAME[1], 4.2, 12), guess=Guess(at, 20.0)).figure
        assert [t.xaxis for t in symbols(figure, "diamond")] == [axis]


class TestFeet:
    @pytest.mark.parametrize(
        ("steps", "words"),
        [
            (4, "an even number, so every breath out begins on the left foot"),
            (5, "on the left and the right foot in turn"),
            (4.2, "it is back in place after 10 breaths"),
            (2.0, "leaves the data"),
        ],
    )
    def test_the_sentence_follows_the_rhythm(self, steps, words):
        assert words in feet(couple(steps_min=165, steps_per_breath=steps)).sentence

    def test_arrows_point_at_the_foot(self):
        run = couple(steps_min=165, steps_per_breath=5)
        figure = feet(run).figure
        arrows = next(t for t in figure.data if t.marker.symbol == "triangle-down")
        heights = [0.9 if foot == 0 else 0.3 for foot in run.foot[: len(arrows.x)]]
        np.testing.assert_allclose(arrows.y, heights)


def test_the_pull_picture_marks_illustrative_ways_open():
    figure = who_pulls(pulls()).figure
    symbols = [t.marker.symbol for t in figure.data if t.marker.symbol]
    assert symbols == ["circle", "circle-open", "circle-open", "circle-open"]
