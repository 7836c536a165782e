"""Evidence: rows, cards, forest plots on one scale, and pooling checked on a published example."""

import html
import json
import re
import shutil
from dataclasses import FrozenInstanceError, replace
from math import exp, isfinite, log, sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.claims import ClaimError
from course_lib.evidence import (
    ScaleError,
    evidence_card,
    evidence_rows,
    forest_figure,
    load_evidence,
    pool,
)
from course_lib.places import DataError
from course_lib.scales import RATIO_SCALES
from course_lib.sources import get_source

REAL = Path(__file__).resolve().parents[2] / "data"
ROWS = {row.id: row for row in evidence_rows(load_evidence("posture"))}
ODDS = [row for row in ROWS.values() if row.scale == "OR"]
ANGLES = [ROWS["po01"], ROWS["po02"]]


def drawn(rows):
    picture = forest_figure(rows)
    return picture.figure, picture.sentence


def labels(figure):
    """The words above the marks, from top to bottom."""
    return [note for note in figure.layout.annotations if note.xref == "paper"]


def test_every_row_carries_a_caution_and_a_source_or_says_that_there_is_none():
    for row in ROWS.values():
        assert row.flag, row.id
        assert (row.direction == "gap") == (row.confidence == "GAP") == (row.source_key == "")
        numbers = [n for n in (row.value, row.low, row.high) if n is not None]
        assert (row.scale == "statement") == (not numbers), row.id
        assert (row.low is None) == (row.high is None), row.id
        if row.low is not None:
            assert row.low < row.high, row.id
            assert row.value is None or row.low < row.value < row.high, row.id
        if row.source_key:
            assert row.read_level in (
                "secondary",
                *get_source(row.source_key).what_was_read.split(";"),
            )


@pytest.mark.parametrize(
    ("row_id", "value", "low", "high", "n"),
    [
        ("po01", 4.84, 0.14, 9.54, None),
        ("po02", -1.05, -4.23, 2.12, None),
        ("po07", 0.24, 0.08, 0.76, 686),
        ("po10", 3.78, 2.57, 5.57, 686),
        ("po20", 10.8, None, None, 40),
        ("lo01", None, 3, 5, 33),
    ],
)
def test_rows_hold_the_published_numbers(row_id, value, low, high, n):
    row = ROWS[row_id]
    assert (row.value, row.low, row.high, row.n) == (value, low, high, n)


def test_a_room_without_evidence_is_named():
    with pytest.raises(DataError, match=r"^There is no table 'start/evidence'.* known tables"):
        load_evidence("start")


def test_a_row_without_a_column_is_named():
    with pytest.raises(DataError) as caught:
        evidence_rows([{"id": "x"}])
    assert str(caught.value) == (
        "An evidence row needs the column 'claim_id'; take rows from load_evidence(room)."
    )


class TestCard:
    def test_it_says_what_a_reader_needs(self):
        text = str(evidence_card("C18"))
        for part in (
            "C18: A slouched posture",
            "Evidence: ◇ contested",
            "4.84° further forward (0.14 to 9.54)",
            "n: 686",
            "How near to you: neck or shoulder",
            "Take care: cross-sectional",
            "+ for: Adults with neck pain",
            "− against: Girls who sat slumped",
            "odds ratio 0.24 (0.08 to 0.76)",
            "[Richards et al. 2021; one cohort, wide interval]",
        ):
            assert part in text

    def test_for_comes_before_against_before_context(self):
        directions = [row.direction for row in evidence_card("C18").rows]
        order = list(dict.fromkeys(directions))
        assert order == ["for", "against", "mixed", "context"]

    def test_the_page_has_a_heading_a_labelled_table_and_links(self):
        page = evidence_card("C18")._repr_html_()
        assert page.startswith('<section aria-label="Evidence card C18"')
        assert ">C18: A slouched posture" in page
        assert "role='region' aria-label='Findings for and against claim C18'><table>" in page
        assert page.count('<th scope="col"') == 7
        assert (
            '<a href="https://doi.org/10.1007/s12178-019-09594-y">Mahmoud et al. 2019</a>' in page
        )
        assert page.count("<tr>") == 1 + len(evidence_card("C18").rows)

    def test_it_reads_in_light_and_dark(self):
        page = evidence_card("C18")._repr_html_()
        assert "var(--jp-ui-font-color1,inherit)" in page
        assert "background" not in page
        assert "#" not in page.replace("&#x27;", "")

    def test_a_claim_without_rows_has_no_table(self):
        card = evidence_card("C05")
        assert card.headline is None
        assert "Evidence: ● supported" in str(card)
        assert "<table" not in card._repr_html_()

    def test_a_gap_is_shown_as_not_known(self):
        text = str(evidence_card("C16"))
        assert "? gap: Whether leaning or slouching in running" in text
        assert "[none; not known]" in text

    def test_it_cannot_be_changed(self):
        with pytest.raises(FrozenInstanceError):
            evidence_card("C18").rows = ()

    def test_an_unknown_claim_is_named(self):
        with pytest.raises(ClaimError, match=r"^There is no claim 'C99' in claims.csv"):
            evidence_card("C99")

    def test_text_from_the_tables_is_never_markup(self, tmp_path, monkeypatch):
        shutil.copytree(REAL, tmp_path / "data")
        for name in ("claims.csv", "posture/evidence.csv"):
            path = tmp_path / "data" / name
            text = path.read_text(encoding="utf-8").replace("neck ", "<script>neck ")
            path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
        page = evidence_card("C18")._repr_html_()
        assert "&lt;script&gt;neck " in page
        assert "<script>" not in page


