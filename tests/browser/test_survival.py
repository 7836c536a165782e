"""What a live figure has to survive in a real JupyterLab."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.desk import SLOW_START, write_notebook
from tests.browser.desk import desk as new_desk

LAB = "from course_lib.posture import lab\nlab.lever_lab()"
# plotly.js, compressed, is 1.7 million bytes: what comes after the first lab has to be far less.
LITTLE = 500_000
TEMPLATE = """\
import plotly.graph_objects as go
from course_lib import live_figure
from course_lib.picture import Numbers, Picture
send = live_figure.plotly_runtime
bar = Picture(go.Figure(go.Bar(y=[1.0])), "One bar.", Numbers(("level", "N"), (("T4", 1.0),)))
{held_back}
live_figure.LiveFigure(bar, name="Bar")"""
WITHOUT_PLOTLY = TEMPLATE.format(held_back="live_figure.plotly_runtime = lambda: None")
FIGURE = TEMPLATE.format(held_back="")
UNHEARD = """\
shown = lab.lever_lab()
shown.skip()
kind = type(shown.figure)
send, kind.send = kind.send, lambda *_message, **_buffers: None
shown.controls["tilt_deg"].value = 60
kind.send = send
shown"""
SCRIPTS_ADDED = """
  window.runs = 0;
  new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => {
    if (node.tagName === "SCRIPT" && node.textContent.length > 1e6) window.runs += 1;
  }))).observe(document, { childList: true, subtree: true });
"""


# In the place of the extension that has plotly ready, one that does nothing.
READY, NOTHING_READY = (
    "**/upper-back-course-ready/**",
    """
  const plugin = { id: "nothing", autoStart: true, activate() {} };
  (window._JUPYTERLAB ??= {})["upper-back-course-ready"] =
    { init() {}, get: async () => () => ({ __esModule: true, default: plugin }) };
""",
)


def nothing_ready(route):
    """Answer as a JupyterLab does that lacks the course's extension."""
    route.fulfill(body=NOTHING_READY, content_type="text/javascript")


@pytest.fixture(scope="module")
def at_lab(browser, jupyter, home):
    """A learner with one lab open and its controls free; plotly comes from the kernel."""
    book = write_notebook(home / "work", "survive", LAB, "lab.lever_lab()", "")
    with new_desk(browser, *jupyter) as learner:
        learner.page.add_init_script(SCRIPTS_ADDED)
        learner.page.route(READY, nothing_ready)
        learner.open(book)
        assert not learner.page.evaluate("globalThis.Plotly")
        learner.run_all()
        learner.explore(learner.labs.first)
        yield learner


def move(learner, figure=None, slider=None):
    """Press an arrow on a lab's slider and give what is seen then."""
    before = learner.drawn(figure)
    learner.press_arrow(slider or learner.sliders.first)
    return learner.changed(before, figure)


def test_plotly_comes_into_the_page_once(at_lab):
    at_lab.drawn(at_lab.figures.nth(1))
    assert at_lab.page.evaluate("window.runs") == 1


def test_a_cell_run_twice_draws_anew_and_sends_little(at_lab):
    moved, received = move(at_lab), at_lab.received
    at_lab.run_all()
    expect(at_lab.labs).to_have_count(2)
    fresh = at_lab.until(lambda seen: seen["data"] != moved["data"])
    at_lab.explore(at_lab.labs.first)
    assert move(at_lab)["data"] != fresh["data"]
    assert at_lab.received - received < LITTLE


def test_two_views_of_one_figure_both_follow(at_lab):
    page = at_lab.page
    at_lab.command("notebook:move-cursor-up")
    at_lab.command("notebook:move-cursor-up")
    at_lab.command("notebook:create-output-view")
    expect(at_lab.figures).to_have_count(3)
    other = page.locator(".jp-LinkedOutputView .course-figure")
    at_lab.drawn(other)
    seen = move(at_lab, at_lab.figures.first)
    assert at_lab.until(lambda copy: copy["data"] == seen["data"], other)
    assert at_lab.drawn(other)["sentence"] == seen["sentence"]
    expect(page.locator(".noUi-handle:not([aria-label])")).to_have_count(0)
    page.locator(".lm-TabBar-tab", has_text="Output View").locator(
        ".lm-TabBar-tabCloseIcon"
    ).click()
    expect(at_lab.figures).to_have_count(2)


