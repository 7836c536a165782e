"""Every notebook of the course as a learner meets it: opened, run, moved, written into."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.access import INSIDE, faults, faults_of_colour, in_full, walk, way
from tests.browser.desk import desk as new_desk
from tests.browser.desk import write_notebook

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
HOSTILE = "<img src=x onerror='struck=1'>"  # short enough to be quoted back whole
PLACE = "(handle) => handle.parentElement.style.transform"
LOOK = """async () => {
  for (const cell of document.querySelectorAll(".jp-Notebook .jp-Cell")) {
    cell.scrollIntoView({ block: "nearest" });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}"""
# Names in lists that are wider than their list; what is longer is a whole question.
CUT = """() => [...document.querySelectorAll(".jp-OutputArea select")].flatMap((list) => {
  const twin = list.cloneNode(false);
  twin.style = "position: absolute; width: max-content; min-width: 0; max-width: none";
  list.after(twin);
  const cut = [...list.options].filter((option) => {
    twin.replaceChildren(option.cloneNode(true));
    const wide = twin.offsetWidth > list.offsetWidth;
    return wide && list.checkVisibility() && option.text.length <= 60;
  });
  twin.remove();
  return cut.map((option) => option.text);
})"""
TEXT_INPUTS = ".jp-OutputArea input[type=text]:visible, .jp-OutputArea textarea:visible"


@pytest.fixture(scope="module")
def reader(browser, jupyter):
    """A learner who reads one notebook after the other in the same page."""
    with new_desk(browser, *jupyter) as learner:
        yield learner
        learner.wear("Light")  # the server gives the next page what the last one chose


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def chapter(request, reader, home):
    """The learner, who has run a copy of one notebook from top to bottom."""
    (home / "work" / "notebooks").mkdir(exist_ok=True)
    shutil.copy(request.param, home / "work" / "notebooks")
    reader.turn_to(f"notebooks/{request.param.name}")
    reader.asked = reader.page.locator(".jp-Dialog").all_inner_texts()
    reader.run_all()
    look_through(reader)
    return reader


def look_through(learner):
    """Scroll to every cell, since JupyterLab draws what comes into view."""
    learner.page.evaluate(LOOK)


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 2


def test_a_request_that_would_leave_the_machine_is_stopped_and_counted(desk):
    asking = "(address) => fetch(address).then(() => 'answered', () => 'stopped')"
    for address in ("http://192.0.2.1/", "http://example.org/"):
        assert desk.page.evaluate(asking, address) == "stopped"
        assert desk.outside.pop() == address


def test_the_scan_sees_what_is_too_faint_far_from_what_the_window_shows(desk, work):
    faint, far = "<{0} style='color:#aaa;background:#fff'>Faint.</{0}>", "<p style='height:5000px'>"
    covered = "".join(f"<p class='kind-{number}'>Covered.</p>" for number in range(20))
    over = "<p style='position:absolute;inset:0'></p>"
    texts = (faint.format("p"), faint.format("p"), far, faint.format("b"), covered + over)
    cells = [f'from IPython.display import HTML\nHTML("{text}")' for text in texts]
    desk.open(write_notebook(work, "faint", *cells))
    desk.run_all()
    look_through(desk)
    found = [one.split(":")[0] for one in faults(desk.page)]
    assert found == ["color-contrast", "color-contrast", "cannot tell"]  # one p, one b


def test_no_name_in_a_list_is_cut_off(chapter):
    with in_full(chapter.page):  # a cell out of sight has no width
        assert chapter.page.evaluate(CUT) == []


def test_it_asks_nothing_and_runs_without_a_fault(chapter):
    assert chapter.asked == []
    assert chapter.errors() == []
    for figure in chapter.figures.all():
        figure.scroll_into_view_if_needed()
        assert chapter.drawn(figure)["sentence"]


def test_every_figure_and_slider_has_a_name(chapter):
    for figure in chapter.figures.all():
        expect(figure).to_have_attribute("role", "group")
        expect(figure).to_have_attribute("aria-label", re.compile(r"\w"))
        sentence = figure.locator(".course-sentence")
        expect(sentence).to_have_attribute("aria-live", "polite")
        expect(figure).to_have_attribute("aria-describedby", sentence.get_attribute("id"))
    for slider in chapter.page.locator(".widget-slider").all():
        label = slider.locator(".widget-label").text_content()
        assert label.strip()
        expect(slider.locator(".noUi-handle")).to_have_attribute("aria-label", label)


def test_every_lab_follows_its_sliders(chapter):
    for lab in chapter.labs.all():
        lab.scroll_into_view_if_needed()
        chapter.explore(lab)
        figure = lab.locator(".course-figure")
        for slider in lab.locator(".course-controls .noUi-handle").all():
            before = chapter.drawn(figure)
            chapter.press_arrow(slider, far_end(slider))
            seen = chapter.changed(before, figure)
            assert seen["sentence"] != before["sentence"]


def test_every_slider_moves_a_step_with_an_arrow_key(chapter):
    for slider in chapter.page.locator(".noUi-target:not([disabled]) .noUi-handle:visible").all():
        now, low, _most = stand(slider)
        before = slider.evaluate(PLACE)  # what is told of a small step may be rounded
        chapter.press_arrow(slider, "ArrowLeft" if now > low else "ArrowRight")
        assert slider.evaluate(PLACE) != before, slider.get_attribute("aria-label")


def test_tab_goes_through_every_lab_and_out_of_it_and_is_seen(chapter):
    cards = chapter.page.locator(".course-lab:visible, .course-card:visible")
    for card in cards.and_(chapter.page.locator(f":not({INSIDE})")).all():
        stops, reached = walk(chapter.page, card)
        assert [place for place, _seen, _what in reached] == way(stops), reached
        assert [what for place, seen, what in reached if place >= 0 and not seen] == []


def stand(slider):
    """Give where a slider stands, its lowest and its highest value."""
    return [float(slider.get_attribute(f"aria-value{end}")) for end in ("now", "min", "max")]


def far_end(slider):
    """Give the key that takes a slider away from where it stands."""
    now, _low, most = stand(slider)
    return "Home" if now == most else "End"


def test_text_that_is_typed_in_stays_text(chapter):
    boxes = chapter.page.locator(TEXT_INPUTS).all()
    for box in boxes:
        box.fill(HOSTILE)
        card = box.locator("xpath=ancestor::*[contains(@class, 'course-card')]")
        if card.count():  # the other boxes search a list
            card.get_by_role("button", name="Check my answer").click()
            expect(card).to_contain_text(HOSTILE)
    assert chapter.page.locator(".jp-OutputArea img[src=x]").count() == 0
    assert not chapter.page.evaluate("window.struck")


def test_axe_finds_nothing_wrong_in_what_the_notebook_shows(chapter):
    assert faults(chapter.page) == []


def test_nor_in_the_other_theme(chapter):
    """Change once: the next notebook is met in the theme in which this one ends."""
    chapter.wear("Dark" if chapter.theme() == "Light" else "Light")
    assert faults_of_colour(chapter.page) == []


def test_the_page_has_forgotten_the_kernels_of_the_notebooks_before(chapter):
    """Bite from a worker's second notebook on."""
    known = "() => globalThis.__upperBackCourseManners.kernels.size"
    assert chapter.page.evaluate(known) == 1


def test_nothing_leaves_the_machine_and_nothing_complains(chapter):
    chapter.assert_quiet()


def test_a_link_of_a_schedule_leads_to_its_section_at_the_first_click(desk, work):
    shutil.copy(next(path for path in NOTEBOOKS if path.stem == "03_cause_posture"), work)
    source = "from course_lib.start import teaching_lab\nteaching_lab.schedule_desk()"
    desk.open(write_notebook(work, "schedule", source))
    desk.run_all()
    desk.page.get_by_role("link", name="03 · Level by level").click()
    heading = desk.page.get_by_role("heading", name="Level by level")
    expect(heading).to_be_in_viewport()
    assert desk.page.url.endswith("03_cause_posture.ipynb")
    desk.assert_quiet()