class TestForest:
    def test_ratios_stand_on_a_logarithmic_axis_with_the_line_at_one(self):
        figure, _ = drawn(ODDS)
        reference, lines, squares = figure.data
        assert figure.layout.xaxis.type == "log"
        assert figure.layout.xaxis.title.text == "odds ratio"
        assert set(reference.x) == {1, None}
        assert list(squares.x) == [0.24, 0.38, 3.78, 1.75]
        assert lines.x[:3] == (0.08, 0.76, None)
        assert set(squares.marker.symbol) <= {"square", "square-open", "square-cross-open"}

    def test_differences_stand_on_a_linear_axis_with_the_line_at_zero(self):
        figure, sentence = drawn(ANGLES)
        assert figure.layout.xaxis.type != "log"
        assert figure.layout.xaxis.title.text == "mean difference (deg)"
        assert set(figure.data[0].x) == {0, None}
        assert list(figure.data[2].marker.symbol) == ["square", "square-open"]
        assert sentence == (
            "2 results as mean difference (deg), with a line at 0 for no difference: "
            "Mahmoud et al. 2019 4.84 (0.14 to 9.54), for; "
            "Mahmoud et al. 2019 −1.05 (−4.23 to 2.12), against."
        )

    def test_the_table_holds_the_same_numbers_and_the_whole_flag(self):
        for row, cells in zip(ANGLES, forest_figure(ANGLES).numbers.rows, strict=True):
            assert row.flag in cells
            assert row.population in cells
            assert cells[1].split()[0] == {"po01": "4.84", "po02": "−1.05"}[row.id]

    def test_author_year_and_the_whole_flag_stand_at_each_row(self):
        figure, _ = drawn(ODDS)
        for label, row in zip(labels(figure), ODDS, strict=True):
            assert label.text.startswith(f"<b>Richards et al. 2021</b> ({row.direction}): ")
            plain = label.text.replace("</i><br><i>", " ")
            assert f"⚑ {row.flag}" in plain

    def test_the_words_stand_above_their_mark_and_below_the_one_before(self):
        for rows in (ODDS, ANGLES):
            figure, _ = drawn(rows)
            layout, squares = figure.layout, figure.data[2]
            bottom, top = layout.yaxis.range
            line_px = (layout.height - 110) / (bottom - top)  # ticks, title and margins take 110
            assert line_px > 1.3 * layout.template.layout.font.size
            assert max(squares.y) < bottom
            before = top
            for label, mark in zip(labels(figure), squares.y, strict=True):
                lines = label.text.split("<br>")
                assert (label.yanchor, label.align, label.x) == ("bottom", "left", 0)
                assert before <= label.y - len(lines) + 1e-9
                assert label.y < mark
                assert max(len(html.unescape(re.sub("<.*?>", "", text))) for text in lines) <= 50
                before = mark

    def test_ticks_lie_flat_and_a_wide_axis_has_fewer(self):
        near = replace(ROWS["po07"], low=0.9, value=1.0, high=1.1)
        wide = [near, replace(near, low=0.01, high=90.0)]
        axes = [drawn(rows)[0].layout.xaxis for rows in ([near], wide)]
        assert [axis.tickangle for axis in axes] == [0, 0]
        assert set(axes[1].tickvals) < set(axes[0].tickvals)
        assert {0.1, 1, 10} <= set(axes[1].tickvals)

    def test_a_range_without_estimate_is_a_line_without_a_square(self):
        figure, sentence = drawn([ROWS["lo01"]])
        assert list(figure.data[1].x) == [3, 5, None]
        assert len(figure.data[2].x) == 0
        assert "Vasavada et al. 2015 3 to 5, for" in sentence

    def test_rows_without_a_number_are_counted_not_drawn(self):
        _, sentence = drawn([*ANGLES, ROWS["po05"]])
        assert sentence.endswith("; 1 without a number not drawn.")

    @pytest.mark.parametrize(
        ("rows", "first", "second"),
        [
            ([ROWS["po01"], ROWS["po07"]], "mean difference (deg)", "odds ratio"),
            (
                [ROWS["po01"], replace(ROWS["po02"], unit="mm")],
                "mean difference (deg)",
                "mean difference (mm)",
            ),
            ([ROWS["po18"], ROWS["po03"]], "standardised mean difference", "correlation"),
        ],
    )
    def test_two_scales_are_refused_by_name(self, rows, first, second):
        with pytest.raises(ScaleError) as caught:
            forest_figure(rows)
        assert str(caught.value) == (
            f"{first} and {second} cannot stand on one axis or in one pool, because their "
            "numbers mean different things; choose rows with one scale and one unit."
        )

    def test_no_number_at_all_is_refused(self):
        with pytest.raises(ScaleError) as caught:
            forest_figure([ROWS["po05"]])
        assert str(caught.value) == (
            "None of the 1 rows has a number to draw; choose rows with a value or an interval, "
            "and read the others in the evidence card."
        )

    def test_a_ratio_at_or_below_zero_is_refused(self):
        with pytest.raises(ScaleError) as caught:
            forest_figure([replace(ROWS["po07"], low=0.0)])
        assert str(caught.value) == (
            "Row po07 has 0 as odds ratio, but a ratio is always above zero; correct the row."
        )

    def test_text_is_never_markup(self):
        figure, _ = drawn([replace(ROWS["po07"], flag="<b onclick=x>", population="<i>")])
        assert "<b onclick" not in labels(figure)[0].text
        assert "&lt;b onclick=x&gt;" in labels(figure)[0].text
        assert "&lt;i&gt;" in labels(figure)[0].text

    def test_every_number_drawn_is_finite(self):
        for scale in {row.scale for row in ROWS.values()} - {"statement"}:
            rows = [row for row in ROWS.values() if row.scale == scale]
            figure, sentence = drawn(rows)
            shown = [x for trace in figure.data for x in trace.x if x is not None]
            assert all(isfinite(x) for x in shown)
            places = [log(x, 10) for x in shown] if scale in RATIO_SCALES else shown
            low, high = figure.layout.xaxis.range
            assert low < min(places) <= max(places) < high
            assert "nan" not in json.dumps(sentence)


