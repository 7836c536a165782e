"""What may happen to a page: no answer is lost, and one sentence says what to do."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.desk import desk as new_desk
from tests.browser.desk import write_notebook

LAB = "from course_lib.posture import lab\nlab.lever_lab()"
# A folder that cannot be made, since a file has its name: no right and no disk helps.
NO_DISK = """\
from course_lib.quiz import quiz
from course_lib.record import Record
open("a-file", "w").close()
quiz("posture", "posture-lever-arm", record=Record("a-file/record.json"))"""
EVIL = (
    "<img src=x onerror='window.hacked=1'></textarea></script><script>window.hacked=1</script>{{1}}"
)
HOSTILE = f"""\
from course_lib.anatomy.lab import explorer
from course_lib.plan.review_desk_lab import ProgressDesk, SummaryDesk
from course_lib.quiz import quiz
from course_lib.record import Record
from course_lib.start.class_answers_lab import class_report
evil = {EVIL!r}
own = Record("hostile/record.json")
own.add("case_reason", case=evil, reason=evil)
own.add("mind", evidence=evil, answer=evil)
own.add("answer", question=evil, right=False, answer=evil, place=evil)
own.add("prediction", lab=evil, prediction=evil, given=evil, model=1)
open("hostile/" + evil.replace("/", "") + ".json", "w").write(evil)
quiz("posture", "posture-muscle-force")"""
MORE = ("SummaryDesk(own)", "ProgressDesk(own)", 'class_report("hostile", names=True)')
BROKEN = "from course_lib.tables import load_table\nload_table('posture/nothing')"
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
GONE = "The kernel behind this was stopped or restarted"
# Words of a figure or control that a wider letter pushes out of the picture or cuts off.
CUT_OFF = """() => {
  const cut = [];
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) {
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const out = box.left < frame.left - 2 || box.right > frame.right + 2;
      if (box.width && out) cut.push(text.textContent);
    }
  }
  for (const node of document.querySelectorAll(".course-lab :is(.widget-label, button, p, h3)")) {
    if (node.offsetWidth && node.scrollWidth > node.clientWidth + 2) cut.push(node.textContent);
  }
  return cut;
}"""


class Line:
    """The connection to the kernels, which a test can cut: frames are then lost both ways."""

    def __init__(self):
        self.sockets, self.up, self.down = [], True, True

    def route(self, socket):
        server = socket.connect_to_server()
        self.sockets.append(socket)
        socket.on_message(lambda frame: server.send(frame) if self.up else None)
        server.on_message(lambda frame: socket.send(frame) if self.down else None)

    def cut(self, *, up=False):
        self.up, self.down = up, False

    def mend(self):
        self.up = self.down = True
        self.sockets[-1].close()


@pytest.fixture(scope="module")
def line():
    return Line()


@pytest.fixture(scope="module")
def at_lab(browser, jupyter, home, line):
    """A learner with a lab and a question open, over a line that can be cut."""
    book = write_notebook(home / "work", "faults", LAB, NO_DISK)
    with new_desk(browser, *jupyter) as learner:
        learner.page.route_web_socket(lambda address: "/channels" in address, line.route)
        learner.open(book)
        learner.run_all()
        learner.explore(learner.labs.first)
        yield learner


def told(learner):
    return learner.page.locator(".course-gone")


def tilt(learner):
    """Give the tilt in degrees that the slider, and the one that the figure's sentence says."""
    degrees = learner.drawn()["sentence"].partition("°")[0].removeprefix("Tilted ")
    return int(float(learner.sliders.first.get_attribute("aria-valuenow"))), int(degrees)


def press(learner, times):
    for _ in range(times):
        learner.press_arrow(learner.sliders.first)


def answers(learner, degrees):
    """Wait until slider and figure agree on an angle."""
    learner.until(lambda seen: seen["sentence"].startswith(f"Tilted {degrees}°"))
    expect(learner.sliders.first).to_have_attribute("aria-valuenow", f"{degrees}.0")


@pytest.mark.parametrize("questions_arrive", [True, False])
def test_moves_made_while_the_line_is_dead_arrive_and_the_lab_goes_on(
    at_lab, line, questions_arrive
):
    start = tilt(at_lab)[0]
    line.cut(up=questions_arrive)
    press(at_lab, 3)
    expect(at_lab.sliders.first).to_have_attribute("aria-valuenow", f"{start + 3}.0")
    assert tilt(at_lab)[1] == start
    line.mend()
    answers(at_lab, start + 3)
    press(at_lab, 1)
    answers(at_lab, start + 4)


def close(dialog):
    dialog.get_by_role("button", name="Close").click()


def test_without_a_network_one_sentence_says_so_and_nothing_is_lost(at_lab, line):
    start = tilt(at_lab)[0]
    at_lab.context.set_offline(True)
    line.cut()
    press(at_lab, 2)
    says = "JupyterLab will continue trying to reconnect"
    dialog = at_lab.page.locator(".jp-Dialog", has_text=says).first
    expect(dialog).to_be_visible()
    close(dialog)
    # On a busy machine JupyterLab notices one connection after the other, and says it of each.
    at_lab.page.add_locator_handler(dialog, close)
    assert tilt(at_lab) == (start + 2, start)
    at_lab.context.set_offline(False)
    line.mend()
    answers(at_lab, start + 2)


