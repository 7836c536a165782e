"""Presenting to a class: what the projector shows, what the keys do, and what stays private."""

import json
import re
from functools import partial

import nbformat
import pytest
from playwright.sync_api import expect

from course_lib.opening import present_command
from tests.browser import server
from tests.browser.desk import Desk, write_notebook

PROJECTORS = {"full HD": (1920, 1080), "HD ready": (1280, 720)}
BAG = "from course_lib.start.lab import bag_lab\nbag_lab()"
CHOICE = """
from course_lib.lab import Lab, Prediction
from course_lib.start import figure, lab, model
WHICH = Prediction(
    id="bag-which", question="Twice as far away: what does the moment do?",
    settings={"distance_cm": 40}, truth=lambda now: 1 if now.moment_nm > 7 else 0,
    explanation="Weight times distance.", options=("It stays", "It doubles", "It halves"))
Lab(id="which", question="Which?", controls=lab.CONTROLS, model=model.carry, draw=figure.bag,
    presets=lab.PRESETS, predictions=(WHICH,), leaves_out=("The arm.",), sources=())
"""
CELLS = (
    ("markdown", "# A talk\n\nOne question.\n\n<!-- notes: 4 minutes for this. -->"),
    ("code", "2 + 40"),
    ("markdown", "*25 minutes*\n\n## Near or far\n\nStill the first section."),
    ("markdown", "## The bag\n\nMove it.\n\n<!-- notes: Ask before you show it. -->"),
    ("markdown", "More words. " * 80),
    ("code", BAG),
    ("markdown", "## A choice"),
    ("code", CHOICE),
    ("markdown", "## The end\n\nThank you."),
)
AT_ONCE_MS = 10_000  # a poll waits twice as long for a kernel that has died
BODY = ".jp-MarkdownCell:visible p"


def talk(work):
    """Write the notebook that the tests present."""
    write_notebook(work, "talk")
    book = nbformat.read(work / "talk.ipynb", as_version=4)
    make = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    book.cells = [make[kind](source) for kind, source in CELLS]
    book.cells[-1].metadata["notes"] = "Say goodbye."
    nbformat.write(book, work / "talk.ipynb")


@pytest.fixture(scope="module")
def hall(browser, tmp_path_factory):
    """The folder and the address of a JupyterLab that presents."""
    home = tmp_path_factory.mktemp("hall")
    with server.running(home, opens=partial(present_command, notebook="talk.ipynb")) as address:
        talk(home / "work")
        yield home, address


class Speaker(Desk):
    """Who presents: a desk with a projector."""

    used = False

    @property
    def where(self):
        return self.page.locator(".course-present-where")

    @property
    def poll(self):
        return self.page.locator("dialog.course-poll")

    def show_on(self, projector):
        width, height = PROJECTORS[projector]
        self.page.set_viewport_size({"width": width, "height": height})

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def go_to(self, title):
        """Go to the last screen of a section, where its lab stands."""
        self.press("Home")
        for _ in range(12):
            found = re.search(rf"{title}(?: · (\d)/(\d))?$", self.where.inner_text())
            if found and found[1] == found[2]:
                return
            self.press("ArrowRight")
        raise AssertionError(f"no screen {title!r}")

    def visible(self, kind):
        return self.page.locator(f".course-stage .jp-{kind}:visible")

    def presents(self):
        expect(self.page.locator("body")).to_have_class(re.compile("course-presenting"))
        expect(self.labs).to_have_count(2)
        expect(self.page.locator(".course-present-bar[data-running]")).to_have_count(0)

    def begin_again(self):
        """Leave whatever is open, make every lab anew and go to the first screen."""
        self.press("Escape", "Escape", "Escape")  # a poll, a control, the presentation
        expect(self.page.locator("body")).not_to_have_class(re.compile("course-presenting"))
        self.run_all()
        self.press("Alt+p")
        self.presents()
        self.press("Home")
        expect(self.where).to_have_text("1 of 4: A talk")


@pytest.fixture(scope="module")
def stage(browser, hall):
    """A page that presents the talk."""
    _, address = hall
    speaking = Speaker(browser, *address)
    speaking.show_on("full HD")
    try:
        speaking.page.goto(f"{address[0]}/lab/tree/talk.ipynb?reset&token={address[1]}")
        speaking.presents()
        yield speaking
    finally:
        speaking.leave()