# Kacker 2004, Metrologia 41:132, the example of statsmodels' own documentation.
KACKER = [61.00, 61.40, 62.21, 62.30, 62.34, 62.60, 62.70, 62.84, 65.90]
KACKER_VARIANCES = [0.2025, 1.2100, 0.0900, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225]

# The 13 trials of BCG vaccine (Colditz et al. 1994) as metafor's documentation lists them:
# ill and well with the vaccine, ill and well without.
BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]  # fmt: skip


def bcg():
    """Log risk ratios and their variances, from the counts."""
    values = [log((a / (a + b)) / (c / (c + d))) for a, b, c, d in BCG]
    return values, [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG]


effects = st.floats(-5, 5)
variances = st.floats(0.001, 4)
studies = st.lists(st.tuples(effects, variances), min_size=2, max_size=12)


class TestPool:
    def test_it_gives_the_published_spread_between_studies(self):
        found = pool(KACKER, KACKER_VARIANCES, scale="MD")
        assert sqrt(found.tau2) == pytest.approx(0.8399, abs=6e-5)
        assert found.k == 9
        assert found.q == pytest.approx(24.8019, abs=1e-4)
        assert found.i2 == pytest.approx(1 - 8 / 24.8019, abs=1e-5)

    def test_with_metafors_spread_it_gives_metafors_published_result(self):
        # metafor's worked example: rma(yi, vi, data = dat.bcg), REML: tau² 0.3132, estimate
        # −0.7145 (−1.0669 to −0.3622), Q(12) = 152.2330.
        found = pool(*bcg(), scale="RR", tau2=0.3132)
        shown = (found.estimate, found.low, found.high, found.q)
        assert shown == pytest.approx((-0.7145, -1.0669, -0.3622, 152.2330), abs=1e-4)
        assert found.k == 13

    def test_paule_and_mandel_solve_their_own_equation(self):
        # Their tau² makes the weighted squares about the mean equal to k − 1, here 12.
        values, spreads = bcg()
        found = pool(values, spreads, scale="RR")
        squares = sum(
            (y - found.estimate) ** 2 / (v + found.tau2)
            for y, v in zip(values, spreads, strict=True)
        )
        assert squares == pytest.approx(12, abs=1e-3)
        assert found.i2 == pytest.approx(1 - 12 / 152.2330, abs=1e-5)

    def test_two_equal_studies_by_hand(self):
        # Equal weights: mean 2, Q = 2·(1/1), tau² = (2 - 1)·... = 1, standard error = 1.
        found = pool([1, 3], [1, 1], scale="MD")
        assert found.estimate == pytest.approx(2)
        assert found.q == pytest.approx(2)
        assert found.tau2 == pytest.approx(1, abs=1e-4)
        assert found.high - found.estimate == pytest.approx(1.96, abs=1e-3)
        assert found.i2 == pytest.approx(0.5)

    def test_the_prediction_interval_by_hand(self):
        # Three equal studies: tau² 0, standard error 1/sqrt(3), t with 1 degree of freedom.
        found = pool([1, 1, 1], [1, 1, 1], scale="MD")
        assert found.prediction_high - 1 == pytest.approx(12.7062 / sqrt(3), abs=1e-3)
        assert (found.tau2, found.i2) == (0, 0)

    def test_with_two_studies_there_is_no_prediction(self):
        found = pool([1, 3], [1, 1], scale="MD")
        assert found.prediction_low is None
        assert found.prediction_high is None
        assert "no range for a new study is given" in str(found)

    def test_ratios_are_told_as_ratios(self):
        found = pool([log(0.5), log(0.5), log(0.5)], [0.01] * 3, scale="OR")
        assert exp(found.estimate) == pytest.approx(0.5)
        assert str(found).startswith("3 studies together: odds ratio 0.5 (0.45 to 0.56); 0% of")
        assert "OR" in RATIO_SCALES

    @given(studies)
    def test_it_lies_between_smallest_and_largest(self, found):
        values, spreads = zip(*found, strict=True)
        result = pool(values, spreads, scale="SMD")
        assert min(values) - 1e-9 <= result.estimate <= max(values) + 1e-9
        assert result.low < result.estimate < result.high
        assert result.tau2 >= 0
        assert 0 <= result.i2 < 1
        if result.k > 2:
            assert result.prediction_low < result.low < result.high < result.prediction_high

    @given(studies, st.randoms())
    def test_the_order_of_studies_does_not_matter(self, found, random):
        shuffled = random.sample(found, len(found))
        one = pool(*zip(*found, strict=True), scale="SMD")
        two = pool(*zip(*shuffled, strict=True), scale="SMD")
        assert two.estimate == pytest.approx(one.estimate, abs=1e-6)
        assert two.tau2 == pytest.approx(one.tau2, abs=1e-6)

    @given(studies, st.floats(-3, 3))
    def test_moving_every_study_moves_the_result_as_far(self, found, shift):
        values, spreads = zip(*found, strict=True)
        moved = pool([value + shift for value in values], spreads, scale="MD")
        assert moved.estimate == pytest.approx(
            pool(values, spreads, scale="MD").estimate + shift, abs=1e-4
        )

    @pytest.mark.parametrize(
        ("values", "spreads", "scale", "sentence"),
        [
            ([1], [1], "MD", "Pooling needs 2 or more studies, but 1 was given."),
            ([], [], "MD", "Pooling needs 2 or more studies, but 0 was given."),
            (
                [1, 2],
                [1],
                "MD",
                "Each effect needs one variance and one scale, but there are 2 effects, 1 "
                "variances and 2 scales.",
            ),
            (
                [1, 2],
                [1, 0],
                "MD",
                "Each effect must be a finite number with a variance above zero, however one has "
                "effect 2 and variance 0.",
            ),
            (
                [1, float("nan")],
                [1, 1],
                "MD",
                "Each effect must be a finite number with a variance above zero, however one has "
                "effect nan and variance 1.",
            ),
            (
                [1, 2],
                [1, 1],
                ["OR", "SMD"],
                "odds ratio and standardised mean difference cannot stand on one axis or in one "
                "pool, because their numbers mean different things; choose rows with one scale "
                "and one unit.",
            ),
        ],
    )
    def test_what_cannot_be_pooled_is_refused(self, values, spreads, scale, sentence):
        with pytest.raises(ScaleError) as caught:
            pool(values, spreads, scale=scale)
        assert str(caught.value) == sentence