def test_a_disk_that_keeps_nothing_is_told_and_the_question_goes_on(at_lab):
    card = at_lab.page.locator(".course-card").last
    card.locator("input[type=radio]").first.click()
    card.get_by_role("button", name="Check my answer").click()
    expect(card).to_contain_text("Your answers are kept in memory but not on disk yet")
    expect(card).to_contain_text("tries again with your next answer")
    expect(card.get_by_text("Right.").or_(card.get_by_text("Not yet.")).first).to_be_visible()


@pytest.mark.parametrize("family", ["'No such font'", "monospace"])
def test_a_missing_font_cuts_off_no_word(at_lab, family):
    at_lab.page.evaluate(
        """(family) => {
          const sheet = Object.assign(document.createElement("style"), { id: "no-font",
            textContent: `* { font-family: ${family} !important; }` });
          document.head.append(sheet);
        }""",
        family,
    )
    press(at_lab, 1)
    at_lab.page.wait_for_timeout(300)
    cut = at_lab.page.evaluate(CUT_OFF)
    at_lab.page.evaluate("document.getElementById('no-font').remove()")
    assert cut == []


def test_a_restart_in_the_middle_of_a_drag_is_told_and_keeps_what_was_locked(at_lab, home):
    at_lab.run_all()
    lab = at_lab.labs.first
    at_lab.press_arrow(lab.locator(".course-predict .noUi-handle"))
    lab.get_by_role("button", name="Lock my prediction").click()
    expect(lab.locator(".course-compared")).to_contain_text("You predicted")
    slider = at_lab.sliders.first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    at_lab.page.mouse.move(x, y)
    at_lab.page.mouse.down()
    at_lab.page.mouse.move(x - 20, y, steps=3)
    at_lab.page.evaluate(f"() => {KERNEL}.restart()")
    at_lab.page.mouse.move(x - 60, y, steps=3)
    at_lab.page.mouse.up()
    expect(told(at_lab)).to_have_count(2)  # one a cell
    expect(told(at_lab).first).to_contain_text(GONE)
    expect(told(at_lab).first).to_contain_text("Run All Cells")
    expect(told(at_lab).first).to_have_attribute("role", "alert")
    kept = json.loads((home / "record.json").read_text())["events"]
    assert [event["lab"] for event in kept if event["kind"] == "prediction"][-1:] == [
        "posture-lever"
    ]
    at_lab.run_all()
    expect(told(at_lab)).to_have_count(0)
    at_lab.explore(at_lab.labs.first)
    before = tilt(at_lab)[0]
    press(at_lab, 1)
    answers(at_lab, before + 1)


def test_nothing_complained_and_nothing_left_the_machine(at_lab):
    assert at_lab.outside == []
    offline = ("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    assert [said for said in at_lab.complaints if not any(w in said for w in offline)] == []


def test_two_tabs_follow_each_other_and_a_restart_in_one_is_told_in_the_other(
    at_lab, browser, jupyter
):
    at_lab.save()
    with new_desk(browser, *jupyter) as other:
        other.open("faults.ipynb")
        other.drawn()
        before = tilt(other)[0]
        assert before == tilt(at_lab)[0]
        press(other, 2)
        answers(at_lab, before + 2)
        expect(told(at_lab)).to_have_count(0)
        other.restart_and_run_all()
        expect(told(at_lab)).to_have_count(2)
        expect(told(other)).to_have_count(0)
        at_lab.run_all()
        at_lab.explore(at_lab.labs.first)
        before = tilt(at_lab)[0]
        press(at_lab, 1)
        answers(at_lab, before + 1)
        expect(told(other)).to_have_count(0)


def test_no_learners_text_becomes_part_of_the_page(browser, jupyter, work):
    with new_desk(browser, *jupyter) as learner:
        (work / "hostile").mkdir()
        cells = (HOSTILE, *MORE, "explorer()", BROKEN)
        learner.open(write_notebook(work, "hostile_text", *cells))
        learner.command("notebook:run-all-cells")
        learner.wait_idle()
        page = learner.page
        expect(page.locator(".course-card")).not_to_have_count(0)
        for field in page.locator(".jp-OutputArea input[type=text], .jp-OutputArea textarea").all():
            field.fill(EVIL)
            field.press("Tab")
        page.get_by_role("button", name="Check my answer").first.click()
        learner.wait_idle()
        expect(page.locator(".jp-OutputArea img[src=x]")).to_have_count(0)
        assert page.evaluate("window.hacked") is None
        assert "<img src=x" in " ".join(page.locator(".jp-OutputArea").all_inner_texts())
        (said,) = [text.strip() for text in learner.errors()]
        assert said.startswith("There is no table 'posture/nothing'")
        assert "Traceback" not in said
