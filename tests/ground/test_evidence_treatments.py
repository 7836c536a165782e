"""Evidence on treatments: the rows, one scale an axis, and when pooling is fair."""

from dataclasses import replace
from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.evidence import forest_figure
from course_lib.evidence_table import csv_link, csv_text, linked_table
from course_lib.evidence_view import ANY, FILTERS, choices, filtered, look
from course_lib.fairness import pool_fairly, why_no_funnel
from course_lib.funnel import draw_funnel
from course_lib.scales import RATIO_SCALES, ScaleError
from course_lib.sources import get_source
from course_lib.treatment_rows import axes_of, load_treatments, on_axis, one_axis
from tests.ground.test_evidence import BCG

ROWS = load_treatments()
BY_ID = {row.id: row for row in ROWS}
AXES = axes_of(ROWS)
POINTS_OF_9 = BY_ID["ad01"].axis
TRIALS = [BY_ID["tr10"], BY_ID["ad01"], BY_ID["ad02"]]


class TestRows:
    def test_every_reference_row_is_there_and_every_row_carries_a_caution(self):
        assert {f"tr{number:02d}" for number in range(1, 80)} <= set(BY_ID)
        for row in ROWS:
            assert row.flag, row.id
            assert get_source(row.source_key)

    def test_a_number_has_a_scale_and_a_scale_has_a_number(self):
        for row in ROWS:
            numbers = [n for n in (row.value, row.low, row.high) if n is not None]
            if row.scale == "statement":
                assert numbers == [], row.id
            else:
                assert numbers, row.id
            assert bool(row.interval) == (row.low is not None) == (row.high is not None)
            assert all(a <= b for a, b in pairwise(sorted(numbers)))
            if row.value is not None and row.low is not None:
                assert row.low < row.value < row.high, row.id

    @pytest.mark.parametrize(
        ("row_id", "value", "low", "high"),
        [
            ("tr01", -0.71, -1.33, -0.1),
            ("tr04", -1.4, -2.0, -0.7),
            ("tr29", -0.02, -0.73, 0.69),
            ("tr36", -16, -26.07, -5.92),
            ("tr61", 2.73, None, None),
            ("tr62", 2.7, 0.99, 7.5),
            ("tr76", 0.45, 0.28, 0.71),
            ("ad01", -0.6, -1.0, -0.1),
            ("ad08", 1.56, 1.08, 2.25),
            ("ad18", 0.13, -0.38, 0.63),
        ],
    )
    def test_rows_hold_the_published_numbers(self, row_id, value, low, high):
        row = BY_ID[row_id]
        assert (row.value, row.low, row.high) == (value, low, high)

    def test_what_the_reference_warns_of_is_visible_and_kept_out(self):
        # Cefali 2025 cannot be an SMD; Wang 2021 has an asymmetric interval; French 2006 is
        # relief, so plus is good; Andersen 2014 has reversed signs in print.
        assert BY_ID["tr34"].axis is None
        assert "which no SMD can be" in BY_ID["tr34"].flag
        assert (BY_ID["tr43"].trouble, "not symmetric" in BY_ID["tr43"].flag) == ("misprint", True)
        assert (BY_ID["tr37"].better, BY_ID["tr37"].value) == ("higher", 1.06)
        assert "positive means more relief" in BY_ID["tr37"].flag
        assert (BY_ID["tr10"].value, BY_ID["tr10"].low, BY_ID["tr10"].high) == (-2.0, -3.64, -0.35)
        assert "signs reversed" in BY_ID["tr10"].flag
        kept_out = [row for row in ROWS if row.trouble]
        assert not set(kept_out) & {row for axis in AXES for row in used(on_axis(ROWS, axis))}

    def test_a_fall_in_pain_is_never_called_worse(self):
        for row in ROWS:
            if row.outcome in ("pain", "disability", "tenderness") and row.scale == "MD":
                assert row.better == "lower", row.id

    def test_an_unknown_treatment_lists_the_known(self):
        with pytest.raises(ValueError, match=r"^There is no evidence on 'yoga'; choose one of: "):
            load_treatments("yoga")

    def test_a_pair_is_two_treatments(self):
        assert {row.treatment for row in load_treatments("heat and ice")} == {"heat", "cold"}


