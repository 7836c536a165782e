"""Draw the still pictures of the site in Chromium, with the page code of the live ones."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from course_lib.chromium import find_browser, launch
from course_lib.live_widget import joined

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCENE = ("live_shared.js", "scene_mesh.js", "scene_paint.js", "scene_stage.js", "live_scene.js")
ENDS = {"figure": ".svg", "scene": ".jpg"}


class NoPictureError(RuntimeError):
    """The pictures could not be drawn; the message is a sentence on what to do."""


def draw_stills(states: Path, target: Path) -> int:
    """Draw every picture that is not there yet; return how many were drawn.

    Parameters
    ----------
    states : the folder with a JSON file for each picture, as ``stills`` writes them.
    target : the folder for the pictures.

    Raises
    ------
    NoPictureError : there is no Chromium, or a picture cannot be drawn.
    """
    target.mkdir(parents=True, exist_ok=True)
    todo = []
    for file in sorted(states.glob("*.json")):
        state = json.loads(file.read_text(encoding="utf-8"))
        picture = target / f"{file.stem}{ENDS[state['kind']]}"
        if not picture.exists():
            todo.append((state, picture))
    if todo:
        _draw_all(todo)
    return len(todo)


def _draw_all(todo: list[tuple[dict, Path]]) -> None:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as tools:
        program = find_browser(tools)
        if program is None:
            raise NoPictureError(
                "No Chromium or Chrome was found to draw the pictures: install one, or name its "
                "program in the environment variable CHROMIUM, and type the command again."
            )
        with launch(tools, program) as browser:
            page = _desk(browser.new_page(viewport={"width": 1000, "height": 900}))
            for state, picture in todo:
                try:
                    _draw(page, state, picture)
                except Error as error:
                    said = str(error).splitlines()[0][:200]
                    raise NoPictureError(
                        f"The picture {picture.name} could not be drawn ({said}): run the "
                        "notebook in JupyterLab and see whether it draws there."
                    ) from error


def _desk(page: Page) -> Page:
    """Load the page code once."""
    plotly = files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")
    page.set_content("<!doctype html><body style='background:#fff;color:#222'></body>")
    for script in (plotly, joined("live_shared.js"), joined("still_pictures.js")):
        page.add_script_tag(content=script)
    scene = joined(*SCENE).replace("export default", "return", 1)
    page.add_script_tag(content=f"globalThis.courseScene = (() => {{{scene}\n}})();")
    page.add_style_tag(content=joined("live_figure.css", "live_scene.css"))
    return page


def _draw(page: Page, state: dict, picture: Path) -> None:
    if state["kind"] == "figure":
        text = page.evaluate("(state) => drawFigure(state)", state)
        picture.write_text(text, encoding="utf-8", newline="\n")
        return
    page.evaluate("(state) => drawScene(state)", state)
    page.locator(".course-scene").screenshot(path=picture, type="jpeg", quality=85)
