"""Figures as objects: what is drawn and said, and that the unknown stays empty."""

import pytest

from course_lib.massage.dose_figure import dose_picture
from course_lib.massage.lasting import COURSES, lasting
from course_lib.massage.lasting_figure import lasting_picture
from course_lib.massage.model import AGAINST, MINUTES, dose
from course_lib.picture import Guess
from course_lib.style import PALETTE

WAITING = "waiting for treatment"


def shown(minutes=60, times=3, against=WAITING, outcome="pain", guess=None):
    found = dose(f"{minutes} minutes", times, against=against, outcome=outcome)
    return dose_picture(found, guess=guess)


def dots(picture, symbol):
    return sum(
        len(t.x) for t in picture.figure.data if t.xaxis == "x2" and t.marker.symbol == symbol
    )


class TestDose:
    def test_each_dose_has_a_row_with_a_number_or_the_reason_for_none(self):
        picture = shown()
        labels = picture.figure.layout.yaxis.ticktext
        assert labels[:2] == ("3 × a week, 60 min", "3 × a week, 30 min")
        assert [row[0] for row in picture.numbers.rows] == list(labels)
        (texts,) = [t for t in picture.figure.data if t.mode == "text" and len(t.x) == 4]
        assert dict(zip(texts.y, texts.text, strict=True)) == {
            1: "no better; number not printed",
            3: "no better; number not printed",
            4: "tested; result not printed",
            5: "no trial",
        }

    def test_the_ratios_stand_on_a_logarithmic_axis_at_their_place(self):
        figure = shown().figure
        assert figure.layout.xaxis.type == "log"
        assert figure.layout.xaxis.title.text == "risk ratio (1: no difference)"
        squares = next(t for t in figure.data if t.xaxis == "x" and t.marker.symbol == "square")
        assert (list(squares.x), list(squares.y)) == ([2.73, 2.30], [0, 2])
        assert list(squares.marker.size) == [15, 10]

    @pytest.mark.parametrize(("minutes", "times", "row"), [(60, 3, 0), (60, 1, 4), (30, 2, 3)])
    def test_the_frame_stands_round_the_chosen_dose(self, minutes, times, row):
        frame = shown(minutes, times).figure.data[0]
        assert (min(frame.y) + max(frame.y)) / 2 == pytest.approx(row)

    def test_an_interval_that_was_worked_out_is_dashed_and_a_printed_one_is_not(self):
        def drawn(picture, dash):
            lines = [t for t in picture.figure.data if t.line.color == PALETTE["reference"]]
            return sum(len(t.x) for t in lines if t.line.dash == dash)

        assert (drawn(shown(), "dash"), drawn(shown(), "solid")) == (6, 0)
        book = shown(times=1, against="a self-care book", outcome="function")
        assert (drawn(book, "dash"), drawn(book, "solid")) == (0, 3)

    def test_one_hundred_people_where_the_source_counts_them(self):
        book = shown(times=1, against="a self-care book", outcome="function")
        assert (dots(book, "circle"), dots(book, "square"), dots(book, "circle-open")) == (
            14,
            25,
            61,
        )

    def test_a_result_of_unknown_length_stands_between_the_lengths(self):
        book = shown(times=1, against="a self-care book", outcome="function")
        squares = next(
            t for t in book.figure.data if t.xaxis == "x" and t.marker.symbol == "square"
        )
        assert (list(squares.x), list(squares.y)) == ([2.7], [4.5])

    @pytest.mark.parametrize("against", [WAITING, "a sham or placebo", "another active treatment"])
    def test_no_people_are_drawn_where_nobody_counted_them(self, against):
        picture = shown(against=against)
        assert sum(dots(picture, s) for s in ("circle", "square", "circle-open")) == 0
        assert any("not known" in str(t.text) for t in picture.figure.data)

    def test_against_a_sham_no_risk_ratio_is_drawn(self):
        picture = shown(against="a sham or placebo")
        squares = [
            t for t in picture.figure.data if t.xaxis == "x2" and t.marker.symbol == "square"
        ]
        assert [len(t.x) for t in squares] == [0]

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ({}, "a 30 % fall in pain is 2.73 (worked out from its p value: 1.5 to 5.0) times as"),
            ({"minutes": 30}, "30 minutes, three times a week, against waiting for treatment: no "),
            ({"minutes": 30, "times": 1}, "An empty row is not a zero."),
            ({"times": 1}, "this dose was tested for a 30 % fall in pain, but the abstract "),
            ({"against": "a sham or placebo"}, "massage probably makes little or no difference."),
            ({"times": 1, "against": "a self-care book", "outcome": "function"},
             "ten weeks; their length was not read): better function is 2.7 (0.99 to 7.5) times as "
             "likely. Of 100 people, 14 improve without massage and 39 with it; the interval "),
        ],
    )  # fmt: skip
    def test_the_sentence_says_what_this_figure_shows(self, settings, words):
        assert words in shown(**settings).sentence

    def test_a_guess_of_people_is_an_orange_diamond_among_them(self):
        guess = Guess("people", 55.0)
        book = shown(times=1, against="a self-care book", outcome="function", guess=guess)
        (mark,) = [t for t in book.figure.data if t.marker.symbol == "diamond" and t.x]
        assert (mark.xaxis, list(mark.x), list(mark.y)) == ("x2", [4.0], [5.0])
        assert mark.marker.color == PALETTE["prediction"]

    @pytest.mark.parametrize("against", AGAINST)
    @pytest.mark.parametrize("minutes", [30, 60])
    def test_every_dose_has_a_sentence_and_numbers(self, against, minutes):
        for times in (1, 2, 3):
            picture = shown(minutes, times, against)
            assert picture.figure.data
            assert picture.numbers.rows
            assert str(minutes) in picture.sentence
        assert len(MINUTES) == 2


