"""A live scene in a real JupyterLab: what is drawn, moved, clicked, played, and survived."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import SLOW_START, write_notebook
from tests.browser.desk import desk as new_desk
from tests.browser.scenes import (
    CAMERA,
    FRAMES,
    MATRICES,
    MESSAGES,
    PIXELS,
    Scene,
    covered,
    same_picture,
)

MAKE = """\
import ipywidgets as widgets
import numpy as np
from course_lib.live_scene import LiveScene
from course_lib.quantities import Numbers
from course_lib.scene import Motion, Paint, Part, ScenePicture
# Each face has corners of its own, so that its light is exact however it is stretched.
FACES = np.arange(24).reshape(8, 3)
ENDS = np.array([[50, 0, 0], [-14, 0, 0], [0, 30, 0], [0, -12, 0], [0, 0, 25], [0, 0, -20]], "f4")
TOPS = ENDS[[0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5]]
def place(side, deg, up):
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    turned = np.array([[1, 0, 0, 0], [0, c, -s, 60 * side], [0, s, c, up], [0, 0, 0, 1]])
    return turned @ np.diag([1, side, 1.3, 1])
def stand(deg):
    return np.array([place(1, deg, 0), place(-1, -deg, 0), place(1, deg, 90), place(-1, 20, 90)])
# A small soft part between two of them, each corner with the one that is nearer.
HELD = [f"rib {0 if z < 0 else 2}" for z in TOPS[:, 2]]
SOFT = Part("muscle", TOPS * 0.3, FACES, "muscle", carriers=HELD)
def picture(deg, **options):
    rows = Numbers(("bone", "deg"), (("rib", float(deg)),))
    return ScenePicture(stand(deg), f"Turned by {deg:.0f} degrees.", rows, **options)
"""
SCENE = """\
breathe = {"Breathe": lambda: Motion([stand(0), stand(15)], ("Out.", "In."), seconds=1)}
parts = [*(Part(f"rib {i}", TOPS, FACES) for i in range(4)), SOFT]
scene = LiveScene(parts, picture(10), name="Ribs", motions=breathe)
slider = widgets.FloatSlider(value=10, min=0, max=40, step=1, description="Turn")
slider.observe(lambda change: scene.show(picture(change["new"])), "value")
told = widgets.Label()
scene.observe(lambda change: setattr(told, "value", f"You chose {change['new']}."), "selected")
widgets.VBox([slider, scene, told])"""
# The same bones, their vertices already where the matrices would take them.
BAKED = """\
moved = lambda points, m: (points @ m[:3, :3].T + m[:3, 3]).astype("f4")
baked = [Part(f"rib {i}", moved(TOPS, m), FACES) for i, m in enumerate(stand(10))]
low, high = (moved(SOFT.vertices_mm, stand(10)[i]) for i in (0, 2))
ends = np.where(TOPS[:, 2:] < 0, low, high)
baked.append(Part("muscle", ends, FACES, "muscle"))
still = ScenePicture(np.array([np.eye(4)] * 5), "Baked.", Numbers((), ()))
LiveScene(baked, still, name="Baked")"""
# Closed bones with corners in common, every second one inside out, and one that misses a face.
HOLLOW = """\
corners = np.array([[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5],
                    [0, 3, 5]])