def test_the_colour_of_the_text_follows_the_theme_and_its_size_does_not(at_lab):
    before = at_lab.drawn()
    light = before["font"]
    at_lab.wear("Dark")
    seen = at_lab.until(lambda seen: seen["font"] != light)
    assert seen["font_px"] == before["font_px"]
    dark = seen["font"]
    theme = "getComputedStyle(document.body).getPropertyValue('--jp-ui-font-color1').trim()"
    assert dark == at_lab.page.evaluate(theme)
    at_lab.wear("Light")
    at_lab.until(lambda seen: seen["font"] == light)


def test_the_width_follows_the_window(at_lab):
    wide = at_lab.drawn()["width"]
    at_lab.page.set_viewport_size({"width": 800, "height": 900})
    at_lab.until(lambda seen: seen["width"] != wide)
    box = at_lab.figures.first.locator(".course-plot").bounding_box()
    at_lab.until(lambda seen: abs(seen["width"] - box["width"]) < 2)
    at_lab.page.set_viewport_size({"width": 1400, "height": 1000})
    at_lab.until(lambda seen: seen["width"] == wide)


def test_a_second_notebook_in_the_page_shares_plotly(at_lab, work):
    book = write_notebook(work, "second", LAB)
    at_lab.command("docmanager:open", path=book)
    at_lab.wait_idle()
    at_lab.run_all()
    second = at_lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    at_lab.explore(second.locator(".course-lab"))
    figure = second.locator(".course-figure")
    move(at_lab, figure, second.locator(".course-controls .noUi-handle").first)
    assert at_lab.page.evaluate("window.runs") == 1
    at_lab.command("application:close")
    at_lab.assert_quiet()


def test_a_reloaded_page_shows_the_present_and_a_restart_begins_anew(desk, work):
    desk.open(write_notebook(work, "reload", LAB))
    desk.run_all()
    first = desk.drawn()
    desk.explore(desk.labs.first)
    moved = move(desk)
    desk.save()
    desk.page.reload()
    desk.wait_idle()
    assert desk.drawn() == moved
    assert move(desk)["data"] != moved["data"]
    desk.restart_and_run_all()
    assert desk.until(lambda seen: seen["data"] == first["data"])
    desk.explore(desk.labs.first)
    move(desk)
    desk.assert_quiet()


def test_a_notebook_reopened_without_its_kernel_says_what_it_showed(desk, work):
    book = write_notebook(work, "reopen", FIGURE, LAB)
    desk.open(book)
    desk.run_all()
    shown = [desk.drawn(figure)["sentence"] for figure in desk.figures.all()]
    words = desk.page.locator(".course-kept")
    expect(words).to_have_count(2)
    expect(words.filter(visible=True)).to_have_count(0)
    desk.save()
    assert "widgets" not in json.loads((work / book).read_text())["metadata"]
    desk.stop_kernels()
    desk.open(book)
    expect(words.filter(visible=True)).to_have_count(2)
    assert all(said in text for said, text in zip(shown, words.all_inner_texts(), strict=True))
    assert "Traceback" not in desk.page.locator(".jp-Notebook").inner_text()
    desk.run_all()
    expect(words.filter(visible=True)).to_have_count(0)


def test_a_figure_may_come_before_plotly(desk, work):
    desk.open(write_notebook(work, "early", WITHOUT_PLOTLY, "send()"))
    desk.command("notebook:run-cell-and-select-next")
    expect(desk.figures.first).to_contain_text("One bar.")
    expect(desk.page.locator(".js-plotly-plot")).to_have_count(0)
    desk.command("notebook:run-cell")
    desk.drawn()
    desk.assert_quiet()


def test_a_page_too_slow_for_anywidget_still_has_live_figures(desk, work):
    # As on a slow computer: what may take two seconds has no time at all, and what the second lab
    # sends at first comes before the page listens.
    desk.page.add_init_script(
        "const wait = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = () => wait(0);"
    )
    slow = []
    desk.page.on("pageerror", lambda error: slow.append(str(error)))
    desk.open(write_notebook(work, "slow", LAB, UNHEARD))
    desk.run_all()
    assert any(SLOW_START in said for said in slow)
    desk.until(lambda seen: "60°" in seen["sentence"], desk.figures.last)
    desk.explore(desk.labs.first)
    move(desk)
    desk.assert_quiet()