@pytest.fixture
def speaker(stage, request):
    """A speaker at the first screen, the labs as new; a test may choose the projector."""
    stage.show_on(getattr(request, "param", "full HD"))
    if stage.used:
        stage.begin_again()
    stage.used = True
    return stage


def size_px(node):
    return node.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")


@pytest.mark.parametrize(
    ("speaker", "least_px"), [("full HD", 24), ("HD ready", 19)], indirect=["speaker"]
)
def test_the_class_sees_one_section_in_large_type_without_code(speaker, least_px):
    expect(speaker.where).to_have_text("1 of 4: A talk")
    expect(speaker.visible("MarkdownCell")).to_have_count(2)
    expect(speaker.visible("CodeCell")).to_have_text(re.compile("42"))
    expect(speaker.visible("CodeMirrorEditor")).to_have_count(0)
    expect(speaker.page.locator(".lm-TabBar-tab:visible, .lm-MenuBar:visible")).to_have_count(0)
    assert size_px(speaker.page.locator(BODY).first) >= least_px
    speaker.assert_quiet()


@pytest.mark.parametrize("speaker", PROJECTORS, indirect=True)
def test_the_figure_of_a_lab_fills_what_its_words_leave(speaker):
    speaker.go_to("The bag")
    lab = speaker.labs.locator("visible=true")
    speaker.explore(lab)
    seen = speaker.until(lambda seen: seen["font_px"] > 17, lab.locator(".course-figure"))
    screen = speaker.page.viewport_size
    assert seen["width"] > 0.6 * screen["width"]
    plot = lab.locator(".course-plot").bounding_box()
    words = lab.locator(".course-sentence").bounding_box()
    assert plot["height"] > 0.43 * screen["height"]
    assert words["y"] + words["height"] < screen["height"]
    assert size_px(lab.locator(".course-sentence")) >= (24 if screen["height"] == 1080 else 19)
    assert size_px(lab.locator(".widget-label").first) >= (24 if screen["height"] == 1080 else 19)


def test_arrow_and_page_keys_move_and_no_letter_edits(speaker):
    speaker.press("ArrowRight")
    expect(speaker.where).to_have_text("2 of 4: The bag · 1/2")
    expect(speaker.labs.locator("visible=true")).to_have_count(0)
    speaker.press("PageDown")
    expect(speaker.where).to_have_text("2 of 4: The bag · 2/2")
    expect(speaker.labs.locator("visible=true")).to_have_count(1)
    speaker.press("PageUp", "ArrowLeft")
    expect(speaker.where).to_have_text("1 of 4: A talk")
    speaker.press("End")
    expect(speaker.where).to_have_text("4 of 4: The end")
    speaker.press("PageDown")
    expect(speaker.page.locator(".course-present-told")).to_have_text("This is the last screen.")
    speaker.press("d", "d", "x", "a", "m", "y", "z", "Enter")
    kept = "() => window.jupyterapp.shell.currentWidget.content.widgets.map((c) => c.model.type)"
    assert speaker.page.evaluate(kept) == [kind for kind, _ in CELLS]


def test_a_control_keeps_its_arrow_keys_and_moves_the_figure(speaker):
    speaker.go_to("The bag")
    lab = speaker.labs.locator("visible=true")
    speaker.explore(lab)
    start = speaker.drawn(lab.locator(".course-figure"))
    speaker.press_arrow(lab.locator(".course-controls .noUi-handle").first)
    moved = speaker.changed(start, lab.locator(".course-figure"))
    assert "2.5 kg" in moved["sentence"]
    expect(speaker.where).to_have_text("2 of 4: The bag · 2/2")
    speaker.press("r")
    speaker.until(lambda seen: seen["sentence"] == start["sentence"], lab.locator(".course-figure"))
    speaker.press("Escape", "ArrowRight")
    expect(speaker.where).to_have_text("3 of 4: A choice")
    speaker.assert_quiet()