bones = [corners, corners[:, ::-1], np.delete(corners, 1, axis=0), corners[:, ::-1]]
hollow = [Part(f"rib {i}", ENDS, faces) for i, faces in enumerate(bones)]
LiveScene(hollow, ScenePicture(stand(10), "Hollow.", Numbers((), ())), name="Hollow")"""
# The same picture with every face drawn, and how often those that look away were to be left out.
ALL_FACES = f"""(canvas) => {{
  const seen = {PIXELS};
  const gl = canvas.getContext("webgl2"), own = gl.enable;
  let left_out = 0;
  gl.enable = (what) => {{ if (what === gl.CULL_FACE) left_out += 1; else own.call(gl, what); }};
  gl.disable(gl.CULL_FACE);
  const pixels = seen(canvas);
  delete gl.enable;
  return {{ pixels, left_out }};
}}"""

# Whether the picture is still on its way, right after a press of a view's button.
GLIDES = """(button) => {
  button.click();
  return button.closest(".course-figure").querySelector("canvas").courseScene.going;
}"""


@pytest.fixture(scope="module")
def at_scene(browser, jupyter, home):
    """A learner with a scene, its baked twin and a hollow one before them."""
    book = write_notebook(home / "work", "scene", MAKE, SCENE, BAKED, HOLLOW)
    with new_desk(browser, *jupyter) as learner:
        learner.open(book)
        learner.run_all()
        yield learner


@pytest.fixture
def scene(at_scene):
    return Scene(at_scene).ready()


def test_it_is_drawn_named_and_told(scene):
    assert scene.seen("(c) => c.courseScene.kind") == "webgl2"
    assert covered(scene.seen(PIXELS)) > 300
    expect(scene.figure).to_have_attribute("aria-label", "Ribs")
    expect(scene.sentence).to_have_attribute("aria-live", "polite")
    expect(scene.sentence).to_have_text("Turned by 10 degrees.")


def test_moved_mirrored_and_stretched_parts_are_lit_as_if_made_there(scene, at_scene):
    twin = Scene(at_scene, 1).ready()
    for view in ("From behind", "From the left", "From above"):
        for one in (scene, twin):
            one.press(view)
            one.wait(lambda one=one: not one.seen("(c) => c.courseScene.going"))
        same_picture(scene.seen(PIXELS), twin.seen(PIXELS))
    scene.press("Reset view")


def test_only_the_inside_of_closed_parts_is_left_out(at_scene):
    hollow = Scene(at_scene, 2).ready()
    for view in ("From behind", "From the left", "From above"):
        hollow.press(view)
        hollow.wait(lambda: not hollow.seen("(c) => c.courseScene.going"))
        whole = hollow.seen(ALL_FACES)
        assert whole["left_out"] == 3  # of four bones one is open
        same_picture(hollow.seen(PIXELS), whole["pixels"])


def test_a_slider_moves_the_parts_and_the_words(scene, at_scene):
    before, received = scene.seen(MATRICES), at_scene.received
    at_scene.press_arrow(at_scene.page.locator(".noUi-handle").first)
    expect(scene.sentence).to_have_text("Turned by 11 degrees.")
    scene.wait(lambda: scene.seen(MATRICES) != before)
    assert at_scene.received - received < 8_000


def test_views_by_button_and_by_key_and_back(scene, at_scene):
    scene.press("From the left")
    scene.camera_is(90, 0)
    scene.press("From above")
    scene.camera_is(180, 90)
    scene.canvas.focus()
    at_scene.page.keyboard.press("ArrowDown")
    scene.camera_is(180, 80)
    distance = scene.seen(CAMERA)["distance"]
    at_scene.page.keyboard.press("+")
    scene.wait(lambda: scene.seen(CAMERA)["distance"] < distance)
    expect(at_scene.page.locator(".jp-Notebook .jp-mod-selected")).to_have_count(1)
    scene.press("Reset view")
    scene.camera_is(180, 0)


def test_a_drag_turns_and_chooses_nothing(scene, at_scene):
    scene.press("Reset view")
    scene.camera_is(180, 0)
    scene.canvas.scroll_into_view_if_needed()
    box = scene.canvas.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    at_scene.page.mouse.move(x, y)
    at_scene.page.mouse.down()
    at_scene.page.mouse.move(x + 50, y - 25, steps=5)
    at_scene.page.mouse.up()
    scene.camera_is(160, -10)
    chosen = at_scene.page.locator(".jp-OutputArea .widget-label", has_text="You chose")
    expect(chosen).to_have_count(0)
    scene.press("Reset view")


def test_a_click_tells_python_which_part_it_was(scene, at_scene):
    for number in (0, 3):
        scene.click_part(number)
        expect(at_scene.page.get_by_text(f"You chose rib {number}.")).to_be_visible()
    assert "rib 3" not in scene.figure.inner_html()


def test_a_breath_plays_without_a_message_until_it_is_stopped(scene, at_scene):
    page = at_scene.page
    stop = scene.figure.get_by_role("button", name="Stop")
    expect(stop).to_be_disabled()
    quiet = scene.seen(FRAMES)
    page.wait_for_timeout(400)
    assert scene.seen(FRAMES) == quiet
    scene.press("Breathe")
    expect(stop).to_be_enabled()
    expect(scene.sentence).to_have_text("Out. In.")
    messages, frames, before = (scene.seen(what) for what in (MESSAGES, FRAMES, MATRICES))
    scene.wait(lambda: scene.seen(FRAMES) > frames + 5)
    assert scene.seen(MATRICES) != before
    assert scene.seen(MESSAGES) == messages
    stop.click()
    page.wait_for_timeout(100)
    quiet = scene.seen(FRAMES)
    page.wait_for_timeout(400)
    assert scene.seen(FRAMES) == quiet
    at_scene.press_arrow(page.locator(".noUi-handle").first)
    expect(scene.sentence).to_have_text(re.compile("Turned by"))


def test_where_motion_is_not_wanted_the_button_takes_steps(scene, at_scene):
    at_scene.page.emulate_media(reduced_motion="reduce")
    for caption in ("In.", "Out.", "In."):
        scene.press("Breathe")
        expect(scene.sentence).to_contain_text(f"{caption} (Each press is one step")
    frames = scene.seen(FRAMES)
    at_scene.page.wait_for_timeout(300)
    assert scene.seen(FRAMES) <= frames + 1
    assert at_scene.page.get_by_role("button", name="From the left").first.evaluate(GLIDES) is False
    at_scene.page.emulate_media(reduced_motion="no-preference")


def test_the_picture_follows_theme_and_window(scene, at_scene):
    page = at_scene.page
    width, light = scene.seen("(c) => c.width"), scene.seen("(c) => c.courseScene.haze")
    page.set_viewport_size({"width": 900, "height": 900})
    scene.wait(lambda: scene.seen("(c) => c.width") < width)
    assert covered(scene.seen(PIXELS)) > 100
    page.set_viewport_size({"width": 1400, "height": 1000})
    scene.wait(lambda: scene.seen("(c) => c.width") == width)
    at_scene.wear("Dark")
    scene.wait(lambda: scene.seen("(c) => c.courseScene.haze") not in (light, None))
    at_scene.wear("Light")
    scene.wait(lambda: scene.seen("(c) => c.courseScene.haze") == light)


def test_a_lost_graphics_context_comes_back(scene):
    full = covered(scene.seen(PIXELS))
    scene.seen(
        """(c) => {
          c.lost = c.getContext("webgl2").getExtension("WEBGL_lose_context");
          c.lost.loseContext();
        }"""
    )
    scene.wait(lambda: scene.seen("(c) => c.getContext('webgl2').isContextLost()"))
    scene.page.wait_for_timeout(100)
    scene.seen("(c) => c.lost.restoreContext()")
    scene.wait(lambda: covered(scene.seen(PIXELS)) == full)


def test_a_cell_run_twice_gives_its_graphics_context_back(scene, at_scene):
    old = scene.canvas.evaluate_handle("(c) => c.getContext('webgl2')")
    at_scene.run_all()
    expect(at_scene.figures).to_have_count(3)
    again = Scene(at_scene).ready()
    again.wait(lambda: old.evaluate("(gl) => gl.isContextLost()"))
    expect(again.sentence).to_have_text("Turned by 10 degrees.")
    assert covered(again.seen(PIXELS)) > 300


def test_nothing_left_the_machine_or_complained(at_scene):
    at_scene.assert_quiet()


def test_a_reloaded_page_and_a_second_view_show_the_present(desk, work):
    desk.open(write_notebook(work, "scene_reload", MAKE + SCENE))
    desk.run_all()
    first = Scene(desk).ready()
    desk.press_arrow(desk.page.locator(".noUi-handle").first)
    expect(first.sentence).to_have_text("Turned by 11 degrees.")
    matrices = first.seen(MATRICES)
    desk.save()
    desk.page.reload()
    desk.wait_idle()
    again = Scene(desk).ready()
    assert again.seen(MATRICES) == matrices
    desk.command("notebook:move-cursor-up")
    desk.command("notebook:create-output-view")
    expect(desk.figures).to_have_count(2)
    desk.press_arrow(desk.page.locator(".noUi-handle").first)
    for number in (0, 1):
        expect(Scene(desk, number).ready().sentence).to_have_text("Turned by 12 degrees.")
    desk.assert_quiet()


def test_without_webgl_it_is_drawn_plainly_and_can_be_clicked(desk, work):
    desk.page.add_init_script("""
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
      };""")
    desk.open(write_notebook(work, "scene_plain", MAKE + SCENE))
    desk.run_all()
    scene = Scene(desk).ready()
    assert scene.seen("(c) => c.courseScene.kind") == "2d"
    assert covered(scene.seen(PIXELS)) > 300
    scene.click_part(2)
    expect(desk.page.get_by_text("You chose rib 2.")).to_be_visible()
    desk.assert_quiet()


def test_a_page_too_slow_for_anywidget_still_has_a_live_scene(desk, work):
    # As on a slow computer: what may take two seconds has no time at all, and the scene has
    # changed before the page listens.
    desk.page.add_init_script(
        "const wait = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = () => wait(0);"
    )
    slow = []
    desk.page.on("pageerror", lambda error: slow.append(str(error)))
    hasty = SCENE.replace("told =", "slider.value = 20\ntold =")
    desk.open(write_notebook(work, "scene_slow", MAKE + hasty))
    desk.run_all()
    assert any(SLOW_START in said for said in slow)
    scene = Scene(desk).ready()
    expect(scene.sentence).to_have_text("Turned by 20 degrees.")
    desk.press_arrow(desk.page.locator(".noUi-handle").first)
    expect(scene.sentence).to_have_text("Turned by 21 degrees.")
    scene.click_part(1)
    expect(desk.page.get_by_text("You chose rib 1.")).to_be_visible()
    desk.assert_quiet()