def used(rows):
    return pool_fairly(rows).used


chosen = st.fixed_dictionaries(
    {column: st.sampled_from([ANY, *choices(ROWS, column)]) for column in FILTERS}
)


class TestOneScale:
    def test_no_filter_and_no_axis_ever_brings_two_scales_together(self):
        values = [[ANY, *choices(ROWS, column)] for column in FILTERS]
        for combination in product(*values):
            kept = filtered(ROWS, dict(zip(FILTERS, combination, strict=True)))
            for axis in axes_of(kept):
                together = {
                    (row.outcome, row.scale, row.unit, row.better) for row in on_axis(kept, axis)
                }
                assert len(together) == 1

    @given(chosen, st.sampled_from(AXES))
    def test_what_is_drawn_stands_on_the_axis_it_names(self, filters, axis):
        view = look(ROWS, filters, axis=axis)
        drawn = on_axis(filtered(ROWS, filters), axis)
        picture = view.forest.figure
        assert picture.layout.xaxis.title.text.replace("<br>", " ") == str(axis)
        assert list(picture.data[2].x) == [row.value for row in drawn if row.value is not None]
        assert (picture.layout.xaxis.type == "log") == (axis.scale in RATIO_SCALES and bool(drawn))
        assert view.forest.sentence
        assert view.forest.numbers.rows
        assert (view.found.effect is None) != (view.found.why_not == "")

    @pytest.mark.parametrize(
        ("one", "two"),
        [("tr01", "tr14"), ("tr04", "ad01"), ("tr25", "tr36"), ("tr28", "tr30"), ("tr58", "tr75")],
    )
    def test_two_scales_are_refused_by_name(self, one, two):
        with pytest.raises(ScaleError, match=r"cannot stand on one axis"):
            forest_figure([BY_ID[one], BY_ID[two]])
        with pytest.raises(ScaleError, match=r"cannot stand on one axis; choose rows with one"):
            one_axis([BY_ID[one], BY_ID[two]])

    def test_pain_and_soreness_are_two_axes_though_both_are_smd(self):
        assert BY_ID["tr01"].axis != BY_ID["tr40"].axis

    def test_every_dot_with_an_address_opens_its_source(self):
        rows = on_axis(ROWS, BY_ID["tr40"].axis)
        notes = look(ROWS, {}, axis=BY_ID["tr40"].axis).forest.drawn["layout"]["annotations"]
        notes = [note for note in notes if "href" in note["text"]]
        with_link = [row for row in rows if get_source(row.source_key).link]
        assert len(notes) == len(with_link) > 10
        for note, row in zip(notes, with_link, strict=True):
            assert f'href="{get_source(row.source_key).link}"' in note["text"]
            assert note["x"] == row.value


