"""A lab in a real page: its sliders, its numbers, and the whole of it by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import desk as new_desk
from tests.browser.desk import write_notebook

LEVEL = "T4/T5"
# Counts the whole updates of a plot: plotly tells of each, and of nothing less.
COUNTED = """(plot) => {
  plot.wholeUpdates = 0;
  plot.on("plotly_afterplot", () => { plot.wholeUpdates += 1; });
}"""
ANEW = """async (plot) => {
  const { ready } = globalThis.__upperBackCoursePlotly, { data, layout, _context } = plot;
  await (await ready).newPlot(plot, structuredClone(data), structuredClone(layout), {
    displaylogo: false, modeBarButtons: _context.modeBarButtons });
}"""

# How long the handle takes to follow a tap beside it.
TAPPED = """(slider) => {
  slider.classList.add("noUi-state-tap");
  const lasts = getComputedStyle(slider.querySelector(".noUi-origin")).transitionDuration;
  slider.classList.remove("noUi-state-tap");
  return lasts;
}"""


@pytest.fixture(scope="module")
def at_lab(browser, jupyter, home):
    """A learner with one lab open before them, its controls still closed."""
    book = write_notebook(
        home / "work", "lab", "from course_lib.posture import lab\nlab.runner_lab()"
    )
    with new_desk(browser, *jupyter) as learner:
        learner.open(book)
        learner.page.wait_for_function("globalThis.Plotly")  # ready before any cell has run
        learner.run_all()
        learner.drawn()
        yield learner


def test_the_plotly_that_was_ready_before_is_the_one_that_draws(at_lab):
    taken = "async () => (await globalThis.__upperBackCoursePlotly.ready) === globalThis.Plotly"
    assert at_lab.page.evaluate(taken)


def two_digits(text):
    return f"{float(text):.2g}"


def test_predict_lock_and_compare_by_keyboard_alone(at_lab):
    page, lab = at_lab.page, at_lab.labs.first
    before = at_lab.drawn()
    expect(lab.locator(".course-controls .noUi-target[disabled]")).to_have_count(4)
    page.locator(".jp-Notebook").first.focus()
    answer = lab.locator(".course-predict .noUi-handle")
    at_lab.tab_to(answer)
    page.keyboard.press("ArrowRight")
    lock = lab.get_by_role("button", name="Lock my prediction")
    expect(lock).to_be_enabled()
    at_lab.tab_to(lock)
    page.keyboard.press("Enter")
    compared = lab.locator(".course-compared")
    expect(compared).to_contain_text("You predicted")
    expect(compared).to_have_attribute("role", "status")
    at_lab.changed(before)
    following = lab.get_by_role("button", name="Next prediction")
    at_lab.tab_to(following)
    page.keyboard.press("Space")
    expect(lab).to_contain_text("(2 of ")
    expect(compared).to_have_count(0)


def test_a_slider_moves_the_picture_and_the_words_by_key_and_by_mouse(at_lab):
    at_lab.explore(at_lab.labs.first)
    start = at_lab.drawn()
    at_lab.press_arrow(at_lab.sliders.first)
    pressed = at_lab.changed(start)
    at_lab.drag(at_lab.sliders.first, 80)
    dragged = at_lab.changed(pressed, key="sentence")
    assert dragged["data"] != pressed["data"]
    assert dragged["sentence"] != start["sentence"]


def test_a_picture_moved_in_small_steps_is_the_one_drawn_anew(at_lab):
    at_lab.explore(at_lab.labs.first)
    plot = at_lab.figures.first.locator(".js-plotly-plot")
    plot.evaluate(COUNTED)
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        for slider in at_lab.sliders.all():
            before = at_lab.drawn()
            at_lab.press_arrow(slider, key)
            at_lab.changed(before)
    assert plot.evaluate("(plot) => plot.wholeUpdates") == 0
    moved = plot.screenshot(animations="disabled")
    plot.evaluate(ANEW)
    assert plot.screenshot(animations="disabled") == moved


def test_the_table_holds_the_numbers_of_the_sentence(at_lab):
    at_lab.explore(at_lab.labs.first)
    at_lab.figures.first.locator("summary").click()
    for key in ("Home", "End"):
        before = at_lab.drawn()
        at_lab.press_arrow(at_lab.sliders.first, key)
        seen = at_lab.changed(before, key="rows")
        row = next(row for row in seen["rows"] if row[0] == LEVEL)
        known = {two_digits(cell) for cell in row[1:]}
        said = re.findall(r"([\d.]+) (?:kg|mm|N m|N)\b", seen["sentence"])
        assert len(said) == 4, seen["sentence"]
        assert {two_digits(number) for number in said} <= known


def test_a_number_stands_on_one_line_with_its_unit(at_lab):
    at_lab.explore(at_lab.labs.first)
    before = at_lab.drawn()
    at_lab.press_arrow(at_lab.sliders.first, "Home")
    at_lab.changed(before)
    said = at_lab.figures.first.locator(".course-sentence").text_content()
    assert re.search("[0-9]\u00a0N\u00a0m", said)
    assert not re.search(r"\d (kg|mm|N|%)", said)


def test_large_type_is_there_for_the_projector(at_lab):
    small = at_lab.drawn()
    at_lab.labs.first.get_by_role("button", name="Large type").click()
    large = at_lab.until(lambda seen: seen["font_px"] > small["font_px"])
    assert large["font_px"] >= 24
    at_lab.labs.first.get_by_role("button", name="Large type").click()
    at_lab.until(lambda seen: seen["font_px"] == small["font_px"])


def test_a_course_that_is_only_opened_knows_nothing_of_presenting(at_lab):
    config = "() => document.getElementById('jupyter-config-data').textContent"
    assert "presenting" not in at_lab.page.evaluate(config)
    expect(at_lab.page.locator(".course-present-bar")).to_have_count(0)
    expect(at_lab.page.locator(".jp-CodeCell .cm-editor:visible")).to_have_count(1)
    assert "course-presenting" not in (at_lab.page.locator("body").get_attribute("class") or "")


def test_a_slider_that_is_tapped_glides_only_where_motion_is_wanted(at_lab):
    slider = at_lab.labs.first.locator(".noUi-target").first
    for wish, lasts in (("no-preference", "0.3s"), ("reduce", "0s"), ("no-preference", "0.3s")):
        at_lab.page.emulate_media(reduced_motion=wish)
        assert slider.evaluate(TAPPED) == lasts


def test_nothing_left_the_machine_or_complained(at_lab):
    at_lab.assert_quiet()
