"""The labs of notebooks 01 and 02 by keyboard alone: Tab, arrows, Enter, Space and no mouse."""

import json
import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import expect

from course_lib.anatomy.find_lab import TASKS
from tests.browser.desk import desk as new_desk
from tests.browser.desk import write_notebook
from tests.browser.scenes import CAMERA, MATRICES, OUTLINE, PIXELS, Scene

FOLDER = Path(__file__).parents[2] / "notebooks"
# The cells that make a lab, in the order in which they stand in the notebook of these tests.
PLATES, EXPLORER, MUSCLE, SPINE, FIND = range(5)
CELLS = (
    ("02_muscles", "first-picture"),
    ("02_muscles", "explorer"),
    ("02_muscles", "muscle-lab"),
    ("01_spine_and_ribs", "spine-lab"),
    ("01_spine_and_ribs", "find"),
)
# How much of the picture is solid, and how much is see-through.
SOLID_AND_FAINT = """(canvas) => {
  canvas.courseScene.draw();
  const gl = canvas.getContext("webgl2"), { width, height } = canvas;
  const read = new Uint8Array(4 * width * height);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, read);
  const found = [0, 0];
  for (let i = 3; i < read.length; i += 4) if (read[i]) found[read[i] === 255 ? 0 : 1] += 1;
  return found;
}"""
# Where the focus is: the lab, what it is on, and how thick the line around it is.
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const lab = at.closest(".course-lab");
  const seen = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  return { lab: [...document.querySelectorAll(".course-lab")].indexOf(lab), seen,
    stop: lab ? [...lab.querySelectorAll("*")].indexOf(at) : -1 };
}"""
# What can be operated in a lab; of a group of options one is a stop, and the arrows reach the rest.
STOPS = """(lab) => {
  const own = "button:enabled, select:enabled, input:enabled, summary, canvas[tabindex], "
    + ".noUi-target:not([disabled]) .noUi-handle";
  const all = [...lab.querySelectorAll("*")], groups = new Set();
  return [...lab.querySelectorAll(own)].filter((node) => {
    if (!node.checkVisibility({ visibilityProperty: true })) return false;
    if (node.type !== "radio") return true;
    return !groups.has(node.name) && groups.add(node.name);
  }).map((node) => all.indexOf(node));
}"""


def cell(stem, cell_id):
    """Give the source of one cell of a notebook of the course."""
    book = json.loads((FOLDER / f"{stem}.ipynb").read_text(encoding="utf-8"))
    return next("".join(one["source"]) for one in book["cells"] if one["id"] == cell_id)


@pytest.fixture(scope="module")
def frames():
    """What came from the kernel, as it came."""
    return []


@pytest.fixture(scope="module")
def at_labs(browser, jupyter, home, frames):
    """A learner with the labs of both notebooks before them."""
    book = write_notebook(home / "work", "anatomy", *(cell(*place) for place in CELLS))
    with new_desk(browser, *jupyter) as learner:
        keep = lambda frame: frames.append(frame)  # noqa: E731 playwright marks what it calls
        learner.page.on("websocket", lambda socket: socket.on("framereceived", keep))
        learner.open(book)
        learner.run_all()
        assert learner.errors() == []
        expect(learner.labs).to_have_count(len(CELLS))
        for number, lab in enumerate(learner.labs.all()):
            lab.scroll_into_view_if_needed()  # JupyterLab draws what comes into view
            if number in (PLATES, FIND):
                learner.drawn(lab.locator(".course-figure"))
            else:
                scene_of(learner, number).ready()
        learner.page.locator(".jp-Notebook").first.focus()
        yield learner


def scene_of(learner, number):
    return Scene(learner, figure=learner.labs.nth(number).locator(".course-figure"))


def press(learner, lab, name, *, key="Enter"):
    """Go to a button by Tab and press it."""
    target = lab.get_by_role("button", name=name, exact=True)
    expect(target).to_be_enabled()
    learner.tab_to(target)
    learner.page.keyboard.press(key)


def tick(learner, lab, name):
    learner.tab_to(lab.get_by_label(name, exact=True))
    learner.page.keyboard.press("Space")


# ---- no trap, nothing out of reach, the focus always seen ----------------------------------------


def test_every_control_is_a_stop_the_focus_is_seen_and_tab_leads_out(at_labs):
    page = at_labs.page
    wanted = [set(lab.evaluate(STOPS)) for lab in at_labs.labs.all()]
    assert min(map(len, wanted)) >= 5
    for _ in CELLS:
        page.keyboard.press("ArrowUp")  # the notebook's first cell, from which Tab goes down
    stops, unseen = [], []
    for _ in range(sum(map(len, wanted)) + 40):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["lab"] < 0 and stops and stops[-1][0] == len(CELLS) - 1:
            break
        if focus["lab"] >= 0:
            stops.append((focus["lab"], focus["stop"]))
            unseen += [stops[-1]] if focus["seen"] < 2 else []
    else:
        raise AssertionError(f"Tab never leads out of the labs: {stops[-5:]}")
    assert unseen == []
    assert [lab for lab, _ in stops] == sorted(lab for lab, _ in stops)
    for number, expected in enumerate(wanted):
        assert {stop for lab, stop in stops if lab == number} >= expected
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS)["lab"] == len(CELLS) - 1


# ---- the explorer --------------------------------------------------------------------------------


def test_the_explorer_is_looked_at_from_elsewhere(at_labs):
    scene, lab = scene_of(at_labs, EXPLORER), at_labs.labs.nth(EXPLORER)
    press(at_labs, lab, "From the left")
    scene.camera_is(90, 0)
    at_labs.tab_to(scene.canvas)
    at_labs.page.keyboard.press("ArrowLeft")
    scene.camera_is(100, 0)
    press(at_labs, lab, "From behind", key="Space")
    scene.camera_is(180, 0)


def test_a_layer_is_taken_off_and_put_back(at_labs):
    scene, lab = scene_of(at_labs, EXPLORER), at_labs.labs.nth(EXPLORER)
    full = scene.seen(PIXELS)
    said = scene.sentence.inner_text()
    tick(at_labs, lab, "Muscles near the skin")
    expect(scene.sentence).not_to_have_text(said)
    scene.wait(lambda: scene.seen(PIXELS) != full)
    at_labs.page.keyboard.press("Space")
    expect(scene.sentence).to_have_text(said)
    scene.wait(lambda: scene.seen(PIXELS) == full)


def test_a_structure_is_chosen_isolated_faded_and_left(at_labs):
    page, scene = at_labs.page, scene_of(at_labs, EXPLORER)
    lab = at_labs.labs.nth(EXPLORER)
    whole, _ = scene.seen(SOLID_AND_FAINT)
    at_labs.tab_to(lab.get_by_label("Structure", exact=True))
    for name in ("C7", "T1", "T2"):
        page.keyboard.press("ArrowDown")
        expect(scene.sentence).to_have_text(re.compile(rf"^{name}\b"))
    tick(at_labs, lab, "Show it alone")
    scene.wait(lambda: 0 < scene.seen(SOLID_AND_FAINT)[0] < 0.2 * whole)
    alone, _ = scene.seen(SOLID_AND_FAINT)
    page.keyboard.press("Space")
    scene.wait(lambda: scene.seen(SOLID_AND_FAINT)[0] > 0.8 * whole)
    tick(at_labs, lab, "Fade the rest")
    scene.wait(lambda: scene.seen(SOLID_AND_FAINT)[1] > 0.5 * whole)
    assert scene.seen(SOLID_AND_FAINT)[0] < 2 * alone
    distance = scene.seen(CAMERA)["distance"]
    press(at_labs, lab, "Come close to the structure")
    scene.wait(lambda: scene.seen(CAMERA)["distance"] < 0.6 * distance)
    press(at_labs, lab, "Reset")
    expect(scene.sentence).to_have_text(re.compile("^You see: bones"))
    scene.wait(lambda: scene.seen(SOLID_AND_FAINT)[0] > 0.8 * whole)


# ---- sliders and play ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [MUSCLE, SPINE])
def test_a_slider_moves_the_bones_and_the_sentence(at_labs, number):
    page, lab, scene = at_labs.page, at_labs.labs.nth(number), scene_of(at_labs, number)
    press(at_labs, lab, "Explore without predicting")
    expect(lab).not_to_have_class(re.compile("course-closed"))
    handles = lab.locator(".course-controls .noUi-handle").all()
    assert len(handles) >= 3
    for handle in handles:
        pixels, matrices = scene.seen(PIXELS), scene.seen(MATRICES)
        said = scene.sentence.inner_text()
        at_labs.tab_to(handle)
        page.keyboard.press("End")
        expect(scene.sentence).not_to_have_text(said)
        scene.wait(lambda before=matrices: scene.seen(MATRICES) != before)
        scene.wait(lambda before=pixels: scene.seen(PIXELS) != before)


def test_a_breath_is_played_and_stopped(at_labs):
    lab, scene = at_labs.labs.nth(SPINE), scene_of(at_labs, SPINE)
    playing = "(canvas) => canvas.courseScene.player.playing"
    press(at_labs, lab, "Play a breath")
    scene.wait(lambda: scene.seen(playing))
    first = scene.seen(MATRICES)
    scene.wait(lambda: scene.seen(MATRICES) != first)
    press(at_labs, lab, "Stop", key="Space")
    scene.wait(lambda: not scene.seen(playing))
    expect(lab.get_by_role("button", name="Play a breath")).to_be_focused()
    at_labs.tab_to(scene.canvas)
    at_labs.page.keyboard.press("Tab")
    expect(scene.canvas).not_to_be_focused()


# ---- the plate -----------------------------------------------------------------------------------


def test_the_plate_follows_its_list(at_labs):
    page, lab = at_labs.page, at_labs.labs.nth(PLATES)
    figure = lab.locator(".course-figure")
    start = at_labs.drawn(figure)
    names = lab.get_by_label("Structure", exact=True)
    at_labs.tab_to(names)
    page.keyboard.press("ArrowDown")
    other = at_labs.changed(start, figure, key="sentence")
    assert other["data"] != start["data"]
    shown = names.evaluate("(list) => list.selectedOptions[0].textContent").replace("\xa0", " ")
    assert shown.split(" (")[0].casefold() in other["sentence"].casefold()
    at_labs.tab_to(lab.get_by_label("View", exact=True))
    page.keyboard.press("ArrowDown")
    turned = at_labs.changed(other, figure, key="sentence")
    assert turned["data"] != other["data"]
    assert "side" in turned["sentence"].split(":")[0]
    press(at_labs, lab, "Reset")
    at_labs.until(lambda seen: seen["sentence"] == start["sentence"], figure)


# ---- the quiz ------------------------------------------------------------------------------------


def told_by(frame):
    """Give the words of a message from the kernel: all but its binary buffers."""
    if isinstance(frame, str):
        return frame
    count = struct.unpack_from("<Q", frame)[0]
    places = struct.unpack_from(f"<{count}Q", frame, 8)
    return frame[places[0] : places[5]].decode()  # channel, header, parent, metadata, content


def test_the_answer_is_nowhere_in_the_page_before_the_attempt(at_labs, frames):
    sent = len(frames)
    at_labs.page.locator(".jp-Notebook").first.focus()
    for _ in CELLS:
        at_labs.page.keyboard.press("ArrowDown")  # the last cell
    at_labs.command("notebook:run-cell")
    at_labs.wait_idle()
    lab, task = at_labs.labs.nth(FIND), TASKS[0]
    figure = lab.locator(".course-figure")
    at_labs.drawn(figure)
    drawn = figure.evaluate("""(figure) => {
      const { data, layout } = figure.querySelector(".js-plotly-plot");
      return JSON.stringify([data, layout]);
    }""")
    words = " ".join([lab.evaluate("(lab) => lab.outerHTML"), drawn, *map(told_by, frames[sent:])])
    assert task.question in words
    words = words.replace(task.question, "")
    for name in task.names:
        assert not re.search(rf"\b{name}\b", words), f"{name} can be read in the page"


def test_a_question_is_answered(at_labs):
    page, lab, task = at_labs.page, at_labs.labs.nth(FIND), TASKS[0]
    letters = task.letters()
    wrong, right = letters[task.names[1]], letters[task.names[0]]
    options, said = lab.get_by_role("radio"), lab.locator(".course-said")
    at_labs.tab_to(options.first)
    page.keyboard.press("Space")
    for letter, words in ((wrong, "Not yet."), (right, "Right.")):
        option = options.nth(ord(letter) - ord("A"))
        for _ in range(len(letters)):
            if not option.is_checked():
                page.keyboard.press("ArrowDown")
        expect(option).to_be_checked()
        press(at_labs, lab, "Check my answer")
        expect(said).to_contain_text(words)
        if letter == wrong:
            at_labs.tab_to(option)
    expect(lab.locator(".course-sentence")).to_contain_text("T7")
    press(at_labs, lab, "Next structure", key="Space")
    expect(lab).to_contain_text("Structure 2 of")


def test_a_press_does_not_overtake_the_choice_before_it(at_labs):
    lab, task = at_labs.labs.nth(FIND), TASKS[1]
    places = [ord(task.letters()[name]) - ord("A") for name in task.names[:2]]
    options, said = lab.get_by_role("radio"), lab.locator(".course-said")
    options.nth(places[1]).check()
    check = lab.get_by_role("button", name="Check my answer", exact=True)
    expect(check).to_be_enabled()
    check.evaluate(
        """(button, [right, wrong]) => {
          const options = button.closest(".course-lab").querySelectorAll("input[type=radio]");
          for (const one of [options[right], options[wrong], button]) one.click();
        }""",
        places,
    )
    expect(said).to_contain_text("Not yet.")


def test_nothing_left_the_machine_or_complained(at_labs):
    at_labs.assert_quiet()


@pytest.mark.parametrize("theme", ["Dark", "Light"])  # and light again for the next page
def test_the_bones_stand_off_the_paper_and_their_names_stand_on_them(at_labs, theme):
    spine = scene_of(at_labs, SPINE)
    tags = at_labs.page.locator(".course-tag:not([hidden])")
    at_labs.wear(theme)
    spine.wait(lambda: spine.seen("(c) => c.courseScene.haze && !c.courseScene.hidden"))
    outline = spine.seen(OUTLINE)
    assert outline["ends"] > 1000
    assert outline["share"] > 0.6  # what is far fades on purpose
    width, height = spine.seen("(c) => [c.clientWidth, c.clientHeight]")
    places = [tag.evaluate("(one) => one.style.transform") for tag in tags.all()]
    assert places
    for place in places:  # not in the corner where a hidden page would put them
        x, y = map(float, re.findall(r"([\d.-]+)px", place)[:2])
        assert 0.1 * width < x < 0.9 * width
        assert 0.1 * height < y < 0.9 * height