class TestFairness:
    def test_three_trials_of_other_people_are_pooled(self):
        found = pool_fairly(on_axis(ROWS, POINTS_OF_9))
        assert [row.id for row in found.used] == ["tr10", "ad01", "ad02"]
        assert [(row.id, reason) for row, reason in found.left_out] == [
            ("ad03", "on people already counted"),
            ("ad04", "on people already counted"),
        ]
        assert found.effect.estimate == pytest.approx(-1.30, abs=0.01)
        assert (found.effect.low, found.effect.high) == pytest.approx((-2.22, -0.38), abs=0.01)
        assert str(found).endswith("Left out of the pool: 2 on people already counted.")

    def test_the_weights_follow_the_intervals(self):
        # Zebis: (−0.1 − −1.0) / 3.92 = 0.2296; Andersen 2012: 1.97 / 3.92 = 0.5026.
        assert BY_ID["ad01"].standard_error == pytest.approx(0.2296, abs=1e-4)
        assert BY_ID["ad02"].standard_error == pytest.approx(0.5026, abs=1e-4)
        # Sherman 2009: (ln 7.5 − ln 0.99) / 3.92 = 0.5166.
        assert BY_ID["tr62"].standard_error == pytest.approx(0.5166, abs=1e-4)

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"treatment": "heat"}, "Not pooled: 2 treatments are on this scale"),
            ({"comparison": "sham or placebo"}, "Not pooled: 2 kinds of comparison are on this"),
            ({"kind": "review of trials"}, "1 from a review, which is a pool already"),
            ({"low": None, "high": None}, "1 without a printed interval"),
            ({"trouble": "misprint"}, "1 with a number in trouble (misprint)"),
            ({"sample": "zebis2011"}, "1 on people already counted"),
            ({"comparison": "before and after"}, "1 without a comparison group"),
        ],
    )
    def test_what_is_not_fair_is_said(self, change, words):
        found = pool_fairly([*TRIALS[:2], replace(TRIALS[2], **change)])
        assert found.effect is None
        assert words in str(found)
        assert str(found).startswith("Not pooled: ")

    def test_two_trials_are_too_few_and_named(self):
        assert str(pool_fairly(TRIALS[:2])) == (
            "Not pooled: 2 trials on this scale could be pooled (Andersen et al. 2014, Zebis et "
            "al. 2011), and it takes 3 to see how far trials differ."
        )

    def test_mixed_scales_are_never_pooled(self):
        with pytest.raises(ScaleError):
            pool_fairly([*TRIALS, BY_ID["tr04"]])

    def test_nothing_is_not_pooled(self):
        assert str(pool_fairly([])) == "There is no number here to pool."

    def test_on_the_whole_table_one_pool_is_fair(self):
        pooled = [axis for axis in AXES if pool_fairly(on_axis(ROWS, axis)).effect]
        assert pooled == [POINTS_OF_9]


def bcg_rows():
    """The 13 BCG trials as rows; intervals from the counts."""
    rows = []
    for number, (a, b, c, d) in enumerate(BCG):
        ratio = (a / (a + b)) / (c / (c + d))
        reach = exp(1.959964 * (1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) ** 0.5)
        made = {"value": ratio, "low": ratio / reach, "high": ratio * reach, "trouble": ""}
        rows.append(replace(BY_ID["tr62"], id=f"bc{number:02d}", sample=str(number), **made))
    return rows


class TestFunnel:
    def test_ten_trials_make_a_funnel_on_the_published_example(self):
        found = pool_fairly(bcg_rows())
        assert why_no_funnel(found) == ""
        picture = draw_funnel(found)
        middle, edges, dots = picture.figure.data
        assert len(dots.x) == 13
        assert exp(found.effect.estimate) == pytest.approx(0.489, abs=0.002)
        assert list(middle.x) == pytest.approx([exp(found.effect.estimate)] * 2)
        assert picture.figure.layout.xaxis.type == "log"
        assert picture.sentence.startswith("13 trials round the pooled middle: ")
        assert min(edges.y) == 0

    def test_fewer_say_why_not(self):
        assert why_no_funnel(pool_fairly(TRIALS)) == (
            "No funnel plot: 3 trials are pooled, and below 10 its shape is chance."
        )
        with pytest.raises(ScaleError, match="nothing is pooled here"):
            draw_funnel(pool_fairly(TRIALS[:2]))


class TestTableAndFile:
    def test_the_table_links_every_source_that_has_an_address(self):
        page = linked_table(ROWS)
        assert page.count('<th scope="row"') == len(ROWS)
        linked = [row for row in ROWS if get_source(row.source_key).link]
        assert page.count(" href=") == len(linked) > 90
        assert all(f"⚑ {row.flag.split(chr(39))[0]}"[:20] in page for row in ROWS)

    def test_the_file_holds_every_column_of_every_row(self):
        import csv
        import io

        found = list(csv.DictReader(io.StringIO(csv_text(ROWS))))
        assert [row["id"] for row in found] == [row.id for row in ROWS]
        assert found[0]["value"] == "-0.71"
        assert found[0]["address"] == "https://doi.org/10.1002/14651858.CD004250.pub5"

    def test_the_link_carries_the_file_itself(self):
        link = csv_link(ROWS[:2], "massage")
        assert "download='massage.csv' href='data:text/csv;charset=utf-8;base64," in link
        assert "Download these 2 results" in link