class TestLasting:
    def test_points_stand_at_measured_weeks_and_no_line_joins_them(self):
        moment = lasting("10 weeks against a self-care book", 18, outcome="pain")
        figure = lasting_picture(moment).figure
        (points,) = [t for t in figure.data if t.mode == "markers" and t.marker.symbol == "square"]
        assert (list(points.x), list(points.y)) == ([10, 26], [2.2, 1.1])
        for trace in figure.data:
            if trace.mode == "lines" and trace.line.color == PALETTE["reference"]:
                weeks = [week for week in trace.x if week is not None]
                assert weeks[::2] == weeks[1::2]  # every line stands upright in one week
        assert figure.layout.yaxis.type == "log"
        assert figure.layout.xaxis.title.text == "weeks since the trial began"

    def test_a_week_nobody_measured_says_so(self):
        sentence = lasting_picture(
            lasting("10 weeks against a self-care book", 18, outcome="pain")
        ).sentence
        assert sentence == (
            "10 weeks against a self-care book, a 30 % fall in how much it bothers, week 18: "
            "nobody measured in this week. Nearest before: week 10; nearest after: week 26. A "
            "line between them would be made up."
        )

    def test_a_measured_week_says_what_was_found(self):
        more = lasting("6 more massages against none", 26, outcome="pain")
        assert lasting_picture(more).sentence.endswith(
            "week 26: measured, 15 weeks after the last massage. Risk ratio 1.09 (0.82 to 1.43): "
            "the interval reaches 1 (no difference)."
        )

    @pytest.mark.parametrize("course", COURSES)
    def test_a_guess_stands_in_its_week(self, course):
        picture = lasting_picture(lasting(course, 5, outcome="pain"), guess=Guess("ratio", 1.8))
        (mark,) = [t for t in picture.figure.data if t.marker.symbol == "diamond"]
        assert (list(mark.x), list(mark.y)) == ([5], [1.8])
