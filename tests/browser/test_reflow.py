"""A narrow window, or 200 % zoom: no lab or table is wider than its cell, no words are cut."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import desk as new_desk
from tests.browser.desk import write_notebook

CELLS = (
    "from course_lib.posture import lab\nlab.runner_lab()",
    "from course_lib.evidence_explorer import evidence_explorer\nevidence_explorer('heat and ice')",
    "from course_lib.anatomy import plate_lab\nplate_lab.plate_explorer('bones')",
    "from course_lib.mobility import lab\nlab.roll_lab()",
)
TABLE = "from course_lib.thermal.agreement import agreement_table\nagreement_table()"
WINDOWS_PX = (900, 640)  # 640 is what 200 % zoom leaves of 1280
# What reaches beyond the card or the picture that it belongs to.
TOO_WIDE = """(lab) => {
  const edge = lab.getBoundingClientRect().right;
  const boxes = [lab, ...lab.querySelectorAll(".course-figure, .course-plot")];
  const controls = "button, select, input, .noUi-target, .widget-label, .widget-readout";
  const ends = [...lab.querySelectorAll(controls)].map((node) => node.getBoundingClientRect());
  return [...boxes.filter((node) => node.scrollWidth > node.clientWidth).map((n) => n.className),
    ...ends.filter((box) => box.right > Math.min(edge, innerWidth)).map((box) => box.right)];
}"""
WORDS = """(plot) => {
  const paper = plot.querySelector(".main-svg").getBoundingClientRect();
  const words = [...plot.querySelectorAll(".main-svg text")].flatMap((text) => {
    const lines = [...text.querySelectorAll("tspan.line")];
    return lines.length ? lines : [text];
  }).filter((line) => /[^\\s■]/.test(line.textContent));
  return words.map((line) => [line.textContent, line.getBoundingClientRect()]).map(
    ([text, box]) => ({ text, left: box.left - paper.left, right: box.right - paper.left,
      top: box.top - paper.top, bottom: box.bottom - paper.top, paper: paper.width }));
}"""

# Words that stand on two lines; what is longer is no word but a name of a file or a page.
CUT = """(table) => {
  const cut = [], texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    for (const word of text.data.matchAll(/[^\\s/–—-]{2,}/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1 && word[0].length <= 15) cut.push(word[0]);
    }
  }
  return cut;
}"""


@pytest.fixture(scope="module")
def reader(browser, jupyter, home):
    """Somebody with four labs in one notebook, all of them open."""
    book = write_notebook(home / "work", "reflow", *CELLS, TABLE)
    with new_desk(browser, *jupyter) as learner:
        learner.open(book)
        learner.run_all()
        for lab in learner.labs.all():
            lab.scroll_into_view_if_needed()
            learner.drawn(lab.locator(".course-figure"))
            learner.explore(lab)
        yield learner


@pytest.mark.parametrize("width_px", WINDOWS_PX)
def test_nothing_is_cut_in_a_narrow_window(reader, width_px):
    reader.page.set_viewport_size({"width": width_px, "height": 800})
    if width_px == min(WINDOWS_PX):
        reader.command("application:toggle-left-area")  # the list of files
    expect(reader.labs).to_have_count(len(CELLS))
    for lab in reader.labs.all():
        figure = lab.locator(".course-figure")
        room = figure.evaluate("(node) => node.clientWidth")
        reader.until(lambda seen, room=room: abs(seen["width"] - room) < 2, figure)
        assert lab.evaluate(TOO_WIDE) == []
        words = figure.locator(".js-plotly-plot").evaluate(WORDS)
        assert len(words) > 10
        for word in words:
            assert -2 <= word["left"] < word["right"] <= word["paper"] + 2, word
        for one, two in pairs(words):
            assert not overlap(one, two), (one["text"], two["text"])


@pytest.mark.parametrize("width_px", WINDOWS_PX)
def test_no_column_of_a_table_is_out_of_sight_and_no_word_is_cut(reader, width_px):
    reader.page.set_viewport_size({"width": width_px, "height": 800})
    output = reader.page.locator(".jp-OutputArea-output:has(> table)").last
    output.scroll_into_view_if_needed()
    expect(output.get_by_role("columnheader").last).to_have_text("source")
    assert output.evaluate("(node) => node.scrollWidth - node.clientWidth") <= 0
    assert output.evaluate(CUT) == []


def test_a_drawing_to_scale_fills_its_place_again_after_a_wide_window(reader):
    figure = reader.labs.first.locator(".course-figure")
    spans = []
    for width_px in (1300, 2200, 1300):  # no test before leaves the window as wide
        before = figure.evaluate_handle("(node) => [node, node.clientWidth]")
        reader.page.set_viewport_size({"width": width_px, "height": 800})
        reader.page.wait_for_function("([node, old]) => node.clientWidth !== old", arg=before)
        room = figure.evaluate("(node) => node.clientWidth")
        reader.until(lambda seen, room=room: abs(seen["width"] - room) < 2, figure)
        plot = figure.locator(".js-plotly-plot")
        spans.append(plot.evaluate("(plot) => plot._fullLayout.xaxis.range.map(Math.round)"))
    assert spans[0] == spans[2] != spans[1]


def test_large_type_pushes_no_word_out_of_a_picture_on_a_laptop(reader):
    reader.page.set_viewport_size({"width": 1280, "height": 800})
    for lab in reader.labs.all():
        small = reader.drawn(lab.locator(".course-figure"))
        lab.get_by_role("button", name="Large type").click()
        figure = lab.locator(".course-figure")
        reader.until(lambda seen, small=small: seen["font_px"] > small["font_px"], figure)
        room = figure.evaluate("(node) => node.clientWidth")
        reader.until(lambda seen, room=room: abs(seen["width"] - room) < 2, figure)
        for word in figure.locator(".js-plotly-plot").evaluate(WORDS):
            assert -2 <= word["left"] < word["right"] <= word["paper"] + 2, word


def pairs(words):
    return [(one, two) for n, one in enumerate(words) for two in words[n + 1 :]]


def overlap(one, two):
    """Whether two lines of words stand on each other by more than their edges."""
    across = min(one["right"], two["right"]) - max(one["left"], two["left"])
    up = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
    return across > 2 and up > 7
