"""What one learner does in a real page: open a notebook, run all of it, move a control."""

from __future__ import annotations

import time
from contextlib import suppress

from playwright.sync_api import Page, TimeoutError

AGAIN_MS = 5_000
PATIENCE_MS = 600_000  # a loaded machine is measured, not given up
IDLE = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
STARTED = ".jp-InputPrompt:text-matches('\\\\[[*0-9]')"
LAB = ".course-lab:has(.course-figure)"
DRAWN = ".js-plotly-plot .main-svg, canvas"
FAILED = (
    '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"],'
    '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]'
)


def open_notebook(page: Page, address: str) -> None:
    """Open a notebook and wait until its kernel is idle."""
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    wait_open(page)


def wait_open(page: Page) -> None:
    """Wait until the page shows a notebook and has reached its kernel."""
    page.wait_for_selector(IDLE)
    page.get_by_text("| Idle").first.wait_for()  # the status bar: the page has reached the kernel


def run_all(page: Page) -> float:
    """Press Run All Cells; return the seconds to the first figure that stands drawn.

    JupyterLab drops the command when its kernel is not quite there; then, like a person, it is
    pressed again, and the clock goes on from the first press.
    """
    start = time.monotonic()
    while time.monotonic() < start + PATIENCE_MS / 1000:
        page.click("li.lm-MenuBar-item:has-text('Run')")
        page.click("li[data-command='runmenu:run-all']")
        with suppress(TimeoutError):
            page.wait_for_selector(STARTED, timeout=AGAIN_MS)
            break
    page.wait_for_selector(f".course-figure :is({DRAWN})", state="attached")
    return time.monotonic() - start


def move_first_lab(page: Page) -> float:
    """Move a slider of the first lab; return the seconds until its sentence says something new.

    The lab is brought into view first, and its controls opened without a prediction.
    """
    lab = page.locator(LAB).first
    lab.locator(DRAWN).first.wait_for(state="attached")
    skip = lab.get_by_role("button", name="Explore without predicting")
    if skip.is_visible():
        skip.click()
    handle = lab.locator(".course-controls .noUi-target:not([disabled]) .noUi-handle").first
    handle.wait_for(state="visible")
    sentence = lab.locator(".course-sentence").first
    before = sentence.text_content()
    handle.focus()
    start = time.monotonic()
    handle.press("PageUp")
    page.wait_for_function(
        "([node, before]) => node.textContent !== before", arg=[sentence.element_handle(), before]
    )
    return time.monotonic() - start


def faults(page: Page) -> list[str]:
    """Return the text of every error that a cell put out."""
    return page.locator(FAILED).all_inner_texts()
