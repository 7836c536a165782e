"""Take the README's pictures from the real course.

    python -m tests.browser.readme_pictures

It opens two labs in JupyterLab, does what a learner would, and writes .github/pictures.
"""

import io
import sys
import tempfile
from pathlib import Path

import PIL.Image
from playwright.sync_api import expect, sync_playwright

from tests.browser import server
from tests.browser.desk import desk as new_desk
from tests.browser.desk import write_notebook
from tests.repository.files import ROOT

FOLDER = ROOT / ".github" / "pictures"
SIZE = {"width": 1560, "height": 1400}
LABS = {
    "posture_lab": "from course_lib.posture import lab\nlab.runner_lab()",
    "spine_lab": "from course_lib.anatomy import lab\nlab.spine_lab()",
}


def predict(learner, lab):
    """Predict something, lock it, and wait for the comparison."""
    answer = lab.locator(".course-predict .noUi-handle")
    answer.focus()
    for _ in range(6):
        answer.press("PageUp")
    lab.get_by_role("button", name="Lock my prediction").click()
    expect(lab.locator(".course-compared")).to_contain_text("You predicted")


def look_closer(learner, lab):
    """Open the controls and press the last preset."""
    learner.explore(lab)
    lab.locator(".course-presets button").last.click()


def take(learner, name, source, act):
    """Write one picture; 256 colours are enough for it."""
    learner.open(write_notebook(Path(learner.folder), name, source))
    learner.command("application:toggle-left-area")
    learner.run_all()
    lab = learner.labs.first
    learner.drawn()
    before = learner.drawn()["sentence"]
    act(learner, lab)
    learner.until(lambda seen: seen["sentence"] != before)
    learner.page.mouse.move(0, 0)
    learner.page.wait_for_timeout(1500)
    full = PIL.Image.open(io.BytesIO(lab.screenshot())).convert("RGB")
    FOLDER.mkdir(parents=True, exist_ok=True)
    full.quantize(256, dither=PIL.Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    print(name, full.size, learner.drawn()["sentence"], sep="\n")


def main():
    """Take both pictures; return the exit code."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as tools:
        program = server.find_browser(tools)
        if program is None:
            print(server.NO_BROWSER)
            return 1
        chromium = server.launch(tools, program)
        with server.running(Path(home)) as address:
            for (name, source), act in zip(LABS.items(), (predict, look_closer), strict=True):
                with new_desk(chromium.new_context(viewport=SIZE), *address) as learner:
                    learner.folder = Path(home) / "work"
                    take(learner, name, source, act)
                    learner.assert_quiet()
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
