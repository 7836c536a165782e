"""Rolling against stretching: places in a line of people, and the pictures of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.mobility import office_figure, people_drawing, rolling, rolling_figure
from course_lib.picture import Guess
from course_lib.sources import get_source
from course_lib.treatment_rows import load_treatments

NAMES = tuple(rolling.comparisons())
ROLLING, ROLL_OR_STRETCH, STRETCHING = NAMES[:3]
PLACES = st.floats(5, 95)


def count(fig, symbol, axis="x2"):
    dots = [t for t in fig.data if t.xaxis == axis and t.marker.symbol == symbol]
    return sum(len(t.x) for t in dots)


class TestPlaces:
    @pytest.mark.parametrize(
        ("smd", "place"),
        # table of the normal distribution: 0.74 -> 0.7704, 0.42 -> 0.6628, 1.01 -> 0.8438
        [(0.74, 77.04), (0.42, 66.28), (1.01, 84.38), (-0.73, 23.27), (0.69, 75.49), (0.0, 50.0)],
    )
    def test_from_the_middle(self, smd, place):
        assert rolling.place_after(50, smd) == pytest.approx(place, abs=0.006)

    @given(place=PLACES, smd=st.floats(-1.5, 1.5))
    def test_a_step_forward_and_back_ends_where_it_began(self, place, smd):
        there = rolling.place_after(place, smd)
        assert rolling.place_after(there, -smd) == pytest.approx(place, abs=1e-6)

    @given(place=PLACES, smd=st.floats(-1.5, 1.5))
    def test_mirrored_people_mirror_their_places(self, place, smd):
        mirrored = 100 - rolling.place_after(100 - place, -smd)
        assert rolling.place_after(place, smd) == pytest.approx(mirrored, abs=1e-6)

    @given(place=PLACES, name=st.sampled_from(NAMES), end=st.sampled_from(rolling.ENDS))
    def test_the_place_drawn_lies_in_the_interval(self, place, name, end):
        shift = rolling.shift_along(comparison=name, end=end, place=place)
        assert shift.places.low <= shift.new_place <= shift.places.high
        assert 0 < shift.new_place < 100
        assert shift.passed == pytest.approx(shift.new_place - place)


class TestComparisons:
    def test_they_are_the_rows_of_the_treatments(self):
        """Two tables hold these numbers; they must not part."""
        printed = {
            (r.source_key, r.value, r.low, r.high)
            for r in load_treatments("stretch and roll")
            if r.outcome == "range"
        }
        here = {
            (c.source_key, c.smd.middle, c.smd.low, c.smd.high)
            for c in rolling.comparisons().values()
        }
        assert here == printed
        assert all(get_source(key) for key, *_ in here)

    def test_the_year_of_the_office_workers(self):
        year = rolling.office_year()
        assert (year.without, year.with_programme) == (26.7, 12.1)
        assert year.fewer == pytest.approx(14.6)
        (row,) = [r for r in load_treatments("stretching") if r.id == "tr76"]
        ratio = year.hazard_ratio
        assert (ratio.middle, ratio.low, ratio.high) == (row.value, row.low, row.high)

    @pytest.mark.parametrize(
        ("settings", "sentence"),
        [
            ({"comparison": "magic"}, "comparison was given as 'magic'; choose one of: rolling a"),
            ({"comparison": ROLLING, "end": "top"}, "end was given as 'top'; choose one of: the e"),
            (
                {"comparison": ROLLING, "place": 99},
                "place was given as 99, but it must be a number from 5 to 95; choose a value",
            ),
        ],
    )
    def test_bad_input(self, settings, sentence):
        with pytest.raises(ValueError, match=sentence):
            rolling.shift_along(**settings)


class TestShiftPicture:
    def draw(self, guess=None, **settings):
        return rolling_figure.shift_picture(rolling.shift_along(**settings), guess)

    def test_one_hundred_people_in_three_groups(self):
        fig = self.draw(comparison=ROLLING).figure
        counts = [count(fig, symbol) for symbol in ("circle", "square", "circle-open")]
        assert counts == [50, 27, 23]

    def test_falling_back_has_a_mark_and_words_of_its_own(self):
        fig = self.draw(comparison=ROLL_OR_STRETCH, end=rolling.LOW_END).figure
        assert [count(fig, s) for s in ("circle", "x", "circle-open")] == [23, 27, 50]
        assert count(fig, "square") == 0
        assert "they pass you" in fig.layout.annotations[1].text

    @given(place=st.floats(5, 95), name=st.sampled_from(NAMES), end=st.sampled_from(rolling.ENDS))
    def test_nobody_gets_lost(self, place, name, end):
        shift = rolling.shift_along(comparison=name, end=end, place=place)
        traces = rolling_figure.shift_picture(shift).drawn["data"]
        dots = [t for t in traces if t["xaxis"] == "x2" and t["mode"] == "markers"]
        spots = [spot for t in dots for spot in zip(t["x"], t["y"], strict=True)]
        assert len(spots) == len(set(spots)) == 100

    def test_only_one_scale_is_drawn(self):
        for name, comparison in rolling.comparisons().items():
            picture = self.draw(comparison=name)
            assert comparison.printed_as in picture.numbers.columns[1]
            squares = [t for t in picture.figure.data if t.marker.symbol == "square"]
            left = [t for t in squares if t.xaxis == "x"]
            assert [list(t.x) for t in left] == [[comparison.smd.middle]]

    def test_axis_and_sentence(self):
        picture = self.draw(comparison=ROLL_OR_STRETCH, end=rolling.HIGH_END, place=50)
        assert picture.figure.layout.xaxis.title.text == (
            "range (standard deviations between people)"
        )
        assert "−0.02 standard deviations (−0.73 to 0.69, printed as SMD)" in picture.sentence
        assert "Drawn is its upper end, 0.69." in picture.sentence
        assert "further than 50 of 100 people then reaches further than 75." in picture.sentence
        assert "The interval runs from 23 to 75. This is range, not pain." in picture.sentence

    def test_a_guess_is_a_person(self):
        fig = self.draw(guess=Guess("people", 64.0), comparison=ROLLING).figure
        (mark,) = [t for t in fig.data if t.marker.symbol == "diamond"]
        assert (list(mark.x), list(mark.y), mark.xaxis) == ([3.0], [6.0], "x2")

    def test_people_stand_ten_in_a_row(self):
        assert people_drawing.spot(1) == (0.0, 0.0)
        assert people_drawing.spot(10) == (9.0, 0.0)
        assert people_drawing.spot(11) == (0.0, 1.0)
        assert people_drawing.spot(100) == (9.0, 9.0)


def test_the_picture_of_the_year():
    picture = office_figure.year_picture(rolling.office_year())
    fig = picture.figure
    hurt = [count(fig, "x", axis) for axis in ("x", "x2")]
    assert hurt == [27, 12]
    assert [count(fig, "circle-open", axis) for axis in ("x", "x2")] == [73, 88]
    assert "hazard ratio 0.45, 0.28 to 0.71" in picture.sentence
    assert "Which of the two did it, nobody can say." in picture.sentence
