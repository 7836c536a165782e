"""The explorer: nothing readable before the lock, filters that act, a file, a table, a mind."""

import json
from base64 import b64decode
from math import log10

import ipywidgets as widgets
import pytest

from course_lib.evidence_explorer import evidence_explorer
from course_lib.evidence_task import MIND, task_for
from course_lib.live_figure import LiveFigure
from course_lib.record import Record
from course_lib.scales import number
from course_lib.tables import load_rows
from course_lib.treatment_rows import load_treatments

NAMES = [entry["treatment"] for entry in load_rows("treatments/predictions")]


@pytest.fixture
def open_on(tmp_path):
    return lambda treatment=None: evidence_explorer(
        treatment, record=Record(tmp_path / "record.json")
    )


def page(widget):
    """All that the page is told, as text."""
    parts = []
    for part in walk(widget):
        if isinstance(part, LiveFigure):
            parts.append(json.dumps(part._plain, default=str, ensure_ascii=False))
        parts.append(str({k: v for k, v in part.get_state().items() if k != "whole"}))
    return "\n".join(parts)


def walk(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_nowhere_before_the_lock_and_there_after(open_on, name):
    explorer = open_on(name)
    found = explorer.task.answer(explorer.rows)
    told = f"{'−1.3' if explorer.task.pooled else number(found.value)} ("
    before = page(explorer)
    assert told not in before
    assert told.replace("−", "-") not in before
    assert explorer.table.value == ""
    assert "base64" not in before
    assert all(menu.disabled for menu in (explorer.axis_menu, *explorer.filters.values()))
    explorer.answer.value = explorer.answer.max
    explorer.lock_button.click()
    assert told in page(explorer)
    assert "Your prediction lies outside that interval" in explorer.compared.value
    assert not explorer.axis_menu.disabled
    diamonds = [t for t in explorer.figure.picture.figure.data if t.marker.symbol == "diamond"]
    assert list(diamonds[0].x) == [explorer.answer.max]


@pytest.mark.parametrize("name", ["breathing", "stretching", "ergonomics"])
def test_where_only_the_answer_would_be_drawn_the_picture_is_where_the_prediction_comes(
    open_on, name
):
    explorer = open_on(name)
    asked, shown = explorer.task.prediction, explorer.figure.picture
    ends = [asked.low, asked.high]
    if explorer.task.axis.scale == "OR":
        ends = [log10(end) for end in ends]
    assert list(shown.figure.layout.xaxis.range) == pytest.approx(ends)
    assert [note.text for note in shown.figure.layout.annotations] == ["your prediction comes here"]
    assert "opens when you have locked" in shown.sentence
    assert "0 of them on the scale shown" in explorer.said.value
    assert "One more opens with your prediction." in explorer.said.value
    assert "What they give together" not in explorer.said.value
    explorer.skip()
    assert "One more opens" not in explorer.said.value


def test_the_pool_is_hidden_and_then_shown(open_on):
    explorer = open_on("strengthening")
    assert "opens when you have locked" in explorer.said.value
    assert "studies together" not in page(explorer)
    explorer.answer.value = -1.5
    explorer.lock()
    assert "3 studies together: mean difference −1.3 (−2.22 to −0.38)" in explorer.said.value
    assert "(I²)" in explorer.said.value
    assert "(prediction interval)" in explorer.said.value
    assert "Your prediction lies inside that interval" in explorer.compared.value
    kept = explorer.record.events("prediction")[-1]
    assert kept["prediction"] == "evidence-strengthening"
    assert kept["model"] == pytest.approx(-1.3, abs=0.01)
    notes = explorer.figure.picture.figure.layout.annotations
    labels = [note.text for note in notes if note.xref == "paper"]
    assert labels[-1] == "<b>3 trials together</b>"


def test_a_menu_without_a_choice_is_left_out(open_on):
    alone, several = open_on("breathing"), open_on("massage")
    assert len(alone.axis_menu.options) == 1
    assert not {alone.axis_menu, alone.reset_button} & set(walk(alone))
    assert {several.axis_menu, several.reset_button} <= set(walk(several))


def test_to_skip_opens_and_is_recorded(open_on):
    explorer = open_on("cold")
    explorer.skip_button.click()
    assert explorer.record.events("explored")[-1]["prediction"] == "evidence-cold"
    assert not explorer.axis_menu.disabled
    assert "−0.57 (−0.89 to −0.25)" in page(explorer)
    assert explorer.mind.layout.display == "none"


def test_filters_change_what_is_drawn_and_reset_goes_back(open_on):
    explorer = open_on()
    explorer.skip()
    start = explorer.view.count
    assert start.startswith("100 of 100 results fit, 5 of them on the scale shown")
    explorer.filters["treatment"].value = "massage"
    assert explorer.view.count.startswith("With massage: 29 of 100 results fit, 0 of them")
    assert explorer.figure.picture.sentence.startswith("No result on this scale fits")
    explorer.set(treatment="massage", comparison="sham or placebo")
    assert "With massage; sham or placebo: 1 of 100" in explorer.view.count
    explorer.reset_button.click()
    assert explorer.view.count == start


def test_a_filter_with_one_value_is_not_offered(open_on):
    assert "treatment" not in open_on("massage").filters
    assert "treatment" in open_on(("heat", "cold")).filters


def test_every_scale_can_be_drawn_and_names_itself(open_on):
    explorer = open_on()
    explorer.skip()
    for axis in explorer.axes:
        explorer.set(axis=axis)
        title = explorer.figure.picture.figure.layout.xaxis.title.text
        assert title.replace("<br>", " ") == str(axis)
        assert "Something went wrong" not in explorer.notice.value


def test_the_file_holds_what_the_filters_leave(open_on):
    explorer = open_on("massage")
    explorer.skip()
    explorer.set(kind="review of trials")
    coded = explorer.said.value.split("base64,")[1].split("'")[0]
    text = b64decode(coded).decode("utf-8-sig")
    assert text.count("\n") == 1 + len(explorer.view.rows)
    assert "gross2024" in text
    assert "sherman2014" not in text


def test_the_table_comes_and_goes(open_on):
    explorer = open_on("massage")
    explorer.skip()
    explorer.as_table.value = True
    assert explorer.table.value.count('<th scope="row"') == 29
    assert "https://doi.org/10.1002/14651858.CD004871.pub5" in explorer.table.value
    explorer.as_table.value = False
    assert explorer.table.value == ""


def test_what_would_change_your_mind_is_answered_and_kept(open_on):
    explorer = open_on("massage")
    explorer.answer.value = 0.5
    explorer.lock()
    assert explorer.mind.layout.display is None
    for text, said in MIND:
        explorer.mind.value = text
        assert said.split(".")[0] in explorer.mind_said.value
    assert len(explorer.record.events("mind")) == len(MIND)


def test_large_type_reaches_the_figure(open_on):
    explorer = open_on("heat")
    explorer.large.value = True
    assert explorer.figure.large


def test_every_control_has_a_label(open_on):
    explorer = open_on()
    for part in walk(explorer):
        if isinstance(part, widgets.Dropdown | widgets.RadioButtons | widgets.FloatSlider):
            assert part.description


def test_an_unknown_treatment_is_one_sentence():
    with pytest.raises(ValueError, match=r"^There is no evidence on 'magic'; choose one of: "):
        evidence_explorer("magic")


@pytest.mark.parametrize("name", NAMES)
def test_the_question_offers_the_answer_and_more(name):
    task = task_for(load_treatments(name))
    found, asked = task.answer(load_treatments(name)), task.prediction
    assert asked.low < found.low < found.value < found.high < asked.high


def test_a_prediction_beside_a_number_is_told_in_words():
    task = task_for(load_treatments("foam rolling"))
    words = task.compare(0.7, task.answer(load_treatments("foam rolling")))
    assert words.startswith(
        "You predicted 0.7 standard deviations. The source prints −0.02 (−0.73 to 0.69). Your "
        "prediction lies outside that interval. They give the same range."
    )