def test_a_class_guesses_numbers_and_is_compared_with_the_model(speaker, hall):
    speaker.go_to("The bag")
    speaker.press("p")
    expect(speaker.poll.locator("h2")).to_contain_text("You move it out to 60 cm")
    speaker.press("Enter")
    expect(speaker.poll).to_contain_text("No hands are counted yet.")
    speaker.press("9", "9", "Enter")
    expect(speaker.poll).to_contain_text("Between 0 and 30 N m, please.")
    speaker.press("4", "Enter", "1", "0", "Enter", "7", "Enter", "Backspace", "6", "Enter")
    expect(speaker.poll.locator(".course-poll-dot")).to_have_count(3)
    expect(speaker.poll.locator(".course-poll-mean")).to_have_text("◆ the class 6.7")
    speaker.press("Enter")
    expect(speaker.poll.locator(".course-poll-truth")).to_have_text("■ the model 12")
    expect(speaker.poll).to_contain_text("The class says 6.7 N m on average; the model gives 12")
    speaker.press("Enter")
    lab = speaker.labs.locator("visible=true")
    assert "60 cm" in speaker.drawn(lab.locator(".course-figure"))["sentence"]
    expect(lab.locator(".course-compared")).to_contain_text("You predicted 6.5 N m")  # its step
    kept = json.loads((hall[0] / "record.json").read_text())
    assert "bag-far" in json.dumps(kept)
    speaker.press("p")
    told = speaker.page.locator(".course-present-told")
    expect(told).to_contain_text("Shift+R", timeout=AT_ONCE_MS)
    speaker.press("Shift+R")
    expect(lab.get_by_role("button", name="Lock my prediction")).to_be_visible()
    speaker.assert_quiet()


def test_a_class_may_say_what_the_slider_says_already(speaker):
    speaker.go_to("The bag")
    speaker.press("p", "0", "Enter", "Enter")
    expect(speaker.poll).to_contain_text("The class says 0 N m on average")
    compared = speaker.labs.locator("visible=true").locator(".course-compared")
    expect(compared).to_contain_text("You predicted 0 N m")


def test_a_class_raises_hands_for_options(speaker):
    speaker.go_to("A choice")
    speaker.press("p", "1", "2", "2", "2", "3", "3", "Backspace", "7")
    rows = speaker.poll.locator("li")
    assert [row.locator("b").inner_text() for row in rows.all()] == ["1", "3", "1"]
    expect(speaker.poll).to_contain_text("There are 3 options.")
    speaker.press("Enter")
    expect(speaker.poll).to_contain_text("The model: It doubles. 3 of 5 hands agree with it.")
    expect(rows.nth(1)).to_contain_text("■ the model")
    speaker.press("Escape")
    expect(speaker.poll).to_be_hidden()
    expect(speaker.where).to_have_text("3 of 4: A choice")
    speaker.assert_quiet()


def test_notes_and_clock_stand_in_a_window_of_their_own(speaker):
    with speaker.page.expect_popup() as opened:
        speaker.press("n")
    notes = opened.value
    expect(notes.locator("#plan")).to_have_text("of 25 minutes planned")
    expect(notes.locator("#next")).to_have_text("Next: The bag")
    notes.keyboard.press("ArrowRight")
    expect(speaker.where).to_have_text("2 of 4: The bag · 1/2")
    expect(notes.locator("#notes")).to_have_text("Ask before you show it.")
    notes.keyboard.press("t")
    expect(notes.locator("#time")).not_to_have_text("0:00")
    notes.keyboard.press("Shift+T")
    expect(notes.locator("#time")).to_have_text("0:00")
    notes.keyboard.press("End")
    expect(notes.locator("#notes")).to_have_text("Say goodbye.")
    seen = speaker.page.locator("body").inner_text()
    assert "Ask before" not in seen
    assert "goodbye" not in seen
    assert "0:0" not in seen
    notes.close()


def test_escape_leaves_and_the_notebook_is_as_it_was(speaker):
    speaker.go_to("The bag")
    figure = speaker.figures.first
    speaker.until(lambda seen: seen["font_px"] > 23, figure)
    speaker.press("Escape")
    expect(speaker.page.locator("body")).not_to_have_class(re.compile("course-presenting"))
    expect(speaker.page.locator(".jp-CodeCell .cm-editor:visible")).to_have_count(3)
    expect(speaker.page.locator("[inert]")).to_have_count(0)
    speaker.until(lambda seen: seen["font_px"] == 14, figure)
    speaker.press("Alt+p")
    expect(speaker.where).to_have_text("2 of 4: The bag · 2/2")


def test_the_code_comes_when_it_is_asked_for(speaker):
    speaker.press("c")
    expect(speaker.page.locator(".cm-editor:visible")).to_contain_text("2 + 40")
    speaker.press("c")
    expect(speaker.page.locator(".cm-editor:visible")).to_have_count(0)
